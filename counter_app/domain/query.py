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
SHORT_PHONE, LONG_PHONE = 10, 11  # digits of a whole number: a mobile's, a landline's
PERSONAL_NUMBER = 12
DIGITS, LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyz"

_DIGITS = re.compile(r"[+(]{0,2}[0-9][0-9 .()\-]*", re.ASCII)
_CODE = re.compile(r"(?:tam\.|(?:\d{3}\.\d{2}\.\d{2}\.)?[a-y]\d{2}[.\-]|\d{3}\.\d{2}\.)[a-z0-9.\-]*", re.ASCII | re.I)
_DATE = re.compile(r"(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?((?:19|20)\d\d)", re.ASCII)
_WHOLE_CODE = 12  # characters: no code is shorter
_OF_CODES = f"{DIGITS}{LETTERS.upper()}.-"
_NOT_IN_CODES = re.compile(r"[^A-Z0-9]")
_NOT_DIGITS = re.compile(r"[^0-9]")
_BETWEEN_PHONES = re.compile(r"[/;,|&\n]|\bhoặc\b|\bvà\b| - ", re.I)


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
        return Digits(_as_dialled(text))
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


def codes_near(text: str) -> list[str]:
    """What a whole dossier code may have been meant to be, one slip away; none of one that is not typed to its end."""
    return sorted(set(one_slip(text, _OF_CODES))) if len(text) >= _WHOLE_CODE else []


def phone_digits(phone: str) -> str:
    """As dialled in Vietnam: `+84 912 345 678` is 0912345678, `(024) 3826 1234` is 02438261234. Of several numbers in
    one field the first. Empty where there is none."""
    each = (_as_dialled(part) for part in _BETWEEN_PHONES.split(phone))
    digits = next((digits for digits in each if len(digits) >= SHORT_PHONE), "") or _as_dialled(phone)
    return digits[: phone_length(digits)] if len(digits) >= 2 * SHORT_PHONE else digits


def phone_length(digits: str) -> int:
    """Of a whole number that begins so: those of a landline have a digit more."""
    return LONG_PHONE if digits.startswith("02") else SHORT_PHONE


def _as_dialled(text: str) -> str:
    """The digits of one number; the country's, however it is written before them, as the 0 that is dialled here.

    Twelve digits that begin with 0 are a personal number, also those of the province 008; none begins with 84."""
    digits = _NOT_DIGITS.sub("", text)
    if text.lstrip(" (").startswith("+84") or (digits.startswith("84") and len(digits) in {11, 12}):
        return "0" + digits[2:].lstrip("0")
    if digits.startswith("0084") and len(digits) > PERSONAL_NUMBER:
        return "0" + digits[4:].lstrip("0")
    return digits


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
