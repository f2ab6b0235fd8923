"""A supervisor sees everybody's open drafts and hands one to a colleague: its clerk is ill, has left, or went home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid5

from ..domain.deadline import VIETNAM
from ..domain.errors import (
    AlreadyAccepted,
    CannotReceive,
    GivenUnclear,
    OnlineOver,
    OnlineUnclear,
    PagesHere,
    TakenElsewhere,
)
from ..domain.people import Account, Right
from ..ports import AuditLine, Clock, Draft, GivenDraft, Hall, Store, UnitOfWork
from .counter import Counter
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


@dataclass(frozen=True)
class HandOverDraft:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall
    left_over: Callable[[UUID], int] = lambda _: 0  # pages out of this counter's scanner that lie on no draft

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
        was given before; PagesHere where pages of it would stay at this counter."""
        with self._alone_with(draft_id), self.store.write() as work:
            receiver = work.people.account(to)
            if receiver is None or not receiver.active or not receiver.may(Right.RECEIVE):
                raise CannotReceive
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


def _open(work: UnitOfWork, draft_id: UUID) -> Draft:
    try:
        return work.drafts.get(draft_id)
    except KeyError as error:  # accepted or put away while the list was on the screen
        raise AlreadyAccepted from error
