"""The way in: opens the store of a folder, or makes it at the first start."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from counter_app.domain.errors import CounterError, StoreDamaged, WrongKey
from counter_app.ports import KeyChain

from .durable import make_folder
from .engine import PAGE_BYTES, Engines, make_engines
from .faults import disk_fault, storage_faults
from .high_water import HighWater
from .keys import KeyCheck, keys_for
from .lock import StoreLock
from .schema import bring_up_to_date
from .store import SqlStore
from .vault import FileVault

DATABASE = "counter.db"
LOCK = "counter.lock"
HIGH_WATER = "counter.mark"
KEY_CHECK = "counter.key-check"
VAULT = "vault"


def open_store(folder: Path, key_chain: KeyChain) -> SqlStore:
    """The store below `folder`, with its `vault` and its `clock`.

    Raises NoKeyring, KeyMissing, WrongKey, StoreLocked, NewerStore, StoreDamaged, DiskFull; then nothing stays open.
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
        _unlock(folder, engines, keys.store, exists)
        store = SqlStore(folder, engines, mark, lock, FileVault(folder / VAULT, keys.vault))
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


def _unlock(folder: Path, engines: Engines, key: bytes, exists: bool) -> None:
    """The first touch: the key fits, the schema is brought up to date."""
    check = KeyCheck(folder / KEY_CHECK)
    agrees = check.agrees(key) if exists else None
    if agrees is False:
        raise WrongKey("the key is another store's")
    if not exists:
        check.write(key)
    try:
        with storage_faults(folder), engines.writer.begin() as connection:
            bring_up_to_date(connection)
    except StoreDamaged as error:
        raise _wrong_key_or_damaged(error, folder / DATABASE, agrees) from error
    if exists and agrees is None:
        check.write(key)


def _wrong_key_or_damaged(error: StoreDamaged, database: Path, agrees: bool | None) -> CounterError:
    """SQLCipher says "not a database" for both; without the key's check the file's length has to tell."""
    if error.detail != "SQLITE_NOTADB" or agrees:
        return error
    return error if database.stat().st_size % PAGE_BYTES else WrongKey("or the first page is damaged")
