"""A sheet's true proportions and size from its four corners in a picture, and the picture of it seen from above."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counter_app.domain.errors import NotAnImage
from counter_app.ports import Corners

from .decode import Pixels
from .judge import LEAST_DPI
from .opencv import cv2

Points = npt.NDArray[np.float64]

A4 = (297 / 25.4, 210 / 25.4)  # inches
CARD = (85.6 / 25.4, 53.98 / 25.4)  # ID-1 (ISO/IEC 7810): citizen cards
_NEAR = 0.035  # how far proportions may be off: a lens bends, a sheet curls
_MOST_DPI = 400  # what more pixels a camera has are of its noise
_USUAL_FOCUS = 0.9  # of the picture's longer side: webcams, phones and document cameras have 0.7 to 1.1
_FOCUS = (0.45, 4.0)


@dataclass(frozen=True, slots=True)
class Size:
    """Inches, upright or across as the sheet lies; `covered`, the pixels an inch that the picture has of it; `flat`
    where it lay on a scanner's glass, which says them truly."""

    width: float
    height: float
    covered: float
    flat: bool = False

    @property
    def dpi(self) -> int:
        """What the page is drawn at: of a camera's never under the law's density, whatever the picture has."""
        return round(self.covered) if self.flat else max(LEAST_DPI, min(_MOST_DPI, round(self.covered)))


def to_pixels(corners: Corners, shape: tuple[int, ...]) -> Points:
    return np.array(corners.points, np.float64) * (shape[1], shape[0]) - 0.5


def to_corners(points: npt.NDArray[np.floating], shape: tuple[int, ...]) -> Corners:
    """Points outside the picture come to lie on its edge."""
    shares = np.clip((np.asarray(points, np.float64) + 0.5) / (shape[1], shape[0]), 0.0, 1.0)
    return Corners(tuple((float(x), float(y)) for x, y in shares))


def size_on_glass(points: Points, dpi: int) -> Size:
    """Of a sheet on a scanner's glass, seen at `dpi` and without perspective."""
    sides = np.linalg.norm(np.roll(points, -1, axis=0) - points, axis=1) / dpi
    return Size(float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2, dpi, flat=True)


def lean_on_glass(points: Points) -> float:
    """Degrees, counter-clockwise positive, by which the sheet's long sides lie askew."""
    ahead = np.roll(points, -1, axis=0) - points
    leans = np.rad2deg(np.arctan2(-ahead[:, 1], ahead[:, 0])) + np.array((0, 90, 180, 270))
    leans = (leans + 180) % 360 - 180
    longer = np.linalg.norm(ahead, axis=1) >= np.linalg.norm(ahead, axis=1).mean()
    return float(leans[longer].mean())


def size_of(points: Points, shape: tuple[int, ...]) -> Size:
    """Of the sheet with these corners, clockwise from its top left. A sheet of A-series proportions is taken for A4,
    one of a card's for a card, any other as if it just fitted on A4. Raises NotAnImage (why: corners)."""
    ratio = proportion(points, shape)  # width over height
    long_over_short = max(ratio, 1 / ratio)
    kinds = [kind for kind in (A4, CARD) if abs(long_over_short / (kind[0] / kind[1]) - 1) < _NEAR]
    if kinds:
        kind = min(kinds, key=lambda kind: abs(long_over_short - kind[0] / kind[1]))
        long, short = kind
    else:
        long = min(A4[0], A4[1] * long_over_short)
        short = long / long_over_short
    width, height = (long, short) if ratio > 1 else (short, long)
    covered = float(np.sqrt(abs(area(points)) / (width * height)))
    return Size(width, height, covered)


def area(points: Points) -> float:
    following = np.roll(points, -1, axis=0)
    return float((points[:, 0] * following[:, 1] - points[:, 1] * following[:, 0]).sum() / 2)


def proportion(points: Points, shape: tuple[int, ...]) -> float:
    """Width over height of the rectangle that a camera sees at these corners, its focal length unknown.

    Zhang and He, "Whiteboard scanning and image enhancement", 2007; the lens looks through the picture's middle.
    Raises NotAnImage (why: corners) where they span no rectangle.
    """
    longer = max(shape[:2])
    middle = (np.array([shape[1], shape[0]], np.float64) - 1) / 2
    at = np.column_stack([(points - middle) / longer, np.ones(4)])
    top_left, top_right, bottom_right, bottom_left = at
    diagonal = np.cross(top_left, bottom_right)
    over, under = (
        np.dot(np.cross(top_right, bottom_right), bottom_left),
        np.dot(np.cross(bottom_left, bottom_right), top_right),
    )
    if area(points) <= 0 or abs(over) < 1e-9 or abs(under) < 1e-9:
        raise NotAnImage("corners that span no sheet", why="corners")
    across = np.dot(diagonal, bottom_left) / over * top_right - top_left
    down = np.dot(diagonal, top_right) / under * bottom_left - top_left
    tilted = across[2] * down[2]
    focus = _USUAL_FOCUS
    if abs(tilted) > 0.004:  # else the sheet lies flat before the lens, and focus hardly matters
        squared = -(across[0] * down[0] + across[1] * down[1]) / tilted
        focus = float(np.sqrt(squared)) if _FOCUS[0] ** 2 < squared < _FOCUS[1] ** 2 else _USUAL_FOCUS
    scale = np.array([1 / focus, 1 / focus, 1.0])
    return float(np.linalg.norm(across * scale) / np.linalg.norm(down * scale))


def seen_from_above(pixels: Pixels, points: Points, size: Size) -> Pixels:
    """The sheet alone, at `size.dpi`."""
    width, height = round(size.width * size.dpi), round(size.height * size.dpi)
    there = np.array([(-0.5, -0.5), (width - 0.5, -0.5), (width - 0.5, height - 0.5), (-0.5, height - 0.5)])
    warp = cv2.getPerspectiveTransform(points.astype(np.float32), there.astype(np.float32))
    flat: Pixels = cv2.warpPerspective(
        pixels, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return flat
