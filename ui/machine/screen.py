"""Draws "Máy này": its sections in a list on the left, one of them in front."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..icons import icon
from ..widgets.words import panel

_LIST, _ENTRY = 208, 36  # px


class MachineScreen(QWidget):
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Các mục của máy này: mũi tên chọn, Enter vào mục"))
        self.list.setIconSize(QSize(20, 20))
        self.list.setFixedWidth(_LIST)
        self.list.currentRowChanged.connect(self.chosen)
        self.front = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(12)
        row.addWidget(_framed(self.list, 8))
        row.addWidget(_framed(self.front, 16), 1)

    def add(self, words: str, picture: str, widget: QWidget) -> None:
        c = theme.colours()
        entry = QListWidgetItem(QIcon(icon(picture, c.text, 20, 2.0, c.panel)), words)
        entry.setTextAlignment(Qt.AlignmentFlag.AlignVCenter)
        entry.setSizeHint(QSize(0, _ENTRY))
        self.front.addWidget(widget)
        self.list.addItem(entry)

    def show_section(self, number: int) -> None:
        self.front.setCurrentIndex(number)


def _framed(widget: QWidget, margin: int) -> QFrame:
    frame = panel()
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, 12, margin, 12)
    column.addWidget(widget)
    return frame
