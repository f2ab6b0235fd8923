"""Text recognised in pixels, by Tesseract inside tesserocr: the only module that knows either.

An engine is loaded once a thread and kept (0.1 s, 60 MB); it is never shared between threads. Where the pages are many,
one process a page is faster than threads within Tesseract (2 OpenMP threads took three times as long).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from counter_app.domain.errors import NoLanguageData

from .decode import Pixels
from .fields import read_alike
from .opencv import cv2

if TYPE_CHECKING:
    import tesserocr

VIETNAMESE = "vie"

_Box = tuple[int, int, int, int]

_WITHIN = 60.0  # seconds a page; 1 to 3 are usual
_DATA = "traineddata"

# The search for lines knows no limit of time and grows with the square of the marks: 10,000 specks of dust took 25 s.
# A dense page of 8 points has 8,000 marks, accents counted.
_MANY_MARKS, _MOST_MARKS = 2_000, 25_000
_SPECK_MM = 0.3  # a full stop is 0.4

_BLACK, _NEUTRAL = 130, 50  # of 255: what is darker, and less coloured, is print
_COLOURED = 25  # beyond what JPEG makes of black
_NEAR_MM = 3.0
_GUESSED = 0.25  # a word less sure than that is a stroke of a stamp or a signature: left out


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands, in pixels from the page's top left; `right` and `bottom` lie just outside.

    `base` is the height of its line's foot beneath it. `confidence` 0 to 1. `line` and `block` count from 0 over the
    page, in reading order; the words of a line follow each other.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    base: float
    confidence: float
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class LineText:
    """A line's text with its spaces; `confidence` 0 to 1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """One letter and its place, in pixels from the left."""

    text: str
    left: int
    right: int


def words_of(pixels: Pixels, dpi: int, within: float | None = _WITHIN) -> tuple[Word, ...]:
    """The Vietnamese words of a page (BGR or grey), in reading order; without guesses, and without what is not read
    `within` seconds (None: as long as it takes, so that the same page always gives the same words).

    Raises NoLanguageData.
    """
    grey = _without_specks(read_alike(_grey(pixels) if pixels.ndim == 2 else _print_of(pixels, dpi), dpi), dpi)
    if grey is None:
        return ()
    api = _engine(VIETNAMESE)
    _show(api, grey, dpi, _library().PSM.AUTO)
    api.Recognize(0 if within is None else max(1, round(within * 1000)))
    try:
        return tuple(_words(api))
    finally:
        api.Clear()


def line_texts(
    pixels: Pixels, dpi: int, *, whitelist: str = "", language: str = VIETNAMESE, within: float = _WITHIN
) -> tuple[LineText, ...]:
    """The lines of a small picture that is one block of text, top to bottom, read as letters of the `whitelist` only
    (empty: any). Raises NoLanguageData."""
    api = _engine(language)
    api.SetVariable("tessedit_char_whitelist", whitelist)
    try:
        _show(api, _grey(pixels), dpi, _library().PSM.SINGLE_BLOCK)
        api.Recognize(round(within * 1000))
        level = _library().RIL.TEXTLINE
        found = ((item.GetUTF8Text(level), item.Confidence(level)) for item in _items(api, level))
        return tuple(LineText(text.strip(), confidence / 100) for text, confidence in found if text.strip())
    finally:
        api.SetVariable("tessedit_char_whitelist", "")
        api.Clear()


def symbol_lines(
    pixels: Pixels, dpi: int, *, whitelist: str, language: str = VIETNAMESE, within: float = _WITHIN
) -> tuple[tuple[Symbol, ...], ...]:
    """As `line_texts`, letter by letter: of letters of one width the place tells what was doubled or left out.

    Raises NoLanguageData.
    """
    api = _engine(language)
    api.SetVariable("tessedit_char_whitelist", whitelist)
    try:
        _show(api, _grey(pixels), dpi, _library().PSM.SINGLE_BLOCK)
        api.Recognize(round(within * 1000))
        return tuple(tuple(line) for line in _symbols(api))
    finally:
        api.SetVariable("tessedit_char_whitelist", "")
        api.Clear()


def language_folder(language: str = VIETNAMESE) -> Path:
    """Where the language's data lies: TESSDATA_PREFIX, a folder `tessdata` beside the program (as it is packed for
    Windows), or the system's packages. Raises NoLanguageData; its fact `language` names what is missing."""
    for folder in _folders():
        if (folder / f"{language}.{_DATA}").is_file():
            return folder
    raise NoLanguageData(f"{language}.{_DATA} is in none of the known folders", language=language)


def version() -> str:
    """Of the engine, as it says itself."""
    return str(_library().tesseract_version()).partition("\n")[0]


def _folders() -> Iterator[Path]:
    said = os.environ.get("TESSDATA_PREFIX")
    if said:
        yield from (Path(said), Path(said) / "tessdata")
    for beside in (Path(sys.executable).parent, Path(sys.prefix)):
        yield beside / "tessdata"
    yield from sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    yield from (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))


_of_this_thread = threading.local()


def _engine(language: str) -> tesserocr.PyTessBaseAPI:
    engines: dict[str, tesserocr.PyTessBaseAPI] = _of_this_thread.__dict__.setdefault("engines", {})
    if language not in engines:
        folder = language_folder(language)
        try:
            engines[language] = _library().PyTessBaseAPI(path=f"{folder}/", lang=language)
        except RuntimeError as error:  # the file is there and is none, or half of one
            raise NoLanguageData(f"{language}.{_DATA} does not load", language=language) from error
    return engines[language]


@cache
def _library() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read by the library as it is loaded
    import tesserocr

    return tesserocr


def _grey(pixels: Pixels) -> Pixels:
    grey: Pixels = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return np.ascontiguousarray(grey)


def _print_of(pixels: Pixels, dpi: int) -> Pixels:
    """Grey, without the coloured ink that lies over black print or beside it: a stamp's rim or a signature across the
    words spoils every one of them (word error 0.08 with it, 0.02 without). Coloured words by themselves stay."""
    strongest = cv2.max(cv2.max(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    colour = cv2.subtract(strongest, cv2.min(cv2.min(pixels[..., 0], pixels[..., 1]), pixels[..., 2]))
    black = ((strongest < _BLACK) & (colour < _NEUTRAL)).astype(np.uint8)
    side = 2 * round(_NEAR_MM / 25.4 * dpi) + 1
    spoilt = (cv2.dilate(black, np.ones((side, side), np.uint8)) > 0) & (colour > _COLOURED)
    lightened = cv2.add(strongest, cv2.convertScaleAbs(cv2.subtract(colour, _COLOURED), alpha=1.5))
    alone: Pixels = np.where(spoilt, lightened, cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))
    return alone


def _without_specks(grey: Pixels, dpi: int) -> Pixels | None:
    """Where marks are many, those as small as dust are painted over; None where there are still too many for text."""
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    if count <= _MANY_MARKS:
        return grey
    small = boxes[:, 2:4].max(axis=1) <= _SPECK_MM / 25.4 * dpi
    if count - int(np.count_nonzero(small)) > _MOST_MARKS:
        return None
    clean = grey.copy()
    clean[cv2.dilate(small[labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0] = 255
    return clean


def _show(api: tesserocr.PyTessBaseAPI, grey: Pixels, dpi: int, layout: int) -> None:
    api.SetPageSegMode(layout)
    api.SetImageBytes(grey.tobytes(), grey.shape[1], grey.shape[0], 1, grey.shape[1])
    api.SetSourceResolution(dpi)


def _items(api: tesserocr.PyTessBaseAPI, level: int) -> Iterator[tesserocr.PyResultIterator]:
    found = api.GetIterator()
    if found is None:
        return
    while not found.Empty(level):
        yield found
        if not found.Next(level):
            return


def _words(api: tesserocr.PyTessBaseAPI) -> Iterator[Word]:
    level = _library().RIL
    line = block = -1
    for item in _items(api, level.WORD):
        block += item.IsAtBeginningOf(level.BLOCK)
        line += item.IsAtBeginningOf(level.TEXTLINE)
        text = (item.GetUTF8Text(level.WORD) or "").strip()
        box: _Box | None = item.BoundingBox(level.WORD)
        if not text or box is None:
            continue
        confidence = item.Confidence(level.WORD) / 100
        if confidence >= _GUESSED:
            yield Word(text, *box, _base(item, box), confidence, max(line, 0), max(block, 0))


def _symbols(api: tesserocr.PyTessBaseAPI) -> Iterator[list[Symbol]]:
    level = _library().RIL
    line: list[Symbol] = []
    for item in _items(api, level.SYMBOL):
        if item.IsAtBeginningOf(level.TEXTLINE) and line:
            yield line
            line = []
        text, box = item.GetUTF8Text(level.SYMBOL), item.BoundingBox(level.SYMBOL)
        if text and box is not None:
            line.append(Symbol(text, box[0], box[2]))
    if line:
        yield line


def _base(item: tesserocr.PyResultIterator, box: _Box) -> float:
    """The line's foot beneath the word's middle."""
    foot = item.Baseline(_library().RIL.TEXTLINE)
    if foot is None:
        return float(box[3])
    (x, y), (end_x, end_y) = foot
    if end_x == x:
        return float(y)
    return float(y + (end_y - y) * ((box[0] + box[2]) / 2 - x) / (end_x - x))
