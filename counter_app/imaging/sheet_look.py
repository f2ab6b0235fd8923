"""What a sheet under the camera looks like, small and free of the light on it: told from the next sheet, not read.

Two forms of one kind differ in a few words of handwriting, and the same form looks darker once a sleeve shades it.
So the light is taken out, each cell may be found one aside, and what counts is how much is gathered in one spot: a
corner found a little aside gives a trace everywhere, a word a heap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .decode import Pixels, decode
from .opencv import cv2

_ACROSS, _DOWN = 144, 192  # 1.5 mm of an A4 sheet each
_FINER = 3  # the sheet is laid flat this much larger; softened there, a stroke weighs the same wherever it falls
_PAPER = 230
_EDGE = 3  # cells that hold as much desk as sheet, whichever side of the edge the finder came down on
_APART = 8  # of 255, beyond each neighbour on the other sheet
_SPOT = (_ACROSS // 8, _DOWN // 24)  # a word of handwriting
_MOST = 60.0  # gathered in a spot: the same sheet again gave 2 at most, another name on the same form 250 at least


def look_of_sheets(image: bytes, sheets: Sequence[Sequence[tuple[float, float]]]) -> bytes:
    """One look for all sheets, whose corners are fractions of the picture's width and height, clockwise from the top
    left. Raises NotAnImage."""
    grey = cv2.cvtColor(decode(image), cv2.COLOR_BGR2GRAY)
    return b"".join(_look(grey, corners) for corners in sheets)


def same_look(one: bytes, other: bytes) -> bool:
    """Whether two looks are of the same sheets."""
    if len(one) != len(other) or not one:
        return one == other
    first, second = (np.frombuffer(look, np.uint8).reshape(-1, _ACROSS).astype(np.float32) for look in (one, other))
    spots = cv2.boxFilter(_stray(first, second) + _stray(second, first), -1, _SPOT, normalize=False)
    return bool(spots.max() <= _MOST)


def _look(grey: Pixels, corners: Sequence[tuple[float, float]]) -> bytes:
    height, width = grey.shape
    fine = (_ACROSS * _FINER, _DOWN * _FINER)
    lies = np.array([(x * width, y * height) for x, y in corners], np.float32)
    flat = np.array([(0, 0), (fine[0], 0), fine, (0, fine[1])], np.float32)
    sheet = cv2.warpPerspective(grey, cv2.getPerspectiveTransform(lies, flat), fine, flags=cv2.INTER_LINEAR)
    cells = cv2.resize(sheet, (_ACROSS, _DOWN), interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(cv2.morphologyEx(cells, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), (0, 0), 6)
    evened = sheet.astype(np.float32) * _PAPER / np.maximum(cv2.resize(light, fine), 1)
    soft = cv2.resize(cv2.GaussianBlur(evened, (0, 0), _FINER), (_ACROSS, _DOWN), interpolation=cv2.INTER_AREA)
    look: Pixels = np.clip(soft, 0, 255).astype(np.uint8)
    look[:_EDGE], look[-_EDGE:], look[:, :_EDGE], look[:, -_EDGE:] = _PAPER, _PAPER, _PAPER, _PAPER
    return look.tobytes()


def _stray(look: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How far each cell is darker or lighter than all its neighbours on the other sheet."""
    around = np.ones((3, 3), np.uint8)
    darkest, lightest = cv2.erode(other, around) - _APART, cv2.dilate(other, around) + _APART
    beyond: npt.NDArray[np.float32] = np.maximum(0, np.maximum(darkest - look, look - lightest))
    return beyond
