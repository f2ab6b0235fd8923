"""F12 and what follows it: saved once, then printed, then shown with its code until the next citizen is called."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from counter_app.domain.errors import CounterError
from counter_app.domain.life import Stage
from counter_app.domain.words import vietnam_time
from counter_app.ports import AcceptedDossier, After, Purpose
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import Notice, Shell, Tone
from ..printing import PaperPrint
from ..tasks import Lane, Tasks
from .done_pane import DonePane
from .view_model import Accepting

_FINISHED = {
    Purpose.SUPPLEMENT: tr("Đã nhận giấy tờ bổ sung. Ctrl+P in lại giấy tiếp nhận nếu người dân cần."),
    Purpose.RESULT: tr("Đã lưu kết quả. Khi người dân đến: Alt+4, quét mã trên giấy tiếp nhận và thẻ."),
}


def due_words(accepted: AcceptedDossier) -> str:
    due = vietnam_time(accepted.due) if accepted.due is not None else None
    return tr("Hẹn trả {due:%H:%M %d/%m/%Y}").format(due=due) if due is not None else ""


class Reception(Protocol):
    """What closing needs of the reception."""

    def accepting(self, state: Accepting) -> None: ...

    def refresh(self) -> None: ...

    def is_open(self, draft_id: UUID) -> bool: ...

    def show_accepted(self) -> None: ...


class Closing(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, pane: DonePane) -> None:
        super().__init__(pane)
        self._reception, self._shell, self._desk, self._tasks, self._pane = reception, shell, desk, tasks, pane
        self._operation: UUID | None = None
        self._print = PaperPrint(shell, desk, tasks, self)
        self._immediate = self._online = False
        self._printed = self._giving = False
        self._due = ""
        self.accepted: AcceptedDossier | None = None

    @property
    def print_words(self) -> str:
        if self._printed:
            return tr("in lại (ghi “bản in lại”)")
        return tr("in giấy tiếp nhận")

    def forget(self) -> None:
        self._operation, self.accepted, self._printed, self._immediate = None, None, False, False
        self._print = PaperPrint(self._shell, self._desk, self._tasks, self)

    def accept(self, draft_id: UUID, due: str, immediate: bool, online: bool = False) -> None:
        """One press, one dossier. A second try after a fault repeats the same operation, never another."""
        self._operation = operation = self._operation or uuid4()
        self._immediate, self._online = immediate, online
        self._reception.accepting(Accepting.SAVING)

        def done(accepted: AcceptedDossier) -> None:
            if self._reception.is_open(draft_id):
                self._done(accepted, due)

        self._tasks.run(Lane.DATA, lambda: self._desk.accept(draft_id, operation), done, self._failed)

    def _failed(self, error: CounterError) -> None:
        self._reception.accepting(Accepting.NO)
        self._reception.refresh()  # what stands in the way may have changed since
        self._shell.fail(error)

    def finish(self, draft_id: UUID, after: After) -> None:
        """The same for what adds to an accepted dossier."""
        self._operation = operation = self._operation or uuid4()
        self._reception.accepting(Accepting.SAVING)
        desk = self._desk

        def finish() -> AcceptedDossier:
            desk.finish_after(draft_id, after, operation)
            return desk.story(after.dossier_id).accepted

        def done(accepted: AcceptedDossier) -> None:
            if self._reception.is_open(draft_id):
                self._printed = True
                self._show(accepted, due_words(accepted))
                self._pane.show_print(Notice(_FINISHED[after.purpose]))

        self._tasks.run(Lane.DATA, finish, done, self._failed)

    def refresh(self) -> None:
        """How far the dossier on the screen has come since: sent, confirmed, its code linked."""
        if self.accepted is not None:
            self._tasks.run(Lane.DATA, self._desk.overview.dossiers, self._seen, self._shell.fail)

    def _seen(self, dossiers: tuple[AcceptedDossier, ...]) -> None:
        shown = self.accepted
        now = next((d for d in dossiers if shown is not None and d.id == shown.id), None)
        if now is not None and now != shown:
            self.accepted = now
            self._pane.show_dossier(now, self._due)

    @property
    def gives_at_once(self) -> bool:
        """A procedure whose result is given at the counter, and was not yet."""
        return self._immediate and self.accepted is not None and self.accepted.stage is Stage.RECEIVED

    def give_at_once(self) -> bool:
        """F10: the result is in the citizen's hand."""
        accepted = self.accepted
        if accepted is None or not self.gives_at_once or self._giving:
            return False
        self._giving = True
        desk = self._desk

        def give() -> AcceptedDossier:
            desk.return_result.at_once(accepted.id)
            return desk.story(accepted.id).accepted

        def given(now: AcceptedDossier) -> None:
            self._giving = False
            if self.accepted is not None and self.accepted.id == now.id:
                self._show(now, "")
            self._shell.tell(Notice(tr("Đã ghi: trả kết quả ngay tại quầy."), Tone.GOOD))

        def failed(error: CounterError) -> None:
            self._giving = False
            self._shell.fail(error)

        self._tasks.run(Lane.DATA, give, given, failed)
        return True

    def print_again(self) -> bool:
        if self.accepted is not None:
            self._start_print(again=self._printed)
        return self.accepted is not None

    def _show(self, accepted: AcceptedDossier, due: str) -> None:
        self.accepted, self._due = accepted, due
        self._pane.show_dossier(accepted, due)
        self._reception.accepting(Accepting.DONE)
        self._reception.show_accepted()
        self._shell.refresh_line()

    def _done(self, accepted: AcceptedDossier, due: str) -> None:
        self._show(accepted, due)
        if self._online:
            words = tr("Giấy tiếp nhận đến người nộp qua cổng dịch vụ công; Ctrl+P in nếu cần.")
            self._pane.show_print(Notice(words))
        elif self._immediate:
            self._pane.show_print(Notice(tr("Kết quả ngay: chỉ in giấy tiếp nhận khi người dân yêu cầu (Ctrl+P).")))
        else:
            self._start_print(again=False)

    def _start_print(self, again: bool) -> None:
        if self.accepted is None:
            return
        accepted_id = self.accepted.id

        def told(notice: Notice) -> None:
            if self.accepted is not None and self.accepted.id == accepted_id:
                self._pane.show_print(notice)
            else:
                self._shell.tell(notice)  # the clerk went on; the word still comes

        self._print.receipt(accepted_id, self.accepted.code.text, again, after=self._counted, told=told)

    def _counted(self) -> None:
        self._printed = True
        self._shell.show_keys()
