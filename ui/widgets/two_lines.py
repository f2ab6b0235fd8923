"""A list row with a title and a quiet line below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme

TITLE, QUIET = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole + 1


class TwoLines(QStyledItemDelegate):
    """Reads the title from DisplayRole and the quiet line from `QUIET`."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, 48)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        c = theme.colours()
        view = self.parent()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(view, QListWidget) and view.currentRow() == index.row() and _has_cursor(view):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
        room = option.rect.adjusted(12, 4, -12, -4)
        half = room.height() // 2
        for role, size, colour, box in (
            (TITLE, theme.TEXT, c.text, room.adjusted(0, 0, 0, -half + 2)),
            (QUIET, theme.QUIET, c.quiet, room.adjusted(0, half + 2, 0, 0)),
        ):
            painter.setFont(theme.font(size))
            painter.setPen(QColor(colour))
            words = painter.fontMetrics().elidedText(index.data(role) or "", Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _has_cursor(view: QListWidget) -> bool:
    """A list that a field drives has no focus of its own."""
    return view.hasFocus() or view.focusPolicy() == Qt.FocusPolicy.NoFocus
