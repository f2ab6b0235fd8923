"""Putting a backup in the store's place: what stood there is kept aside, and no number is given a second time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from counter_app.domain.errors import (
    BackupDamaged,
    CounterError,
    NoKeyring,
    VaultFileDamaged,
)
from counter_app.domain.recovery_code import RecoveryCode
from counter_app.ports import AuditLine, KeyChain

from .audit_witness import AuditWitness, Heads, heads_of
from .backup import (
    DATABASE,
    MARK,
    VAULT,
    Backup,
    backup_faults,
    check_database,
    check_files,
    finished,
)
from .durable import make_folder, rename_durably, write_durably
from .engine import copy_engine, make_engines
from .facts import MARK_COUNT, RESTORED, read_fact, write_fact
from .faults import disk_fault, storage_faults
from .found_backup import FoundBackup, open_backup
from .high_water import HighWater, is_ahead, rebuilt
from .key_slots import SLOTS, read_slots
from .keys import KeyCheck, KeyHistory, Keys
from .lock import StoreLock
from .mark_twin import MarkTwin
from .open_store import HIGH_WATER, KEY_CHECK, LOCK, WITNESS
from .purging import referred_files
from .put_aside import DATABASE_FILES, Aside, put_back
from .rotation import relock
from .schema import must_be_known
from .unlocking import keep_in_keyring
from .vault import FileVault

_PART, _RELOCKED = f"{DATABASE}.restoring", f"{DATABASE}.relocked"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Restored:
    """`aside`: where the replaced database lies, None where there was none. `files`: brought back into the vault;
    `missing`: referred to and neither in the vault nor in the backup. `numbers_lost`: the mark was lost as well."""

    backup: Backup
    aside: Path | None
    files: int
    missing: int
    numbers_lost: bool


def restore(
    folder: Path,
    key_chain: KeyChain,
    chosen: Path,
    today: date,
    code: RecoveryCode | None = None,
    told: AuditLine | None = None,
) -> Restored:
    """Restores into the store's `folder`; the store must not be open. `today`: the day in Vietnam. `told`: the audit
    line that the store's next opening writes, of when that is; what was restored is added to it here.

    With `code`, on another PC say, the store is bound to this user's key ring again where there is one. Raises
    StoreLocked, NewerStore, DiskFull, NotWritable and what `find_backup` raises; the store is then as it was.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    lock = StoreLock(folder / LOCK)
    try:
        _put_back(folder)
        found = open_backup(chosen, key_chain, folder, code)
        must_be_known(found.backup.manifest.schema)
        done = _restore(folder, found, today, told)
        if code is not None:
            with suppress(NoKeyring):  # then the code is asked for at each start
                keep_in_keyring(folder, key_chain, found.history, datetime.now(UTC))
        return done
    finally:
        for part in (_PART, _RELOCKED):
            with suppress(OSError):
                (folder / part).unlink(missing_ok=True)
        lock.free()


def _restore(folder: Path, found: FoundBackup, today: date, told: AuditLine | None) -> Restored:
    backup, current = found.backup, found.history.current
    check_files(backup)
    _bring(backup, folder / _PART)
    check_database(folder / _PART, backup.manifest, found.keys)
    files, missing, heads = _bring_files(folder, found)
    slots = _read(found.slots) if found.slots is not None else None
    if found.keys != current:  # made before the keys were changed
        relock(folder / _PART, found.keys.store, folder / _RELOCKED, current.store)
    another = _is_another_store(folder, found.history)
    _settle_mark(folder, current)
    try:
        live, copies = _live_mark(folder, found), [*_marks(backup, found.keys)]
        if another:  # one made on this PC meanwhile: of this store's last numbers its mark knows nothing
            live, copies = None, [*copies, live or b"", _read(folder / HIGH_WATER) or b""]
        replaced = [*DATABASE_FILES, SLOTS] if found.slots != folder / SLOTS else [*DATABASE_FILES]
        # What lies outside the database and is overwritten; of its own store the mark never goes back.
        outside = [KEY_CHECK, WITNESS, HIGH_WATER] if another else [KEY_CHECK, WITNESS]
        aside = Aside(folder, replaced, outside) if any((folder / name).exists() for name in replaced) else None
        mark, lost = rebuilt(live, copies, today)
        restored = folder / (_PART if found.keys == current else _RELOCKED)
        if told is not None:
            about = {**told.about, "backup": backup.path.name, "mark_lost": str(lost).lower()}
            note(restored, current, replace(told, about=about))
        write_durably(folder / HIGH_WATER, mark)  # first: numbers skipped in vain do no harm
        check = KeyCheck(folder / KEY_CHECK)
        check.forget()  # until the end: cut in between, it would call the right keys another store's
        AuditWitness(folder / WITNESS, current.store).write(heads)  # going back is meant here
        if aside is not None:
            aside.take()
        if slots is not None and found.slots != folder / SLOTS:
            write_durably(folder / SLOTS, slots)
        rename_durably(restored, folder / DATABASE)
        check.write(current.store)
        if aside is not None:
            aside.done()
    except (OSError, CounterError) as error:
        with suppress(CounterError):  # on a disk that fails again: whoever comes next puts it back
            _put_back(folder)
        raise disk_fault(error) if isinstance(error, OSError) else error from error
    return Restored(backup, aside.path if aside is not None else None, files, missing, lost)


def _put_back(folder: Path) -> None:
    """Of a restore that was cut off. Raises DiskFull, NotWritable, StoreDamaged."""
    try:
        put_back(folder)
    except OSError as error:
        raise disk_fault(error) from error


def _live_mark(folder: Path, found: FoundBackup) -> bytes | None:
    """The folder's own, or its twin beside the folder where that is ahead: the folder was put back, or wiped."""
    own = _read(folder / HIGH_WATER)
    with suppress(CounterError, OSError):
        twin = MarkTwin(folder, read_slots(found.slots or folder / SLOTS).store).read()
        return twin if is_ahead(twin, own or b"") else own
    return own


def note(database: Path, keys: Keys, told: AuditLine, name: str = RESTORED) -> None:
    """In the database itself and before it takes its place: whatever ends this program then, the line is written."""
    line = {"who": told.who, "counter": told.counter, "what": told.what, "about": dict(told.about)}
    engine = copy_engine(database, keys.store, writes=True)
    try:
        with storage_faults(database.parent), engine.begin() as connection:
            write_fact(connection, name, json.dumps(line))
    finally:
        engine.dispose()


def _settle_mark(folder: Path, keys: Keys) -> None:
    """What the database that is about to be replaced can still say of the mark's last write: whether it was committed.

    Power may have failed in it, and nobody has started since. Without this a line that nobody was given would be left
    out of the book. Where neither can be read, the line counts as given.
    """
    if not (folder / HIGH_WATER).exists() or not (folder / DATABASE).exists():
        return
    with suppress(CounterError), storage_faults(folder), ExitStack() as opened:
        mark = HighWater(folder / HIGH_WATER)
        opened.callback(mark.close)
        engines = make_engines(folder / DATABASE, keys.store)
        opened.callback(engines.dispose)
        with engines.reader.connect() as connection:
            mark.reconcile(int(read_fact(connection, MARK_COUNT) or 0))


def _bring(backup: Backup, target: Path) -> None:
    """Copies the database, and holds what was written to the manifest. Raises BackupDamaged, BackupAbsent, DiskFull."""
    digest = hashlib.sha256()
    try:
        with target.open("wb") as file:
            for chunk in _chunks(backup.path / DATABASE):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise disk_fault(error) from error
    if digest.hexdigest() != backup.manifest.database.sha256:
        raise BackupDamaged("copied", why="changed")


def _chunks(path: Path) -> Iterator[bytes]:
    """Of the backup's side alone, so that its faults are told apart from the store's disk."""
    with backup_faults(path.parent), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _bring_files(folder: Path, found: FoundBackup) -> tuple[int, int, Heads]:
    """Files of the vault that the database refers to: how many were brought back, how many are nowhere. And how far
    its audit goes."""
    keys, now, retired = found.keys, found.history.current, [each.vault for each in found.history.retired]
    vault, source = FileVault(folder / VAULT, now.vault, retired), FileVault(found.backup.vault, keys.vault)
    brought = missing = 0
    engine = copy_engine(folder / _PART, keys.store)
    try:
        with engine.connect() as connection:
            names, heads = referred_files(connection), heads_of(connection)
    finally:
        engine.dispose()
    for name in sorted(names):
        if vault.is_whole(name):  # read through: one that rotted has its size
            continue
        try:
            vault.take_from(source, name)
            brought += 1
        except VaultFileDamaged:
            missing += 1
        except OSError as error:
            raise disk_fault(error) from error
    return brought, missing, heads


def _marks(backup: Backup, keys: Keys) -> Iterator[bytes]:
    """The mark's copies in all backups beside the chosen one: a later one remembers more."""
    for each in {backup.path: backup, **{other.path: other for other in finished(backup.path.parent, keys)}}.values():
        data = _read(each.path / MARK)
        if data is not None and hashlib.sha256(data).hexdigest() == each.manifest.mark.sha256:
            yield data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_another_store(folder: Path, history: KeyHistory) -> bool:
    """Whether what stands in the folder is locked with none of the restored store's keys."""
    check = KeyCheck(folder / KEY_CHECK)
    return all(check.agrees(keys.store) is False for keys in history.possible)
