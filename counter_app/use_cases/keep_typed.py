"""Keeps what is typed into a form about a dossier until the form is done, so that a power cut reopens it as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.people import Right
from ..domain.retention import Kept, RetentionRule, rules_on
from ..ports import Clock, Store, TypedForm
from .session import Session, anybody, needs

_KEPT = 30  # days; what nobody has finished by then nobody will. A rule for drafts may say less


@dataclass(frozen=True)
class KeepTyped:
    """Each form is the clerk's who typed it, one for a dossier and a deed."""

    store: Store
    clock: Clock
    session: Session
    rules: tuple[RetentionRule, ...] = ()

    @needs(Right.RECEIVE)
    def save(self, form: TypedForm) -> None:
        with self.store.write() as work:
            work.typed.save(self.session.who, form, self.clock.now())

    @needs(Right.RECEIVE)
    def leave(self, form: TypedForm) -> None:
        """The clerk went back: it is not reopened by itself, and is as it was when it is opened again."""
        self.save(replace(form, open=False))

    @needs(Right.RECEIVE)
    def of(self, dossier_id: UUID, deed: str) -> TypedForm | None:
        with self.store.read() as work:
            return work.typed.of(self.session.who, dossier_id, deed)

    @needs(Right.RECEIVE)
    def last_open(self) -> TypedForm | None:
        """The one that the clerk was in when the program ended."""
        with self.store.read() as work:
            return work.typed.last_open(self.session.who)

    @needs(Right.RECEIVE)
    def forget(self, dossier_id: UUID, deed: str | None = None) -> None:
        """One form of it, or all."""
        with self.store.write() as work:
            work.typed.forget(self.session.who, dossier_id, deed)

    @anybody
    def end_old(self) -> None:
        """Hourly, by the program itself: a draft that goes by its rule leaves nothing typed behind."""
        now = self.clock.now()
        rules = rules_on(self.rules, now.astimezone(VIETNAM).date())
        days = min((rule.days for rule in rules if rule.kind is Kept.DRAFT), default=_KEPT)
        with self.store.write() as work:
            work.typed.forget_before(now - timedelta(days=min(days, _KEPT)))
