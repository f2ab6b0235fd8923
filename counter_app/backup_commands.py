"""`counter-app backup`, `restore` and `rescue`: the same parts as the running program's own backups, no window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .bootstrap import Application, keep_journal
from .config import Settings
from .domain.deadline import VIETNAM
from .domain.errors import BackupOld, CloseTheWindow, CounterError, NewerStore, NoBackup, StoreLocked
from .domain.recovery_code import RecoveryCode
from .keychain import SystemKeyChain
from .local_door import Hear
from .ports import AuditLine
from .use_cases.session import SHELL

if TYPE_CHECKING:
    from local_db.backup import Backup
    from local_db.rescue import Rescued
    from local_db.restore import Restored

_LATE_DAYS = 7  # a holiday and no more


def back_up(application: Application, arguments: Mapping[str, Any], say: Hear) -> int:
    """Makes one now, into the folder `to` or where the settings say (`store_commands` has the shape)."""
    to = arguments["to"]
    made = application.backups_to(Path(to) if to else application.settings.backup.place).make()
    store, about = application.store, {"place": str(made.path)}
    with store.write() as work:  # the whole store, and the slots that open it
        work.audit.add(AuditLine(store.clock.now(), SHELL.id, application.counter.code, "backup-made", about))
    told = made.manifest
    say(f"Đã sao lưu và kiểm tra: {told.counts['dossiers']} hồ sơ, {told.vault_files} tệp giấy tờ.")
    say(str(made.path))
    return 0


def restore(
    settings: Settings,
    chosen: Path,
    agreed: Callable[[Backup], bool],
    code: RecoveryCode | None = None,
    who: str = SHELL.id,
) -> Restored | None:
    """Puts a backup in the store's place once `agreed` says so; None: it did not, and nothing was touched.

    `code`: the recovery code, on another PC or in a new profile, instead of the key ring. Raises CloseTheWindow, and
    what `backup_in` and `local_db.restore.restore` raise. The restored store is opened, migrated where it is older, and
    says in its audit that it was restored.
    """
    from local_db.open_store import open_store
    from local_db.restore import restore
    from local_db.unlocking import by_code

    keep_journal(settings.data_folder)
    key_chain = SystemKeyChain()
    backup = backup_in(settings, chosen, code)
    if not agreed(backup):
        return None
    now = datetime.now(VIETNAM)
    told = AuditLine(now, who, settings.counter.code, "store-restored", {})
    try:
        done = restore(settings.data_folder, key_chain, backup.path, now.date(), code, told)
    except StoreLocked as locked:
        raise CloseTheWindow(**locked.facts) from locked
    open_store(settings.data_folder, key_chain, None if code is None else by_code(code)).close()
    return done


def backup_in(settings: Settings, chosen: Path, code: RecoveryCode | None = None) -> Backup:
    """The one that `restore` of the same would take. Raises what `find_backup` raises, and NewerStore (why: of-backup),
    before anybody agrees to what this program could not do."""
    from local_db.found_backup import find_backup
    from local_db.schema import must_be_known

    found = find_backup(chosen, SystemKeyChain(), settings.data_folder, code)
    try:
        must_be_known(found.manifest.schema)
    except NewerStore as error:
        raise NewerStore(**error.facts, why="of-backup") from error
    return found


def rescue(settings: Settings, to: Path) -> Rescued:
    """Brings what is whole of a damaged store into a backup in the folder or stick `to`. Raises what
    `local_db.rescue.rescue` raises; the damaged store is never written to."""
    from local_db.rescue import rescue

    with suppress(CounterError):  # a dying disk may take no log any more
        keep_journal(settings.data_folder)
    now = datetime.now(UTC)
    told = AuditLine(now, SHELL.id, settings.counter.code, "store-rescued", {"place": str(to)})
    try:
        return rescue(settings.data_folder, SystemKeyChain(), to, now, told)
    except StoreLocked as locked:
        raise CloseTheWindow(**locked.facts) from locked


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
    days = (datetime.now(UTC) - made).days
    if not -1 <= days < _LATE_DAYS:  # dated more than a day ahead, nobody knows when it was
        raise BackupOld(when=f"{made.astimezone(VIETNAM):%d/%m/%Y}", why="ahead" if days < 0 else "late")
    return f"{made.astimezone(VIETNAM):%d/%m/%Y %H:%M}; good"
