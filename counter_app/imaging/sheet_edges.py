"""What lies on both sides of a proposed sheet's edges, and where exactly the edges run: the judge of proposals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2
from .sheet_lines import Floats

Doubles = npt.NDArray[np.float64]

_SAMPLES = 48  # along a side
_REACH = 9  # pixels of the small picture, to either side
_COLOURS = np.array([1.0, 1.6, 1.6], np.float32)


@dataclass(frozen=True, slots=True)
class Sides:
    """Of n quadrilaterals, n × 4 each: the share of a side with a clear edge on it (`sharp`), with the same change
    from outside to inside (`steady`), and with both (`both`); how large that change is (`step`); the paper's brightness
    just inside (`inner`) and the surroundings' just outside (`outer`)."""

    sharp: Floats
    steady: Floats
    both: Floats
    step: Floats
    inner: Floats
    outer: Floats


def sides_of(lab: Pixels, quads: Floats, weak: float) -> Sides:
    """`lab` is the small picture, 8-bit Lab; an edge weaker than `weak` counts for none."""
    profiles = _profiles(lab, quads, _SAMPLES, _REACH) * _COLOURS
    slope = np.linalg.norm(profiles[..., 2:, :] - profiles[..., :-2, :], axis=-1)  # n × 4 × samples × offsets
    middle = slope.shape[-1] // 2
    here = slope[..., middle - 2 : middle + 3].max(axis=-1)
    sharp = (here > weak) & (here > 0.6 * slope.max(axis=-1))
    inner = np.median(profiles[..., _REACH + 2 : _REACH + 7, :], axis=-2)
    outer = np.median(profiles[..., _REACH - 6 : _REACH - 1, :], axis=-2)
    change = inner - outer
    usual = np.median(change, axis=2, keepdims=True)
    step = np.linalg.norm(usual, axis=-1)
    along = (change * usual).sum(axis=-1) / np.maximum(step, 0.5)
    steady = (along > 0.4 * step) & (step > 0.6 * weak)
    return Sides(
        sharp.mean(axis=2, dtype=np.float32),
        steady.mean(axis=2, dtype=np.float32),
        (sharp & steady).mean(axis=2, dtype=np.float32),
        step[..., 0],
        np.median(inner, axis=2)[..., 0],
        np.median(outer, axis=2)[..., 0],
    )


def _profiles(pixels: Pixels, quads: Floats, samples: int, reach: int, step: float = 1.0) -> Floats:
    """n × 4 × samples × (2 reach + 1) × 3: across each side at each sample, from outside to inside."""
    along = np.roll(quads, -1, axis=1) - quads  # n × 4 × 2
    inward = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    inward /= np.maximum(np.linalg.norm(inward, axis=-1, keepdims=True), 1e-6)
    shares = np.linspace(0.03, 0.97, samples, dtype=np.float32)
    offsets = np.arange(-reach, reach + 1, dtype=np.float32) * np.float32(step)
    at = (quads[:, :, None] + along[:, :, None] * shares[:, None])[:, :, :, None] + (
        inward[:, :, None, None] * offsets[:, None]
    )
    flat = np.ascontiguousarray(at.reshape(-1, samples * len(offsets), 2), np.float32)
    drawn = cv2.remap(pixels, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    shape = (*at.shape[:-1], 3)
    return np.asarray(drawn, np.float32).reshape(shape)


def refined(pixels: Pixels, quad: Floats, reach: int, step: float = 1.0) -> Floats | None:
    """The same quadrilateral with each side laid through the edge that it stands for, to a part of a pixel.

    `pixels` BGR at full size; looks `reach` steps of `step` pixels to either side. None where a side has no edge.
    """
    samples = 200
    profiles = _profiles(pixels, quad[None], samples, reach, step)[0]  # 4 × samples × offsets × 3
    lab = cv2.cvtColor(profiles.reshape(4 * samples, -1, 3).clip(0, 255).astype(np.uint8), cv2.COLOR_BGR2LAB)
    lab = lab.reshape(profiles.shape).astype(np.float32) * _COLOURS
    lines = []
    for side in range(4):
        line = _edge_line(lab[side], quad[side], quad[(side + 1) % 4], reach, step)
        if line is None:
            return None
        lines.append(line)
    corners = [np.cross(lines[side - 1], lines[side]) for side in range(4)]
    if any(abs(corner[2]) < 1e-9 for corner in corners):
        return None
    return np.array([corner[:2] / corner[2] for corner in corners], np.float32)


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
    best = slope.argmax(axis=1)
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
    thin = slice(None, None, max(1, len(shares) // 40))
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
        tilt, offset = np.polyfit(shares[on], away[on], 1)
        line = (float(offset), float(tilt))
    return line
