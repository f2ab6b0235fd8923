"""How far the lines of a page lean: the angle at which the letters' lower edges fall into the fewest rows.

Lower edges, for they stand on the line with almost no scatter, while marks above letters (most of Vietnamese)
blur the upper ones. Tables and underlines join in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels

REACH = 20.0  # degrees, either way

_FEWEST_POINTS = 200  # a signature has fewer: it has no line to stand on
_CLEAR = 1.8  # peak of the search over its middle: a line of text 2.5, a page 8, signatures and stamps up to 1.4

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
    upright, sideways = (_search(edges) for edges in (_lower_edges(ink), _right_edges(ink)))
    best = max(upright, sideways, key=lambda found: found[1])
    if best[1] < _CLEAR:
        return Lean()
    return Lean(best[0], best is sideways, found=True)


def _lower_edges(ink: Pixels) -> Points:
    ys, xs = np.nonzero(ink[:-1] > ink[1:])
    return _around_middle(xs, ys)


def _right_edges(ink: Pixels) -> Points:
    """Those of the page turned a quarter clockwise, so that one search serves both."""
    ys, xs = np.nonzero(ink[:, :-1] > ink[:, 1:])
    return _around_middle(-ys, xs)


def _around_middle(xs: npt.NDArray[np.int64], ys: npt.NDArray[np.int64]) -> Points:
    x, y = xs.astype(np.float32), ys.astype(np.float32)
    return (x - x.mean(), y - y.mean()) if x.size else (x, y)


def _search(edges: Points) -> tuple[float, float]:
    """(angle, clearness): coarse over the whole reach on a sample, then ever finer on all points."""
    if edges[0].size < _FEWEST_POINTS:
        return 0.0, 0.0
    step = max(1, edges[0].size // 12_000)
    sample = (edges[0][::step], edges[1][::step])
    angles = np.arange(-REACH, REACH + 0.01, 0.25)
    scores = np.array([_sharpness(sample, angle, 2.0) for angle in angles])
    angle, clear = float(angles[scores.argmax()]), float(scores.max() / np.median(scores))
    if clear < _CLEAR:
        return 0.0, clear
    for spread, fine, row in ((0.3, 0.05, 1.0), (0.06, 0.01, 1.0)):
        angles = np.arange(angle - spread, angle + spread + fine / 2, fine)
        scores = np.array([_sharpness(edges, candidate, row) for candidate in angles])
        angle = _peak(angles, scores)
    return angle, clear


def _sharpness(edges: Points, angle: float, row: float) -> float:
    """Sum of squares of the points a row, `row` pixels high, after turning the points back by `angle`."""
    turn = np.deg2rad(angle)
    across = (edges[0] * np.float32(np.sin(turn)) + edges[1] * np.float32(np.cos(turn))) / np.float32(row)
    across -= np.floor(across.min()) - 1
    below = across.astype(np.int32)
    # A point between two rows counts in both by its nearness, and rows blend into their neighbours: else where
    # the rows happen to begin would sway the search.
    upper = across - below
    counts = np.bincount(below, 1 - upper, int(below.max()) + 4)
    counts[1:] += np.bincount(below, upper, counts.size)[:-1]
    blended = counts[:-2] + 2 * counts[1:-1] + counts[2:]
    return float((blended * blended).sum())


def _peak(angles: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> float:
    """Middle of the top: single scores are ragged, so the best ones vote by how far they stand out."""
    weight = np.clip(scores - (scores.max() * 0.5 + np.median(scores) * 0.5), 0, None)
    return float((angles * weight).sum() / weight.sum()) if weight.sum() else float(angles[scores.argmax()])
