"""Backups at the counter: which there are, one more now, and one of them chosen to be put in the store's place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..domain.people import Right
from ..ports import AuditLine, BackupShelf, Clock, KeptBackup, Store
from .counter import Counter
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class ShelfView:
    """`place`: where these lie."""

    place: Path
    backups: tuple[KeptBackup, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the store has and a backup has not: dossiers accepted since, and how many events wait for the province."""

    dossiers: int
    waiting: int


@dataclass(frozen=True)
class KeepBackups:
    """`choose`: what is restored once the window is closed, and who said so."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    shelf: BackupShelf
    choose: Callable[[Path, str], None]

    @anybody
    def look(self, folder: Path | None = None) -> ShelfView:
        """Those where the settings say, or in another folder or stick. Raises BackupAbsent."""
        return ShelfView(folder or self.shelf.place, self.shelf.list(folder))

    @needs(Right.BACK_UP)
    def make(self) -> KeptBackup:
        """Raises a leaf of BackupFault, NotWritable, StoreDamaged; the earlier ones are then as they were."""
        made = self.shelf.make()
        with self.store.write() as work:  # whoever holds it has the whole store
            about = {"place": str(made.path)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, "backup-made", about))
        return made

    @needs(Right.RESTORE)
    def weigh(self, backup: KeptBackup) -> Loss:
        """What putting it in the store's place would cost."""
        with self.store.read() as work:
            waiting = work.outbox.waiting()
        return Loss(max(0, self.shelf.dossiers_now() - backup.dossiers), waiting)

    @needs(Right.RESTORE)
    def restore_next(self, backup: KeptBackup) -> None:
        """The window is to be closed now: what has the store open cannot have it replaced."""
        self.choose(backup.path, self.session.who)
