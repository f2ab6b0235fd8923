"""A page taken apart into layers (MRC): ink as sharp masks, each painted in its own colour, over paper at low density.

A mask is one bit a pixel at the page's own density, packed without loss (CCITT group 4); no stroke is exchanged for
one that looks alike. What layers do not do justice to (a photograph, a smear) is laid over them as a patch of the page
itself, found by comparing the layers, put together again, with the page. A page that is mostly patches has no layers.
"""

# Long because: one page taken apart and put together again; neither half is understood without the other.

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from counter_app.domain.errors import NotAnImage

from .decode import Pixels
from .ink import components, light_over, look_at
from .opencv import cv2

PATCH_DPI = 200  # the law's least, for what has no mask

_FAINTEST = 16  # of 255 below the paper: a stroke fainter than that stays in the paper's layer
_STROKE_MM = 1.2  # ink is compared with the darkest as near as that
_SPECK_MM = 0.18  # a mark smaller than that both ways is grain: it stays in the paper's layer

_MOST_INKS = 8
_ALIKE = 9.0  # distance in YCrCb, so weighed, below which two inks are one
_WEIGHT = np.array([0.25, 1.0, 1.0], np.float32)  # a stamp's ink is uneven, and one ink nevertheless
_COLOURED, _BEYOND = 25.0, 0.35  # chroma; what is more coloured than this is so by chance: a pen presses unevenly too
_RAREST = 0.002  # of all ink
_SAMPLES, _COMPARED = 20_000, 300
_AT_ONCE = 200_000  # pixels: what they take is let go of before the next

_PATCH_QUALITY = 60
# A pattern in the paper: how light and how coloured, the share of the page that it covers at least, in what spots it is
# looked for, the ink that each then has, and in how many.
_PALE, _TINTED, _FIELD = 140, 5.0, 0.25
_SPOT_MM, _SPOT_INKED, _EVERYWHERE = 6.0, 0.02, 0.9
# Density and quality of the paper's layer: with a pattern the first that leaves the page under its size, else the last.
_PAPERS = ((100, 30), (75, 30), (75, 40))
_WANTED = 92_000  # bytes: with its text and what a PDF takes a page stays under 100 kB

_TILE_MM = 4.0
_COMPARED_AT = 3  # to one, each way: rims of strokes are sharper in a mask, and look the same
_OFF_MEAN, _OFF_WORST = 14.0, 75.0  # of 255, in a tile: in the middle, and of the worst twentieth
_MOST_PATCHED = 0.4  # of the page

Tones = npt.NDArray[np.float32]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """In pixels of the page, from its top left."""

    left: int
    top: int
    width: int
    height: int

    @property
    def cut(self) -> tuple[slice, slice]:
        return slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)


@dataclass(frozen=True, slots=True)
class Ink:
    """Where `group4` has a 1 the page is painted in `colour` (red, green, blue)."""

    box: Box
    colour: tuple[int, int, int]
    group4: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG of `width` × `height` pixels, stretched over `box`."""

    box: Box
    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layers:
    """Painted in this order: the paper, the inks, the patches."""

    paper: Picture
    inks: tuple[Ink, ...]
    patches: tuple[Picture, ...]

    @property
    def size(self) -> int:
        """In bytes."""
        pictures = sum(len(picture.jpeg) for picture in (self.paper, *self.patches))
        return pictures + sum(len(ink.group4) for ink in self.inks)


def layers_of(page: Pixels, dpi: int) -> Layers | None:
    """The layers of a straightened page (BGR); None where they would not do it justice. The same from the same page."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    mask = _strokes(grey, dpi)
    labels, colours = _inks(page, grey, mask)
    ground = _ground(labels, colours, dpi)
    if not ground:
        return _painted(page, labels, colours, mask, dpi, _PAPERS[-1])
    as_ink = _painted(page, labels.copy(), colours, mask, dpi, _PAPERS[-1])
    labels[np.isin(labels, ground)] = 0
    mask = (labels > 0).astype(np.uint8)
    forms = [as_ink]
    for paper in _PAPERS[:-1]:  # the finest that leaves the page under its size
        forms.append(_painted(page, labels.copy(), colours, mask, dpi, paper))
        if (form := forms[-1]) is not None and form.size < _WANTED:
            return form
    return min((form for form in forms if form is not None), key=lambda form: form.size, default=None)


def _painted(
    page: Pixels, labels: Pixels, colours: list[Colour], mask: Pixels, dpi: int, ground: tuple[int, int]
) -> Layers | None:
    """`ground`: the paper's density and quality."""
    paper, size = _paper(page, mask, dpi, ground)
    shown = _put_together(page.shape, paper, labels, colours)
    patches = _misrepresented(page, shown, dpi)
    area = sum(box.width * box.height for box in patches)
    if area > _MOST_PATCHED * mask.size:
        return None
    for box in patches:
        labels[box.cut] = 0
    whole = Box(0, 0, page.shape[1], page.shape[0])
    return Layers(
        Picture(whole, size, paper.shape[1], paper.shape[0]),
        tuple(_masks(labels, colours)),
        tuple(_patch(page, box, dpi) for box in patches),
    )


def _strokes(grey: Pixels, dpi: int) -> Pixels:
    """1 where a pixel is nearer to the darkest around it than to the paper: strokes at their true width."""
    return _without_specks(_darker(grey, dpi), dpi)


def _darker(grey: Pixels, dpi: int) -> Pixels:
    look = look_at(grey, dpi)
    light = cv2.resize(light_over(look), grey.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    reach = round(_STROKE_MM / 25.4 * dpi) | 1
    darkest = cv2.erode(grey, np.ones((reach, reach), np.uint8))
    deep = cv2.compare(cv2.subtract(light, darkest), _FAINTEST, cv2.CMP_GT)
    limit = cv2.addWeighted(light, 0.5, darkest, 0.5, 0)
    mask: Pixels = cv2.bitwise_and(cv2.compare(grey, limit, cv2.CMP_LT), deep) & 1
    return mask


def _without_specks(mask: Pixels, dpi: int) -> Pixels:
    _, labels, boxes = components(mask)
    keep = (boxes[:, 2:4].max(axis=1) > _SPECK_MM / 25.4 * dpi).astype(np.uint8)
    keep[0] = 0
    kept: Pixels = keep[labels]
    return kept


def _inks(page: Pixels, grey: Pixels, mask: Pixels) -> tuple[Pixels, list[Colour]]:
    """(of each pixel the number of its ink, 0: none; the inks' colours as BGR, that of number 1 first)."""
    inked = mask > 0
    labels = np.zeros(mask.shape, np.uint8)
    if not inked.any():
        return labels, []
    tones = _tones_of(page, grey, mask)
    middles = _palette(tones[:: max(1, len(tones) // _SAMPLES)])
    labels[inked] = _nearest(tones, middles) + 1
    del tones
    labels = _calm(labels, len(middles))
    chosen, pixels = labels[inked], page[inked]
    own = (pixels[chosen == number] for number in range(1, len(middles) + 1))
    return labels, [_middle_colour(those) for those in own]


def _tones_of(page: Pixels, grey: Pixels, mask: Pixels) -> Tones:
    ys, xs = np.nonzero(mask)
    return np.concatenate([_tones(_cores(page, grey, ys[some], xs[some])) for some in _portions(len(ys))])


def _tones(core: Pixels) -> Tones:
    """n × 3, as inks are told apart by: hue counts in full, lightness little, and so does how strong a colour is once
    it is one. Grey, pencil and black keep their full distance from every colour."""
    tones: Tones = cv2.cvtColor(core[None], cv2.COLOR_BGR2YCrCb)[0].astype(np.float32)
    tones[:, 1:] -= 128
    strength = np.maximum(np.hypot(tones[:, 1], tones[:, 2]), 1e-3)
    shown = np.minimum(strength, _COLOURED) + _BEYOND * np.maximum(strength - _COLOURED, 0)
    tones[:, 1:] *= (shown / strength)[:, None]
    return tones * _WEIGHT


def _middle_colour(pixels: Pixels) -> Colour:
    if not len(pixels):
        return 0, 0, 0
    blue, green, red = (round(float(value)) for value in np.median(pixels, axis=0))
    return blue, green, red


def _cores(page: Pixels, grey: Pixels, ys: npt.NDArray[np.int64], xs: npt.NDArray[np.int64]) -> Pixels:
    """The colour of the darkest pixel beside each: a stroke's rim is a mixture with paper, and no ink of its own."""
    height, width = grey.shape
    best = ys * width + xs
    darkest = grey.ravel()[best]
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            there = np.clip(ys + down, 0, height - 1) * width + np.clip(xs + across, 0, width - 1)
            value = grey.ravel()[there]
            better = value < darkest
            darkest, best = np.where(better, value, darkest), np.where(better, there, best)
    cores: Pixels = page.reshape(-1, 3)[best]
    return cores


def _palette(tones: Tones) -> Tones:
    """The inks' tones: what is farthest from those found begins another, until all are near one; then settled."""
    middles = np.median(tones, axis=0)[None]
    for _ in range(_MOST_INKS - 1):
        away = _distances(tones, middles).min(axis=0)
        # not the single farthest, which is noise, but what the farthest hundredth have in common
        far = tones[away >= max(_ALIKE, float(np.quantile(away, 0.99)))]
        if len(far) < len(tones) * _RAREST:
            break
        seed = _densest(far)
        if float(_distances(seed, middles).min()) < _ALIKE:
            break
        middles = _settled(tones, np.concatenate([middles, seed]))
    return middles


def _densest(far: Tones) -> Tones:
    """The middle of those that most are near to: of two pale inks far from all others one is taken, and not what lies
    between them."""
    few = far[:: max(1, len(far) // _COMPARED)]
    near = _distances(few, few) < _ALIKE * 0.7
    middle: Tones = np.median(few[near[int(near.sum(axis=1).argmax())]], axis=0)[None]
    return middle


def _settled(tones: Tones, middles: Tones) -> Tones:
    """Each in the middle of what is nearest to it; one that came near another is given up."""
    for _ in range(3):
        nearest = _nearest(tones, middles)
        own = [tones[nearest == number] for number in range(len(middles))]
        middles = np.array([np.median(those, axis=0) for those in own if len(those)], np.float32)
    apart: list[int] = []
    for number in range(len(middles)):
        if not apart or float(_distances(middles[number : number + 1], middles[apart]).min()) >= _ALIKE * 0.7:
            apart.append(number)
    return middles[apart]


def _nearest(tones: Tones, middles: Tones) -> Pixels:
    found = (_distances(tones[some], middles).argmin(axis=0) for some in _portions(len(tones)))
    return np.concatenate([some.astype(np.uint8) for some in found])


def _portions(count: int) -> Iterator[slice]:
    """Of a page that is half a photograph millions of pixels are ink: all at once they take half a gigabyte."""
    return (slice(start, start + _AT_ONCE) for start in range(0, count, _AT_ONCE))


def _distances(tones: Tones, middles: Tones) -> Tones:
    """A row for each middle."""
    return np.array([np.sqrt(((tones - middle) ** 2).sum(axis=1)) for middle in middles], np.float32)


def _calm(labels: Pixels, count: int) -> Pixels:
    """Each pixel takes the ink that most of its neighbours have: single ones in between are noise, and cost room."""
    if count < 2:
        return labels
    votes = np.zeros(labels.shape, np.uint8)
    winner = labels.copy()
    for number in range(1, count + 1):
        near = cv2.boxFilter((labels == number).astype(np.uint8), -1, (5, 5), normalize=False)
        better = near > votes
        votes[better], winner[better] = near[better], number
    winner[labels == 0] = 0
    return winner


def _ground(labels: Pixels, colours: list[Colour], dpi: int) -> list[int]:
    """The inks that are the paper's own pattern (a certificate's guilloche): pale and coloured, and in every spot of
    the field over which they run. As a mask such lines cost more than all that is written on them."""
    side = max(1, round(_SPOT_MM / 25.4 * dpi))
    found = []
    for number, colour in enumerate(colours, start=1):
        light, *hue = cv2.cvtColor(np.array([[colour]], np.uint8), cv2.COLOR_BGR2YCrCb)[0, 0].astype(int)
        if light < _PALE or np.hypot(hue[0] - 128, hue[1] - 128) < _TINTED:
            continue
        own = (labels == number).astype(np.uint8)
        left, top, width, height = cv2.boundingRect(own)
        across, down = width // side, height // side
        if across * down * side * side < _FIELD * own.size:
            continue
        field = own[top : top + down * side, left : left + across * side] * 255
        spots = cv2.resize(field, (across, down), interpolation=cv2.INTER_AREA)
        if float((spots > _SPOT_INKED * 255).mean()) >= _EVERYWHERE:
            found.append(number)
    return found


def _paper(page: Pixels, mask: Pixels, dpi: int, ground: tuple[int, int]) -> tuple[Pixels, bytes]:
    """The page without its ink, at low density: (as it will be shown, as JPEG)."""
    scale = min(1.0, ground[0] / dpi)
    size = (max(1, round(page.shape[1] * scale)), max(1, round(page.shape[0] * scale)))
    bare = 1 - cv2.dilate(mask, np.ones((5, 5), np.uint8))
    seen = cv2.resize(bare * 255, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    summed = cv2.resize(cv2.bitwise_and(page, page, mask=bare), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    paper = _filled(summed, seen)
    jpeg = _jpeg(paper, ground[1])
    shown: Pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_BGR)
    return shown, jpeg


def _filled(summed: npt.NDArray[np.float32], seen: npt.NDArray[np.float32]) -> Pixels:
    """Paper beneath the ink: from the cells around, ever farther away, until each has some."""
    total, weight = summed.copy(), seen.copy()
    spread = 1.0
    while float(weight.min()) < 0.1 and spread < max(seen.shape):
        wide_total, wide_weight = (cv2.GaussianBlur(layer, (0, 0), spread) for layer in (summed, seen))
        lacking = np.clip(1 - weight / 0.1, 0, 1)
        total += wide_total * lacking[..., None]
        weight += wide_weight * lacking
        spread *= 2
    return np.clip(total / np.maximum(weight, 1e-3)[..., None], 0, 255).round().astype(np.uint8)


def _put_together(shape: tuple[int, ...], paper: Pixels, labels: Pixels, colours: list[Colour]) -> Pixels:
    shown: Pixels = cv2.resize(paper, shape[1::-1], interpolation=cv2.INTER_NEAREST)
    table = np.array([(0, 0, 0), *colours], np.uint8)
    inked = labels > 0
    shown[inked] = table[labels[inked]]
    return shown


def _misrepresented(page: Pixels, shown: Pixels, dpi: int) -> list[Box]:
    """Boxes of the page in which what the layers show differs from it as an eye would see."""
    scale = 1 / _COMPARED_AT
    small, other = (cv2.resize(one, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) for one in (page, shown))
    off = cv2.absdiff(small, other).max(axis=2)
    side = round(_TILE_MM / 25.4 * dpi * scale)
    rows, columns = -(-off.shape[0] // side), -(-off.shape[1] // side)
    padded = np.zeros((rows * side, columns * side), np.uint8)
    padded[: off.shape[0], : off.shape[1]] = off
    tiles = padded.reshape(rows, side, columns, side).transpose(0, 2, 1, 3).reshape(rows, columns, side * side)
    tiles = np.sort(tiles, axis=2)
    worst = tiles[..., -max(1, side * side // 20)]
    bad = ((tiles.mean(axis=2) > _OFF_MEAN) | (worst > _OFF_WORST)).astype(np.uint8)
    joined = cv2.morphologyEx(np.pad(bad, 2), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))[2:-2, 2:-2]
    count, _, found, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(joined), connectivity=8)
    step = side / scale
    boxes = []
    for left, top, across, down, _ in found[1:count]:
        x, y = int(left * step), int(top * step)
        boxes.append(
            Box(
                x,
                y,
                min(page.shape[1], round((left + across) * step)) - x,
                min(page.shape[0], round((top + down) * step)) - y,
            )
        )
    return boxes


def _masks(labels: Pixels, colours: list[Colour]) -> Iterator[Ink]:
    """Lightest first: black print lies over a stamp's red."""
    for number in sorted(range(1, len(colours) + 1), key=lambda number: -sum(colours[number - 1])):
        own = (labels == number).astype(np.uint8)
        left, top, width, height = cv2.boundingRect(own)
        if not width:
            continue
        box = Box(left, top, width, height)
        blue, green, red = colours[number - 1]
        yield Ink(box, (red, green, blue), _group4(own[box.cut]))


def _group4(mask: Pixels) -> bytes:
    """CCITT group 4 as PDF takes it with BlackIs1 true: a 1 is ink."""
    image = Image.fromarray(mask * 255).convert("1", dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", tiffinfo={278: mask.shape[0]})
    out.seek(0)
    with TiffImageFile(out) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return out.getvalue()[start : start + length]


def _patch(page: Pixels, box: Box, dpi: int) -> Picture:
    part = np.ascontiguousarray(page[box.cut])
    scale = min(1.0, PATCH_DPI / dpi)
    if scale < 1:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return Picture(box, _jpeg(part, _PATCH_QUALITY), part.shape[1], part.shape[0])


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    done, jpeg = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    if not done:
        raise NotAnImage("a layer not packed as JPEG", why="broken")
    packed: bytes = jpeg.tobytes()
    return packed
