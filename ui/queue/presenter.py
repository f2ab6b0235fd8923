"""Joins the queue's screen with its verbs: issue a ticket, print it, see who waits."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.ticket import ServiceGroup, Ticket
from counter_app.ports import JobState, PrintJob
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.issue_ticket import IssuedTicket
from counter_app.use_cases.overview import QueueView

from ..page import KeyHint, Notice, Person, Shell, Tone
from ..printing import print_fault
from ..tasks import Lane, Tasks
from .screen import QueueScreen
from .view_model import issued_words, not_printed_words, queue_words, stopped_words, unknown_words

_REFRESH = 5000  # ms: waits run by themselves
_LOOK_AGAIN = 1000  # ms: whether a printer was helped


class QueuePresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._groups: tuple[ServiceGroup, ...] = ()
        self._issuing = False
        self._last: Ticket | None = None  # issued here, to be printed again
        self.screen = QueueScreen()
        self.screen.group_chosen.connect(self.issue)
        self.screen.missed_chosen.connect(self._call_again)
        self.screen.focus_moved.connect(shell.show_keys)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH)
        self._timer.timeout.connect(self.refresh)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("F2", "gọi số tiếp theo"),
            KeyHint("F3", "tiếp người không lấy số"),
            *self._enter_key(),
            *((KeyHint("Ctrl+P", f"in lại {self._last.label}"),) if self._last else ()),
        )

    def _enter_key(self) -> tuple[KeyHint, ...]:
        """What Enter does where the cursor is."""
        missed = self.screen.chosen_missed()
        if self.screen.missed.hasFocus() and missed is not None:
            return (KeyHint("Return", f"gọi lại {missed.label}"),)
        others = (KeyHint("Tab", "số vắng mặt"),) if missed is not None else ()
        return (KeyHint("Return", "phát số"), *others)

    def press(self, key: str) -> bool:
        ticket = self._last
        if key != "Ctrl+P" or ticket is None:
            return False
        self._shell.tell(Notice(f"Đang in lại {ticket.label} (ghi “bản in lại”)…"))
        name = self._group_name(ticket)
        self._print(ticket, lambda: self._desk.print_ticket.again(ticket.id, name))
        return True

    def enter(self) -> None:
        self._shell.show_person(Person(name="Hàng đợi"))
        self.refresh()
        self._timer.start()
        self.screen.groups.setFocus()

    def leave(self) -> None:
        self._timer.stop()

    @Slot()
    def refresh(self) -> None:
        def look() -> tuple[tuple[ServiceGroup, ...], QueueView]:
            return self._desk.overview.groups(), self._desk.overview.queue()

        self._tasks.run(Lane.DATA, look, self._seen, self._shell.fail)

    @Slot(str)
    def issue(self, code: str) -> None:
        """One press, one ticket: the next press counts only when this one is through."""
        group = next((g for g in self._groups if g.code == code), None)
        if group is None or self._issuing:
            return
        self._issuing = True
        self._tasks.run(Lane.DATA, lambda: self._desk.issue_ticket(group), self._issued, self._not_issued)

    def _seen(self, found: tuple[tuple[ServiceGroup, ...], QueueView]) -> None:
        self._groups, queue = found
        self.screen.show_queue(queue_words(self._groups, queue, self._desk.overview.clock.now()))
        self._shell.show_keys()

    def _call_again(self, ticket_id: UUID) -> None:
        self._shell.call(lambda: self._desk.call_next.again(ticket_id))

    def _issued(self, issued: IssuedTicket) -> None:
        self._issuing = False
        self._shell.tell(Notice(issued_words(issued.ticket.label, issued.people_ahead), Tone.GOOD))
        self.refresh()
        ticket = self._last = issued.ticket
        name = self._group_name(ticket)
        self._print(ticket, lambda: self._desk.print_ticket(ticket.id, issued.people_ahead, name))

    def _group_name(self, ticket: Ticket) -> str:
        return next((group.name for group in self._groups if group.code == ticket.group), "")

    def _print(self, ticket: Ticket, work: Callable[[], PrintJob]) -> None:
        def printed(job: PrintJob) -> None:
            self._printed(ticket.label, job)

        self._tasks.run(Lane.DEVICE, work, printed, lambda error: self._not_printed(ticket.label, error))

    def _printed(self, label: str, job: PrintJob) -> None:
        """A number is out whatever comes of its paper; the clerk hears what is known, and never more."""
        match job.state:
            case JobState.UNKNOWN:
                self._shell.tell(Notice(unknown_words(label), Tone.ATTENTION))
            case JobState.CANCELLED | JobState.STOPPED:
                from ..messages import sentence

                self._shell.tell(Notice(stopped_words(label, sentence(print_fault(job))), Tone.ATTENTION))
                if job.state is JobState.STOPPED:
                    QTimer.singleShot(_LOOK_AGAIN, self, lambda: self._look_again(label, job))

    def _look_again(self, label: str, stopped: PrintJob) -> None:
        """Until the rest came out, or nobody can tell any more; silent while the reason is the same."""

        def seen(job: PrintJob) -> None:
            if job == stopped:
                QTimer.singleShot(_LOOK_AGAIN, self, lambda: self._look_again(label, stopped))
            elif job.state is JobState.DONE:
                self._shell.tell(Notice(f"Đã in {label}.", Tone.GOOD))
            else:
                self._printed(label, job)

        state = self._desk.printers.state
        self._tasks.run(Lane.DEVICE, lambda: state(stopped), seen, lambda error: self._not_printed(label, error))

    def _not_issued(self, error: CounterError) -> None:
        self._issuing = False
        self._shell.fail(error)

    def _not_printed(self, label: str, error: CounterError) -> None:
        self._shell.tell(Notice(not_printed_words(label, error), Tone.ATTENTION))
