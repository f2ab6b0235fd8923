"""How far the lines of a page lean: the angle at which the letters' lower edges fall into the fewest rows.

Lower edges, for they stand on the line with almost no scatter, while marks above letters (most of Vietnamese)
blur the upper ones. Tables and underlines join in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2

REACH = 20.0  # degrees, either way

_FEWEST_POINTS = 200  # a signature has fewer: it has no line to stand on
# When a peak of the search counts. A signature or a stamp rises to 1.3 times the middle, with rivals elsewhere; a
# single line of text to twice; a dense page in columns only to 1.25, but without a rival.
_HIGH = 1.7
_ALONE = (1.2, 3.0)  # height over the middle, and over the next peak

_ROWS = 5.0  # pixels
_TRIED = 13  # angles in each of the finer looks
_FINEST = 0.06  # degrees to either side, of the last of them at least

_PARTS = 4  # of a row
_NEAR = np.convolve(np.ones(_PARTS), np.ones(_PARTS)) / _PARTS  # how a point counts in the rows beside it
_BLEND = np.convolve(_NEAR, np.array([1, 0, 0, 0, 2, 0, 0, 0, 1])).astype(np.float32)[None]

Points = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Lean:
    """`angle` in degrees, counter-clockwise positive; `sideways` when the lines run up and down the page;
    `found` False where the page shows no lines, and angle and direction mean nothing."""

    angle: float = 0.0
    sideways: bool = False
    found: bool = False


def lean_of(ink: Pixels) -> Lean:
    """The lean of a page's lines, whichever way up it lies; angle 0 where the page shows none."""
    searched = [
        (peak, edges, sideways)
        for edges, sideways in ((_lower_edges(ink), False), (_right_edges(ink), True))
        if (peak := _coarse(edges))
    ]
    if not searched:
        return Lean()
    peak, edges, sideways = max(searched, key=lambda found: found[0].height)
    return Lean(_fine(edges, peak), sideways, found=True)


def _lower_edges(ink: Pixels) -> Points:
    return _around_middle(*_points(cv2.subtract(ink[:-1], ink[1:])))


def _right_edges(ink: Pixels) -> Points:
    """Those of the page turned a quarter clockwise, so that one search serves both."""
    xs, ys = _points(cv2.subtract(np.ascontiguousarray(ink[:, :-1]), np.ascontiguousarray(ink[:, 1:])))
    return _around_middle(-ys, xs)


def _points(mask: Pixels) -> Points:
    found = cv2.findNonZero(mask)
    places = np.zeros((0, 2), np.float32) if found is None else found.reshape(-1, 2).astype(np.float32)
    return places[:, 0], places[:, 1]


def _around_middle(x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> Points:
    if not x.size:
        return x, y
    return x - x.mean(dtype=np.float64).astype(np.float32), y - y.mean(dtype=np.float64).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Peak:
    angle: float
    height: float  # over the middle of the search


def _coarse(edges: Points) -> _Peak | None:
    """Over the whole reach on a sample; None without a peak that counts."""
    if edges[0].size < _FEWEST_POINTS:
        return None
    step = max(1, edges[0].size // 12_000)
    sample = (edges[0][::step], edges[1][::step])
    angles = np.arange(-REACH, REACH + 0.01, 0.25)
    scores = np.array([_sharpness(sample, angle, 2.0) for angle in angles])
    best, middle = int(scores.argmax()), float(np.median(scores))
    height = float(scores[best]) / middle
    rival = max(float(np.delete(scores, slice(max(0, best - 8), best + 9)).max()) - middle, 1.0)
    if height < _HIGH and (height < _ALONE[0] or (scores[best] - middle) / rival < _ALONE[1]):
        return None
    return _Peak(float(angles[best]), height)


def _fine(edges: Points, peak: _Peak) -> float:
    """Around a coarse peak, ever finer, on all points."""
    # Short lines have a broad peak: wide enough that their ends leave the row on which they stand.
    angle, width = peak.angle, max(0.3, float(np.degrees(_ROWS / max(float(np.ptp(edges[0])), 1.0))))
    for _ in range(2):
        angles = np.linspace(angle - width, angle + width, _TRIED)
        scores = np.array([_sharpness(edges, candidate, 1.0) for candidate in angles])
        left, right = _flanks(angles, scores)
        angle, width = (left + right) / 2, max(right - left, _FINEST)
    return angle


def _sharpness(edges: Points, angle: float, row: float) -> float:
    """Sum of squares of the points a row, `row` pixels high, after turning the points back by `angle`."""
    turn, fine = np.deg2rad(angle), _PARTS / row
    across = edges[0] * np.float32(np.sin(turn) * fine)
    across += edges[1] * np.float32(np.cos(turn) * fine)
    across += np.float32(_BLEND.size - across.min())
    parts = np.bincount(across.astype(np.intp), minlength=int(across.max()) + _BLEND.size)
    # A point between two rows counts in both by its nearness, and rows blend into their neighbours: else where the
    # rows happen to begin would sway the search. Points are counted in parts of a row, which are then summed by weight.
    blended = cv2.filter2D(parts[None].astype(np.float32), -1, _BLEND, borderType=cv2.BORDER_CONSTANT)[0]
    return float(np.dot(blended, blended)) / _PARTS


def _flanks(angles: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Where the peak falls to half of what it rises in this window, on either side; a side that does not, at the rim.

    The middle between its flanks and not the highest score: the top of lines that stand on one row of pixels is flat
    over a tenth of a degree, and what is highest on it is chance.
    """
    level = (float(scores.max()) + float(scores.min())) / 2
    top = int(scores.argmax())
    below = np.flatnonzero(scores < level)
    left, right = below[below < top], below[below > top]
    return (
        _crossing(angles, scores, int(left[-1]), level) if left.size else float(angles[0]),
        _crossing(angles, scores, int(right[0]) - 1, level) if right.size else float(angles[-1]),
    )


def _crossing(angles: npt.NDArray[np.float64], scores: npt.NDArray[np.float64], before: int, level: float) -> float:
    """Between the scores `before` and the next, of which one is over the level and one under it."""
    share = (level - scores[before]) / (scores[before + 1] - scores[before])
    return float(angles[before] + share * (angles[before + 1] - angles[before]))
