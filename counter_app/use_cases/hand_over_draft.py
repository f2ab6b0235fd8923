"""A supervisor sees everybody's open drafts and hands one to a colleague: its clerk is ill, has left, or went home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from ..domain.deadline import VIETNAM
from ..domain.dossier import LookUpState
from ..domain.errors import (
    AlreadyAccepted,
    CannotReceive,
    DraftOutOfReach,
    GivenUnclear,
    OnlineOver,
    OnlineUnclear,
    PagesHere,
    PagesThere,
    TakenElsewhere,
)
from ..domain.people import Account, Right
from ..ports import AuditLine, Clock, Draft, DraftElsewhere, GivenDraft, Hall, Store, UnitOfWork
from .counter import Counter
from .holdings import with_local_holdings
from .session import Session, needs

_KEPT = timedelta(days=30)  # for whom it was given to, as long as one that was put away


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """An open draft and whose it is; `clerk` None: nobody that this counter knows. `label` of its ticket. `elsewhere`:
    given to the clerk, who takes it up at any counter of the hall."""

    draft: Draft
    clerk: Account | None
    label: str
    elsewhere: bool = False


TakeOver = Callable[[UUID], AbstractContextManager[Draft]]


@contextmanager
def nobody_s(draft_id: UUID) -> Iterator[Draft]:
    """Where there is no hall, no draft is at another counter."""
    raise DraftOutOfReach
    yield


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A draft in a clerk's hands at another counter of the hall, as this one heard last; `clerk` None: nobody that is
    known here. `lost`: that counter is out of touch; `away_since`: the hall's server is, and nobody knows what became
    of the draft meanwhile."""

    told: DraftElsewhere
    clerk: Account | None
    lost: bool = False
    away_since: datetime | None = None


@dataclass(frozen=True)
class HandOverDraft:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall
    left_over: Callable[[UUID], int] = lambda _: 0  # pages out of this counter's scanner that lie on no draft
    over: TakeOver = nobody_s

    @property
    def shared(self) -> bool:
        """Whether there are other counters to give a draft to."""
        return self.hall.shared

    @needs(Right.HAND_OVER_DRAFT)
    def drafts(self) -> tuple[HeldDraft, ...]:
        """Those of others in which something stands, the latest first; a withdrawn account's, too. Then what was given
        away at any counter and waits to be taken up."""
        found = []
        with self.store.read() as work:
            for draft in work.drafts.all_open():
                if draft.clerk != self.session.who and (draft.dossier.applicant or draft.pages):
                    ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
                    clerk = work.people.account(draft.clerk)
                    found.append(HeldDraft(draft, clerk, ticket.label if ticket else ""))
            given = (one.draft for one in work.left.given() if one.draft.clerk != self.session.who)
            found += [HeldDraft(draft, work.people.account(draft.clerk), "", elsewhere=True) for draft in given]
        return tuple(found)

    @needs(Right.RECEIVE)
    def elsewhere(self) -> tuple[HeldElsewhere, ...]:
        """Those in a clerk's hands at the other counters, the longest first. Whose citizens they are is told to who may
        read the register."""
        state = self.hall.state(self.clock.now().astimezone(VIETNAM).date())
        names = self.session.may(Right.READ_REGISTER)
        with self.store.read() as work:
            return tuple(
                HeldElsewhere(
                    one if names else replace(one, who=""),
                    work.people.account(one.clerk),
                    one.counter in state.gone,
                    state.away_since,
                )
                for one in work.held.elsewhere()
            )

    @needs(Right.HAND_OVER_DRAFT)
    def receivers(self) -> tuple[Account, ...]:
        """Who may go on with a draft, by name; oneself first."""
        with self.store.read() as work:
            able = [each for each in work.people.accounts() if each.active and each.may(Right.RECEIVE)]
        return tuple(sorted(able, key=lambda each: each.id != self.session.who))

    @needs(Right.HAND_OVER_DRAFT)
    def __call__(self, draft_id: UUID, to: str, elsewhere: bool = False) -> Draft:
        """The draft as its new clerk (an id) will find it: at this counter, or `elsewhere`, at whichever counter of the
        hall that clerk takes it up. Raises CannotReceive, AlreadyAccepted; TakenElsewhere, GivenUnclear for one that
        was given before; PagesHere, PagesThere where pages of it would stay at its counter; TakenElsewhere,
        TakenUnclear, DraftOutOfReach for one that another counter has."""
        with self.store.read() as work:
            there = next((one for one in work.held.elsewhere() if one.dossier_id == draft_id), None)
        if there is not None:
            return self._taken_over(there, to, elsewhere)
        with self._alone_with(draft_id), self.store.write() as work:
            _must_receive(work, to)
            given = _given(work, draft_id)
            draft = given.draft if given is not None else _open(work, draft_id)
            if draft.clerk == to and elsewhere == (given is not None):
                return draft
            if elsewhere and given is None and self.left_over(draft_id):
                raise PagesHere(kept=str(self.left_over(draft_id)))
            handed = replace(draft, clerk=to, handed_by=draft.clerk, ticket_id=None if elsewhere else draft.ticket_id)
            if elsewhere:
                work.left.give(handed, (self.clock.now() + _KEPT).astimezone(VIETNAM).date())
                if given is None:
                    work.drafts.put_away(draft_id)
            else:
                work.drafts.save(handed)
                if given is not None:
                    work.left.take(draft_id, self.counter.code)
            work.typed.hand_over(draft_id, to)
            about = {"dossier": str(draft_id), "from": draft.clerk, "to": to}
            about |= {"where": "hall"} if elsewhere else {}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "draft-handed-over", about))
        self.hall.changed()
        return handed

    def _taken_over(self, there: DraftElsewhere, to: str, elsewhere: bool) -> Draft:
        """As another draft: its own counter may have accepted it, and nobody has heard of it yet. Raises PagesThere
        where somebody could still lay them on it; those of a dead PC are scanned again."""
        state = self.hall.state(self.clock.now().astimezone(VIETNAM).date())
        if there.spooled and there.counter not in state.gone:
            raise PagesThere(kept=str(there.spooled), counter=there.counter)
        with self.over(there.dossier_id) as draft, self.store.write() as work:
            _must_receive(work, to)
            if draft.submitted_at is not None:
                raise CannotReceive  # sent online: any counter opens it from its list
            dossier = replace(draft.dossier, id=uuid4())
            if dossier.look_up is not LookUpState.ANSWERED:
                dossier = with_local_holdings(work, dossier)
            handed = replace(draft, dossier=dossier, clerk=to, handed_by=draft.clerk, ticket_id=None)
            work.held.take_over(there.dossier_id, self.counter.code, dossier.id)
            if elsewhere:
                work.left.give(handed, (self.clock.now() + _KEPT).astimezone(VIETNAM).date())
            else:
                work.drafts.save(handed)
            about = {"dossier": str(dossier.id), "from": draft.clerk, "to": to}
            about |= {"was": str(there.dossier_id), "at": there.counter} | ({"where": "hall"} if elsewhere else {})
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "draft-handed-over", about))
        self.hall.changed()
        return handed

    @contextmanager
    def _alone_with(self, draft_id: UUID) -> Iterator[None]:
        """One that was given may be taken up at another counter at this moment."""
        with self.store.read() as work:
            given = _given(work, draft_id)
        with only_here(self.hall, given):
            yield


@dataclass(frozen=True)
class TakeUpDraft:
    """The clerk goes on with what a supervisor of the hall gave: at this counter, and no other any more."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID) -> Draft:
        """Its pages come behind it. Raises TakenElsewhere, GivenUnclear, AlreadyAccepted."""
        clerk = self.session.who
        with self.store.read() as work:
            known = _given(work, draft_id)
        with only_here(self.hall, known), self.store.write() as work:
            given = _given(work, draft_id)
            if given is None or given.draft.clerk != clerk:
                raise TakenElsewhere
            work.drafts.save(given.draft)
            work.left.take(draft_id, self.counter.code)
            about = {"dossier": str(draft_id), "from": given.draft.handed_by}
            work.audit.add(AuditLine(self.clock.now(), clerk, self.counter.code, "draft-taken-up", about))
        self.hall.changed()
        return given.draft


@contextmanager
def only_here(hall: Hall, given: GivenDraft | None) -> Iterator[None]:
    """Of all counters one goes on with what was given; given again, it is another matter. Raises TakenElsewhere,
    GivenUnclear."""
    if given is None:
        yield
        return
    try:
        claimed = hall.sole(uuid5(given.draft.dossier.id, str(given.turn)))
        with claimed:
            yield
    except OnlineOver as error:
        raise TakenElsewhere from error
    except OnlineUnclear as error:
        raise GivenUnclear from error


def _given(work: UnitOfWork, draft_id: UUID) -> GivenDraft | None:
    return next((one for one in work.left.given() if one.draft.dossier.id == draft_id), None)


def _must_receive(work: UnitOfWork, to: str) -> None:
    receiver = work.people.account(to)
    if receiver is None or not receiver.active or not receiver.may(Right.RECEIVE):
        raise CannotReceive


def _open(work: UnitOfWork, draft_id: UUID) -> Draft:
    try:
        return work.drafts.get(draft_id)
    except KeyError as error:  # accepted or put away while the list was on the screen
        raise AlreadyAccepted from error
