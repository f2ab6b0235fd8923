"""Gives a citizen a queue number for a service group, and prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from ..domain.errors import NumbersGivenOut
from ..domain.people import Right
from ..domain.receipt import TicketSlip
from ..domain.ticket import Priority, ServiceGroup, Ticket
from ..domain.waiting import ExpectedWait
from ..ports import AuditLine, Clock, GivenNumber, Hall, Paperwork, Printers, PrintJob, Store, UnitOfWork
from .counter import Counter
from .queueing import close_days_before, local_day, wait_behind
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    """`wait` None: nothing can be said. `known`: it was given out before, and so was its paper. `unheard`:
    given without the hall's server at a PC that calls nobody: a counter has to be told of it."""

    ticket: Ticket
    people_ahead: int
    wait: ExpectedWait | None = None
    known: bool = False
    unheard: bool = False


@dataclass(frozen=True)
class IssueTicket:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall

    @needs(Right.TICKET)
    def __call__(
        self,
        group: ServiceGroup,
        priority: Priority | None = None,
        brought: Callable[[UnitOfWork, Ticket], None] = lambda work, ticket: None,
    ) -> IssuedTicket:
        """The next number of the group's letter today, durable before anything is printed; a priority is logged.
        Without the hall's server it is the next of this counter's own letter. `brought` writes down, with the number,
        what its citizen has brought.

        Raises NumbersGivenOut where the day's quota of the group is reached; who has priority gets one all the same.
        """
        site, day = self.counter.site, local_day(self.clock.now())
        quota = self.counter.quota.get(group.code) if priority is None else None
        if quota is not None:
            self._must_be_left(group, day, quota)
        try:
            given = self.hall.number(group.letter, day, group.code, quota)
        except NumbersGivenOut as error:  # colleagues gave the last ones just now
            raise NumbersGivenOut(group=group.name, quota=str(quota)) from error
        cut = self.hall.shared and given.number is None and not self.hall.state(day).heard
        with self.store.write() as work:
            now = self.clock.now()  # in the transaction: the order of numbers is that of their moments
            close_days_before(work, site, day)

            def ticket_of(number: int) -> Ticket:
                return Ticket(uuid4(), site, day, given.letter, number, group.code, now, priority=priority)

            ahead, wait = wait_behind(work, site, now, priority)
            ticket = _numbered(work, given, ticket_of, site, day)
            if priority is not None:
                about = {"label": ticket.label, "reason": priority.value}
                work.audit.add(AuditLine(now, self.session.who, self.counter.code, "priority-given", about))
            brought(work, ticket)
            unheard = cut and all(t.called_by != self.counter.code for t in work.tickets.list(site, day))
        self.hall.changed()
        return IssuedTicket(ticket, ahead, wait, unheard=unheard)

    def _must_be_left(self, group: ServiceGroup, day: date, quota: int) -> None:
        """Of all that the hall has given out, as far as it is known here; who was sent on counts where he goes."""
        with self.store.read() as work:
            given = sum(ticket.group == group.code for ticket in work.tickets.list(self.counter.site, day))
        if given >= quota:
            raise NumbersGivenOut(group=group.name, quota=str(quota))


def _numbered(work: UnitOfWork, given: GivenNumber, ticket_of: Callable[[int], Ticket], site: str, day: date) -> Ticket:
    if given.number is None:
        return work.tickets.issue(ticket_of, site, day, given.letter)
    ticket = ticket_of(given.number)
    work.tickets.add(ticket)
    return ticket


@dataclass(frozen=True)
class PrintTicket:
    store: Store
    counter: Counter
    session: Session
    paperwork: Paperwork
    printers: Printers

    @needs(Right.TICKET)
    def __call__(self, issued: IssuedTicket, group_name: str) -> PrintJob:
        """Prints it for the first time. Raises a leaf of PrinterFault where nothing was printed; the number stays
        issued, whatever comes of the paper (`JobState.UNKNOWN`: nobody can tell)."""
        return self._print(issued.ticket, group_name, issued.people_ahead, issued.wait, issued.unheard)

    @needs(Right.TICKET)
    def again(self, ticket: Ticket, group_name: str) -> PrintJob:
        """The same number on another paper, which says that it is one. Raises as printing it does."""
        return self._print(ticket, group_name, people_ahead=None, wait=None)

    def _print(
        self,
        ticket: Ticket,
        group_name: str,
        people_ahead: int | None,
        wait: ExpectedWait | None,
        unheard: bool = False,
    ) -> PrintJob:
        slip = TicketSlip(
            unit_name=self.counter.unit.name,
            label=ticket.label,
            group_name=group_name,
            people_ahead=people_ahead,
            issued_at=ticket.issued_at,
            day=ticket.day,
            group=ticket.group,
            languages=self.counter.ticket_languages,
            reprint=people_ahead is None,
            wait=wait,
            unheard=unheard,
        )
        pdf = self.paperwork.queue_ticket(slip)
        return self.printers.print(pdf, ticket.label, self.counter.ticket_printer, self.counter.ticket_media)
