"""What the desk does with a number beside calling the next: calls it once more, parks it, sends it on to another
service, marks that its time says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.errors import NoTicket
from ..domain.people import Right
from ..domain.ticket import Ticket
from ..ports import AuditLine, Clock, Draft, Store, UnitOfWork
from .counter import Counter
from .drafting import open_draft
from .queueing import AT_THE_COUNTER, leave_counter
from .session import Session, needs


@dataclass(frozen=True)
class GuideTicket:
    """Every verb is about the ticket of the draft at this counter; NoTicket for a citizen who took none."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def once_more(self, draft_id: UUID) -> Ticket:
        """The number that the hall hears again; the wait is that of the first call. Raises NoTicket."""
        with self.store.read() as work:
            return self._ticket(work, open_draft(work, draft_id, self.session.who))

    @needs(Right.RECEIVE)
    def park(self, draft_id: UUID) -> Ticket:
        """One paper is missing and is being fetched: the citizen keeps the place, the dossier stays as it is.

        Raises NoTicket.
        """
        with self.store.write() as work:
            ticket = self._ticket(work, open_draft(work, draft_id, self.session.who))
            return leave_counter(work, ticket, ticket.parked(), self.clock.now())

    @needs(Right.RECEIVE)
    def send_on(self, draft_id: UUID, group: str, note: str) -> Ticket:
        """To another service of the same visit, with a word to whoever calls it; a dossier in which nothing stands is
        put away. Raises NoTicket."""
        now = self.clock.now()
        with self.store.write() as work:
            draft = open_draft(work, draft_id, self.session.who)
            ticket = self._ticket(work, draft)
            waiting = leave_counter(work, ticket, ticket.sent_on(now, group, note.strip()), now)
            if draft.dossier.applicant is None and not draft.pages:
                work.drafts.put_away(draft_id)
            return waiting

    @needs(Right.RECEIVE)
    def time_wrong(self, ticket_id: UUID, wrong: bool = True) -> None:
        """The clerk forgot to call the next, the citizen went out: its times do not count in the figures. Or do."""
        with self.store.write() as work:
            work.tickets.save(replace(work.tickets.get(ticket_id), time_wrong=wrong))
            work.tickets.mark_time_wrong(ticket_id, wrong)
            about = {"ticket": str(ticket_id), "wrong": str(wrong).lower()}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "time-marked", about))

    def _ticket(self, work: UnitOfWork, draft: Draft) -> Ticket:
        ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
        if ticket is None or ticket.state not in AT_THE_COUNTER:
            raise NoTicket
        return ticket
