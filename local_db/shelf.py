"""The backups of the open store as the window lists them: those under its earlier keys, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import func, select

from counter_app.domain.errors import BackupAbsent, VaultFileDamaged
from counter_app.ports import KeptBackup

from . import tables
from .backup import VAULT, Backup, Backups, beside, finished, name_of
from .faults import disk_fault
from .keys import Keys
from .store import SqlStore
from .vault import FileVault


class Shelf:
    """Fulfils `ports.BackupShelf`. `folder`: what the settings name; None: beside the store."""

    def __init__(self, store: SqlStore, backups: Backups, folder: Path | None) -> None:
        self._store, self._backups, self._folder = store, backups, folder

    @property
    def place(self) -> Path:
        return self._folder or beside(self._store.folder)

    def list(self, folder: Path | None = None) -> tuple[KeptBackup, ...]:
        place = folder or self.place
        if not place.is_dir():
            if folder is None and self._folder is None:
                return ()  # none was made yet
            raise BackupAbsent
        found: list[Backup] = []
        for under, keys in self._of_this_store(place):
            found += finished(under, keys)
        latest_first = sorted(found, key=lambda backup: (backup.manifest.count, backup.manifest.turn), reverse=True)
        return tuple(map(_kept, latest_first))

    def mend(self, names: Iterable[str], folder: Path) -> int:
        """See `ports.BackupShelf.mend`."""
        if not folder.is_dir():
            raise BackupAbsent
        places = [*self._of_this_store(folder)] or [*self._of_this_store(folder.parent)]  # one of the backups itself
        copies = [FileVault(place / VAULT, keys.vault) for place, keys in places]
        return sum(any(self._mended(name, copy) for copy in copies) for name in names)

    def _mended(self, name: str, copy: FileVault) -> bool:
        try:
            self._store.vault.take_from(copy, name)
        except VaultFileDamaged:
            return False
        except OSError as error:
            raise disk_fault(error) from error
        return True

    def _of_this_store(self, place: Path) -> Iterator[tuple[Path, Keys]]:
        """The folders of its backups, under each of its keys."""
        for keys in self._store.keys.all:
            for under in (place / name_of(keys), place):
                if under.name == name_of(keys) and under.is_dir():
                    yield under, keys
                    break

    def make(self) -> KeptBackup:
        return _kept(self._backups.make())

    def dossiers_now(self) -> int:
        with self._store.snapshot() as (connection, _):
            return connection.scalar(select(func.count()).select_from(tables.dossiers)) or 0


def _kept(backup: Backup) -> KeptBackup:
    told = backup.manifest
    return KeptBackup(
        backup.path, told.created_at, told.reason, told.counts.get("dossiers", 0), told.vault_files, told.vault_damaged
    )
