"""Straight edges in a small picture, and the quadrilaterals that they can make: proposals for where a sheet lies.

Each edge pixel votes only for lines along its own edge, so a picture costs a few milliseconds; how much of a side is
really edge is looked up in running sums, so that a hundred thousand quadrilaterals can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2

Floats = npt.NDArray[np.float32]
Slopes = npt.NDArray[np.int16]

_NEAR = 2.0  # pixels beside a line that still are on it: paper is never quite flat
_LEAN = np.deg2rad(12)  # and how far the edge there may point elsewhere
_SPREAD = np.deg2rad(38)  # what perspective does at most to parallel sides, and to right angles
_LEAST_AREA = 0.015  # of the picture: a card seen from where a whole A3 fits
_COVERED = (0.3, 0.55)  # of a quadrilateral's worst side, and of all its sides: the rest a hand may hide


@dataclass(frozen=True, slots=True)
class Edges:
    """Edge pixels: where, and the direction across the edge (radians, 0 to pi)."""

    xs: Floats
    ys: Floats
    across: Floats


def edges_of(lab: Pixels, weak: float, strong: float) -> Edges:
    """Of a Lab picture, by the channel that changes most; colours count more than their numbers, which are small."""
    light, *colours = (
        _slopes(channel, weight) for channel, weight in zip(cv2.split(lab), (1.0, 1.6, 1.6), strict=True)
    )
    best_x, best_y, most = light
    for x, y, size in colours:
        larger = (size > most).astype(np.uint8)
        for now, best in ((x, best_x), (y, best_y), (size, most)):
            cv2.copyTo(now, larger, best)
    ys, xs = np.nonzero(cv2.Canny(best_x, best_y, weak, strong, L2gradient=True))
    across = np.arctan2(best_y[ys, xs].astype(np.float32), best_x[ys, xs].astype(np.float32)) % np.float32(np.pi)
    return Edges(xs.astype(np.float32), ys.astype(np.float32), across)


def _slopes(channel: Pixels, weight: float) -> tuple[Slopes, Slopes, Slopes]:
    """Across, down, and the size of both."""
    x, y = (cv2.Sobel(channel, cv2.CV_16S, 1 - down, down, scale=weight) for down in (0, 1))
    return x, y, cv2.add(cv2.absdiff(x, 0), cv2.absdiff(y, 0))


def lines_of(edges: Edges, shape: tuple[int, ...], count: int) -> Floats:
    """The `count` lines with the most edge on them: rows (cos, sin, distance) of their normals."""
    steps, diagonal = 180, int(np.hypot(shape[0], shape[1])) + 2
    votes = np.zeros(steps * diagonal, np.float32)
    own = np.rint(edges.across * (steps / np.pi)).astype(np.int32)
    for aside in (-2, -1, 0, 1, 2):
        step = (own + aside) % steps
        turn = step * np.float32(np.pi / steps)
        far = edges.xs * np.cos(turn) + edges.ys * np.sin(turn)
        at = step * diagonal + ((far + diagonal) / 2).astype(np.int32)
        votes += np.bincount(at, minlength=votes.size).astype(np.float32)
    table = votes.reshape(steps, diagonal)
    # The half circle closes on itself with the distance's sign turned.
    table = np.vstack([table[-6:, ::-1], table, table[:6, ::-1]])
    table = cv2.boxFilter(table, -1, (3, 3), normalize=False)
    peak = (table >= cv2.dilate(table, np.ones((7, 7), np.uint8))) & (table > 0.04 * diagonal)
    peak[:6], peak[-6:] = False, False
    steps_at, far_at = np.nonzero(peak)
    order = np.argsort(-table[steps_at, far_at])[:count]
    turns = (steps_at[order] - 6) * (np.pi / steps)
    fars = far_at[order] * 2.0 - diagonal + 1
    fitted = [_fitted(edges, float(turn), float(far)) for turn, far in zip(turns, fars, strict=True)]
    return np.array([line for line in fitted if line is not None], np.float32).reshape(-1, 3)


def _fitted(edges: Edges, turn: float, far: float) -> tuple[float, float, float] | None:
    for near in (2 * _NEAR, _NEAR):
        on = np.abs(edges.xs * np.cos(turn) + edges.ys * np.sin(turn) - far) < near
        on &= _between(edges.across, turn) < _LEAN
        if np.count_nonzero(on) < 12:
            return None
        x, y = edges.xs[on], edges.ys[on]
        mid = (float(x.mean()), float(y.mean()))
        spread = np.cov(x, y)
        turn = float(0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])) + np.pi / 2
        far = mid[0] * np.cos(turn) + mid[1] * np.sin(turn)
    return float(np.cos(turn)), float(np.sin(turn)), float(far)


def _between(one: Floats, other: float) -> Floats:
    apart: Floats = np.abs(
        (one - np.float32(other) + np.float32(np.pi / 2)) % np.float32(np.pi) - np.float32(np.pi / 2)
    )
    return apart


def quads_of(edges: Edges, lines: Floats, shape: tuple[int, ...], most: int) -> tuple[Floats, Floats]:
    """The `most` quadrilaterals whose sides are best covered by edges: corners n × 4 × 2, clockwise from the top left,
    and the share of their sides that is covered."""
    none = np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32)
    if len(lines) < 4:
        return none
    crossings = _crossings(lines)
    covered, length = _coverage(edges, lines, crossings, shape)
    first, second = np.triu_indices(len(lines), 1)
    turns = np.arctan2(lines[:, 1], lines[:, 0])
    gap = (turns[second] - turns[first] + np.pi / 2) % np.pi - np.pi / 2
    side_by_side = np.abs(gap) < _SPREAD
    first, second, middle = first[side_by_side], second[side_by_side], (turns[first] + gap / 2)[side_by_side]
    p, q = np.nonzero(np.triu(_between(middle[:, None] - middle[None, :], np.pi / 2) < _SPREAD, 1))
    i, j, k, m = first[p], second[p], first[q], second[q]
    shares = np.stack([covered[i, k, m], covered[j, k, m], covered[k, i, j], covered[m, i, j]])
    lengths = np.stack([length[i, k, m], length[j, k, m], length[k, i, j], length[m, i, j]])
    whole = (shares * lengths).sum(axis=0) / np.maximum(lengths.sum(axis=0), 1)
    good = (shares.min(axis=0) > _COVERED[0]) & (whole > _COVERED[1])
    good &= lengths.min(axis=0) > 0.06 * max(shape[:2])
    i, j, k, m, whole = (values[good] for values in (i, j, k, m, whole))
    corners = np.stack([crossings[i, k], crossings[i, m], crossings[j, m], crossings[j, k]], axis=1)
    size = np.array([shape[1], shape[0]], np.float32)
    kept = np.all((corners > -0.02 * size) & (corners < 1.02 * size), axis=(1, 2)) & _is_convex(corners)
    kept &= np.abs(_area(corners)) > _LEAST_AREA * size.prod()
    corners, whole = clockwise(corners[kept]), whole[kept]
    order = np.argsort(-whole * np.abs(_area(corners)) ** 0.1)
    return _apart(corners[order], whole[order], most, 0.006 * float(np.hypot(shape[0], shape[1])))


def _crossings(lines: Floats) -> Floats:
    a, b, c = (lines[:, column].astype(np.float64) for column in range(3))
    cross = a[:, None] * b[None, :] - a[None, :] * b[:, None]
    cross[np.abs(cross) < 1e-6] = 1e-6
    x = (c[:, None] * b[None, :] - c[None, :] * b[:, None]) / cross
    y = (a[:, None] * c[None, :] - a[None, :] * c[:, None]) / cross
    return np.clip(np.stack([x, y], axis=-1), -1e5, 1e5).astype(np.float32)


def _coverage(edges: Edges, lines: Floats, crossings: Floats, shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """[i, k, m]: of line i between its crossings with k and m, the share that has an edge on it; and the length."""
    reach = int(np.hypot(shape[0], shape[1])) + 2
    n = len(lines)
    covered, length = np.zeros((n, n, n), np.float32), np.zeros((n, n, n), np.float32)
    for i, (cos, sin, far) in enumerate(lines):
        on = np.abs(edges.xs * cos + edges.ys * sin - far) < _NEAR
        on &= _between(edges.across, float(np.arctan2(sin, cos))) < _LEAN
        along = (edges.ys[on] * cos - edges.xs[on] * sin).astype(np.int32) + reach
        marks = np.zeros(2 * reach + 1, np.uint8)
        marks[np.clip(along, 0, 2 * reach)] = 1
        # Edges have holes of a pixel or two, and are not to count for more than they are.
        marks = cv2.morphologyEx(marks.reshape(1, -1), cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8)).ravel()
        sums = np.concatenate([[0], np.cumsum(marks)]).astype(np.float32)
        at = crossings[i, :, 1] * cos - crossings[i, :, 0] * sin + reach
        sum_at = sums[np.clip(np.rint(at), 0, 2 * reach + 1).astype(np.int32)]
        apart = np.abs(at[:, None] - at[None, :])
        length[i] = apart
        covered[i] = np.abs(sum_at[:, None] - sum_at[None, :]) / np.maximum(apart, 1)
    return covered, length


def clockwise(corners: Floats) -> Floats:
    """n × 4 × 2, each beginning at the top left: the one nearest the picture's origin."""
    flipped = np.where((_area(corners) < 0)[:, None, None], corners[:, ::-1], corners)
    start = flipped.sum(axis=2).argmin(axis=1)
    turned: Floats = np.take_along_axis(flipped, ((start[:, None] + np.arange(4)) % 4)[..., None], axis=1)
    return turned


def _area(corners: Floats) -> Floats:
    """Positive for corners that run clockwise on the screen."""
    following = np.roll(corners, -1, axis=1)
    area: Floats = (corners[..., 0] * following[..., 1] - corners[..., 1] * following[..., 0]).sum(axis=1) / 2
    return area


def _is_convex(corners: Floats) -> npt.NDArray[np.bool_]:
    ahead = np.roll(corners, -1, axis=1) - corners
    turn = ahead[..., 0] * np.roll(ahead, -1, axis=1)[..., 1] - ahead[..., 1] * np.roll(ahead, -1, axis=1)[..., 0]
    convex: npt.NDArray[np.bool_] = np.all(turn > 0, axis=1) | np.all(turn < 0, axis=1)
    return convex


def _apart(corners: Floats, whole: Floats, most: int, near: float) -> tuple[Floats, Floats]:
    """Of those that lie over one another the first."""
    kept: list[int] = []
    corners, whole = corners[: 40 * most], whole[: 40 * most]
    left = np.ones(len(corners), bool)
    for index in range(len(corners)):
        if left[index]:
            kept.append(index)
            if len(kept) == most:
                break
            left &= np.abs(corners - corners[index]).max(axis=(1, 2)) > near
    return corners[kept], whole[kept]
