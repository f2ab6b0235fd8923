"""Dossier codes, the blocks they are leased in, provisional codes, and the register book.

The province gives the codes out. A counter leases blocks for itself and for each day ahead, so that it can
number offline; without a block it writes a provisional code, which stays valid on the citizen's paper and is
linked to the real one later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from .errors import BrokenPromise

# `H55.242-261123-0042`, and the older `000.00.04.H51-200221-0001` (TT 01/2018 Art. 19)
_DOSSIER_CODE = re.compile(
    r"(?P<unit>(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Y]\d{2}(?:\.\d+)*)-(?P<day>\d{6})-(?P<serial>\d{4,6})", re.ASCII
)
_PROVISIONAL = re.compile(
    r"TAM\.(?P<counter>[A-Z0-9]{1,12}(?:\.[A-Z0-9]{4})?)-(?P<day>\d{6})-(?P<serial>\d{4,6})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code as given by the province, or a provisional one written at the counter (`provisional`)."""

    text: str

    def __post_init__(self) -> None:
        if not (_DOSSIER_CODE.fullmatch(self.text) or _PROVISIONAL.fullmatch(self.text)):
            raise ValueError("neither a dossier code nor a provisional one")

    @property
    def provisional(self) -> bool:
        return self.text.startswith("TAM.")

    @property
    def day(self) -> date:
        """The reception day that it names. Raises ValueError where the calendar has no such day."""
        digits = self.text.split("-")[1]
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))

    def is_of(self, unit: str) -> bool:
        """Whether this unit, or one under it, received the dossier; a provisional code names no unit."""
        giver = self.text.split("-")[0]
        return not self.provisional and (giver == unit or giver.startswith(f"{unit}."))

    def __str__(self) -> str:
        return self.text


def read_code(text: str) -> DossierCode | None:
    """The dossier code that a scanner read off a paper; None: something else."""
    try:
        return DossierCode(text.strip().upper())
    except ValueError:
        return None


def dossier_code(unit: str, day: date, serial: int, digits: int = 4) -> DossierCode:
    """The code's form in force: unit, reception day, daily serial. `digits` is data of the province (4 to 6)."""
    if not 1 <= serial < 10**digits:
        raise ValueError("the serial does not fit the code")
    return DossierCode(f"{unit}-{day:%y%m%d}-{serial:0{digits}d}")


def provisional_code(counter: str, day: date, serial: int) -> DossierCode:
    """TAM (tạm), the counter's own letters and a serial of its own: unique without asking anyone.

    `counter` as its store writes it: `Q1`, or `Q1.X7K4` where several stores grew out of one.
    """
    if serial < 1:
        raise ValueError("serials start at one")
    return DossierCode(f"TAM.{counter}-{day:%y%m%d}-{serial:04d}")


@dataclass(frozen=True, slots=True)
class NumberBlock:
    """Serials `first`..`last` that the province leased to one counter for one day; `next` is the first unused."""

    id: str
    unit: str
    counter: str
    day: date
    first: int
    last: int
    next: int
    digits: int = 4

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last < 10**self.digits or not self.first <= self.next <= self.last + 1:
            raise ValueError("not a block")

    @property
    def left(self) -> int:
        return self.last - self.next + 1

    def take(self) -> tuple[DossierCode, NumberBlock]:
        """The next code, and the block without it. Raises BrokenPromise when the block is used up."""
        if not self.left:
            raise BrokenPromise("a used-up block was asked for a number")
        return dossier_code(self.unit, self.day, self.next, self.digits), replace(self, next=self.next + 1)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of this counter's own yearly register book (Sổ theo dõi hồ sơ): book number and line, no gap."""

    counter: str
    year: int
    book: int
    line: int

    def __post_init__(self) -> None:
        if self.book < 1 or self.line < 1:
            raise ValueError("books and lines count from one")

    def after(self) -> RegisterEntry:
        """The following line of the same book."""
        return replace(self, line=self.line + 1)


def next_register_entry(last: RegisterEntry | None, counter: str, year: int) -> RegisterEntry:
    """The line after `last`; a new year opens book 1 at line 1. The year never goes back with a wrong clock."""
    if last is None or year > last.year:
        return RegisterEntry(counter, year, 1, 1)
    return last.after()
