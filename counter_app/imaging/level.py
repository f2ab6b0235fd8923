"""The two strokes that make a page clean and level: its light flattened, its lean undone in one resampling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .ink import LOOK_DPI
from .opencv import cv2

_RIM_MM = 1.5
# What is paper and nothing else, in cells of so many pixels of the look: it differs by no more than so much, of paper
# at 180. A page is turned in tiles, and a tile takes what lies within _REACH of its middle.
_CELL, _EVEN, _EVEN_PAPER = 4, 8, 180
_TILE, _REACH = 32, 27.0  # pixels of the page

Matrix = npt.NDArray[np.float64]


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
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return None
    inked = ink[rows] > 0  # of each row its ends are enough
    ends = np.concatenate([inked.argmax(axis=1), ink.shape[1] - 1 - inked[:, ::-1].argmax(axis=1)])
    points = np.stack([ends, np.tile(rows, 2)], axis=1).astype(np.int32)
    hull = cv2.convexHull(points).reshape(-1, 2).astype(np.float64)
    scale = shape[1] / ink.shape[1]
    return Reach((hull + 0.5) * scale - (shape[1] / 2, shape[0] / 2))


@dataclass(frozen=True, slots=True)
class Plain:
    """Where a page has nothing but even paper for `_CELL` × `_CELL` pixels of the look and as far around as a tile of
    the page reaches: 1; `scale`, of that map to the page."""

    map: Pixels
    scale: float


def plain_on(look: Pixels, light: Pixels, shape: tuple[int, ...]) -> Plain:
    """`look` and its light as `ink` makes them, of a page of that shape."""
    even = cv2.divide(look, light, scale=_EVEN_PAPER)
    cell = np.ones((_CELL, _CELL), np.uint8)
    first = _CELL // 2
    most, least = (way(even, cell)[first::_CELL, first::_CELL] for way in (cv2.dilate, cv2.erode))
    scale = look.shape[1] / shape[1] / _CELL
    around = np.ones((2 * int(np.ceil(_REACH * scale)) + 1,) * 2, np.uint8)
    spread = cv2.subtract(cv2.dilate(most, around), cv2.erode(least, around))
    return Plain((spread <= _EVEN).astype(np.uint8), scale)


def upright(small: Pixels, lean: float) -> Pixels:
    """A small copy with its lean undone roughly, for a look at which side is its top."""
    height, width = small.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -lean, 1.0)
    return _warped(small, matrix, (width, height), cv2.INTER_LINEAR)


def turned_back(pixels: Pixels, lean: float, turned: int, keep: Reach | None, plain: Plain | None = None) -> Pixels:
    """Undoes `lean` (counter-clockwise) and `turned` (clockwise) in one resampling; new corners are white.

    The page keeps its size, but for ink that would fall off it. `plain`: where there is nothing that resampling could
    do justice to, which is most of a page, its pixels are moved as they are.
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
    if plain is None:
        return _warped(pixels, matrix, (new_width, new_height), cv2.INTER_CUBIC)
    level = np.empty((new_height, new_width, *pixels.shape[2:]), np.uint8)
    for left, top, right, bottom, is_plain in _runs(_plain_tiles(plain, matrix, new_width, new_height)):
        there = slice(top, min(bottom, new_height)), slice(left, min(right, new_width))
        size = (there[1].stop - left, there[0].stop - top)
        way = cv2.INTER_NEAREST if is_plain else cv2.INTER_CUBIC
        level[there] = _warped(pixels, matrix - ((0, 0, left), (0, 0, top)), size, way)
    return level


def _warped(pixels: Pixels, matrix: Matrix, size: tuple[int, int], way: int) -> Pixels:
    warped: Pixels = cv2.warpAffine(
        pixels, matrix, size, flags=way, borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255)
    )
    return warped


def _plain_tiles(plain: Plain, matrix: Matrix, width: int, height: int) -> npt.NDArray[np.bool_]:
    """Of each tile of the turned page whether all of it comes from plain paper, or from beyond the page."""
    back = cv2.invertAffineTransform(matrix)
    across, down = (np.arange(_TILE / 2, side + _TILE / 2, _TILE) for side in (width, height))
    middles = np.stack(np.meshgrid(across, down), axis=-1) @ back[:, :2].T + back[:, 2]
    x, y = np.moveaxis((middles * plain.scale).astype(np.int64), -1, 0)
    rows, columns = plain.map.shape
    # Beyond the page its edge decides: it is white against paper.
    tiles: npt.NDArray[np.bool_] = plain.map[np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)] > 0
    return tiles


def _runs(tiles: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Left, top, right and bottom of neighbours in a row that are alike."""
    for row, line in enumerate(tiles):
        ends = [0, *(np.flatnonzero(line[1:] != line[:-1]) + 1).tolist(), len(line)]
        for first, end in pairwise(ends):
            yield first * _TILE, row * _TILE, end * _TILE, (row + 1) * _TILE, bool(line[first])
