"""Joins the queue's screen with its verbs: issue a ticket, print it, see who waits."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.ticket import ServiceGroup
from counter_app.ports import PrintJob
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.issue_ticket import IssuedTicket
from counter_app.use_cases.overview import QueueView

from ..page import KeyHint, Notice, Person, Shell, Tone
from ..tasks import Lane, Tasks
from .screen import QueueScreen
from .view_model import issued_words, queue_words

_REFRESH = 5000  # ms: waits run by themselves


class QueuePresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._groups: tuple[ServiceGroup, ...] = ()
        self._issuing = False
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
        )

    def _enter_key(self) -> tuple[KeyHint, ...]:
        """What Enter does where the cursor is."""
        missed = self.screen.chosen_missed()
        if self.screen.missed.hasFocus() and missed is not None:
            return (KeyHint("Return", f"gọi lại {missed.label}"),)
        others = (KeyHint("Tab", "số vắng mặt"),) if missed is not None else ()
        return (KeyHint("Return", "phát số"), *others)

    def press(self, key: str) -> bool:
        return False

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
        ticket = issued.ticket
        name = next((g.name for g in self._groups if g.code == ticket.group), "")

        def print_it() -> PrintJob:
            return self._desk.print_ticket(ticket.id, issued.people_ahead, name)

        self._tasks.run(Lane.DEVICE, print_it, lambda _: None, lambda error: self._not_printed(ticket.label, error))

    def _not_issued(self, error: CounterError) -> None:
        self._issuing = False
        self._shell.fail(error)

    def _not_printed(self, label: str, error: CounterError) -> None:
        words = f"Số {label} đã phát nhưng chưa in được. Đọc số cho người dân, hoặc kiểm tra máy in."
        self._shell.tell(Notice(words, Tone.ATTENTION))
