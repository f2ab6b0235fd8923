"""The Printers port on Linux: queues of CUPS, spoken to over IPP.

Documents go from memory to the print server: nothing is written to a file of ours, and a job's title is a code. The
server keeps each document for a day (`PreserveJobFiles`), with names or a recovery code in it: it is told to forget
each job as soon as that has ended.
"""

from __future__ import annotations

import getpass
import logging
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType
from urllib.parse import quote

from ..domain.errors import NoPrinter, PrinterFault, PrinterOffline, PrinterRefused
from ..ports import JobState, PrinterInfo, PrintJob
from . import ipp

_LOG = logging.getLogger(__name__)
_ASK_EVERY = 2.0  # seconds
_LOCAL_SOCKET = "/run/cups/cups.sock"
_PWG = {"A3": "iso_a3_297x420mm", "A4": "iso_a4_210x297mm", "A5": "iso_a5_148x210mm", "A6": "iso_a6_105x148mm"}
"""Common names to those of PWG 5101.1, which print servers list."""

_STATES: Mapping[ipp.Value, JobState] = {
    3: JobState.PENDING,
    4: JobState.STOPPED,  # held
    5: JobState.PRINTING,
    6: JobState.STOPPED,
    7: JobState.CANCELLED,
    8: JobState.CANCELLED,  # aborted by the print system
    9: JobState.DONE,
}
_NEEDS_A_HAND = (
    "media-empty",
    "media-needed",
    "media-jam",
    "input-tray-missing",
    "cover-open",
    "door-open",
    "interlock-open",
    "toner-empty",
    "marker-supply-empty",
    "marker-waste-full",
    "output-area-full",
    "offline",
    "connecting-to-device",
    "timed-out",
    "shutdown",
    "paused",
    "stopped",
)
"""Reasons (RFC 8011, 5.4.12; PWG 5100.9) that stop paper, the most telling first. They arrive with a suffix
`-report`, `-warning` or `-error`, which differs from vendor to vendor and says nothing more to a clerk."""


class CupsPrinters:
    """Fulfils `ports.Printers`. `server` as `CUPS_SERVER` has it: host, host:port or a socket's path; empty: what
    the environment or /etc/cups/client.conf says, else this machine."""

    def __init__(self, server: str = "") -> None:
        self._server = _server(server or os.environ.get("CUPS_SERVER", "") or _configured())
        self._open: dict[tuple[str, str], PrintJob] = {}  # not ended as far as we heard
        self._cancelled: dict[tuple[str, str], PrintJob] = {}  # the server knows nothing of them any more
        self._changing = Lock()
        self._seeing_off: Thread | None = None

    def list(self) -> tuple[PrinterInfo, ...]:
        """The default first. Empty where no print server answers."""
        try:
            answer = self._server.ask(ipp.CUPS_GET_PRINTERS, {"requested-attributes": ("printer-name",)})
        except (OSError, ipp.NotIpp):
            return ()
        default = self._default()
        names = [_text(values, "printer-name") for values in answer.printers()]
        found = [PrinterInfo(name, name == default) for name in names if name]
        return tuple(sorted(found, key=lambda info: (not info.default, info.name)))

    def print(self, pdf: bytes, title: str, printer: str, media: str) -> PrintJob:
        name = printer or self._default()
        if not name:
            raise NoPrinter("no default printer")
        can = self._about(name)
        if can.get("printer-is-accepting-jobs") == (False,):
            raise PrinterRefused("not accepting jobs", printer=name, reason=_reason(can) or "not-accepting")
        about: dict[str, ipp.Value | tuple[str, ...]] = {
            "printer-uri": _uri(name),
            "job-name": title,
            "document-format": "application/pdf",
        }
        # The paper is as large as the page: shrinking to margins would blur its codes and move its boxes.
        job = {"media": self._media(can, name, media), "print-scaling": "none"}
        answer = self._ask(ipp.PRINT_JOB, about, name, job=job, document=pdf)
        number = answer.first(tag_is_job=True).get("job-id", ())
        if not answer.good or not number:
            raise PrinterRefused(f"IPP status {answer.status:#06x}", printer=name, reason="refused")
        queued = PrintJob(name, str(number[0]), JobState.PENDING)
        self._see_off(queued)
        try:
            return self.state(queued)
        except PrinterFault:
            return queued  # it prints: "not printed" would bring a second paper

    def state(self, job: PrintJob) -> PrintJob:
        """A job that the print server has forgotten counts as done: it keeps failed ones longest. Raises
        PrinterOffline, PrinterRefused."""
        if (known := self._cancelled.get((job.printer, job.id))) is not None:
            return known
        wanted = {"requested-attributes": ("job-state", "job-state-reasons", "job-printer-state-message")}
        answer = self._ask(ipp.GET_JOB_ATTRIBUTES, self._of(job) | wanted, job.printer)
        if answer.status == ipp.NOT_FOUND:
            self._open.pop((job.printer, job.id), None)
            return PrintJob(job.printer, job.id, JobState.DONE)
        about = answer.first(tag_is_job=True)
        state = _STATES.get(about.get("job-state", (3,))[0], JobState.PENDING)
        if state in (JobState.DONE, JobState.CANCELLED):
            reason = "" if state is JobState.DONE else _text(about, "job-state-reasons")
            return self._ended(PrintJob(job.printer, job.id, state, reason))
        reason = _reason(self._about(job.printer))
        return PrintJob(job.printer, job.id, JobState.STOPPED if reason else state, reason)

    def cancel(self, job: PrintJob) -> None:
        """Harmless when the job has ended already. Raises PrinterRefused when the server does not allow it."""
        answer = self._ask(ipp.CANCEL_JOB, self._of(job), job.printer)
        ended = self.state(job).state in (JobState.DONE, JobState.CANCELLED)
        if not answer.good and not ended:
            raise PrinterRefused(f"IPP status {answer.status:#06x}", printer=job.printer, reason="cancel")

    # -- what has ended ---------------------------------------------------------------------------------------

    def _ended(self, job: PrintJob) -> PrintJob:
        """Told to the server as well, which then removes the document. A job of another's stays with it."""
        name = (job.printer, job.id)
        if name in self._open:
            if job.state is JobState.CANCELLED:
                self._cancelled[name] = job
            answer = self._ask(ipp.CANCEL_JOB, {**self._of(job), "purge-job": True}, job.printer)
            if not answer.good:
                _LOG.warning("the print server keeps a document: IPP status %#06x", answer.status)
            self._open.pop(name, None)
        return job

    def _see_off(self, job: PrintJob) -> None:
        """Asks after it until it has ended, also where nobody else does."""
        with self._changing:
            self._open[job.printer, job.id] = job
            if self._seeing_off is None or not self._seeing_off.is_alive():
                self._seeing_off = Thread(target=self._see_all_off, daemon=True, name="prints-seen-off")
                self._seeing_off.start()

    def _see_all_off(self) -> None:
        while True:
            for job in tuple(self._open.values()):
                with suppress(PrinterFault):  # asked again at the next round
                    self.state(job)
            with self._changing:
                if not self._open:
                    self._seeing_off = None
                    return
            time.sleep(_ASK_EVERY)

    # -- the server -------------------------------------------------------------------------------------------

    def _of(self, job: PrintJob) -> dict[str, ipp.Value | tuple[str, ...]]:
        if not (job.id.isascii() and job.id.isdecimal() and len(job.id) <= 10 and int(job.id) < 2**31):
            raise PrinterRefused("no number of a job", printer=job.printer, reason="refused")
        return {"printer-uri": _uri(job.printer), "job-id": int(job.id)}

    def _default(self) -> str:
        try:
            answer = self._server.ask(ipp.CUPS_GET_DEFAULT, {"requested-attributes": ("printer-name",)})
        except (OSError, ipp.NotIpp) as error:
            raise NoPrinter("no print server") from error
        return _text(answer.first(), "printer-name")

    def _about(self, name: str) -> ipp.Attributes:
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "media-supported")
        about: dict[str, ipp.Value | tuple[str, ...]] = {"printer-uri": _uri(name), "requested-attributes": wanted}
        answer = self._ask(ipp.GET_PRINTER_ATTRIBUTES, about, name)
        if answer.status == ipp.NOT_FOUND or not answer.first():
            raise NoPrinter("no such queue", printer=name)
        return answer.first()

    def _ask(
        self,
        operation: int,
        about: Mapping[str, ipp.Value | tuple[str, ...]],
        name: str,
        job: Mapping[str, str] = MappingProxyType({}),
        document: bytes = b"",
    ) -> ipp.Answer:
        try:
            return self._server.ask(operation, about, job, document)
        except OSError as error:
            raise PrinterOffline("no print server", printer=name, reason="offline") from error
        except ipp.NotIpp as error:
            raise PrinterRefused(str(error), printer=name, reason="refused") from error

    def _media(self, can: ipp.Attributes, name: str, media: str) -> str:
        """The paper's name as this queue lists it. A queue that cannot have it would cancel the job in silence."""
        listed = {str(value) for value in can.get("media-supported", ())}
        for candidate in (media, _PWG.get(media, media)):
            if candidate in listed:
                return candidate
        if not listed or (media.startswith("Custom.") and any(value.startswith("custom_max") for value in listed)):
            return media
        raise PrinterRefused("paper not listed", printer=name, media=media, reason="media")


def _reason(about: ipp.Attributes) -> str:
    """What keeps the printer from printing, in the print system's word without its suffix; empty when nothing."""
    words = [str(word) for word in about.get("printer-state-reasons", ())]
    for known in _NEEDS_A_HAND:
        if any(word == known or word.startswith(f"{known}-") for word in words):
            return known
    return "stopped" if about.get("printer-state") == (5,) else ""


def _text(values: ipp.Attributes, name: str) -> str:
    return str(values.get(name, ("",))[0])


def _uri(name: str) -> str:
    return f"ipp://localhost/printers/{quote(name)}"


def _server(text: str) -> ipp.Server:
    user = _login()
    address = text.partition("/version=")[0]
    if not address and Path(_LOCAL_SOCKET).exists():
        return ipp.Server(_LOCAL_SOCKET, user=user)
    if address.startswith("/"):
        return ipp.Server(address, user=user)
    host, colon, port = (address or "localhost").rpartition(":")
    if colon and port.isdigit():
        return ipp.Server(host.strip("[]"), int(port), user=user)
    return ipp.Server(address or "localhost", user=user)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "counter"  # a system account without an entry


def _configured() -> str:
    """`ServerName` of the machine's CUPS client; empty when there is none."""
    try:
        lines = Path("/etc/cups/client.conf").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.split()[1] for line in lines if line.startswith("ServerName ") and len(line.split()) > 1), "")
