"""The backups of the open store as the window lists them: those under its earlier keys, too."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from counter_app.domain.errors import BackupAbsent
from counter_app.ports import KeptBackup

from . import tables
from .backup import Backup, Backups, beside, finished, name_of
from .store import SqlStore


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
        for keys in self._store.keys.all:
            for under in (place / name_of(keys), place):
                if under.name == name_of(keys) and under.is_dir():
                    found += finished(under, keys)
                    break
        latest_first = sorted(found, key=lambda backup: (backup.manifest.count, backup.manifest.turn), reverse=True)
        return tuple(map(_kept, latest_first))

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
