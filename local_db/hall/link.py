"""The one connection of a counter to its hall's server: every exchange has a deadline, a server that is away is seen
once and then not waited for, and its time is known to be no later than told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from counter_app.domain.errors import CounterError, SiteLost

from ..site.exchange import must_fit

OpenSite = Callable[[], Engine]
_CONNECTING = 4.0  # seconds, in the background only


class SiteLink:
    """`opened` makes the engine; it is called in the background only, and again after it has failed. `deadline` in
    seconds for one exchange. A server whose tables are another version's is as good as away: its queue is not ours."""

    def __init__(self, opened: OpenSite, deadline: float = 1.0) -> None:
        self._opened, self._deadline = opened, deadline
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._server, self._asked, self._heard = datetime.fromtimestamp(0, UTC), 0.0, 0.0

    @property
    def up(self) -> bool:
        """Whether it answered the last time."""
        return self._connection is not None

    def connect(self) -> None:
        """Where it is not up: tries. Nobody at the desk waits for this. Raises SiteLost."""
        if self._connection is not None:
            return
        try:
            engine = self._engine = self._engine or self._opened()
            connection = engine.connect()
        except (CounterError, DBAPIError, OSError) as error:  # not joined yet, or again: with another password
            self._engine = None
            raise SiteLost from error
        try:
            with self._within(connection, _CONNECTING):
                asked = monotonic()
                server = connection.execute(select(func.clock_timestamp())).scalar_one()
                heard = monotonic()
                must_fit(connection)
                connection.rollback()
        except (CounterError, DBAPIError, OSError) as error:
            _discard(connection)
            raise SiteLost from error
        self._server, self._asked, self._heard = server, asked, heard
        self._connection = connection

    def now(self) -> datetime:
        """The server's time, or a moment before: never later than it is there."""
        return self._server + timedelta(seconds=monotonic() - self._heard)

    @property
    def doubt(self) -> float:
        """Seconds that `now` may be behind the server's time."""
        return self._heard - self._asked

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Raises SiteLost: then nobody knows whether it was done. At once where the server is known to be away."""
        connection = self._connection
        if connection is None:
            raise SiteLost
        try:
            with self._within(connection, self._deadline), connection.begin():
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            self.drop()
            raise SiteLost from error
        except BaseException:
            if connection.closed or connection.invalidated:
                self.drop()
            raise

    def drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            _discard(connection)

    def close(self) -> None:
        self.drop()
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def _within(self, connection: Connection, seconds: float) -> Iterator[None]:
        """Cuts the wire when it takes longer: a server that stands still never answers by itself."""
        wire = _wire(connection)
        cut = threading.Timer(seconds, _cut, (wire,))
        cut.daemon = True
        cut.start()
        try:
            yield
        finally:
            cut.cancel()
            cut.join()
            wire.close()


def _wire(connection: Connection) -> socket.socket:
    """A second hold on the connection's socket, that stays this connection's own whoever closes the first. On Windows
    it is a socket and no file: only the socket's own dup knows it."""
    driver = connection.connection.driver_connection
    return socket.socket(fileno=socket.dup(driver.fileno()))  # type: ignore[union-attr]


def _cut(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)


def _discard(connection: Connection) -> None:
    with suppress(Exception):
        connection.invalidate()
    with suppress(Exception):
        connection.close()
