"""What a counter tells the hall's server of its tickets, and what it hears there. By UUID: telling twice changes
nothing. Where two counters did two things with one number, the server keeps the first and beside it the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from counter_app.domain.ticket import TicketState

from .. import tables
from ..tickets import columns_of, ticket_of
from .here import AT_A_COUNTER
from .leases import Place

_t, _s, _c = tables.tickets.c, tables.ticket_services.c, tables.ticket_conflicts.c
_LEFT_OPEN = TicketState.LEFT_OPEN.value
_Row = Row[Any]


@dataclass(frozen=True, slots=True)
class Told:
    """`versions` of what the server has as it was told; `given_way`: its own rows, for what stays as it is there."""

    versions: Mapping[UUID, int]
    given_way: tuple[_Row, ...]


def tell(connection: Connection, place: Place, rows: Sequence[_Row], now: datetime) -> Told:
    """`rows` of the counter's own store."""
    versions: dict[UUID, int] = {}
    given_way: list[_Row] = []
    ids = [row.id for row in rows]
    known = {r.id: r for r in connection.execute(select(tables.tickets).where(_t.id.in_(ids)).with_for_update())}
    for row in rows:
        there = known.get(row.id)
        if there is None:
            if _issue(connection, place, row, now):
                versions[row.id] = place.above(row.version)
        elif there.writer == place.counter or there.version <= row.version or there.state == _LEFT_OPEN:
            versions[row.id] = version = place.above(max(there.version, row.version))
            changed = {**place.said(ticket_of(row)), "version": version, "writer": place.counter}
            if row.held_for == place.counter:
                changed["held_for"] = place.counter
            connection.execute(update(tables.tickets).where(_t.id == row.id).values(changed))
        elif place.heard(there) == ticket_of(row):
            versions[row.id] = there.version
        else:
            if row.state != _LEFT_OPEN:  # a day that is over is nobody's act
                keep_both(connection, place, row, now)
            if not (row.state in AT_A_COUNTER and row.called_by == place.counter):
                given_way.append(there)
    return Told(versions, tuple(given_way))


def _issue(connection: Connection, place: Place, row: _Row, now: datetime) -> bool:
    """New there, and held for this counter until it lets go. A number that another ticket bears is kept beside it."""
    new_there = {"version": place.above(row.version), "writer": place.counter, "held_for": place.counter}
    values = {**place.said(ticket_of(row)), **new_there}
    new = insert(tables.tickets).values(values).on_conflict_do_nothing().returning(_t.id)
    if connection.execute(new).scalar_one_or_none() is None:
        keep_both(connection, place, row, now)
        return False
    return True


def keep_both(connection: Connection, place: Place, row: _Row, now: datetime) -> None:
    ticket = ticket_of(row)
    values = {"state": row.state, "called_at": ticket.last_call, "at": now, "label": ticket.label}
    this = {"ticket_id": row.id, "counter": place.counter, "site": row.site, "day": row.day}
    kept = insert(tables.ticket_conflicts).values({**this, **values})
    connection.execute(kept.on_conflict_do_update(index_elements=["ticket_id", "counter"], set_=values))


def tell_services(connection: Connection, rows: Sequence[_Row]) -> tuple[UUID, ...]:
    for row in rows:
        values = {name: value for name, value in row._mapping.items() if name not in ("place", "unsent")}
        told = insert(tables.ticket_services).values({**values, "unsent": False})
        wrong = {"time_wrong": row.time_wrong}
        connection.execute(told.on_conflict_do_update(index_elements=["id"], set_=wrong))
    return tuple(row.id for row in rows)


def changed_since(connection: Connection, site: str, since: date, known: Mapping[UUID, int]) -> tuple[_Row, ...]:
    """What stands there otherwise than in the versions that are `known`."""
    there = connection.execute(select(_t.id, _t.version).where(_t.site == site, _t.day >= since))
    news = [row.id for row in there if row.version > known.get(row.id, -1)]
    return tuple(connection.execute(select(tables.tickets).where(_t.id.in_(news)))) if news else ()


def never_called(connection: Connection, place: Place, rows: Sequence[_Row], here: Mapping[UUID, _Row]) -> None:
    """A claim of this counter's whose answer never came: nobody was called, and the number is as it was."""
    for row in rows:
        if row.writer == place.counter and row.called_by == place.counter and row.state == TicketState.CALLED.value:
            before = here.get(row.id)
            values = place.said(ticket_of(before)) if before is not None else _as_waiting(row)
            changed = {**values, "version": place.above(row.version), "writer": place.counter}
            connection.execute(update(tables.tickets).where(_t.id == row.id).values(changed))


def _as_waiting(row: _Row) -> dict[str, Any]:
    never = {"state": TicketState.WAITING.value, "called_at": None, "called_by": None, "recalled_at": None}
    never["again_at"] = None
    return {**columns_of(ticket_of(row)), **never}


def services_since(connection: Connection, site: str, since: date, known: Mapping[UUID, bool]) -> tuple[_Row, ...]:
    rows = connection.execute(select(_s.id, _s.time_wrong).where(_s.site == site, _s.day >= since))
    news = [row.id for row in rows if known.get(row.id) != row.time_wrong]
    return tuple(connection.execute(select(tables.ticket_services).where(_s.id.in_(news)))) if news else ()


def conflicts_since(connection: Connection, site: str, since: date) -> tuple[_Row, ...]:
    return tuple(connection.execute(select(tables.ticket_conflicts).where(_c.site == site, _c.day >= since)))


def digest(connection: Connection, site: str, since: date) -> tuple[int, ...]:
    """Changes whenever there is something to hear."""
    tickets = select(func.count(), func.coalesce(func.sum(_t.version), 0)).where(_t.site == site, _t.day >= since)
    services = select(func.count(), func.count().filter(_s.time_wrong)).where(_s.site == site, _s.day >= since)
    both = select(func.count(), func.max(_c.at)).where(_c.site == site, _c.day >= since)
    found = (*connection.execute(tickets).one(), *connection.execute(services).one(), *connection.execute(both).one())
    return tuple(hash(value) for value in found)


def rows_here(connection: Connection, ids: Collection[UUID]) -> dict[UUID, _Row]:
    return {row.id: row for row in connection.execute(select(tables.tickets).where(_t.id.in_(ids)))}
