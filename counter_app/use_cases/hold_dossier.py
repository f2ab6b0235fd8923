"""Keeps a dossier's files from every purge while a person says so: a complaint, an inspection, a court."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ..domain.errors import PurposeNeeded, UnknownDossier
from ..domain.people import Right
from ..ports import AuditLine, Clock, Hold, Store, UnitOfWork
from .counter import Counter
from .session import Session, needs


@dataclass(frozen=True)
class HoldDossier:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.PURGE)
    def __call__(self, code: str, reason: str) -> None:
        """Raises PurposeNeeded, UnknownDossier."""
        if not reason.strip():
            raise PurposeNeeded
        with self.store.write() as work:
            dossier_id = _known(work, code)
            work.retention.hold(Hold(dossier_id, reason.strip(), self.session.who, self.clock.now()))
            work.audit.add(self._line("dossier-held", dossier_id, code, reason))

    @needs(Right.PURGE)
    def release(self, code: str, reason: str) -> bool:
        """False: it was not held. Raises PurposeNeeded, UnknownDossier."""
        if not reason.strip():
            raise PurposeNeeded
        with self.store.write() as work:
            dossier_id = _known(work, code)
            if not work.retention.release(dossier_id):
                return False
            work.audit.add(self._line("dossier-released", dossier_id, code, reason))
        return True

    def _line(self, what: str, dossier_id: UUID, code: str, reason: str) -> AuditLine:
        about = {"dossier": str(dossier_id), "code": code.strip().upper(), "reason": reason.strip()}
        return AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about)


def _known(work: UnitOfWork, code: str) -> UUID:
    dossier_id = work.dossiers.with_code(code.strip().upper())
    if dossier_id is None:
        raise UnknownDossier
    return dossier_id
