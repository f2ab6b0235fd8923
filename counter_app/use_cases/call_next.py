"""Calls the next ticket to this counter and opens a dossier for it; or puts one away whose citizen is not here or
goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from ..domain.dossier import Dossier, LookUpState
from ..domain.errors import NothingWaiting, SomebodyElses
from ..domain.people import Right
from ..domain.ticket import Language, Ticket, TicketState
from ..ports import AuditLine, Clock, Draft, Hall, Store, UnitOfWork
from .counter import Counter
from .drafting import nothing_done, open_draft
from .holdings import with_local_holdings
from .queueing import AT_THE_COUNTER, at_counter, close_days_before, end_service, local_day
from .session import KIOSK_ACCOUNT, Session, needs


@dataclass(frozen=True)
class CallNext:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall

    @needs(Right.RECEIVE)
    def __call__(self) -> Draft:
        """Finishes the ticket at this counter, claims the longest waiting and opens its draft, all at once.

        Raises NothingWaiting; then a number whose dossier is done is finished all the same, and one that is being
        served stays. Without the hall's server OnlyUnclear: nobody knows who calls those that wait.
        """
        now = self.clock.now()
        today = local_day(now)
        with self.hall.claim(today, now) as choose, self.store.write() as work:
            close_days_before(work, self.counter.site, today)
            waiting = choose(work)
            draft = self._call(work, waiting, now) if waiting is not None else None
            if draft is None:
                self._end_what_is_done(work, now)
        self.hall.changed()
        if draft is None:
            raise NothingWaiting
        return draft

    @needs(Right.RECEIVE)
    def again(self, ticket_id: UUID) -> Draft:
        """Calls a number whose citizen was not here, or that was parked: only ever by a person's act. A parked one's
        dossier comes back as it was left.

        Raises NothingWaiting when it waits no longer (another counter called it first), and then changes nothing, and
        SomebodyElses for a parked one whose dossier a colleague has begun, HeldElsewhere for one that another counter
        may be calling.
        """
        now = self.clock.now()
        with self.hall.claim(local_day(now), now, ticket_id) as choose, self.store.write() as work:
            missed = choose(work)
            if missed is None or missed.state not in self._callable_again:
                raise NothingWaiting
            draft = self._call(work, missed, now)
        self.hall.changed()
        return draft

    @property
    def _callable_again(self) -> tuple[TicketState, ...]:
        """In a hall also what nobody else can call: it waits for a counter, or stood at one, that is away."""
        away = (TicketState.NOT_HERE, TicketState.PARKED)
        return (*away, TicketState.WAITING, *AT_THE_COUNTER) if self.hall.shared else away

    def _call(self, work: UnitOfWork, ticket: Ticket, now: datetime) -> Draft:
        of_it = (draft for draft in work.drafts.all_open() if draft.ticket_id == ticket.id)
        kept = ticket.state in (TicketState.PARKED, TicketState.NOT_HERE)
        parked = next(of_it, None) if kept else None
        begun = open_draft(work, parked.dossier.id, self.session.who) if parked is not None else None
        _leave_current(work, self.counter, self.session.who, now)
        called = ticket.called(now, self.counter.code, gone=self.hall.shared)
        work.tickets.save(called)
        if begun is not None:
            work.drafts.save(begun)  # the latest again, and not put away for having nothing in it
            return begun
        return _new_draft(work, self.session.who, now, called)

    def _end_what_is_done(self, work: UnitOfWork, now: datetime) -> None:
        open_still = {draft.ticket_id for draft in work.drafts.all_open()}
        for ticket in at_counter(work, self.counter.site, self.counter.code, now):
            if ticket.id not in open_still:
                end_service(work, ticket, now)


@dataclass(frozen=True)
class WalkIn:
    """Opens a dossier for a citizen without a ticket."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def __call__(self) -> Draft:
        now = self.clock.now()
        with self.store.write() as work:
            _leave_current(work, self.counter, self.session.who, now)
            return _new_draft(work, self.session.who, now, None)


@dataclass(frozen=True)
class NotHere:
    """The called citizen did not come: the ticket is marked, the empty draft put away. One that was begun before, and
    parked, waits with its number."""

    store: Store
    clock: Clock
    session: Session
    hall: Hall

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID) -> None:
        with self.store.write() as work:
            draft = open_draft(work, draft_id, self.session.who)
            ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
            missed = ticket is not None and ticket.state is TicketState.CALLED
            if ticket is not None and missed:
                work.tickets.save(ticket.not_here(self.clock.now()))
            if ticket is None or not missed or nothing_done(work, draft):
                work.drafts.put_away(draft_id)
            elif self.hall.shared:
                work.left.lay(draft, ticket.id, ticket.day)
        self.hall.changed()


@dataclass(frozen=True)
class PutAway:
    """The citizen goes without handing in: the draft is put away, whatever is on it, and the ticket is finished."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID) -> Draft:
        """The draft as it was, for `take_back`. Raises AlreadyAccepted, SomebodyElses."""
        now = self.clock.now()
        with self.store.write() as work:
            draft = open_draft(work, draft_id, self.session.who)
            ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
            if ticket is not None and ticket.state in AT_THE_COUNTER:
                end_service(work, ticket, now)
            work.drafts.put_away(draft_id)
            work.audit.add(self._line(draft, "draft-put-away"))
            return draft

    @needs(Right.RECEIVE)
    def take_back(self, draft: Draft) -> Draft:
        """Undoes it: the draft is open again, as it was. The ticket stays finished. Raises AlreadyAccepted."""
        if draft.clerk != self.session.who:
            raise SomebodyElses
        with self.store.write() as work:
            work.drafts.save(draft)
            work.audit.add(self._line(draft, "draft-taken-back"))
        return draft

    def _line(self, draft: Draft, what: str) -> AuditLine:
        about = {"dossier": str(draft.dossier.id)}
        return AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about)


@dataclass(frozen=True)
class Resume:
    """The clerk's open draft after a restart, at the step where it was left."""

    store: Store
    session: Session

    @needs(Right.RECEIVE)
    def __call__(self) -> Draft | None:
        with self.store.read() as work:
            return next((d for d in work.drafts.open_of(self.session.who) if not _expected_later(work, d)), None)

    @needs(Right.RECEIVE)
    def of(self, draft_id: UUID) -> Draft:
        """The draft as it stands now: something behind (a scan, a late look-up) has changed it.

        Raises AlreadyAccepted, SomebodyElses.
        """
        with self.store.read() as work:
            return open_draft(work, draft_id, self.session.who)


def _expected_later(work: UnitOfWork, draft: Draft) -> bool:
    """Whether its citizen keeps a place and is not at the counter now."""
    ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
    return ticket is not None and ticket.state in (TicketState.PARKED, TicketState.WAITING, TicketState.NOT_HERE)


def _leave_current(work: UnitOfWork, counter: Counter, clerk: str, now: datetime) -> None:
    """Finishes this counter's ticket. A draft that was begun is kept; one with nothing in it would only come back."""
    for draft in work.drafts.open_of(clerk):
        if _untouched(work, draft) and not _expected_later(work, draft):
            work.drafts.put_away(draft.dossier.id)
    for ticket in at_counter(work, counter.site, counter.code, now):
        end_service(work, ticket, now)


def _untouched(work: UnitOfWork, draft: Draft) -> bool:
    """Nothing stands in it but what its citizen, who never came, had brought with the number."""
    if not nothing_done(work, draft):
        return False
    never_came = draft.ticket_id is not None and work.tickets.get(draft.ticket_id).state is TicketState.CALLED
    return draft.dossier.applicant is None or never_came


def _new_draft(work: UnitOfWork, clerk: str, now: datetime, ticket: Ticket | None) -> Draft:
    dossier = Dossier(uuid4(), local_day(now), rules=work.catalogue.rules(local_day(now)))
    language = ticket.language if ticket is not None and ticket.language is not None else Language.VIETNAMESE
    draft = Draft(dossier, clerk, ticket.id if ticket else None, language=language)
    left = work.left.of_ticket(ticket.id) if ticket is not None else ()
    if left:  # what a clerk has begun says more than what the kiosk was told
        draft = _goes_on(work, max(left, key=lambda one: one.clerk != KIOSK_ACCOUNT), draft)
    work.drafts.save(draft)
    return draft


def _goes_on(work: UnitOfWork, left: Draft, draft: Draft) -> Draft:
    """What was brought with the number, or parked with it at a colleague's counter, in a dossier of this counter's own:
    where two counters call one number, each without the other, theirs are two. An answer of the province that is still
    awaited is asked for again."""
    dossier = replace(left.dossier, id=draft.dossier.id)
    if dossier.look_up is not LookUpState.ANSWERED:
        dossier = with_local_holdings(work, dossier)
    language = draft.language if left.clerk == KIOSK_ACCOUNT else left.language
    return replace(left, dossier=dossier, clerk=draft.clerk, ticket_id=draft.ticket_id, language=language, handed_by="")
