"""What a clerk types to find a citizen or a dossier, told apart by its shape; and one slip of the finger undone.

0941900            the start of a personal number, an old number or a phone number; the tail of a dossier code
H13.552-261123-4   a dossier code, from its start or its end
sa rinh 1990       words of a name in any order, with the birth year or date
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .text import name_words

SHORTEST = 2  # characters; fewer would name everybody
LONGEST = 100
DIGITS, LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyz"

_DIGITS = re.compile(r"\+?[0-9][0-9 .\-]*", re.ASCII)
_CODE = re.compile(r"(?:tam\.|(?:\d{3}\.\d{2}\.\d{2}\.)?[a-y]\d{2}[.\-]|\d{3}\.\d{2}\.)[a-z0-9.\-]*", re.ASCII | re.I)
_DATE = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?((?:19|20)\d\d)", re.ASCII)
_NOT_IN_CODES = re.compile(r"[^A-Z0-9]")
_NOT_DIGITS = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class Digits:
    """Of a number, a phone or the tail of a code: only the reader of all three can tell."""

    digits: str

    def __repr__(self) -> str:
        return f"Digits({len(self.digits)})"


@dataclass(frozen=True, slots=True)
class CodeText:
    """Of a dossier code, upper case with its separators."""

    text: str


@dataclass(frozen=True, slots=True)
class NameWords:
    """Folded words, the last one perhaps not finished; `born` an ISO date as far as typed, or empty."""

    words: tuple[str, ...]
    born: str = ""

    def __repr__(self) -> str:
        return f"NameWords({len(self.words)})"


Query = Digits | CodeText | NameWords


def read_query(typed: str) -> Query | None:
    """None: too little to look for."""
    text = typed.strip()[:LONGEST]
    if len(text) < SHORTEST:
        return None
    if _DIGITS.fullmatch(text):
        return Digits(phone_digits(text) if text.startswith("+") else _NOT_DIGITS.sub("", text))
    if _CODE.fullmatch(text):
        return CodeText(text.upper())
    born, rest = "", []
    for part in text.split():
        date = _DATE.fullmatch(part)
        if date is None or born:
            rest.append(part)
        else:
            born = _iso(date)
    words = name_words(" ".join(rest))
    return NameWords(words, born) if born or len("".join(words)) >= SHORTEST else None


def _iso(date: re.Match[str]) -> str:
    day, month, year = date.groups()
    return "-".join((year, *(f"{int(part):02d}" for part in (month, day) if part)))


def code_tail(code: str) -> str:
    """A dossier code from its end, without separators: the tail that people read out is the start of it."""
    return _NOT_IN_CODES.sub("", code.upper())[::-1]


def phone_digits(phone: str) -> str:
    """As dialled in Vietnam: `+84 912 345 678` is 0912345678. Empty where there is none."""
    digits = _NOT_DIGITS.sub("", phone)
    return f"0{digits[2:]}" if phone.strip().startswith("+84") else digits


def one_slip(text: str, alphabet: str) -> Iterator[str]:
    """What `text` was meant to be if one letter is missing, too many, another, or changed places with its neighbour.
    Some come twice."""
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        for letter in alphabet:
            yield before + letter + after
            if after and letter != after[0]:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
