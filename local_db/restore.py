"""Putting a backup in the store's place: what stood there is kept aside, and no number is given a second time."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from counter_app.domain.errors import BackupAbsent, BackupDamaged, NoBackup, VaultFileDamaged, WrongKey
from counter_app.ports import KeyChain

from . import manifest as manifests
from . import tables
from .audit_witness import AuditWitness, Heads, heads_of
from .backup import DATABASE, MARK, PREFIX, VAULT, Backup, backup_faults, check_database, check_files, finished
from .durable import flush_folder, make_folder, write_durably
from .engine import copy_engine
from .faults import disk_fault
from .high_water import rebuilt
from .keys import KeyCheck, Keys, keys_for
from .lock import StoreLock
from .open_store import HIGH_WATER, KEY_CHECK, LOCK, WITNESS
from .schema import must_be_known
from .vault import FileVault

_PART = f"{DATABASE}.restoring"
_CHUNK = 1 << 20
_FILE = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True)
class Restored:
    """`aside`: where the replaced database lies, None where there was none. `files`: brought back into the vault;
    `missing`: referred to and neither in the vault nor in the backup. `numbers_lost`: the mark was lost as well."""

    backup: Backup
    aside: Path | None
    files: int
    missing: int
    numbers_lost: bool


def find_backup(chosen: Path, key_chain: KeyChain) -> Backup:
    """A backup itself, or the newest of this store in a folder or stick.

    Raises BackupAbsent, NoBackup, WrongKey (only other stores' are there), BackupDamaged, KeyMissing, NoKeyring.
    """
    return _find(chosen, keys_for(key_chain, store_exists=True))


def restore(folder: Path, key_chain: KeyChain, chosen: Path, today: date) -> Restored:
    """Restores into the store's `folder`; the store must not be open. `today`: the day in Vietnam.

    Raises StoreLocked, KeyMissing, WrongKey, NoKeyring, NewerStore, DiskFull, NotWritable and what `find_backup`
    raises; the store is then as it was.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    lock = StoreLock(folder / LOCK)
    try:
        keys = keys_for(key_chain, store_exists=True)
        backup = _find(chosen, keys)
        must_be_known(backup.manifest.schema)
        return _restore(folder, keys, backup, today)
    finally:
        with suppress(OSError):
            (folder / _PART).unlink(missing_ok=True)
        lock.free()


def _restore(folder: Path, keys: Keys, backup: Backup, today: date) -> Restored:
    check_files(backup)
    _bring(backup, folder / _PART)
    check_database(folder / _PART, backup.manifest, keys)
    files, missing, heads = _bring_files(folder, backup, keys)
    try:
        mark, lost = rebuilt(_read(folder / HIGH_WATER), _marks(backup, keys), today)
        write_durably(folder / HIGH_WATER, mark)  # first: numbers skipped in vain do no harm
        KeyCheck(folder / KEY_CHECK).write(keys.store)
        AuditWitness(folder / WITNESS, keys.store).write(heads)  # going back is meant here
        aside = _put_aside(folder)
        (folder / _PART).rename(folder / DATABASE)
        flush_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    return Restored(backup, aside, files, missing, lost)


def _find(chosen: Path, keys: Keys) -> Backup:
    if not chosen.is_dir():
        raise BackupAbsent
    if (chosen / manifests.NAME).exists() or (chosen / DATABASE).exists():
        return Backup(chosen, manifests.read_manifest(chosen, keys))
    own = f"{PREFIX}{manifests.store_id(keys)[:12]}"
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


def _bring_files(folder: Path, backup: Backup, keys: Keys) -> tuple[int, int, Heads]:
    """Files of the vault that the database refers to: how many were brought back, how many are nowhere. And how far
    its audit goes."""
    vault, source = FileVault(folder / VAULT, keys.vault), FileVault(backup.vault, keys.vault)
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


def referred_files(connection: Connection) -> set[str]:
    """Names of the vault that drafts, dossiers and events speak of."""
    names = set(connection.scalars(select(tables.outbox_files.c.sha256)))
    for documents in (select(tables.drafts.c.document), select(tables.dossiers.c.document)):
        for document in connection.scalars(documents.execution_options(yield_per=500)):
            names.update(_FILE.findall(document))
    return names


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


def _put_aside(folder: Path) -> Path | None:
    """The replaced database with its log, under today's date; nothing is ever deleted. Raises OSError."""
    there = [path for end in ("", "-wal", "-shm") if (path := folder / f"{DATABASE}{end}").exists()]
    if not there:
        return None
    stamp = f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    aside = next(path for n in range(1000) if not (path := folder / f"{stamp}{f'-{n}' if n else ''}").exists())
    make_folder(aside)
    for path in there:
        path.rename(aside / path.name)
    flush_folder(aside)
    return aside
