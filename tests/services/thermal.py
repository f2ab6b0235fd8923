"""A thermal printer over a real TCP socket, written from Epson's command reference and from nothing of ours.

It prints into rows of dots, is asked at once (DLE EOT, wherever the bytes stand, even in a picture, as real printers
do) and in turn (GS r 1), and can be out of paper, open, offline, silent, or go away in the middle.
"""

from __future__ import annotations

import contextlib
import os
import pty
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class ThermalPrinter:
    """What it suffers, and what came out. `paper_left` in dot rows, None: a whole roll; `dies_after` bytes it hangs up.
    Changed by the test while it runs."""

    head: int = 576
    cover_open: bool = False
    offline: bool = False
    silent: bool = False  # takes everything, answers nothing
    mute_in_turn: bool = False  # answers at once, never in turn
    knife_stuck: bool = False
    paper_left: int | None = None
    opens_after: int | None = None  # dot rows
    dies_after: int | None = None
    tickets: list[list[list[int]]] = field(default_factory=list)
    received: int = 0
    name: str = ""
    _paper: list[list[int]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # --- what a test looks at ------------------------------------------------------------------------------

    def wait_for_ticket(self, count: int = 1, patience: float = 10.0) -> list[list[int]]:
        """The rows of the last ticket, each a list of 0 and 1 as wide as the head."""
        deadline = time.monotonic() + patience
        while len(self.tickets) < count:
            assert time.monotonic() < deadline, f"{len(self.tickets)} of {count} tickets came out"
            time.sleep(0.01)
        return self.tickets[-1]

    # --- the machine ---------------------------------------------------------------------------------------

    def at_once(self, question: int) -> int:
        """The answer to DLE EOT `question`."""
        empty = self.paper_left == 0
        answers = {
            1: 0x08 if self.offline or self.cover_open or empty or self.knife_stuck else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if empty else 0) | (0x40 if self.knife_stuck else 0),
            3: 0x08 if self.knife_stuck else 0,
            4: 0x60 if empty else 0,
        }
        return answers[question] | 0x12

    @property
    def prints(self) -> bool:
        return not (self.cover_open or self.offline or self.knife_stuck or self.paper_left == 0)

    def burn(self, row: list[int]) -> None:
        with self._lock:
            self._paper.append(row)
            if self.paper_left is not None:
                self.paper_left -= 1
            if self.opens_after is not None:
                self.opens_after -= 1
                self.cover_open = self.opens_after == 0

    def cut(self) -> None:
        with self._lock:
            self.tickets.append(self._paper)
            self._paper = []


class _Conversation(threading.Thread):
    """Reads what comes. What is asked at once is answered at once; the rest waits its turn for paper."""

    def __init__(self, printer: ThermalPrinter, read: Callable[[], bytes], write: Callable[[bytes], object]) -> None:
        super().__init__(daemon=True)
        self._printer, self._read, self._write = printer, read, write
        self._buffer = bytearray()
        self._tail = b""
        self._more = threading.Condition()
        self._over = False

    def run(self) -> None:
        engine = threading.Thread(target=self._engine, daemon=True)
        engine.start()
        with contextlib.suppress(OSError):
            while data := self._read():
                if not self._take(data):
                    break
        with self._more:
            self._over = True
            self._more.notify_all()
        engine.join()

    def _take(self, data: bytes) -> bool:
        printer = self._printer
        for byte in data:
            printer.received += 1
            if printer.dies_after is not None and printer.received > printer.dies_after:
                return False
            self._tail = (self._tail + bytes([byte]))[-3:]
            if len(self._tail) == 3 and self._tail[:2] == b"\x10\x04" and 1 <= byte <= 4 and not printer.silent:
                self._write(bytes([printer.at_once(byte)]))
        with self._more:
            self._buffer += data
            self._more.notify_all()
        return True

    # --- in turn -------------------------------------------------------------------------------------------

    def _next(self) -> int:
        with self._more:
            while not self._buffer:
                if self._over:
                    raise EOFError
                self._more.wait()
            return self._buffer.pop(0)

    def _engine(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._command(self._next())

    def _command(self, byte: int) -> None:
        if byte == 0x10:  # DLE EOT n: answered long ago
            self._next()
            self._next()
        elif byte == 0x1B:
            self._escape(self._next())
        elif byte == 0x1D:
            self._group(self._next())
        else:
            raise AssertionError(f"{byte:#x} is text: this printer has no Vietnamese letters")

    def _escape(self, what: int) -> None:
        if what == 0x40:
            return  # ESC @
        assert what == 0x64, f"ESC {what:#x} is not known"
        for _ in range(self._next() * 30):  # ESC d n: n lines of 30 dots
            self._wait_until_it_prints()
            self._printer.burn([0] * self._printer.head)

    def _group(self, what: int) -> None:
        if what == 0x76:  # GS v 0 m xL xH yL yH d1...dk
            assert self._next() == 0x30
            assert self._next() == 0, "at double width nobody would see a mistake of one dot"
            wide = self._next() + 256 * self._next()
            high = self._next() + 256 * self._next()
            assert 8 * wide <= self._printer.head, "wider than the head"
            for _ in range(high):
                row = [self._next() for _ in range(wide)]
                self._wait_until_it_prints()
                dots = [byte >> (7 - bit) & 1 for byte in row for bit in range(8)]
                self._printer.burn(dots + [0] * (self._printer.head - len(dots)))
        elif what == 0x56:  # GS V 66 n
            assert (self._next(), self._next()) == (66, 0)
            self._wait_until_it_prints()
            self._printer.cut()
        elif what == 0x72:  # GS r 1: the paper sensors, bit 4 never set
            assert self._next() == 1
            self._wait_until_it_prints()
            if not (self._printer.silent or self._printer.mute_in_turn):
                self._write(b"\x00")
        else:
            raise AssertionError(f"GS {what:#x} is not known")

    def _wait_until_it_prints(self) -> None:
        while not self._printer.prints:
            with self._more:
                if self._over:
                    raise EOFError
                self._more.wait(0.02)


@contextlib.contextmanager
def running_thermal_printer(port: int = 0) -> Iterator[ThermalPrinter]:
    """On the network: `name` is what the settings call it."""
    server = socket.create_server(("127.0.0.1", port))
    printer = ThermalPrinter(name=f"escpos://127.0.0.1:{server.getsockname()[1]}")
    callers: list[socket.socket] = []

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = server.accept()
                callers.append(caller)
                threading.Thread(target=serve, args=(caller,), daemon=True).start()

    def serve(caller: socket.socket) -> None:
        talk = _Conversation(printer, lambda: caller.recv(4096), caller.sendall)
        talk.start()
        talk.join()
        caller.close()

    waiting = threading.Thread(target=accept, daemon=True)
    waiting.start()
    try:
        yield printer
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        for caller in callers:
            with contextlib.suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)
            caller.close()
        waiting.join(5)


@contextlib.contextmanager
def running_usb_printer() -> Iterator[ThermalPrinter]:
    """As a device file with a way back, like the kernel's usblp; a terminal without any manners of its own."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    printer = ThermalPrinter(name=f"escpos:{Path(os.ttyname(theirs))}")
    talk = _Conversation(printer, lambda: os.read(ours, 4096), lambda data: os.write(ours, data))
    talk.start()
    try:
        yield printer
    finally:
        os.close(theirs)
        talk.join(5)
        os.close(ours)


@pytest.fixture
def thermal_printer() -> Iterator[ThermalPrinter]:
    with running_thermal_printer() as printer:
        yield printer


@pytest.fixture
def usb_printer() -> Iterator[ThermalPrinter]:
    with running_usb_printer() as printer:
        yield printer
