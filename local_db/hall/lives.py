"""The lives of a hall's server. One that was emptied, made anew, or restored from a backup has forgotten what it was
told: whichever counter notices first begins another life there, and every counter tells again all that it knows.

Versions of a life begin above all of the lives before: what was done in it stands above what is only remembered. Until
all counters have told again, the hall goes on as without a server: no number is given or called on half a memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_there

from counter_app.domain.errors import SiteLost
from counter_app.domain.ticket import TicketState

from .. import tables
from ..facts import read_fact, write_fact
from ..tickets import ticket_of
from . import there
from .here import AT_A_COUNTER
from .leases import LEASE, Place

_LIFE, _HEARD = "hall.life", "hall.heard"
_VERSIONS = 1_000_000  # of a life
_KNOWN = timedelta(days=14)  # a counter that was not heard of for so long is waited for no more
_t, _h, _l, _j = tables.tickets.c, tables.hall_counters.c, tables.hall_lives.c, tables.site_counters.c
_DONE = (*AT_A_COUNTER, TicketState.FINISHED.value)
_HOLDABLE = (TicketState.WAITING.value, *AT_A_COUNTER)
_Row = Row[Any]


class Forgotten(SiteLost):
    """The server does not remember what this counter told it. Not an error of the line: it is up."""


@dataclass(frozen=True, slots=True)
class Life:
    """The server's, as a counter knows it: what it has told, it has told in this one. `heard_at`: the last moment at
    which it was heard of there, for sure."""

    number: int = -1
    life: UUID | None = None
    heard_at: datetime | None = None

    @property
    def base(self) -> int:
        """Versions of what was done in this life are above it."""
        return max(0, self.number) * _VERSIONS


def read(connection: Connection, counter: str) -> Life:
    """From the counter's own store; of another counter's name it says nothing."""
    told, heard = (read_fact(connection, _LIFE) or "").split("|"), read_fact(connection, _HEARD)
    if len(told) != 3 or told[0] != counter:
        return Life()
    return Life(int(told[1]), UUID(told[2]), datetime.fromisoformat(heard) if heard else None)


def write(connection: Connection, counter: str, life: Life) -> None:
    write_fact(connection, _LIFE, f"{counter}|{life.number}|{life.life}")
    write_heard(connection, life)


def write_heard(connection: Connection, life: Life) -> None:
    if life.heard_at is not None:
        write_fact(connection, _HEARD, life.heard_at.isoformat())


# --- at the server -------------------------------------------------------------------------------------


def remembered(connection: Connection, place: Place, life: Life) -> Life:
    """That this counter was here now. Raises Forgotten."""
    if not _remembers(*_look(connection, place), life):
        raise Forgotten
    mine = (_h.site == place.site) & (_h.counter == place.counter)
    seen = update(tables.hall_counters).where(mine).values(heard_at=func.greatest(_h.heard_at, func.clock_timestamp()))
    return replace(life, heard_at=connection.execute(seen.returning(_h.heard_at)).scalar_one())


def _look(connection: Connection, place: Place) -> tuple[_Row | None, _Row | None]:
    mine = select(_h.life, _h.heard_at).where(_h.site == place.site, _h.counter == place.counter)
    life = select(tables.hall_lives).where(_l.site == place.site)
    present: _Row | None = connection.execute(life).one_or_none()
    known: Any = connection.execute(mine).one_or_none()
    return present, known


def _remembers(present: _Row | None, mine: _Row | None, life: Life) -> bool:
    if present is None or mine is None or life.life is None or not (present.life == mine.life == life.life):
        return False
    return life.heard_at is None or mine.heard_at >= life.heard_at


def begin(connection: Connection, place: Place, known: Life) -> Life:
    """The life in which this counter is to tell again: one that a colleague has begun, or a new one."""
    present, _ = _look(connection, place)
    if present is not None and present.number > known.number:
        return Life(present.number, present.life)
    number = max(known.number, -1 if present is None else present.number) + 1
    new = {"site": place.site, "number": number, "life": uuid4(), "began_at": func.clock_timestamp()}
    if present is None:
        connection.execute(insert_there(tables.hall_lives).values(new).on_conflict_do_nothing())
    else:
        of_before = update(tables.hall_lives).where(_l.site == place.site, _l.life == present.life)
        connection.execute(of_before.values(new))
    now = connection.execute(select(_l.number, _l.life).where(_l.site == place.site)).one()
    if now.number <= known.number:  # somebody was first who knew of less
        return begin(connection, place, known)
    return Life(now.number, now.life)


def tell_again(connection: Connection, place: Place, rows: Sequence[_Row], now: datetime) -> None:
    """`rows` that a server knew once, as this counter knows them. The newer of what is remembered stands; what was done
    in this life stands above both. Beside what stands is kept what another counter has done itself."""
    ids = [row.id for row in rows]
    these = select(tables.tickets).where(_t.id.in_(ids)).order_by(_t.id).with_for_update()
    known = {r.id: r for r in connection.execute(these)}
    have_told = _have_told(connection, place)
    for row in rows:
        present = known.get(row.id)
        held = {"held_for": place.counter} if row.held_for == place.counter and row.state in _HOLDABLE else {}
        told = {**place.said(ticket_of(row)), "version": row.version, "writer": row.writer, **held}
        this = update(tables.tickets).where(_t.id == row.id)
        if present is None:
            new = insert_there(tables.tickets).values(told).on_conflict_do_nothing()
            if connection.execute(new.returning(_t.id)).scalar_one_or_none() is None:
                there.keep_both(connection, place, row, now)
        elif present.version <= place.base:  # only remembered there, too
            two = _done_here(row, place) and present.called_by not in (None, place.counter)
            if present.version < row.version:
                if two and present.called_by in have_told and present.state in _DONE:
                    there.keep_both(connection, replace(place, counter=present.called_by), present, now)
                connection.execute(this.values(told))
            elif two:  # each without the other: all hear the one, and of the other
                there.keep_both(connection, place, row, now)
                if present.version == row.version:
                    connection.execute(this.values(version=present.version + 1, writer=place.counter))
            elif held and present.held_for != place.counter:
                connection.execute(this.values(held))
        elif _done_here(row, place) and present.called_by not in (None, place.counter):
            there.keep_both(connection, place, row, now)


def _done_here(row: _Row, place: Place) -> bool:
    return row.called_by == place.counter and row.state in _DONE


def _have_told(connection: Connection, place: Place) -> frozenset[str]:
    """What stands at these counters is as they say themselves, and not as a backup has it."""
    in_it = select(_h.counter).join(tables.hall_lives, (_l.site == _h.site) & (_l.life == _h.life))
    return frozenset(connection.scalars(in_it.where(_h.site == place.site)))


def tell_numbers(connection: Connection, place: Place, highest: Sequence[tuple[date, str, int]]) -> None:
    for day, letter, last in highest:
        row = {"site": place.site, "day": day, "letter": letter, "last": last}
        told = insert_there(tables.hall_numbers).values(row)
        further = {"last": func.greatest(tables.hall_numbers.c.last, last)}
        connection.execute(told.on_conflict_do_update(index_elements=["site", "day", "letter"], set_=further))


def tell_conflicts(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert_there(tables.ticket_conflicts).on_conflict_do_nothing(), list(rows))


@dataclass(frozen=True, slots=True)
class Memory:
    """What may be asked of the server in its present life. `waits_for`: counters that have not told again. `unheard`:
    on that day one of them was taken for dead, and may have given numbers of it that nobody else knows of."""

    numbers: bool
    calls: bool
    waits_for: tuple[str, ...] = ()
    unheard: date | None = None


def memory(connection: Connection, place: Place, life: Life, day: date, day_began: datetime) -> Memory:
    """A life that began before today has given all of today's numbers; what was held in the life before is nobody's
    once a lease has passed, and whoever has not told by then is dead: the hall waits no longer."""
    told = select(_h.counter).where(_h.site == place.site, _h.life == life.life)
    began = connection.execute(
        select(_l.began_at < day_began, _l.began_at < func.clock_timestamp() - LEASE).where(_l.site == place.site)
    ).one()
    lately = func.clock_timestamp() - _KNOWN
    of_old = select(_h.counter).where(_h.site == place.site, _h.counter.not_in(told), _h.heard_at > lately)
    seen = func.coalesce(_j.seen_at, _j.joined_at)
    joined = select(_j.counter).where(_j.joined_at.is_not(None), seen > lately, _j.counter.not_in(told))
    waited = {*connection.scalars(of_old), *connection.scalars(joined)}
    for one in (_t.writer, _t.called_by):
        named = select(one).where(_t.site == place.site, _t.day == day, one.is_not(None), one.not_in(told))
        waited |= set(connection.scalars(named.distinct()))
    if began[1]:
        forgotten = waited and life.number > 0 and not began[0]  # there was a life before, today
        return Memory(numbers=True, calls=True, unheard=day if forgotten else None)
    return Memory(began[0] or not waited, not waited, tuple(sorted(waited)))


# --- here ----------------------------------------------------------------------------------------------


def known_again(connection: Connection, site: str, since: date) -> tuple[_Row, ...]:
    """What a server knew, and as it knew it: what was done here since is told by itself."""
    of = select(tables.tickets).where(_t.site == site, _t.day >= since, _t.version > 0, _t.unsent == 0)
    return tuple(connection.execute(of.order_by(_t.issued_at, _t.number)))


def highest(connection: Connection, site: str, since: date) -> tuple[tuple[date, str, int], ...]:
    of = select(_t.day, _t.letter, func.max(_t.number)).where(_t.site == site, _t.day >= since)
    return tuple((row[0], row[1], row[2]) for row in connection.execute(of.group_by(_t.day, _t.letter)))


def conflicts(connection: Connection, site: str, since: date) -> tuple[Mapping[str, Any], ...]:
    c = tables.ticket_conflicts.c
    rows = connection.execute(select(tables.ticket_conflicts).where(c.site == site, c.day >= since))
    return tuple(dict(row._mapping) for row in rows)


def services_unsent(connection: Connection, site: str, since: date) -> None:
    s = tables.ticket_services.c
    connection.execute(update(tables.ticket_services).where(s.site == site, s.day >= since).values(unsent=True))
