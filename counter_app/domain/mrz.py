"""The machine-readable lines on a citizen card's back (ICAO 9303 part 5, TD1), read strictly: every check digit fits.

    IDVNM 190123456 7 094190123456<< 1     the last nine digits of the number, a check digit, all twelve, a check digit
    9005174 F 4005178 VNM <<<<<<<<<<< 2    birth date, sex, expiry, each date with a check digit; one digit over it all
    THACH<<THI<SA<RUOL<<<<<<<<<<<<         the name in capitals without marks; no digit guards it

What a camera and a reader of letters make of them is first laid over that form (`tidied`): where only a digit may
stand an O is a zero, and lost or doubled fillers do not matter. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .card import CardReading
from .citizen import PROVINCES_OF_REGISTRATION, PartialDate, PersonalNumber, Sex
from .errors import NotACitizenCard
from .text import name_words

WIDTH = 30
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
DIGITS = "0123456789"
_WHOLE = 26  # letters of the name's line: of fewer the end is missing, not only a filler
_LONGEST = 200  # characters of a line that is looked at: more is no card

_AS_DIGIT = str.maketrans("OQDUILZSGBTAE", "0000112568748")
_AS_LETTER = str.maketrans("01258", "OIZSB")
_WEIGHTS = (7, 3, 1)

_ANY_DIGIT = r"[0-9OQDUILZSGBTAE]"
# The country's letters are the anchor; how many fillers were seen behind the number and before the last digit tells
# nothing.
_FIRST = re.compile(rf"(?:[IL1T]?[D0O])?VNM({_ANY_DIGIT}{{22}})([^0-9]{{0,4}}?)({_ANY_DIGIT})<{{0,2}}$")
_SECOND = re.compile(rf"({_ANY_DIGIT}{{7}})([MFN<PEHK])({_ANY_DIGIT}{{7}})VNM([^0-9]{{0,16}}?)({_ANY_DIGIT})<{{0,2}}$")
_FILLERS = "<<[<?KCEL]*"  # as they are read: the letters are what a reader takes some of them for
_NAME = re.compile(rf"([A-Z]+(?:<[A-Z]+)*<<[A-Z]+(?:<[A-Z]+)*)(?:{_FILLERS}|<?)|([A-Z]+(?:<[A-Z]+)*)(?:<*)")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class MrzReading:
    """What the lines say. `full_name` in capitals without marks, family name first, and nothing checks it: "" where it
    was not clearly read; `name_cut`: it filled the line, so more may follow. `expires_on` 9999 never comes."""

    personal_number: PersonalNumber
    birth_date: PartialDate
    sex: Sex | None
    expires_on: date
    full_name: str = ""
    name_cut: bool = False

    def __repr__(self) -> str:
        return f"MrzReading({self.personal_number.masked!r})"


class Differs(StrEnum):
    """In what a card's QR code and its machine-readable lines disagree: never silently chosen between."""

    NUMBER = "number"
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    NAME = "name"


def check_digit(text: str) -> str:
    """By weights 7, 3, 1: digits as they are, A to Z as 10 to 35, `<` as nothing. Raises ValueError for others."""
    return str(sum(_value(char) * _WEIGHTS[at % 3] for at, char in enumerate(text)) % 10)


def tidied(lines: Sequence[str]) -> tuple[str, str, str] | None:
    """The three lines of thirty characters among what was read (spaces do not count); None where they are not there.

    The third is as it was read, cut or filled to its length; it is empty where no whole line follows the second.
    """
    bare = ["".join(line[:_LONGEST].upper().split()) for line in lines]
    for at, line in enumerate(bare):
        first = _FIRST.search(line)
        second = _SECOND.search(bare[at + 1]) if first and at + 1 < len(bare) else None
        if first and second:
            third = bare[at + 2] if at + 2 < len(bare) else ""
            return _first(first), _second(second), third[:WIDTH].ljust(WIDTH, "<") if len(third) >= _WHOLE else ""
    return None


def name_in(line: str) -> tuple[str, bool]:
    """The name in a line as read, and whether it filled the line; "" for what is no name. Where only a letter may
    stand a 0 is an O; what is read beyond the fillers behind the name does not matter."""
    found = _NAME.fullmatch(line.translate(_AS_LETTER))
    if not found:
        return "", False
    name = found[1] or found[2]
    return " ".join(name.replace("<", " ").split()), len(name) >= WIDTH - 1


def _first(found: re.Match[str]) -> str:
    digits, last = found[1].translate(_AS_DIGIT), found[3].translate(_AS_DIGIT)
    return f"IDVNM{digits}<<{last}"


def _second(found: re.Match[str]) -> str:
    born, expiry, last = (found[group].translate(_AS_DIGIT) for group in (1, 3, 5))
    return f"{born}{found[2]}{expiry}VNM{'<' * 11}{last}"


def parse_mrz(lines: Sequence[str], today: date) -> MrzReading:
    """Three lines of thirty characters (the third may be empty). Two-digit years: born not after `today`; expiring by
    the card's own rule within the hundred years around it. Raises NotACitizenCard unless every check digit fits, the
    number is told twice alike and agrees with birth year and sex."""
    if len(lines) != 3 or any(len(line) != WIDTH for line in lines[:2]) or len(lines[2]) not in (0, WIDTH):
        raise NotACitizenCard("not three lines of thirty")
    first, second, third = lines
    if not first.startswith("IDVNM") or second[15:18] != "VNM":
        raise NotACitizenCard("not a card of this country")
    _must_fit(first, second)
    digits = first[15:27]
    if not (digits.isascii() and digits.isdigit()) or digits[3:] != first[5:14]:
        raise NotACitizenCard("the number is not told twice alike")
    number = PersonalNumber(digits)
    sex = _SEXES.get(second[7])
    if number.province not in PROVINCES_OF_REGISTRATION or (sex is not None and sex is not number.sex):
        raise NotACitizenCard("the number and the person do not agree")
    birth = _birth(second[:6], number, today)
    name, cut = name_in(third)
    return MrzReading(number, birth, sex, _expiry(second[8:14], today), name, cut)


def differences(card: CardReading, mrz: MrzReading) -> tuple[Differs, ...]:
    """Where the two disagree; empty when they agree in all that both say."""
    found = []
    if card.personal_number != mrz.personal_number:
        found.append(Differs.NUMBER)
    if card.birth_date is not None and not _same_day(card.birth_date, mrz.birth_date):
        found.append(Differs.BIRTH_DATE)
    if card.sex is not None and mrz.sex is not None and card.sex is not mrz.sex:
        found.append(Differs.SEX)
    if card.full_name and mrz.full_name and not _same_name(card.full_name, mrz):
        found.append(Differs.NAME)
    return tuple(found)


def mrz_lines(number: PersonalNumber, birth: PartialDate, expires_on: date, name: str) -> tuple[str, str, str]:
    """As a card prints them: for specimens and tests. `name` family name first."""
    digits = number.value
    first = f"IDVNM{digits[3:]}{check_digit(digits[3:])}{digits}<<"
    first += check_digit(first[15:])
    born = f"{birth.year % 100:02d}{birth.month or 0:02d}{birth.day or 0:02d}"
    expiry = f"{expires_on:%y%m%d}"
    sex = "F" if number.sex is Sex.FEMALE else "M"
    second = f"{born}{check_digit(born)}{sex}{expiry}{check_digit(expiry)}VNM{'<' * 11}"
    second += check_digit(_guarded(first, second))
    family, *given = [word.upper() for word in name_words(name)]
    third = f"{family}<<{'<'.join(given)}" if given else family
    return first, second, third[:WIDTH].ljust(WIDTH, "<")


def _value(char: str) -> int:
    if char == "<":
        return 0
    if char in DIGITS:
        return int(char)
    if "A" <= char <= "Z":
        return ord(char) - ord("A") + 10
    raise ValueError("no character of a machine-readable line")


def _guarded(first: str, second: str) -> str:
    """What the last digit of the second line is reckoned over."""
    return first[5:30] + second[:7] + second[8:15] + second[18:29]


def _must_fit(first: str, second: str) -> None:
    """All five check digits."""
    guarded = (
        (first[5:14], first[14]),
        (first[15:29], first[29]),
        (second[:6], second[6]),
        (second[8:14], second[14]),
        (_guarded(first, second), second[29]),
    )
    try:
        fits = all(check_digit(text) == digit for text, digit in guarded)
    except ValueError:
        fits = False
    if not fits:
        raise NotACitizenCard("a check digit does not fit")


def _birth(digits: str, number: PersonalNumber, today: date) -> PartialDate:
    """Of the two centuries that two digits leave open, the one that the number tells; 00 for an unknown day."""
    if not digits.isascii() or not digits.isdigit():
        raise NotACitizenCard("no birth date")
    year, month, day = number.birth_year, int(digits[2:4]), int(digits[4:])
    if year % 100 != int(digits[:2]) or year > today.year:
        raise NotACitizenCard("the number and the birth date do not agree")
    try:
        return PartialDate(year, month or None, (day or None) if month else None)
    except ValueError:
        raise NotACitizenCard("no birth date") from None


def _expiry(digits: str, today: date) -> date:
    """The year nearest to today: a card is valid for fifty years at the most, or for ever (991231)."""
    try:
        if digits == "991231":
            return date.max
        year = today.year - today.year % 100 + int(digits[:2])
        year += 100 * ((year < today.year - 50) - (year > today.year + 50))
        return date(year, int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise NotACitizenCard("no expiry date") from None


def _same_day(one: PartialDate, other: PartialDate) -> bool:
    """As far as both know it."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def _same_name(name: str, mrz: MrzReading) -> bool:
    told, seen = [word.upper() for word in name_words(name)], mrz.full_name.split()
    if not mrz.name_cut:
        return told == seen
    return " ".join(told).startswith(" ".join(seen))
