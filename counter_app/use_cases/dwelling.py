"""Where people live since July 2025: the commune of today behind an address, by the province's table of units."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from resources import units_data

from ..domain.party import Party, placed
from ..domain.units import Commune, UnitTable, parse_units
from ..ports import UnitOfWork

_PartyT = TypeVar("_PartyT", bound=Party)


def communes_of(work: UnitOfWork, address: str) -> tuple[Commune, ...]:
    """Several where a commune was split; none where the table does not know."""
    if not address:
        return ()
    return (work.catalogue.units() or _shipped_units()).today(address)


def at_home_today(work: UnitOfWork, party: _PartyT) -> _PartyT:
    """With its commune of today where only one can be meant, or one was chosen that can still be."""
    found = communes_of(work, party.address)
    if party.commune in found:
        return party
    return placed(party, found[0] if len(found) == 1 else None)


@cache
def _shipped_units() -> UnitTable:
    return parse_units(units_data())
