"""How long papers are kept, and the forms that the worker still owes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from ..domain.archive import ArchiveForm, Unarchived
from ..domain.outbox import DocumentFile
from ..domain.retention import Kept


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule finds: `count` dossiers (drafts, tickets) with `files`. Past the period too, but blocked: `unsent`
    have not been confirmed by the province, `held` are kept by a person's word."""

    count: int
    files: int = 0
    unsent: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Purged:
    """Files of one kind that went from a dossier, when and by which rule."""

    kind: Kept
    rule: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    dossier_id: UUID
    reason: str
    who: str
    at: datetime


class Retention(Protocol):
    """What may go, and what went. Rows first: a file is removed only when nothing refers to it any more."""

    def index_files(self, limit: int = 500) -> bool:
        """Notes the files of that many dossiers accepted since the last time; False: there are more."""
        ...

    def due(self, kind: Kept, before: datetime) -> Due: ...

    def due_dossiers(self, kind: Kept, before: datetime, limit: int) -> tuple[tuple[UUID, str], ...]:
        """Id and code of dossiers whose files of this kind may go: the province confirmed them before that."""
        ...

    def purge_files(self, dossier_id: UUID, kind: Kept, rule: str, at: datetime) -> int:
        """The dossier refers to them no more; how many there were."""
        ...

    def due_drafts(self, before: date, limit: int) -> tuple[UUID, ...]: ...

    def purge_draft(self, dossier_id: UUID, rule: str, at: datetime) -> int:
        """Removes a draft that was put away; how many files it had."""
        ...

    def due_tickets(self, before: date) -> int: ...

    def purge_tickets(self, before: date, limit: int) -> int: ...

    def due_online(self, before: datetime, limit: int) -> tuple[UUID, ...]:
        """What was sent online and is over since before that; none that waits, is being received, or is held."""
        ...

    def purge_online(self, dossier_id: UUID) -> None:
        """What the province told of it goes; that it was answered, and when, stays."""
        ...

    def give_up(self, names: Iterable[str], rule: str, at: datetime) -> int:
        """Those that nothing refers to are to be removed; how many."""
        ...

    def to_remove(self) -> tuple[str, ...]:
        """Names in the vault that a purge gave up and that still lie there."""
        ...

    def copies(self) -> frozenset[str]:
        """Of colleagues' files that were opened here, kept for a while."""
        ...

    def unreferred(self, names: Iterable[str]) -> frozenset[str]:
        """Those of `names` that no draft, dossier or event refers to. All files must be indexed."""
        ...

    def referred(self) -> frozenset[str]:
        """All names that a draft, a dossier or an event refers to. All files must be indexed."""
        ...

    def mark_removed(self, names: Iterable[str], at: datetime) -> None: ...

    def purged(self, dossier_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Purged, ...]]: ...

    def hold(self, hold: Hold) -> None:
        """A second one replaces the first."""
        ...

    def release(self, dossier_id: UUID) -> bool:
        """False: it was not held."""
        ...

    def holds(self) -> tuple[Hold, ...]: ...


class ArchiveForms(Protocol):
    """The second form of each accepted paper, made behind reception; what was accepted is never touched by it."""

    def queue(self, dossier_id: UUID, files: Iterable[DocumentFile]) -> None:
        """These wait for their archive form from the commit that accepts them."""
        ...

    def next(self) -> Unarchived | None:
        """What failed least often, of those the longest accepted; None: nothing waits."""
        ...

    def waiting(self) -> int:
        """Without those set aside."""
        ...

    def set_aside(self) -> tuple[Unarchived, ...]: ...

    def made(self, form: ArchiveForm, at: datetime) -> bool:
        """The paper has this form from now on. False: it has one, or a purge has taken what it is made of."""
        ...

    def failed(self, paper: Unarchived, why: str, for_good: bool = False) -> None:
        """One attempt more came to nothing; `for_good`: another would not help."""
        ...

    def try_again(self) -> int:
        """Those set aside wait again; how many."""
        ...

    def of(self, dossier_id: UUID) -> tuple[ArchiveForm, ...]:
        """Those that are made, here or at a colleague's counter of the hall."""
        ...
