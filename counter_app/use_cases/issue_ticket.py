"""Gives a citizen a queue number for a service group, and prints it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from ..domain.deadline import VIETNAM
from ..domain.people import Right
from ..domain.receipt import TicketSlip
from ..domain.ticket import ServiceGroup, Ticket, TicketState
from ..ports import Clock, Paperwork, Printers, PrintJob, Store
from .counter import Counter
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    ticket: Ticket
    people_ahead: int


@dataclass(frozen=True)
class IssueTicket:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.TICKET)
    def __call__(self, group: ServiceGroup) -> IssuedTicket:
        """The next number of the group's letter today, durable before anything is printed."""
        site = self.counter.site
        with self.store.write() as work:
            now = self.clock.now()  # in the transaction: the order of numbers is that of their moments
            day = now.astimezone(VIETNAM).date()

            def ticket_of(number: int) -> Ticket:
                return Ticket(uuid4(), site, day, group.letter, number, group.code, now)

            ahead = work.tickets.count(site, day, TicketState.WAITING)
            return IssuedTicket(work.tickets.issue(ticket_of, site, day, group.letter), ahead)


@dataclass(frozen=True)
class PrintTicket:
    store: Store
    counter: Counter
    session: Session
    paperwork: Paperwork
    printers: Printers

    @needs(Right.TICKET)
    def __call__(self, ticket_id: UUID, people_ahead: int, group_name: str) -> PrintJob:
        """Prints it for the first time. Raises a leaf of PrinterFault where nothing was printed; the number stays
        issued, whatever comes of the paper (`JobState.UNKNOWN`: nobody can tell)."""
        return self._print(ticket_id, people_ahead, group_name)

    @needs(Right.TICKET)
    def again(self, ticket_id: UUID, group_name: str) -> PrintJob:
        """The same number on another paper, which says that it is one. Raises as printing it does."""
        return self._print(ticket_id, None, group_name)

    def _print(self, ticket_id: UUID, people_ahead: int | None, group_name: str) -> PrintJob:
        with self.store.read() as work:
            ticket = work.tickets.get(ticket_id)
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
        )
        pdf = self.paperwork.queue_ticket(slip)
        return self.printers.print(pdf, ticket.label, self.counter.ticket_printer, self.counter.ticket_media)
