"""Draws the day's lists: what presses, what stands still, what still lies at the counter, what was taken in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words, panel
from .view_model import TodayView


class TodayScreen(QWidget):
    opened = Signal(str)  # a dossier, by its row's name
    book_chosen = Signal(str)
    refusal_chosen = Signal(str)
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pressing = MarkedRows(self.tr("Quá hạn và sắp đến hạn: Enter xem"))
        self.here = MarkedRows(self.tr("Đang ở quầy, chờ chuyển: Enter xem"))
        self.money = MarkedRows(self.tr("Thu trong ngày: Enter xem"))
        self.stuck = MarkedRows(self.tr("Hồ sơ đứng yên: Enter xem"))
        for rows in (self.pressing, self.stuck, self.here, self.money):
            rows.entered.connect(self.opened)
            rows.moved.connect(self.focus_moved)
        self.books = MarkedRows(self.tr("Sổ của quầy: Enter in"))
        self.refused = MarkedRows(self.tr("Đã từ chối tiếp nhận: Enter xem lý do"))
        for rows in (self.books, self.refused):
            rows.moved.connect(self.focus_moved)
        self.books.entered.connect(self.book_chosen)
        self.refused.entered.connect(self.refusal_chosen)
        self.pressing_words = Words(role="quiet")
        self.here_words = Words(role="quiet")
        self.sums = Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(12)
        self.stuck_title = Words(self.tr("ĐỨNG YÊN"), role="caption")
        self.refused_title = Words(self.tr("ĐÃ TỪ CHỐI TIẾP NHẬN"), role="caption")
        self.books_title = Words(self.tr("SỔ CỦA QUẦY"), role="caption")
        self._below = (
            (self.stuck_title, self.stuck),
            (self.refused_title, self.refused),
            (self.books_title, self.books),
        )
        for widget in (one for pair in self._below for one in pair):
            widget.hide()
        stuck, refused, books = self._below
        for title, words, rows, more in (
            (self.tr("QUÁ HẠN, SẮP ĐẾN HẠN"), self.pressing_words, self.pressing, stuck),
            (self.tr("CHỜ CHUYỂN"), self.here_words, self.here, refused),
            (self.tr("THU TRONG NGÀY"), self.sums, self.money, books),
        ):
            row.addWidget(_panel(title, words, rows, more), 1)

    def show_view(self, view: TodayView) -> None:
        self.pressing.show_rows(view.pressing)
        self.here.show_rows(view.here)
        self.money.show_rows(view.money)
        self.stuck.show_rows(view.stuck)
        self.refused.show_rows(view.refused)
        self.books.show_rows(view.books)
        for title, rows in self._below:
            title.setVisible(bool(rows.rows))
            rows.setVisible(bool(rows.rows))
        self.pressing_words.setText(view.pressing_words)
        self.here_words.setText(view.here_words)
        self.sums.setText(view.sums)

    def focus(self) -> None:
        """The first list that has something."""
        lists = (self.pressing, self.stuck, self.here, self.refused, self.money, self.books)
        if not any(one.hasFocus() for one in lists):
            next((one for one in lists if one.rows), self.pressing).setFocus()


def _panel(title: str, words: Words, rows: MarkedRows, more: tuple[QWidget, ...]) -> QWidget:
    surface = panel()
    column = QVBoxLayout(surface)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(4)
    words.setWordWrap(True)
    column.addWidget(Words(title, role="caption"))
    column.addWidget(words)
    column.addWidget(rows, 1)
    for widget in more:
        column.addWidget(widget, 1 if widget is more[-1] else 0)
    return surface
