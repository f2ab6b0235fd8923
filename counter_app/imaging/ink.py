"""What is paper and what is ink: the light over a page, ink by local contrast, the verdict that a page is blank."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2

# Everything here looks at a page reduced to about this density: strokes are two pixels wide, noise averages out.
LOOK_DPI = 150

_CELL = 8  # pixels of the look a cell of the light map covers
_STROKE_MM = 1.2  # longest way across the smallest mark that counts: a full stop is 0.4, a digit of 8 points 1.9
_RIM_MM = 4.0  # the lid's shadow at the sheet's edge
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

    What is darker over more than about 2 cm (a lid, a photograph, a book's cover) counts as paper of its own.
    """
    height, width = look.shape
    cells = cv2.resize(look, (max(1, width // _CELL), max(1, height // _CELL)), interpolation=cv2.INTER_AREA)
    wide = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15))
    closed = cv2.morphologyEx(cv2.medianBlur(cells, 3), cv2.MORPH_CLOSE, wide, borderType=cv2.BORDER_REPLICATE)
    smooth = cv2.GaussianBlur(closed, (0, 0), 2.0)
    light: Pixels = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR)
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
    light = light_over(look)
    darker: Pixels = cv2.subtract(light, cv2.medianBlur(look, 3))
    sample = darker[::4, ::4].astype(np.float32)
    usual = float(np.median(sample))
    grain = usual + 4 * float(np.median(np.abs(sample - usual)))
    marks = (darker > max(_FAINT, grain)).astype(np.uint8)
    return not marks_among(components(marks)[2][1:], look.shape, dpi)


def marks_among(boxes: npt.NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> int:
    """How many of these are longer than dust, and not of the lid's shadow at the edge."""
    left, top, width, height = (boxes[:, column] for column in range(4))
    rim = _RIM_MM / 25.4 * dpi
    inside = (left + width > rim) & (top + height > rim)
    inside &= (left < shape[1] - rim) & (top < shape[0] - rim)
    return int(np.count_nonzero(inside & (np.maximum(width, height) >= _STROKE_MM / 25.4 * dpi)))
