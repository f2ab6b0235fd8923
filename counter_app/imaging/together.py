"""One page out of two pictures: both sides of a card on one sheet, and an A3 sheet out of two halves that overlap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from counter_app.domain.errors import DoNotFit

from .decode import Pixels, decode
from .header import header_of
from .ink import LOOK_DPI, ink_on, light_over, look_at
from .opencv import cv2

_A4_MM = (297.0, 210.0)
_SIDES_DPI = 300
_GAP_MM = 12.0  # between the two sides of a card
_LONGEST_MM = 135.0  # of what goes twice on an A4 sheet
_STRIPS = (0.2, 0.6)  # of a half: where a strip in common is looked for
_POINTS, _PATCH = 2500, 21  # places that are compared, and pixels of each: the strip may be a centimetre wide
_AGREE = 30  # points of print that must say the same of how the halves lie
_TURN, _GROW = 2.0, 0.012  # degrees and share by which one half may lie otherwise than the other
_OVERLAP_MM = 5.0
_LEAST_APART = 0.3  # of a half: two that lie nearer are the same page twice
_STRAY = 0.05  # of the ink where the halves overlap: what has no like on the other
_MOST_PIXELS = 60_000_000


def both_sides(front: bytes, back: bytes) -> tuple[Pixels, int]:
    """An A4 page (BGR, dpi) with both on it in their true size, the front above. Raises NotAnImage, DoNotFit (why:
    too-large)."""
    sheet = np.full((round(_A4_MM[0] / 25.4 * _SIDES_DPI), round(_A4_MM[1] / 25.4 * _SIDES_DPI), 3), 255, np.uint8)
    sides = [_at(decode(side), _density(side), _SIDES_DPI) for side in (front, back)]
    gap = round(_GAP_MM / 25.4 * _SIDES_DPI)
    for pixels in sides:
        if max(pixels.shape[:2]) > _LONGEST_MM / 25.4 * _SIDES_DPI:
            raise DoNotFit(f"a side of {pixels.shape[1]}x{pixels.shape[0]} at {_SIDES_DPI} dpi", why="too-large")
    middle = sheet.shape[0] // 2
    for pixels, top in zip(sides, (middle - gap // 2 - sides[0].shape[0], middle + gap // 2), strict=True):
        left = (sheet.shape[1] - pixels.shape[1]) // 2
        sheet[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return sheet, _SIDES_DPI


def joined(left: bytes, right: bytes) -> tuple[Pixels, int]:
    """One page (BGR, dpi) of two halves that show a strip of it twice; side by side or one above the other, whichever
    way they fit. Raises NotAnImage, DoNotFit (why: no-overlap)."""
    dpi = min(_density(left), _density(right))
    first, second = (_at(decode(half), _density(half), dpi) for half in (left, right))
    fit = _fit(first, second, dpi)
    corners = cv2.transform(_outline(second)[None], fit)[0]
    low = np.floor(np.minimum(corners.min(axis=0), 0)).astype(int)
    high = np.ceil(np.maximum(corners.max(axis=0), first.shape[1::-1])).astype(int)
    width, height = (int(side) for side in high - low)
    if width * height > _MOST_PIXELS:
        raise DoNotFit(f"{width}x{height}", why="no-overlap")
    canvas = [_drawn(first, _moved(np.eye(2, 3), -low), (width, height))]
    canvas.append(_drawn(second, _moved(fit, -low), (width, height)))
    return _seamed(canvas, dpi), dpi


def _density(image: bytes) -> int:
    dpi = header_of(image).dpi
    if not dpi:
        raise DoNotFit("a picture without a density", why="no-overlap")
    return dpi


def _at(pixels: Pixels, dpi: int, wanted: int) -> Pixels:
    if dpi == wanted:
        return pixels
    scale = wanted / dpi
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled: Pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=way)
    return scaled


Matrix = npt.NDArray[np.float64]


def _fit(first: Pixels, second: Pixels, dpi: int) -> Matrix:
    """2 × 3, from the second half's pixels to the first's. Raises DoNotFit."""
    scale = min(1.0, LOOK_DPI / dpi)
    looks = [look_at(half, dpi) for half in (first, second)]
    for share in _STRIPS:
        for axis in (0, 1):
            for way in (1, -1):
                fit = _beside(looks, axis, way, share)
                if fit is not None:
                    # From the small copies' pixels to those of the halves.
                    grown = 0.5 * fit[:, :2].sum(axis=1) - 0.5
                    fit[:, 2] = (fit[:, 2] + grown) / scale - grown
                    return fit
    raise DoNotFit("no strip alike", why="no-overlap")


def _beside(looks: list[Pixels], axis: int, way: int, share: float) -> Matrix | None:
    """How the second half lies beside the first one: to its right (axis 0, way 1), left, below or above, where they
    have a strip in common. Print that stands at the same place of both says nothing: two pages of one form share it."""
    first, second = (_marked(look, axis, way * turn, share) for look, turn in zip(looks, (1, -1), strict=True))
    if first is None or second is None:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(second[1], first[1])
    source = second[0][[pair.queryIdx for pair in pairs]]
    target = first[0][[pair.trainIdx for pair in pairs]]
    apart = way * (target - source)[:, axis] > _LEAST_APART * min(look.shape[1 - axis] for look in looks)
    if np.count_nonzero(apart) < _AGREE:
        return None
    fit, agree = cv2.estimateAffinePartial2D(
        source[apart], target[apart], ransacReprojThreshold=2.0, maxIters=8000, confidence=0.999
    )
    if fit is None or int(agree.sum()) < _AGREE:
        return None
    turn = abs(float(np.rad2deg(np.arctan2(fit[1, 0], fit[0, 0]))))
    grow = abs(float(np.hypot(fit[0, 0], fit[1, 0])) - 1)
    fits = turn <= _TURN and grow <= _GROW and _is_one_sheet(looks[0], looks[1], fit, LOOK_DPI)
    return np.array(fit, np.float64) if fits else None


def _marked(look: Pixels, axis: int, end: int, share: float) -> tuple[Matrix, Pixels] | None:
    """Places with print (n × 2) and what each looks like, in the strip at one end of a half."""
    strip = np.zeros_like(look)
    length = look.shape[1 - axis]
    wide = round(share * length)
    part = slice(length - wide, length) if end > 0 else slice(0, wide)
    strip[(slice(None), part) if axis == 0 else (part, slice(None))] = 255
    finder = cv2.ORB_create(_POINTS, edgeThreshold=_PATCH // 2 + 1, patchSize=_PATCH, fastThreshold=10)
    points, marks = finder.detectAndCompute(look, strip)
    if marks is None or len(points) < _AGREE:
        return None
    return np.array([point.pt for point in points], np.float64), marks


def _is_one_sheet(first: Pixels, second: Pixels, fit: Matrix, dpi: int) -> bool:
    """Whether the halves show the same ink where they overlap, and overlap enough: two copies of one form do not."""
    size = first.shape[1::-1]
    laid = cv2.warpAffine(second, fit, size, borderValue=255)
    there = cv2.warpAffine(np.full_like(second, 255), fit, size)
    rim = round(1 / 25.4 * dpi)
    both = cv2.erode(there, np.ones((2 * rim + 1,) * 2, np.uint8), borderValue=0) > 0
    share = np.count_nonzero(both) / both.size
    strip = share * min(first.shape)  # at least as wide as this
    if strip + 2 * rim < _OVERLAP_MM / 25.4 * dpi or share > 0.9:
        return False
    inks = [ink_on(look, light_over(look)) for look in (first, laid)]
    grown = [cv2.dilate(ink, np.ones((5, 5), np.uint8)) for ink in inks]
    stray = sum(np.count_nonzero(both & (ink > 0) & (other == 0)) for ink, other in zip(inks, grown[::-1], strict=True))
    total = sum(np.count_nonzero(both & (ink > 0)) for ink in inks)
    return bool(total > 0 and stray <= _STRAY * total)


def _outline(pixels: Pixels) -> Matrix:
    height, width = pixels.shape[:2]
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)


def _moved(fit: Matrix, by: npt.NDArray[np.integer]) -> Matrix:
    moved = fit.copy()
    moved[:, 2] += by
    return moved


def _drawn(half: Pixels, fit: Matrix, size: tuple[int, int]) -> tuple[Pixels, npt.NDArray[np.bool_]]:
    """The half on the whole page's canvas, and where it is."""
    white = (255, 255, 255)
    drawn = cv2.warpAffine(half, fit, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=white)
    there = cv2.warpAffine(np.full(half.shape[:2], 255, np.uint8), fit, size) > 254
    return drawn, there


def _seamed(canvas: list[tuple[Pixels, npt.NDArray[np.bool_]]], dpi: int) -> Pixels:
    """Both halves, each nearest to its own middle: the seam runs through the middle of the strip that both show, where
    they are softly blended over a millimetre, so that neither a step of light nor a half letter shows."""
    (first, here), (second, there) = canvas
    near = [cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3) for mask in (here, there)]
    soft = max(2.0, dpi / 25.4)
    share = np.clip((near[0] - near[1]) / soft + 0.5, 0, 1)
    share[~there & here], share[~here & there] = 1, 0
    both = here & there
    second = _as_light(second, first, both)
    share = share[..., None].astype(np.float32)
    whole = first * share + second * (1 - share)
    whole[~(here | there)] = 255
    return np.asarray(whole.round(), np.uint8)


def _as_light(pixels: Pixels, like: Pixels, both: npt.NDArray[np.bool_]) -> Pixels:
    """With the paper's brightness of the other half, as the strip that both show has it."""
    paper = [np.percentile(half[both], 75, axis=0) for half in (like, pixels)]
    gain = np.clip(paper[0] / np.maximum(paper[1], 1), 0.8, 1.25)
    return np.asarray(np.clip(pixels * gain, 0, 255), np.uint8)
