"""The register in slices: how a counter and its province find out, for the price of a few numbers, that they hold the
same people and papers, and which part to pull again where they do not. Part of the contract, for both sides.

A slice is a tenth of a percent of all personal numbers, spread evenly: the first ten bits of the SHA-256 of the number.
A row's digest is the first five bytes of the SHA-256 of its fields, in the order below, joined by U+001F; a field that
is not known is empty, dates are ISO. A slice's sum is that of its rows' digests. A paper's "as of" is not in it: it
moves without the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .citizen import Citizen, PersonalNumber
from .paper import HeldPaper

SLICES = 1024
_BITS = 6  # of sixteen that are not looked at


@dataclass(frozen=True, slots=True)
class RecordName:
    """How the province calls its record of a person, and the version of it that it told last."""

    ref: str
    version: str


@dataclass(frozen=True, slots=True)
class SliceSum:
    count: int = 0
    sum: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Of every slice that has anything, by its number; what is not named is empty. They hold at `cursor`."""

    cursor: str
    citizens: Mapping[int, SliceSum]
    papers: Mapping[int, SliceSum]

    def unlike(self, other: Sums) -> tuple[int, ...]:
        """The slices in which the two do not hold the same."""
        there = {*self.citizens, *self.papers, *other.citizens, *other.papers}
        return tuple(sorted(number for number in there if self._of(number) != other._of(number)))

    def _of(self, number: int) -> tuple[SliceSum, SliceSum]:
        return self.citizens.get(number, SliceSum()), self.papers.get(number, SliceSum())


def slice_of(person: PersonalNumber) -> int:
    return int.from_bytes(sha256(person.value.encode()).digest()[:2]) >> _BITS


def citizen_digest(citizen: Citizen, name: RecordName | None) -> int:
    born = citizen.birth_date.iso() if citizen.birth_date else ""
    sex = citizen.sex.value if citizen.sex else ""
    about = (citizen.personal_number.value, citizen.full_name, born, sex, citizen.address, citizen.old_number or "")
    return row_digest((*about, citizen.phone, name.ref if name else "", name.version if name else ""))


def paper_digest(paper: HeldPaper) -> int:
    dates = (day.isoformat() if day else "" for day in (paper.issued_on, paper.expires_on))
    what = (paper.id, paper.owner.value, paper.kind, paper.title, paper.source, paper.legal_state.value)
    return row_digest((*what, *dates, paper.number, paper.issuer, paper.summary))


def row_digest(fields: Iterable[str]) -> int:
    return int.from_bytes(sha256("\x1f".join(fields).encode()).digest()[:5])
