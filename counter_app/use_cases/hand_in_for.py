"""Whose dossier it is, where somebody hands it in for another: an organisation, a person, a child, a foreigner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from resources import relations

from ..domain.citizen import Citizen, PersonalNumber
from ..domain.deadline import VIETNAM
from ..domain.errors import ClerkCanRetry, FieldMissing
from ..domain.party import (
    Behalf,
    Child,
    OnBehalf,
    Party,
    Relation,
    behalf_of,
    identity,
    number_of,
    placed,
    relations_on,
)
from ..domain.people import Right
from ..domain.units import Commune
from ..ports import OWNER, AuditLine, Clock, Draft, Store, UnitOfWork
from .counter import Counter
from .drafting import LONGEST, change_draft
from .dwelling import at_home_today, communes_of
from .holdings import with_local_holdings
from .session import Session, anybody, needs


def relations_in_force(kind: Behalf, day: date) -> tuple[Relation, ...]:
    """As shipped (resources/behalf)."""
    return relations_on(_shipped(), kind, day)


@cache
def _shipped() -> list[dict[str, Any]]:
    return relations()


@dataclass(frozen=True)
class HandInFor:
    """`relations_on`: what somebody may be to an owner of a kind, by the law of a day."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    relations_on: Callable[[Behalf, date], tuple[Relation, ...]]

    @anybody
    def relations(self, kind: Behalf) -> tuple[Relation, ...]:
        """The usual one first."""
        return self.relations_on(kind, self.clock.now().astimezone(VIETNAM).date())

    @needs(Right.RECEIVE)
    def known(self, digits: str) -> Citizen | None:
        """Whom the commune's register has under that number. Raises BadPersonalNumber."""
        number = PersonalNumber("".join(digits.split()))
        with self.store.read() as work:
            return work.register.citizen(number)

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID, owner: Party, relation: str) -> Draft:
        """`relation`: its code. Raises FieldMissing (nobody hands in yet; the owner has no name), OwnerIsApplicant,
        ClerkCanRetry for a relation that there is not, or a field longer than the province takes."""
        found = next((one for one in self.relations(behalf_of(owner)) if one.code == relation), None)
        if found is None:
            raise ClerkCanRetry("no such relation", field="relation")
        if not owner.full_name:
            raise FieldMissing(field="owner")
        for name in ("full_name", "address", "phone"):
            if len(getattr(owner, name)) > LONGEST[name]:
                raise ClerkCanRetry("longer than the province takes", field=name)
        today = self.clock.now().astimezone(VIETNAM).date()
        if isinstance(owner, Child) and owner.birth_date.iso() > today.isoformat():
            raise ClerkCanRetry("not born yet", field="birth_date")
        return self._change(draft_id, owner, found)

    @needs(Right.RECEIVE)
    def own(self, draft_id: UUID) -> Draft:
        """The applicant's own after all."""
        return self._change(draft_id, None, None)

    @needs(Right.RECEIVE)
    def communes(self, draft_id: UUID) -> tuple[Commune, ...]:
        """Where the owner's address may lie today, where that is more than one: the commune was split."""
        with self.store.read() as work:
            owner = work.drafts.get(draft_id).dossier.owner
            found = communes_of(work, owner.address) if owner else ()
        return found if len(found) > 1 else ()

    @needs(Right.RECEIVE)
    def lives_in(self, draft_id: UUID, code: str) -> Draft:
        """The one of those communes that the citizen names. Raises ClerkCanRetry for another."""

        def choose(work: UnitOfWork, draft: Draft) -> Draft:
            dossier = draft.dossier
            owner, behalf = dossier.owner, dossier.behalf
            found = communes_of(work, owner.address) if owner else ()
            chosen = next((one for one in found if one.code == code), None)
            if owner is None or chosen is None:
                raise ClerkCanRetry("no commune of that address", field="commune")
            if behalf is not None:
                there = replace(behalf, owner=placed(behalf.owner, chosen))
                return replace(draft, dossier=replace(dossier, behalf=there))
            if dossier.applicant is None:
                raise FieldMissing(field="applicant")
            return replace(draft, dossier=replace(dossier, applicant=placed(dossier.applicant, chosen)))

        return change_draft(self.store, draft_id, self.session.who, choose)

    def _change(self, draft_id: UUID, owner: Party | None, relation: Relation | None) -> Draft:
        def hand_in(work: UnitOfWork, draft: Draft) -> Draft:
            if draft.dossier.applicant is None:
                raise FieldMissing(field="applicant")
            behalf = None
            if owner is not None and relation is not None:
                behalf = OnBehalf(at_home_today(work, _completed(work, owner)), relation)
            dossier = draft.dossier.for_owner(behalf)
            if dossier.holder != draft.dossier.holder:
                dossier = with_local_holdings(work, dossier)
            self._note(work, draft_id, behalf)
            work.typed.forget(self.session.who, draft_id, OWNER)
            return replace(draft, dossier=dossier)

        return change_draft(self.store, draft_id, self.session.who, hand_in)

    def _note(self, work: UnitOfWork, draft_id: UUID, behalf: OnBehalf | None) -> None:
        about = {"dossier": str(draft_id), "relation": behalf.relation.code if behalf else "own"}
        if behalf is not None:
            about["owner"] = identity(behalf.owner)[0].value
        work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "owner-named", about))


def _completed(work: UnitOfWork, owner: Party) -> Party:
    """What the commune's register knows of him is not typed."""
    number = number_of(owner)
    known = work.register.citizen(number) if number else None
    return owner.completed_by(known) if isinstance(owner, Citizen) and known else owner
