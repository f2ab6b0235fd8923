"""The citizen looks at what was understood, in their language, and says that it is right. It never blocks reception."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.citizen_check import CitizenCheck, Told, fingerprint
from ..domain.people import Right
from ..domain.ticket import Language
from ..ports import AuditLine, Clock, Draft, Remembered, Store, UnitOfWork
from .counter import Counter
from .drafting import change_draft
from .session import Session, needs


@dataclass(frozen=True)
class CheckWithCitizen:
    """`places` remembers on this PC which screen the citizen sees."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    places: Remembered

    @needs(Right.RECEIVE)
    def speak(self, draft_id: UUID, language: Language) -> Draft:
        """For this dossier and all that this visit still brings, at whichever counter."""

        def chosen(work: UnitOfWork, draft: Draft) -> Draft:
            if draft.ticket_id is not None:
                work.tickets.save(replace(work.tickets.get(draft.ticket_id), language=language))
            return replace(draft, language=language)

        return change_draft(self.store, draft_id, self.session.who, chosen)

    @needs(Right.RECEIVE)
    def confirm(self, draft_id: UUID, told: Told, of: str | None = None) -> Draft:
        """`of`: the fingerprint of what was shown; where the dossier has changed since, nothing is confirmed. None: as
        it stands. A second time changes nothing."""

        def check(work: UnitOfWork, draft: Draft) -> Draft:
            now = fingerprint(draft.dossier)
            if of not in (None, now) or (draft.checked is not None and draft.checked.of == now):
                return draft
            about = {"dossier": str(draft_id), "how": told.value, "language": draft.language.value}
            who, counter = self.session.who, self.counter.code
            work.audit.add(AuditLine(self.clock.now(), who, counter, "citizen-checked", about))
            found = CitizenCheck(self.clock.now(), told, draft.language, now)
            return replace(draft, checked=found)

        return change_draft(self.store, draft_id, self.session.who, check)

    @needs(Right.RECEIVE)
    def deny(self, draft_id: UUID) -> Draft:
        """Something is wrong, the citizen says."""
        return change_draft(self.store, draft_id, self.session.who, lambda _, draft: replace(draft, checked=None))
