"""The way in: opens the store of a folder, or makes it at the first start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from counter_app.domain.errors import CounterError, MigrationRefused, StoreDamaged, WrongKey
from counter_app.ports import KeyChain

from .audit_witness import AuditWitness
from .backup import make_backup, place_of
from .clock import StoreClock
from .durable import make_folder
from .engine import PAGE_BYTES, Engines, make_engines
from .faults import disk_fault, storage_faults
from .high_water import HighWater
from .keys import KeyCheck, Keys, keys_for
from .lock import StoreLock
from .schema import REVISION, bring_up_to_date, must_be_known, revision_of
from .store import SqlStore
from .vault import FileVault

DATABASE = "counter.db"
LOCK = "counter.lock"
HIGH_WATER = "counter.mark"
KEY_CHECK = "counter.key-check"
VAULT = "vault"
WITNESS = "counter.audit"


def open_store(folder: Path, key_chain: KeyChain) -> SqlStore:
    """The store below `folder`, with its `vault` and its `clock`.

    Raises NoKeyring, KeyMissing, WrongKey, StoreLocked, NewerStore, MigrationRefused, StoreDamaged, DiskFull; then
    nothing stays open.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    with ExitStack() as opened:
        lock = StoreLock(folder / LOCK)
        opened.callback(lock.free)
        mark = HighWater(folder / HIGH_WATER)
        opened.callback(mark.close)
        exists = _exists(folder / DATABASE, mark)
        keys = keys_for(key_chain, exists)
        engines = make_engines(folder / DATABASE, keys.store)
        opened.callback(engines.dispose)
        _unlock(folder, engines, mark, keys, exists)
        vault, witness = FileVault(folder / VAULT, keys.vault), AuditWitness(folder / WITNESS, keys.store)
        store = SqlStore(folder, engines, mark, lock, vault, witness)
        opened.pop_all()
        return store


def _exists(database: Path, mark: HighWater) -> bool:
    """Raises StoreDamaged when numbers were given before and the database is gone: a new one would hide the loss."""
    size = database.stat().st_size if database.exists() else 0
    if not size and mark.used:
        raise StoreDamaged("the database is missing or empty")
    log = database.with_name(f"{database.name}-wal")
    if size % PAGE_BYTES and not log.exists():  # with a log it may be a write cut off, which the log mends
        raise StoreDamaged("the database is cut within a page")
    return size > 0


def _unlock(folder: Path, engines: Engines, mark: HighWater, keys: Keys, exists: bool) -> None:
    """The first touch: the key fits, the schema is brought up to date."""
    key = keys.store
    check = KeyCheck(folder / KEY_CHECK)
    agrees = check.agrees(key) if exists else None
    if agrees is False:
        raise WrongKey("the key is another store's")
    if not exists:
        check.write(key)
    try:
        with storage_faults(folder):
            if exists:
                _back_up_before_migration(folder, engines, mark, keys)
            with engines.writer.begin() as connection:
                bring_up_to_date(connection)
    except StoreDamaged as error:
        raise _wrong_key_or_damaged(error, folder / DATABASE, agrees) from error
    if exists and agrees is None:
        check.write(key)


def _back_up_before_migration(folder: Path, engines: Engines, mark: HighWater, keys: Keys) -> None:
    """Beside the store and without its files, which no migration touches. Raises NewerStore, MigrationRefused."""

    @contextmanager
    def snapshot() -> Iterator[tuple[Connection, bytes]]:
        with engines.reader.begin() as connection:
            yield connection, mark.copy()

    with engines.reader.connect() as connection:
        revision = revision_of(connection)
    if revision in {None, REVISION}:
        return
    must_be_known(revision)
    now = StoreClock(mark.moment).now()  # the PC's own, unless it cannot be believed
    try:
        # No reserve: where the disk is that full, reception had better open than wait for somebody to clear it.
        make_backup(snapshot, None, keys, place_of(None, folder, keys), now, "before-migration", reserve=0)
    except CounterError as error:
        raise MigrationRefused(error.code) from error


def _wrong_key_or_damaged(error: StoreDamaged, database: Path, agrees: bool | None) -> CounterError:
    """SQLCipher says "not a database" for both; without the key's check the file's length has to tell."""
    if error.detail != "SQLITE_NOTADB" or agrees:
        return error
    return error if database.stat().st_size % PAGE_BYTES else WrongKey("or the first page is damaged")
