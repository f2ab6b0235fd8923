"""The citizen card's QR text, parsed tolerantly.

The 2021 card prints `number|old number|name|ddMMyyyy|sex|address|ddMMyyyy`; in use are also cards without the
old number's field, with it empty, without an issue date, and the 2024 card's further fields whose count is not
standardised. So fields are found by what they look like, oddities become warnings, and only a text without a
personal number in front is refused. The raw text is personal data: it is never logged, nor kept in an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .citizen import PROVINCES_OF_REGISTRATION, Citizen, PartialDate, PersonalNumber, Sex
from .errors import NotACitizenCard
from .text import fold, normal

_NUMBER = re.compile(r"[0-9]{12}")
_OLD_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}")
_DATE = re.compile(r"[0-9]{8}")
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_TOKEN = re.compile(r"[A-Za-z0-9+/=_.:-]{40,}")
_INSURANCE = re.compile(r"[A-Z]{0,2}[0-9]{10,13}")  # thẻ bảo hiểm y tế: its number, then the name in hexadecimal
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_LINK = re.compile(r"(?i)https?://|www\.")
_DAMAGE = "\N{REPLACEMENT CHARACTER}"


class CardWarning(StrEnum):
    """What is odd about a card's text. Told to the clerk, never a reason to block."""

    PROVINCE_UNKNOWN = "province-unknown"
    SEX_DISAGREES = "sex-disagrees"
    YEAR_DISAGREES = "year-disagrees"
    TEXT_DAMAGED = "text-damaged"
    NAME_MISSING = "name-missing"
    SEX_UNREADABLE = "sex-unreadable"
    BIRTH_DATE_UNREADABLE = "birth-date-unreadable"
    ISSUE_DATE_UNREADABLE = "issue-date-unreadable"
    OLD_NUMBER_UNREADABLE = "old-number-unreadable"
    PASSPORT_EXPIRED = "passport-expired"


@dataclass(frozen=True, slots=True)
class CardReading:
    """What a card says. Text is NFC; None where the card does not say."""

    personal_number: PersonalNumber
    old_number: str | None
    full_name: str
    birth_date: PartialDate | None
    sex: Sex | None
    address: str
    issue_date: PartialDate | None
    extra: tuple[str, ...] = ()
    warnings: tuple[CardWarning, ...] = ()

    def __repr__(self) -> str:
        return f"CardReading({self.personal_number.masked!r}, warnings={[str(w) for w in self.warnings]})"

    def citizen(self) -> Citizen:
        return Citizen(
            personal_number=self.personal_number,
            full_name=self.full_name,
            birth_date=self.birth_date,
            sex=self.sex,
            address=self.address,
            old_number=self.old_number,
        )


def is_card(text: str) -> bool:
    """Whether the text of a code is that of a citizen card."""
    try:
        parse_card(text)
    except NotACitizenCard:
        return False
    return True


def parse_card(text: str) -> CardReading:
    """Reads the text of a citizen card's QR. Raises NotACitizenCard where no personal number stands in front."""
    fields = [normal(field) for field in text.lstrip("\ufeff").split("|")]
    if len(fields) < 3 or not _NUMBER.fullmatch(fields[0]):
        raise _no_card(text, fields)
    number = PersonalNumber(fields[0])
    birth_at = _birth_field(fields)
    if birth_at is None:
        raise NotACitizenCard("neither a birth date nor a sex where a card has them")
    warnings: list[CardWarning] = []

    before, tail = fields[1:birth_at], fields[birth_at + 1 :]
    old_number = _old_number(before, warnings)
    full_name = before[-1] if before else ""
    if not full_name:
        warnings.append(CardWarning.NAME_MISSING)

    birth_date = _date(fields[birth_at], warnings, CardWarning.BIRTH_DATE_UNREADABLE)
    if birth_date is None and CardWarning.BIRTH_DATE_UNREADABLE not in warnings:
        warnings.append(CardWarning.BIRTH_DATE_UNREADABLE)
    sex, rest = _sex_and_rest(tail, warnings)
    address, issue_date, extra = _address_and_after(rest, warnings)

    warnings += _disagreements(number, birth_date, sex)
    if any(_DAMAGE in field for field in fields):
        warnings.append(CardWarning.TEXT_DAMAGED)
    return CardReading(number, old_number, full_name, birth_date, sex, address, issue_date, extra, tuple(warnings))


def _no_card(text: str, fields: list[str]) -> NotACitizenCard:
    why = _what_else(text, fields)
    told = {"why": why} if why else {}
    return NotACitizenCard("no personal number in front", **told)


def _what_else(text: str, fields: list[str]) -> str:
    """What a code that is no card's seems to be: `vneid`, `insurance`, `link`; empty: nothing that is known here.

    The VNeID screen shows a token for the State's own readers: one long word without bars, good for minutes, with
    nothing of the person in it that could be read here.
    """
    bare = text.strip()
    if "vneid" in bare.casefold() or _TOKEN.fullmatch(bare):
        return "vneid"
    if len(fields) > 2 and _INSURANCE.fullmatch(fields[0]) and _HEX.fullmatch(fields[1]):
        return "insurance"
    return "link" if _LINK.match(bare) else ""


def _birth_field(fields: list[str]) -> int | None:
    """Index of the birth date: the first date behind the name, else the field before the sex."""
    for index in (2, 3):
        if index < len(fields) and _DATE.fullmatch(fields[index]):
            return index
    for index in (3, 4):
        if index < len(fields) and (fold(fields[index]) in _SEXES or _damaged_woman(fields[index])):
            return index - 1
    return None


def _damaged_woman(field: str) -> bool:
    """A wedge with the wrong code page damages "Nữ" but never "Nam"."""
    return _DAMAGE in field and len(field) <= 4 and fold(field).startswith("n")


def _old_number(before: list[str], warnings: list[CardWarning]) -> str | None:
    if len(before) < 2 or not before[0]:
        return None
    if _OLD_NUMBER.fullmatch(before[0]):
        return before[0]
    warnings.append(CardWarning.OLD_NUMBER_UNREADABLE)
    return None


def _date(field: str, warnings: list[CardWarning], unreadable: CardWarning) -> PartialDate | None:
    """ddMMyyyy with 00 for an unknown day or month; None, with a warning, for what is no date."""
    if not field:
        return None
    if _DATE.fullmatch(field):
        day, month, year = int(field[:2]), int(field[2:4]), int(field[4:])
        try:
            return PartialDate(year, month or None, (day or None) if month else None)
        except ValueError:
            pass
    warnings.append(unreadable)
    return None


def _sex_and_rest(tail: list[str], warnings: list[CardWarning]) -> tuple[Sex | None, list[str]]:
    """The sex, and the fields behind it; a card without that field has its address at once."""
    known = _SEXES.get(fold(tail[0])) if tail else None
    if known is not None:
        return known, tail[1:]
    warnings.append(CardWarning.SEX_UNREADABLE)
    if tail and _damaged_woman(tail[0]):
        return Sex.FEMALE, tail[1:]
    no_such_field = len(tail) > 1 and bool(tail[0]) and _DATE.fullmatch(tail[1]) is not None
    return None, tail if no_such_field else tail[1:]


def _address_and_after(rest: list[str], warnings: list[CardWarning]) -> tuple[str, PartialDate | None, tuple[str, ...]]:
    """Address, issue date and the fields whose count is not standardised; an empty issue date is none.

    One field more before the issue date is an address with a bar in it.
    """
    address, after = (rest[0], rest[1:]) if rest else ("", [])
    if len(after) > 1 and after[0] and not _like_a_date(after[0]) and _DATE.fullmatch(after[1]):
        address, after = f"{address}, {after[0]}", after[1:]
    issue_date = None
    if after and (not after[0] or _like_a_date(after[0])):
        issue_date = _date(after[0], warnings, CardWarning.ISSUE_DATE_UNREADABLE)
        after = after[1:]
    return address, issue_date, tuple(field for field in after if field)


def _like_a_date(field: str) -> bool:
    """A date, or what is left of one: a digit lost or damaged."""
    digits = sum(c.isdigit() for c in field)
    return _DATE.fullmatch(field) is not None or (
        6 <= digits <= 8 and len(field) <= 10 and not any(map(str.isalpha, field))
    )


def _disagreements(number: PersonalNumber, birth: PartialDate | None, sex: Sex | None) -> list[CardWarning]:
    found = []
    if number.province not in PROVINCES_OF_REGISTRATION:
        found.append(CardWarning.PROVINCE_UNKNOWN)
    if sex is not None and sex is not number.sex:
        found.append(CardWarning.SEX_DISAGREES)
    if birth is not None and birth.year != number.birth_year:
        found.append(CardWarning.YEAR_DISAGREES)
    return found
