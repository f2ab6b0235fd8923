"""The two machine-readable lines of a passport (TD3) in a picture: found and read as a card's back is, forty-four
letters of one width to a line. They count only if every check digit of the second fits; the name, which none guards,
only if it was read twice alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from counter_app.domain.errors import NotAPassport
from counter_app.domain.mrz import LETTERS
from counter_app.domain.passport import WIDTH, PassportReading, as_printed, parse_passport

from .card_lines import cells, cut_out, evened, places
from .decode import Pixels
from .opencv import cv2
from .recognition import VIETNAMESE, symbol_lines

_PIXELS_WIDE = 1760  # of what is read: letters as high as a card's
_TALL = 0.16  # of the lines' width: two lines and what is around them
_PLACES = 6  # looked at in one picture, each both ways up
_ENGLISH = "eng"
_MOST_LINES = 8  # in one place: more is a page of text


def read_passport(pixels: Pixels, today: date) -> PassportReading | None:
    """None where no passport's lines are read without a doubt; the name is empty where it was not clearly read. Raises
    NoLanguageData, NotAPassport for one of this country."""
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    for place in islice(places(grey), _PLACES):
        for turned in (0, 180):
            strip = cut_out(grey, place, turned, _PIXELS_WIDE, _TALL)
            for repaired in (strip, evened(strip)):
                found = _whole(_lines(repaired, _ENGLISH), today)
                if found is not None:
                    first, reading = found
                    again = cut_out(grey, place, turned, _PIXELS_WIDE * 4 // 5, _TALL)
                    others = [*_lines(repaired, VIETNAMESE), *_lines(again, _ENGLISH)]
                    sure = any(as_printed(other) == first for other in others)
                    holder = reading.holder if sure else replace(reading.holder, full_name="")
                    return replace(reading, holder=holder)
    return None


def _whole(lines: list[str], today: date) -> tuple[str, PassportReading] | None:
    for one, other in _pairs(lines):
        with suppress(NotAPassport):
            return one, parse_passport(one + other, today)
    return None


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(lines[:_MOST_LINES]):
        first, second = as_printed(one), as_printed(other, second=True)
        if first and second:
            yield first, second


def _lines(strip: Pixels, language: str) -> list[str]:
    return [cells(symbols, WIDTH) for symbols in symbol_lines(strip, 300, whitelist=LETTERS, language=language)]
