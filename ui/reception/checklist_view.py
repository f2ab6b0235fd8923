"""Draws the checklist: groups with their counts, a row a component; Enter takes all that is held, Space one row."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from counter_app.domain.dossier import Row

from .. import theme
from ..icons import icon
from ..page import Tone
from .checklist import COMPLETE, HEADINGS, TONES, ChecklistLine

_LINE = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_OPEN = (Row.MISSING, Row.HELD)
_LARGE = (Row.MISSING, None)  # None: nothing is missing


class ChecklistView(QListWidget):
    enter_pressed = Signal()
    toggled = Signal(str)
    read_taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ChecklistLine, ...] | None = None
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("Thành phần hồ sơ"))
        self.setItemDelegate(_RowDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemDoubleClicked.connect(lambda item: self._toggle(item))

    @property
    def current_code(self) -> str | None:
        item = self.currentItem()
        line: ChecklistLine | None = item.data(_LINE) if item else None
        return line.code if line else None

    def show_lines(self, lines: tuple[ChecklistLine, ...]) -> None:
        """The cursor stays on its row until that is settled; then it goes to the next gap."""
        if lines == self._lines:
            return
        before, code = {line.code: line.row for line in self._lines or ()}, self.current_code
        self._lines = lines
        self.clear()
        if lines and not any(line.row in _OPEN for line in lines):
            self._add_heading(None, 0)
        for row, group in groupby(lines, key=lambda line: line.row):
            members = tuple(group)
            self._add_heading(row, len(members))
            for line in members:
                self._add_line(line)
        now = next((line.row for line in lines if line.code == code), None)
        settled = code in before and before[code] in _OPEN and now not in _OPEN
        gap = next((line.code for line in lines if line.row in _OPEN), None)
        self.go_to(gap if gap and (settled or now is None) else code if now else lines[0].code if lines else None)

    def go_to_gap(self) -> None:
        """The cursor on the first row that is missing, or that waits to be taken."""
        self.go_to(next((line.code for line in self._lines or () if line.row in _OPEN), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and event.isAutoRepeat():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentItem())
        elif event.key() == Qt.Key.Key_D and not event.modifiers() and self._is_readable(self.currentItem()):
            self.read_taken.emit(self.current_code)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Typed letters move nothing: no bare letter acts here, but D where a row says so."""

    def _toggle(self, item: QListWidgetItem | None) -> None:
        line: ChecklistLine | None = item.data(_LINE) if item else None
        if line is not None:
            self.toggled.emit(line.code)

    def _is_readable(self, item: QListWidgetItem | None) -> bool:
        line: ChecklistLine | None = item.data(_LINE) if item else None
        return line is not None and line.readable

    def _add_heading(self, row: Row | None, count: int) -> None:
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(_HEADING, (row, count))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{HEADINGS[row]} {count}" if row else COMPLETE)
        self.addItem(item)

    def _add_line(self, line: ChecklistLine) -> None:
        item = QListWidgetItem()
        item.setData(_LINE, line)
        spoken = ", ".join(part for part in (line.name, line.note, line.detail, line.basis) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{HEADINGS[line.row]}: {spoken}")
        item.setToolTip(line.detail)
        self.addItem(item)

    def go_to(self, code: str | None) -> None:
        for at in range(self.count()):
            line: ChecklistLine | None = self.item(at).data(_LINE)
            if line is not None and line.code == code:
                self.setCurrentRow(at)
                if at <= 2:
                    self.scrollToTop()
                return


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        heading = index.data(_HEADING)
        if heading is None:
            return QSize(200, 46 if index.data(_LINE).detail else 34)
        return QSize(200, 44 if heading[0] in _LARGE else 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = index.data(_HEADING)
        if heading is not None:
            self._paint_heading(painter, option.rect, *heading)
        else:
            view = self.parent()
            chosen = isinstance(view, QListWidget) and view.currentRow() == index.row()
            self._paint_line(painter, option.rect, index.data(_LINE), chosen, option)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row | None, count: int) -> None:
        c = theme.colours()
        colour = QColor(c.of(TONES[row] if row else Tone.GOOD))
        large = row in _LARGE
        painter.setPen(colour)
        painter.setFont(theme.font(theme.TITLE if large else theme.QUIET, QFont.Weight.DemiBold))
        words = HEADINGS[row] if row else COMPLETE
        width = painter.fontMetrics().horizontalAdvance(words)
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        box = rect.adjusted(10, 4, 0, 0)
        painter.drawText(box, bottom, words)
        if row is None:
            return
        if large:
            painter.setFont(theme.font(theme.LARGE, QFont.Weight.Bold))
        painter.drawText(box.adjusted(width + 10, 0, 0, 0), bottom, str(count))

    def _paint_line(
        self, painter: QPainter, rect: QRect, line: ChecklistLine, chosen: bool, option: QStyleOptionViewItem
    ) -> None:
        c = theme.colours()
        tone = TONES[line.row]
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        picture = icon(line.row.value, c.of(tone), 20, ratio, c.chosen if chosen else c.panel)
        painter.drawPixmap(QPointF(rect.left() + 12, rect.center().y() - 9), picture)
        self._paint_number(painter, rect, line.number)
        room = rect.adjusted(66, 4, -12, -4)
        painter.setFont(theme.font(theme.TEXT))
        note_width = min(painter.fontMetrics().horizontalAdvance(line.note) + 4, room.width() * 3 // 5)
        height = room.height() // 2 + 2 if line.detail else room.height()
        top = QRect(room.left(), room.top(), room.width(), height)
        painter.setPen(QColor(c.attention if tone is Tone.ATTENTION else c.quiet))
        _draw(painter, top.adjusted(room.width() - note_width, 0, 0, 0), line.note, Qt.AlignmentFlag.AlignRight)
        weight = QFont.Weight.DemiBold if line.row is not Row.NOT_NEEDED else QFont.Weight.Normal
        painter.setFont(theme.font(theme.TEXT, weight))
        painter.setPen(QColor(c.text if line.row is not Row.NOT_NEEDED else c.quiet))
        _draw(painter, top.adjusted(0, 0, -note_width - 16, 0), line.name, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(theme.font(theme.QUIET))
        painter.setPen(QColor(c.quiet))
        below = QRect(room.left(), top.bottom(), room.width(), room.height() // 2)
        basis_width = painter.fontMetrics().horizontalAdvance(line.basis) + 4
        _draw(painter, below.adjusted(room.width() - basis_width, 0, 0, 0), line.basis, Qt.AlignmentFlag.AlignRight)
        gap = 16 if line.basis else 0
        _draw(painter, below.adjusted(0, 0, -basis_width - gap, 0), line.detail, Qt.AlignmentFlag.AlignLeft)

    def _paint_number(self, painter: QPainter, rect: QRect, number: str) -> None:
        c = theme.colours()
        painter.setPen(QColor(c.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(rect.left() + 40, rect.center().y() - 8, 18, 18)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(c.quiet))
        painter.setFont(theme.font(theme.QUIET))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def _draw(painter: QPainter, box: QRect, words: str, side: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
