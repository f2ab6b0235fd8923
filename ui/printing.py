"""Prints a receipt or another paper and follows it until paper came out, or says why not. Waiting for a printer blocks
nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import CounterError, PrinterFault, PrinterOffline, PrinterOutOfPaper, PrinterRefused
from counter_app.ports import JobState, PrintJob
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.session import Session

from .language import tr
from .page import Notice, Shell, Tone
from .tasks import Lane, Tasks

_ASK_EVERY = 500  # ms
_WARN_AFTER = 10  # askings: a job that hangs is told after 5 s
_GIVE_UP_AFTER = 1200  # askings: ten minutes; the job itself stays with the print system


class _HasSession(Protocol):
    @property
    def session(self) -> Session: ...


_Verb = TypeVar("_Verb", bound="_HasSession")


class PaperPrint(QObject):
    """One print at a time; `told` hears its state in words."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._busy = False
        self._asked = 0
        self._label = ""
        self._told: Callable[[Notice], None] = shell.tell
        self._after: Callable[[], None] = lambda: None

    def receipt(
        self,
        dossier_id: UUID,
        label: str,
        again: bool,
        after: Callable[[], None] = lambda: None,
        told: Callable[[Notice], None] | None = None,
    ) -> None:
        """Form 01, the first time or again."""
        words = (
            tr("Đang in lại {label} (ghi “bản in lại”)…").format(label=label)
            if again
            else tr("Đang in {label}…").format(label=label)
        )
        self._start(self._desk.print_receipt, lambda verb: (verb(dossier_id),), (label, words), after, told)

    def paper(
        self, verb: _Verb, print_it: Callable[[_Verb], PrintJob], label: str, after: Callable[[], None] = lambda: None
    ) -> None:
        """Any other paper: `print_it` gets the verb as it is of whoever asked now."""
        self.papers(verb, lambda verb: (print_it(verb),), label, after)

    def papers(
        self,
        verb: _Verb,
        print_them: Callable[[_Verb], tuple[PrintJob, ...]],
        label: str,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        """Several at one press: each is followed, one after the other."""
        self._start(verb, print_them, (label, tr("Đang in {label}…").format(label=label)), after, None)

    def _start(
        self,
        verb: _Verb,
        print_them: Callable[[_Verb], tuple[PrintJob, ...]],
        said: tuple[str, str],
        after: Callable[[], None],
        told: Callable[[Notice], None] | None,
    ) -> None:
        """A second press while one is under way does nothing."""
        if self._busy:
            return
        self._busy, self._asked, self._label, self._after = True, 0, said[0], after
        self._told = told or self._shell.tell
        self._told(Notice(said[1]))
        # Theirs who asked for it, also where they lock the screen, or go, before the printer's turn has come.
        theirs = replace(verb, session=Session(self._desk.session.account))  # type: ignore[type-var]  # all are dataclasses
        self._tasks.run(Lane.PRINTER, lambda: print_them(theirs), self._printing, self._failed)

    def _printing(self, jobs: tuple[PrintJob, ...]) -> None:
        self._after()  # the print is counted from here on
        self._follow(jobs[0], jobs[1:])

    def _follow(self, job: PrintJob, others: tuple[PrintJob, ...]) -> None:
        self._asked += 1
        match job.state:
            case JobState.DONE if others:
                self._asked = 0
                self._ask(others[0], others[1:])
                return
            case JobState.DONE:
                self._busy = False
                self._told(Notice(tr("Đã in {label}.").format(label=self._label), Tone.GOOD))
                return
            case JobState.CANCELLED:
                self._failed(PrinterRefused(printer=job.printer, reason=job.reason))
                return
            case JobState.STOPPED:
                self._say(print_fault(job))
            case _ if self._asked == _WARN_AFTER:
                self._say(print_fault(job))
        if self._asked < _GIVE_UP_AFTER:
            QTimer.singleShot(_ASK_EVERY, self, lambda: self._ask(job, others))
        else:
            self._failed(PrinterOffline(printer=job.printer))

    def _ask(self, job: PrintJob, others: tuple[PrintJob, ...]) -> None:
        def known(now: PrintJob) -> None:
            self._follow(now, others)

        self._tasks.run(Lane.PRINTER, lambda: self._desk.printers.state(job), known, self._failed)

    def _failed(self, error: CounterError) -> None:
        self._busy = False
        self._say(error)

    def _say(self, error: CounterError) -> None:
        from .messages import sentence

        self._told(Notice(sentence(error), Tone.ATTENTION))


def print_fault(job: PrintJob) -> CounterError:
    """What keeps the paper from coming, by the print system's word for it; a job that just hangs is a printer away."""
    if job.reason in ("media-empty", "media-needed"):
        return PrinterOutOfPaper(printer=job.printer)
    if job.reason in ("", "offline", "connecting-to-device", "timed-out", "shutdown"):
        return PrinterOffline(printer=job.printer)
    return PrinterFault(printer=job.printer, reason=job.reason)
