"""A store of either kind, for what holds on both: encrypted beside the program, or on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.services.postgres import PostgresServer
from tests.services.store import make_store

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from local_db.store import SqlStore

BOTH = ("encrypted", "on a server")


@pytest.fixture(scope="session")
def migrated(postgres_server: PostgresServer) -> Iterator[Engine]:
    """One database for all tests of a store on a server: migrated once, emptied for each."""
    from local_db.schema import bring_up_to_date

    engine = postgres_server.engine(postgres_server.new_database())
    with engine.begin() as connection:
        bring_up_to_date(connection)
    yield engine
    engine.dispose()


@contextmanager
def store_of_a_kind(request: pytest.FixtureRequest, folder: Path) -> Iterator[SqlStore]:
    """The kind is the parameter; without one, encrypted."""
    if getattr(request, "param", BOTH[0]) == BOTH[0]:
        opened = make_store(folder / "store")
    else:
        opened = _on_a_server(request.getfixturevalue("migrated"), folder / "site")
    yield opened
    opened.close()


def _on_a_server(engine: Engine, folder: Path) -> SqlStore:
    from sqlalchemy import text

    from local_db.tables import metadata
    from tests.local_db.site_store import open_on_a_server

    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE"))
    return open_on_a_server(engine, folder)
