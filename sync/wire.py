"""One HTTP exchange with a server that is hostile until parsed: bounded in size and in time, nothing followed.

A deadline counts for the whole exchange: a server that dribbles a byte a second keeps each read within its own
time-out for ever, so a timer shuts the connection down under whoever still reads from it.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from counter_app.domain.errors import BadSettings, LineDown, NotTheProvince

_CONNECT = 10.0  # seconds at the most for a connection, and for 16 kB to be taken
_SLOWEST = 8_000.0  # bytes a second under which a transfer is given up: a quarter of a 256 kbit/s line
_STEP = 65_536  # bytes read at once


@dataclass(frozen=True, slots=True)
class Reply:
    """`headers` has lower-case names."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


class Wire:
    """`base_url` is https, or http on this machine; `ca_file` the province's own authority, None: the system's.

    Raises BadSettings for any other address. `timeout` seconds for an exchange, more for many bytes.
    """

    def __init__(self, base_url: str, ca_file: Path | None = None, timeout: float = 20.0) -> None:
        _must_be_safe(base_url)
        self._base = base_url.rstrip("/")
        self._timeout = timeout
        self._session = _Session()
        self._session.verify = str(ca_file) if ca_file is not None else True

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        limit: int,
        expected: int = 0,
        budget: float | None = None,
    ) -> Reply:
        """`limit` bytes of reply at the most; `expected` bytes of it are given time for. `budget` seconds replace
        the time reckoned from the sizes. Raises LineDown, NotTheProvince (certificate, too long a reply)."""
        seconds = self._timeout + (len(body) + expected) / _SLOWEST if budget is None else budget
        if seconds <= 0:
            raise LineDown("no time left")
        try:
            with _ended_after(seconds) as deadline:
                reply = self._exchange(method, path, headers, body, limit, seconds)
                if deadline.over:  # what http.client then takes for the end of the headers was ours
                    raise LineDown("no answer in time")
                return reply
        except requests.exceptions.SSLError as error:
            if _cut_off(error):
                raise LineDown("the line broke in the handshake") from error
            raise NotTheProvince("its certificate is not the province's") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise LineDown(type(error).__name__) from error

    def close(self) -> None:
        self._session.close()

    def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, limit: int, seconds: float
    ) -> Reply:
        response = self._session.request(
            method,
            self._base + path,
            headers={"Accept-Encoding": "identity", "User-Agent": "quay-mot-cua", **headers},
            # As a stream: http.client counts one time-out over a whole bytes object, but over each block of a stream.
            data=io.BytesIO(body) if body else None,
            timeout=(min(_CONNECT, seconds), min(self._timeout, seconds)),
            allow_redirects=False,
            stream=True,
        )
        told = {name.lower(): value for name, value in response.headers.items()}
        if told.get("content-encoding", "identity") != "identity":
            response.close()
            raise NotTheProvince("an encoding that was not asked for")
        taken = bytearray()
        for piece in response.raw.stream(_STEP, decode_content=False):
            taken += piece
            if len(taken) > limit:
                response.close()
                raise NotTheProvince("a longer reply than the contract allows")
        response.raw.release_conn()
        return Reply(response.status_code, told, bytes(taken))


def _must_be_safe(base_url: str) -> None:
    parts = urlsplit(base_url)
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and _here(parts.hostname))):
        raise BadSettings("only https leaves this machine", entry="province.base_url")


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _cut_off(error: BaseException | None) -> bool:
    """Whether a TLS error only means that the connection ended."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return True
        reason = getattr(error, "reason", None)
        inner = next((arg for arg in error.args if isinstance(arg, BaseException)), None)
        error = reason if isinstance(reason, BaseException) else inner or error.__cause__ or error.__context__
    return False


# --- the session ---------------------------------------------------------------------------------------


class _Session(requests.Session):
    """Reads nothing from the environment (proxies, .netrc, authorities), keeps no cookie, follows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.adapters.clear()
        self.mount("https://", _Adapter())
        self.mount("http://", _Adapter())

    def get_redirect_target(self, resp: requests.Response) -> None:
        """requests would read a redirect's whole body, however long, only to tell where it leads."""
        return


# --- the deadline --------------------------------------------------------------------------------------


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._lock = threading.Lock()
        self.over = False
        self._ends: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def follow(self, sock: socket.socket) -> None:
        """A second handle on the connection: the first is wrapped for TLS and closed by others meanwhile."""
        end = socket.socket(fileno=socket.dup(sock.fileno()))
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
def _ended_after(seconds: float) -> Iterator[_Deadline]:
    deadline = _now.deadline = _Deadline(seconds)
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


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
