"""Where an update comes from: a web server, slowly and with resume, or a folder on a stick. Both only bring bytes; what
they are worth is judged by `offer` and `installed`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

import requests
from requests.exceptions import RequestException
from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter
from urllib3.exceptions import HTTPError

from ..domain.errors import UpdateUnreachable

_PIECE = 64 * 1024
_TIMEOUT = 20.0  # seconds without a byte
_TRIES = 8  # without any progress


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
        with self._open(name) as file:
            yield file.read(limit + 1)

    def fetch(self, name: str, to: Path, limit: int) -> None:
        try:
            with self._open(name) as file, to.open("wb") as written:
                left = limit
                while left > 0 and (piece := file.read(min(_PIECE, left))):
                    written.write(piece)
                    left -= len(piece)
        except FileNotFoundError as error:
            raise UpdateUnreachable("a file of the update is not on the stick", why="incomplete") from error

    def _open(self, name: str) -> BinaryIO:
        return (self._folder / name).open("rb")


class Line:
    """A web server. `rate` in bytes a second, so that the province's line stays free for dossiers."""

    def __init__(
        self,
        address: str,
        rate: float,
        ca_file: Path | None = None,
        stopped: Callable[[], bool] = lambda: False,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address, self._rate, self._stopped, self._pause = address.rstrip("/"), rate, stopped, pause
        self._session = requests.Session()
        self._session.verify = str(ca_file) if ca_file else True
        self._session.headers["Accept-Encoding"] = "identity"

    def read(self, name: str, limit: int) -> Iterator[bytes]:
        """Small: as a whole or not at all."""
        yield from self._again(lambda: self._read(name, limit))

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
            self._pause(min(0.2 * 2**tries, 30.0))

    def _again(self, work: Callable[[], list[bytes]]) -> list[bytes]:
        every = Retrying(
            retry=retry_if_exception_type(RequestException),
            stop=stop_after_attempt(_TRIES),
            wait=wait_exponential_jitter(multiplier=0.2, max=10),
            sleep=self._pause,
        )
        try:
            return every(work)
        except RetryError as error:
            raise UpdateUnreachable(type(error.last_attempt.exception()).__name__) from error

    def _read(self, name: str, limit: int) -> list[bytes]:
        with self._session.get(f"{self._address}/{name}", stream=True, timeout=_TIMEOUT) as answer:
            if answer.status_code in {403, 404}:
                raise FileNotFoundError(name)
            answer.raise_for_status()
            pieces, taken = [], 0
            for piece in answer.iter_content(_PIECE):
                pieces.append(piece)
                taken += len(piece)
                if taken > limit:
                    break
            return pieces

    def _append(self, name: str, to: Path, have: int, limit: int) -> bool:
        """Whether the file's end was reached. Raises what requests raises."""
        ask = {"Range": f"bytes={have}-"} if have else {}
        with self._session.get(f"{self._address}/{name}", headers=ask, stream=True, timeout=_TIMEOUT) as answer:
            if answer.status_code == 416:  # nothing stands behind what is here
                return True
            if answer.status_code in {403, 404}:
                raise UpdateUnreachable("a file of the update is not there", why="incomplete")
            answer.raise_for_status()
            goes_on = answer.status_code == 206
            left = limit - (have if goes_on else 0)
            due = int(answer.headers.get("Content-Length", -1))
            with to.open("ab" if goes_on else "wb") as written:
                # As it comes: an answer that is cut keeps all of it that arrived.
                while piece := answer.raw.read1(_PIECE):
                    written.write(piece[:left])
                    left -= len(piece)
                    due -= len(piece)
                    if left <= 0:
                        return True
                    if self._stopped():
                        raise UpdateUnreachable("stopped", why="stopped")
                    self._pause(len(piece) / self._rate)
        return due <= 0
