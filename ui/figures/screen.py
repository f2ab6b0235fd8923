"""Draws a day's figures at the left, its hours and tickets at the right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from .. import theme
from ..page import Tone
from ..widgets.line_table import Index, LineTable
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words, panel
from .plot import WaitPlot
from .view_model import FigureLine, FiguresWords, TicketLine

_ICONS = {Tone.PLAIN: "info", Tone.GOOD: "good", Tone.ATTENTION: "attention", Tone.ERROR: "error"}
_COUNTER, _WAITED, _WAY = 2, 4, 5  # columns


class TicketTable(LineTable[TicketLine]):
    def __init__(self) -> None:
        super().__init__(
            self.tr("SỐ"),
            self.tr("NHÓM VIỆC"),
            self.tr("QUẦY"),
            self.tr("GỌI LÚC"),
            self.tr("CHỜ"),
            self.tr("RA QUẦY"),
            self.tr("PHỤC VỤ"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, c = self.lines[index.row()], theme.colours()
        if role == Qt.ItemDataRole.DisplayRole:
            waited = self.tr("không tính") if line.wrong else line.waited
            cells = (line.label, line.group, line.counter, line.called, waited, line.way, line.served)
            return cells[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            if line.wrong:
                return QColor(c.quiet)
            return QColor(c.of(line.tone)) if index.column() == _WAITED else None
        if role == Qt.ItemDataRole.FontRole and index.column() in (0, _WAITED):
            return theme.font(theme.TEXT, QFont.Weight.DemiBold)
        return None


class FiguresScreen(QWidget):
    moved = Signal()  # the cursor, or the focus
    turned = Signal(int)  # days on
    marked = Signal(object, bool)  # a ticket's id, and whether its times are wrong from now on

    def __init__(self) -> None:
        super().__init__()
        self.title = Words(role="title")
        self.list = MarkedRows(self.tr("Số liệu của ngày"))
        self.list.moved.connect(self._show_tickets)
        self.list.installEventFilter(self)
        self.plot = WaitPlot()
        self.model = TicketTable()
        self.table = QTableView()
        self.empty = Words(role="quiet")
        self._tickets_words = Words(role="caption")
        self._lines: tuple[FigureLine, ...] = ()
        self._build()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Các số của mục đang chọn"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(32)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.table.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(16)
        left = panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        self.empty.setWordWrap(True)
        right = panel()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(Words(self.tr("PHÚT CHỜ THEO GIỜ · CỘT: Ở GIỮA · VẠCH: LÂU NHẤT"), role="caption"))
        column.addWidget(self.plot, 2)
        column.addWidget(self._tickets_words)
        column.addWidget(self.table, 3)
        row.addWidget(left, 5)
        row.addWidget(right, 8)

    def show_figures(self, words: FiguresWords) -> None:
        self.title.setText(words.title)
        self._lines = words.lines
        rows = tuple(
            MarkedRow(line.title, f"{line.value} {line.title}", line.about, _ICONS[line.tone], line.tone)
            for line in words.lines
        )
        self.list.show_rows(rows)
        self.empty.setText(words.empty)
        self.empty.setVisible(bool(words.empty))
        self.plot.show_bars(words.bars)
        self._show_tickets()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is half the room, what matters is who waited how long."""
        super().resizeEvent(event)
        for column in (_COUNTER, _WAY):
            self.table.setColumnHidden(column, self.width() < theme.NARROW)

    def chosen(self) -> TicketLine | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row] if self.table.hasFocus() and 0 <= row < len(self.model.lines) else None

    def _show_tickets(self) -> None:
        at = self.list.currentRow()
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        tickets = line.tickets if line is not None else ()
        if tickets != self.model.lines:
            row = self.table.currentIndex().row()
            self.model.show(tickets)
            self.table.selectRow(min(max(row, 0), len(tickets) - 1))
        self._tickets_words.setText(line.title.upper() if line is not None else "")
        self.moved.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Left and Right turn to another day; X marks the row's times as wrong, or right again."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.moved.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if days is not None:
                self.turned.emit(days)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is self.list and self.model.lines:
                self.table.setFocus()  # the number opens its tickets
                return True
            if event.key() == Qt.Key.Key_Escape and watched is self.table:
                self.list.setFocus()
                return True
            line = self.chosen()
            if event.text().lower() == "x" and line is not None and not event.isAutoRepeat():
                self._mark(line.id, not line.wrong)
                return True
        return super().eventFilter(watched, event)

    def _mark(self, ticket_id: UUID, wrong: bool) -> None:
        self.marked.emit(ticket_id, wrong)
