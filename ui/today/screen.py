"""Draws three lists side by side: what presses, what still lies at the counter, what was taken in today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words, panel
from .view_model import TodayView


class TodayScreen(QWidget):
    opened = Signal(str)  # a dossier, by its row's name
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pressing = MarkedRows(self.tr("Quá hạn và sắp đến hạn: Enter xem"))
        self.here = MarkedRows(self.tr("Đang ở quầy, chờ chuyển: Enter xem"))
        self.money = MarkedRows(self.tr("Thu trong ngày: Enter xem"))
        self.pressing_words = Words(role="quiet")
        self.here_words = Words(role="quiet")
        self.sums = Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(12)
        for title, words, rows in (
            (self.tr("QUÁ HẠN, SẮP ĐẾN HẠN"), self.pressing_words, self.pressing),
            (self.tr("CHỜ CHUYỂN"), self.here_words, self.here),
            (self.tr("THU TRONG NGÀY"), self.sums, self.money),
        ):
            surface = panel()
            column = QVBoxLayout(surface)
            column.setContentsMargins(12, 12, 12, 12)
            column.setSpacing(4)
            words.setWordWrap(True)
            column.addWidget(Words(title, role="caption"))
            column.addWidget(words)
            column.addWidget(rows, 1)
            row.addWidget(surface, 1)
            rows.entered.connect(self.opened)
            rows.moved.connect(self.focus_moved)

    def show_view(self, view: TodayView) -> None:
        self.pressing.show_rows(view.pressing)
        self.here.show_rows(view.here)
        self.money.show_rows(view.money)
        self.pressing_words.setText(view.pressing_words)
        self.here_words.setText(view.here_words)
        self.sums.setText(view.sums)

    def focus(self) -> None:
        """The first list that has something."""
        lists = (self.pressing, self.here, self.money)
        if not any(one.hasFocus() for one in lists):
            next((one for one in lists if one.rows), self.pressing).setFocus()
