"""Leafs through the audit: who did what, to which dossier, and whom somebody looked up. Reading about one person is an
act itself: it needs a purpose, and leaves a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from ..domain.citizen import PersonalNumber
from ..domain.errors import PurposeNeeded, UnknownDossier
from ..domain.people import Right
from ..ports import AuditEntry, AuditQuery, Clock, LookUpLine, Store
from .counter import Counter
from .session import Session, needs

READ_HERE = "audit-read"  # the outcome of a look-up that asked this audit and nobody else


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """The chains hold. `lines` were followed this time, up to now."""

    lines: int
    at: datetime


@dataclass(frozen=True)
class ReadAudit:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.READ_AUDIT)
    def __call__(
        self, wanted: AuditQuery, purpose: str = "", older_than: AuditEntry | None = None, limit: int = 50
    ) -> tuple[AuditEntry, ...]:
        """The latest first; `older_than` the last entry of the page before. Raises PurposeNeeded for a person."""
        if wanted.person is not None and older_than is None:
            self._note(wanted.person, purpose)
        with self.store.read() as work:
            return work.audit.page(wanted, older_than, limit)

    @needs(Right.READ_AUDIT)
    def names(self) -> dict[str, str]:
        """The name of each account, by the id that the lines bear."""
        with self.store.read() as work:
            return {account.id: account.name for account in work.people.accounts()}

    @needs(Right.READ_AUDIT)
    def dossier(self, code: str) -> UUID:
        """The dossier of a code, a provisional or a linked one. Raises UnknownDossier."""
        with self.store.read() as work:
            found = work.dossiers.with_code(code.strip().upper())
        if found is None:
            raise UnknownDossier
        return found

    @needs(Right.READ_AUDIT)
    def check(self, full: bool = False, told: Callable[[int], None] = lambda _: None) -> AuditCheck:
        """Whether the chains hold; `full`: from the first line. Raises AuditBroken."""
        return AuditCheck(self.store.check_audit(full, told), self.clock.now())

    def _note(self, person: PersonalNumber, purpose: str) -> None:
        if not purpose.strip():
            raise PurposeNeeded
        line = LookUpLine(
            id=uuid4(),
            at=self.clock.now(),
            who=self.session.who,
            counter=self.counter.code,
            person=person,
            purpose=purpose.strip(),
            procedure_code="",
            outcome=READ_HERE,
        )
        with self.store.write() as work:
            work.audit.add_look_up(line)
