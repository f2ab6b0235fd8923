"""Keeps what is typed into a form about a dossier until the form is done, so that a power cut reopens it as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from ..ports import Clock, Store, TypedForm
from .session import Session, anybody

_KEPT = timedelta(days=30)  # what nobody has finished by then nobody will


@dataclass(frozen=True)
class KeepTyped:
    """Each form is the clerk's who typed it, one for a dossier and a deed."""

    store: Store
    clock: Clock
    session: Session

    @anybody
    def save(self, form: TypedForm) -> None:
        now = self.clock.now()
        with self.store.write() as work:
            work.typed.forget_before(now - _KEPT)
            work.typed.save(self.session.who, form, now)

    @anybody
    def leave(self, form: TypedForm) -> None:
        """The clerk went back: it is not reopened by itself, and is as it was when it is opened again."""
        self.save(replace(form, open=False))

    @anybody
    def of(self, dossier_id: UUID, deed: str) -> TypedForm | None:
        with self.store.read() as work:
            return work.typed.of(self.session.who, dossier_id, deed)

    @anybody
    def last_open(self) -> TypedForm | None:
        """The one that the clerk was in when the program ended."""
        with self.store.read() as work:
            return work.typed.last_open(self.session.who)

    @anybody
    def forget(self, dossier_id: UUID, deed: str | None = None) -> None:
        """One form of it, or all."""
        with self.store.write() as work:
            work.typed.forget(self.session.who, dossier_id, deed)
