"""Fields that are printed darker than the paper around them (bands, boxes, heads of tables), told from shadows.

Light varies slowly, and print has sharp edges: ground that a sharp edge parts on all sides from lighter ground is
printed, however large it is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .opencv import cv2

Floats = npt.NDArray[np.float32]

STEP = 0.06  # of the lighter side's brightness: a fold makes less of a difference, and white on less is not seen

_EDGE = 10  # of 255 and of the lighter side, within three pixels of the look: a hand's shadow has half of that
_LEAST = 600  # pixels, of ground that is compared: 0.2 cm²
_ACROSS = 14  # pixels from one ground to the next, over an edge or a rule
_MEETING = 24  # pixels along which two grounds must meet to be compared
_PAPER_SHARE = 0.03  # of all ground: less is a label, or white within the print
# Of the print on fields: letters are as high at most, a field's rim is left out, and in a field that is told by its
# lighter print so much is lighter; a darker one is read as it is.
_LOOK_DPI, _LETTER, _LETTERED, _PALE = 150, 49, 0.004, 100
_RIM = np.ones((9, 9), np.uint8)
_BAND = 256  # rows worked on at once: a whole page of numbers takes a quarter of a gigabyte


def read_alike(grey: Pixels, dpi: int) -> Pixels:
    """A page of which every field with lighter print on it is white and its print black, as a reader of letters wants
    it: for one threshold over all the page, white letters on a pale field are paper like the field."""
    scale = min(1.0, _LOOK_DPI / dpi)
    look = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    printed = fields_on(look)
    if printed is None:
        return grey
    bare = cv2.erode(printed, np.ones((3, 3), np.uint8))
    half = (max(1, bare.shape[1] // 8), max(1, bare.shape[0] // 8))
    known = cv2.resize(bare.astype(np.float32), half, interpolation=cv2.INTER_AREA)
    tones = cv2.resize(look.astype(np.float32) * bare, half, interpolation=cv2.INTER_AREA) / np.maximum(known, 1e-6)
    tone = filled(tones, (known > 0).astype(np.float32))
    over = cv2.erode(cv2.morphologyEx(printed, cv2.MORPH_CLOSE, np.ones((_LETTER, _LETTER), np.uint8)), _RIM)
    wide = cv2.resize(tone, look.shape[1::-1])
    lighter = ((look > wide + 0.35 * (255 - wide)) & (over > 0)).astype(np.uint8)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(over, connectivity=4)
    areas = boxes[:, cv2.CC_STAT_AREA]
    light = np.bincount(labels.ravel(), lighter.ravel(), count) / np.maximum(areas, 1)
    mean = np.bincount(labels.ravel(), wide.ravel(), count) / np.maximum(areas, 1)
    chosen = (light > _LETTERED) & (light < 0.5) & (mean > _PALE)
    chosen[0] = False
    if not chosen.any():
        return grey
    inside = cv2.resize(chosen[labels].astype(np.uint8), grey.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    base = np.maximum(cv2.resize(tone, grey.shape[1::-1]), 1)
    alike = grey.copy()
    for top in range(0, len(grey), _BAND):
        band = np.s_[top : top + _BAND]
        alike[band] = _alike(grey[band], base[band], inside[band])
    return alike


def _alike(grey: Pixels, base: Floats, inside: Pixels) -> Pixels:
    off = grey - base
    apart = 255 * np.where(off > 0, off / np.maximum(255 - base, 1), -off / base)
    alike: Pixels = np.where(inside > 0, np.clip(255 - apart, 0, 255), grey).astype(np.uint8)
    return alike


def fields_on(look: Pixels) -> Pixels | None:
    """1 where the page at LOOK_DPI is a printed field; None where there is none."""
    found = _fields_in(look)
    return None if found is None else found[0][found[1]].astype(np.uint8)


def light_on_fields(look: Pixels, strongest: Pixels) -> tuple[Pixels, Floats] | None:
    """As `fields_on`, and beside it how bright white paper would be there by the strongest colour: the field's own
    brightness, lifted by what it is darker than the paper around it."""
    found = _fields_in(look)
    if found is None:
        return None
    printed, labels, areas = found
    small = cv2.medianBlur(strongest, 3)
    levels = _levels(small, labels, areas)
    paper = np.average(levels[~printed[1:]], weights=areas[~printed[1:]])
    lift = np.exp(np.where(printed, np.concatenate([[0], np.maximum(paper - levels, 0)]), 0)).astype(np.float32)
    return printed[labels].astype(np.uint8), small * lift[labels]


def _fields_in(look: Pixels) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32], npt.NDArray[np.int32]] | None:
    """Of each ground (0: none) whether it is printed; of each pixel its ground; their areas."""
    if min(look.shape) <= _ACROSS:
        return None
    small = cv2.medianBlur(look, 3)
    around = np.ones((3, 3), np.uint8)
    lightest, darkest = cv2.dilate(small, around), cv2.erode(small, around)
    even = cv2.compare(cv2.subtract(lightest, darkest), cv2.multiply(lightest, _EDGE / 255), cv2.CMP_LE) & 1
    _, labels, boxes, _ = cv2.connectedComponentsWithStatsWithAlgorithm(even, 4, cv2.CV_32S, cv2.CCL_SPAGHETTI)
    areas = boxes[:, cv2.CC_STAT_AREA]
    large = np.flatnonzero(areas[1:] >= _LEAST) + 1
    if len(large) < 2:
        return None
    number = np.zeros(len(areas), np.int32)
    number[large] = np.arange(1, len(large) + 1)
    labels, areas = number[labels], areas[large]
    levels = _levels(small, labels, areas)
    by_light = np.argsort(-levels)
    paper = levels[by_light][np.searchsorted(np.cumsum(areas[by_light]), _PAPER_SHARE * areas.sum())]
    printed = np.concatenate([[False], levels < paper + np.log(1 - STEP)])
    return (printed, labels, areas) if printed.any() else None


def filled(cells: npt.NDArray[np.float32], known: Floats) -> npt.NDArray[np.float32]:
    """Cells with `known` 0 get what the known ones around them have, from ever farther away."""
    if min(cells.shape) < 2 or known.all():
        return cells
    half = (max(1, cells.shape[1] // 2), max(1, cells.shape[0] // 2))
    weight = cv2.resize(known, half, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(cells * known, half, interpolation=cv2.INTER_AREA) / np.maximum(weight, 1e-6)
    farther = filled(mean, (weight > 0).astype(np.float32))
    wide = cv2.resize(farther, cells.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.where(known > 0, cells, wide)


def _levels(small: Pixels, labels: npt.NDArray[np.int32], areas: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Of each ground how light it is beside the largest, as a logarithm: from neighbour to neighbour, so that a lamp
    that lights one end of the page more does not count. What meets no other is taken for paper, like the largest."""
    count = len(areas)
    tone = np.log(np.arange(256) + 1.0)
    pairs, steps = [], []
    for here, there in (
        (np.s_[:, :-_ACROSS], np.s_[:, _ACROSS:]),
        (np.s_[:-_ACROSS], np.s_[_ACROSS:]),
    ):
        one, other = labels[here], labels[there]
        meet = (one != other) & (one > 0) & (other > 0)
        pairs.append(np.stack([one[meet], other[meet]], axis=1) - 1)
        steps.append(tone[small[there][meet]] - tone[small[here][meet]])
    met, step = np.concatenate(pairs), np.concatenate(steps)
    step = np.where(met[:, 0] > met[:, 1], -step, step)
    keys, place = np.unique(met.min(axis=1).astype(np.int64) * count + met.max(axis=1), return_inverse=True)
    often = np.bincount(place, minlength=len(keys))
    mean = np.bincount(place, step, minlength=len(keys)) / np.maximum(often, 1)
    near: dict[int, list[tuple[int, float]]] = {}
    for key, times, by in zip(keys.tolist(), often.tolist(), mean.tolist(), strict=True):
        if times >= _MEETING:
            near.setdefault(key // count, []).append((key % count, by))
            near.setdefault(key % count, []).append((key // count, -by))
    level = np.zeros(count)
    first = int(np.argmax(areas))
    seen: set[int] = {first}
    waiting: list[int] = [first]
    while waiting:
        at = waiting.pop(0)
        for beside, by in near.get(at, ()):
            if beside not in seen:
                seen.add(beside)
                level[beside] = level[at] + by
                waiting.append(beside)
    return level
