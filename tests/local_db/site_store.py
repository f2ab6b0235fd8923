"""A whole store on a PostgreSQL server: the same model, repositories, transactions and search; its numbers' mark, its
files and its audit's witness beside it, as they are beside an encrypted one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from local_db.audit_witness import AuditWitness
from local_db.engine import Engines
from local_db.high_water import HighWater
from local_db.keys import KeyHistory, new_keys
from local_db.lock import StoreLock
from local_db.machine import this_machine
from local_db.open_store import HIGH_WATER, LOCK, VAULT, WITNESS
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from local_db.vault import FileVault


def open_on_a_server(engine: Engine, folder: Path) -> SqlStore:
    """One counter's, what is its own in `folder`; close it. Nothing but `folder` tells two counters apart."""
    folder.mkdir(exist_ok=True)
    with engine.begin() as connection:
        bring_up_to_date(connection)
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    history = KeyHistory(new_keys())
    return SqlStore(
        folder,
        Engines(writer=engine, reader=reader, apart=reader),
        HighWater(folder / HIGH_WATER),
        StoreLock(folder / LOCK),
        FileVault(folder / VAULT, history.current.vault),
        AuditWitness(folder / WITNESS, history.current.store, []),
        history,
        this_machine(),
    )
