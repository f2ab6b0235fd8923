"""The codes that stand on pages, told apart by their text. Whoever printed it is not known: it is bounded, parsed and
never shown as it came.

A citizen card's QR gives the number; a dossier's QR or Code 128 its code; a health insurance card's QR
`number|name|birth date|sex|address|...`, names as hexadecimal of their UTF-8; a separator says PATCH T.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .card import parse_card
from .citizen import PartialDate
from .codes import DossierCode
from .errors import NotACitizenCard
from .text import normal

LONGEST = 2000  # characters of a code's text: a card has 300
MOST = 20  # codes of a page

# Letters and ten digits (GK: DN4949494949); since 2021 the ten digits alone.
_INSURANCE = re.compile(r"(?:[A-Z]{2}\d)?\d{10,12}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){2,200}")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_SEPARATOR = re.compile(r"PATCH[ _-]?T", re.IGNORECASE)


class CodeKind(StrEnum):
    CARD = "card"
    CARD_DISAGREES = "card-disagrees"  # what the card's code says and what its machine-readable lines say
    CARD_CODE = "card-code"  # what a card's code says of its holder (domain.card_sides)
    CARD_LINES = "card-lines"  # what its machine-readable lines say
    DOSSIER = "dossier"
    INSURANCE = "insurance"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class PageCode:
    """`text`: of a citizen card the twelve digits, of one that disagrees with itself in what (domain.mrz.Differs), of a
    card's side what it says (kept for comparing, shown to nobody), of a dossier its code, of an insurance card its
    number; "" of a separator."""

    kind: CodeKind
    text: str = ""

    def __repr__(self) -> str:
        return f"PageCode({self.kind.value!r})"


@dataclass(frozen=True, slots=True)
class InsuranceCard:
    """What a health insurance card says; "" and None where it does not."""

    number: str
    full_name: str
    birth_date: PartialDate | None
    address: str = ""

    def __repr__(self) -> str:
        return "InsuranceCard()"


SEPARATOR = PageCode(CodeKind.SEPARATOR)
CARD_SIDES = frozenset({CodeKind.CARD_CODE, CodeKind.CARD_LINES})


def page_code(text: str) -> PageCode | None:
    """What a code with this text is; None for one that is nothing to the counter."""
    if len(text) > LONGEST:
        return None
    if _SEPARATOR.fullmatch(text.strip()):
        return SEPARATOR
    try:
        return PageCode(CodeKind.DOSSIER, DossierCode(text.strip()).text)
    except ValueError:
        pass
    try:
        return PageCode(CodeKind.CARD, parse_card(text).personal_number.value)
    except NotACitizenCard:
        pass
    insurance = parse_insurance(text)
    return PageCode(CodeKind.INSURANCE, insurance.number) if insurance else None


def page_codes(texts: Iterable[str]) -> tuple[PageCode, ...]:
    """Those that mean something, each once, at most MOST."""
    found = dict.fromkeys(code for code in map(page_code, texts) if code is not None)
    return tuple(found)[:MOST]


def parse_insurance(text: str) -> InsuranceCard | None:
    """The text of a health insurance card's QR; None for any other."""
    if len(text) > LONGEST:
        return None
    fields = text.strip().split("|")
    if len(fields) < 5 or not _INSURANCE.fullmatch(fields[0]):
        return None
    name, day = _from_hex(fields[1]), _birth(fields[2])
    if not name or day is None:
        return None
    return InsuranceCard(fields[0], name, day, _from_hex(fields[4]) or "")


def _from_hex(field: str) -> str | None:
    if not _HEX.fullmatch(field):
        return None
    try:
        return normal(unhexlify(field).decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _birth(field: str) -> PartialDate | None:
    """dd/MM/yyyy, or the year alone."""
    if _YEAR.fullmatch(field) and field != "0000":
        return PartialDate(int(field))
    found = _DAY.fullmatch(field)
    if found is None:
        return None
    try:
        return PartialDate(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
