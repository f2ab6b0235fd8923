"""Joins the queue's screen with its verbs: issue a ticket, before others where somebody has priority, print it; send
the citizen at the counter on to another service; see who waits."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.ticket import Priority, ServiceGroup, Ticket
from counter_app.ports import JobState, PrintJob, TypedForm
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.issue_ticket import IssuedTicket
from counter_app.use_cases.overview import QueueView

from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..printing import print_fault
from ..story.keeping import FormKeeper, KeptLine
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .screen import QueueScreen
from .view_model import (
    PRIORITIES,
    counter_of,
    issued_words,
    not_printed_words,
    priority_lines,
    queue_words,
    sending_lines,
    stopped_words,
    unknown_words,
    unprinted,
)

_REFRESH = 5000  # ms: waits run by themselves
_LOOK_AGAIN = 1000  # ms: whether a printer was helped


def guiding_keys(label: str) -> tuple[KeyHint, ...]:
    """What may be done with the number at this counter; none without one."""
    if not label:
        return ()
    return (
        KeyHint("Ctrl+F2", tr("gọi lại {current}").format(current=label)),
        KeyHint("Shift+F3", tr("gác lại")),
        KeyHint("Ctrl+F3", tr("chuyển việc khác, quầy khác")),
    )


class QueuePresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._groups: tuple[ServiceGroup, ...] = ()
        self._colleagues: tuple[str, ...] = ()  # counters at work, to which a number may be sent
        self._issuing = False
        self._last: Ticket | None = None  # issued here, to be printed again
        self._unprinted: tuple[Ticket, ...] = ()  # given out by a kiosk without paper, and not printed here yet
        self._printed_here: set[UUID] = set()
        self._choosing = False  # what a priority is given for
        self._priority: Priority | None = None
        self._sending: tuple[UUID | None, str] | None = None  # a draft and its number, on to another service
        self._sent = False  # which one was chosen, and the next press counts no more
        self._current = ""  # the number at this counter
        self.screen = QueueScreen()
        self.screen.letter_typed.connect(self._letter)
        self.screen.group_chosen.connect(self._chosen)
        self.screen.missed_chosen.connect(self._call_again)
        self.screen.focus_moved.connect(shell.show_keys)
        self._keeper = FormKeeper(KeptLine(self.screen.note), shell, desk, tasks)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH)
        self._timer.timeout.connect(self.refresh)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        if self._sending is not None:
            lines = sending_lines(self._groups, self._colleagues)
            typed = self.screen.groups.hasFocus()  # and not into the word that goes with it
            others = (line for line in lines if typed and line.key and counter_of(line.code))
            return (
                KeyHint("Return", tr("chuyển đến đây")),
                KeyHint("Esc", tr("thôi, giữ ở quầy này")),
                *(KeyHint(line.key, tr("chuyển sang {to}").format(to=line.name), rare=True) for line in others),
            )
        if self._choosing:
            return (KeyHint("Return", tr("lý do ưu tiên")), KeyHint("Esc", tr("thôi, số thường")))
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            *(guiding_keys(self._current) or (KeyHint("F3", tr("tiếp người không lấy số")),)),
            *self._enter_key(),
            *((KeyHint("Ctrl+P", tr("in lại {label}").format(label=again.label)),) if (again := self._again()) else ()),
            KeyHint("Ctrl+D", tr("bảng gọi số")),
            *(() if self._current else (KeyHint("Ctrl+T", tr("máy lấy số")),)),
        )

    def _enter_key(self) -> tuple[KeyHint, ...]:
        """What Enter does where the cursor is."""
        missed = self.screen.chosen_missed()
        if self.screen.missed.hasFocus() and missed is not None:
            return (KeyHint("Return", tr("gọi lại {label}").format(label=missed.label)),)
        others = (KeyHint("Tab", tr("số vắng mặt")),) if missed is not None else ()
        if self._priority is not None:
            return (KeyHint("Return", tr("phát số ưu tiên")), KeyHint("Esc", tr("thôi, số thường")))
        return (KeyHint("Return", tr("phát số")), KeyHint("U", tr("ưu tiên")), *others)

    def press(self, key: str) -> bool:
        if key == "U" and self.screen.groups.hasFocus():
            self._letter("u")
            return True
        if key == "Esc" and (self._sending or self._choosing or self._priority):
            self._ask_which()
            return True
        if key == "Ctrl+P" and (again := self._again()) is not None:
            self._printed_here.add(again.id)
            self._unprinted = tuple(ticket for ticket in self._unprinted if ticket.id != again.id)
            self._print_again(again)
            return True
        return False

    def _again(self) -> Ticket | None:
        """What Ctrl+P prints: a kiosk's number that came without paper first."""
        return next(iter(self._unprinted), self._last)

    def _print_again(self, ticket: Ticket) -> None:
        self._shell.tell(Notice(tr("Đang in lại {label} (ghi “bản in lại”)…").format(label=ticket.label)))
        name = self._group_name(ticket)
        self._print(ticket, lambda: self._desk.print_ticket.again(ticket, name))

    def send(self, draft_id: UUID | None, label: str) -> None:
        """The citizen with this number goes on to another service, or another counter: which, and a word for it."""
        self._ask_which()
        self._sending = draft_id, label
        self._ask_where()
        if draft_id is not None:
            self._keeper.begin(draft_id, Deed.SEND_ON.value)
        self._shell.show_keys()

    def _ask_where(self) -> None:
        """Again, too, as counters open and close."""
        if self._sending is None:
            return
        caption = self.tr("CHUYỂN {} SANG NHÓM VIỆC, QUẦY").format(self._sending[1])
        help_words = self.tr("Gõ chữ số, hoặc chọn rồi Enter. Tab: lời nhắn.")
        self.screen.ask(caption, help_words, sending_lines(self._groups, self._colleagues), note=True)

    def reopen(self, form: TypedForm) -> None:
        """After a restart, while the number is still here."""

        def seen(queue: QueueView) -> None:
            if queue.current is not None:
                self.send(form.dossier_id, queue.current.label)

        self._tasks.run(Lane.DATA, self._desk.overview.queue, seen, self._shell.fail)

    def _ask_which(self) -> None:
        """A number like any other."""
        self._keeper.leave()
        self._sending, self._choosing, self._priority, self._sent = None, False, None, False
        self.screen.ask(self.tr("PHÁT SỐ"), self.tr("Gõ chữ số của nhóm, hoặc chọn rồi Enter. U: số ưu tiên."))
        self._shell.show_keys()

    @Slot(str)
    def _letter(self, letter: str) -> None:
        if letter != "u" or self._sending is not None:
            return
        self._choosing = True
        help_words = self.tr("Gõ chữ số của lý do (được ghi vào nhật ký).")
        self.screen.ask(self.tr("SỐ ƯU TIÊN CHO AI?"), help_words, priority_lines())
        self._shell.show_keys()

    @Slot(str)
    def _chosen(self, code: str) -> None:
        if self._sending is not None:
            self._send(self._sending[0], code)
        elif self._choosing:
            self._choosing, self._priority = False, Priority(code)
            caption = self.tr("PHÁT SỐ ƯU TIÊN: {}").format(PRIORITIES[self._priority].upper())
            self.screen.ask(caption, self.tr("Gõ chữ số của nhóm, hoặc chọn rồi Enter. Esc: số thường."))
            self._shell.show_keys()
        else:
            self.issue(code)

    def _send(self, draft_id: UUID | None, code: str) -> None:
        if self._sent:
            return
        self._sent, note = True, self.screen.note.text()

        def send() -> Ticket:
            guide, counter = self._desk.guide, counter_of(code)
            ticket = guide.send_on(code, note) if counter is None else guide.send_to(counter, note)
            if draft_id is not None:
                self._desk.typed.forget(draft_id, Deed.SEND_ON.value)
            return ticket

        def sent(ticket: Ticket) -> None:
            self._keeper.done()
            self._ask_which()
            self.refresh()
            lines = sending_lines(self._groups, self._colleagues)
            name = next((line.name for line in lines if line.code == code), "")
            self._shell.gone_on(draft_id)
            self._shell.tell(Notice(self.tr("Đã chuyển {} sang {}.").format(ticket.label, name), Tone.GOOD))

        def failed(error: CounterError) -> None:
            self._ask_which()
            self._shell.fail(error)

        self._keeper.pause()
        self._tasks.run(Lane.DATA, send, sent, failed)

    def enter(self) -> None:
        self._shell.show_person(Person(name=tr("Hàng đợi")))
        if self._sending is None:
            self._ask_which()
        self.refresh()
        self._timer.start()
        self.screen.groups.setFocus()

    def leave(self) -> None:
        self._timer.stop()
        self._ask_which()

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
        priority = self._priority
        self._tasks.run(Lane.DATA, lambda: self._desk.issue_ticket(group, priority), self._issued, self._not_issued)

    def _seen(self, found: tuple[tuple[ServiceGroup, ...], QueueView]) -> None:
        self._groups, queue = found
        self._colleagues = queue.hall.colleagues
        self._current = queue.current.label if queue.current is not None else ""
        self._unprinted = tuple(ticket for ticket in unprinted(queue) if ticket.id not in self._printed_here)
        self.screen.show_queue(queue_words(self._groups, queue, self._desk.overview.clock.now()))
        self._ask_where()
        self._shell.show_keys()

    def _call_again(self, ticket_id: UUID) -> None:
        self._shell.call(lambda: self._desk.call_next.again(ticket_id))

    def _issued(self, issued: IssuedTicket) -> None:
        self._issuing = False
        words = issued_words(issued.ticket.label, issued.people_ahead, issued.wait)
        self._ask_which()
        self._shell.tell(Notice(words, Tone.GOOD))
        self.refresh()
        ticket = self._last = issued.ticket
        name = self._group_name(ticket)
        self._print(ticket, lambda: self._desk.print_ticket(issued, name))

    def _group_name(self, ticket: Ticket) -> str:
        return next((group.name for group in self._groups if group.code == ticket.group), "")

    def _print(self, ticket: Ticket, work: Callable[[], PrintJob]) -> None:
        def printed(job: PrintJob) -> None:
            self._printed(ticket.label, job)

        self._tasks.run(Lane.PRINTER, work, printed, lambda error: self._not_printed(ticket.label, error))

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
                self._shell.tell(Notice(tr("Đã in {label}.").format(label=label), Tone.GOOD))
            else:
                self._printed(label, job)

        state = self._desk.printers.state
        self._tasks.run(Lane.PRINTER, lambda: state(stopped), seen, lambda error: self._not_printed(label, error))

    def _not_issued(self, error: CounterError) -> None:
        self._issuing = False
        self._shell.fail(error)

    def _not_printed(self, label: str, error: CounterError) -> None:
        self._shell.tell(Notice(not_printed_words(label, error), Tone.ATTENTION))
