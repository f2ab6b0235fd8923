"""Draws the verbs over the screen: with a field to search them, or as a card while Ctrl is held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..page import KeyHint
from ..widgets.legend import key_words
from ..widgets.two_lines import QUIET, TwoLines
from ..widgets.words import ShortenedWords, Words
from .view_model import matching

_WIDTH, _ROW, _SHOWN = 560, 48, 8  # px; rows before it scrolls
_COLUMNS = 2


class Palette(QFrame):
    """Lies over `place`, near its top. `chosen` gets the verb's key."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self.setProperty("panel", True)
        self.setAutoFillBackground(True)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Tìm việc"))
        self.field.setPlaceholderText(self.tr("Gõ vài chữ không dấu của việc cần làm"))
        self.field.textEdited.connect(self._show_matching)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Việc và phím"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._choose())
        self.none = Words(self.tr("Màn hình này không có việc nào như vậy."), role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (self.field, self.none, self.list):
            column.addWidget(widget)
        self._verbs: tuple[KeyHint, ...] = ()
        self._shown: tuple[KeyHint, ...] = ()
        place.installEventFilter(self)
        self.hide()

    def open(self, hints: tuple[KeyHint, ...]) -> None:
        self._verbs = hints
        self.field.setText("")
        self._show_matching("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_it(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _show_matching(self, typed: str) -> None:
        self._shown = matching(typed, self._verbs)
        self.list.clear()
        for hint in self._shown:
            item = QListWidgetItem(hint.words)
            item.setData(QUIET, key_words(hint.key))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hint.words}, {key_words(hint.key)}")
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)
        self.none.setVisible(not self._shown)
        self.list.setFixedHeight(_ROW * min(max(len(self._shown), 1), _SHOWN) + 8)
        self._cover()

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            key = self._shown[row].key
            self.close_it()
            self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), len(self._shown) - 1))
                return True
        if event.type() is QEvent.Type.Resize and watched is self._place and self.isVisible():
            self._cover()
        return False

    def _cover(self) -> None:
        place = self._place
        width = min(_WIDTH, place.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((place.width() - width) // 2, 64)


class KeyCard(QFrame):
    """All keys of the screen, for as long as Ctrl is held. Takes no focus and no click."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self.setProperty("panel", True)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.hide()

    def open(self, hints: tuple[KeyHint, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        rows = -(-len(hints) // _COLUMNS)
        for at, hint in enumerate(hints):
            column, row = divmod(at, max(rows, 1))
            self._grid.addWidget(Words(key_words(hint.key), tone="accent" if hint.enabled else ""), row, 2 * column)
            self._grid.addWidget(ShortenedWords(hint.words), row, 2 * column + 1)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        place = self._place
        width = min(860, place.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((place.width() - width) // 2, max(64, place.height() - self.height() - 56))
        self.show()
        self.raise_()
