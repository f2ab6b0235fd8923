"""The store's transactions on a shared server: the same model and repositories, without encryption and search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from counter_app.ports import UnitOfWork
from local_db.catalogue import ParsedCatalogue
from local_db.engine import Engines
from local_db.high_water import HighWater
from local_db.numbering import Taking
from local_db.schema import bring_up_to_date
from local_db.store import SqlStore
from local_db.unit_of_work import SqlUnitOfWork
from tests.services.store import make_store


class SiteStore:
    """One counter's connection to it, its mark in `folder`. Errors come as the driver says them."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engines = Engines(writer=engine, reader=engine)
        self._parsed = ParsedCatalogue()
        folder.mkdir(exist_ok=True)
        self._mark = HighWater(folder / "counter.mark")
        with engine.begin() as connection:
            bring_up_to_date(connection)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        taking = Taking(self._mark)
        with self._engines.writer.begin() as connection:
            yield SqlUnitOfWork(connection, taking, self._parsed)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self._engines.reader.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield SqlUnitOfWork(connection, Taking(self._mark), self._parsed)

    def close(self) -> None:
        self._mark.close()


@pytest.fixture(params=["encrypted", "on a server"])
def either_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore | SiteStore]:
    """The counter's own store, and the same repositories on a PostgreSQL server."""
    made: SqlStore | SiteStore
    if request.param == "encrypted":
        made = make_store(tmp_path / "store")
    else:
        made = SiteStore(request.getfixturevalue("postgres"), tmp_path / "site")
    yield made
    made.close()
