"""The inline chooser: a few lines in the place that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..choice import Choice
from .words import ShortenedWords, panel

_ROW_HEIGHT = 30  # px
_ROW_AND_GAP = 32  # px
_MOST_ROWS = 8  # more are reached by the arrows


class Chooser(QWidget):
    """One of a few, chosen in place, no dialog: why a paper is asked for although it is held, how to scan, who gets a
    draft. Digits, or arrows and Enter."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ShortenedWords(role="title")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setProperty("bare", True)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._choose(self.list.currentRow()))
        surface = panel()
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(4)
        inner.addWidget(self._title)
        inner.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.addWidget(surface)
        self._choices: tuple[Choice, ...] = ()
        self._chosen: Callable[[Any], None] = _nothing
        self.act = ""
        self.hide()

    def open(self, title: str, act: str, choices: tuple[Choice, ...], chosen: Callable[[Any], None]) -> None:
        """`act`: what Enter does, for the legend; `chosen` is given the value of the choice."""
        self._choices, self._chosen, self.act = choices, chosen, act
        self._title.setText(title)
        self.list.setAccessibleName(title)
        self.list.clear()
        for number, choice in enumerate(choices, start=1):
            item = QListWidgetItem(f"{number}   {choice.words}" if number < 10 else f"     {choice.words}")
            item.setSizeHint(QSize(0, _ROW_HEIGHT))  # as wide as the list, however long its words
            self.list.addItem(item)
        self.list.setFixedHeight(_ROW_AND_GAP * min(len(choices), _MOST_ROWS) + 6)
        self.list.setCurrentRow(0)
        self.show()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
                self._choose(self.list.currentRow())
                return True
            if event.text() in {str(n) for n in range(1, min(len(self._choices), 9) + 1)}:
                self._choose(int(event.text()) - 1)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            self.hide()
            self._chosen(self._choices[row].value)


def _nothing(_: object) -> None:
    """Nothing is asked."""
