"""The store's own code on a database without a key: what the encryption costs. For the bench only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from local_db.audit_witness import AuditWitness
from local_db.durable import make_folder
from local_db.engine import Engines
from local_db.high_water import HighWater
from local_db.keys import KeyHistory, Keys
from local_db.lock import StoreLock
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from local_db.vault import FileVault

_SETTINGS = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY", "secure_delete = ON"),
)


def open_plain_store(folder: Path) -> SqlStore:
    """A new store below `folder`, as `open_store` makes it, but readable by anybody. Document files stay encrypted."""
    make_folder(folder)
    engines = Engines(writer=_engine(folder / "counter.db", "BEGIN IMMEDIATE"), reader=_engine(folder / "counter.db"))
    with engines.writer.begin() as connection:
        bring_up_to_date(connection)
    mark, lock = HighWater(folder / "counter.mark"), StoreLock(folder / "counter.lock")
    vault, witness = FileVault(folder / "vault", bytes(32)), AuditWitness(folder / "counter.witness", bytes(32))
    return SqlStore(folder, engines, mark, lock, vault, witness, KeyHistory(Keys(bytes(32), bytes(32))))


def _engine(path: Path, begin: str = "BEGIN") -> Engine:
    def connect() -> Any:
        connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection

    engine = create_engine("sqlite://", module=driver, creator=connect, poolclass=QueuePool, pool_size=1)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
