"""The verdict on a page, from its pixels as they came: what makes it unfit to stand for the paper.

Each judgement stays silent in doubt: a clerk who was told wrongly once looks no more. Figures are calibrated on pages
made for it (tests/imaging/test_verdicts.py) at 200 and 300 dpi.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counter_app.domain.page_fault import PageFault

from .decode import Pixels
from .ink import components
from .opencv import cv2

LEAST_DPI = 200  # the law's, for a digitised paper

_SHARP_DPI = 200  # sharpness is what a reader sees at the law's density, whatever the scanner's
_TILES = (4, 3)  # a page is judged in parts: a camera too near leaves one end out of focus
_EDGES = 120  # fewer tell nothing: a signature is soft by itself
_WIDEST_EDGE = 4.2  # pixels at 200 dpi from ink to paper: 2.3 sharp, 3.4 legible, 4.3 no accent is sure any more
_DARKEST = 70  # of 255, paper: a red cover has 90
_BRIGHT = 150  # of 255: where paper shines somewhere, the dark about it is a scanner's lid
_GLARE_ON = (110, 225)  # of 255, paper: what is darker all over is a lid or a desk, a bright spot on it a label
# The same on paper that is whiter: what is burnt there, up to what paper a difference is seen, by how much ink is paler
# at such a spot's rim, and how much of it must be there to tell.
_BURNT_WHITE, _WHITEST, _PALED, _PALED_PIXELS = 254, 251, 25, 60
_LEAST_LETTER = 11  # pixels, the middle of all: 8 point print at 200 dpi has 12
_LETTERS = 60
_FAINT = 170  # of 255, ink against its paper: print has 60 to 140
_ROUGH = 4  # glare and fingers are looked for at a quarter of the look: 37 dpi


@dataclass(frozen=True, slots=True)
class Seen:
    """A page at about LOOK_DPI, as `ink` looks at it; `dpi` is the density of these copies, `letters` what `letters_on`
    finds in the ink."""

    small: Pixels  # BGR
    strongest: Pixels
    light: Pixels
    ink: Pixels
    letters: npt.NDArray[np.int32]
    dpi: int


def faults_of(pixels: Pixels, dpi: int, covered: float, seen: Seen, *, whole: bool) -> tuple[PageFault, ...]:
    """`pixels` at `dpi`, and the same page as `seen`. `covered`: the pixels an inch that the camera or scanner really
    had. `whole`: all four edges are those of the sheet, so nothing can be cut off.

    TWICE is not judged here: it takes the other pages (same_sheet.py)."""
    light = seen.light[::4, ::4]
    found = {
        PageFault.BLURRED: is_blurred(pixels, dpi),
        PageFault.DARK: float(np.median(light)) < _DARKEST and float(np.percentile(light, 98)) < _BRIGHT,
        PageFault.GLARE: _glares(seen),
        PageFault.FINGER: _has_finger(seen.small, seen.dpi),
        PageFault.CUT_OFF: not whole and _runs_over(seen.letters, seen.ink.shape, seen.dpi),
        PageFault.COARSE: round(covered) < LEAST_DPI
        or (_letters_too_small(seen.letters, dpi / seen.dpi) and not _is_faint(seen.small, seen.light, seen.ink)),
    }
    return tuple(fault for fault in PageFault if found.get(fault))


def is_blurred(pixels: Pixels, dpi: int) -> bool:
    """Whether ink turns into paper over too many pixels, in any part of the page that has enough edges to tell."""
    height = pixels.shape[0]
    rows, columns = _TILES
    for row in range(rows):
        middle = slice(round((row + 0.25) * height / rows), round((row + 0.75) * height / rows))
        places, widths = _edges(pixels[middle], dpi)
        parts = (widths[(places * columns).astype(int) == column] for column in range(columns))
        if any(len(part) >= _EDGES and float(np.median(part)) > _WIDEST_EDGE for part in parts):
            return True
    return False


def _edges(strip: Pixels, dpi: int) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Of each clear edge where it lies across (0 to 1), and its width in pixels at _SHARP_DPI."""
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    if dpi > _SHARP_DPI:
        grey = cv2.resize(grey, None, fx=_SHARP_DPI / dpi, fy=_SHARP_DPI / dpi, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(grey, (3, 3), 0)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, x, 1 - x, ksize=1) / 2 for x in (1, 0))
    slope = cv2.magnitude(across, down)
    around = np.ones((9, 9), np.uint8)
    contrast = cv2.subtract(cv2.dilate(grey, around), cv2.erode(grey, around))
    steepest = cv2.compare(slope, cv2.dilate(slope, np.ones((7, 7), np.uint8)), cv2.CMP_GE)
    points = cv2.findNonZero(cv2.bitwise_and(steepest, cv2.compare(contrast, 40, cv2.CMP_GT)))
    if points is None:
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    xs, ys = points.reshape(-1, 2).T
    return (xs / grey.shape[1]).astype(np.float32), contrast[ys, xs] / np.maximum(slope[ys, xs], 1)


def letters_on(ink: Pixels, dpi: int) -> npt.NDArray[np.int32]:
    """left, top, width, height of what is as large as a letter: 0.7 to 8 mm."""
    _, _, boxes = components(ink)
    sides = boxes[1:, 2:4] * (25.4 / dpi)
    fits = (sides.max(axis=1) >= 0.7) & (sides.max(axis=1) <= 8)
    letters: npt.NDArray[np.int32] = boxes[1:][fits]
    return letters


def _letters_too_small(boxes: npt.NDArray[np.int32], scale: float) -> bool:
    heights = boxes[:, 3] * scale
    return len(heights) >= _LETTERS and float(np.median(heights)) < _LEAST_LETTER


def _is_faint(small: Pixels, light: Pixels, ink: Pixels) -> bool:
    """Print so pale (thermal paper) that its letters come in pieces, whose size tells nothing."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    inked = cv2.divide(grey, light, scale=255)[ink > 0]
    return bool(inked.size and np.median(inked) > _FAINT)


def _runs_over(boxes: npt.NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> bool:
    """Several letters that touch the same edge of the picture. A table's rule or a lid's shadow is no letter."""
    left, top, width, height = (boxes[:, column] for column in range(4))
    tall = height > 1.2 / 25.4 * dpi
    touching = (left == 0, top == 0, left + width == shape[1], top + height == shape[0])
    return any(int(np.count_nonzero(side & tall)) >= 4 for side in touching)


def _glares(seen: Seen) -> bool:
    """A burnt-out spot with a soft rim and writing around it. A white label has a hard rim.

    On paper that is nearly white itself the spot must have taken writing: none is in it, and it pales towards it.
    """
    white = float(np.median(_rough(seen.strongest))) > _GLARE_ON[1] + 8  # as nearly every scan's: seen at a glance
    if white and not (_rough(seen.strongest) >= _BURNT_WHITE).any():
        return False
    rough = _rough(cv2.medianBlur(seen.strongest, 5))
    cell = _ROUGH * 25.4 / seen.dpi  # mm
    paper = float(np.median(rough))
    if not _GLARE_ON[0] <= paper <= (_WHITEST if white else _GLARE_ON[1]):
        return False
    burnt = (rough >= (_BURNT_WHITE if white else 250)).astype(np.uint8)
    halo = (rough > paper + (1 if white else 8)) & (rough <= 254 if white else rough < 250)
    written = cv2.resize(seen.ink * 255, rough.shape[1::-1], interpolation=cv2.INTER_AREA) > 12
    count, labels, boxes = components(burnt)
    for number in range(1, count):
        area = float(boxes[number, cv2.CC_STAT_AREA]) * cell**2
        if not 100 <= area <= 0.5 * rough.size * cell**2:
            continue
        spot = (labels == number).astype(np.uint8)
        near, rim = (_grown(spot, round(mm / cell)) & ~spot.astype(bool) for mm in (12, 2))
        soft = float(halo[rim].mean()) > (0.5 if white else 0.8)
        if soft and float(written[near].mean()) > 0.05 and (not white or _took_writing(seen, spot, written, cell)):
            return True
    return False


def _took_writing(seen: Seen, spot: Pixels, written: npt.NDArray[np.bool_], cell: float) -> bool:
    """Whether there is next to no ink in the spot, and that at its rim is far paler than that farther away."""
    if float(written[spot > 0].mean()) > 0.04:
        return False
    grey = cv2.cvtColor(seen.small, cv2.COLOR_BGR2GRAY)
    inked = seen.ink > 0
    close, wide = (_grown(spot, round(mm / cell)).astype(np.uint8) for mm in (3, 15))
    close, wide = (cv2.resize(part, grey.shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0 for part in (close, wide))
    pale, usual = grey[inked & close], grey[inked & ~wide]
    enough = min(len(pale), len(usual)) >= _PALED_PIXELS
    return enough and float(np.median(pale)) > float(np.median(usual)) + _PALED


def _has_finger(small: Pixels, dpi: int) -> bool:
    """A blunt patch of skin that reaches in from an edge, unlike the paper."""
    wide = np.ones((5, 5), np.uint8)
    warm = _skin_in(_rough(small), 4).astype(np.uint8)
    if not cv2.morphologyEx(warm, cv2.MORPH_OPEN, wide).any():  # no patch of it, as on nearly every scan
        return False
    rough = _rough(cv2.medianBlur(small, 5))
    mm = dpi / _ROUGH / 25.4  # pixels
    lab = cv2.cvtColor(rough, cv2.COLOR_BGR2LAB).astype(np.float32)
    unlike = np.linalg.norm(lab - np.median(lab.reshape(-1, 3), axis=0), axis=2) > 28
    skin = _skin_in(rough, 0) & unlike
    opened = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, wide)
    count, _, boxes = components(opened)
    height, width = opened.shape
    for left, top, across, down, area in boxes[1:count]:
        at_side = left <= 1 or left + across >= width - 1
        at_end = top <= 1 or top + down >= height - 1
        deep, along = (across, down) if at_side else (down, across)
        full = area / (across * down)
        if (at_side or at_end) and 10 * mm <= deep <= 80 * mm and 8 * mm <= along <= 45 * mm and full > 0.55:
            return True
    return False


def _skin_in(rough: Pixels, margin: int) -> npt.NDArray[np.bool_]:
    light, red, blue = cv2.split(cv2.cvtColor(rough, cv2.COLOR_BGR2YCrCb))
    warm = (red >= 138 - margin) & (red <= 175 + margin) & (blue >= 85 - margin) & (blue <= 125 + margin)
    skin: npt.NDArray[np.bool_] = warm & (light > 60 - margin)
    return skin


def _rough(small: Pixels) -> Pixels:
    rough: Pixels = cv2.resize(small, None, fx=1 / _ROUGH, fy=1 / _ROUGH, interpolation=cv2.INTER_AREA)
    return rough


def _grown(spot: Pixels, by: int) -> npt.NDArray[np.bool_]:
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    grown: npt.NDArray[np.bool_] = cv2.dilate(spot, round_).astype(bool)
    return grown
