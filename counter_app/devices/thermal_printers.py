"""Thermal ticket printers that are spoken to directly: by network (port 9100) or as a USB device file.

A ticket goes out as a picture: their code pages have no Vietnamese. The printer is asked before anything is sent, so
that a ticket never waits in a printer without paper, and after: a job is done only when the printer has answered in
its turn. What was sent and never answered for is `JobState.UNKNOWN`; who prints such a ticket again says so on it.
"""

from __future__ import annotations

import itertools
import os
import select
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from ..domain.errors import NoPrinter, PrinterFault, PrinterOffline, PrinterOutOfPaper
from ..ports import Bitmap, JobState, PrinterInfo, PrintJob
from . import escpos

PREFIX = "escpos:"  # escpos://192.168.1.60, escpos://192.168.1.60:9100, escpos:/dev/usb/lp0
_PORT = 9100
_CONNECT = 3.0  # seconds
_ANSWER = 2.0  # for one answer: they come within milliseconds, over a bad radio link within a second
_EARLIER = 4096  # bytes that are thrown away before a question; what says more is no printer
_PRINTED = 8.0  # for a ticket to come out: the slowest print 50 mm a second


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a printer has: to be reached, to answer, to print a ticket."""

    connect: float = _CONNECT
    answer: float = _ANSWER
    printed: float = _PRINTED


class ThermalPrinters:
    """Fulfils `ports.Printers` for the printers named in the settings. `picture` makes a ticket's PDF into dots, as
    wide as the head."""

    def __init__(self, names: tuple[str, ...], picture: Callable[[bytes], Bitmap], patience: Patience | None = None):
        self._names, self._picture, self._patience = names, picture, patience or Patience()
        self._numbers = itertools.count(1)
        self._open: dict[str, _Printer] = {}

    def list(self) -> tuple[PrinterInfo, ...]:
        return tuple(PrinterInfo(name, default=False) for name in self._names)

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        """Raises PrinterFault's leaves where nothing was sent; whatever happens later is the job's state."""
        if printer not in self._names:
            raise NoPrinter("no such thermal printer", printer=printer)
        bitmap = self._picture(pdf)
        for waiting in [job for job, open_ in self._open.items() if open_.name == printer]:
            self._open.pop(waiting).close()  # it takes one caller at a time
        spoken = _Printer(_line(printer, self._patience), self._patience, printer)
        try:
            _refuse(spoken.trouble(), printer)
        except PrinterFault:
            spoken.close()
            raise
        job = PrintJob(printer, str(next(self._numbers)), JobState.PRINTING)
        if not spoken.send(bitmap):
            spoken.close()
            return PrintJob(printer, job.id, JobState.UNKNOWN, "cut")
        return self._told(job, spoken, spoken.printed())

    def state(self, job: PrintJob) -> PrintJob:
        """A job that waits for a hand is looked after until it came out, or until the next one was sent: then nobody
        can tell any more."""
        if spoken := self._open.get(job.id):
            return self._told(job, spoken, spoken.printed())
        ended = job.state in (JobState.DONE, JobState.UNKNOWN)
        return job if ended else PrintJob(job.printer, job.id, JobState.UNKNOWN, _LOST)

    def cancel(self, job: PrintJob) -> None:
        """Lets go of the printer; what lies in its memory may still come out."""
        if spoken := self._open.pop(job.id, None):
            spoken.close()

    def close(self) -> None:
        """Lets go of every printer."""
        while self._open:
            self._open.popitem()[1].close()

    def _told(self, job: PrintJob, spoken: _Printer, reason: str | None) -> PrintJob:
        """`reason` as `_Printer.printed` tells it."""
        if reason and reason != _LOST:
            self._open[job.id] = spoken
            return PrintJob(job.printer, job.id, JobState.STOPPED, reason)
        self._open.pop(job.id, None)
        spoken.close()
        if reason == _LOST:
            return PrintJob(job.printer, job.id, JobState.UNKNOWN, reason)
        return PrintJob(job.printer, job.id, JobState.DONE)


_LOST = "timed-out"


class _Printer:
    """A printer that is spoken to, over an open line."""

    def __init__(self, line: _Line, patience: Patience, name: str) -> None:
        self._line, self._patience, self.name = line, patience, name

    def trouble(self) -> str:
        """What keeps it from printing; empty: nothing. Raises PrinterOffline where it does not answer."""
        self._must_fall_silent()  # after what it had to say to somebody before us
        found = self._ask()
        if found is None:
            raise PrinterOffline("no status", printer=self.name, reason="no-answer")
        if found:  # perhaps no answer, but chatter that only now began
            self._must_fall_silent()
        return found

    def _must_fall_silent(self) -> None:
        """Raises PrinterOffline."""
        with suppress(OSError):
            for _ in range(_EARLIER):
                if self._line.read(0.0) is None:
                    return
            raise PrinterOffline("it never stops talking", printer=self.name, reason="no-answer")

    def send(self, bitmap: Bitmap) -> bool:
        """Whether all of it left."""
        try:
            for part in (escpos.START, *escpos.picture(bitmap), escpos.CUT, escpos.IN_TURN):
                self._line.write(part, self._patience.printed)
        except OSError:
            return False
        return True

    def printed(self) -> str | None:
        """Waits for the answer in turn: None when it came, else what keeps the paper (`_LOST`: nobody knows)."""
        until = time.monotonic() + self._patience.printed
        while time.monotonic() < until:
            try:
                answer = self._line.read(min(self._patience.answer, 0.25))
            except OSError:
                return _LOST
            if answer is not None and not escpos.is_status(answer):
                return None
            trouble = self._ask() if answer is None else ""
            if trouble is None:
                return _LOST
            if trouble == _CAME:
                return None
            if trouble:
                return trouble
        return _LOST

    def close(self) -> None:
        with suppress(OSError):
            self._line.close()

    def _ask(self) -> str | None:
        """All four questions; None without an answer. An answer in turn may come in between: then `_CAME`.

        What had come before is thrown away: a printer takes a question for one even where its bytes stand in a picture.
        """
        answers = []
        try:
            for _ in range(_EARLIER):
                if (early := self._line.read(0.0)) is None:
                    break
                if not escpos.is_status(early):
                    return _CAME
            else:
                return None
            for question in escpos.QUESTIONS:
                self._line.write(question, self._patience.answer)
                answer = self._line.read(self._patience.answer)
                if answer is not None and not escpos.is_status(answer):
                    return _CAME
                if answer is None:
                    return None
                answers.append(answer)
        except OSError:
            return None
        return escpos.trouble(*answers)


_CAME = "came-out"


def _refuse(trouble: str, printer: str) -> None:
    """Raises what a printer that is not ready is, before anything is sent."""
    if trouble == "media-empty":
        raise PrinterOutOfPaper(printer=printer, reason=trouble)
    if trouble == "offline":
        raise PrinterOffline(printer=printer, reason=trouble)
    if trouble:
        raise PrinterFault(printer=printer, reason=trouble)


# --- the two lines -------------------------------------------------------------------------------------------


class _Line(Protocol):
    def write(self, data: bytes, within: float) -> None:
        """Raises OSError (TimeoutError, too)."""
        ...

    def read(self, within: float) -> int | None:
        """One byte; None when none comes. Raises OSError where the line is gone."""
        ...

    def close(self) -> None: ...


def _line(name: str, patience: Patience) -> _Line:
    """Raises PrinterOffline."""
    where = name.removeprefix(PREFIX)
    try:
        if where.startswith("//"):
            host, _, port = where[2:].partition(":")
            return _Network(host, int(port or _PORT), patience.connect)
        return _DeviceFile(where)
    except (OSError, ValueError) as error:
        raise PrinterOffline(type(error).__name__, printer=name, reason="offline") from error


class _Network:
    def __init__(self, host: str, port: int, within: float) -> None:
        self._socket = socket.create_connection((host, port), timeout=within)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def write(self, data: bytes, within: float) -> None:
        self._socket.settimeout(within)
        self._socket.sendall(data)

    def read(self, within: float) -> int | None:
        if not select.select([self._socket], [], [], within)[0]:
            return None
        data = self._socket.recv(1)
        if not data:
            raise ConnectionResetError("closed by the printer")
        return data[0]

    def close(self) -> None:
        self._socket.close()


class _DeviceFile:
    """/dev/usb/lp0: the kernel's usblp gives a way back, too. Never blocks longer than asked."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))

    def write(self, data: bytes, within: float) -> None:
        until = time.monotonic() + within
        while data:
            ready = select.select([], [self._file], [], max(0.0, until - time.monotonic()))[1]
            if not ready:
                raise TimeoutError("the printer takes no more")
            with suppress(BlockingIOError):
                data = data[os.write(self._file, data) :]

    def read(self, within: float) -> int | None:
        if not select.select([self._file], [], [], within)[0]:
            return None
        data = os.read(self._file, 1)
        if not data:
            raise ConnectionResetError("unplugged")
        return data[0]

    def close(self) -> None:
        os.close(self._file)
