"""Who gets a draft that is handed over: chosen in place, no dialog. Digits, or arrows and Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from ..widgets.words import ShortenedWords, panel
from .view_model import ReceiverLine

_ROW, _SHOWN = 32, 8  # px; rows before it scrolls


class ReceiversView(QWidget):
    chosen = Signal(object)  # a ReceiverLine

    def __init__(self) -> None:
        super().__init__()
        self._title = ShortenedWords(role="title")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Giao cho ai"))
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._choose(self.list.currentRow()))
        surface = panel()
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(4)
        inner.addWidget(self._title)
        inner.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(surface)
        self._lines: tuple[ReceiverLine, ...] = ()
        self.hide()

    def open(self, title: str, lines: tuple[ReceiverLine, ...]) -> None:
        self._lines = lines
        self._title.setText(title)
        self.list.clear()
        for number, line in enumerate(lines, start=1):
            self.list.addItem(f"{number}   {line.words}" if number < 10 else f"     {line.words}")
        self.list.setFixedHeight(_ROW * min(len(lines), _SHOWN) + 6)
        self.list.setCurrentRow(0)
        self.show()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self._choose(self.list.currentRow())
                return True
            if event.text() in {str(n) for n in range(1, min(len(self._lines), 9) + 1)}:
                self._choose(int(event.text()) - 1)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self.hide()
            self.chosen.emit(self._lines[row])
