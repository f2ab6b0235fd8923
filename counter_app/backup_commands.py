"""`counter-app backup` and `counter-app restore`: the same parts as the running program's own backups, no window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .bootstrap import keep_journal
from .config import Settings
from .domain.deadline import VIETNAM
from .domain.errors import BackupOld, NoBackup, StoreDamaged
from .keychain import SystemKeyChain
from .ports import AuditLine
from .use_cases.session import SHELL

if TYPE_CHECKING:
    from local_db.backup import Backup
    from local_db.restore import Restored

_LATE_DAYS = 7  # a holiday and no more


def back_up(settings: Settings, folder: Path | None) -> Backup:
    """Makes one now, into `folder` or where the settings say. Raises StoreLocked while the window is open."""
    from local_db.backup import Backups
    from local_db.open_store import DATABASE, open_store

    keep_journal(settings.data_folder)
    if not (settings.data_folder / DATABASE).exists():
        raise StoreDamaged("there is no store to back up")
    key_chain = SystemKeyChain()
    store = open_store(settings.data_folder, key_chain)
    try:
        return Backups(store, folder or settings.backup.place).make()
    finally:
        store.close()


def restore(settings: Settings, chosen: Path, agreed: Callable[[Backup], bool]) -> Restored | None:
    """Puts a backup in the store's place once `agreed` says so; None: it did not, and nothing was touched.

    Raises what `local_db.restore.restore` raises. The restored store is opened, migrated where it is older, and says
    in its audit that it was restored.
    """
    from local_db.open_store import open_store
    from local_db.restore import find_backup, restore

    keep_journal(settings.data_folder)
    key_chain = SystemKeyChain()
    backup = find_backup(chosen, key_chain, settings.data_folder)
    if not agreed(backup):
        return None
    done = restore(settings.data_folder, key_chain, backup.path, datetime.now(VIETNAM).date())
    store = open_store(settings.data_folder, key_chain)
    try:
        about = {"backup": done.backup.path.name, "mark_lost": str(done.numbers_lost).lower()}
        line = AuditLine(store.clock.now(), SHELL.id, settings.counter.code, "store-restored", about)
        with store.write() as work:
            work.audit.add(line)
    finally:
        store.close()
    return done


def last_backup(settings: Settings) -> str:
    """When the last one was made, and that its files are still those that were verified; for the self-check.

    Raises NoBackup, BackupOld, BackupDamaged, BackupAbsent, NoKeyring.
    """
    from local_db.backup import check_files, finished, place_of
    from local_db.open_store import DATABASE, KEY_CHECK
    from local_db.unlocking import history_of

    if not (settings.data_folder / DATABASE).exists():
        return "no store yet"
    keys = history_of(settings.data_folder, SystemKeyChain()).current
    found = finished(place_of(settings.backup.place, settings.data_folder, keys), keys)
    if not found:
        begun = datetime.fromtimestamp((settings.data_folder / KEY_CHECK).stat().st_mtime, UTC)
        if (datetime.now(UTC) - begun).days < 1:
            return "none yet, the store is new"
        raise NoBackup
    made = found[-1].manifest.created_at
    check_files(found[-1])
    if not -1 <= (datetime.now(UTC) - made).days < _LATE_DAYS:  # or dated more than a day ahead: whenever that was
        raise BackupOld(when=f"{made.astimezone(VIETNAM):%d/%m/%Y}")
    return f"{made.astimezone(VIETNAM):%d/%m/%Y %H:%M}; good"
