"""The way in: opens the store of a folder, or makes it at the first start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import Connection

from counter_app.domain.errors import (
    CounterError,
    KeyMissing,
    KeySlotsDamaged,
    MigrationRefused,
    NewerStore,
    StoreDamaged,
    WrongKey,
)
from counter_app.ports import AuditLine, KeyChain

from .audit import SqlAudit
from .audit_witness import AuditWitness, Heads, heads_of
from .backup import MARK, beside, check_files, finished, make_backup, name_of, place_of, with_room_made
from .clock import StoreClock
from .durable import flush_what_stands, make_folder
from .engine import PAGE_BYTES, Engines, copy_engine, make_engines
from .facts import RESCUED, RESTORED, forget_fact
from .faults import disk_fault, storage_faults
from .high_water import HighWater, same_numbers
from .key_slots import SLOTS, read_slots
from .keys import KeyCheck, KeyHistory, Keys
from .lock import StoreLock
from .machine import Signals, this_machine
from .mark_twin import MarkTwin
from .pages import is_cut
from .put_aside import put_back
from .rotation import fits, take_new_keys
from .schema import REVISION, bring_up_to_date, must_be_known, revision_of
from .store import SqlStore
from .unlocking import Way, by_keyring, carry_over, earlier_keys, first_keys
from .vault import FileVault

DATABASE = "counter.db"
LOCK = "counter.lock"
HIGH_WATER = "counter.mark"
KEY_CHECK = "counter.key-check"
VAULT = "vault"
WITNESS = "counter.audit"
THIS_PC = "pc"  # who writes a line that nobody asked for


def open_store(
    folder: Path, key_chain: KeyChain, way: Way | None = None, machine: Callable[[], Signals] = this_machine
) -> SqlStore:
    """The store below `folder`, with its `vault` and its `clock`. `way`: another way to its keys than the key ring;
    `machine`: what this PC shows of itself.

    Raises NoKeyring, KeyMissing, WrongKey, KeySlotsDamaged, StoreLocked, NewerStore, MigrationRefused, StoreDamaged,
    DiskFull, and what `way` raises; then nothing stays open.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise disk_fault(error) from error
    with ExitStack() as opened:
        lock = StoreLock(folder / LOCK)
        opened.callback(lock.free)
        try:
            put_back(folder)
            flush_what_stands(folder, f"{DATABASE}-wal", DATABASE, HIGH_WATER)
        except OSError as error:
            raise disk_fault(error) from error
        mark = HighWater(folder / HIGH_WATER, twin_of(folder))
        opened.callback(mark.close)
        exists = _exists(folder / DATABASE, mark)
        history = _keys(folder, key_chain, way, exists, StoreClock(mark.moment).now())
        if (twin := twin_of(folder)) is not None:
            mark.follow_with(twin)
        keys = history.current
        engines = make_engines(folder / DATABASE, keys.store)
        opened.callback(engines.dispose)
        _unlock(folder, engines, mark, keys, exists)
        vault = FileVault(folder / VAULT, keys.vault, [retired.vault for retired in history.retired])
        witness = AuditWitness(folder / WITNESS, keys.store, [retired.store for retired in history.retired])
        store = SqlStore(folder, engines, mark, lock, vault, witness, history, machine())
        with suppress(CounterError):  # the next opening tells of it: nobody is to wait for that
            _tell_of_restore(store)
            _tell_of_put_back(store)
        opened.pop_all()
        return store


def _tell_of_restore(store: SqlStore) -> None:
    """The audit lines that a rescue and a restore left to be written: with each, what was left goes."""
    for name in (RESCUED, RESTORED):
        left = store.fact(name)
        if left is not None:
            row = SimpleNamespace(**json.loads(left))
            with store.connection(writing=True) as connection:
                SqlAudit(connection).add(AuditLine(store.clock.now(), row.who, row.counter, row.what, row.about))
                forget_fact(connection, name)


def _tell_of_put_back(store: SqlStore) -> None:
    """What was written since is gone from here, and no chain shows it: what outlived it says so."""
    if store.put_back:
        with store.write() as work:
            about = {"count": str(store.put_back)}
            work.audit.add(AuditLine(store.clock.now(), THIS_PC, "", "store-put-back", about))


def _keys(folder: Path, key_chain: KeyChain, way: Way | None, exists: bool, now: datetime) -> KeyHistory:
    """The keys that open the database, new ones taken into use where they were asked for."""
    check = KeyCheck(folder / KEY_CHECK)
    if (folder / SLOTS).exists():
        history = (way or by_keyring(key_chain))(read_slots(folder / SLOTS))
        return take_new_keys(folder, folder / DATABASE, check, history, now)
    if not exists:
        return first_keys(folder, key_chain, now)
    earlier = earlier_keys(key_chain)
    agrees = None if earlier is None else check.agrees(earlier.store)
    if check.with_slots and not agrees:
        raise KeySlotsDamaged(why="missing")
    if earlier is None:
        raise KeyMissing
    if agrees or (agrees is None and fits(folder / DATABASE, earlier.store)):
        history = carry_over(folder, key_chain, earlier, now)
        check.write(earlier.store)  # from now on slots that are not there were lost
        return history
    return KeyHistory(earlier)  # another store's, or damage: what opening it says next


def twin_of(folder: Path) -> MarkTwin | None:
    """None where the store's name cannot be read: there are no slots yet, or they are damaged."""
    with suppress(CounterError, OSError):
        return MarkTwin(folder, read_slots(folder / SLOTS).store)
    return None


def _has_lived(folder: Path) -> bool:
    """Whether something here was written by a store that was open, and not by one that was just being made."""
    return (folder / WITNESS).exists() or any((folder / VAULT).glob("*/*"))


def _exists(database: Path, mark: HighWater) -> bool:
    """Raises StoreDamaged when numbers were given before and the database is gone: a new one would hide the loss."""
    size = database.stat().st_size if database.exists() else 0
    if not size and (mark.used or _has_lived(database.parent)):
        raise StoreDamaged("the database is missing or empty", why="missing")
    log = database.with_name(f"{database.name}-wal")
    if size % PAGE_BYTES and not log.exists():  # with a log it may be a write cut off, which the log mends
        raise StoreDamaged("the database is cut within a page", why="truncated")
    return size > 0


def _unlock(folder: Path, engines: Engines, mark: HighWater, keys: Keys, exists: bool) -> None:
    """The first touch: the key fits, the schema is brought up to date."""
    key = keys.store
    check = KeyCheck(folder / KEY_CHECK)
    agrees = check.agrees(key) if exists else None
    if agrees is False:
        raise WrongKey("the key is another store's", why="other-store")
    if not exists:
        check.write(key)
    try:
        with storage_faults(folder):
            if exists:
                _back_up_before_migration(folder, engines, mark, keys)
            with engines.writer.begin() as connection:
                bring_up_to_date(connection)
    except StoreDamaged as error:
        if is_cut(folder / DATABASE, key):
            raise StoreDamaged(error.detail, why="truncated") from error
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
    try:
        must_be_known(revision)
    except NewerStore as error:
        raise NewerStore(**error.facts, **_way_back(folder, engines, mark, keys)) from error
    now = StoreClock(mark.moment).now()  # the PC's own, unless it cannot be believed
    try:
        place = place_of(None, folder, keys)
        # No reserve: where the disk is that full, reception had better open than wait for somebody to clear it.
        made = partial(make_backup, snapshot, None, keys, folder / SLOTS, place, now, "before-migration", reserve=0)
        with_room_made(place, keys, now, made)
    except CounterError as error:
        raise MigrationRefused(error.code) from error


def _way_back(folder: Path, engines: Engines, mark: HighWater, keys: Keys) -> dict[str, str]:
    """The facts of a newer program's migration that may be undone without loss: the backup that it made before, where
    this program knows that one's schema, no number was given since, and nobody did anything that the audit tells of (a
    result handed out takes no number). Empty: there is none."""
    place = beside(folder) / name_of(keys)
    with suppress(CounterError, OSError), storage_faults(folder):
        made = [one for one in finished(place, keys) if one.manifest.reason == "before-migration"]
        if made:
            must_be_known(made[-1].manifest.schema)
            check_files(made[-1])
            if not same_numbers(mark.copy(), (made[-1].path / MARK).read_bytes()):
                return {}
            with engines.reader.connect() as connection:
                if heads_of(connection) == _heads_in(made[-1].path / DATABASE, keys):
                    return {"why": "migrated", "backup": str(made[-1].path)}
    return {}


def _heads_in(backup: Path, keys: Keys) -> Heads:
    engine = copy_engine(backup, keys.store)
    try:
        with engine.connect() as connection:
            return heads_of(connection)
    finally:
        engine.dispose()


def _wrong_key_or_damaged(error: StoreDamaged, database: Path, agrees: bool | None) -> CounterError:
    """SQLCipher says "not a database" for both; without the key's check the file's length has to tell."""
    if error.detail != "SQLITE_NOTADB" or agrees:
        return error
    return error if database.stat().st_size % PAGE_BYTES else WrongKey("or the first page is damaged")
