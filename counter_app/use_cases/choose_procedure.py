"""Finds a procedure in the catalogue in force and puts it on the draft, with what is held for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.dossier import Channel
from ..domain.errors import NotNow
from ..domain.people import Right
from ..domain.procedure import Procedure, find_procedures
from ..ports import Clock, Draft, Store, UnitOfWork
from .drafting import change_draft
from .holdings import with_local_holdings
from .session import Session, anybody, needs


@dataclass(frozen=True)
class FindProcedures:
    store: Store
    clock: Clock

    @anybody
    def __call__(self, typed: str) -> tuple[Procedure, ...]:
        """By code, its start or tail, or a few letters without marks; all of them for nothing typed."""
        day = self.clock.now().astimezone(VIETNAM).date()
        with self.store.read() as work:
            return find_procedures(typed, work.catalogue.procedures(day))


@dataclass(frozen=True)
class ChooseProcedure:
    store: Store
    clock: Clock
    session: Session

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID, code: str) -> Draft:
        """As of today, also on a draft left open overnight. Raises UnknownProcedure, and NotNow for another one than
        was sent online: that is what the province's code stands for."""
        day = self.clock.now().astimezone(VIETNAM).date()

        def choose(work: UnitOfWork, draft: Draft) -> Draft:
            sent = draft.dossier.procedure if draft.dossier.channel is Channel.ONLINE else None
            if sent is not None and sent.code != code:
                raise NotNow(act="choose", stage="online")
            chosen = draft.dossier.choose(work.catalogue.procedure(code, day))
            ruled = replace(chosen, day=day, rules=work.catalogue.rules(day))
            return replace(draft, dossier=with_local_holdings(work, ruled), step="papers")

        return change_draft(self.store, draft_id, self.session.who, choose)
