"""What every verb of the queue does to tickets: ends a service, sees who is ahead, closes the days that are over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ..domain.deadline import VIETNAM
from ..domain.ticket import Priority, Ticket, TicketState
from ..domain.waiting import ExpectedWait, ServiceTimes, Serving, expected_wait
from ..ports import UnitOfWork

AT_THE_COUNTER = (TicketState.CALLED, TicketState.SERVED)
_MEASURED = timedelta(days=28)  # of these the service times are
_HARDLY_CALLED = timedelta(seconds=15)
_AT_WORK = timedelta(minutes=45)  # a counter that called nobody for so long is closed


def local_day(now: datetime) -> date:
    return now.astimezone(VIETNAM).date()


def at_counter(work: UnitOfWork, site: str, counter: str, now: datetime) -> tuple[Ticket, ...]:
    """The numbers that stand at a counter, the latest call last."""
    mine = [t for t in work.tickets.list(site, local_day(now)) if t.called_by == counter and t.state in AT_THE_COUNTER]
    return tuple(sorted(mine, key=lambda ticket: ticket.last_call or now))


def end_service(work: UnitOfWork, ticket: Ticket, now: datetime) -> None:
    """The citizen leaves the counter, and the hall; one who was called a moment ago and not seen is not here."""
    if ticket.state is TicketState.CALLED and ticket.last_call and now - ticket.last_call < _HARDLY_CALLED:
        work.tickets.save(ticket.not_here(now))  # an impatient second press: nobody can have come
        return
    _keep(work, ticket, now)
    work.tickets.save(ticket.finished(now))


def leave_counter(work: UnitOfWork, ticket: Ticket, away: Ticket, now: datetime) -> Ticket:
    """One service of the visit has ended, the visit has not: `away` is how it goes on."""
    _keep(work, ticket, now)
    work.tickets.save(away)
    return away


def _keep(work: UnitOfWork, ticket: Ticket, now: datetime) -> None:
    service = ticket.service(now)
    if service is not None:
        work.tickets.add_service(ticket, service)


def close_days_before(work: UnitOfWork, site: str, today: date) -> None:
    """Tickets that nobody finished on their day are closed, and marked as left open: their times say nothing. What was
    brought with a number that is over is forgotten."""
    for ticket in work.tickets.left_open(site, today):
        work.tickets.save(ticket.left_open())
    work.left.forget(today)
    work.held.forget(today)


def waiting_in_order(tickets: Sequence[Ticket]) -> tuple[Ticket, ...]:
    """As they are called: whoever has priority first, and each by the moment of issue."""
    waiting = (ticket for ticket in tickets if ticket.state is TicketState.WAITING)
    return tuple(sorted(waiting, key=lambda t: (t.priority is None, t.issued_at, t.letter, t.number)))


def at_work(tickets: Sequence[Ticket], now: datetime) -> tuple[str, ...]:
    """The counters that have called somebody lately, or serve somebody; a kiosk's own PC serves nobody."""
    lately = (t for t in tickets if t.state in AT_THE_COUNTER or (t.last_call and now - t.last_call < _AT_WORK))
    return tuple(sorted({t.called_by for t in lately if t.called_by}))


def wait_behind(
    work: UnitOfWork, site: str, now: datetime, priority: Priority | None = None
) -> tuple[int, ExpectedWait | None]:
    """How many are called before somebody who comes now, and the wait that is to be expected: of the
    counters that call, for a kiosk's own PC serves nobody; of one before any has called."""
    today = local_day(now)
    tickets = work.tickets.list(site, today)
    ahead = waiting_in_order(tickets)
    if priority is not None:
        ahead = tuple(ticket for ticket in ahead if ticket.priority is not None)
    serving = {t.called_by: Serving(t.group, _since(t, now)) for t in tickets if t.state in AT_THE_COUNTER}
    counters = max(1, len(at_work(tickets, now)))
    times = ServiceTimes(work.tickets.services(site, today - _MEASURED, today))
    return len(ahead), expected_wait([t.group for t in ahead], list(serving.values()), counters, times)


def _since(ticket: Ticket, now: datetime) -> float:
    return max(0.0, (now - (ticket.last_call or now)).total_seconds())
