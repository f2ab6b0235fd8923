"""What is paper and what is ink: the light over a page, ink by local contrast, the verdict that a page is blank."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .fields import STEP, filled, light_on_fields
from .opencv import cv2

# Everything here looks at a page reduced to about this density: strokes are two pixels wide, noise averages out.
LOOK_DPI = 150

_CELL = 8  # pixels of the look a cell of the light map covers
_STROKE_MM = 1.2  # longest way across the smallest mark that counts: a full stop is 0.4, a digit of 8 points 1.9
_RIM_MM = 4.0  # the lid's shadow at the sheet's edge
_BARE = 0.9  # of a cell of a printed field: with less of it there is print or an edge
_FAINT = 9  # of 255, below the paper around: pencil is 20 and more


def reduced(pixels: Pixels, dpi: int) -> Pixels:
    """A small copy for looking at, at about LOOK_DPI."""
    scale = min(1.0, LOOK_DPI / dpi)
    small: Pixels = pixels
    if scale < 1:
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """A small copy of width and height `size`, each of its pixels the mean of those it stands for. By halves first:
    that is four times as quick on a whole page."""
    if pixels.shape[1] >= 2 * size[0] and pixels.shape[0] >= 2 * size[1]:
        pixels = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    small: Pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return small


def look_at(pixels: Pixels, dpi: int) -> Pixels:
    """The small copy, grey."""
    small = reduced(pixels, dpi)
    grey: Pixels = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return grey


def strongest_colour(small: Pixels) -> Pixels:
    """Of each pixel of a BGR image the strongest of its three colours."""
    blue, green, red = cv2.split(small)
    strongest: Pixels = cv2.max(cv2.max(blue, green), red)
    return strongest


def light_over(look: Pixels) -> Pixels:
    """The paper's brightness beneath the ink, as large as `look`: strokes are closed over, then smoothed.

    What is darker over more than about 2 cm (a lid, a photograph, a printed field) counts as paper of its own.
    """
    return _smooth(_closed(look), look.shape)


def lamp_over(look: Pixels, light: Pixels, strongest: Pixels) -> Pixels:
    """The light that fell on the paper, as large as `look`: as `light_over` the strongest colour, but a field that is
    printed darker than the paper around it, of any size, is no shadow. `light`: `light_over` the look."""
    cells = _closed(strongest)
    uneven = float(light.min()) < float(light.max()) * (1 - STEP)  # on most pages it is even, and nothing is sought
    found = light_on_fields(look, strongest) if uneven else None
    if found is not None:
        printed, lit = (part.astype(np.float32) for part in found)
        size = cells.shape[1::-1]
        share = cv2.resize(printed, size, interpolation=cv2.INTER_AREA)
        white = cv2.resize(lit * printed, size, interpolation=cv2.INTER_AREA) / np.maximum(share, 1e-6)
        beside = cv2.dilate(share, np.ones((3, 3), np.uint8)) > 0  # cells of an edge are neither
        known = np.where(share > _BARE, white, cells).astype(np.float32)
        even = filled(known, (~beside | (share > _BARE)).astype(np.float32))
        cells = np.clip(even.round(), 1, 255).astype(np.uint8)
    return _smooth(cells, look.shape)


def _closed(look: Pixels) -> Pixels:
    height, width = look.shape
    cells = cv2.resize(look, (max(1, width // _CELL), max(1, height // _CELL)), interpolation=cv2.INTER_AREA)
    wide = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    closed: Pixels = cv2.morphologyEx(cv2.medianBlur(cells, 3), cv2.MORPH_CLOSE, wide, borderType=cv2.BORDER_REPLICATE)
    return closed


def _smooth(cells: Pixels, shape: tuple[int, ...]) -> Pixels:
    light: Pixels = cv2.resize(cv2.GaussianBlur(cells, (0, 0), 2.0), shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return light


def ink_on(look: Pixels, light: Pixels) -> Pixels:
    """1 where a pixel is clearly darker than the paper around it: print, stamps, pens."""
    ratio: Pixels = cv2.divide(look, light, scale=255)
    return (ratio < 200).astype(np.uint8)


def components(mask: Pixels) -> tuple[int, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Of a mask's parts, corners counted as touching: how many with the ground, which is 0; the number of each pixel;
    left, top, width, height and area of each. By the method that is the quickest on pages by far."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return count, labels, boxes


def is_blank(look: Pixels, dpi: int) -> bool:
    """True where no mark is longer than dust: of local contrast, so that pencil and pale stamps count as ink.

    `dpi` is that of `look`. In doubt a page is not blank.
    """
    return not marks_among(components(_darker(look, light_over(look)))[2][1:], look.shape, dpi)


def all_on(look: Pixels, light: Pixels, strongest: Pixels, lamp: Pixels) -> Pixels:
    """1 where anything stands on the paper that is longer than dust: pencil, pale stamps, printed fields; but for a lid
    or a shadow that runs along an edge. `light` as `light_over` the look, `lamp` as `lamp_over`."""
    field = cv2.compare(strongest, cv2.multiply(lamp, 1 - STEP), cv2.CMP_LT) & 1
    _, labels, boxes = components(cv2.bitwise_or(_darker(look, light), field))
    rim = _RIM_MM / 25.4 * LOOK_DPI
    left, top, width, height = (boxes[:, column] for column in range(4))
    at_side = (left < rim) | (left + width > look.shape[1] - rim)
    at_end = (top < rim) | (top + height > look.shape[0] - rim)
    along = (at_side & (height > look.shape[0] / 2)) | (at_end & (width > look.shape[1] / 2))
    kept = (np.maximum(width, height) >= _STROKE_MM / 25.4 * LOOK_DPI) & ~along
    kept[0] = False
    marks: Pixels = kept.astype(np.uint8)[labels]
    return marks


def _darker(look: Pixels, light: Pixels) -> Pixels:
    """1 where a pixel is darker than the paper around it by more than the paper's own grain."""
    darker: Pixels = cv2.subtract(light, cv2.medianBlur(look, 3))
    sample = darker[::4, ::4].astype(np.float32)
    usual = float(np.median(sample))
    grain = usual + 4 * float(np.median(np.abs(sample - usual)))
    return (darker > max(_FAINT, grain)).astype(np.uint8)


def marks_among(boxes: npt.NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> int:
    """How many of these are longer than dust, and not of the lid's shadow at the edge."""
    left, top, width, height = (boxes[:, column] for column in range(4))
    rim = _RIM_MM / 25.4 * dpi
    inside = (left + width > rim) & (top + height > rim)
    inside &= (left < shape[1] - rim) & (top < shape[0] - rim)
    return int(np.count_nonzero(inside & (np.maximum(width, height) >= _STROKE_MM / 25.4 * dpi)))
