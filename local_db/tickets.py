"""Queue tickets: numbered by site, day and letter, called in the order of issue, whoever has priority first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, or_, select, update

from counter_app.domain.ticket import Language, Priority, Service, Ticket, TicketState

from . import tables
from .numbering import Taking
from .prepared import Prepared

_t = tables.tickets.c
_THIS = _t.id == bindparam("this")
_TICKET = Prepared(select(tables.tickets).where(_THIS))
_CHANGE = update(tables.tickets).where(_THIS)
_CHANGE_HERE = _CHANGE.values(unsent=_t.unsent + 1)  # until the hall's server knows it, where there is one
_INSERT = insert(tables.tickets)
_s = tables.ticket_services.c
ENDED = (TicketState.FINISHED.value, TicketState.LEFT_OPEN.value)
IN_ORDER = (_t.priority.is_(None), _t.issued_at, _t.letter, _t.number)
_HIGHEST = select(func.max(_t.number)).where(
    _t.site == bindparam("of_site"), _t.day == bindparam("of_day"), _t.letter == bindparam("of_letter")
)


_TIMES = ("waiting_since", "called_at", "arrived_at", "ended_at", "time_wrong")


def for_counter(counter: str, at_work: Collection[str]) -> ColumnElement[bool]:
    """What was sent to no counter, or to this one, or to one that is not at work any more."""
    return or_(_t.sent_to.is_(None), _t.sent_to == counter, _t.sent_to.not_in(at_work))


class SqlTickets:
    """Fulfils `ports.Tickets`."""

    def __init__(self, connection: Connection, taking: Taking) -> None:
        self.connection = connection
        self._taking = taking

    def issue(self, ticket_of: Callable[[int], Ticket], site: str, day: date, letter: str) -> Ticket:
        """Raises ValueError when `ticket_of` makes a ticket of another site, day, letter or number."""
        highest = self.connection.scalar(_HIGHEST, {"of_site": site, "of_day": day, "of_letter": letter})
        number = self._taking.serial(day, f"ticket {site} {letter}", highest or 0)
        ticket = ticket_of(number)
        if (ticket.site, ticket.day, ticket.letter, ticket.number) != (site, day, letter, number):
            raise ValueError("not the ticket that was numbered")
        self.add(ticket)
        return ticket

    def add(self, ticket: Ticket) -> None:
        self.connection.execute(_INSERT, {**columns_of(ticket), "unsent": 1})

    def adopt(self, ticket: Ticket, version: int, writer: str) -> None:
        """As the hall's server has it, which has just given it to `writer`."""
        values = {**columns_of(ticket), "version": version, "writer": writer, "held_for": writer, "unsent": 0}
        if self.connection.execute(_CHANGE, {"this": ticket.id, **values}).rowcount != 1:
            self.connection.execute(_INSERT, values)

    def get(self, ticket_id: UUID) -> Ticket:
        """Raises KeyError."""
        row = _TICKET.first(self.connection, this=ticket_id)
        if row is None:
            raise KeyError(ticket_id)
        return ticket_of(row)

    def next_waiting(
        self, site: str, day: date, groups: Sequence[str] = (), counter: str = "", at_work: Collection[str] = ()
    ) -> Ticket | None:
        waiting = select(tables.tickets).where(_t.site == site, _t.day == day, _t.state == TicketState.WAITING.value)
        waiting = waiting.where(for_counter(counter, at_work))
        if groups:
            waiting = waiting.where(_t.service_group.in_(groups))
        # Where several programs share the tables, a row that another is calling is passed over.
        first = waiting.order_by(*IN_ORDER).limit(1).with_for_update(skip_locked=True)
        row = self.connection.execute(first).one_or_none()
        return None if row is None else ticket_of(row)

    def count(self, site: str, day: date, state: TicketState) -> int:
        counted = select(func.count()).where(_t.site == site, _t.day == day, _t.state == state.value)
        return self.connection.scalar(counted) or 0

    def list(self, site: str, day: date) -> tuple[Ticket, ...]:
        of_day = select(tables.tickets).where(_t.site == site, _t.day == day)
        rows = self.connection.execute(of_day.order_by(_t.issued_at, _t.letter, _t.number))
        return tuple(ticket_of(row) for row in rows)

    def left_open(self, site: str, before: date) -> tuple[Ticket, ...]:
        """Of earlier days, that nobody finished."""
        old = select(tables.tickets).where(_t.site == site, _t.day < before, _t.state.not_in(ENDED))
        rows = self.connection.execute(old.order_by(_t.day, _t.issued_at))
        return tuple(ticket_of(row) for row in rows)

    def add_service(self, ticket: Ticket, service: Service) -> None:
        values = {name: getattr(service, name) for name in _TIMES}
        of = {"ticket_id": ticket.id, "site": ticket.site, "day": ticket.day, "service_group": service.group}
        of |= {"id": uuid4(), "unsent": True}
        self.connection.execute(insert(tables.ticket_services), {**values, **of, "counter": service.counter})

    def services(self, site: str, first: date, last: date) -> tuple[Service, ...]:
        """What ended on the days from `first` to `last`, in the order in which it ended."""
        of_days = select(tables.ticket_services).where(_s.site == site, _s.day.between(first, last)).order_by(_s.place)
        return tuple(
            Service(row.ticket_id, row.service_group, row.counter, **{name: getattr(row, name) for name in _TIMES})
            for row in self.connection.execute(of_days)
        )

    def mark_time_wrong(self, ticket_id: UUID, wrong: bool) -> None:
        """Of all that has ended of this visit."""
        of = update(tables.ticket_services).where(_s.ticket_id == ticket_id)
        self.connection.execute(of, {"time_wrong": wrong, "unsent": True})

    def save(self, ticket: Ticket) -> None:
        """Raises KeyError for a ticket that was never issued."""
        if self.connection.execute(_CHANGE_HERE, {"this": ticket.id, **columns_of(ticket)}).rowcount != 1:
            raise KeyError(ticket.id)


def columns_of(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "site": ticket.site,
        "day": ticket.day,
        "letter": ticket.letter,
        "number": ticket.number,
        "service_group": ticket.group,
        "state": ticket.state.value,
        "issued_at": ticket.issued_at,
        "called_at": ticket.called_at,
        "called_by": ticket.called_by,
        "arrived_at": ticket.arrived_at,
        "finished_at": ticket.finished_at,
        "not_here_at": ticket.not_here_at,
        "priority": ticket.priority.value if ticket.priority else None,
        "waiting_since": ticket.waiting_since,
        "note": ticket.note,
        "time_wrong": ticket.time_wrong,
        "recalled_at": ticket.recalled_at,
        "again_at": ticket.again_at,
        "language": ticket.language.value if ticket.language is not None else None,
        "sent_by": ticket.sent_by,
        "sent_to": ticket.sent_to,
    }


def ticket_of(row: Any) -> Ticket:
    return Ticket(
        id=row.id,
        site=row.site,
        day=row.day,
        letter=row.letter,
        number=row.number,
        group=row.service_group,
        issued_at=row.issued_at,
        state=TicketState(row.state),
        called_at=row.called_at,
        called_by=row.called_by,
        arrived_at=row.arrived_at,
        finished_at=row.finished_at,
        not_here_at=row.not_here_at,
        priority=Priority(row.priority) if row.priority else None,
        waiting_since=row.waiting_since,
        note=row.note,
        time_wrong=row.time_wrong,
        recalled_at=row.recalled_at,
        again_at=row.again_at,
        language=Language(row.language) if row.language is not None else None,
        sent_by=row.sent_by,
        sent_to=row.sent_to,
    )
