"""Who did what, and copies of it outside the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ..domain.citizen import PersonalNumber


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act of consequence. `what` is a code; `about` codes and ids, never a name or a personal number."""

    at: datetime
    who: str
    counter: str
    what: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LookUpLine:
    """One look-up of a person beyond the own commune: who looked, for which dossier, why, what came."""

    id: UUID
    at: datetime
    who: str
    counter: str
    person: PersonalNumber
    purpose: str
    procedure_code: str
    outcome: str
    dossier: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """What is looked for in the audit; None: whatever. `dossiers`: any of these; `person`: whom somebody looked up,
    and all of the dossiers that are his. Days as in Vietnam, both included."""

    first_day: date | None = None
    last_day: date | None = None
    who: str | None = None
    what: str | None = None
    dossiers: tuple[UUID, ...] | None = None
    person: PersonalNumber | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit as it stands in its chain (`table`, `line`). A look-up is an act `looked-up`, and has the
    `person`. `whole`: its hash is that of its content, and it follows the line before."""

    table: str
    line: int
    at: datetime
    who: str
    counter: str
    what: str
    about: Mapping[str, str]
    previous: str
    hash: str
    whole: bool
    person: PersonalNumber | None = None


class Audit(Protocol):
    def add(self, line: AuditLine) -> None: ...

    def add_look_up(self, line: LookUpLine) -> None: ...

    def lines(self, limit: int = 100) -> tuple[AuditLine, ...]:
        """The latest first."""
        ...

    def look_ups(self, limit: int = 100) -> tuple[LookUpLine, ...]: ...

    def look_ups_asked(self, since: datetime) -> tuple[tuple[datetime, str], ...]:
        """When and by whom the province was asked at this PC since then, the first first."""
        ...

    def page(self, wanted: AuditQuery, older_than: AuditEntry | None = None, limit: int = 50) -> tuple[AuditEntry, ...]:
        """The latest first; the next page is what is `older_than` the last entry of this one."""
        ...

    def first_broken_line(self) -> tuple[str, int] | None:
        """Table and number of the first line that was changed, or that follows a missing one; None: whole."""
        ...


@dataclass(frozen=True, slots=True)
class ExportAbout:
    """What an export of the audit says of itself. Days as in Vietnam, both included; `look_ups`: with the lines that
    name whom somebody looked up."""

    unit: str
    counter: str
    first_day: date
    last_day: date
    look_ups: bool
    by: str
    purpose: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AuditExport:
    """One that is written and signed, under names that nobody takes for a finished one."""

    path: Path
    lines: int
    sha256: str


class AuditExporter(Protocol):
    """Signed copies of the audit outside the store."""

    def prepare(self, path: Path, about: ExportAbout) -> AuditExport:
        """Writes file and signature durably beside `path`. Raises DiskFull, NotWritable."""
        ...

    def finish(self, export: AuditExport) -> None:
        """Gives both their names. Raises NotWritable."""
        ...

    def drop(self, export: AuditExport) -> None: ...

    def public_key(self) -> tuple[bytes, str]:
        """This counter's key as PEM, and its fingerprint."""
        ...
