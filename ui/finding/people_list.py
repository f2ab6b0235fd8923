"""Draws found people under the field that they are typed in: arrows walk the list, Enter takes one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..page import Notice
from ..widgets.two_lines import QUIET, TwoLines
from ..widgets.words import ShortenedWords, Words
from .view_model import PersonLine

_NUMBER = Qt.ItemDataRole.UserRole
_ROW = 48  # px


class PeopleList(QWidget):
    """Hidden until something is shown. The letters stay in `field`."""

    chosen = Signal(str)  # a personal number

    def __init__(self, field: QLineEdit, rows: int) -> None:
        """`rows`: shown before it scrolls."""
        super().__init__()
        self._field, self._rows = field, rows
        self._shown_for, self._enter_waits = "", False
        self.register = ShortenedWords(role="quiet")
        self.count = ShortenedWords(role="quiet")
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Người dân tìm thấy: mũi tên chọn, Enter lấy"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.take())
        field.installEventFilter(self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(self.tr("NGƯỜI DÂN"), role="caption"))
        head.addWidget(self.count, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.register)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_people(self, typed: str, lines: tuple[PersonLine, ...], count: str, register: Notice) -> None:
        """Whoever was found for `typed`. An Enter pressed before they came takes the first now."""
        before = self._number() if typed == self._shown_for else None
        self._shown_for = typed
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(line.who)
            item.setData(QUIET, line.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.who}, {line.about}")
            item.setData(_NUMBER, line.number)
            self.list.addItem(item)
        numbers = [line.number for line in lines]
        self.list.setCurrentRow(numbers.index(before) if before in numbers else 0 if lines else -1)
        self.list.setFixedHeight(_ROW * min(len(lines), self._rows) + 4)
        self.list.setVisible(bool(lines))
        self.count.setText(count if lines else self.tr("không thấy ai khớp"))
        self.register.setText(register.words)
        self.register.set_tone(register.tone)
        self.show()
        if self._enter_waits:
            self.take()

    def forget(self) -> None:
        self._shown_for, self._enter_waits = "", False
        self.list.clear()
        self.hide()

    def take(self) -> bool:
        """Never out of a list that belongs to other letters: a fast clerk's Enter waits for its own."""
        self._enter_waits = self._shown_for != self._field.text()
        number = self._number()
        if number is None or self._enter_waits:
            return self._enter_waits
        self.chosen.emit(number)
        return True

    @property
    def awaited(self) -> bool:
        """Enter was pressed before they came."""
        return self._enter_waits

    def _number(self) -> str | None:
        item = self.list.currentItem()
        return None if item is None else str(item.data(_NUMBER))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.isVisible() and self.list.count():
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.text():
                self._enter_waits = False  # it was meant for other letters
        return super().eventFilter(watched, event)
