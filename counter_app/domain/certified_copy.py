"""Copies certified from their originals (chứng thực bản sao từ bản chính): what is copied, and its line in the book.

A line is one original, however many copies are made of it (TT 01/2020/TT-BTP): its number is what stands on each copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .errors import BadCatalogue

MOST = 999  # pages, copies


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One original: its name, the pages of one copy, how many copies; 0 where that has not been typed yet."""

    title: str = ""
    pages: int = 0
    copies: int = 0

    @property
    def complete(self) -> bool:
        return bool(self.title.strip()) and 1 <= self.pages <= MOST and 1 <= self.copies <= MOST

    @property
    def blank(self) -> bool:
        return self == CopyLine()


@dataclass(frozen=True, slots=True)
class CertifiedCopy:
    """A line as it was entered: `number` counts through the year in the counter's own book, `fee` in đồng."""

    title: str
    pages: int
    copies: int
    fee: int
    number: int
    book: str

    @property
    def words(self) -> str:
        """`số 15, quyển 01/2026-SCT/BS`."""
        return f"số {self.number:02d}, quyển {self.book}"


@dataclass(frozen=True, slots=True)
class CopyRules:
    """What the law says of certified copies from a day on (`resources/copies`): `procedure` whose fee and deadline
    hold, `book` how the year's book is called (`{year}`)."""

    valid_from: date
    legal_basis: str
    procedure: str
    book: str


def rules_on(day: date, among: Iterable[CopyRules]) -> CopyRules:
    """Those in force on a day; the first ones for a day before all."""
    known = sorted(among, key=lambda rules: rules.valid_from)
    begun = [rules for rules in known if rules.valid_from <= day]
    return begun[-1] if begun else known[0]


def parse_rules(entries: Iterable[dict[str, Any]]) -> tuple[CopyRules, ...]:
    """From `resources/copies`. Raises BadCatalogue."""
    return tuple(map(_parsed, entries))


def _parsed(entry: dict[str, Any]) -> CopyRules:
    try:
        valid_from = date.fromisoformat(entry["valid_from"])
        rules = CopyRules(valid_from, *(entry[name] for name in ("legal_basis", "procedure", "book")))
        rules.book.format(year=2026)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BadCatalogue("copies", entry=str(entry.get("valid_from", ""))) from error
    return rules
