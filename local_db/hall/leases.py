"""What is said at the hall's server about who may call which number. Every statement runs in a transaction there.

A number that is held for a counter is called by nobody else while that counter's lease lasts, whether it is heard of or
not. The first of the queue are held for nobody, so that whoever is free calls them in their order.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from counter_app.domain.errors import BrokenPromise, HeldElsewhere, NumbersGivenOut, SiteUnreadable
from counter_app.domain.ticket import Ticket, TicketState

from .. import tables
from ..site.seal import seal, unseal
from ..tickets import IN_ORDER, columns_of, for_counter, ticket_of

_SEALED = "sealed:"
LEASE = timedelta(minutes=30)
UNHEARD = 100  # numbers of a letter that are passed over, once, for a PC that died with the server
LETTERS = "XVTSRPNMLKHGUYZ"
_HEARD = timedelta(seconds=30)
_AT_WORK = timedelta(minutes=45)  # a counter that called nobody for so long is closed (use_cases.queueing)
_AT_A_COUNTER = (TicketState.CALLED.value, TicketState.SERVED.value)
_AWAY = (TicketState.WAITING.value, TicketState.NOT_HERE.value, TicketState.PARKED.value)
_t, _h, _n = tables.tickets.c, tables.hall_counters.c, tables.hall_numbers.c


@dataclass(frozen=True, slots=True)
class Place:
    """A counter of a hall."""

    site: str
    counter: str
    base: int = 0  # versions of the server's present life are above it
    key: bytes = field(default=b"", repr=False)  # the site's: the server reads no word that a clerk wrote

    def above(self, version: int) -> int:
        """The next version of what stands at `version`."""
        return max(version, self.base) + 1

    def said(self, ticket: Ticket) -> dict[str, Any]:
        """As it stands at the server: the note sealed."""
        values = columns_of(ticket)
        if ticket.note and self.key:
            values["note"] = _SEALED + b64encode(seal(self.key, ticket.note.encode(), "note", ticket.id)).decode()
        return values

    def note(self, row: Row[Any]) -> str:
        """Of a row of the server's; empty where it cannot be read."""
        told = str(row.note)
        if not told.startswith(_SEALED):
            return told
        try:
            return unseal(self.key, b64decode(told.removeprefix(_SEALED)), "note", row.id).decode()
        except (SiteUnreadable, ValueError):
            return ""

    def heard(self, row: Row[Any]) -> Ticket:
        return replace(ticket_of(row), note=self.note(row))


def next_number(
    connection: Connection,
    place: Place,
    day: date,
    letter: str,
    known: int,
    group: str = "",
    quota: int | None = None,
    unheard: bool = False,
) -> int:
    """The next of a letter on a day, past `known`, the highest that the counter has seen; where a counter is `unheard`
    in this life of the server, also past what it may have given that nobody else knows of. Raises NumbersGivenOut where
    the quota of the group is reached, with those that were given and are not told yet."""
    gap = UNHEARD if unheard else 0
    row = {"site": place.site, "day": day, "letter": letter, "last": known + 1 + gap, "skipped": gap}
    taken = insert(tables.hall_numbers).values(row)
    once = case((_n.skipped == 0, gap), else_=0)
    further = {"last": func.greatest(_n.last, known) + 1 + once, "skipped": _n.skipped + once}
    taken = taken.on_conflict_do_update(index_elements=["site", "day", "letter"], set_=further)
    number, skipped = connection.execute(taken.returning(_n.last, _n.skipped)).one()
    if quota is not None:
        today = (_t.site == place.site) & (_t.day == day)
        of_group, of_letter = connection.execute(
            select(func.count().filter(_t.service_group == group), func.count().filter(_t.letter == letter))
            .select_from(tables.tickets)
            .where(today)
        ).one()
        if of_group + max(0, number - 1 - skipped - of_letter) >= quota:
            raise NumbersGivenOut(group=group, quota=str(quota))
    return int(number)


def claim(
    connection: Connection, place: Place, day: date, now: datetime, wanted: UUID | None, called: Collection[UUID] = ()
) -> tuple[Ticket, int] | None:
    """The ticket as it was before the call, and its version with it; `called`: what this counter has called already,
    and the server has not heard of. Raises HeldElsewhere."""
    row = _wanted(connection, place, wanted) if wanted is not None else _next(connection, place, day, called)
    mine = (_h.site == place.site) & (_h.counter == place.counter)
    connection.execute(update(tables.hall_counters).where(mine).values(called_at=func.clock_timestamp()))
    if row is None:
        return None
    before, version = place.heard(row), place.above(row.version)
    held = {"version": version, "writer": place.counter, "held_for": place.counter}
    after = place.said(before.called(now, place.counter, gone=True)) | held
    connection.execute(update(tables.tickets).where(_t.id == before.id).values(after))
    return before, version


def _next(connection: Connection, place: Place, day: date, called: Collection[UUID]) -> Row[tuple[object, ...]] | None:
    free = select(tables.tickets).where(_t.site == place.site, _t.day == day, _t.state == TicketState.WAITING.value)
    sent_on = ~_not_sent_by(place)  # to colleagues; but nobody waits for a colleague who is at lunch
    here = for_counter(place.counter, counters_at_work(connection, place))
    free = free.where(_free_for(place), here, _t.id.not_in(called)).order_by(sent_on, *IN_ORDER).limit(1)
    found = connection.execute(free.with_for_update(skip_locked=True)).one_or_none()
    # What was passed over may only have been written down by its own counter just now.
    return found or connection.execute(free.with_for_update()).one_or_none()


def _wanted(connection: Connection, place: Place, wanted: UUID) -> Row[tuple[object, ...]] | None:
    this = select(tables.tickets).where(_t.id == wanted).with_for_update()
    row = connection.execute(this).one_or_none()
    if row is None:
        return None
    if connection.scalar(select(_t.id).where(_t.id == wanted, _free_for(place))) is None:
        raise HeldElsewhere(counter=row.held_for)
    if ticket_of(row).waits_for_another(place.counter, counters_at_work(connection, place)):
        raise HeldElsewhere(counter=row.sent_to)
    lost = row.state in _AT_A_COUNTER and row.called_by in out_of_touch(connection, place)
    return row if row.state in _AWAY or lost else None


def _not_sent_by(place: Place) -> ColumnElement[bool]:
    return func.coalesce(_t.sent_by, "") != place.counter


def _free_for(place: Place) -> ColumnElement[bool]:
    living = select(_h.counter).where(_h.site == place.site, _h.lease_until > func.clock_timestamp())
    return or_(_t.held_for.is_(None), _t.held_for == place.counter, _t.held_for.not_in(living))


def out_of_touch(connection: Connection, place: Place) -> tuple[str, ...]:
    """Other counters that were not heard of for a lease's time: what stands at them is called by a colleague. Also
    those that a server, made anew, never heard of in so long a life."""
    now, of_life = func.clock_timestamp(), tables.hall_lives.c
    others = (_h.site == place.site) & (_h.counter != place.counter)
    over = select(_h.counter).where(others, or_(_h.lease_until <= now, _h.heard_at <= now - LEASE))
    long_enough = select(of_life.site).where(of_life.site == place.site, of_life.began_at <= now - LEASE).exists()
    known = select(_h.counter).where(_h.site == place.site)
    at_it = (_t.site == place.site) & _t.state.in_(_AT_A_COUNTER) & (_t.called_by != place.counter)
    never = select(_t.called_by).where(at_it, _t.called_by.not_in(known), long_enough)
    return tuple(sorted(connection.scalars(over.union(never))))


def say_trouble(connection: Connection, place: Place, trouble: str) -> tuple[tuple[str, str], ...]:
    """This counter's; and those of the others that are here."""
    mine = (_h.site == place.site) & (_h.counter == place.counter)
    changed = func.coalesce(_h.trouble, "") != trouble
    connection.execute(update(tables.hall_counters).where(mine, changed).values(trouble=trouble or None))
    heard = (_h.site == place.site) & (_h.heard_at > func.clock_timestamp() - _HEARD)
    others = select(_h.counter, _h.trouble).where(heard, _h.counter != place.counter, _h.trouble.is_not(None))
    return tuple((row.counter, row.trouble) for row in connection.execute(others.order_by(_h.counter)))


def be_heard(
    connection: Connection,
    place: Place,
    at: datetime,
    letters: Sequence[str],
    leaves: bool = False,
    life: UUID | None = None,
) -> str:
    """This counter is there at `at`, and holds what it holds for a lease's time from then on, or no longer. The letter
    that is its own: the first of `letters` that no other has. `life`: of the server's, in which all was told."""
    mine = (_h.site == place.site) & (_h.counter == place.counter)
    until = at if leaves else func.greatest(_h.lease_until, at + LEASE)
    heard = update(tables.hall_counters).where(mine).values(heard_at=func.greatest(_h.heard_at, at), lease_until=until)
    heard = heard if life is None else heard.values(life=life)
    known = connection.execute(heard.returning(_h.letter)).scalar_one_or_none()
    if known is not None:
        return str(known)
    row = {"site": place.site, "counter": place.counter, "heard_at": at, "lease_until": at + LEASE, "life": life}
    for letter in (*letters, *_pairs(letters)):
        new = insert(tables.hall_counters).values({**row, "letter": letter}).on_conflict_do_nothing()
        if connection.execute(new.returning(_h.letter)).scalar_one_or_none() is not None:
            return letter
    raise BrokenPromise("more counters than letters")


def _pairs(letters: Sequence[str]) -> tuple[str, ...]:
    return tuple(first + second for first in letters for second in letters)


def counters_at_work(connection: Connection, place: Place) -> tuple[str, ...]:
    """Those that share what waits: heard of, and calling; where none calls yet, all that are heard of."""
    now = func.clock_timestamp()
    heard = connection.execute(
        select(_h.counter, (_h.called_at > now - _AT_WORK).label("calls"))
        .where(_h.site == place.site, _h.heard_at > now - _HEARD, _h.lease_until > now)
        .order_by(_h.counter)
    ).all()
    return tuple(row.counter for row in heard if row.calls) or tuple(row.counter for row in heard)


@dataclass(frozen=True, slots=True)
class Share:
    """All that is `held` for a counter now; the `first` of the queue, which nobody holds; how many of the rest are its
    `part`; whether what was sent to it is, too (`at_work`): a closed counter calls nobody. `colleagues`: the others
    that are at work."""

    held: frozenset[UUID]
    first: int
    part: int
    at_work: bool = True
    colleagues: tuple[str, ...] = ()


def keep_only(connection: Connection, place: Place, kept: Collection[UUID]) -> None:
    mine = (_t.site == place.site) & (_t.held_for == place.counter)
    connection.execute(update(tables.tickets).where(mine, _t.id.not_in(kept)).values(held_for=None))


def hold(connection: Connection, place: Place, day: date, kept: Collection[UUID]) -> Share:
    """Gives up what is held for this counter beyond `kept` (it has forgotten it already), and takes its part of what
    waits behind the first, and all that was sent to it."""
    keep_only(connection, place, kept)
    counters = counters_at_work(connection, place)
    at_work, colleagues = place.counter in counters, tuple(one for one in counters if one != place.counter)
    first = max(1, len(counters))
    waiting = select(_t.id, _t.held_for, _t.sent_by, _t.sent_to).where(
        _t.site == place.site, _t.day == day, _t.state == TicketState.WAITING.value
    )
    rows = connection.execute(waiting.order_by(*IN_ORDER)).all()
    behind = [row for row in rows if row.sent_to is None][first:]
    part = -(-len(behind) // len(counters)) if at_work else 0
    wanted = part - sum(row.held_for == place.counter for row in behind)
    free = [row.id for row in behind if row.held_for is None and row.sent_by != place.counter][: max(0, wanted)]
    free += [row.id for row in rows if at_work and row.sent_to == place.counter and row.held_for is None]
    if not free:
        return Share(frozenset(kept), first, part, at_work, colleagues)
    taken = select(_t.id).where(_t.id.in_(free), _t.held_for.is_(None), _t.state == TicketState.WAITING.value)
    got = connection.scalars(taken.with_for_update(skip_locked=True)).all()
    connection.execute(update(tables.tickets).where(_t.id.in_(got)).values(held_for=place.counter))
    return Share(frozenset(kept) | frozenset(got), first, part, at_work, colleagues)
