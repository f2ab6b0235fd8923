"""Joins "Gửi tỉnh" with its verbs: looks again by itself while it is in front, and does what the keys say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.outbox import StoryLine, Waiting
from counter_app.domain.people import Right
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.watch_line import LineReport

from ..page import KeyHint, Notice, Person, Shell, Tone
from ..tasks import Lane, Tasks
from .screen import SendingScreen
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
        self.screen.rows.entered.connect(self._try_again)
        self.screen.rows.moved.connect(self._chosen)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        may, item = self._desk.session.may(Right.SEND), self._item()
        there, aside = item is not None, item is not None and item.set_aside
        return (
            KeyHint("Return", self.tr("gửi lại hồ sơ này"), enabled=may and there),
            KeyHint("Ctrl+R", self.tr("gửi tất cả ngay"), enabled=may),
            KeyHint("Ctrl+G", self.tr("giao cho CNTT"), enabled=may and aside),
            KeyHint("Ctrl+S", self.tr("xuất diễn biến"), enabled=may),
            KeyHint("F2", self.tr("gọi số tiếp theo")),
        )

    def press(self, key: str) -> bool:
        item = self._item()
        if key == "Ctrl+R":
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

    # --- looking ---------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        if not self._asking:
            self._asking = True
            self._tasks.run(Lane.DATA, self._desk.line.look, self._looked, self._not_looked)

    def _looked(self, report: LineReport) -> None:
        self._asking = False
        self._report = report
        self.screen.show_panel(line_panel(report))
        offer = self.tr("Enter: gửi lại") if self._desk.session.may(Right.SEND) else ""
        self.screen.show_waiting(tuple(waiting_line(item, report) for item in report.items), offer)
        self._chosen()

    def _not_looked(self, error: CounterError) -> None:
        self._asking = False
        self._shell.fail(error)

    @Slot()
    def _chosen(self) -> None:
        item = self._item()
        self._shell.show_keys()
        if item is None:
            self.screen.show_chosen("", ())
        else:
            self._tasks.run(
                Lane.DATA, partial(self._desk.line.story, item.id), partial(self._show_story, item), self._shell.fail
            )

    def _show_story(self, item: Waiting, story: tuple[StoryLine, ...]) -> None:
        if self._report is not None and item == self._item():
            sentence = waiting_line(item, self._report).sentence
            self.screen.show_chosen(sentence, story_words(item, story, self._report.now))

    def _item(self) -> Waiting | None:
        row = self.screen.rows.current()
        items = self._report.items if self._report is not None else ()
        return next((item for item in items if row is not None and str(item.id) == row.name), None)

    # --- doing -----------------------------------------------------------------------------------------

    @Slot(str)
    def _try_again(self, name: str) -> None:
        self._run_try([UUID(name)])

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
        chosen, _ = QFileDialog.getSaveFileName(self.screen, self.tr("Xuất diễn biến, không có dữ liệu cá nhân"), name)
        if chosen:
            self._do(partial(self._desk.line.export, Path(chosen)), partial(self._exported, Path(chosen).name))

    def _exported(self, name: str, count: int) -> None:
        words = self.tr("Đã xuất {} hồ sơ vào {}: gửi được cho CNTT, không có dữ liệu cá nhân.")
        self._shell.tell(Notice(words.format(count, name), Tone.GOOD))

    def _do(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)
