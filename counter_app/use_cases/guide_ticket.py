"""What the desk does with a number beside calling the next: calls it once more, parks it, sends it on to another
service, marks that its time says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.errors import NoTicket
from ..domain.people import Right
from ..domain.ticket import Ticket
from ..ports import AuditLine, Clock, Hall, Store, UnitOfWork
from .counter import Counter
from .drafting import nothing_done
from .queueing import at_counter, leave_counter
from .session import Session, needs


@dataclass(frozen=True)
class GuideTicket:
    """Every verb is about the number at this counter, before and after its dossier is accepted; NoTicket where there is
    none."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall

    @needs(Right.RECEIVE)
    def once_more(self) -> Ticket:
        """The number that the hall hears again; the wait is that of the first call. Raises NoTicket."""
        with self.store.write() as work:
            ticket = self._ticket(work).called_once_more(self.clock.now())
            work.tickets.save(ticket)
        self.hall.changed()
        return ticket

    @needs(Right.RECEIVE)
    def park(self) -> Ticket:
        """One paper is missing and is being fetched: the citizen keeps the place, the dossier stays as it is. In a hall
        any counter that calls the number goes on with it, its pages too.

        Raises NoTicket.
        """
        with self.store.write() as work:
            ticket = self._ticket(work)
            for draft in work.drafts.all_open() if self.hall.shared else ():
                if draft.ticket_id == ticket.id and (draft.dossier.applicant or draft.pages):
                    work.left.lay(draft, ticket.id, ticket.day)
            parked = leave_counter(work, ticket, ticket.parked(), self.clock.now())
        self.hall.changed()
        return parked

    @needs(Right.RECEIVE)
    def send_on(self, group: str, note: str) -> Ticket:
        """To another service of the same visit, with a word to whoever calls it. A dossier that was begun stays this
        clerk's, without the number; one in which nothing stands is put away. Raises NoTicket."""
        return self._send(note, group=group)

    @needs(Right.RECEIVE)
    def send_to(self, counter: str, note: str) -> Ticket:
        """As `send_on`, to a certain counter: nobody else calls the number while that one is at work. Raises
        NoTicket."""
        return self._send(note, to=counter)

    def _send(self, note: str, group: str | None = None, to: str | None = None) -> Ticket:
        now = self.clock.now()
        with self.store.write() as work:
            ticket = self._ticket(work)
            for draft in work.drafts.all_open():
                if draft.ticket_id == ticket.id:
                    empty = nothing_done(work, draft)  # whoever calls the number finds what was brought with it
                    work.drafts.save(replace(draft, ticket_id=None))
                    if empty:
                        work.drafts.put_away(draft.dossier.id)
            away = ticket.sent_on(now, ticket.group if group is None else group, note.strip(), to)
            sent = leave_counter(work, ticket, away, now)
        self.hall.changed()
        return sent

    @needs(Right.RECEIVE)
    def time_wrong(self, ticket_id: UUID, wrong: bool = True) -> None:
        """The clerk forgot to call the next, the citizen went out: its times do not count in the figures. Or do."""
        with self.store.write() as work:
            ticket = replace(work.tickets.get(ticket_id), time_wrong=wrong)
            work.tickets.save(ticket)
            work.tickets.mark_time_wrong(ticket_id, wrong)
            about = {"label": ticket.label, "wrong": str(wrong).lower()}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "time-marked", about))

    def _ticket(self, work: UnitOfWork) -> Ticket:
        here = at_counter(work, self.counter.site, self.counter.code, self.clock.now())
        if not here:
            raise NoTicket
        return here[-1]
