"""What the desk sees at a glance: the queue, the accepted dossiers, the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..domain.people import Right
from ..domain.ticket import ServiceGroup, Ticket, TicketState
from ..domain.units import Commune
from ..domain.waiting import ExpectedWait
from ..ports import AcceptedDossier, Clock, Draft, HallState, LineStatus, Store, UnitOfWork
from .counter import Counter
from .dwelling import communes_of, to_be_asked
from .hand_over_draft import HeldDraft
from .queueing import AT_THE_COUNTER, at_work, local_day, wait_behind, waiting_in_order
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class QueueView:
    """`waiting` in the order of the call; of them `sent_on` are called last here, or not at all: this counter sent them
    on itself, or they were sent to a certain other counter. `parked` keep their place."""

    waiting: tuple[Ticket, ...]
    current: Ticket | None
    not_here: tuple[Ticket, ...] = ()
    parked: tuple[Ticket, ...] = ()
    wait: ExpectedWait | None = None  # of whoever takes a number now
    at_counters: tuple[Ticket, ...] = ()  # called or served, of all counters, the latest call first
    lost: tuple[Ticket, ...] = ()  # called or served at a counter that is out of touch: a colleague may call them
    hall: HallState = field(default_factory=HallState)
    sent_on: tuple[Ticket, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """`online` None: not tried yet; `waiting` events not yet confirmed, the `oldest` of them from when, `set_aside` of
    them for somebody to look at; `as_of` of the local register; `site`: what keeps this counter from its colleagues."""

    online: bool | None
    waiting: int
    as_of: datetime | None
    problem: str | None = None
    oldest: datetime | None = None
    set_aside: int = 0
    site: str | None = None


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A dossier that the clerk has begun and not finished; `label` of its ticket; `handed_by` the name of
    whose it was; `given_at`: the counter of the hall where a supervisor gave it to the clerk, who has not taken it up.
    Empty where there is none."""

    draft: Draft
    label: str
    handed_by: str = ""
    given_at: str = ""


@dataclass(frozen=True)
class Overview:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    line_state: Callable[[], LineStatus] = LineStatus
    hall_state: Callable[[date], HallState] = lambda _: HallState()

    @anybody
    def groups(self) -> tuple[ServiceGroup, ...]:
        with self.store.read() as work:
            return work.catalogue.groups()

    @anybody
    def source_names(self) -> dict[str, str]:
        """The name of each source of held papers, by its code."""
        with self.store.read() as work:
            return dict(work.catalogue.sources())

    @anybody
    def communes_today(self, address: str) -> tuple[Commune, ...]:
        """Where an address on an older card lies since 7/2025; several for a commune that was split, none where the
        table does not know or the address names the commune of today."""
        with self.store.read() as work:
            found = communes_of(work, address)
        return () if any(commune.named_in(address) for commune in found) else found

    @anybody
    def asks_where(self, address: str) -> bool:
        """Whether the address is an old one of which no table says where it lies today."""
        with self.store.read() as work:
            return to_be_asked(work, address)

    @anybody
    def queue(self) -> QueueView:
        with self.store.read() as work:
            now = self.clock.now()
            today = work.tickets.list(self.counter.site, local_day(now))
            _, wait = wait_behind(work, self.counter.site, now)
        hall = self.hall_state(local_day(now))
        if not hall.shared:
            others = (one for one in at_work(today, now) if one != self.counter.code)
            hall = replace(hall, colleagues=tuple(others))
        called = [ticket for ticket in today if ticket.state in AT_THE_COUNTER]
        called.sort(key=lambda ticket: ticket.last_heard or now, reverse=True)
        waiting = waiting_in_order(today)
        return QueueView(
            waiting=waiting,
            sent_on=tuple(ticket for ticket in waiting if self._sent_on(ticket, hall)),
            current=next((ticket for ticket in called if ticket.called_by == self.counter.code), None),
            not_here=tuple(t for t in today if t.state is TicketState.NOT_HERE),
            parked=tuple(t for t in today if t.state is TicketState.PARKED),
            wait=wait,
            at_counters=tuple(ticket for ticket in called if ticket.called_by not in hall.gone),
            lost=tuple(ticket for ticket in called if ticket.called_by in hall.gone),
            hall=hall,
        )

    def _sent_on(self, ticket: Ticket, hall: HallState) -> bool:
        at_work = hall.colleagues if hall.heard else (ticket.sent_to or "",)  # nobody can tell, then
        return ticket.sent_by == self.counter.code or ticket.waits_for_another(self.counter.code, at_work)

    @needs(Right.RECEIVE)
    def drafts(self) -> tuple[OpenDraft, ...]:
        """The clerk's own that were neither accepted nor put away, the latest first. One with nothing in it counts
        only while its citizen is expected at the counter."""
        found = []
        with self.store.read() as work:
            for draft in work.drafts.open_of(self.session.who):
                ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
                if draft.dossier.applicant or draft.pages or (ticket and ticket.state in AT_THE_COUNTER):
                    found.append(OpenDraft(draft, ticket.label if ticket else "", _name(work, draft.handed_by)))
            for given in work.left.given(self.session.who):
                by = _name(work, given.draft.handed_by)
                found.append(OpenDraft(given.draft, "", by, given.counter or self.counter.code))
        return tuple(found)

    @needs(Right.RECEIVE)
    def handed_on(self) -> tuple[HeldDraft, ...]:
        """Open drafts that were this person's until a supervisor gave them to somebody else."""
        who = self.session.who
        with self.store.read() as work:
            return tuple(
                HeldDraft(draft, work.people.account(draft.clerk), "")
                for draft in (*work.drafts.all_open(), *(one.draft for one in work.left.given()))
                if draft.handed_by == who
            )

    @needs(Right.RECEIVE)
    def dossiers(self) -> tuple[AcceptedDossier, ...]:
        """The unit's latest; the person's own for who may not read the whole register."""
        clerk = None if self.session.may(Right.READ_REGISTER) else self.session.who
        with self.store.read() as work:
            found = work.dossiers.recent(clerk=clerk)
            gone = work.retention.purged(dossier.id for dossier in found)
        return tuple(replace(dossier, purged=gone.get(dossier.id, ())) for dossier in found)

    @anybody
    def line(self) -> LineView:
        state = self.line_state()
        with self.store.read() as work:
            backlog, as_of = work.outbox.backlog(self.clock.now()), work.register.as_of()
        return LineView(
            state.online, backlog.count, as_of, state.problem, backlog.oldest, backlog.set_aside, state.site
        )


def _name(work: UnitOfWork, account: str) -> str:
    known = work.people.account(account) if account else None
    return known.name if known else ""
