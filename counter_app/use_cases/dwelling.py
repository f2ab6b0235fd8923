"""Where people live since July 2025: the commune of today behind an address, by the province's table of units."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from resources import units_data, units_elsewhere

from ..domain.party import Party, placed
from ..domain.units import Commune, Elsewhere, UnitTable, of_before, parse_units
from ..ports import UnitOfWork

_PartyT = TypeVar("_PartyT", bound=Party)


def communes_of(work: UnitOfWork, address: str) -> tuple[Commune, ...]:
    """Several where a commune was split; none where no table knows. The province's own is asked first, then what ships:
    cards of citizens from all over the country are read here."""
    if not address:
        return ()
    own, shipped = work.catalogue.units(), _shipped_units()
    return (own or shipped).today(address) or shipped.today(address) or _elsewhere().today(address)


def to_be_asked(work: UnitOfWork, address: str) -> bool:
    """Whether an address is of before 7/2025 and no table knows where it lies now: the citizen is asked."""
    return of_before(address) and not communes_of(work, address)


def at_home_today(work: UnitOfWork, party: _PartyT) -> _PartyT:
    """With its commune of today where only one can be meant, or one was chosen that can still be."""
    found = communes_of(work, party.address)
    if party.commune in found:
        return party
    return placed(party, found[0] if len(found) == 1 else None)


@cache
def _shipped_units() -> UnitTable:
    return parse_units(units_data())


@cache
def _elsewhere() -> Elsewhere:
    return Elsewhere(tuple(units_elsewhere()["provinces"]))
