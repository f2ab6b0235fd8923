"""The section "USB đi tỉnh": writes what waits to a stick, and takes in the province's answer. Reception goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.people import Right
from counter_app.ports import Brought, Carried
from counter_app.use_cases.carry import Carry, CourierView

from ..file_chooser import choose_folder
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .view_model import BACK, OUT, brought_words, carried_words, courier_lines

_WORK = "courier"
_T = TypeVar("_T")


class CourierSection(QObject):
    def __init__(self, shell: Shell, carry: Carry, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._carry, self._tasks = shell, carry, tasks
        self._busy = False
        self._place = ""  # where the last stick was
        self.words, self.icon = self.tr("USB đi tỉnh"), "sent"
        self.rows = MarkedRows(self.tr("Mang hồ sơ đến tỉnh bằng USB"))
        self.rows.entered.connect(self._act)
        self.rows.moved.connect(shell.show_keys)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("MANG HỒ SƠ ĐẾN TỈNH KHI MẤT MẠNG"), role="caption"))
        column.addWidget(self.rows, 1)

    @property
    def widget(self) -> QWidget:
        return self._widget

    def keys(self) -> tuple[KeyHint, ...]:
        return self.rows.keys()

    def press(self, key: str) -> bool:
        return False

    def enter(self) -> None:
        self._tasks.run(Lane.DATA, self._carry.look, self._show, self._shell.fail)

    def leave(self) -> None:
        """What is being written goes on."""

    def focus(self) -> None:
        self.rows.setFocus()

    def export_to(self, folder: Path) -> None:
        self._behind(self.tr("Đang ghi USB"), lambda: self._carry.export(folder), self._carried)

    def bring_from(self, folder: Path) -> None:
        self._behind(self.tr("Đang nhập trả lời của tỉnh"), lambda: self._carry.bring(folder), self._brought)

    def _show(self, view: CourierView) -> None:
        lines = courier_lines(view, self._carry.session.may(Right.CARRY))
        self.rows.show_rows(tuple(MarkedRow(x.name, x.title, x.about, x.icon, x.tone, x.offer) for x in lines))
        self._shell.show_keys()

    @Slot(str)
    def _act(self, name: str) -> None:
        row = self.rows.current()
        if self._busy or row is None or not row.offer:
            return
        asked = {
            OUT: (self.tr("USB hoặc thư mục để ghi"), self.export_to),
            BACK: (self.tr("USB hoặc thư mục có trả lời của tỉnh"), self.bring_from),
        }
        title, act = asked[name]
        chosen = choose_folder(self._widget, title, self._place)
        if chosen:
            self._place = str(chosen)
            act(chosen)

    def _carried(self, carried: Carried) -> None:
        tone = Tone.ATTENTION if carried.left else Tone.GOOD
        self._shell.tell(Notice(carried_words(carried), tone))

    def _brought(self, brought: Brought) -> None:
        self._shell.tell(Notice(*brought_words(brought)))

    def _behind(self, words: str, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        def ended(result: _T) -> None:
            self._end()
            done(result)

        def failed(error: CounterError) -> None:
            self._end()
            self._shell.fail(error)

        self._busy = True
        self._shell.show_work(_WORK, words)
        self._tasks.run(Lane.DISK, work, ended, failed)

    def _end(self) -> None:
        self._busy = False
        self._shell.show_work(_WORK, None)
        self.enter()
