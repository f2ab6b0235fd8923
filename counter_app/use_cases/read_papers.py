"""Reads what a scanned paper says of itself, behind the desk: suggested with how sure it is, kept only by a key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.dossier import PaperFacts
from ..domain.errors import ClerkCanRetry
from ..domain.paper_text import Suggestion, suggest
from ..domain.people import Right
from ..ports import Clock, Draft, Imaging, PageAct, Store, UnitOfWork, Vault
from .drafting import change_draft, open_draft
from .laid_pages import assigned, recorded
from .session import Session, needs


@dataclass(frozen=True)
class ReadPapers:
    store: Store
    clock: Clock
    session: Session
    vault: Vault
    imaging: Imaging

    @needs(Right.RECEIVE)
    def suggestion(self, draft_id: UUID, page: str) -> Suggestion:
        """What a page of the draft says. Takes seconds; changes nothing. Raises VaultFileDamaged, NoLanguageData."""
        with self.store.read() as work:
            procedure = open_draft(work, draft_id, self.session.who).dossier.procedure
            titles = work.catalogue.titles()
        lines = self.imaging.read_paper(self.vault.get(page))
        today = self.clock.now().astimezone(VIETNAM).date()
        return suggest(lines, procedure.components if procedure else (), titles, today)

    @needs(Right.RECEIVE)
    def take(self, draft_id: UUID, page: str, suggestion: Suggestion) -> Draft:
        """The clerk has looked: the page goes under the paper suggested, as by its digit, and what was read is kept
        with the page, instead of what another page said of the same paper. Raises ReasonNeeded for a paper that is
        held, ClerkCanRetry for a page under none."""

        def take(_: UnitOfWork, draft: Draft) -> Draft:
            laid = draft if suggestion.component is None else assigned(draft, page, suggestion.component)
            under = laid.component_of(page)
            if under is None:
                raise ClerkCanRetry("the page lies under no paper")
            told = (
                replace(p, facts=suggestion.facts if p.name == page else PaperFacts())
                if laid.component_of(p.name) == under
                else p
                for p in laid.pages
            )
            return recorded(PageAct.READ, draft, replace(laid, pages=tuple(told)))

        return change_draft(self.store, draft_id, self.session.who, take)
