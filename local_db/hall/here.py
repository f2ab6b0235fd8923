"""What a counter's own store knows of its hall: what the server does not know yet, what it was told, what it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, not_, or_, select, update
from sqlalchemy.exc import IntegrityError

from counter_app.domain.ticket import TicketState
from counter_app.ports import TicketConflict

from .. import tables
from ..tickets import IN_ORDER
from .leases import Share

_t, _s, _c = tables.tickets.c, tables.ticket_services.c, tables.ticket_conflicts.c
_WAITING = TicketState.WAITING.value
AT_A_COUNTER = (TicketState.CALLED.value, TicketState.SERVED.value)
_Row = Row[Any]


def unsent(connection: Connection, site: str, most: int) -> tuple[_Row, ...]:
    """Tickets with changes that the server does not know, as they came."""
    rows = select(tables.tickets).where(_t.site == site, _t.unsent > 0).order_by(_t.issued_at, _t.number)
    return tuple(connection.execute(rows.limit(most)))


def unsent_services(connection: Connection, site: str, most: int) -> tuple[_Row, ...]:
    rows = select(tables.ticket_services).where(_s.site == site, _s.unsent, _s.id.is_not(None)).order_by(_s.place)
    return tuple(connection.execute(rows.limit(most)))


def called_unheard(connection: Connection, site: str) -> frozenset[UUID]:
    """What waits no longer, and the server has not heard it."""
    return frozenset(connection.scalars(select(_t.id).where(_t.site == site, _t.unsent > 0, _t.state != _WAITING)))


def not_held_yet(connection: Connection, site: str) -> bool:
    """Whether there are tickets that the server has never heard of, and may hear of now."""
    return connection.scalar(select(_t.id).where(*_new(site)).limit(1)) is not None


def _new(site: str) -> tuple[ColumnElement[bool], ...]:
    return _t.site == site, _t.version == 0, _t.unsent > 0, _t.held_for.is_(None)


def hold_before_sending(connection: Connection, site: str, counter: str) -> None:
    """What the server may have heard of is ours only while the lease lasts."""
    connection.execute(update(tables.tickets).where(*_new(site)).values(held_for=counter))


def to_give_up(connection: Connection, site: str, counter: str, day: date, share: Share) -> tuple[UUID, ...]:
    """Of what this counter holds: the `first` of the queue, of the rest what is more than its `part`, and what neither
    waits nor stands here, or was sent to another, or to this one, and it calls nobody. Only what the server knows: the
    rest is nobody else's."""
    held = and_(_t.site == site, _t.held_for == counter, _t.version > 0, _t.unsent == 0)
    sent_on = and_(_t.state == _WAITING, func.coalesce(_t.sent_by, "") == counter)
    sent_to = _t.sent_to.is_not(None) if not share.at_work else _for_another(counter)
    not_here = or_(sent_on, and_(_t.state == _WAITING, sent_to))
    over = select(_t.id).where(held, or_(_t.state.not_in((_WAITING, *AT_A_COUNTER)), _t.day < day, not_here))
    waiting = select(_t.id, held.label("held")).where(_t.site == site, _t.day == day, _t.state == _WAITING)
    queue = connection.execute(waiting.where(_t.sent_to.is_(None)).order_by(*IN_ORDER)).all()
    head = [row.id for row in queue[: share.first] if row.held]
    more = [row.id for row in queue[share.first :] if row.held][share.part :]
    return (*connection.scalars(over), *head, *more)


def all_waiting_held(connection: Connection, site: str, counter: str) -> tuple[UUID, ...]:
    held = and_(_t.site == site, _t.held_for == counter, _t.version > 0, _t.unsent == 0)
    return tuple(connection.scalars(select(_t.id).where(held, _t.state == _WAITING)))


def give_up(connection: Connection, tickets: Collection[UUID]) -> None:
    """Not what was called here in the meantime."""
    connection.execute(update(tables.tickets).where(_t.id.in_(tickets), _t.unsent == 0).values(held_for=None))


def held(connection: Connection, site: str, counter: str) -> frozenset[UUID]:
    return frozenset(connection.scalars(select(_t.id).where(_t.site == site, _t.held_for == counter)))


def versions(connection: Connection, site: str, since: date) -> dict[UUID, int]:
    rows = connection.execute(select(_t.id, _t.version).where(_t.site == site, _t.day >= since))
    return {row.id: row.version for row in rows}


def services_known(connection: Connection, site: str, since: date) -> dict[UUID, bool]:
    """Whether the time of each is marked wrong."""
    rows = connection.execute(select(_s.id, _s.time_wrong).where(_s.site == site, _s.day >= since, _s.id.is_not(None)))
    return {row.id: row.time_wrong for row in rows}


def highest(connection: Connection, site: str, day: date, letter: str) -> int:
    of = select(func.max(_t.number)).where(_t.site == site, _t.day == day, _t.letter == letter)
    return connection.scalar(of) or 0


@dataclass(frozen=True, slots=True)
class Given:
    """Of a group's numbers of a day as this counter knows them: `by_itself` under its own letter, `by_all` the rest;
    how many `counters` had to do with any number of the day."""

    by_itself: int
    by_all: int
    counters: int


def given(connection: Connection, site: str, day: date, group: str, letter: str) -> Given:
    of_day = _t.site == site, _t.day == day
    of_group = _t.service_group == group
    mine, others, counters = connection.execute(
        select(
            func.count().filter(of_group, _t.letter == letter),
            func.count().filter(of_group, _t.letter != letter),
            func.count(_t.writer.distinct()),
        ).where(*of_day)
    ).one()
    return Given(mine, others, max(1, counters))


def next_of_own(connection: Connection, site: str, counter: str, day: date, lease: bool) -> _Row | None:
    """The next that this counter calls without the server: what the server never heard of, and, while the `lease`
    lasts, what is held for it."""
    mine = and_(_t.version == 0, _t.held_for.is_(None))
    if lease:
        mine = or_(mine, _t.held_for == counter)
    mine = and_(mine, not_(_for_another(counter)))
    first = select(tables.tickets).where(_t.site == site, _t.day == day, _t.state == _WAITING, mine)
    sent_on = func.coalesce(_t.sent_by, "") == counter  # to somebody else, where there is anybody
    return connection.execute(first.order_by(sent_on, *IN_ORDER).limit(1)).one_or_none()


def _for_another(counter: str) -> ColumnElement[bool]:
    """Sent to a counter that is not this one."""
    return func.coalesce(_t.sent_to, counter) != counter


def unclear(connection: Connection, site: str, counter: str, day: date, lease: bool) -> tuple[UUID, ...]:
    """Those that wait, and that this counter does not call by itself without the server."""
    others = _t.version > 0
    others = and_(others, or_(_t.held_for.is_(None), _t.held_for != counter)) if lease else others
    others = or_(others, _for_another(counter))
    waiting = select(_t.id).where(_t.site == site, _t.day == day, _t.state == _WAITING, others)
    return tuple(connection.scalars(waiting.order_by(*IN_ORDER)))


# --- what the server said ------------------------------------------------------------------------------


def sent(connection: Connection, rows: Iterable[_Row], told: Mapping[UUID, int], services: Sequence[UUID]) -> None:
    """The server has these as they were; what was changed since is still unsent."""
    for row in rows:
        if row.id in told:
            this = update(tables.tickets).where(_t.id == row.id)
            connection.execute(this.values(version=told[row.id]))
            connection.execute(this.where(_t.unsent == row.unsent).values(unsent=0))
    if services:
        connection.execute(update(tables.ticket_services).where(_s.id.in_(services)).values(unsent=False))


def take_over(
    connection: Connection, rows: Iterable[_Row], note: Callable[[_Row], str], forced: Mapping[UUID, int] | None = None
) -> None:
    """As the server has them, each with its `note` as it reads; `forced`: also what was changed here so many times and
    no more, for both are kept elsewhere. Never an older state over a newer. What is held here is said by `hold_now`."""
    for row in rows:
        values = {**row._mapping, "note": note(row), "unsent": 0}
        del values["held_for"]
        this = update(tables.tickets).where(_t.id == row.id)
        this = this.where(_t.unsent == (forced or {}).get(row.id, 0), _t.version <= row.version)
        if connection.execute(this.values(values)).rowcount:
            continue
        if connection.scalar(select(exists().where(_t.id == row.id))):
            continue
        try:
            with connection.begin_nested():
                connection.execute(insert(tables.tickets).values(values))
        except IntegrityError:
            continue  # its number is another's here: a store that had a queue of its own; the server's rows show it


def let_go_of_drafts(connection: Connection, site: str, counter: str) -> None:
    """What was parked here and is gone on with at the colleague's counter that called its number."""
    elsewhere = select(_t.id).where(_t.site == site, _t.called_by != counter, _t.state.in_(AT_A_COUNTER))
    left = tables.left_drafts.c
    known = left.told >= left.change  # or nobody there has it
    laid = select(left.dossier_id).where(left.colleague.is_(None), known, left.ticket_id.in_(elsewhere))
    d = tables.drafts.c
    parked = update(tables.drafts).where(d.dossier_id.in_(laid), d.ticket_id.in_(elsewhere), ~d.put_away)
    connection.execute(parked.values(put_away=True))


def hold_now(connection: Connection, counter: str, tickets: Collection[UUID]) -> None:
    connection.execute(update(tables.tickets).where(_t.id.in_(tickets)).values(held_for=counter))


def take_services(connection: Connection, rows: Iterable[_Row]) -> None:
    for row in rows:
        values = {**row._mapping, "unsent": False}
        del values["place"]
        this = update(tables.ticket_services).where(_s.id == row.id)
        if connection.scalar(select(exists().where(_s.id == row.id))):
            connection.execute(this.where(~_s.unsent).values(time_wrong=row.time_wrong))
        else:
            connection.execute(insert(tables.ticket_services).values(values))


def take_conflicts(connection: Connection, site: str, since: date, rows: Sequence[_Row]) -> None:
    connection.execute(delete(tables.ticket_conflicts).where(_c.site == site, _c.day >= since))
    if rows:
        connection.execute(insert(tables.ticket_conflicts), [dict(row._mapping) for row in rows])


def conflicts(connection: Connection, site: str, day: date) -> tuple[TicketConflict, ...]:
    rows = select(tables.ticket_conflicts).where(_c.site == site, _c.day == day).order_by(_c.at, _c.label)
    return tuple(
        TicketConflict(row.ticket_id, row.label, row.counter, TicketState(row.state), row.called_at)
        for row in connection.execute(rows)
    )
