"""The machine-readable lines of a citizen card's back: found by their dark rows, turned level, read cell by cell.

Thirty letters of one width stand on each line, so each letter's place tells which of the thirty it is: what the
reader of letters doubles or leaves out is seen by that. What is read counts only if every check digit fits
(domain.mrz); else the next place, the other way up and stronger repairs are tried, within a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from counter_app.domain.errors import NotACitizenCard
from counter_app.domain.mrz import LETTERS, WIDTH, MrzReading, name_in, parse_mrz, tidied

from .decode import Pixels
from .opencv import cv2
from .recognition import VIETNAMESE, Symbol, symbol_lines

_LOOK = 1000  # pixels along the picture's longer side, where the lines are sought
_CLOSER = 2000  # the same for a card that is small in the picture
_LEAST_WIDTH = 0.2  # of the look's longer side; smaller letters are not read anyway
_SHAPES = (3.0, 60.0)  # width over height: three lines with what clings to them, a single line
_TALL, _BROAD = 0.32, 1.06  # of the lines' width: how much around them is read
_PIXELS_WIDE = 1200  # of what is read: letters 26 pixels high
_PLACES = 10  # looked at in one picture, each both ways up: 1 to 2 s for one without any lines
_LIKE_LINES = 2  # rows of many letters: fewer are no card's back
_DIGITS_LIKE = "eng"  # "vie" takes this type's flat-topped 3 for a 5
_SAME_TO_VIETNAMESE = ("IT", "O0", "0O")  # "vie" sees this type's I twice, as TI
_LETTERS_AT_LEAST = 36  # of the 60 on the two lines that matter: glare and blur swallow some, or join them
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class _Place:
    """A rectangle that may hold the lines, in the picture's own pixels; `angle` in degrees, clockwise."""

    x: float
    y: float
    width: float
    height: float
    angle: float

    def lies_in(self, other: _Place) -> bool:
        """Whether it is of the same three lines."""
        return abs(self.x - other.x) + abs(self.y - other.y) < 0.15 * other.width

    def is_like(self, other: _Place) -> bool:
        near = abs(self.x - other.x) + abs(self.y - other.y) < 0.04 * self.width
        turned = abs((self.angle - other.angle + 90) % 180 - 90)
        return near and turned < 1.5 and abs(self.width - other.width) < 0.08 * self.width


def read_mrz(pixels: Pixels, today: date) -> MrzReading | None:
    """What the lines in a BGR or grey image say; None where no card's lines are read without a doubt.

    `today` settles the century. The name, which no digit guards, is given only if it was read twice alike. Raises
    NoLanguageData.
    """
    return next(_readings(pixels, today), None)


def all_mrz(pixels: Pixels, today: date) -> tuple[MrzReading, ...]:
    """As `read_mrz`, of each person whose lines are in the image, the likeliest first. Raises NoLanguageData."""
    return tuple(_readings(pixels, today))


def _readings(pixels: Pixels, today: date) -> Iterator[MrzReading]:
    """Of each person once."""
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    people, taken = set(), list[_Place]()
    for place in islice(places(grey), _PLACES):
        if any(place.lies_in(other) for other in taken):
            continue
        for turned in (0, 180):
            found = _found_in(cut_out(grey, place, turned), today)
            if found is None:
                continue
            taken.append(place)
            if found.personal_number not in people:
                people.add(found.personal_number)
                name, cut = _name_twice_read(grey, place, turned)
                yield replace(found, full_name=name, name_cut=cut)
            break


def _found_in(strip: Pixels, today: date) -> MrzReading | None:
    """As it is, then in even light, if there is something like a card's lines to read at all."""
    even = evened(strip)
    if not _has_letters(even):
        return None
    for repaired in (strip, even):
        lines = _lines(repaired)
        with suppress(NotACitizenCard):
            found = tidied(lines)
            if found is not None:
                return parse_mrz(found, today)
        if sum(len(line) >= WIDTH * 2 // 3 for line in lines) < _LIKE_LINES:
            return None
    return None


def _name_twice_read(grey: Pixels, place: _Place, turned: int) -> tuple[str, bool]:
    """The name on which two languages' ideas of letters agree, there or in a smaller and sharper picture; "" if none:
    what one of them takes for a letter is a filler to the other."""
    strip = cut_out(grey, place, turned)
    smaller = cut_out(grey, place, turned, wide=_PIXELS_WIDE * 4 // 5)
    for repaired in (strip, _sharpened(smaller), evened(strip)):
        found = tidied(_lines(repaired))
        name, cut = name_in(found[2]) if found else ("", False)
        if found and name and any(_says_the_same(found[2], other, name) for other in _lines(repaired, VIETNAMESE)):
            return name, cut
    return "", False


def _says_the_same(line: str, other: str, name: str) -> bool:
    """Up to the filler behind the name: fillers in the same cells, and no letter told differently."""
    reach = min(WIDTH, len(name) + 3)
    if len(other) < reach:
        return False
    pairs = list(zip(line[:reach], other[:reach], strict=True))
    return all((a == "<") == (b == "<") and (a == b or b == _UNKNOWN or a + b in _SAME_TO_VIETNAMESE) for a, b in pairs)


def _lines(strip: Pixels, language: str = _DIGITS_LIKE) -> list[str]:
    return [cells(symbols) for symbols in symbol_lines(strip, 300, whitelist=LETTERS, language=language)]


def cells(symbols: Sequence[Symbol], width: int = WIDTH) -> str:
    """A line's letters by the cells they stand in. Two in one cell are one letter read twice: a digit, or a filler
    with what it looks like; a cell without any is unknown."""
    if len(symbols) < width // 2:
        return ""
    middles = [(symbol.left + symbol.right) / 2 for symbol in symbols]
    steps = [b - a for a, b in pairwise(middles)]
    pitch = median(steps)
    if pitch <= 0:
        return ""
    text = symbols[0].text
    at = middles[0]
    for symbol, middle in zip(symbols[1:], middles[1:], strict=True):
        count = round((middle - at) / pitch)
        if count <= 0:
            text = text[:-1] + _one_of(text[-1], symbol.text)
            continue
        text += _UNKNOWN * (min(count, width) - 1) + symbol.text
        at = middle
    return text


def _one_of(one: str, other: str) -> str:
    for kind in ("<", "0123456789"):
        for char in (one, other):
            if char in kind:
                return char
    return _UNKNOWN


def places(grey: Pixels) -> Iterator[_Place]:
    """Where dark rows lie close together, the likeliest first; each place once."""
    given: list[_Place] = []
    for look in (_LOOK, _CLOSER):
        scale = min(1.0, look / max(grey.shape))
        if look == _CLOSER and max(grey.shape) <= _LOOK * 1.3:
            return
        small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
        for letter, gap in ((15, 15), (15, 21), (9, 9), (9, 15)):
            for place in _rows(small, letter, gap, scale):
                if not any(place.is_like(other) for other in given):
                    given.append(place)
                    yield place


def _rows(small: Pixels, letter: int, gap: int, scale: float) -> list[_Place]:
    """Letters at most `letter` pixels high with gaps of at most `gap` between, run together."""
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (letter, letter))
    soft = cv2.GaussianBlur(small, (0, 0), 0.8)
    paper = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, around)
    ink = (cv2.divide(cv2.subtract(paper, soft), paper, scale=255) > 60).astype(np.uint8)
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap))
    contours, _ = cv2.findContours(
        cv2.morphologyEx(ink, cv2.MORPH_CLOSE, reach), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    places = []
    for contour in contours:
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if width < height:
            width, height, angle = height, width, angle + 90
        if angle > 90:
            angle -= 180
        if width >= _LEAST_WIDTH * max(small.shape) and height >= 4 and _SHAPES[0] < width / height < _SHAPES[1]:
            places.append(_Place(x / scale, y / scale, width / scale, height / scale, angle))
    return sorted(places, key=lambda place: -place.width * place.height)[:4]


def cut_out(grey: Pixels, place: _Place, turned: int, wide: int = _PIXELS_WIDE, tall: float = _TALL) -> Pixels:
    """The place with room around it, level, `wide` pixels wide."""
    width, height = place.width * _BROAD, max(place.height * 1.25, place.width * tall)
    zoom = wide / width
    matrix: npt.NDArray[np.float64] = cv2.getRotationMatrix2D((place.x, place.y), place.angle + turned, zoom)
    matrix[:, 2] += (width * zoom / 2 - place.x, height * zoom / 2 - place.y)
    size = (round(width * zoom), round(height * zoom))
    how = cv2.INTER_AREA if zoom < 0.6 else cv2.INTER_CUBIC
    level: Pixels = cv2.warpAffine(grey, matrix, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return level


def _sharpened(strip: Pixels) -> Pixels:
    sharp: Pixels = cv2.addWeighted(strip, 2.0, cv2.GaussianBlur(strip, (0, 0), 3.0), -1.0, 0)
    return sharp


def _has_letters(even: Pixels) -> bool:
    """Whether so many marks are as high and as wide as a card's letters would be here: looking costs 5 ms, reading
    200."""
    unit = even.shape[1] / _BROAD / WIDTH  # a letter and the gap behind it
    _, _, boxes, _ = cv2.connectedComponentsWithStats((even < 128).astype(np.uint8), connectivity=8)
    width, height = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    alike = (height > 0.55 * unit) & (height < 1.7 * unit) & (width > 0.12 * unit) & (width < 1.6 * unit)
    return int(np.count_nonzero(alike)) >= _LETTERS_AT_LEAST


def evened(strip: Pixels) -> Pixels:
    """The same light everywhere: of a lamp's reflection and of a dark corner the letters stay."""
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (41, 41))
    paper = cv2.GaussianBlur(cv2.morphologyEx(strip, cv2.MORPH_CLOSE, around), (0, 0), 9.0)
    ink = cv2.subtract(paper, strip).astype(np.float32)
    reach = np.maximum(cv2.blur(cv2.dilate(ink, around), (81, 81)), 12.0)
    even: Pixels = np.clip(255 - 235 * ink / reach, 0, 255).astype(np.uint8)
    return even
