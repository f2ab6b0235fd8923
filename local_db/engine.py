"""SQLCipher under SQLAlchemy: how the file is opened, keyed and made durable. The only SQLite-only module.

Readers and the one writer have engines of their own: a reader cannot write by accident, and the writer's
transactions begin with the write lock, so that none fails half-way because another got in between.

A connection that met a damaged page answers every later call with an error, also about whole pages. So it is never
used again (`is_disconnect`, `begun`): one damaged page costs what stands in it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import NullPool, QueuePool

from counter_app.domain.errors import BrokenPromise

KEY_BYTES = 32
PAGE_BYTES = 4096  # SQLCipher's own default
CACHE = "cache_size = -16384"  # kB a connection, taken as pages are read: the hot half of a province's indexes
_BUSY_MS = 5000
_WRITER_KIB = 128 * 1024  # at most, and only as a store grows: a page that does not stay is decrypted at each touch
_READERS = 4  # kept open; more are opened when needed


@dataclass(frozen=True)
class Engines:
    """`apart`: reads over a connection that is opened for it and then closed: for what reads everything."""

    writer: Engine
    reader: Engine
    apart: Engine
    closed: Event = field(default_factory=Event)

    def dispose(self) -> None:
        """Closes all, for good; the last to close writes the log back into the file."""
        self.closed.set()
        self.reader.dispose()
        self.writer.dispose()


def make_engines(path: Path, key: bytes) -> Engines:
    """Nothing is opened yet; errors come with the first connection."""
    if len(key) != KEY_BYTES:
        raise ValueError("the store's key has 32 bytes")
    closed = Event()
    writer, reader = (_opener(path, key, read_only, closed) for read_only in (False, True))
    apart = create_engine("sqlite+reader://", module=driver, creator=reader, poolclass=NullPool, hide_parameters=True)
    return Engines(
        writer=_engine(writer, pool_size=1, overflow=0, url="sqlite+writer://"),
        reader=_engine(reader, pool_size=_READERS, overflow=-1, url="sqlite+reader://"),
        apart=apart,
        closed=closed,
    )


@contextmanager
def begun(engine: Engine) -> Iterator[Connection]:
    """A transaction, as `engine.begin()`. Its connection is closed for good where the driver failed without SQLAlchemy
    seeing it: called directly, or with a MemoryError, which is what a spoilt connection says."""
    with engine.begin() as connection:
        try:
            yield connection
        except (driver.Error, MemoryError) as error:
            if not connection.invalidated:
                connection.invalidate(error)
            raise


def copy_engine(path: Path, key: bytes, writes: bool = False) -> Engine:
    """Reads a copy that `copy_database` made, or a database that is closed; nothing is written unless `writes`."""
    only = () if writes else ("PRAGMA query_only = ON",)

    def connect() -> Any:
        return _keyed(path, key, *only, "PRAGMA temp_store = MEMORY")

    return create_engine("sqlite://", module=driver, creator=connect, poolclass=NullPool, hide_parameters=True)


def copy_database(source: Connection, path: Path, key: bytes) -> None:
    """Writes what `source` sees in its transaction into the new file `path`, locked with `key`, without a log.

    Page by page and beside any writer: a reader in WAL mode holds nobody up. Raises driver errors.
    """
    target = _keyed(path, key)
    try:
        source.connection.driver_connection.backup(target)  # type: ignore[union-attr]
        target.execute("PRAGMA journal_mode = DELETE")  # one file, that a stick may hold read-only
    finally:
        target.close()


def _keyed(path: Path, key: bytes, *settings: str) -> Any:
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # what it writes to stderr, the error says as well
        # A raw key: a passphrase would be stretched for an eighth of a second at each connection.
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        for setting in settings:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _opener(path: Path, key: bytes, read_only: bool, closed: Event) -> Callable[[], Any]:
    def connect() -> Any:
        if closed.is_set():  # without its lock the file may be another program's by now
            raise BrokenPromise("the store was closed")
        connection = _keyed(path, key)
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            connection.execute("PRAGMA journal_mode = WAL")  # the first touch of the file: a wrong key fails here
            connection.execute("PRAGMA synchronous = FULL")  # with NORMAL a power loss takes acknowledged commits
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # no plain page in a temporary file
            connection.execute(f"PRAGMA {CACHE}")
            connection.execute("PRAGMA secure_delete = ON")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            else:
                connection.execute(f"PRAGMA cache_size = -{_WRITER_KIB}")
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


def _engine(creator: Callable[[], Any], pool_size: int, overflow: int, url: str) -> Engine:
    return create_engine(
        url,
        module=driver,
        creator=creator,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=overflow,
        pool_use_lifo=True,  # the connection used last has its pages still decrypted
        hide_parameters=True,  # an error's text must not quote a person
    )


def damaged(error: BaseException | None) -> bool:
    """Whether the driver met a page that is not as it was written; its connection is spoilt."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


class _Beginning(SQLiteDialect_pysqlite):
    """Begins in so many words. As a dialect: an event for it would be asked about before each statement."""

    supports_statement_cache = True
    words = "BEGIN"

    def is_disconnect(self, e: Any, connection: Any, cursor: Any) -> bool:
        return damaged(e)

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.execute(self.words)


class _BeginningToWrite(_Beginning):
    supports_statement_cache = True
    words = "BEGIN IMMEDIATE"


registry.register("sqlite.reader", __name__, _Beginning.__name__)
registry.register("sqlite.writer", __name__, _BeginningToWrite.__name__)
