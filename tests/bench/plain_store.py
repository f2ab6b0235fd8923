"""The store's own code on a database without a key, to show what the encryption costs. For the bench only."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver

from local_db import engine
from local_db.audit_witness import AuditWitness
from local_db.durable import make_folder
from local_db.high_water import HighWater
from local_db.keys import KeyHistory, Keys
from local_db.lock import StoreLock
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from local_db.vault import FileVault

_NO_KEY = bytes(engine.KEY_BYTES)
_keyed = engine._keyed


def open_plain_store(folder: Path) -> SqlStore:
    """A new store below `folder`, as `open_store` makes it, but readable by anybody. Document files stay encrypted."""
    make_folder(folder)
    patch.object(engine, "_keyed", _keyed_or_plain).start()  # for good: connections are opened when they are needed
    engines = engine.make_engines(folder / "counter.db", _NO_KEY)
    with engines.writer.begin() as connection:
        bring_up_to_date(connection)
    mark, lock = HighWater(folder / "counter.mark"), StoreLock(folder / "counter.lock")
    vault, witness = FileVault(folder / "vault", _NO_KEY), AuditWitness(folder / "counter.witness", _NO_KEY)
    return SqlStore(folder, engines, mark, lock, vault, witness, KeyHistory(Keys(_NO_KEY, _NO_KEY)), {})


def _keyed_or_plain(path: Path, key: bytes, *settings: str) -> Any:
    if key != _NO_KEY:
        return _keyed(path, key, *settings)
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    for setting in settings:
        connection.execute(setting)
    return connection
