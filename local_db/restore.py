"""Putting a backup in the store's place: what stood there is kept aside, and no number is given a second time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from counter_app.domain.errors import (
    BackupAbsent,
    BackupDamaged,
    BadRecoveryCode,
    CounterError,
    KeyMissing,
    KeySlotsDamaged,
    NoBackup,
    NoKeyring,
    VaultFileDamaged,
    WrongKey,
)
from counter_app.domain.recovery_code import RecoveryCode
from counter_app.ports import KeyChain

from . import manifest as manifests
from .audit_witness import AuditWitness, Heads, heads_of
from .backup import DATABASE, MARK, PREFIX, VAULT, Backup, backup_faults, check_database, check_files, finished, name_of
from .durable import flush_folder, make_folder, write_durably
from .engine import copy_engine, make_engines
from .facts import MARK_COUNT, read_fact
from .faults import disk_fault, storage_faults
from .high_water import HighWater, rebuilt
from .key_slots import SLOTS, read_slots
from .keys import KeyCheck, KeyHistory, Keys
from .lock import StoreLock
from .open_store import HIGH_WATER, KEY_CHECK, LOCK, WITNESS
from .purging import referred_files
from .rotation import relock
from .schema import must_be_known
from .unlocking import Way, by_code, by_keyring, earlier_keys, keep_in_keyring
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


def find_backup(
    chosen: Path, key_chain: KeyChain, folder: Path | None = None, code: RecoveryCode | None = None
) -> Backup:
    """A backup itself, or the newest of this store in a folder or stick.

    `folder`: the store's; its own slots are tried first, then those in the backups. `code` instead of the key ring.
    Raises BackupAbsent, NoBackup, WrongKey (only other stores' are there), BackupDamaged, KeyMissing, NoKeyring,
    BadRecoveryCode, KeySlotsDamaged.
    """
    return _found(chosen, key_chain, folder, code).backup


@dataclass(frozen=True)
class _Found:
    """A backup, the keys that it is under, and the store's history that they are of. `slots`: the file that opened;
    None: the keys came straight out of the key ring, as they did before there were slots."""

    backup: Backup
    keys: Keys
    history: KeyHistory
    slots: Path | None


def _found(chosen: Path, key_chain: KeyChain, folder: Path | None, code: RecoveryCode | None) -> _Found:
    if not chosen.is_dir():
        raise BackupAbsent
    way = by_keyring(key_chain) if code is None else by_code(code)
    failed: list[CounterError] = []
    for slots, history in _histories(folder, chosen, key_chain, way, failed):
        for keys in history.all:
            try:
                return _Found(_find(chosen, keys), keys, history, slots)
            except (WrongKey, NoBackup) as error:
                failed.append(error)
    there = any(chosen.glob(f"{PREFIX}*")) or (chosen / manifests.NAME).exists()
    raise min(failed, key=_how_telling, default=KeyMissing() if there else NoBackup())


def _histories(
    folder: Path | None, chosen: Path, key_chain: KeyChain, way: Way, failed: list[CounterError]
) -> Iterator[tuple[Path | None, KeyHistory]]:
    """What the slots files open, the store's own first; why others did not is added to `failed`."""
    for path in _slots_files(folder, chosen):
        try:
            yield path, way(read_slots(path))
        except (WrongKey, BadRecoveryCode, KeySlotsDamaged) as error:
            failed.append(error)
    try:
        earlier = earlier_keys(key_chain)
    except (NoKeyring, WrongKey) as error:
        failed.append(error)
    else:
        if earlier is not None:
            yield None, KeyHistory(earlier)


def _slots_files(folder: Path | None, chosen: Path) -> Iterator[Path]:
    if folder is not None and (folder / SLOTS).exists():
        yield folder / SLOTS
    for place in (chosen, *sorted(chosen.glob(f"{PREFIX}*"))):
        if (place / SLOTS).exists():
            yield place / SLOTS
        yield from sorted(place.glob(f"[0-9]*/{SLOTS}"), reverse=True)


def _how_telling(error: CounterError) -> int:
    """Of several reasons the one that helps: a backup of this store that is not there, then what the keys lack."""
    order = (NoBackup, KeySlotsDamaged, BadRecoveryCode, NoKeyring, KeyMissing, WrongKey)
    return next(place for place, kind in enumerate(order) if isinstance(error, kind))


def restore(folder: Path, key_chain: KeyChain, chosen: Path, today: date, code: RecoveryCode | None = None) -> Restored:
    """Restores into the store's `folder`; the store must not be open. `today`: the day in Vietnam.

    With `code`, on another PC say, the store is bound to this user's key ring again where there is one. Raises
    StoreLocked, NewerStore, DiskFull, NotWritable and what `find_backup` raises; the store is then as it was.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    lock = StoreLock(folder / LOCK)
    try:
        found = _found(chosen, key_chain, folder, code)
        must_be_known(found.backup.manifest.schema)
        done = _restore(folder, found, today)
        if code is not None:
            with suppress(NoKeyring):  # then the code is asked for at each start
                keep_in_keyring(folder, key_chain, found.history, datetime.now(UTC))
        return done
    finally:
        for part in (_PART, _RELOCKED):
            with suppress(OSError):
                (folder / part).unlink(missing_ok=True)
        lock.free()


def _restore(folder: Path, found: _Found, today: date) -> Restored:
    backup, current = found.backup, found.history.current
    check_files(backup)
    _bring(backup, folder / _PART)
    check_database(folder / _PART, backup.manifest, found.keys)
    files, missing, heads = _bring_files(folder, found)
    slots = _read(found.slots) if found.slots is not None else None
    if found.keys != current:  # made before the keys were changed
        relock(folder / _PART, found.keys.store, folder / _RELOCKED, current.store)
    _settle_mark(folder, current)
    try:
        mark, lost = rebuilt(_read(folder / HIGH_WATER), _marks(backup, found.keys), today)
        write_durably(folder / HIGH_WATER, mark)  # first: numbers skipped in vain do no harm
        KeyCheck(folder / KEY_CHECK).write(current.store)
        AuditWitness(folder / WITNESS, current.store).write(heads)  # going back is meant here
        aside = _put_aside(folder, also_slots=found.slots != folder / SLOTS)
        if slots is not None and found.slots != folder / SLOTS:
            write_durably(folder / SLOTS, slots)
        (folder / (_PART if found.keys == current else _RELOCKED)).rename(folder / DATABASE)
        flush_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    return Restored(backup, aside, files, missing, lost)


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


def _find(chosen: Path, keys: Keys) -> Backup:
    if (chosen / manifests.NAME).exists() or (chosen / DATABASE).exists():
        return Backup(chosen, manifests.read_manifest(chosen, keys))
    own = name_of(keys)
    place = chosen if chosen.name == own else chosen / own
    found = finished(place, keys) if place.is_dir() else []
    if found:
        return found[-1]
    others = chosen.name.startswith(PREFIX) or any(chosen.glob(f"{PREFIX}*"))
    raise WrongKey("only other stores' backups") if others and not place.is_dir() else NoBackup


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


def _bring_files(folder: Path, found: _Found) -> tuple[int, int, Heads]:
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
        if vault.has(name) and vault.size(name) >= source.size(name):
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


def _put_aside(folder: Path, also_slots: bool) -> Path | None:
    """The replaced database with its log and, where other slots come, its slots, under today's date; nothing is ever
    deleted. Raises OSError."""
    names = [f"{DATABASE}{end}" for end in ("", "-wal", "-shm")] + [SLOTS] * also_slots
    there = [path for name in names if (path := folder / name).exists()]
    if not there:
        return None
    stamp = f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    aside = next(path for n in range(1000) if not (path := folder / f"{stamp}{f'-{n}' if n else ''}").exists())
    make_folder(aside)
    for path in there:
        path.rename(aside / path.name)
    flush_folder(aside)
    return aside
