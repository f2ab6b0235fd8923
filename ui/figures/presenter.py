"""Joins the day's figures with their verbs: another day, a time that says nothing, a table for a spreadsheet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from counter_app.use_cases.desk import Desk
from counter_app.use_cases.queue_figures import QueueDay

from ..file_chooser import choose_target
from ..language import tr
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..tasks import Lane, Tasks
from .screen import FiguresScreen
from .view_model import figures_words


class FiguresPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._day: date | None = None  # None: today
        self._shown: QueueDay | None = None
        self.screen = FiguresScreen()
        self.screen.moved.connect(shell.show_keys)
        self.screen.marked.connect(self._mark)
        self.screen.turned.connect(self._turn)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        line = self.screen.chosen()
        mark = tr("giờ này đúng") if line is not None and line.wrong else tr("giờ này không đúng")
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            KeyHint("Left", tr("ngày trước")),
            KeyHint("Right", tr("ngày sau"), enabled=self._day is not None),
            *(
                (KeyHint("X", mark), KeyHint("Esc", tr("về các mục")))
                if line is not None
                else (KeyHint("Return", tr("mở các số của mục")),)
            ),
            KeyHint("Ctrl+S", tr("xuất bảng"), enabled=self._any),
        )

    @property
    def _any(self) -> bool:
        return self._shown is not None and bool(self._shown.figures.services or self._shown.left_open)

    def press(self, key: str) -> bool:
        if key in ("Left", "Right"):
            self._turn(-1 if key == "Left" else 1)
            return True
        if key == "X" and (line := self.screen.chosen()) is not None:
            self._mark(line.id, not line.wrong)
            return True
        if key == "Esc" and self.screen.table.hasFocus():
            self.screen.list.setFocus()
            return True
        if key == "Ctrl+S":
            self._export()
            return True
        return False

    def enter(self) -> None:
        self._shell.show_person(Person(name=tr("Số liệu hàng đợi")))
        self._day = None
        self.refresh()
        self.screen.list.setFocus()

    def leave(self) -> None:
        self._shown = None

    @Slot(int)
    def _turn(self, days: int) -> None:
        if self._shown is not None:
            today = self._desk.queue_figures.today()
            day = min(today, self._shown.day + timedelta(days=days))
            self._day = None if day == today else day
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        day = self._day
        self._tasks.run(Lane.DATA, lambda: self._desk.queue_figures(day), self._show, self._shell.fail)

    def _show(self, found: QueueDay) -> None:
        self._shown = found
        self.screen.show_figures(figures_words(found))
        self._shell.show_keys()

    @Slot(object, bool)
    def _mark(self, ticket_id: UUID, wrong: bool) -> None:
        def marked(_: None) -> None:
            words = (
                tr("Giờ của số này không được tính nữa. X lần nữa: tính lại.")
                if wrong
                else tr("Giờ của số này được tính.")
            )
            self._shell.tell(Notice(words, Tone.GOOD))
            self.refresh()

        self._tasks.run(
            Lane.DATA, lambda: self._desk.guide.time_wrong(ticket_id, wrong=wrong), marked, self._shell.fail
        )

    def _export(self) -> None:
        if self._shown is None or not self._any:
            return
        day = self._shown.day
        name = f"hang-doi-{self._desk.counter.site}-{day:%Y%m%d}.csv"
        chosen = choose_target(self.screen, self.tr("Xuất bảng"), name)
        if chosen:
            self._tasks.run(Lane.DISK, lambda: self._write(chosen, day), self._exported, self._shell.fail)

    def _write(self, path: Path, day: date) -> str:
        self._desk.queue_figures.export(path, day)
        return path.name

    def _exported(self, name: str) -> None:
        self._shell.tell(Notice(self.tr("Đã xuất bảng vào {}: số và giờ, không tên ai.").format(name), Tone.GOOD))
