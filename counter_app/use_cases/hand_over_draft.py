"""A supervisor sees everybody's open drafts and hands one to a colleague: its clerk is ill, has left, or went home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.errors import AlreadyAccepted, CannotReceive
from ..domain.people import Account, Right
from ..ports import AuditLine, Clock, Draft, Store, UnitOfWork
from .counter import Counter
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """An open draft and whose it is; `clerk` None: nobody that this counter knows. `label` of its ticket."""

    draft: Draft
    clerk: Account | None
    label: str


@dataclass(frozen=True)
class HandOverDraft:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.HAND_OVER_DRAFT)
    def drafts(self) -> tuple[HeldDraft, ...]:
        """Those of others in which something stands, the latest first; a withdrawn account's, too."""
        found = []
        with self.store.read() as work:
            for draft in work.drafts.all_open():
                if draft.clerk != self.session.who and (draft.dossier.applicant or draft.pages):
                    ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id is not None else None
                    clerk = work.people.account(draft.clerk)
                    found.append(HeldDraft(draft, clerk, ticket.label if ticket else ""))
        return tuple(found)

    @needs(Right.HAND_OVER_DRAFT)
    def receivers(self) -> tuple[Account, ...]:
        """Who may go on with a draft, by name; oneself first."""
        with self.store.read() as work:
            able = [each for each in work.people.accounts() if each.active and each.may(Right.RECEIVE)]
        return tuple(sorted(able, key=lambda each: each.id != self.session.who))

    @needs(Right.HAND_OVER_DRAFT)
    def __call__(self, draft_id: UUID, to: str) -> Draft:
        """The draft as its new clerk (an id) will find it. Raises CannotReceive, AlreadyAccepted."""
        with self.store.write() as work:
            receiver = work.people.account(to)
            if receiver is None or not receiver.active or not receiver.may(Right.RECEIVE):
                raise CannotReceive
            draft = _open(work, draft_id)
            if draft.clerk == to:
                return draft
            given = replace(draft, clerk=to, handed_by=draft.clerk)
            work.drafts.save(given)
            about = {"dossier": str(draft_id), "from": draft.clerk, "to": to}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "draft-handed-over", about))
        return given


def _open(work: UnitOfWork, draft_id: UUID) -> Draft:
    try:
        return work.drafts.get(draft_id)
    except KeyError as error:  # accepted or put away while the list was on the screen
        raise AlreadyAccepted from error
