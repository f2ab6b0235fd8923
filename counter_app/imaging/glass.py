"""Sheets on a scanner's glass: one smaller than the glass, or several cards side by side.

Under a dark or grey lid a sheet's edge is plain to see. Under a white one a photocopy of a card cannot be told from a
card, so nothing is cut unless the clerk asks for it; and never is anything cut off that is not lid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .ink import shrunk
from .opencv import cv2
from .sheet_edges import refined
from .sheet_lines import Floats, clockwise, four_sides

_LOOK_DPI = 75
_RING_MM = 1.6  # around the glass, where the lid shows on two sides at least
_LIKE = 10.0  # of 255, Lab: two places of one lid
_UNLIKE = 13.0  # paper, or what lies on it, against the lid
_DARK = 205.0  # of 255: no paper is so dark, no white lid so light
_GREY = 12.0  # how far from grey a lid may be; a booklet's cover is red or green
_LEAST_MM = (35.0, 35.0)  # a stamp-sized photograph is 30 × 40
_FULL = 0.97  # of a sheet's rectangle: the rest a torn corner may lack
_SQUARE = 1.2  # degrees that a corner may be off
_SPECK_MM2 = 4.0
_WHOLE = 0.97  # of the glass: a sheet as large as this is left as it lies


@dataclass(frozen=True, slots=True)
class Glass:
    """`quads`: 4 × 2 each, pixels, clockwise from the top left, in reading order; `sure` where nothing else lies on the
    glass and the lid could not be paper."""

    quads: tuple[Floats, ...]
    sure: bool


def sheets_on(pixels: Pixels, dpi: int, asked: bool = False) -> Glass:
    """The sheets in a scan (BGR) at `dpi`; none where one fills the glass or the lid cannot be told. `asked`: looks
    also under a lid that could be paper."""
    scale = min(1.0, _LOOK_DPI / dpi)
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    small = shrunk(pixels, size) if scale < 1 else pixels
    mm = dpi * scale / 25.4
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 0.8), cv2.COLOR_BGR2LAB).astype(np.float32)
    lid = _lid(lab, max(2, round(_RING_MM * mm)))
    if lid is None:
        return Glass((), sure=False)
    neutral = float(np.abs(lid[1:] - 128).max()) < _GREY and float(lid[0]) < _DARK
    if not neutral and not asked:
        return Glass((), sure=False)
    away = cv2.subtract(lab, (*(float(value) for value in lid), 0.0))
    squared = cv2.transform(cv2.multiply(away, away), np.ones((1, 3), np.float32))
    other = (squared > _UNLIKE**2).astype(np.uint8)
    solid = cv2.morphologyEx(other, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    quads, rest = [], other
    for outline in cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]:
        quad = _rectangle(outline, mm)
        exact = None if quad is None else _exact(pixels, quad, scale, lid)
        if exact is not None:
            quads.append(exact)
            around = np.rint(_wider((exact + 0.5) * scale - 0.5, 1.5 * mm)).astype(np.int32)
            rest = cv2.fillConvexPoly(rest, around, 0)
    alone = cv2.connectedComponentsWithStats(rest)[2][1:, cv2.CC_STAT_AREA]
    clean = not (alone > _SPECK_MM2 * mm**2).any()
    quads.sort(key=lambda q: (round(float(q[:, 1].mean()) / (12 / 25.4 * dpi)), float(q[:, 0].mean())))
    if len(quads) == 1 and cv2.contourArea(quads[0]) > _WHOLE * pixels.shape[0] * pixels.shape[1]:
        return Glass((), sure=False)
    return Glass(tuple(quads), sure=bool(quads) and neutral and clean)


def _lid(lab: npt.NDArray[np.float32], ring: int) -> Floats | None:
    """Its colour, where at least two sides of the glass show the same, evenly."""
    strips = [lab[:ring], lab[-ring:], lab[:, :ring], lab[:, -ring:]]
    even = []
    for strip in strips:
        values = strip.reshape(-1, 3)
        colour = np.median(values, axis=0)
        if (np.linalg.norm(values - colour, axis=1) < _LIKE).mean() > 0.6:
            even.append(colour)
    alike = [sum(float(np.linalg.norm(one - other)) < _LIKE for other in even) for one in even]
    if not alike or max(alike) < 2:
        return None
    # A sheet in the corner covers two sides: the lid is the darker of both.
    _, _, lid = max(
        ((count, -float(colour[0]), colour) for count, colour in zip(alike, even, strict=True)), key=_first_two
    )
    return np.array(lid, np.float32)


def _first_two(ranked: tuple[int, float, Floats]) -> tuple[int, float]:
    return ranked[:2]


def _rectangle(outline: npt.NDArray[np.int32], mm: float) -> Floats | None:
    sides = sorted(cv2.minAreaRect(outline)[1])
    if sides[0] < _LEAST_MM[0] * mm or sides[1] < _LEAST_MM[1] * mm:
        return None
    quad = four_sides(cv2.convexHull(outline))
    if quad is None or cv2.contourArea(outline) < _FULL * 0.98 * cv2.contourArea(quad) - 4 * mm * sides[1]:
        return None
    in_order: Floats = clockwise(quad[None])[0]
    return in_order


def _exact(pixels: Pixels, quad: Floats, scale: float, lid: Floats) -> Floats | None:
    """At full size; None where a corner is no right angle or lies outside the glass."""
    margin = 24
    colour = cv2.cvtColor(lid.round().astype(np.uint8).reshape(1, 1, 3), cv2.COLOR_LAB2BGR).ravel().tolist()
    framed = cv2.copyMakeBorder(pixels, *(margin,) * 4, cv2.BORDER_CONSTANT, value=colour)
    found: Floats | None = np.asarray((quad + 0.5) / scale - 0.5 + margin, np.float32)
    for reach, step in ((12, max(1.0, 0.4 / scale)), (8, 1.0)):
        found = None if found is None else refined(framed, found, reach, step)
    if found is None:
        return None
    exact = found - margin
    ahead = np.roll(exact, -1, axis=0) - exact
    turns = np.rad2deg(np.arctan2(ahead[:, 1], ahead[:, 0]))
    off = np.abs((np.roll(turns, -1) - turns) % 360 - 90)
    size = np.array([pixels.shape[1], pixels.shape[0]], np.float32)
    inside = np.all((exact > -4) & (exact < size + 3))
    return np.asarray(np.clip(exact, -0.5, size - 0.5), np.float32) if inside and off.max() < _SQUARE else None


def _wider(quad: Floats, by: float) -> Floats:
    away = quad - quad.mean(axis=0)
    wide: Floats = quad + away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1) * np.float32(by * 1.42)
    return wide
