"""The door of the running program: how a second start, or a command from the shell, speaks to it.

One door a store, beside it: `counter.door` (who serves, and the secret of this run; for the owner's eyes alone) and,
where there are Unix sockets, `counter.socket`; on Windows a named pipe. Only who holds the store's lock opens the door,
so whatever an earlier run left behind is swept away without asking.

A caller proves that it can read the secret, and the door proves it, too (HMAC, by `multiprocessing.connection`). Then
a request and its replies are JSON in single messages of at most 64 KiB; nothing is ever unpickled. Why not
QLocalServer stands in docs/adr/0010-one-program-per-store.md.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from typing import Any, Protocol

from .places import DOOR as DOOR

SOCKET = "counter.socket"
_LONGEST = 64 * 1024  # bytes of a message
_AT_ONCE = 4  # callers; one more finds the door shut
_PROMPT = 5.0  # seconds in which a caller, or the door, has to say its next word
_LOG = logging.getLogger(__name__)

Request = Mapping[str, Any]


class Hear(Protocol):
    """Takes one line of a command's output; `refused`: it belongs on standard error."""

    def __call__(self, line: str, refused: bool = False) -> None: ...


Answer = Callable[[Request, Hear], int]


class Unanswered(Exception):
    """Somebody has the door open and does not answer in time: it hangs, or has not the secret of this store."""


class CutOff(Exception):
    """The request was heard, and the program ended before it had said how it went."""


@dataclass(frozen=True)
class _Sign:
    """What stands in `counter.door`. `pipe`: the name of the pipe on Windows."""

    pid: int
    pipe: str
    secret: bytes = field(repr=False)


class Door:
    """Open until `close`; each caller is served in a thread of its own. `answer` gives the exit code and must be safe
    to call from several threads."""

    def __init__(self, folder: Path, answer: Answer) -> None:
        """Raises OSError where the folder takes no door."""
        self._folder, self._answer = folder, answer
        self._sign = _Sign(os.getpid(), secrets.token_hex(16), secrets.token_bytes(32))
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._closing = threading.Event()
        for name in (DOOR, SOCKET):
            (folder / name).unlink(missing_ok=True)
        with ExitStack() as opened:
            address = opened.enter_context(_way_to(folder, self._sign))
            self._listener = opened.enter_context(Listener(address, backlog=_AT_ONCE))
            _hang_out(folder / DOOR, self._sign)
            self._opened = opened.pop_all()  # the handle that names the socket lives as long as the socket
        self._thread = threading.Thread(target=self._serve, name="door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nobody is let in any more; a command under way is not waited for."""
        self._closing.set()
        with suppress(OSError), _way_to(self._folder, self._sign) as address:
            Client(address).close()  # wakes the thread, which waits for the next caller
        self._thread.join(_PROMPT)
        for name in (DOOR, SOCKET):
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)

    def _serve(self) -> None:
        with self._opened:
            while not self._closing.is_set():
                try:
                    caller = self._listener.accept()
                except OSError as error:  # a caller that left at once, or no handle left for now
                    _LOG.warning("door: %s", type(error).__name__)
                    self._closing.wait(1.0)
                    continue
                if self._closing.is_set() or not self._places.acquire(blocking=False):
                    caller.close()
                    continue
                threading.Thread(target=self._attend, args=(caller,), name="caller", daemon=True).start()

    def _attend(self, caller: Connection) -> None:
        try:
            with caller:
                _limit(caller)
                with _heard_in_time(caller):
                    deliver_challenge(caller, self._sign.secret)
                    answer_challenge(caller, self._sign.secret)
                    request = _read(caller)
                _send(caller, {"heard": True})
                _send(caller, {"code": self._answer(request, _Voice(caller))})
        except (OSError, EOFError, AuthenticationError, ValueError) as error:
            _LOG.warning("door: a caller was given up: %s", type(error).__name__)
        except Exception as error:  # a bug; its words may hold data
            _LOG.error("door: %s", type(error).__name__)
        finally:
            self._places.release()


class _Voice:
    """A caller that has gone does not stop the command: it ends as if somebody listened."""

    def __init__(self, caller: Connection) -> None:
        self._caller = caller

    def __call__(self, line: str, refused: bool = False) -> None:
        with suppress(OSError):
            _send(self._caller, {"refuse" if refused else "say": line})


def ask(folder: Path, request: Request, hear: Hear) -> int | None:
    """The exit code of what the running program was asked for; None: nobody has this store's door open.

    Raises Unanswered, CutOff.
    """
    sign = _sign_of(folder)
    if sign is None:
        return None
    door = _knock(folder, sign)
    if door is None:
        return None
    with door:
        try:
            _send(door, request)
            if not door.poll(_PROMPT):
                raise Unanswered
            return _heard(door, hear)
        except (OSError, EOFError, ValueError) as error:
            raise CutOff from error


def _heard(door: Connection, hear: Hear) -> int:
    """Waits as long as the program lives: a backup takes its minutes."""
    while True:
        reply = _read(door)
        if "code" in reply:
            return int(reply["code"])
        for kind in ("say", "refuse"):
            if kind in reply:
                hear(str(reply[kind]), refused=kind == "refuse")


def _knock(folder: Path, sign: _Sign) -> Connection | None:
    """Through the challenges; None: the door that the sign speaks of is gone. In a thread: neither connecting nor the
    challenges end by themselves where the other side hangs."""
    _let_it_come_to_the_front(sign.pid)
    came: list[Connection | Exception] = []

    def knock() -> None:
        try:
            with _way_to(folder, sign) as address:
                came.append(Client(address, authkey=sign.secret))
        except Exception as error:  # of whoever answers there: also an assertion of the library's
            came.append(error)

    thread = threading.Thread(target=knock, name="knock", daemon=True)
    thread.start()
    thread.join(_PROMPT)
    if came and isinstance(came[0], FileNotFoundError | ConnectionRefusedError):
        return None
    if not came or isinstance(came[0], Exception):
        raise Unanswered
    return came[0]


# --- address, sign and messages ----------------------------------------------------------------------------


@contextmanager
def _way_to(folder: Path, sign: _Sign) -> Iterator[str]:
    """The address, good inside the block. A socket's name has at most 107 bytes and a folder's may be longer, so it is
    named through a handle of the folder."""
    if sys.platform == "win32":
        yield rf"\\.\pipe\quay-mot-cua-{sign.pipe}"
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)


def _hang_out(path: Path, sign: _Sign) -> None:
    """For the owner's eyes alone, and whole from its first moment. No need to be durable: it is of this run."""
    words = {"pid": sign.pid, "pipe": sign.pipe, "secret": sign.secret.hex()}
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        json.dump(words, file)
    part.replace(path)


def _sign_of(folder: Path) -> _Sign | None:
    """None: nobody has hung one out, or it is not ours to read."""
    try:
        with (folder / DOOR).open("rb") as file:
            words = json.loads(file.read(_LONGEST))
        return _Sign(int(words["pid"]), str(words["pipe"]), bytes.fromhex(words["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _limit(caller: Connection) -> None:
    """Whoever sends half a message, or reads none, is given up. A Windows pipe hands over whole messages."""
    if sys.platform == "win32":
        return
    seconds = struct.pack("ll", int(_PROMPT), 0)
    with socket.socket(fileno=os.dup(caller.fileno())) as same:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            same.setsockopt(socket.SOL_SOCKET, option, seconds)


@contextmanager
def _heard_in_time(caller: Connection) -> Iterator[None]:
    """Whoever has not said all of it is cut off; a byte now and then gains nothing. (Windows: see `_limit`.)"""
    if sys.platform == "win32":
        yield
        return
    with socket.socket(fileno=os.dup(caller.fileno())) as same:

        def cut_off() -> None:
            with suppress(OSError):
                same.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(_PROMPT, cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _read(other: Connection) -> dict[str, Any]:
    """Raises OSError (too long, too slow), EOFError, ValueError (no JSON object)."""
    words = json.loads(other.recv_bytes(_LONGEST))
    if not isinstance(words, dict):
        raise ValueError("no request")  # noqa: TRY004 - what came is bad, not how this was called
    return words


def _send(other: Connection, words: Request) -> None:
    """Raises OSError; ValueError for what is longer than a message."""
    message = json.dumps(words).encode("ascii")
    if len(message) > _LONGEST:
        raise ValueError("longer than a message")
    other.send_bytes(message)


def _let_it_come_to_the_front(pid: int) -> None:
    """Windows lets a program raise its window only where the one that the user has just started allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)
