"""Straight edges in a small picture, and the quadrilaterals that they can make: proposals for where a sheet lies.

Each edge pixel votes only for lines along its own edge, so a picture costs a few milliseconds; how much of a side is
really edge is looked up in running sums, so that a hundred thousand quadrilaterals can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2

Floats = npt.NDArray[np.float32]
Slopes = npt.NDArray[np.int16]

_COLOURS = (1.0, 1.6, 1.6)
_FINE = 8  # slopes are counted in eighths of a 255th: a white sheet on a white desk
_CALM = (9, 13, 15)  # pixels beside an edge, the square looked at there, and the edges in it, of 255, that are calm
_RUN, _RIM_LINES = 6, 12  # pixels along a region's rim that tell its direction there; lines of a rim that are looked at
_ARM = 25  # pixels: what is narrower than this is no part of a sheet
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


def edge_map(lab: Pixels, weak: float, strong: float, soft: float) -> tuple[Pixels, Edges]:
    """Of a Lab picture softened by `soft`, by the channel that changes most; colours count more than their numbers,
    which are small. Of edges, those with something calm on one side at least: the others are a pattern's."""
    smooth = cv2.GaussianBlur(lab.astype(np.float32), (0, 0), soft)
    light, *colours = (_slopes(channel * weight) for channel, weight in zip(cv2.split(smooth), _COLOURS, strict=True))
    best_x, best_y, most = light
    for x, y, size in colours:
        larger = (size > most).astype(np.uint8)
        for now, best in ((x, best_x), (y, best_y), (size, most)):
            cv2.copyTo(now, larger, best)
    drawn = cv2.Canny(best_x, best_y, weak * _FINE, strong * _FINE, L2gradient=True)
    ys, xs = np.nonzero(drawn)
    turn = np.arctan2(best_y[ys, xs].astype(np.float32), best_x[ys, xs].astype(np.float32))
    calm = _calm_beside(drawn, xs, ys, turn)
    half_turn = np.float32(np.pi)
    return drawn, Edges(xs[calm].astype(np.float32), ys[calm].astype(np.float32), turn[calm] % half_turn)


def _calm_beside(
    drawn: Pixels, xs: npt.NDArray[np.intp], ys: npt.NDArray[np.intp], turn: Floats
) -> npt.NDArray[np.bool_]:
    unrest = cv2.blur(drawn, (_CALM[1], _CALM[1]))
    aside = np.stack([np.cos(turn), np.sin(turn)]) * np.float32(_CALM[0])
    height, width = drawn.shape
    calm = np.zeros(len(xs), bool)
    for way in (-1, 1):
        x = np.clip(np.rint(xs + way * aside[0]).astype(np.int32), 0, width - 1)
        y = np.clip(np.rint(ys + way * aside[1]).astype(np.int32), 0, height - 1)
        calm |= unrest[y, x] < _CALM[2]
    return calm


def _slopes(channel: Floats) -> tuple[Slopes, Slopes, Slopes]:
    """Across, down, and the size of both, `_FINE` times over."""
    x, y = (
        np.clip(cv2.Sobel(channel, cv2.CV_32F, 1 - down, down, scale=_FINE), -32000, 32000).astype(np.int16)
        for down in (0, 1)
    )
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
    # A lone cell would make nine equal peaks of its neighbours: its own votes count a little more.
    table = cv2.boxFilter(table, -1, (3, 3), normalize=False) + np.float32(0.1) * table
    peak = (table >= cv2.dilate(table, np.ones((7, 3), np.uint8))) & (table > 0.04 * diagonal)
    peak[:6], peak[-6:] = False, False
    steps_at, far_at = np.nonzero(peak)
    order = np.argsort(-table[steps_at, far_at])[:count]
    turns = (steps_at[order] - 6) * (np.pi / steps)
    fars = far_at[order] * 2.0 - diagonal + 1
    fitted = [_fitted(edges, float(turn), float(far)) for turn, far in zip(turns, fars, strict=True)]
    lines = np.array([line for line in fitted if line is not None], np.float32).reshape(-1, 3)
    return _unlike(lines, (shape[1] / 2, shape[0] / 2))


def _unlike(lines: Floats, middle: tuple[float, float]) -> Floats:
    """Without those that say the same as one before."""
    far = lines[:, 2] - lines[:, 0] * middle[0] - lines[:, 1] * middle[1]
    kept: list[int] = []
    for index, line in enumerate(lines):
        alike = lines[kept, :2] @ line[:2]
        same = (np.abs(alike) > np.cos(np.deg2rad(0.7))) & (np.abs(far[kept] * np.sign(alike) - far[index]) < 2)
        if not same.any():
            kept.append(index)
    return lines[kept]


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


def quads_of(edges: Edges, lines: Floats, shape: tuple[int, ...], most: int) -> Floats:
    """The `most` quadrilaterals whose sides are best covered by edges: n × 4 × 2, clockwise from the top left."""
    if len(lines) < 4:
        return np.zeros((0, 4, 2), np.float32)
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
    return apart(corners[order], most, 0.006 * float(np.hypot(shape[0], shape[1])))


@dataclass(frozen=True, slots=True)
class Region:
    """An area that no edge crosses: the `outline`, convex and without narrow arms, in pixels; the `rim`, the same with
    its bays; whether the picture's edge `cuts` it; its colour."""

    outline: npt.NDArray[np.int32]
    rim: npt.NDArray[np.int32]
    cuts: bool
    colour: Floats


def regions_of(drawn: Pixels, lab: Pixels) -> list[Region]:
    """The larger ones; the inside of a sheet is one."""
    walls = cv2.dilate(drawn, np.ones((3, 3), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats((walls == 0).astype(np.uint8), connectivity=4)
    regions = []
    for number in range(1, count):
        left, top, width, height, area = boxes[number]
        if area < _LEAST_AREA * drawn.size or width > 0.98 * drawn.shape[1] or height > 0.98 * drawn.shape[0]:
            continue
        box = (slice(top, top + height), slice(left, left + width))
        own = (labels[box] == number).astype(np.uint8)
        rim = _rim(np.pad(own, 1))
        if rim is not None:
            rim += np.array((left - 1, top - 1))
            cuts = left < 2 or top < 2 or left + width > drawn.shape[1] - 2 or top + height > drawn.shape[0] - 2
            colour = np.median(lab[box][own > 0], axis=0).astype(np.float32)
            regions.append(Region(cv2.convexHull(rim), rim, bool(cuts), colour))
    return regions


def quads_around(regions: Sequence[Region]) -> Floats:
    """n × 4 × 2, of those that have four sides."""
    quads = [quad for quad in (four_sides(region.outline) for region in regions) if quad is not None]
    return clockwise(np.array([_grown(quad, 2.0) for quad in quads], np.float32).reshape(-1, 4, 2))


def _rim(own: Pixels) -> npt.NDArray[np.int32] | None:
    """Of an area what is left of it without narrow arms: a light square of a cloth that the sheet's edge touches."""
    outline = max(cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0], key=len)
    filled = cv2.drawContours(np.zeros_like(own), [outline], 0, 1, -1)
    broad = cv2.morphologyEx(filled, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_ARM, _ARM)))
    outlines = cv2.findContours(broad, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    rim: npt.NDArray[np.int32] | None = max(outlines, key=len) if outlines else None
    return rim


def quads_along(regions: Sequence[Region], shape: tuple[int, ...], most: int) -> Floats:
    """n × 4 × 2: those that straight runs of the regions' rims make, whatever else adds to a region or bites into it: a
    reflection that lets a sheet run into a cloth's light squares, a hand."""
    quads = [np.zeros((0, 4, 2), np.float32)]
    for region in regions:
        rim = region.rim.reshape(-1, 2).astype(np.float32)
        ahead = np.roll(rim, -_RUN, axis=0) - np.roll(rim, _RUN, axis=0)
        across = (np.arctan2(-ahead[:, 0], ahead[:, 1]) % np.pi).astype(np.float32)
        own = np.all((rim > 2) & (rim < np.array([shape[1], shape[0]], np.float32) - 3), axis=1)
        edges = Edges(rim[own, 0], rim[own, 1], across[own])
        quads.append(quads_of(edges, lines_of(edges, shape, _RIM_LINES), shape, most))
    together = np.concatenate(quads)
    return clockwise(np.array([_grown(quad, 2.0) for quad in together], np.float32).reshape(-1, 4, 2))


def four_sides(hull: npt.NDArray[np.int32]) -> Floats | None:
    """The four longest sides of an outline, drawn on until they meet: a torn corner is no side."""
    corners = cv2.approxPolyDP(hull, 0.012 * cv2.arcLength(hull, closed=True), closed=True).reshape(-1, 2)
    if len(corners) < 4:
        return None
    following = np.roll(corners, -1, axis=0)
    longest = np.sort(np.argsort(-np.linalg.norm(following - corners, axis=1))[:4])
    ones = np.ones((4, 1))
    lines = np.cross(np.hstack([corners[longest], ones]), np.hstack([following[longest], ones]))
    met = np.cross(np.roll(lines, 1, axis=0), lines)
    if np.any(np.abs(met[:, 2]) < 1e-6):
        return None
    quad = (met[:, :2] / met[:, 2:]).astype(np.float32)
    return quad if bool(_is_convex(quad[None])[0]) and np.abs(quad).max() < 1e4 else None


def _grown(quad: Floats, by: float) -> Floats:
    away = quad - quad.mean(axis=0)
    grown: Floats = quad + away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1) * np.float32(by * 1.4)
    return grown


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


def apart(corners: Floats, most: int, near: float) -> Floats:
    """Of those that lie over one another the first; `most` at the most."""
    kept: list[int] = []
    corners = corners[: 40 * most]
    left = np.ones(len(corners), bool)
    for index in range(len(corners)):
        if left[index]:
            kept.append(index)
            if len(kept) == most:
                break
            left &= np.abs(corners - corners[index]).max(axis=(1, 2)) > near
    return corners[kept]
