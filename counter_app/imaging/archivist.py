"""The program's end of the archive worker: starts it, hands it page after page, takes the PDF as it comes, ends it.

No page is ever on the disk between the two: bytes go through pipes, and no argument says anything of a dossier.
"""

from __future__ import annotations

import contextlib
import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import BinaryIO

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import ArchiveFormNotMade
from counter_app.lifeline import worker_command
from counter_app.ports import PdfAbout

WORKER_ARGUMENT = "archive-worker"
"""First argument by which a frozen program is told to be this worker: there is no interpreter to start then."""

START_WITHIN = 60.0  # seconds: an old PC whose virus scanner looks at every library first, and this comes last
PAGE_WITHIN = 300.0  # the worker only has what nobody else wants of the processor

_LONGEST_LINE = 100
_LARGEST = 200 * 1024 * 1024  # bytes of a PDF, as the contract with the province has it
_ASKS_A_PAGE = 4  # how often a page may be asked for: the pages are not all kept in memory
_ONE_CORE = {"OMP_THREAD_LIMIT": "1"}  # for one page: the other is the clerk's


class ArchiveWorkers:
    """Fulfils `ports.Archivist`: a process for each paper. One `make` at a time; `close` from any thread."""

    def __init__(self, start_within: float = START_WITHIN, page_within: float = PAGE_WITHIN) -> None:
        self._start_within, self._page_within = start_within, page_within
        self._changing = threading.Lock()
        self._worker: _Worker | None = None
        self._closed = False

    def make(self, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        """See `ports.Archivist.make`."""
        worker = self._started()
        try:
            return self._made(worker, count, page, about)
        except ArchiveFormNotMade as error:
            raise error if not self._closed else ArchiveFormNotMade("closed", why="stopped") from error
        finally:
            with self._changing:
                self._worker = None
            worker.end()

    def close(self) -> None:
        with self._changing:
            self._closed = True
            if self._worker is not None:
                self._worker.kill()

    def _started(self) -> _Worker:
        with self._changing:
            if self._closed:
                raise ArchiveFormNotMade("closed", why="stopped")
            try:
                self._worker = _Worker()
            except OSError as error:
                raise ArchiveFormNotMade("no process could be started", why="not-started") from error
            return self._worker

    def _made(self, worker: _Worker, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        job = {**asdict(about), "created_at": about.created_at.isoformat(), "pages": count}
        with worker.killed_after(self._start_within, "not-started"):
            if worker.told(json.dumps(job).encode() + b"\n") != ["ready"]:
                raise ArchiveFormNotMade("the worker does not come up", why="not-started")
        answer, asked, pdf = b"", 0, io.BytesIO()
        while asked <= _ASKS_A_PAGE * count:
            with worker.killed_after(self._page_within, "too-slow"):
                match worker.told_after_parts(answer, pdf):
                    case ["page", number] if number.isdecimal() and int(number) < count:
                        wanted = int(number)
                    case ["done"]:
                        return _believed(pdf.getvalue())
                    case ["refused"]:
                        raise ArchiveFormNotMade("refused", why="refused")
                    case ["unable"]:
                        raise ArchiveFormNotMade("this PC lacks something", why="not-started")
                    case _:
                        raise ArchiveFormNotMade("the worker died, or does not speak the language", why="crashed")
            data = page(wanted)  # as long as it takes: the desk has to be quiet
            answer, asked = b"%d\n" % len(data) + data, asked + 1
        raise ArchiveFormNotMade("asks for ever", why="crashed")


class _Worker:
    """One process. What it says is parsed as hostile: a page may have got the better of it."""

    def __init__(self) -> None:
        self._process = ChildProcess(_command(), on_lifeline=True, behind=True, environment=_ONE_CORE)

    def told(self, data: bytes) -> list[str]:
        """What it says to that, the words of a line; none where the process is gone."""
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
            return self._process.stdout.readline(_LONGEST_LINE).decode("ascii", "replace").split()
        except (OSError, ValueError):
            return []

    def told_after_parts(self, data: bytes, pdf: BinaryIO) -> list[str]:
        """As `told`, once it has handed over what of the PDF is done."""
        while True:
            match said := self.told(data):
                case ["part", length] if length.isdecimal() and int(length) <= _LARGEST - pdf.tell():
                    pdf.write(self.bytes_said(int(length)))
                    data = b""
                case _:
                    return said

    def bytes_said(self, length: int) -> bytes:
        try:
            data = self._process.stdout.read(length)
        except (OSError, ValueError):
            data = b""
        if len(data) < length:
            raise ArchiveFormNotMade("the worker died in its last words", why="crashed")
        return data

    @contextlib.contextmanager
    def killed_after(self, seconds: float, why: str) -> Iterator[None]:
        """Kills the process after that time; what then fails, fails with that cause."""
        with self._process.killed_after(seconds) as too_late:
            try:
                yield
            except ArchiveFormNotMade as error:
                if too_late.is_set():
                    raise ArchiveFormNotMade(f"nothing came for {seconds:.0f} s", why=why) from error
                raise

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.end()


def _command() -> list[str]:
    return worker_command(WORKER_ARGUMENT)


def _believed(pdf: bytes) -> bytes:
    if not pdf.startswith(b"%PDF-"):
        raise ArchiveFormNotMade("no PDF", why="crashed")
    return pdf
