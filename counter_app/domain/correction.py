"""A correction of what the province holds, and what becomes of it where somebody there changed the same meanwhile.

Base is what the counter started from, mine what the clerk wrote, theirs what the province holds by now. Three texts for
a field; nothing of either side is given up before a person has seen it and said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from .citizen import Citizen, PartialDate, Sex
from .errors import ChoiceMissing, WordsMissing
from .text import normal

Fields = Mapping[str, str]  # of each name in FIELDS, as it goes over the wire; empty: not known
FIELDS = ("full_name", "birth_date", "sex", "address", "phone")


class About(StrEnum):
    """What is corrected: the person as this dossier names them (ours), or the province's record of them (theirs)."""

    DOSSIER = "dossier"
    PERSON = "person"


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood in a record when a clerk opened it, and the state that this was: what a correction is made from."""

    ref: str
    version: str
    fields: Fields = field(repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the province holds in the place of what a correction was made from."""

    version: str
    fields: Fields = field(repr=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """`id` is its event's; `ref` names the record to the province; `base_version` the state it was made from: a version
    that the province told, or the key of our own event that made it. `theirs`: the province held another state, met
    at `met_at`; `chosen` what the clerk made of it, sent on as the correction `settled_as`."""

    id: UUID
    dossier_id: UUID
    about: About
    ref: str
    base_version: str
    base: Fields = field(repr=False)
    mine: Fields = field(repr=False)
    who: str
    at: datetime
    theirs: Theirs | None = None
    met_at: datetime | None = None
    chosen: Fields | None = field(default=None, repr=False)
    settled_at: datetime | None = None
    settled_by: str = ""
    settled_as: UUID | None = None

    @property
    def open_conflict(self) -> bool:
        return self.met_at is not None and self.settled_at is None

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which the two sides are not of one mind, in their order."""
        return tuple(name for name in FIELDS if self.theirs and self.mine[name] != self.theirs.fields[name])

    def proposed(self, name: str) -> Side | None:
        """The only side that changed the field; None: both did, and only a person can say."""
        if self.theirs is None or self.mine[name] == self.base[name]:
            return Side.THEIRS
        return Side.MINE if self.theirs.fields[name] == self.base[name] else None

    def choose(self, sides: Mapping[str, Side]) -> Fields:
        """What holds from now on. Raises ChoiceMissing for a differing field without a side."""
        if self.theirs is None:
            return self.mine
        chosen = dict(self.theirs.fields)
        for name in self.differing:
            if name not in sides:
                raise ChoiceMissing(which=name)
            chosen[name] = self.mine[name] if sides[name] is Side.MINE else self.theirs.fields[name]
        return chosen

    def followed_by(self, later: Fields) -> Correction:
        """The counter wrote again before the province said anything: its last word is what stands against theirs."""
        return replace(self, mine=later)


def fields_of(citizen: Citizen) -> dict[str, str]:
    return {
        "full_name": citizen.full_name,
        "birth_date": citizen.birth_date.iso() if citizen.birth_date else "",
        "sex": citizen.sex.value if citizen.sex else "",
        "address": citizen.address,
        "phone": citizen.phone,
    }


def corrected(citizen: Citizen, fields: Fields) -> Citizen:
    """The same person with these fields. Raises WordsMissing for a name that is empty, or a day or sex that is none."""
    if not normal(fields["full_name"]):
        raise WordsMissing(why="full_name")
    try:
        born = PartialDate.from_iso(fields["birth_date"]) if fields["birth_date"] else None
        sex = Sex(fields["sex"]) if fields["sex"] else None
    except ValueError as error:
        raise WordsMissing(why="birth_date") from error
    return replace(
        citizen,
        full_name=normal(fields["full_name"]),
        birth_date=born,
        sex=sex,
        address=normal(fields["address"]),
        phone=normal(fields["phone"]),
    )
