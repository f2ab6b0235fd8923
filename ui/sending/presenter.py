"""Joins "Gửi tỉnh" with its verbs: looks again by itself while it is in front, and does what the keys say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError, DiffersThere
from counter_app.domain.outbox import StoryLine, Waiting
from counter_app.domain.people import Right
from counter_app.ports import TypedForm
from counter_app.use_cases.correct import Conflict
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.watch_line import LineReport

from ..file_chooser import choose_target
from ..messages import problem_sentence
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..story.keeping import FormKeeper, KeptLine
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .conflict_view import CONFLICT, conflict_row
from .screen import SendingScreen
from .settling import Settling
from .view_model import line_panel, story_words, waiting_line

_LOOK_EVERY = 2000  # ms
_T = TypeVar("_T")


class SendingPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._report: LineReport | None = None
        self._asking = False
        self.screen = SendingScreen()
        self._conflicts: tuple[Conflict, ...] = ()
        self.settling = Settling(self.screen.comparing, shell, desk, tasks, self._settled)
        self.screen.rows.entered.connect(self._entered)
        self.screen.rows.moved.connect(self._chosen)
        self._keeper = FormKeeper(KeptLine(self.screen.reason), shell, desk, tasks)
        self._reopened: UUID | None = None  # why it was entered by hand was being typed, or sides chosen
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        if self.settling.is_open:
            return self.settling.keys()
        if self.screen.asking:
            done = KeyHint("F12", self.tr("ĐÃ NHẬP TAY"), strong=True)
            return (KeyHint("Esc", self.tr("thôi")), done)
        follows = self._desk.session.may(Right.FOLLOW)
        may, item = self._desk.session.may(Right.SEND), self._item()
        there, aside = item is not None, item is not None and item.set_aside
        return (
            self._return_key(may and there),
            KeyHint("Ctrl+R", self.tr("gửi tất cả ngay"), enabled=may),
            KeyHint("Ctrl+G", self.tr("giao cho CNTT"), enabled=may and aside),
            KeyHint("F6", self.tr("đã nhập tay ở tỉnh"), enabled=follows and aside),
            KeyHint("Ctrl+S", self.tr("xuất diễn biến"), enabled=may),
            KeyHint("F2", self.tr("gọi số tiếp theo")),
        )

    def _return_key(self, may_send: bool) -> KeyHint:
        if self._conflict() is not None:
            return KeyHint("Return", self.tr("so sánh, chọn từng ô"))
        return KeyHint("Return", self.tr("gửi lại hồ sơ này"), enabled=may_send)

    def press(self, key: str) -> bool:
        if self.settling.is_open:
            return self.settling.press(key)
        item = self._item()
        if self.screen.asking and key in ("Esc", "F12"):
            self._close_by_hand(item if key == "F12" else None)
        elif key == "F6" and item is not None and item.set_aside:
            self._ask_why(item)
        elif key == "Ctrl+R":
            self._run_try(None)  # all that wait, also what no longer fits on the screen
        elif key == "Ctrl+G" and item is not None and item.set_aside:
            self._do(partial(self._desk.line.give_to_it, item.id), self._given)
        elif key == "Ctrl+S":
            self._export()
        else:
            return False
        return True

    def enter(self) -> None:
        self._shell.show_person(Person(name=self.tr("Gửi tỉnh")))
        self.screen.rows.setFocus()
        self._timer.start()
        self.look()

    def leave(self) -> None:
        self._timer.stop()
        self._keeper.leave()
        self.screen.ask_reason(False)
        self.settling.leave()
        self.screen.compare(False)

    def _ask_why(self, item: Waiting) -> None:
        self.screen.ask_reason(True)
        self._keeper.begin(item.id, Deed.BY_HAND.value)
        self._shell.show_keys()

    def reopen(self, form: TypedForm) -> None:
        """After a restart, where it still waits."""
        self._reopened = form.dossier_id
        self.look()

    def compare_first(self) -> None:
        """From wherever: the conflict that waits longest."""
        if self._desk.session.may(Right.FOLLOW):
            self._tasks.run(Lane.DATA, self._desk.correct.conflicts, self._compare_first, self._shell.fail)

    def _compare_first(self, conflicts: tuple[Conflict, ...]) -> None:
        if conflicts:
            self._compare(conflicts[0])
        else:
            self._shell.tell(Notice(self.tr("Không có dữ liệu nào khác với tỉnh."), Tone.GOOD))

    def _compare(self, conflict: Conflict) -> None:
        self.screen.compare(True)
        self.settling.open(conflict)

    def _settled(self) -> None:
        self.screen.compare(False)
        self._shell.show_keys()
        self.look()

    # --- looking ---------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        if not self._asking:
            self._asking = True
            self._tasks.run(Lane.DATA, self._ask, self._looked, self._not_looked)

    def _ask(self) -> tuple[LineReport, tuple[Conflict, ...]]:
        follows = self._desk.session.may(Right.FOLLOW)
        return self._desk.line.look(), self._desk.correct.conflicts() if follows else ()

    def _looked(self, found: tuple[LineReport, tuple[Conflict, ...]]) -> None:
        self._asking = False
        report, self._conflicts = found
        self._report = report
        self.screen.show_panel(line_panel(report))
        offer = self.tr("Enter: gửi lại") if self._desk.session.may(Right.SEND) else ""
        conflicts = tuple(map(conflict_row, self._conflicts))
        self.screen.show_waiting(conflicts, tuple(waiting_line(item, report) for item in report.items), offer)
        self._chosen()
        this, self._reopened = self._reopened, None
        differs = next((one for one in self._conflicts if one.correction.id == this), None)
        if differs is not None:
            self._compare(differs)
        elif this is not None and self.screen.rows.go_to(str(this)) and (item := self._item()) is not None:
            self._ask_why(item)

    def _not_looked(self, error: CounterError) -> None:
        self._asking = False
        self._shell.fail(error)

    @Slot()
    def _chosen(self) -> None:
        item = self._item()
        self._shell.show_keys()
        if item is None:
            differs = problem_sentence(DiffersThere.code) if self._conflict() is not None else ""
            self.screen.show_chosen(differs, ())
        else:
            self._tasks.run(
                Lane.DATA, partial(self._desk.line.story, item.id), partial(self._show_story, item), self._shell.fail
            )

    def _show_story(self, item: Waiting, story: tuple[StoryLine, ...]) -> None:
        if self._report is not None and item == self._item():
            sentence = waiting_line(item, self._report).sentence
            self.screen.show_chosen(sentence, story_words(item, story, self._report.now))

    def _conflict(self) -> Conflict | None:
        row = self.screen.rows.current()
        named = (one for one in self._conflicts if row is not None and row.name == f"{CONFLICT}{one.correction.id}")
        return next(named, None)

    def _item(self) -> Waiting | None:
        row = self.screen.rows.current()
        items = self._report.items if self._report is not None else ()
        return next((item for item in items if row is not None and str(item.id) == row.name), None)

    # --- doing -----------------------------------------------------------------------------------------

    @Slot(str)
    def _entered(self, name: str) -> None:
        if not name.startswith(CONFLICT):
            self._run_try([UUID(name)])
        elif (conflict := self._conflict()) is not None:
            self._compare(conflict)

    def _close_by_hand(self, item: Waiting | None) -> None:
        if item is None:
            self._keeper.leave()
            self.screen.ask_reason(False)
            self._shell.show_keys()
            return
        self._keeper.pause()
        work = partial(self._desk.line.close_by_hand, item.id, self.screen.reason.text())
        self._do(work, self._closed_by_hand)

    def _closed_by_hand(self, _: None) -> None:
        self._keeper.done()
        self.screen.ask_reason(False)
        words = self.tr("Đã ghi: nhập tay ở tỉnh. Hồ sơ không gửi việc này nữa, nhật ký giữ lý do.")
        self._shell.tell(Notice(words, Tone.GOOD))
        self._shell.refresh_line()
        self._shell.show_keys()
        self.look()

    def _run_try(self, ids: list[UUID] | None) -> None:
        self._do(partial(self._desk.line.try_again, ids), self._tried)

    def _tried(self, count: int) -> None:
        self._shell.tell(Notice(self.tr("Đang gửi {} hồ sơ; không cần chờ.").format(count), Tone.GOOD))
        self._shell.refresh_line()
        self.look()

    def _given(self, _: None) -> None:
        self._shell.tell(Notice(self.tr("Đã giao cho cán bộ CNTT; hồ sơ vẫn tự gửi lại."), Tone.GOOD))
        self.look()

    def _export(self) -> None:
        name = f"cho-gui-{self._desk.counter.code}.json"
        chosen = choose_target(self.screen, self.tr("Xuất diễn biến, không có dữ liệu cá nhân"), name)
        if chosen:
            self._do(partial(self._desk.line.export, chosen), partial(self._exported, chosen.name))

    def _exported(self, name: str, count: int) -> None:
        words = self.tr("Đã xuất {} hồ sơ vào {}: gửi được cho CNTT, không có dữ liệu cá nhân.")
        self._shell.tell(Notice(words.format(count, name), Tone.GOOD))

    def _do(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)
