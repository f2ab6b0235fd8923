"""Draws the audit: what is looked for above, the lines, and the chosen line in full below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..icons import icon
from ..page import Tone
from ..widgets.line_table import Index, LineTable
from ..widgets.words import ShortenedWords, Words, panel
from .view_model import AuditDetail, AuditRow, Wanted, acts

_FACTS = 8  # shown of a line; none has more
_WHAT = 3
_SHORT, _ANY = 480, 16_777_215  # px


class AuditTable(LineTable[AuditRow]):
    def __init__(self) -> None:
        super().__init__(
            self.tr("LÚC"),
            self.tr("NGƯỜI LÀM"),
            self.tr("QUẦY"),
            self.tr("VIỆC"),
            self.tr("VỀ"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, c = self.lines[index.row()], theme.colours()
        if role == Qt.ItemDataRole.DisplayRole:
            what = row.what if row.whole else self.tr("%s · DÒNG BỊ SỬA") % row.what
            return (row.when, row.who, row.counter, what, row.about)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.about or None
        if not row.whole and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(c.error)
        if index.column() == _WHAT and not row.whole and role == Qt.ItemDataRole.DecorationRole:
            return icon("error", c.error, 18, 2.0, c.panel)
        if index.column() == _WHAT and role == Qt.ItemDataRole.FontRole:
            return theme.font(theme.TEXT, QFont.Weight.DemiBold)
        return None


class AuditScreen(QWidget):
    asked = Signal()
    chosen = Signal(int)
    older_wanted = Signal()
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = self._field(self.tr("Ngày"), self.tr("23/11 hoặc 20/11-23/11"))
        self.who = self._field(self.tr("Người làm"), self.tr("một phần họ tên"))
        self.act = QComboBox()
        self.act.setAccessibleName(self.tr("Việc"))
        for code, words in acts():
            self.act.addItem(words, code)
        self.act.activated.connect(lambda: self.asked.emit())
        self.act.installEventFilter(self)
        self.dossier = self._field(self.tr("Mã hồ sơ"), "H13.…")
        self.person = self._field(self.tr("Số định danh"), self.tr("12 số"))
        self.person.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.purpose = self._field(self.tr("Mục đích"), self.tr("khi xem theo người, khi xuất"))
        self.chain_icon, self.chain = Words(), ShortenedWords()
        self.table = QTableView()
        self.model = AuditTable()
        self.nothing = Words(role="title")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.title, self.verdict = Words(role="title"), ShortenedWords()
        self.facts = [(Words(role="quiet"), ShortenedWords()) for _ in range(_FACTS)]
        self._dress_table()
        self._build()

    def _field(self, spoken: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(spoken)
        field.setPlaceholderText(hint)
        field.returnPressed.connect(self.asked)
        field.installEventFilter(self)
        return field

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Các dòng nhật ký, mới nhất trước"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setProperty("bare", True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.installEventFilter(self)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for at, width in enumerate((164, 190, 60, 300)):
            self.table.setColumnWidth(at, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(12)
        column.addWidget(self._filters())
        middle = panel()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(16, 8, 16, 8)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.nothing, 1)
        column.addWidget(middle, 1)
        self.below = self._detail()
        self.below.hide()  # until there are rows; what stands empty must not make the window taller
        column.addWidget(self.below)

    def _filters(self) -> QWidget:
        surface = panel()
        grid = QGridLayout(surface)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (field, share) in enumerate(
            ((self.days, 4), (self.who, 3), (self.act, 5), (self.dossier, 4), (self.person, 3), (self.purpose, 5))
        ):
            grid.addWidget(Words(field.accessibleName().upper(), role="caption"), 0, at)
            grid.addWidget(field, 1, at)
            grid.setColumnStretch(at, share)
            field.setMinimumWidth(72)
        self.act.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.chain_icon)
        state.addWidget(self.chain, 1)
        grid.addLayout(state, 2, 0, 1, 6)
        return surface

    def _detail(self) -> QWidget:
        surface = panel()
        column = QVBoxLayout(surface)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addWidget(self.verdict, 1)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (name, value) in enumerate(self.facts):
            grid.addWidget(name, at // 2, at % 2 * 2)
            grid.addWidget(value, at // 2, at % 2 * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)
        return surface

    # --- what is shown ---------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        act = str(self.act.currentData() or "")
        fields = (self.days, self.who, self.dossier, self.person, self.purpose)
        days, who, dossier, person, purpose = (field.text().strip() for field in fields)
        return Wanted(days, who, act, dossier, person, purpose)

    def clear_wanted(self) -> None:
        for field in (self.days, self.who, self.dossier, self.person, self.purpose):
            field.setText("")  # not `clear`, which Ctrl+Z takes back
        self.act.setCurrentIndex(0)

    def show_rows(self, rows: tuple[AuditRow, ...], nothing: str) -> None:
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(nothing)
        self.below.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)

    def show_detail(self, detail: AuditDetail) -> None:
        self.title.setText(detail.title)
        self.verdict.setText(detail.verdict)
        self.verdict.set_tone(detail.tone)
        for at, (name, value) in enumerate(self.facts):
            said, words = detail.facts[at] if at < len(detail.facts) else ("", "")
            name.setText(said)
            value.setText(words)
            name.setVisible(bool(said))
            value.setVisible(bool(said))

    def show_chain(self, words: str, tone: Tone) -> None:
        c = theme.colours()
        self.chain.setText(words)
        self.chain.set_tone(tone)
        self.chain_icon.setPixmap(
            icon("good" if tone is Tone.GOOD else "error", c.of(tone), 18, self.devicePixelRatioF(), c.panel)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a narrow screen the counter gives way: it is one of this hall."""
        super().resizeEvent(event)
        narrow = self.width() < theme.NARROW
        self.table.setColumnHidden(2, narrow)
        self.table.setColumnWidth(1, 140 if narrow else 190)
        self.table.setColumnWidth(3, 220 if narrow else 300)
        for words in (word for pair in self.facts[:2] for word in pair):
            words.setMaximumHeight(0 if self.height() < _SHORT else _ANY)  # moment and name stand in the row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusIn:
            self.focus_moved.emit()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and isinstance(watched, QLineEdit)
            and self.model.lines
        ):
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.row())
            if current.row() == len(self.model.lines) - 1:
                self.older_wanted.emit()
