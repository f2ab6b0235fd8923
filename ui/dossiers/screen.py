"""Draws the list of accepted dossiers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from counter_app.domain.query import LONGEST

from .. import theme
from ..finding.field import FindField
from ..finding.people_list import PeopleList
from ..icons import icon
from ..widgets.chooser import Chooser
from ..widgets.line_table import Index, LineTable
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import ShortenedWords, Words, panel
from .drafts_view import DraftsView
from .view_model import DossierLine

_STATE = 5
_WHEN = (1, 4)
_ONLINE = 2 * 60 + 8  # px: two rows, more by the arrows


class DossierTable(LineTable[DossierLine]):
    def __init__(self) -> None:
        super().__init__(
            self.tr("MÃ HỒ SƠ"),
            self.tr("TIẾP NHẬN"),
            self.tr("NGƯỜI NỘP"),
            self.tr("THỦ TỤC"),
            self.tr("HẸN TRẢ"),
            self.tr("TÌNH TRẠNG"),
            self.tr("GIẤY TIẾP NHẬN"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        c = theme.colours()
        if role == Qt.ItemDataRole.DisplayRole:
            code = f"{line.code}\n{line.code_note}".rstrip()  # whoever comes back shows the provisional one
            state = f"{line.state}: {line.problem}" if line.problem else line.state
            cells = (code, line.accepted, line.person, line.procedure, line.due, state, line.prints)
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.problem or None
        if index.column() == _STATE and role == Qt.ItemDataRole.DecorationRole:
            return icon(line.icon, c.of(line.tone), 18, 2.0, c.panel)
        if index.column() == _STATE and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(c.of(line.tone))
        if index.column() == 0 and role == Qt.ItemDataRole.FontRole:
            return theme.font(theme.TEXT, QFont.Weight.DemiBold)
        return None


class DossiersScreen(QWidget):
    opened = Signal(object)  # an accepted dossier's id

    def __init__(self) -> None:
        super().__init__()
        self.field = FindField()
        self.field.setAccessibleName(self.tr("Tìm người dân và hồ sơ"))
        self.field.setPlaceholderText(
            self.tr("Tên không dấu, số định danh, CMND cũ, điện thoại, mã hồ sơ hoặc đuôi mã; thêm năm sinh cho gọn")
        )
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self.people = PeopleList(self.field, rows=3)
        self.drafts = DraftsView()
        self.colleagues = Chooser()
        self.online_title = Words(self.tr("TRỰC TUYẾN, CHỜ TIẾP NHẬN"), role="caption")
        self.online = MarkedRows(self.tr("Hồ sơ trực tuyến chờ tiếp nhận: Enter mở"))
        self.online.setFixedHeight(_ONLINE)
        self.model = DossierTable()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Hồ sơ đã tiếp nhận"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.activated.connect(lambda _: self._open())
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(48)
        self.title = Words(role="caption")
        self.empty = Words(role="title")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count = Words(role="quiet")
        self.about = ShortenedWords(role="quiet")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        surface = panel()
        inner = QVBoxLayout(surface)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        find = QHBoxLayout()
        find.setSpacing(12)
        find.addWidget(Words(self.tr("TÌM"), role="caption"))
        find.addWidget(self.field, 1)
        inner.addLayout(find)
        inner.addWidget(self.people)
        inner.addWidget(self.online_title)
        inner.addWidget(self.online)
        inner.addWidget(self.drafts)
        inner.addWidget(self.colleagues)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        inner.addLayout(head)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.about)
        column.addWidget(surface)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for at, width in enumerate((250, 108, 160, 200, 104, 168, 130)):
            self.table.setColumnWidth(at, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setProperty("bare", True)
        QWidget.setTabOrder(self.table, self.online)
        QWidget.setTabOrder(self.online, self.drafts.list)

    def show_online(self, rows: tuple[MarkedRow, ...]) -> None:
        self.online.show_rows(rows)
        for widget in (self.online_title, self.online):
            widget.setVisible(bool(rows))

    def show_found(self, lines: tuple[DossierLine, ...], count: str) -> None:
        """What was found instead of the latest."""
        self.drafts.hide()
        self.show_online(())
        self._show(lines, self.tr("HỒ SƠ TÌM THẤY"), count, "")
        self.empty.setText(self.tr("Không thấy hồ sơ nào khớp."))

    def show_dossiers(self, lines: tuple[DossierLine, ...], about: str) -> None:
        self.drafts.setVisible(bool(self.drafts.lines))
        self._show(lines, self.tr("HỒ SƠ ĐÃ TIẾP NHẬN"), str(len(lines)) if lines else "", about)
        self.empty.setText(self.tr("Hôm nay chưa tiếp nhận hồ sơ nào. F2 gọi số tiếp theo."))

    def _show(self, lines: tuple[DossierLine, ...], title: str, count: str, about: str) -> None:
        if lines != self.model.lines:
            chosen = self.chosen()
            self.model.show(lines)
            row = next((i for i, line in enumerate(lines) if line.id == chosen), 0)
            if lines:
                self.table.selectRow(row)
        typing = self.field.hasFocus() and bool(self.field.text())
        self.table.setVisible(bool(lines))
        if typing:  # a list that was asked to have the focus while it was hidden takes it as it is shown
            self.field.setFocus()
        self.empty.setVisible(not lines)
        self.title.setText(title)
        self.count.setText(count)
        self.about.setText(about)

    def focus(self) -> None:
        """The cursor where there is something: the accepted dossiers, else what was left."""
        nothing = not self.model.lines and not self.drafts.lines
        if self.online.rows and nothing:
            self.online.setFocus()
            return
        (self.drafts.list if self.drafts.lines and not self.model.lines else self.table).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """How far a dossier has come is always in sight; on a narrow screen the times give way."""
        super().resizeEvent(event)
        for column in _WHEN:
            self.table.setColumnHidden(column, self.width() < theme.NARROW)

    def _open(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.opened.emit(chosen)

    def chosen(self) -> UUID | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row].id if 0 <= row < len(self.model.lines) else None
