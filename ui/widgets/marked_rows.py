"""A list of rows with an icon, a title, a quiet line, and on the current row what Enter does with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from ..icons import icon
from ..page import KeyHint, Tone
from .marked_row import MarkedRow

_ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 60  # px


class MarkedRows(QListWidget):
    """Keeps the cursor on the row of the same name when rows change."""

    entered = Signal(str)  # a row's name
    moved = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.rows: tuple[MarkedRow, ...] = ()
        self.setProperty("bare", True)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(_Drawn(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.installEventFilter(self)
        self.itemDoubleClicked.connect(lambda _: self._enter())
        self.currentRowChanged.connect(lambda _: self.moved.emit())

    def show_rows(self, rows: tuple[MarkedRow, ...]) -> None:
        if rows == self.rows:
            return
        at = self.current()
        self.rows = rows
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (row.title, row.quiet, row.offer))))
            self.addItem(item)
        names = [row.name for row in rows]
        self.setCurrentRow(names.index(at.name) if at is not None and at.name in names else 0)
        self.blockSignals(False)
        self.moved.emit()

    def go_to(self, name: str) -> bool:
        """The cursor on the row of this name; False: it is not there."""
        at = next((number for number, row in enumerate(self.rows) if row.name == name), -1)
        if at >= 0:
            self.setCurrentRow(at)
        return at >= 0

    def keys(self) -> tuple[KeyHint, ...]:
        """What Enter does now, for the legend."""
        row = self.current()
        if not self.hasFocus() or row is None or not row.offer:
            return ()
        return (KeyHint("Return", row.offer.removeprefix("Enter: ")),)

    def current(self) -> MarkedRow | None:
        return self.rows[self.currentRow()] if 0 <= self.currentRow() < len(self.rows) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.moved.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._enter()
                return True
            return bool(event.text()) and event.text().isprintable()  # typed letters move nothing
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        row = self.current()
        if row is not None and row.offer:
            self.entered.emit(row.name)


class _Drawn(QStyledItemDelegate):
    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = theme.colours()
        view: QListWidget = self.parent()  # type: ignore[assignment]
        row: MarkedRow = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if view.currentRow() == index.row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen if view.hasFocus() else c.window))
            painter.drawRoundedRect(option.rect.adjusted(0, 2, 0, -2), 6, 6)
        colour = c.of(row.tone)
        picture = icon(row.icon, colour, 20, view.devicePixelRatioF(), c.panel)
        painter.drawPixmap(option.rect.left() + 12, option.rect.top() + (_HEIGHT - 20) // 2, picture)
        room = option.rect.adjusted(44, 8, -12, -8)
        offered = _offer(painter, room, row.offer if view.currentRow() == index.row() else "")
        half = room.height() // 2
        title, strong = room.adjusted(0, 0, -offered, -half), theme.font(theme.TEXT, QFont.Weight.DemiBold)
        _line(painter, title, row.title, strong, colour if row.tone in (Tone.ATTENTION, Tone.ERROR) else c.text)
        _line(painter, room.adjusted(0, half, -offered, 0), row.quiet, theme.font(theme.QUIET), c.quiet)
        painter.restore()


def _offer(painter: QPainter, room: QRect, words: str) -> int:
    """Draws it at the right end; returns the pixels that it takes."""
    if not words:
        return 0
    painter.setFont(theme.font(theme.QUIET))
    painter.setPen(QColor(theme.colours().accent))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    return painter.fontMetrics().horizontalAdvance(words) + 16


def _line(painter: QPainter, room: QRect, words: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
