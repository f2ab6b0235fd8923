"""Draws a conflict: a row a field, the counter's text and the province's side by side; arrows choose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from counter_app.domain.correction import Side

from .. import theme
from ..page import Tone
from ..widgets.line_table import Index, LineTable
from ..widgets.words import Words, panel
from .conflict_view import ConflictView, FieldLine

_MINE, _THEIRS = 2, 3  # columns
_SIDES = {Qt.Key.Key_Left: Side.MINE, Qt.Key.Key_Right: Side.THEIRS}


class ConflictTable(LineTable[FieldLine]):
    def __init__(self) -> None:
        super().__init__(self.tr("Ô"), self.tr("LÚC ĐẦU"), self.tr("← CỦA QUẦY"), self.tr("CỦA TỈNH →"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column, c = self.lines[index.row()], index.column(), theme.colours()
        chosen = column == {Side.MINE: _MINE, Side.THEIRS: _THEIRS}.get(line.side) if line.side else False
        texts = (line.words, line.base, line.mine, line.theirs)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"✓ {texts[column]}" if chosen else texts[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{texts[column]}, {self.tr('đang chọn')}" if chosen else texts[column]
        if role == Qt.ItemDataRole.FontRole and (chosen or column == 0):
            return theme.font(theme.TEXT, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ForegroundRole:
            if chosen:
                return QColor(c.good)
            return QColor(c.attention if column == 0 and line.side is None else c.text if column != 1 else c.quiet)
        return None


class ComparingView(QWidget):
    chose = Signal(str, str)  # a field and a side
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.about, self.left = Words(role="title"), Words(), Words(role="title")
        for words in (self.about, self.left):
            words.setWordWrap(True)
        self.table, self.model = QTableView(), ConflictTable()
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        frame = panel()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(12)
        for widget in (self.title, self.about):
            inner.addWidget(widget)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.left)
        column.addWidget(frame)

    def _dress(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Các ô khác nhau: mũi tên trái giữ của quầy, phải theo tỉnh"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setProperty("bare", True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setMinimumSectionSize(44)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.installEventFilter(self)

    def show_view(self, view: ConflictView) -> None:
        at = max(self.table.currentIndex().row(), 0)
        self.title.setText(view.title)
        self.about.setText(view.about)
        self.left.setText(view.left)
        self.left.set_tone(Tone.ATTENTION if any(line.side is None for line in view.lines) else Tone.GOOD)
        self.model.show(view.lines)
        self.table.selectRow(min(at, len(view.lines) - 1))

    def go_to_open(self) -> None:
        """The first field without a choice."""
        rows = [row for row, line in enumerate(self.model.lines) if line.side is None]
        self.table.selectRow(rows[0] if rows else 0)
        self.table.setFocus()

    def forget(self) -> None:
        """Nothing of this person stays on any widget."""
        self.model.show(())
        for words in (self.title, self.about, self.left):
            words.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.table.resizeRowsToContents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            side = _SIDES.get(Qt.Key(event.key()))
            row = self.table.currentIndex().row()
            if side is not None and 0 <= row < len(self.model.lines):
                self.chose.emit(self.model.lines[row].name, side.value)
                return True
        return super().eventFilter(watched, event)
