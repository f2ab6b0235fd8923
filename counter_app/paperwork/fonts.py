"""The faces that papers are drawn with, and how their text is cleaned, measured and broken into lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple
from unicodedata import category, is_normalized

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ..domain.text import normal
from . import shaping

_NO_GLYPH = "□"


class Face(StrEnum):
    """Shipped under resources/fonts; no other font is ever used."""

    SERIF = "Tinos-Regular"
    SERIF_BOLD = "Tinos-Bold"
    SERIF_ITALIC = "Tinos-Italic"
    SERIF_BOLD_ITALIC = "Tinos-BoldItalic"
    SANS = "NotoSans-Regular"
    SANS_BOLD = "NotoSans-Bold"
    KHMER = "NotoSansKhmer-Regular"
    KHMER_BOLD = "NotoSansKhmer-Bold"

    @property
    def bold(self) -> Face:
        """The face of emphasis in a text set in this one."""
        return _BOLD.get(self, Face.SERIF_BOLD)

    @property
    def shaped(self) -> bool:
        """Whether its letters take their places and forms from their neighbours (HarfBuzz does that)."""
        return self in (Face.KHMER, Face.KHMER_BOLD)


_EVERY_DAY = (Face.SERIF, Face.SERIF_BOLD, Face.SERIF_ITALIC, Face.SANS, Face.SANS_BOLD)
_BOLD = {
    Face.SANS: Face.SANS_BOLD,
    Face.SANS_BOLD: Face.SANS_BOLD,
    Face.KHMER: Face.KHMER_BOLD,
    Face.KHMER_BOLD: Face.KHMER_BOLD,
}


class Run(NamedTuple):
    """A piece of text in one face."""

    text: str
    face: Face


class Line(NamedTuple):
    """Runs side by side at `size`, `width` points in all."""

    runs: tuple[Run, ...]
    size: float
    width: float


@cache
def _font(face: Face) -> TTFont:
    # asciiReadable=0: only the glyphs that are used are embedded, not all of ASCII
    font = TTFont(face.value, BytesIO((files("resources") / "fonts" / f"{face}.ttf").read_bytes()), asciiReadable=0)
    pdfmetrics.registerFont(font)
    return font


@cache
def _widths(face: Face) -> dict[str, int]:
    """Of each letter that the face has, in thousandths of the size."""
    drawn = _font(face).face
    return {chr(code): drawn.charWidths[code] for code in drawn.charToGlyph if code in drawn.charWidths}


def load() -> None:
    """Registers the faces of every day with reportlab; the first call reads the files (about 40 ms). The others are
    read when the first line of them is measured."""
    for face in _EVERY_DAY:
        _font(face)


def printable(text: str, face: Face = Face.SERIF) -> str:
    """NFC on one line, without invisible marks; a letter that the face lacks becomes □, so that it is seen."""
    has = _widths(face)
    if text.isprintable() and is_normalized("NFC", text) and "  " not in text and has.keys() >= set(text):
        return text.strip()
    shown = (c for c in normal(text) if category(c) != "Cf")
    return "".join(c if c in has else _NO_GLYPH for c in shown)


def width(text: str, face: Face, size: float) -> float:
    """In points; of printable text only (three times as fast as reportlab's own)."""
    if face.shaped:
        return shaping.width(text, face, size)
    return size * sum(map(_widths(face).__getitem__, text)) / 1000


def one_line(text: str, face: Face, size: float) -> Line:
    return Line((Run(text, face),), size, width(text, face, size))


def fitted(text: str, face: Face, size: float, limit: float) -> Line:
    """One line, set smaller where it would be wider than `limit` points."""
    wide = width(text, face, size)
    return one_line(text, face, size * limit / wide if wide > limit else size)


def balanced(runs: Sequence[Run], size: float, limit: float) -> list[Line]:
    """Like `wrap`, with as many lines of about the same length: for headings."""
    best = wrap(runs, size, limit)
    low, high = limit / 2, limit
    while len(best) > 1 and high - low > 2:
        narrower = (low + high) / 2
        lines = wrap(runs, size, narrower)
        if len(lines) == len(best):
            best, high = lines, narrower
        else:
            low = narrower
    return best


def wrap(runs: Iterable[Run], size: float, limit: float) -> list[Line]:
    """Lines no wider than `limit` points, broken at spaces; a word wider than a line is broken anywhere."""
    runs = tuple(runs)
    length = _length(runs, size)
    if length <= limit and not (runs and runs[-1].text.endswith(" ")):
        return [Line(runs, size, length)] if length else []  # the usual case
    lines: list[Line] = []
    current: list[Run] = []
    used = 0.0
    for word in _words(runs, size, limit):
        length = _length(word, size)
        space = width(" ", word[0].face, size) if current else 0.0
        if current and used + space + length > limit:
            lines.append(_line(current, size))
            current, used, space = [], 0.0, 0.0
        if current:
            current.append(Run(" ", word[0].face))
        current += word
        used += space + length
    return [*lines, _line(current, size)] if current else lines


def _length(word: Sequence[Run], size: float) -> float:
    return sum(width(run.text, run.face, size) for run in word)


def _words(runs: Iterable[Run], size: float, limit: float) -> Iterator[list[Run]]:
    """Words as the pieces they are made of: `(*01*)` is one word in two faces."""
    word: list[Run] = []
    for run in runs:
        first, *others = run.text.split(" ")
        pieces = [first, *others]
        for place, piece in enumerate(pieces):
            if place and word:
                yield from _broken(word, size, limit)
                word = []
            if piece:
                word.append(Run(piece, run.face))
    if word:
        yield from _broken(word, size, limit)


def _broken(word: list[Run], size: float, limit: float) -> Iterator[list[Run]]:
    if _length(word, size) <= limit:
        yield word
        return
    used, part = 0.0, list[Run]()
    for run in word:
        for letter in run.text:
            step = width(letter, run.face, size)
            if part and used + step > limit:
                yield part
                used, part = 0.0, []
            part.append(Run(letter, run.face))
            used += step
    yield part


def _line(pieces: list[Run], size: float) -> Line:
    """Neighbours in one face become one run, so that the text reads back whole."""
    runs: list[Run] = []
    for piece in pieces:
        if runs and runs[-1].face is piece.face:
            runs[-1] = Run(runs[-1].text + piece.text, piece.face)
        else:
            runs.append(piece)
    return Line(tuple(runs), size, _length(runs, size))
