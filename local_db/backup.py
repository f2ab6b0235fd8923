"""Backups of the running store: a consistent copy of the database and the mark, and the vault's new files.

    FOLDER/quay-mot-cua-<store>/            one for each store (and key): a stick may serve a whole hall
        vault/                              files of all its backups; one is copied once, for it never changes
        20261123T031500Z-1f2e/              a backup: counter.db, counter.mark, counter.keys, manifest.json
        20261123T041500Z-9a0b.part/         one being made, or one that a power cut left; never looked at

Everything is locked with the store's own keys. A backup gets its name last, after it was opened and read through.
"""

# Long because: one is made, checked, found again and thinned out by the same few names.

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Literal

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import (
    BackupAbsent,
    BackupDamaged,
    BackupFull,
    CounterError,
    NotWritable,
    StoreDamaged,
    VaultFileDamaged,
)

from . import tables
from .audit_witness import is_whole_since, noted_heads
from .durable import make_folder, rename_durably, write_durably
from .engine import PAGE_BYTES, copy_database, copy_engine
from .facts import MARK_COUNT, read_fact
from .faults import disk_fault
from .high_water import count_in
from .key_slots import SLOTS, read_slots
from .keys import Keys
from .manifest import Manifest, Sum, read_manifest, store_id, sum_of, write_manifest
from .retention import LONGEST, kept
from .schema import revision_of
from .store import SqlStore
from .vault import MISSING, FileVault

DATABASE, MARK, VAULT = "counter.db", "counter.mark", "vault"
PREFIX = "quay-mot-cua-"
REPLACED, REPLACED_AT = "replaced-", "%Y%m%dT%H%M%S"  # what a restore puts aside, in the store's folder
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
_PART = ".part"
_SHARES, _SHARE = 24, 500  # each file of a backup is read again within so many; a vault of so few each time
RESERVE = 200 << 20  # bytes that a backup leaves free: beside the store, reception needs them
PURGED_KEPT = timedelta(days=30)  # a purge by mistake can be taken back from a backup for so long
_GONE = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN})
_LOG = logging.getLogger(__name__)

Snapshot = Callable[[], AbstractContextManager[tuple[Connection, bytes]]]
Reason = Literal["due", "asked", "before-migration", "rescued"]


@dataclass(frozen=True)
class Backup:
    """A finished one."""

    path: Path
    manifest: Manifest

    @property
    def vault(self) -> Path:
        return self.path.parent / VAULT


class Backups:
    """The backups of one open store. `folder` None: beside the store's own; `reserve`: bytes left free there."""

    def __init__(self, store: SqlStore, folder: Path | None = None, reserve: int = RESERVE) -> None:
        self._reserve = reserve
        self._store = store
        self._folder = folder
        self._making = Lock()

    def make(self, reason: Reason = "asked") -> Backup:
        """A new one, verified; then those that are no longer kept are removed.

        Raises BackupAbsent, BackupFull, NotWritable, BackupDamaged (what was written reads back otherwise),
        StoreDamaged; then the earlier backups are as they were.
        """
        with self._making:
            store, now = self._store, self._store.clock.now()
            keys = store.keys.current
            place = place_of(self._folder, store.folder, keys)
            wanted = (store.snapshot, store.vault, keys, store.folder / SLOTS, place, now, reason, self._reserve)
            made = with_room_made(place, keys, now, lambda: make_backup(*wanted))
            thin_out(place, keys, now)
            self._forget_purged(FileVault(place / VAULT, keys.vault), now)
            for folder in {place.parent, beside(store.folder)}:  # those before a migration lie beside the store
                for each in store.keys.all:
                    if (other := folder / name_of(each)) != place and other.is_dir():
                        end_old(other, each, now)
                        self._forget_purged(FileVault(other / VAULT, each.vault), now)
            _end_replaced(store.folder, now)
            return made

    def _forget_purged(self, copies: FileVault, now: datetime) -> None:
        """Takes out of the backups the files that a purge removed long enough ago to be sure that it was meant."""
        long_gone = select(tables.purged_files.c.name).where(tables.purged_files.c.removed_at < now - PURGED_KEPT)
        with self._store.connection(writing=False) as connection:
            purged = frozenset(connection.scalars(long_gone))
        for name in copies.names() if purged else ():
            if name in purged and not self._store.vault.has(name):  # it may have been stored again since
                with suppress(CounterError):  # at the next time
                    copies.remove(name)

    def make_if_due(self, every: timedelta) -> timedelta:
        """Makes one when the last is older than `every`, or dated ahead by a clock since put right; returns how long
        nothing is due. Raises as `make`."""
        last = self.newest()
        age = None if last is None else self._store.clock.now() - last.manifest.created_at
        if age is not None and timedelta() <= age < every:
            return every - age
        self.make("due")
        return every

    def newest(self) -> Backup | None:
        """Raises BackupAbsent."""
        keys = self._store.keys.current
        found = finished(place_of(self._folder, self._store.folder, keys), keys)
        return found[-1] if found else None


def beside(store: Path) -> Path:
    """Where backups go when nothing else is said."""
    return store.with_name(f"{store.name}-backups")


def place_of(folder: Path | None, store: Path, keys: Keys) -> Path:
    """The store's own folder among the backups, made where it is missing; a folder that was named must be there.

    Raises BackupAbsent, BackupFull, NotWritable.
    """
    if folder is not None and not folder.is_dir():
        raise BackupAbsent
    place = (folder or beside(store)) / name_of(keys)
    with backup_faults(place):
        make_folder(place)
    return place


def name_of(keys: Keys) -> str:
    """Of the folder that holds the backups under these keys."""
    return f"{PREFIX}{store_id(keys)[:12]}"


def finished(place: Path, keys: Keys) -> list[Backup]:
    """Oldest first, by what the store had seen and not by date. One whose manifest is damaged is left out, and said
    in the log."""
    found = []
    with backup_faults(place):
        names = sorted(entry.name for entry in os.scandir(place) if _NAME.fullmatch(entry.name))
    for name in names:
        try:
            found.append(Backup(place / name, read_manifest(place / name, keys)))
        except CounterError as error:
            _LOG.warning("backup %s: %s %s", name, error.code, error.facts.get("why", ""))
    return sorted(found, key=lambda backup: (backup.manifest.count, backup.manifest.turn, backup.path.name))


def make_backup(
    snapshot: Snapshot,
    vault: FileVault | None,
    keys: Keys,
    slots: Path,
    place: Path,
    now: datetime,
    reason: Reason,
    reserve: int = RESERVE,
) -> Backup:
    """See `Backups.make`. `vault` None: without its files."""
    target = FileVault(place / VAULT, keys.vault)
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{token_hex(2)}"
    part = place / f"{name}{_PART}"
    try:
        with backup_faults(place):
            _sweep(place)
            make_folder(part)
            turn = 1 + max((backup.manifest.turn for backup in finished(place, keys)), default=0)
            files = 0 if vault is None else target.bytes_to_take(vault)
        with snapshot() as (connection, mark):
            with backup_faults(place):
                _must_have_room(place, _bytes_of(connection) + files + reserve)
                copy_database(connection, part / DATABASE, keys.store)
            counts, schema = count_rows(connection), revision_of(connection) or ""
            count = max(int(read_fact(connection, MARK_COUNT) or 0), count_in(mark))
        with backup_faults(place):
            _flush(part / DATABASE)
            write_durably(part / MARK, mark)
            _copy_slots(slots, part / SLOTS)
            damaged, whole = (0, None) if vault is None else _copy_vault(vault, target, turn)
            sums = sum_of(part / DATABASE), sum_of(part / MARK)
            manifest = Manifest(now, reason, schema, store_id(keys), *sums, counts, whole, damaged, count, turn)
            manifest = replace(manifest, audit_whole=check_database(part / DATABASE, manifest, keys))
            manifest = write_manifest(part, manifest, keys)
            rename_durably(part, place / name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Backup(place / name, manifest)


def _copy_slots(source: Path, target: Path) -> None:
    """Along with the backup, so that another PC opens it with the recovery code. A damaged file is not worth keeping:
    on this PC the backup is restored without. Raises OSError."""
    try:
        read_slots(source)
    except CounterError as error:
        _LOG.warning("backup: %s %s", error.code, error.facts.get("why", ""))
        return
    write_durably(target, source.read_bytes())


def check_files(backup: Backup) -> None:
    """Whether its files are still those that were verified. Raises BackupDamaged, BackupAbsent."""
    for file, written in ((DATABASE, backup.manifest.database), (MARK, backup.manifest.mark)):
        try:
            found = sum_of(backup.path / file)
        except FileNotFoundError as error:
            raise BackupDamaged(file, why="incomplete") from error
        except OSError as error:
            raise BackupAbsent(errno.errorcode.get(error.errno or 0, "OSError")) from error
        if found != written:
            raise BackupDamaged(file, why=_how(found, written))


def check_database(path: Path, manifest: Manifest, keys: Keys) -> bool:
    """Opens a copy and reads it through: pages, structure, rows. Raises BackupDamaged.

    Whether the audit's chains are whole since they were last followed: one that was broken in the store is no fault of
    the copy, and is kept as it is.
    """
    engine = copy_engine(path, keys.store)
    try:
        with engine.connect() as connection:
            pages = connection.execute(text("PRAGMA cipher_integrity_check")).all()
            structure = connection.execute(text("PRAGMA quick_check")).scalars().all()
            if pages or structure != ["ok"]:
                raise BackupDamaged("pages" if pages else "structure", why="changed")
            if count_rows(connection) != manifest.counts or (revision_of(connection) or "") != manifest.schema:
                raise BackupDamaged("rows", why="changed")
            return is_whole_since(connection, noted_heads(connection))
    except (DBAPIError, driver.Error) as error:
        raise BackupDamaged(type(error).__name__, why="unreadable") from error
    finally:
        engine.dispose()


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table, for those tables that the database has."""
    there = set(connection.dialect.get_table_names(connection))
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables.metadata.sorted_tables
        if table.name in there
    }


def thin_out(place: Path, keys: Keys, now: datetime) -> int:
    """Removes the backups that are no longer kept; one before a migration goes by the same rule. Returns how many."""
    backups = finished(place, keys)
    stay = kept((backup.manifest.created_at for backup in backups), now)
    stay |= {backup.manifest.created_at for backup in backups[-1:]}  # one dated ahead must not push it out
    return sum(_remove(backup.path) for backup in backups if backup.manifest.created_at not in stay)


def with_room_made(place: Path, keys: Keys, now: datetime, make: Callable[[], Backup]) -> Backup:
    """Where there is no room, again once those that are no longer kept are gone. Raises as `make`."""
    try:
        return make()
    except BackupFull:
        if not thin_out(place, keys, now):
            raise
        return make()


def end_old(place: Path, keys: Keys, now: datetime) -> None:
    """The same for a place that backups go to no more: there the latest ends as well, and with it the files."""
    thin_out(place, keys, now)
    backups = finished(place, keys)
    ended = [backup.path for backup in backups if backup.manifest.created_at < now - LONGEST]
    if sum(map(_remove, ended)) and not any(_NAME.fullmatch(entry.name) for entry in place.iterdir()):
        shutil.rmtree(place, ignore_errors=True)


def _end_replaced(store: Path, now: datetime) -> None:
    """What restores put aside (`restore.py` has the name) is a copy like the others."""
    for aside in store.glob(f"{REPLACED}*"):
        with suppress(ValueError):  # not named by us
            stamp = aside.name.removeprefix(REPLACED)[: len("20261123T031500")]
            if datetime.strptime(stamp, REPLACED_AT).replace(tzinfo=UTC) < now - LONGEST:
                _remove(aside)


def _remove(folder: Path) -> bool:
    dying = folder.with_name(f"{folder.name}{_PART}")
    with suppress(OSError):  # at the next time
        folder.rename(dying)  # half removed it must not look finished
        shutil.rmtree(dying)
        return True
    return False


@contextmanager
def backup_faults(place: Path) -> Iterator[None]:
    """What fails at the backup's side as BackupAbsent, BackupFull or NotWritable; a damaged store as StoreDamaged."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        name: str = getattr(getattr(error, "orig", error), "sqlite_errorname", "") or type(error).__name__
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreDamaged(name) from error
        raise _side_fault(place, name, full=name.startswith("SQLITE_FULL")) from error
    except OSError as error:
        if isinstance(fault := disk_fault(error), NotWritable) and error.errno not in _GONE:
            raise fault from error
        code = errno.errorcode.get(error.errno or 0, "OSError")
        raise _side_fault(place, code, full=error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}) from error


def _side_fault(place: Path, detail: str, full: bool) -> CounterError:
    if full:
        return BackupFull(detail)
    try:
        return BackupFull(detail) if shutil.disk_usage(place).free < 1 << 20 else BackupAbsent(detail)
    except OSError:
        return BackupAbsent(detail)


def _how(found: Sum, written: Sum) -> str:
    return "truncated" if found.size < written.size else "changed"


def _copy_vault(source: FileVault, target: FileVault, turn: int) -> tuple[int, int]:
    """How many files are damaged in the store, and how many whole ones the backup now has of it.

    A file that lies in the backup already is held to its size, and in its turn read through: one that rotted there is
    taken again.
    """
    damaged = whole = 0
    names = list(source.names())
    shares = 1 + min(_SHARES - 1, len(names) // _SHARE)
    for name in names:
        in_turn = int(name[:8], 16) % shares == turn % shares
        try:
            if target.size(name) != source.size(name) or (in_turn and not target.is_whole(name)):
                target.take_from(source, name)
            whole += 1
        except VaultFileDamaged as error:
            if error.detail == MISSING:  # purged meanwhile
                continue
            if target.is_whole(name):  # the backup's own is the better one
                whole += 1
            else:
                damaged += 1
            _LOG.warning("backup: %s %s", error.code, error.facts.get("file"))
    return damaged, whole


def _bytes_of(connection: Connection) -> int:
    return int(connection.scalar(text("PRAGMA page_count")) or 0) * PAGE_BYTES


def _must_have_room(place: Path, needed: int) -> None:
    """Before the first byte is copied: a disk filled to the brim would stop reception. Raises BackupFull, OSError."""
    if shutil.disk_usage(place).free < needed:
        raise BackupFull("too little room")


def _flush(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _sweep(place: Path) -> None:
    """What a power cut left half: in the store's own folder nobody else makes one."""
    for left in place.glob(f"*{_PART}"):
        shutil.rmtree(left, ignore_errors=True)
