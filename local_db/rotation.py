"""New keys for a store: the database is copied under them and put in place of the old one, when it is opened next.

The slots file says first that new keys are coming; then a copy is made, read through and renamed over the database;
then the slots say that the new ones are in use. Whatever cuts in between, one of the two keys opens the database, and
the slots hold both.
"""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import CounterError, DiskFull, StoreDamaged

from .durable import rename_durably
from .engine import copy_database, copy_engine
from .faults import disk_fault, storage_faults
from .keys import KeyCheck, KeyHistory
from .unlocking import change_slots

_RESERVE = 50 << 20  # bytes that stay free beside the copy
_LOG = logging.getLogger(__name__)


def take_new_keys(folder: Path, database: Path, check: KeyCheck, history: KeyHistory, now: datetime) -> KeyHistory:
    """Ends what was asked for; call with the store's lock and before anything of it is open.

    Where the copy cannot be made (no room, a damaged page) the store keeps its keys and opens, and the next opening
    tries again: reception goes before tidiness. Raises DiskFull, NotWritable.
    """
    coming = history.coming
    if coming is None:
        return history
    part = database.with_name(f"{database.name}.rekeyed")
    if database.exists() and not fits(database, coming.store):
        try:
            relock(database, history.current.store, part, coming.store)
            rename_durably(part, database)
        except CounterError as error:
            _LOG.warning("new keys: %s %s", error.code, error.detail)
            return history
        except OSError as error:
            raise disk_fault(error) from error
        finally:
            part.unlink(missing_ok=True)
    check.write(coming.store)
    turned = KeyHistory(coming, history.all, resealing=True)
    change_slots(folder, turned, turned=now)
    return turned


def end_resealing(folder: Path, history: KeyHistory) -> KeyHistory:
    """Every file of the vault is under the current key. Raises DiskFull, NotWritable."""
    done = replace(history, resealing=False)
    change_slots(folder, done)
    return done


def fits(database: Path, key: bytes) -> bool:
    """Whether the key opens the file; False also for a damaged first page."""
    engine = copy_engine(database, key)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master")).all()
    except (DBAPIError, driver.Error):
        return False
    finally:
        engine.dispose()
    return True


def relock(source: Path, key: bytes, target: Path, new_key: bytes) -> None:
    """Writes the database `source` under `new_key` into the new file `target`, durable and read through; a log beside
    `source` is written back into it first. Raises DiskFull, StoreDamaged."""
    target.unlink(missing_ok=True)
    if shutil.disk_usage(source.parent).free < source.stat().st_size + _RESERVE:
        raise DiskFull("too little room for a copy")
    with storage_faults(source.parent):
        engine = copy_engine(source, key, writes=True)
        try:
            with engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).all()
                copy_database(connection, target, new_key)
        finally:
            engine.dispose()
        must_be_whole(target, new_key)
    if (log := source.with_name(f"{source.name}-wal")).exists() and log.stat().st_size:
        raise StoreDamaged("the log was not written back")
    try:
        _flush(target)
    except OSError as error:
        raise disk_fault(error) from error


def must_be_whole(path: Path, key: bytes) -> None:
    """Every page's HMAC and the structure. Raises StoreDamaged and driver errors."""
    engine = copy_engine(path, key)
    try:
        with engine.connect() as connection:
            pages = connection.execute(text("PRAGMA cipher_integrity_check")).all()
            structure = connection.execute(text("PRAGMA quick_check")).scalars().all()
    finally:
        engine.dispose()
    if pages or structure != ["ok"]:
        raise StoreDamaged("the copy does not read back")


def _flush(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)
