"""The two strokes that make a page clean and level: its light flattened, its lean undone in one resampling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .ink import LOOK_DPI
from .opencv import cv2

_RIM_MM = 1.5


def flattened(pixels: Pixels, light: Pixels, most_gain: float) -> Pixels:
    """Paper brought to full brightness and even, all three colours alike: coloured paper and ink keep their hue.

    `light` is that over the page's strongest colour, so that none is driven out of range.
    """
    shade = cv2.resize(np.maximum(light, round(255 / most_gain)), pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    flat: Pixels = cv2.divide(pixels, cv2.merge([shade, shade, shade]), scale=255)
    return flat


def inside(look: Pixels) -> Pixels:
    """A sheet that was cut out, at LOOK_DPI, but for its rim, where a hair of the desk may show."""
    rim = round(_RIM_MM / 25.4 * LOOK_DPI)
    return look[rim:-rim, rim:-rim] if min(look.shape[:2]) > 4 * rim else look


def without_rim(ink: Pixels) -> Pixels:
    """At the edge of a sheet that was cut out, a hair of the desk or the lid may show, and is no ink to be kept."""
    rim = round(_RIM_MM / 25.4 * LOOK_DPI)
    inner = np.zeros_like(ink)
    inner[rim:-rim, rim:-rim] = ink[rim:-rim, rim:-rim]
    return inner


@dataclass(frozen=True, slots=True)
class Reach:
    """Corners of what has to stay on the page, x and y from its middle, in pixels."""

    points: npt.NDArray[np.float64]


def reach_of(ink: Pixels, shape: tuple[int, ...]) -> Reach | None:
    """The hull of all ink, at the page's own size: a turned page grows where ink would fall off."""
    points = cv2.findNonZero(ink)
    if points is None:
        return None
    hull = cv2.convexHull(points).reshape(-1, 2).astype(np.float64)
    scale = shape[1] / ink.shape[1]
    return Reach((hull + 0.5) * scale - (shape[1] / 2, shape[0] / 2))


def turned_back(pixels: Pixels, lean: float, turned: int, keep: Reach | None) -> Pixels:
    """Undoes `lean` (counter-clockwise) and `turned` (clockwise) in one resampling; new corners are white.

    The page keeps its size, but for ink that would fall off it.
    """
    if not lean:
        quarter = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}.get(turned)
        return pixels if quarter is None else cv2.rotate(pixels, quarter)
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), turned - lean, 1.0)
    new_width, new_height = (height, width) if turned in (90, 270) else (width, height)
    if keep is not None:
        there = np.abs(keep.points @ matrix[:, :2].T).max(axis=0) + 8
        new_width, new_height = max(new_width, 2 * round(there[0])), max(new_height, 2 * round(there[1]))
    matrix[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    level: Pixels = cv2.warpAffine(
        pixels,
        matrix,
        (new_width, new_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return level
