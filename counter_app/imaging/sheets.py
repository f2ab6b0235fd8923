"""Where sheets of paper lie in a camera's picture: proposals from straight edges, judged by what lies on both sides
of each edge, and drawn exactly at full size. Silent or "not sure" in doubt: a wrong certain answer cuts off writing.
"""

from __future__ import annotations

import numpy as np

from counter_app.ports import FoundSheet

from .decode import Pixels
from .opencv import cv2
from .perspective import to_corners
from .sheet_edges import Sides, refined, sides_of
from .sheet_lines import Floats, edges_of, lines_of, quads_of

_LOOK = 720  # pixels, the longer side of the small picture
_MOST_LINES = 36
_PROPOSALS = 60
_PASSES = (
    (24.0, 60.0, 6.0),
    (9.0, 22.0, 2.5),
)  # weak and strong edges, and what counts on a side: a plain desk, then a white one


def find_sheets(pixels: Pixels) -> tuple[FoundSheet, ...]:
    """The sheets in a BGR picture, in reading order; empty when none."""
    scale = min(1.0, _LOOK / max(pixels.shape[:2]))
    small = pixels if scale == 1 else cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_BGR2LAB)
    found: list[tuple[Floats, bool]] = []
    for closed, levels in zip((True, False), _PASSES, strict=True):
        found = _found(_without_writing(lab) if closed else lab, levels)
        if any(sure for _, sure in found):
            break
    sheets = []
    for quad, sure in found:
        large = (quad + 0.5) / scale - 0.5
        exact = _exact(pixels, large, 1 / scale)
        sheets.append(
            FoundSheet(to_corners(large if exact is None else exact, pixels.shape), sure and exact is not None)
        )
    return tuple(sorted(sheets, key=_reading_order))


def _without_writing(lab: Pixels) -> Pixels:
    """Thin dark strokes on light paper closed over."""
    light, a, b = cv2.split(lab)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    closed: Pixels = cv2.merge([light, cv2.medianBlur(a, 5), cv2.medianBlur(b, 5)])
    return closed


def _found(lab: Pixels, levels: tuple[float, float, float]) -> list[tuple[Floats, bool]]:
    weak, strong, counts = levels
    edges = edges_of(lab, weak, strong)
    if len(edges.xs) < 100:
        return []
    quads, _ = quads_of(edges, lines_of(edges, lab.shape, _MOST_LINES), lab.shape, _PROPOSALS)
    if not len(quads):
        return []
    sides = sides_of(lab, quads, counts)
    score = _scores(quads, sides, lab.shape)
    order = np.argsort(-score)
    best = int(order[0])
    if score[best] < 0.5:
        return []
    return [(quads[best], bool(score[best] > 0.75))]


def _scores(quads: Floats, sides: Sides, shape: tuple[int, ...]) -> Floats:
    worst, all_ = sides.both.min(axis=1), sides.both.mean(axis=1)
    score: Floats = 0.4 * worst + 0.6 * all_
    return score


def _exact(pixels: Pixels, quad: Floats, ratio: float) -> Floats | None:
    for reach, step in ((12, max(1.0, ratio / 3)), (8, 1.0)):
        exact = refined(pixels, quad, reach, step)
        if exact is None or np.abs(exact - quad).max() > 6 * ratio + 3:
            return None
        quad = exact
    return quad


def _reading_order(sheet: FoundSheet) -> tuple[float, float]:
    xs, ys = zip(*sheet.corners.points, strict=True)
    return round(sum(ys) / 4, 1), sum(xs) / 4
