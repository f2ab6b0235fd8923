"""Where sheets of paper lie in a camera's picture: proposals from straight edges, judged by what lies on both sides
of each edge, and drawn exactly at full size. Silent or "not sure" in doubt: a wrong certain answer cuts off writing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from counter_app.domain.errors import NotAnImage
from counter_app.ports import FoundSheet

from .decode import Pixels
from .opencv import cv2
from .perspective import A4, area, proportion, to_corners, to_pixels
from .sheet_edges import Sides, refined, sides_of
from .sheet_lines import (
    Floats,
    Region,
    apart,
    clockwise,
    edge_map,
    lines_of,
    quads_along,
    quads_around,
    quads_of,
    regions_of,
)

_LOOK = 720  # pixels, the longer side of the small picture
_PREVIEW, _GLANCE = 1000, 480  # a picture up to this size is a preview's, and is looked at this small
_MOST_LINES = 36
_PROPOSALS, _ALONG, _REACH = 60, 8, 14
_JUDGED, _TWINS = 12, 2.0  # proposals nearer to each other than this, in pixels, are one
# Weak and strong edges, how much the picture is softened for them, and what counts on a side: on most desks, beside a
# reflection, on a white desk.
_PASSES = ((24.0, 60.0, 0.5, 6.0), (9.0, 22.0, 0.8, 4.0), (2.0, 5.0, 1.5, 2.5))
_PROMISING = 0.0  # a proposal's score before it is laid exactly
_PROPOSED, _SURE = 0.45, 0.62  # a proposal's score: worth a look by the clerk, certain
_SURE_DARK = 0.85  # the same for what is darker than all around it: a booklet, but also a hand
_LARGE = 0.15  # of the picture: a larger sheet is what the picture was taken for
_SLIM = 3.3  # long over short: what is slimmer is a ruler or a plank
_MAIN = 2.5  # times as large as any other
_LIKE = (70.0, 9.0)  # of 255, light and colours: two sheets of paper under one lamp
_WORST_SIDE = 0.35  # of a certain sheet: the rest may lie under a hand or in a hard shadow
# A side's share of edge that a hidden one has at least, that the others have then, what it counts as, and how near the
# proportions are to those of the A-series.
_HINTED, _CLEAR, _VOUCHED_FOR, _PROPORTION = 0.12, 0.75, 0.6, 0.02
_LEAD = 0.12  # of a certain sheet's score over that of any other in its place
_ACROSS = 0.3  # of a sheet: what is smaller, no sheet and over its edge, does not speak against it
_INNER, _BESIDE = 0.5, 1.06  # of a sheet: what the camera looks at, and what lies beside it
_RIM = 0.004  # of the picture: a corner nearer to its edge may lie outside
_SAME = 0.012  # of the picture: proposals nearer to each other than this are one
_BACKED = (0.15, 0.4)  # a lighter sheet's share of what it lies on: under, a label on a page; over, a page on a folder


Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Proposal:
    quad: Floats  # 4 × 2, pixels of the small picture
    score: float
    sound: bool  # nothing about it is doubtful
    lighter: bool  # than what lies around it

    @property
    def area(self) -> float:
        return float(cv2.contourArea(self.quad))


def find_sheets(pixels: Pixels) -> tuple[FoundSheet, ...]:
    """The sheets in a BGR picture, in reading order; empty when none."""
    scale = min(1.0, (_LOOK if max(pixels.shape[:2]) > _PREVIEW else _GLANCE) / max(pixels.shape[:2]))
    small = pixels if scale == 1 else cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sheets = []
    for quad, sure in _found(small):
        large = (quad + 0.5) / scale - 0.5
        exact = _exact(pixels, large, 1 / scale)
        corners = to_corners(large if exact is None else exact, pixels.shape)
        sheets.append(FoundSheet(corners, sure and exact is not None))
    return tuple(sorted(sheets, key=_reading_order))


def main_sheet(sheets: tuple[FoundSheet, ...], shape: tuple[int, ...]) -> FoundSheet | None:
    """The one that the picture was taken for: much larger than any other, or the one that the camera looks at; None
    where that cannot be told."""
    main = main_sheets(sheets, shape)
    if len(main) > 1:
        aim = np.array((shape[1] / 2, shape[0] / 2))
        main = tuple(sheet for sheet in main if _is_aimed_at(to_pixels(sheet.corners, shape), aim))
    return main[0] if len(main) == 1 else None


def main_sheets(sheets: tuple[FoundSheet, ...], shape: tuple[int, ...]) -> tuple[FoundSheet, ...]:
    """Those of about one size that the picture was taken for; what is much smaller lies there by chance."""
    areas = [area(to_pixels(sheet.corners, shape)) for sheet in sheets]
    return tuple(sheet for sheet, own in zip(sheets, areas, strict=True) if own * _MAIN >= max(areas))


def _found(small: Pixels) -> list[tuple[Floats, bool]]:
    """Quadrilaterals in the small picture, and whether each is certain to be a sheet."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.0), cv2.COLOR_BGR2LAB)
    closed = _without_writing(lab)
    quads, found = np.zeros((0, 4, 2), np.float32), []
    aim = np.array((lab.shape[1] / 2, lab.shape[0] / 2), np.float32)
    for *canny, counts in _PASSES:
        drawn, edges = edge_map(closed, *canny)
        regions = regions_of(drawn, lab)
        crossed = quads_of(edges, lines_of(edges, drawn.shape, _MOST_LINES), drawn.shape, _PROPOSALS)
        along = np.concatenate([quads_around(regions), quads_along(regions, drawn.shape, _ALONG)])
        laid = [exact for exact in (refined(small, quad, _REACH) for quad in along) if exact is not None]
        quads = np.concatenate([quads, along, np.array(laid, np.float32).reshape(-1, 4, 2), crossed])
        found = _chosen(_judged(small, lab, cv2.blur(drawn, (9, 9)), quads, counts), lab.shape)
        found += _cut_off(found, regions, lab, aim)
        large = [(quad, sure) for quad, sure in found if cv2.contourArea(quad) > _LARGE * drawn.size]
        if any(sure for _, sure in large) and all(sure for quad, sure in large if _is_aimed_at(quad, aim)):
            break
    return found


def _cut_off(
    found: list[tuple[Floats, bool]], regions: list[Region], lab: Pixels, aim: Floats
) -> list[tuple[Floats, bool]]:
    """What looks like the paper that was found, and is as large, but runs off the picture: perhaps the sheet meant. Not
    where the camera looks at the one and not at the other."""
    cut: list[tuple[Floats, bool]] = []
    for quad, sure in found:
        aimed = _is_aimed_at(quad, aim)
        middle = np.rint(quad.mean(axis=0)).astype(int)
        paper = np.median(lab[middle[1] - 9 : middle[1] + 10, middle[0] - 9 : middle[0] + 10], axis=(0, 1))
        for region in regions if sure else ():
            away = np.abs(region.colour - paper)
            like = away[0] < _LIKE[0] and away[1:].max() < _LIKE[1]
            large = cv2.contourArea(region.outline) * _MAIN > cv2.contourArea(quad)
            other = (not aimed or _holds(region.outline, aim)) and not _runs_out(region, quad)
            if region.cuts and like and large and other:
                box = cv2.boxPoints(cv2.minAreaRect(region.outline))
                cut.append((clockwise(box[None].astype(np.float32))[0], False))
    return cut


def _is_aimed_at(quad: npt.NDArray[np.floating], aim: npt.NDArray[np.floating]) -> bool:
    """Whether the middle of the picture lies in the sheet's inner half: two that lie side by side for a picture of
    both have their edges there."""
    middle = quad.mean(axis=0)
    return _holds(middle + (quad - middle) * _INNER, aim)


def _holds(outline: npt.NDArray[np.floating] | npt.NDArray[np.int32], point: npt.NDArray[np.floating]) -> bool:
    around = np.asarray(outline, np.float32).reshape(-1, 1, 2)
    return float(cv2.pointPolygonTest(around, point.tolist(), measureDist=False)) >= 0


def _runs_out(region: Region, quad: Floats) -> bool:
    """Whether a region is this sheet's own paper, and only leaks out of it where a reflection takes the edge away."""
    shares = np.linspace(0.05, 0.95, 12, dtype=np.float32)[:, None]
    middle = quad.mean(axis=0)
    beyond = middle + (quad - middle) * _BESIDE
    points = np.concatenate([a + (b - a) * shares for a, b in zip(beyond, np.roll(beyond, -1, axis=0), strict=True)])
    return _holds(region.rim, middle) and float(np.mean([_holds(region.rim, point) for point in points])) < 0.4


def _without_writing(lab: Pixels) -> Pixels:
    """Thin dark strokes on light paper closed over, then thin light ones: a cloth's threads, a mat's ruling."""
    light, a, b = cv2.split(lab)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    light = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    closed: Pixels = cv2.merge([light, cv2.medianBlur(a, 5), cv2.medianBlur(b, 5)])
    return closed


def _judged(small: Pixels, lab: Pixels, unrest: Pixels, quads: Floats, counts: float) -> list[_Proposal]:
    """What may be a sheet, best first: the most promising are laid exactly through their edges and looked at again."""
    if not len(quads):
        return []
    rough = _scores(sides_of(lab, unrest, quads, counts), quads, counts, lab.shape)
    promising = apart(quads[[index for index in np.argsort(-rough) if rough[index] > _PROMISING]], _JUDGED, _TWINS)
    if not len(promising):
        return []
    exact = [refined(small, quad, 9) for quad in promising]
    quads = np.array([q if e is None else e for q, e in zip(promising, exact, strict=True)], np.float32)
    sides = sides_of(lab, unrest, quads, counts)
    sides = replace(sides, edge=_vouched(sides, quads, lab.shape))
    score, sound = _scores(sides, quads, counts, lab.shape), _soundness(sides, quads, counts, lab.shape)
    lighter = np.median(sides.step, axis=1) > 0
    order = [index for index in np.argsort(-score) if score[index] > _PROPOSED]
    return [_Proposal(quads[i], float(score[i]), bool(sound[i]), bool(lighter[i])) for i in order]


def _scores(sides: Sides, quads: Floats, counts: float, shape: tuple[int, ...]) -> Floats:
    """0 to 1. A side along the picture's edge has none of its own: the sheet runs off the picture there."""
    real = sides.edge * np.clip(sides.change / counts, 0, 1)
    off = _off_picture(quads, shape)
    seen = np.maximum((~off).sum(axis=1), 1)
    mean = np.where(off, 0, real).sum(axis=1) / seen
    score = 0.4 * np.where(off, 1, real).min(axis=1) + 0.6 * mean - 0.05 * sides.runs_on - 0.3 * (1 - sides.calm)
    long, short = (sides.length[:, side::2].mean(axis=1) for side in (0, 1))
    slim = np.maximum(long, short) > _SLIM * np.minimum(long, short)
    worth: Floats = np.where((seen < 2) | slim, 0, score).astype(np.float32)
    return worth


def _vouched(sides: Sides, quads: Floats, shape: tuple[int, ...]) -> Floats:
    """`sides.edge`, but for one side that a reflection mostly hides, where the other three are clear and it lies just
    where a sheet of the A-series ends: that is no accident."""
    vouched = sides.edge.copy()
    worst, second = np.sort(vouched, axis=1)[:, :2].T
    for at in np.nonzero((worst < _VOUCHED_FOR) & (worst >= _HINTED) & (second >= _CLEAR))[0]:
        side = int(vouched[at].argmin())
        if vouched[at, side] + sides.dazzled[at, side] >= _CLEAR and _is_a_series(quads[at], shape):
            vouched[at, side] = _VOUCHED_FOR
    return vouched


def _is_a_series(quad: Floats, shape: tuple[int, ...]) -> bool:
    try:
        ratio = proportion(quad.astype(np.float64), shape)
    except NotAnImage:
        return False
    return abs(max(ratio, 1 / ratio) / (A4[0] / A4[1]) - 1) < _PROPORTION


def _off_picture(quads: Floats, shape: tuple[int, ...]) -> Bools:
    """n × 4: whether a side runs along the picture's edge."""
    size = np.array([shape[1], shape[0]], np.float32)
    ends = np.stack([quads, np.roll(quads, -1, axis=1)], axis=2)
    margin = 0.012 * size.max()
    off: Bools = np.any(np.all(ends < margin, axis=2) | np.all(ends > size - 1 - margin, axis=2), axis=2)
    return off


def _soundness(sides: Sides, quads: Floats, counts: float, shape: tuple[int, ...]) -> Bools:
    one_way = (np.sign(sides.step) == np.sign(np.median(sides.step, axis=1, keepdims=True))).sum(axis=1) == 4
    size = np.array([shape[1], shape[0]], np.float32)
    inside = np.all((quads > _RIM * size) & (quads < (1 - _RIM) * size - 1), axis=(1, 2))
    clear = (sides.edge.min(axis=1) >= _WORST_SIDE) & (sides.change.min(axis=1) >= counts)
    sound: Bools = clear & inside & one_way & (sides.runs_on <= 1)
    return sound


def _chosen(proposals: list[_Proposal], shape: tuple[int, ...]) -> list[tuple[Floats, bool]]:
    """Of proposals that lie over one another the one that is the sheet, and whether that is certain."""
    near = _SAME * float(np.hypot(shape[0], shape[1]))
    chosen: list[tuple[Floats, bool]] = []
    sheets = [p for p in proposals if p.sound and p.score > _SURE]
    left = [p for p in proposals if not any(_lies_across(p, sheet) for sheet in sheets)]
    while left:
        best = left[0]
        there = [p for p in left if _overlap(p.quad, best.quad) > 0]
        sheet, sure = _settled(best, [p for p in there if np.abs(p.quad - best.quad).max() > near])
        left = [p for p in left if _overlap(p.quad, best.quad) == 0 and _overlap(p.quad, sheet.quad) == 0]
        chosen.append((sheet.quad, sure and sheet.sound and sheet.score >= (_SURE if sheet.lighter else _SURE_DARK)))
    largest = max((cv2.contourArea(quad) for quad, sure in chosen if sure), default=0.0)
    return [sheet for sheet in chosen if sheet[1] or cv2.contourArea(sheet[0]) > largest]


def _settled(best: _Proposal, rivals: list[_Proposal]) -> tuple[_Proposal, bool]:
    """The sheet among `best` and what lies over, under or across it, and whether nothing speaks for another."""
    sheet, sure = best, True
    for rival in rivals:
        inner, outer = sorted((sheet, rival), key=lambda proposal: proposal.area)
        share = inner.area / outer.area
        if rival.sound and rival.score > _SURE and _lies_within(inner.quad, outer.quad):
            if not inner.lighter or share < _BACKED[0]:
                sheet = outer
            elif share > _BACKED[1]:
                sheet = inner
            else:
                sheet, sure = outer, False
        elif rival.score > best.score - _LEAD:
            sure = False
    return sheet, sure


def _lies_within(inner: Floats, outer: Floats) -> bool:
    """With some of the outer one to be seen on all sides."""
    border = 0.02 * float(np.sqrt(cv2.contourArea(outer)))
    return all(cv2.pointPolygonTest(outer.reshape(-1, 1, 2), point.tolist(), True) > border for point in inner)


def _lies_across(thing: _Proposal, sheet: _Proposal) -> bool:
    """A finger or a pen over the sheet's edge: small, and no sheet itself."""
    small = thing.area < _ACROSS * sheet.area and not thing.sound
    return small and _overlap(thing.quad, sheet.quad) > 0 and not _lies_within(thing.quad, sheet.quad)


def _overlap(one: Floats, other: Floats) -> float:
    return float(cv2.intersectConvexConvex(one, other)[0])


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
