"""A page made straight: light flattened, skew and quarter turns undone, packed as JPEG at its real density."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from counter_app.domain.errors import NotAnImage
from counter_app.ports import Corners, FoundSheet, Origin, PageImage, StraightPage

from .decode import Pixels, decode
from .glass import sheets_on
from .header import header_of
from .ink import (
    LOOK_DPI,
    all_on,
    ink_on,
    is_blank,
    lamp_over,
    light_over,
    look_at,
    marks_among,
    reduced,
    shrunk,
    strongest_colour,
)
from .judge import LEAST_DPI, Seen, faults_of, letters_on
from .level import flattened, inside, plain_on, reach_of, turned_back, upright, without_rim
from .opencv import cv2
from .perspective import (
    Points,
    Size,
    area,
    lean_on_glass,
    seen_from_above,
    size_of,
    size_on_glass,
    to_corners,
    to_pixels,
)
from .right_way_up import turn_of
from .same_sheet import look_of
from .sheets import find_sheets, main_sheet, main_sheets
from .skew import Lean, lean_of

_A4_INCHES = (297 / 25.4, 210 / 25.4)
_QUALITY = 78
# Of a photograph that came as a file: what is smaller is a thing on the sheet, the chip of a card that fills the
# picture, and to cut it out would lose all else.
_LEAST = 0.04
_SEEN_AT = 640  # pixels of the shorter side, for the right way up
_WRITTEN = 60  # letters: so many marks are no dust, whatever the paper
_LEVEL = 0.05  # degrees: less is not worth resampling a page for
# How much light is given back: to a scan a sheet's own shade and a lid's shadow, more would be guessing; to a camera's
# page what a desk lamp and a hand's shadow took.
_MOST_GAIN_OF = {Origin.SCANNER: 1.3, Origin.FILE: 1.3, Origin.CAMERA: 3.6}
# A scan's own margin, looked at in a copy with its longer side so long: 4 mm of an A4 sheet, 170 of 255, evenly.
_RING_LOOK, _RING, _PAPER, _EVEN, _NEARLY_ALL = 600, 8, 170, 24, 0.98
_LONGEST = 65_500  # JPEG's own limit


def straighten(page: PageImage, corners: Corners | None = None) -> StraightPage:
    """Straightens a page as `ports.Imaging` says. A blank page is left as it lies (nothing to be sure of).

    Raises NotAnImage.
    """
    pixels = decode(page.data)
    dragged = corners is not None
    corners, found_sure = (corners, True) if corners else _sheet_in(pixels, page)
    dpi = real_dpi(pixels.shape[1], pixels.shape[0], page.dpi)
    covered, lean = float(page.dpi or dpi), 0.0
    if corners:
        points = to_pixels(corners, pixels.shape)
        if _is_flat(page):
            size, lean = size_on_glass(points, page.dpi), lean_on_glass(points)
        else:
            size = size_of(points, pixels.shape)
        pixels, dpi, covered = seen_from_above(pixels, points, size), size.dpi, size.covered
    straight = _straightened(
        pixels, dpi, covered, _MOST_GAIN_OF[page.origin], whole=corners is not None and not dragged
    )
    return replace(straight, skew=straight.skew + lean, corners=corners, found_sure=found_sure)


def pieces(page: PageImage, asked: bool = False) -> tuple[PageImage, ...]:
    """The sheets that lie side by side in one picture, each as a page; `page` itself where there are not several for
    sure. `asked`: the clerk says that there are, so what is likely counts too. Raises NotAnImage."""
    pixels = decode(page.data)
    if _is_flat(page):
        glass = sheets_on(pixels, page.dpi, asked)
        quads = [quad.astype(np.float64) for quad in glass.quads if glass.sure or asked]
        sizes = [size_on_glass(points, page.dpi) for points in quads]
    elif _is_picture(page):
        found = [sheet for sheet in main_sheets(find_sheets(pixels), pixels.shape) if sheet.sure or asked]
        quads = [to_pixels(sheet.corners, pixels.shape) for sheet in found]
        sizes = [size_of(points, pixels.shape) for points in quads]
    else:
        return (page,)
    if len(quads) < 2:
        return (page,)
    cut = zip(quads, sizes, strict=True)
    origin = Origin.CAMERA if page.origin is Origin.CAMERA else Origin.FILE
    return tuple(_piece(pixels, points, size, origin) for points, size in cut)


def _piece(pixels: Pixels, points: Points, size: Size, origin: Origin) -> PageImage:
    done, packed = cv2.imencode(".pnm", seen_from_above(pixels, points, size))
    if not done:
        raise NotAnImage("a piece not packed", why="broken")
    within, lean = to_corners(points, pixels.shape), lean_on_glass(points) if size.flat else 0.0
    return PageImage(packed.tobytes(), "image/x-portable-anymap", size.dpi, origin, within, lean)


def _is_flat(page: PageImage) -> bool:
    """On a scanner's glass, at a known density."""
    return page.origin is Origin.SCANNER and page.dpi > 0


def _is_picture(page: PageImage) -> bool:
    """Taken by a camera, as far as can be told: a sheet that was cut out of its picture has a density."""
    return page.origin is not Origin.SCANNER and not page.dpi


def _sheet_in(pixels: Pixels, page: PageImage) -> tuple[Corners | None, bool]:
    """The corners to cut out, and whether that was certain. In doubt the whole image is kept: nothing gets lost."""
    if _is_flat(page):
        glass = sheets_on(pixels, page.dpi)
        one = len(glass.quads) == 1 and glass.sure
        return (to_corners(glass.quads[0], pixels.shape) if one else None), True
    if not _is_picture(page):
        return None, True
    sheets = find_sheets(pixels)
    sheet = main_sheet(sheets, pixels.shape)
    if sheet and sheet.sure and not (page.origin is Origin.FILE and _is_thing_on_it(sheet, pixels.shape)):
        return sheet.corners, True
    return None, page.origin is Origin.FILE and not sheets and _is_paper_all_round(pixels)


def _is_thing_on_it(sheet: FoundSheet, shape: tuple[int, ...]) -> bool:
    """Nobody photographs a sheet by telephone from so far away."""
    return area(to_pixels(sheet.corners, shape)) < _LEAST * shape[0] * shape[1]


def _is_paper_all_round(pixels: Pixels) -> bool:
    """Whether a picture ends in the same bright, unprinted paper on all four sides: a scan without a density is then
    the whole page, and no photograph of a desk."""
    scale = _RING_LOOK / max(pixels.shape[:2])
    small = pixels if scale >= 1 else cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    sides = (grey[:_RING], grey[-_RING:], grey[:, :_RING], grey[:, -_RING:])
    paper = float(np.median([np.median(side) for side in sides]))
    even = min(float((np.abs(side - paper) <= _EVEN).mean()) for side in sides)
    return paper >= _PAPER and even >= _NEARLY_ALL


def _straightened(pixels: Pixels, dpi: int, covered: float, most_gain: float, whole: bool) -> StraightPage:
    small, at = reduced(pixels, dpi), min(dpi, LOOK_DPI)
    look, strongest = look_at(small, LOOK_DPI), strongest_colour(small)
    light = light_over(look)
    shade = lamp_over(look, light, strongest)
    ink = ink_on(look, light)
    letters = letters_on(ink, at)
    faults = faults_of(pixels, dpi, covered, Seen(small, strongest, light, ink, letters, at), whole=whole)
    pixels = flattened(pixels, shade, most_gain)
    written = marks_among(letters, look.shape, at) >= _WRITTEN
    if not written and is_blank(inside(look) if whole else look, at):
        return replace(_packed(pixels, dpi, skew=0.0, turned=0, sure=True, blank=True), faults=faults)
    lean = lean_of(ink)
    turned, sure = _turn(flattened(small, shade, most_gain), lean)
    lean_angle = lean.angle if abs(lean.angle) >= _LEVEL else 0.0
    keep = None
    if lean_angle:
        marks = cv2.bitwise_or(ink, all_on(look, light, strongest, shade))
        keep = reach_of(without_rim(marks) if whole else marks, pixels.shape)
    pixels = turned_back(pixels, lean_angle, turned, keep, plain_on(look, light, pixels.shape))
    straight = _packed(pixels, dpi, skew=lean_angle, turned=turned, sure=sure, blank=False)
    return replace(straight, faults=faults, look=look_of(pixels))


def made_of(pixels: Pixels, dpi: int) -> StraightPage:
    """A page that was put together out of straight ones."""
    blank = is_blank(look_at(pixels, dpi), min(dpi, LOOK_DPI))
    page = _packed(pixels, dpi, skew=0.0, turned=0, sure=True, blank=blank)
    return page if blank else replace(page, look=look_of(pixels))


def page_from(jpeg: bytes) -> StraightPage:
    """A page that `straighten` packed, read back. Raises NotAnImage."""
    header = header_of(jpeg)
    if header.kind != "jpeg":
        raise NotAnImage(f"a stored page is {header.kind}", why="format")
    dpi = real_dpi(header.width, header.height, header.dpi)
    blank = is_blank(look_at(decode(jpeg), dpi), min(dpi, LOOK_DPI))
    return StraightPage(jpeg, header.width, header.height, dpi, skew=0.0, turned=0, turn_sure=True, blank=blank)


def real_dpi(width: int, height: int, said: int) -> int:
    """Pixels an inch. Where the source does not say (0): as if the page just fitted on A4, never under 200."""
    if said > 0:
        return said
    long, short = max(width, height), min(width, height)
    return max(LEAST_DPI, round(max(long / _A4_INCHES[0], short / _A4_INCHES[1])))


def _turn(small: Pixels, lean: Lean) -> tuple[int, bool]:
    """The quarter turns found, from a small copy made upright; not sure where the lines' direction contradicts."""
    by = max(1, round(min(small.shape[:2]) / _SEEN_AT))  # a whole number is twice as quick
    height, width = (side // by for side in small.shape[:2])
    tiny = shrunk(small[: height * by, : width * by], (width, height))
    turned, sure = turn_of(upright(tiny, lean.angle))
    # The model names a top on anything; without lines to read (a signature, a photograph) that is a guess.
    if not sure or not lean.found or (turned in (90, 270)) is not lean.sideways:
        return 0, False
    return turned, True


def _packed(pixels: Pixels, dpi: int, *, skew: float, turned: int, sure: bool, blank: bool) -> StraightPage:
    height, width = pixels.shape[:2]
    return StraightPage(packed(pixels, dpi), width, height, dpi, skew, turned, sure, blank)


def packed(pixels: Pixels, dpi: int, quality: int = _QUALITY) -> bytes:
    """Pixels as a JPEG that says its density. Raises NotAnImage."""
    if max(pixels.shape[:2]) > _LONGEST:
        raise NotAnImage(f"{pixels.shape[1]}x{pixels.shape[0]}", why="too-large")
    done, jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    if not done:
        raise NotAnImage("not packed as JPEG", why="broken")
    return _with_dpi(jpeg.tobytes(), dpi)


def _with_dpi(jpeg: bytes, dpi: int) -> bytes:
    """The density written into the JFIF header, which OpenCV leaves at none."""
    if jpeg[6:11] != b"JFIF\0":
        raise NotAnImage("packed without a JFIF header", why="broken")
    per_inch = dpi.to_bytes(2, "big")
    return jpeg[:13] + b"\x01" + per_inch + per_inch + jpeg[18:]
