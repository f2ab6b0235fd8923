"""Where an update comes from: a web server, slowly and with resume, or a folder on a stick. Both only bring bytes; what
they are worth is judged by `offer` and `installed`."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Protocol

import requests
from requests.adapters import BaseAdapter
from requests.exceptions import RequestException
from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from ..domain.errors import UpdateUnreachable

_PIECE = 64 * 1024
_TIMEOUT = 20.0  # seconds without a byte
_TRIES = 8  # without any progress
_WINDOW = 60.0  # seconds
_LEAST_RATE = 1000.0  # bytes a second, over a window: whoever sends less keeps the lock for nothing
_SMALL = 5  # windows that a small file has, with all its tries


def go_on(stopped: Callable[[], bool]) -> None:
    """Raises UpdateUnreachable."""
    if stopped():
        raise UpdateUnreachable("stopped", why="stopped")


class Source(Protocol):
    def read(self, name: str, limit: int) -> Iterator[bytes]:
        """The pieces of a small file, for at most `limit` bytes and one more. Raises FileNotFoundError,
        UpdateUnreachable."""
        ...

    def fetch(self, name: str, to: Path, limit: int) -> None:
        """Brings a file into `to`; what `to` holds of an earlier try is gone on with. It ends at `limit` bytes: more
        than was promised is not taken. Raises UpdateUnreachable, OSError."""
        ...


class Stick:
    """A folder with `metadata/` and `targets/`, as it was published."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str, limit: int) -> Iterator[bytes]:
        yield from self._pieces(name, limit + 1)

    def fetch(self, name: str, to: Path, limit: int) -> None:
        try:
            with to.open("wb") as written:
                for piece in self._pieces(name, limit):
                    written.write(piece)
        except FileNotFoundError as error:
            raise UpdateUnreachable("a file of the update is not on the stick", why="incomplete") from error

    def _pieces(self, name: str, left: int) -> Iterator[bytes]:
        """Raises FileNotFoundError, UpdateUnreachable (why: stick)."""
        try:
            with open(self._folder / name, "rb", opener=regular) as file:
                while left > 0 and (piece := file.read(min(_PIECE, left))):
                    left -= len(piece)
                    yield piece
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise UpdateUnreachable("gone", why="stick") from None
            raise
        except OSError as error:
            raise UpdateUnreachable(type(error).__name__, why="stick") from error


def regular(path: str, flags: int) -> int:
    """Opens a file that holds bytes: a pipe or a device of that name would keep whoever reads it for ever."""
    opened = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "no regular file")
    return opened


class _Pace:
    """How a server sends, over a while; what we pause ourselves is not its fault."""

    def __init__(self, window: float) -> None:
        self._window = window
        self._waited, self._came = 0.0, 0

    def read(self, raw: HTTPResponse) -> bytes:
        """What comes next. Raises UpdateUnreachable (why: slow)."""
        began = time.monotonic()
        piece = raw.read1(_PIECE)
        self._waited += time.monotonic() - began
        self._came += len(piece)
        if self._waited >= self._window:
            if piece and self._came < self._window * _LEAST_RATE:
                raise UpdateUnreachable("a drip", why="slow")
            self._waited, self._came = 0.0, 0
        return piece


class Deadline(Protocol):
    @property
    def over(self) -> bool: ...


Within = Callable[[float], AbstractContextManager[Deadline | None]]


class Line:
    """A web server. `rate` in bytes a second, so that the province's line stays free for dossiers. `proxy`: the
    office's way out. `adapter` and `within`: whose connections a time can be set to, and how; without them a server
    that dribbles its headers is waited for. `window`: seconds over which it must keep the least rate."""

    def __init__(
        self,
        address: str,
        rate: float,
        ca_file: Path | None = None,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], None] = time.sleep,
        *,
        proxy: str | None = None,
        adapter: BaseAdapter | None = None,
        within: Within = lambda _: nullcontext(),
        window: float = _WINDOW,
    ) -> None:
        self._address, self._rate, self._stopped, self._pause = address.rstrip("/"), rate, stopped, pause
        self._within, self._window = within, window
        self._session = requests.Session()
        self._session.trust_env = False  # told in the settings, never taken from the environment
        self._session.verify = str(ca_file) if ca_file else True
        self._session.headers["Accept-Encoding"] = "identity"
        if proxy is not None:
            self._session.proxies = {"https": proxy, "http": proxy}
        if adapter is not None:
            self._session.mount("http://", adapter)
            self._session.mount("https://", adapter)

    def read(self, name: str, limit: int) -> Iterator[bytes]:
        """Small: as a whole or not at all."""
        until = time.monotonic() + _SMALL * self._window
        yield from self._again(lambda: self._read(name, limit, until))

    def fetch(self, name: str, to: Path, limit: int) -> None:
        tries = 0
        while True:
            before = to.stat().st_size if to.exists() else 0
            if before >= limit:
                return
            why = "cut"
            try:
                if self._append(name, to, before, limit):
                    return
            except (RequestException, HTTPError) as error:
                why = type(error).__name__
            tries = 0 if to.exists() and to.stat().st_size > before else tries + 1
            if tries >= _TRIES:
                raise UpdateUnreachable(why)
            go_on(self._stopped)
            self._pause(min(0.2 * 2**tries, 30.0))

    def _again(self, work: Callable[[], list[bytes]]) -> list[bytes]:
        every = Retrying(
            retry=retry_if_exception_type((RequestException, HTTPError)),
            stop=stop_after_attempt(_TRIES),
            wait=wait_exponential_jitter(multiplier=0.2, max=10),
            sleep=self._pause,
        )
        try:
            return every(work)
        except RetryError as error:
            raise UpdateUnreachable(type(error.last_attempt.exception()).__name__) from error

    @contextmanager
    def _asked(self, name: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        """The answer, whose headers have come. Raises what requests raises."""
        go_on(self._stopped)
        with self._within(self._window) as deadline:
            try:
                answer = self._session.get(f"{self._address}/{name}", headers=headers, stream=True, timeout=_TIMEOUT)
            except RequestException as error:
                if deadline is not None and deadline.over:
                    raise UpdateUnreachable("no headers", why="slow") from error
                raise
        with answer:
            if deadline is not None and deadline.over:  # headers that were cut read as if they were all
                raise UpdateUnreachable("no end of headers", why="slow")
            yield answer

    def _read(self, name: str, limit: int, until: float) -> list[bytes]:
        if time.monotonic() > until:
            raise UpdateUnreachable("too many tries", why="slow")
        with self._asked(name, {}) as answer:
            if answer.status_code in {403, 404}:
                raise FileNotFoundError(name)
            answer.raise_for_status()
            pieces, taken, pace = [], 0, _Pace(self._window)
            while taken <= limit and (piece := pace.read(answer.raw)):
                pieces.append(piece)
                taken += len(piece)
                go_on(self._stopped)
                if time.monotonic() > until:
                    raise UpdateUnreachable("no end of it", why="slow")
            return pieces

    def _append(self, name: str, to: Path, have: int, limit: int) -> bool:
        """Whether the file's end was reached. Raises what requests raises."""
        ask = {"Range": f"bytes={have}-"} if have else {}
        with self._asked(name, ask) as answer:
            if answer.status_code == 416:  # nothing stands behind what is here
                return True
            if answer.status_code in {403, 404}:
                raise UpdateUnreachable("a file of the update is not there", why="incomplete")
            answer.raise_for_status()
            goes_on = answer.status_code == 206
            left = limit - (have if goes_on else 0)
            told = answer.headers.get("Content-Length", "")
            due = int(told) if re.fullmatch("[0-9]{1,18}", told) else -1
            pace = _Pace(self._window)
            with to.open("ab" if goes_on else "wb") as written:
                # As it comes: an answer that is cut keeps all of it that arrived.
                while piece := pace.read(answer.raw):
                    written.write(piece[:left])
                    left -= len(piece)
                    due -= len(piece)
                    if left <= 0:
                        return True
                    go_on(self._stopped)
                    self._pause(len(piece) / self._rate)
        return due <= 0
