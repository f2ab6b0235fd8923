"""A person at the counter: number, name, birth date as far as known, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .errors import BadPersonalNumber
from .units import Commune

_PARTIAL_ISO = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)

# Province of birth registration: the first three digits of a personal number (the 63 provinces before 7/2025).
PROVINCES_OF_REGISTRATION = frozenset(
    """001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038
    040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082
    083 084 086 087 089 091 092 093 094 095 096""".split()  # noqa: SIM905 - a table is easier to check so
)


class Sex(StrEnum):
    """As printed on the card."""

    MALE = "Nam"
    FEMALE = "Nữ"


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """Số định danh cá nhân: twelve digits, no check digit. Masks itself wherever it is shown by accident."""

    value: str

    def __post_init__(self) -> None:
        if not (len(self.value) == 12 and self.value.isascii() and self.value.isdigit()):
            raise BadPersonalNumber("not twelve ASCII digits")

    def __repr__(self) -> str:
        return f"PersonalNumber({self.masked!r})"

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        return f"{self.value[:3]}•••••••{self.value[-2:]}"

    @property
    def province(self) -> str:
        """Code of the province of birth registration."""
        return self.value[:3]

    @property
    def sex(self) -> Sex:
        """By the fourth digit: even for men, odd for women."""
        return Sex.FEMALE if int(self.value[3]) % 2 else Sex.MALE

    @property
    def birth_year(self) -> int:
        """By digits four to six: the century (0/1 = 19xx, 2/3 = 20xx, ...) and the year in it."""
        return 1900 + 100 * (int(self.value[3]) // 2) + int(self.value[4:6])


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and month, may be unknown (older papers print 00)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError("year out of range")
        if self.month is None and self.day is not None:
            raise ValueError("a day without its month")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError where there is no such day

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """`1990`, `1990-05` or `1990-05-17`. Raises ValueError."""
        if len(text) == 10 and text[4] == text[7] == "-":  # nearly all, of twenty people between two keys
            return cls.from_date(date.fromisoformat(text))
        if not _PARTIAL_ISO.fullmatch(text):
            raise ValueError("not a partial ISO date")
        return cls(*map(int, text.split("-")))

    @classmethod
    def from_date(cls, value: date) -> PartialDate:
        return cls(value.year, value.month, value.day)

    def iso(self) -> str:
        """As far as known: `1990`, `1990-05` or `1990-05-17`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def printed(self) -> str:
        """By Vietnamese custom, day first, as far as known: `17/05/1990`, `05/1990`, `1990`."""
        return "/".join(reversed(self.iso().split("-")))


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with a personal number, as known at the counter. Text is NFC; what is not known is None or empty.
    `commune`: where the address lies today; None where the table of units does not say, or says several and nobody
    has chosen yet."""

    personal_number: PersonalNumber
    full_name: str
    birth_date: PartialDate | None = None
    sex: Sex | None = None
    address: str = ""
    old_number: str | None = None
    phone: str = ""
    commune: Commune | None = None

    def completed_by(self, known: Citizen) -> Citizen:
        """What is not known here is filled from `known`, the same person elsewhere; nothing known is overwritten."""
        return Citizen(
            self.personal_number,
            self.full_name or known.full_name,
            self.birth_date or known.birth_date,
            self.sex or known.sex,
            self.address or known.address,
            self.old_number or known.old_number,
            self.phone or known.phone,
            self.commune or (known.commune if self.address in ("", known.address) else None),
        )

    def __repr__(self) -> str:
        return f"Citizen({self.personal_number.masked!r})"
