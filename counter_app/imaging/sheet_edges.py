"""What lies on both sides of a proposed sheet's edges, and where exactly the edges run: the judge of proposals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2
from .sheet_lines import Floats

Doubles = npt.NDArray[np.float64]

_SAMPLES = 40  # along a side
_REACH = 7  # pixels of the small picture, to either side
_BEYOND = np.arange(6, 34, 2, dtype=np.float32)  # pixels past a corner
_COLOURS = np.array([1.0, 1.6, 1.6], np.float32)
_LIKE = 16.0  # of 255: how far paper may be from the paper's own shading
_DAZZLES = 225.0  # and from here on an edge fades
_SHINE = 0.75  # what of its being brighter is a reflection's, which changes no colour
_GRID = 14
_BURNT, _TOLD = 253.0, 0.55  # white paper well lit has 248


@dataclass(frozen=True, slots=True)
class Sides:
    """Of n quadrilaterals: `edge` (n × 4), the share of a side with a clear edge and paper just inside; `step` (n × 4),
    how the paper is lighter than what lies outside, `change` with its colour, in 255ths; `runs_on` (n), how many of the
    eight ends of its sides go on past the corner; `calm` (n), the share of its inside without edges; `length` (n × 4),
    of its sides; `dazzled` (n × 4), the share of a side that a reflection takes away."""

    edge: Floats
    step: Floats
    change: Floats
    runs_on: Floats
    calm: Floats
    length: Floats
    dazzled: Floats


def sides_of(lab: Pixels, unrest: Pixels, quads: Floats, weak: float) -> Sides:
    """`lab` is the small picture, 8-bit Lab; an edge weaker than `weak` counts for none. `unrest`: the share of edge
    pixels around each pixel, of 255, writing left out."""
    along = np.roll(quads, -1, axis=1) - quads  # n × 4 × 2
    length = np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1e-6)
    ahead = along / length
    inward = np.stack([-ahead[..., 1], ahead[..., 0]], axis=-1)
    shares = np.linspace(0.03, 0.97, _SAMPLES, dtype=np.float32)
    profiles = _across(lab, quads[:, :, None] + along[:, :, None] * shares[:, None], inward[:, :, None])
    sharp = _sharp(profiles, weak)
    inner = np.median(profiles[..., _REACH + 2 : _REACH + 7, :], axis=-2)
    outer = np.median(profiles[..., _REACH - 6 : _REACH - 1, :], axis=-2)
    inner, outer = inner * _COLOURS, outer * _COLOURS
    change = np.median(inner - outer, axis=2)
    beyond = [
        _goes_on(
            _across(lab, corner[:, :, None] + way[:, :, None] * _BEYOND[:, None], inward[:, :, None]),
            change,
            np.median(inner, axis=2),
            weak,
        )
        for corner, way in ((quads, -ahead), (np.roll(quads, -1, axis=1), ahead))
    ]
    # Where a reflection burns out paper and desk alike, nothing can be said, up to some share of a side.
    told = ((inner[..., 0] < _BURNT) | (outer[..., 0] < _BURNT)).mean(axis=2)
    clear = sharp & _is_paper(inner)
    edge = clear.mean(axis=2) / np.maximum(told, _TOLD)
    dazzled = (~clear & (inner[..., 0] > _DAZZLES)).mean(axis=2)
    return Sides(
        np.minimum(edge, 1).astype(np.float32),
        change[..., 0],
        np.linalg.norm(change, axis=-1),
        np.sum(beyond, axis=(0, 2)).astype(np.float32),
        _calm(unrest, quads),
        length[..., 0],
        dazzled.astype(np.float32),
    )


def _sharp(profiles: Floats, weak: float) -> npt.NDArray[np.bool_]:
    """Where the change from outside to inside is clear, and nowhere much clearer than here."""
    slope = np.linalg.norm((profiles[..., 2:, :] - profiles[..., :-2, :]) * _COLOURS, axis=-1)
    middle = slope.shape[-1] // 2
    here = slope[..., middle - 2 : middle + 3].max(axis=-1)
    sharp: npt.NDArray[np.bool_] = (here > weak) & (here > 0.6 * slope.max(axis=-1))
    sharp &= here > 1.6 * np.median(slope, axis=-1)  # a shadow or a reflection has a slope, but no edge
    return sharp


def _goes_on(profiles: Floats, change: Floats, paper: Floats, weak: float) -> npt.NDArray[np.bool_]:
    """n × 4: whether an edge with the side's own change (n × 4 × 3) lies there too, past the corner, and the side's own
    `paper` within it (n × 4 × 3): a cloth's checks change their colour."""
    inner = np.median(profiles[..., _REACH + 2 : _REACH + 7, :], axis=-2)
    outer = np.median(profiles[..., _REACH - 6 : _REACH - 1, :], axis=-2)
    like = ((inner - outer) * _COLOURS * change[:, :, None]).sum(axis=-1) > 0.5 * (change**2).sum(axis=-1)[..., None]
    like &= np.linalg.norm((inner * _COLOURS - paper[:, :, None])[..., 1:], axis=-1) < _LIKE
    on: npt.NDArray[np.bool_] = (_sharp(profiles, weak) & like).mean(axis=2) > 0.8
    return on


def _is_paper(inner: Floats) -> npt.NDArray[np.bool_]:
    """n × 4 × samples: where just inside the edge lies what lies there all around, but for the light, which changes
    evenly over a sheet."""
    n = len(inner)
    share = np.linspace(0.03, 0.97, _SAMPLES)
    round_ = np.array(
        [(s, 0.0) for s in share]
        + [(1.0, s) for s in share]
        + [(1 - s, 1.0) for s in share]
        + [(0.0, 1 - s) for s in share]
    )
    terms = np.column_stack([np.ones(len(round_)), round_, round_.prod(axis=1)])
    values = inner.reshape(n, -1, 3).astype(np.float64)
    counts = np.ones((n, len(round_)))
    away = np.zeros_like(values)
    for _ in range(4):
        weighted = terms[None] * counts[..., None]
        flat = np.einsum("nst,su->ntu", weighted, terms) + 1e-3 * np.eye(4)
        model = terms @ np.linalg.solve(flat, np.einsum("nst,nsc->ntc", weighted, values))
        away = values - model
        far = np.linalg.norm(away, axis=-1)
        counts = 1 / (1 + (far / (0.5 * _LIKE)) ** 4)
    away[..., 0] -= _SHINE * np.maximum(away[..., 0], 0)
    paper: npt.NDArray[np.bool_] = (np.linalg.norm(away, axis=-1) < _LIKE).reshape(n, 4, _SAMPLES)
    return paper


def _calm(unrest: Pixels, quads: Floats) -> Floats:
    at = np.linspace(0.08, 0.92, _GRID, dtype=np.float32)
    u, v = np.meshgrid(at, at)
    shares = np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], axis=-1).reshape(-1, 4)
    inside = np.einsum("gk,nkc->ngc", shares, quads).astype(np.float32)
    drawn = cv2.remap(unrest, inside[..., 0], inside[..., 1], cv2.INTER_NEAREST)
    calm: Floats = (drawn < 26).reshape(len(quads), -1).mean(axis=1).astype(np.float32)
    return calm


def _across(pixels: Pixels, at: Floats, inward: Floats, reach: int = _REACH, step: float = 1.0) -> Floats:
    """... × (2 reach + 1) × 3 beside each point `at` (... × 2): from outside to inside."""
    offsets = np.arange(-reach, reach + 1, dtype=np.float32) * np.float32(step)
    points = at[..., None, :] + inward[..., None, :] * offsets[:, None]
    flat = np.ascontiguousarray(points.reshape(-1, points.shape[-3] * len(offsets), 2), np.float32)
    drawn = cv2.remap(pixels, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(drawn, np.float32).reshape(*points.shape[:-1], 3)


def refined(pixels: Pixels, quad: Floats, reach: int, step: float = 1.0) -> Floats | None:
    """The same quadrilateral with each side laid through the edge that it stands for, to a part of a pixel.

    `pixels` BGR at full size; looks `reach` steps of `step` pixels to either side. None where a side has no edge.
    """
    lines = []
    for side in range(4):
        start, end = quad[side], quad[(side + 1) % 4]
        line = _edge_line(_strip(pixels, start, end, reach, step), start, end, reach, step)
        if line is None:
            return None
        lines.append(line)
    corners = [np.cross(lines[side - 1], lines[side]) for side in range(4)]
    if any(abs(corner[2]) < 1e-9 for corner in corners):
        return None
    return np.array([corner[:2] / corner[2] for corner in corners], np.float32)


def _strip(pixels: Pixels, start: Floats, end: Floats, reach: int, step: float) -> Floats:
    """Samples × offsets × 3 along one side, as Lab, colours weighted."""
    along = end - start
    inward = np.array([-along[1], along[0]], np.float32) / max(float(np.hypot(*along)), 1e-6)
    at = start + along * np.linspace(0.03, 0.97, 200, dtype=np.float32)[:, None]
    bgr = _across(pixels, at, inward[None], reach, step)
    return np.asarray(cv2.cvtColor(bgr.astype(np.uint8), cv2.COLOR_BGR2LAB), np.float32) * _COLOURS


def _edge_line(lab: Floats, start: Floats, end: Floats, reach: int, step: float) -> Doubles | None:
    """Homogeneous line through the edge between outside and inside. `lab` samples × offsets × 3."""
    samples, width = lab.shape[:2]
    part = max(2, width // 4)
    change = np.median(lab[:, -part:], axis=(0, 1)) - np.median(lab[:, :part], axis=(0, 1))
    size = float(np.linalg.norm(change))
    soft = cv2.blur(lab, (1, 5))
    if size > 3:
        slope = np.diff(soft @ (change / size).astype(np.float32), axis=1)
    else:  # white on white: only the edge's own shadow shows
        slope = np.linalg.norm(np.diff(soft, axis=1), axis=2)
    slope = cv2.GaussianBlur(slope.astype(np.float32), (0, 0), 1.0, borderType=cv2.BORDER_REPLICATE)
    # The edge that was proposed, rather than a stronger one beside it.
    away = (np.arange(width - 1) + 0.5 - reach) / (0.5 * reach)
    best = (slope * np.exp(-(away**2) / 2).astype(np.float32)).argmax(axis=1)
    inside = np.clip(best, 1, width - 3)
    rows = np.arange(samples)
    left, here, right = (slope[rows, inside + d] for d in (-1, 0, 1))
    bend = left - 2 * here + right
    part_of = np.where(bend < -1e-6, np.clip(0.5 * (left - right) / np.where(bend < -1e-6, bend, -1), -0.5, 0.5), 0)
    away = (inside + 0.5 + part_of - reach) * step
    counts = (
        (slope[rows, best] > max(1.0, 0.35 * float(np.median(slope[rows, best])))) & (best > 0) & (best < width - 2)
    )
    shares = np.linspace(0.03, 0.97, samples)
    line = _straightest(shares[counts], away[counts], step)
    if line is None:
        return None
    along = (end - start).astype(np.float64)
    inward = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6)
    ends = [start + inward * line[0], end + inward * (line[0] + line[1])]
    crossed = np.cross([*ends[0], 1.0], [*ends[1], 1.0])
    return np.asarray(crossed, np.float64)


def _straightest(shares: Doubles, away: Doubles, step: float) -> tuple[float, float] | None:
    """(offset at the start, slope) of the line that most points lie on: of all pairs of far points the best, then
    least squares over what lies on it."""
    if len(shares) < 24:
        return None
    thin = slice(None, None, max(1, len(shares) // 28))
    first, second = np.triu_indices(len(shares[thin]), 1)
    s, a = shares[thin], away[thin]
    far = s[second] - s[first] > 0.3
    if not far.any():
        return None
    slope = (a[second] - a[first])[far] / (s[second] - s[first])[far]
    begin = a[first][far] - slope * s[first][far]
    near = 1.2 * step
    hits = (np.abs(begin[:, None] + slope[:, None] * shares - away) < near).sum(axis=1)
    best = int(hits.argmax())
    line = (float(begin[best]), float(slope[best]))
    for _ in range(3):
        on = np.abs(line[0] + line[1] * shares - away) < near
        if np.count_nonzero(on) < 16:
            return None
        x, y = shares[on], away[on]
        middle = (float(x.mean()), float(y.mean()))
        tilt = float(((x - middle[0]) * (y - middle[1])).sum() / max(float(((x - middle[0]) ** 2).sum()), 1e-9))
        line = (middle[1] - tilt * middle[0], tilt)
    return line
