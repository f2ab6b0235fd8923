"""The section "Máy mới" of "Máy này": what of the first start was put off; Enter takes it up where it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.people import Right
from counter_app.use_cases.session import Session

from ..page import KeyHint, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .presenter import FirstStart
from .screen import FirstStartWindow
from .view_model import PAGES, Steps, number_of


class FirstStartSection(QObject):
    """Shown to whoever may set up a PC; the others read what is done."""

    def __init__(self, shell: Shell, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._session, self._tasks = shell, session, tasks
        self._steps: Steps | None = None
        self.words, self.icon = self.tr("Máy mới"), "desk"
        self.rows = MarkedRows(self.tr("Các bước cài đặt máy này: mũi tên chọn, Enter làm"))
        self.rows.entered.connect(self.open_step)
        self.rows.moved.connect(shell.show_keys)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("CÁC BƯỚC CỦA LẦN MỞ ĐẦU TIÊN"), role="caption"))
        column.addWidget(self.rows, 1)
        self.window: FirstStartWindow | None = None

    def offer(self, steps: Steps) -> None:
        self._steps = steps

    @property
    def widget(self) -> QWidget:
        return self._widget

    def keys(self) -> tuple[KeyHint, ...]:
        return self.rows.keys()

    def press(self, key: str) -> bool:
        return False

    def enter(self) -> None:
        steps = self._steps
        if steps is not None:
            self._tasks.run(Lane.DATA, steps.done, self._show, self._shell.fail)

    def leave(self) -> None:
        """Whoever locks the screen leaves no code standing in a window."""
        if self.window is not None:
            self.window.reject()

    def focus(self) -> None:
        self.rows.setFocus()

    def _show(self, done: frozenset[str]) -> None:
        may = self._session.may(Right.KEYS)
        self.rows.show_rows(tuple(self._row(page.step, page.title, page.about, done, may) for page in PAGES))
        self._shell.show_keys()

    def _row(self, step: str, title: str, about: str, done: frozenset[str], may: bool) -> MarkedRow:
        ready = step in done
        mark, tone = ("good", Tone.GOOD) if ready else ("later", Tone.PLAIN)
        offer = (self.tr("Enter: xem lại") if ready else self.tr("Enter: làm bây giờ")) if may else ""
        told = about if may else self.tr("Cán bộ CNTT làm bước này.")
        return MarkedRow(step, title, told, mark, tone, offer)

    @Slot(str)
    def open_step(self, step: str) -> None:
        if self._steps is None or not self._session.may(Right.KEYS):
            return
        self.window = window = FirstStartWindow(self._widget.window())
        first = FirstStart(window, self._steps, self._tasks, (number_of(step),))
        first.start()
        window.finished.connect(self._closed)
        window.open()

    @Slot(int)
    def _closed(self, _: int) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        self.enter()
        self.rows.setFocus()
