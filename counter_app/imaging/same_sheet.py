"""Whether two straightened pages are the same sheet scanned twice: a coarse look first, then stroke by stroke.

Two filled-in copies of one form share most of their ink, so likeness proves nothing: the sheets are the same when no
stroke of either is missing from the other.
"""

from __future__ import annotations

import numpy as np

from .decode import Pixels
from .header import header_of
from .ink import LOOK_DPI, ink_on, light_over, shrunk
from .opencv import cv2

_CELLS = 16
_ROUGH = 8  # a line of print is grey at an eighth of the page
_DARKER = 16  # of 255, than paper: what a cell counts as ink
_WINDOW_MM = 4.0
_STRAY_MM2 = 0.1  # ink in a window without its like on the other page: a rescan leaves none, one digit changed 0.2
_MOST_SHIFT_MM = 8.0


def look_of(pixels: Pixels) -> str:
    """256 cells as hex: which have more ink than the straightened page's usual; finds what is worth comparing."""
    height, width = pixels.shape[:2]
    size = (max(_CELLS, width // _ROUGH), max(_CELLS, height // _ROUGH))
    even = pixels[: max(_CELLS, height // _ROUGH * _ROUGH), : max(_CELLS, width // _ROUGH * _ROUGH)]
    grey = cv2.cvtColor(shrunk(even, size), cv2.COLOR_BGR2GRAY)  # by a whole number: twice as quick
    inked = (grey < np.percentile(grey, 90) - _DARKER).astype(np.float32)
    cells = cv2.resize(inked, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    return np.packbits(cells > np.median(cells)).tobytes().hex()


def is_same_sheet(jpeg: bytes, other: bytes) -> bool:
    """Compares two pages as `straighten` packed them."""
    first, second = _ink_of(jpeg), _ink_of(other)
    if not first.any() or not second.any():
        return False
    height, width = max(first.shape[0], second.shape[0]), max(first.shape[1], second.shape[1])
    first, second = (_on_canvas(ink, height, width) for ink in (first, second))
    (x, y), _ = cv2.phaseCorrelate(_soft(second), _soft(first))
    if max(abs(x), abs(y)) > _MOST_SHIFT_MM / 25.4 * LOOK_DPI:
        return False
    shift = np.array([[1, 0, round(x)], [0, 1, round(y)]], np.float32)
    second = cv2.warpAffine(second, shift, (width, height), flags=cv2.INTER_NEAREST)
    return _nothing_stray(first, second) and _nothing_stray(second, first)


def _nothing_stray(ink: Pixels, other: Pixels) -> bool:
    stray = ink & ~cv2.dilate(other, np.ones((3, 3), np.uint8)) & 1
    side = round(_WINDOW_MM / 25.4 * LOOK_DPI)
    most = float(cv2.boxFilter(stray.astype(np.float32), -1, (side, side), normalize=False).max())
    return most * (25.4 / LOOK_DPI) ** 2 <= _STRAY_MM2


def _ink_of(jpeg: bytes) -> Pixels:
    """1 where there is ink, at LOOK_DPI."""
    dpi = header_of(jpeg).dpi or LOOK_DPI
    half = dpi >= 2 * LOOK_DPI
    flag = cv2.IMREAD_REDUCED_GRAYSCALE_2 if half else cv2.IMREAD_GRAYSCALE
    grey = cv2.imdecode(np.frombuffer(jpeg, np.uint8), flag)
    scale = LOOK_DPI / (dpi / 2 if half else dpi)
    if scale != 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return ink_on(grey, light_over(grey))


def _on_canvas(ink: Pixels, height: int, width: int) -> Pixels:
    canvas = np.zeros((height, width), np.uint8)
    canvas[: ink.shape[0], : ink.shape[1]] = ink
    return canvas


def _soft(ink: Pixels) -> Pixels:
    soft: Pixels = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), 2)
    return soft
