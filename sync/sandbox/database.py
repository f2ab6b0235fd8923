"""The sandbox's database: one SQLite file, or PostgreSQL for several processes. Statements that both understand.

`?` stands for a value. What happens inside `with database:` is one transaction, and durable when it ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import psycopg

_PATIENCE = 30  # seconds that a writer of the same file is waited for
_FIRST = 7_201_508  # the advisory lock under which tables are made, once for all processes


class DatabaseAway(Exception):
    """The server does not answer, or took the transaction back: nothing was kept, and the request may come again."""


class UnfitText(Exception):
    """A text with a NUL in it, which PostgreSQL cannot keep: so neither engine does."""


class Rows(Protocol):
    """What both drivers give back."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Database(Protocol):
    """One connection, in one thread. Outside `with` each statement stands for itself."""

    def execute(self, statement: str, values: Sequence[object] = ()) -> Rows: ...

    def make(self, schema: Iterable[str]) -> None:
        """Makes what is not there yet. In a schema BYTES and SERIAL_KEY are the engine's own words for them;
        a serial key is never given twice, also when its row went."""
        ...

    def __enter__(self) -> object: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None: ...


def is_server(address: str) -> bool:
    """Whether it names a PostgreSQL server, and not a file."""
    return address.startswith(("postgresql://", "postgres://"))


def opened(address: str) -> Database:
    """`postgresql://...`, or the path of a SQLite file."""
    return _Server(address) if is_server(address) else _File(Path(address))


class _File:
    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._db.execute(f"PRAGMA {pragma}")

    def execute(self, statement: str, values: Sequence[object] = ()) -> Rows:
        try:
            return self._db.execute(statement, _fit(values))
        except sqlite3.OperationalError as error:
            raise DatabaseAway(type(error).__name__) from error

    def make(self, schema: Iterable[str]) -> None:
        with self:
            for statement in schema:
                own = statement.replace("BYTES", "BLOB")
                self.execute(own.replace("SERIAL_KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"))

    def __enter__(self) -> object:
        return self.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.execute("COMMIT" if kind is None else "ROLLBACK")

    def close(self) -> None:
        self._db.close()


class _Server:
    """Connects again when the server was away. READ COMMITTED: what must not happen twice has a unique key, what must
    happen in turns takes a row's lock."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._db = self._connected()

    def execute(self, statement: str, values: Sequence[object] = ()) -> Rows:
        try:
            if self._db.closed:
                self._db = self._connected()
            return self._db.execute(statement.replace("?", "%s").encode(), _fit(values))
        except psycopg.OperationalError as error:  # deadlocks and lost serializations are among them
            raise DatabaseAway(type(error).__name__) from error

    def make(self, schema: Iterable[str]) -> None:
        with self:
            self.execute("SELECT pg_advisory_xact_lock(?)", (_FIRST,))
            for statement in schema:
                own = statement.replace("BYTES", "BYTEA")
                self.execute(own.replace("SERIAL_KEY", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))

    def __enter__(self) -> object:
        return self.execute("BEGIN")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.execute("COMMIT")
        elif not self._db.closed:
            self._db.execute("ROLLBACK")

    def close(self) -> None:
        self._db.close()

    def _connected(self) -> psycopg.Connection[Any]:
        try:
            connection = psycopg.connect(self._address, autocommit=True)
            # A receipt is a vow, whatever the server's own setting is.
            connection.execute("SET synchronous_commit TO on")
        except psycopg.OperationalError as error:
            raise DatabaseAway(type(error).__name__) from error
        return connection


def _fit(values: Sequence[object]) -> tuple[object, ...]:
    if any(isinstance(value, str) and "\0" in value for value in values):
        raise UnfitText
    return tuple(values)
