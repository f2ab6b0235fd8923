"""The Printers port on Windows: the spooler's queues, drawn to page by page through each printer's own driver.

A paper goes out as a picture of 300 dots an inch, as large as it is: codes stay sharp, boxes stay where the form has
them. Nothing is written to a file of ours, and a job's title is a code. Behaviour by Microsoft's reference of the print
spooler (winspool.h, wingdi.h); the calls themselves are in `windows_spool`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from ..domain.errors import NoPrinter, PrinterOffline, PrinterRefused
from ..ports import JobState, PrintedPage, PrinterInfo, PrintJob

DOTS_AN_INCH = 300
_OWN_SIZE = 256  # DMPAPER_USER
_PAPERS = {"A3": 8, "A4": 9, "A5": 11, "A6": 70}  # DMPAPER_...
_MILLIMETRES = re.compile(r"Custom\.(\d{2,3})x(\d{2,4})mm")
_NO_SUCH_PRINTER, _NO_SPOOLER = 1801, frozenset({1722, 1060})  # ERROR_INVALID_PRINTER_NAME; RPC_S_..., no service

_JOB = (  # JOB_STATUS_...: the first that is set says how it is
    (0x0004 | 0x0100, JobState.CANCELLED, ""),  # deleting, deleted
    (0x0080 | 0x1000, JobState.DONE, ""),  # printed, complete
    (0x0040, JobState.STOPPED, "media-empty"),
    (0x0020, JobState.STOPPED, "offline"),
    (0x0001, JobState.STOPPED, "paused"),
    (0x0002 | 0x0200 | 0x0400, JobState.STOPPED, "stopped"),  # error, blocked by the driver, waits for somebody
    (0x0010, JobState.PRINTING, ""),
)
_PRINTER = (  # PRINTER_STATUS_..., in the words that print servers have, the most telling first
    (0x00000010, "media-empty"),
    (0x00000040, "media-needed"),
    (0x00000008, "media-jam"),
    (0x00400000, "cover-open"),
    (0x00040000, "toner-empty"),
    (0x00000800, "output-area-full"),
    (0x00000080 | 0x00001000, "offline"),  # offline, not available
    (0x00000001, "paused"),
    (0x00000002 | 0x00100000, "stopped"),  # error, waits for somebody
)
_SENT_LATER = 0x0400  # PRINTER_ATTRIBUTE_WORK_OFFLINE


class SpoolError(Exception):
    """A call that Windows refused. `code`: GetLastError."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True, slots=True)
class Paper:
    """`kind`: of DMPAPER; a size of one's own has `width` and `length`, in tenths of a millimetre."""

    kind: int
    width: int = 0
    length: int = 0


class Spool(Protocol):
    """The narrow border to Windows. Every call raises SpoolError."""

    def names(self) -> tuple[str, ...]: ...

    def default(self) -> str:
        """Empty where there is none."""
        ...

    def papers(self, printer: str) -> frozenset[int]:
        """The kinds that its driver takes; empty where it does not say."""
        ...

    def print(self, printer: str, title: str, paper: Paper, pages: Iterable[PrintedPage]) -> int:
        """The job's number; all of it is in the queue then. Where it fails nothing is."""
        ...

    def job(self, printer: str, number: int) -> int | None:
        """Its status; None: the spooler has forgotten it."""
        ...

    def printer(self, printer: str) -> tuple[int, int]:
        """Status and attributes."""
        ...

    def cancel(self, printer: str, number: int) -> None: ...


class WindowsPrinters:
    """Fulfils `ports.Printers`. `pages`: a PDF's pages as pictures of so many dots an inch."""

    def __init__(self, spool: Spool, pages: Callable[[bytes, int], Iterable[PrintedPage]]) -> None:
        self._spool, self._pages = spool, pages
        self._cancelled: set[tuple[str, str]] = set()

    def list(self) -> tuple[PrinterInfo, ...]:
        """The default first. Empty where the spooler does not run."""
        try:
            default, names = self._spool.default(), self._spool.names()
        except SpoolError:
            return ()
        found = [PrinterInfo(name, name == default) for name in names]
        return tuple(sorted(found, key=lambda info: (not info.default, info.name)))

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        """Raises NoPrinter, PrinterRefused, PrinterOffline (the spooler does not run)."""
        name = ""
        try:
            name = printer or self._spool.default()
            if not name:
                raise NoPrinter("no default printer")
            paper = self._paper(name, media)
            number = self._spool.print(name, title, paper, self._pages(pdf, DOTS_AN_INCH))
        except SpoolError as error:
            raise _fault(error, name) from error
        queued = PrintJob(name, str(number), JobState.PENDING)
        try:
            return self._state(queued)
        except SpoolError:
            return queued  # it prints: "not printed" would bring a second paper

    def state(self, job: PrintJob) -> PrintJob:
        """A job that the spooler has forgotten counts as done. Raises what `print` raises."""
        try:
            return self._state(job)
        except SpoolError as error:
            raise _fault(error, job.printer) from error

    def cancel(self, job: PrintJob) -> None:
        """Harmless when the job has ended already. Raises PrinterRefused."""
        try:
            if self._spool.job(job.printer, _number(job)) is None:
                return
            self._spool.cancel(job.printer, _number(job))
        except SpoolError as error:
            raise PrinterRefused(f"spooler {error.code}", printer=job.printer, reason="cancel") from error
        self._cancelled.add((job.printer, job.id))

    def _state(self, job: PrintJob) -> PrintJob:
        if (job.printer, job.id) in self._cancelled:
            return PrintJob(job.printer, job.id, JobState.CANCELLED)
        status = self._spool.job(job.printer, _number(job))
        if status is None:
            return PrintJob(job.printer, job.id, JobState.DONE)
        state, reason = next(((state, why) for bits, state, why in _JOB if status & bits), (JobState.PENDING, ""))
        if state in (JobState.PENDING, JobState.PRINTING, JobState.STOPPED):
            reason = _trouble(*self._spool.printer(job.printer)) or reason
            state = JobState.STOPPED if reason else state
        return PrintJob(job.printer, job.id, state, reason)

    def _paper(self, name: str, media: str) -> Paper:
        """Where the driver lists its papers and has not this one it would take another, in silence. Raises
        PrinterRefused, SpoolError."""
        kind = _PAPERS.get(media)
        if kind is not None:
            listed = self._spool.papers(name)
            if not listed or kind in listed:
                return Paper(kind)
        elif found := _MILLIMETRES.fullmatch(media):
            return Paper(_OWN_SIZE, int(found[1]) * 10, int(found[2]) * 10)
        raise PrinterRefused("paper not listed", printer=name, media=media, reason="media")


def _trouble(status: int, attributes: int) -> str:
    """What keeps the printer from printing; empty when nothing."""
    if attributes & _SENT_LATER:
        return "offline"
    return next((why for bits, why in _PRINTER if status & bits), "")


def _number(job: PrintJob) -> int:
    if not (job.id.isascii() and job.id.isdecimal() and len(job.id) <= 10):
        raise PrinterRefused("no number of a job", printer=job.printer, reason="refused")
    return int(job.id)


def _fault(error: SpoolError, name: str) -> NoPrinter | PrinterOffline | PrinterRefused:
    if error.code == _NO_SUCH_PRINTER:
        return NoPrinter("no such queue", printer=name)
    if error.code in _NO_SPOOLER:
        return PrinterOffline("no spooler", printer=name, reason="offline")
    return PrinterRefused(f"spooler {error.code}", printer=name, reason="refused")
