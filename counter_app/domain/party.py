"""Whose dossier it is, and who hands it in: two questions that have one answer only where somebody comes for himself.

    person at the counter   Citizen (card, twelve digits) or Foreigner (passport)
    owner of the dossier    the same, or another: Citizen, Foreigner, Child without a number, Organisation

Where they differ, `OnBehalf` says whose it is and what the one is to the other; which relation needs what paper is
dated data (resources/behalf). An owner without twelve digits has no held papers to look up: but a child's are asked
for by the number of the parent who brings them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from .citizen import Citizen, PartialDate, PersonalNumber, Sex
from .errors import BadEnterpriseCode, BadPassportNumber, BrokenPromise
from .procedure import Component, Due
from .units import Commune

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)  # TT 105/2020/TT-BTC Art. 5, kept by TT 86/2024/TT-BTC
_ENTERPRISE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}")


@dataclass(frozen=True, slots=True)
class EnterpriseCode:
    """Mã số doanh nghiệp, which is its tax code: ten digits, the last of them a check digit; a branch has three more.

    `EnterpriseCode.of` reads it as people write it. Raises BadEnterpriseCode (why: personal, digits, check).
    """

    value: str

    def __post_init__(self) -> None:
        found = re.fullmatch(r"[0-9]{10}(?:-[0-9]{3})?", self.value, re.ASCII)
        if found is None:
            raise BadEnterpriseCode(why="digits")
        left = sum(int(digit) * weight for digit, weight in zip(self.value, _WEIGHTS, strict=False)) % 11
        if 10 - left != int(self.value[9]):
            raise BadEnterpriseCode(why="check")

    @classmethod
    def of(cls, typed: str) -> EnterpriseCode:
        bare = "".join(typed.split()).replace(".", "")
        if re.fullmatch(r"[0-9]{12}", bare):  # a household business bears its owner's own number since 7/2025
            raise BadEnterpriseCode(why="personal")
        found = _ENTERPRISE.fullmatch(bare)
        if found is None:
            raise BadEnterpriseCode(why="digits")
        return cls(f"{found[1]}-{found[2]}" if found[2] else found[1])


@dataclass(frozen=True, slots=True)
class PassportNumber:
    """As the passport prints it: capitals and digits. Masks itself as a personal number does."""

    value: str

    def __post_init__(self) -> None:
        if not _PASSPORT.fullmatch(self.value):
            raise BadPassportNumber("neither letters and digits nor their number")

    @classmethod
    def of(cls, typed: str) -> PassportNumber:
        """Raises BadPassportNumber."""
        return cls("".join(typed.split()).upper())

    @property
    def masked(self) -> str:
        return f"{self.value[:1]}•••••{self.value[-2:]}"

    def __repr__(self) -> str:
        return f"PassportNumber({self.masked!r})"

    def __str__(self) -> str:
        return self.masked


@dataclass(frozen=True, slots=True)
class Foreigner:
    """Somebody with a passport and no personal number. `nationality` as the passport has it (USA), or in words."""

    passport: PassportNumber
    full_name: str
    nationality: str = ""
    birth_date: PartialDate | None = None
    sex: Sex | None = None
    expires_on: date | None = None
    address: str = ""
    phone: str = ""
    commune: Commune | None = None

    def __repr__(self) -> str:
        return f"Foreigner({self.passport.masked!r})"


@dataclass(frozen=True, slots=True)
class Child:
    """Born, and without a personal number yet: the registration that the dossier asks for will give one."""

    full_name: str
    birth_date: PartialDate
    sex: Sex | None = None
    address: str = ""
    phone: str = ""
    commune: Commune | None = None

    def __repr__(self) -> str:
        return "Child()"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company, a cooperative, a school: whatever has a code of its own and acts by a person."""

    code: EnterpriseCode
    full_name: str
    address: str = ""
    phone: str = ""
    commune: Commune | None = None

    def __repr__(self) -> str:
        return f"Organisation({self.code.value!r})"


Person = Citizen | Foreigner
Party = Citizen | Foreigner | Child | Organisation
_PartyT = TypeVar("_PartyT", bound=Citizen | Foreigner | Child | Organisation)


class Identity(StrEnum):
    """By what a party is told from all others."""

    PERSONAL_NUMBER = "personal-number"
    PASSPORT = "passport"
    ENTERPRISE_CODE = "enterprise-code"
    NONE = "none"


def identity(party: Party) -> tuple[Identity, str]:
    """And the number itself; of a child nothing."""
    match party:
        case Citizen():
            return Identity.PERSONAL_NUMBER, party.personal_number.value
        case Foreigner():
            return Identity.PASSPORT, party.passport.value
        case Organisation():
            return Identity.ENTERPRISE_CODE, party.code.value
        case Child():
            return Identity.NONE, ""


def number_of(party: Party | None) -> PersonalNumber | None:
    """The twelve digits of who has them."""
    return party.personal_number if isinstance(party, Citizen) else None


def masked(party: Party) -> str:
    """The number as it may be shown where nobody needs it whole."""
    match party:
        case Citizen():
            return party.personal_number.masked
        case Foreigner():
            return party.passport.masked
        case Organisation():
            return party.code.value
        case Child():
            return party.birth_date.printed()


def same(one: Party | None, other: Party | None) -> bool:
    """One and the same, whatever else is known of him. A child is told by its name and day."""
    if one is None or other is None:
        return one is other
    if isinstance(one, Child) and isinstance(other, Child):
        return (one.full_name, one.birth_date) == (other.full_name, other.birth_date)
    return identity(one) == identity(other) and type(one) is type(other)


def at_home(party: Party) -> str:
    """The address as known, with the commune of today where it tells another."""
    commune = party.commune
    if commune is None or not party.address or commune.named_in(party.address):
        return party.address
    return f"{party.address} (nay thuộc {commune.name})"


# --- on whose behalf -----------------------------------------------------------------------------------


class Behalf(StrEnum):
    """What kinds of owner a relation is possible to."""

    PERSON = "person"
    CHILD = "child"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Relation:
    """What who hands in is to the owner. `paper`: the component that proves it, None: nothing need be shown; `basis`
    the law."""

    code: str
    words: str
    paper: Component | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Nộp thay: the dossier is `owner`'s, and who hands it in is `relation` to him."""

    owner: Party
    relation: Relation

    def __repr__(self) -> str:
        return f"OnBehalf({self.owner!r}, {self.relation.code!r})"


def behalf_of(party: Party) -> Behalf:
    match party:
        case Organisation():
            return Behalf.ORGANISATION
        case Child():
            return Behalf.CHILD
        case Citizen() | Foreigner():
            return Behalf.PERSON


def relations_on(data: Iterable[Mapping[str, Any]], kind: Behalf, day: date) -> tuple[Relation, ...]:
    """The relations in force on `day` to an owner of this kind, the usual one first (resources/behalf)."""
    try:
        return tuple(
            Relation(one["code"], one["words"], _paper(one["paper"]), one["basis"])
            for one in data
            if kind.value in one["to"] and _in_force(one, day)
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenPromise("resources/behalf is not what it should be") from error


def _in_force(one: Mapping[str, Any], day: date) -> bool:
    until = one.get("valid_to")
    return date.fromisoformat(one["valid_from"]) <= day and (until is None or day <= date.fromisoformat(until))


def _paper(told: Mapping[str, Any] | None) -> Component | None:
    if told is None:
        return None
    return Component(
        told["code"], told["name"], Due.HAND_IN, tuple(told["kinds"]), required=False, condition=told["condition"]
    )


# --- names ---------------------------------------------------------------------------------------------


def written_name(typed: str) -> str:
    """A name by Vietnamese custom: each word with its capital. Typed all small or all large it is written so; what
    has capitals within a word stays as it was typed (H'Hen, McDonald)."""
    return " ".join(map(_written, typed.split()))


def _written(word: str) -> str:
    if word not in (word.lower(), word.upper()):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:].lower(), word)


def placed(party: _PartyT, commune: Commune | None) -> _PartyT:
    """The same, in that commune of today."""
    return replace(party, commune=commune)
