"""The section "Sức khỏe": looks after the disk and the store while the program runs, and says what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.health import Room
from counter_app.domain.people import Right
from counter_app.use_cases.purge import Purge
from counter_app.use_cases.watch_health import HealthView, WatchHealth

from ..page import KeyHint, Notice, Shell
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .view_model import DISK, EXPIRED, SPEED, WHOLE, HealthLine, backup_words, health_lines, put_back_words, room_words

_LOOK_EVERY = 30_000  # ms


class HealthSection(QObject):
    def __init__(self, shell: Shell, health: WatchHealth, purge: Purge, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._health, self._purge, self._tasks = shell, health, purge, tasks
        self._expired: int | None = None
        self._looking = self._in_front = False
        self.words, self.icon = self.tr("Sức khỏe"), "machine"
        self.rows = MarkedRows(self.tr("Sức khỏe của máy này"))
        self.rows.entered.connect(self._act)
        self.rows.moved.connect(shell.show_keys)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("SỨC KHỎE CỦA MÁY NÀY"), role="caption"))
        column.addWidget(self.rows, 1)
        self._timer = QTimer(self._widget)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def widget(self) -> QWidget:
        return self._widget

    def start(self) -> None:
        """Room is watched on every screen, from the first."""
        self._timer.start()
        self.look()

    def keys(self) -> tuple[KeyHint, ...]:
        return self.rows.keys()

    def press(self, key: str) -> bool:
        return False

    def enter(self) -> None:
        self._in_front = True
        self.look()

    def leave(self) -> None:
        self._in_front = False

    def focus(self) -> None:
        self.rows.setFocus()

    @Slot()
    def look(self) -> None:
        if self._looking:
            return
        self._looking = True
        self._tasks.run(Lane.DATA, self._health.look, self._looked, self._blind)

    def _looked(self, view: HealthView) -> None:
        self._looking = False
        self._show(view)
        short = view.room is not Room.ENOUGH and self._purge.session.may(Right.PURGE)
        if not short:
            self._expired = None
        elif self._in_front and self._expired is None:
            self._tasks.run(Lane.DISK, self._plan, self._planned, self._shell.fail)
        if view.flush is None and self._in_front:  # a slow disk is told; nobody waits for it
            self._tasks.run(Lane.DISK, self._health.measure, self._show, self._shell.fail)

    def _blind(self, error: CounterError) -> None:
        self._looking = False
        self._shell.fail(error)

    def _show(self, view: HealthView) -> None:
        self.rows.show_rows(tuple(map(_row, health_lines(view, self._expired))))
        self._shell.show_work("room", room_words(view))
        self._shell.show_work("no-backup", backup_words(view))
        self._shell.show_work("put-back", put_back_words(view))
        slow = view.flush is not None and view.flush.slow
        self._shell.show_work("speed", self.tr("Ổ đĩa ghi chậm · Alt+7") if slow else None)

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == DISK:
            self._health.send()
            self._shell.tell(Notice(self.tr("Đang gửi hồ sơ chờ về tỉnh.")))
            self._shell.refresh_line()
        elif name == EXPIRED:
            self._behind("purge", self.tr("Đang dọn dữ liệu hết hạn lưu"), self._purge_now)
        elif name == SPEED:
            self._behind("speed-test", self.tr("Đang đo tốc độ ghi"), self._health.measure)
        elif name == WHOLE:
            self._behind("check", self.tr("Đang đọc lại toàn bộ kho dữ liệu"), self._health.check)

    def _plan(self) -> tuple[int, HealthView]:
        plan = self._purge.plan()
        return sum(step.due.count for step in plan.steps) + plan.unfinished, self._health.look()

    def _planned(self, found: tuple[int, HealthView]) -> None:
        self._expired = found[0]
        self._show(found[1])

    def _purge_now(self) -> HealthView:
        self._purge(self.tr("Ổ đĩa sắp hết chỗ"))
        self._expired, view = self._plan()
        return view

    def _behind(self, name: str, words: str, work: Callable[[], HealthView]) -> None:
        """Reception goes on beside it."""

        def done(view: HealthView) -> None:
            self._shell.show_work(name, None)
            self._show(view)

        def failed(error: CounterError) -> None:
            self._shell.show_work(name, None)
            self._shell.fail(error)

        self._shell.show_work(name, words)
        self._tasks.run(Lane.DISK, work, done, failed)


def _row(line: HealthLine) -> MarkedRow:
    return MarkedRow(line.name, line.title, line.about, line.icon, line.tone, line.offer)
