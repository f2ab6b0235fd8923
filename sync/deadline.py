"""Ends an exchange whose time is over, wherever it hangs: in a handshake, in a header, in a byte a second."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_KEPT = 16  # connections: as many as exchanges at once


class _Deadline:
    def __init__(self, seconds: float, ahead: int | None) -> None:
        self._ahead = ahead
        self._lock = threading.Lock()
        self.over = False
        self._ends: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def follow(self, sock: socket.socket) -> None:
        """A second handle on the connection: the first is wrapped for TLS and closed by others meanwhile."""
        end = socket.socket(fileno=socket.dup(sock.fileno()))
        if self._ahead is not None:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self._ahead)
        with self._lock:
            self._ends.append(end)
        if self.over:
            self._shut()

    def end(self) -> None:
        self._timer.cancel()
        with self._lock:
            for end in self._ends:
                end.close()
            self._ends.clear()

    def _shut(self) -> None:
        self.over = True
        with self._lock:
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)


_now = threading.local()  # the deadline of the exchange that runs in this thread


@contextmanager
def ended_after(seconds: float, ahead: int | None = None) -> Iterator[_Deadline]:
    """`ahead`: bytes that the connection may have under way, None: as the system likes."""
    deadline = _now.deadline = _Deadline(seconds, ahead)
    try:
        yield deadline
    finally:
        _now.deadline = None
        deadline.end()


def _follow(sock: socket.socket) -> None:
    deadline: _Deadline | None = getattr(_now, "deadline", None)
    if deadline is not None:
        deadline.follow(sock)


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:  # the last moment before a TLS handshake, which can be dribbled too
        sock = super()._new_conn()
        _follow(sock)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:
            _follow(self.sock)
        super().request(*args, **kwargs)


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class BoundedAdapter(HTTPAdapter):
    """`context`: what shows the counter's own certificate; None: nothing is shown."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        super().__init__(pool_maxsize=_KEPT)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs, ssl_context=self._context)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
        return manager
