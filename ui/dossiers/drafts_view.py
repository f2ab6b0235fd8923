"""Draws the dossiers that were begun and left: Enter takes one up again, Delete puts one away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..widgets.two_lines import QUIET, TwoLines
from ..widgets.words import Words
from .view_model import DraftLine

_ROW, _SHOWN = 48, 3  # px; rows before it scrolls


class DraftsView(QWidget):
    """Hidden while nothing was left."""

    chosen = Signal(object)  # a draft's id
    put_away = Signal(object)
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DraftLine, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Hồ sơ đang làm dở: Enter làm tiếp, Delete cất đi"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(lambda _: self.focus_moved.emit())
        self.list.itemDoubleClicked.connect(lambda _: self._emit(self.chosen))
        self.count = Words(role="title", tone="attention")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(self.tr("ĐANG LÀM DỞ"), role="caption", tone="attention"))
        head.addWidget(self.count)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    @property
    def current(self) -> DraftLine | None:
        row = self.list.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def show_drafts(self, lines: tuple[DraftLine, ...]) -> None:
        if lines == self.lines:
            return
        at, self.lines = max(0, self.list.currentRow()), lines
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(line.who)
            item.setData(QUIET, line.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.who}, {line.about}")
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, len(lines) - 1))
        self.list.setFixedHeight(_ROW * min(len(lines), _SHOWN) + 8)
        self.count.setText(str(len(lines)))
        self.setVisible(bool(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_moved.emit()
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            acts = {Qt.Key.Key_Return: self.chosen, Qt.Key.Key_Enter: self.chosen, Qt.Key.Key_Delete: self.put_away}
            signal = acts.get(Qt.Key(event.key()))
            if signal is not None:
                if not event.isAutoRepeat():
                    self._emit(signal)
                return True
            return bool(event.text()) and event.text().isprintable()  # typed letters move nothing
        return super().eventFilter(watched, event)

    def _emit(self, signal: SignalInstance) -> None:
        line = self.current
        if line is not None and line.mine and not (line.given and signal is self.put_away):
            signal.emit(line.id)
