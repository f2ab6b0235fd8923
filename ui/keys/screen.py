"""Draws the section "Khóa": the ways to the store's keys, or a new recovery code, shown once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.recovery_code import LENGTH

from ..widgets.code_grid import CodeGrid, QrPicture
from ..widgets.code_grid_cells import Cell
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words

_QR = 164  # px


class KeysScreen(QStackedWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title = Words(role="caption")
        self.rows = MarkedRows(self.tr("Những gì mở được kho dữ liệu"))
        self.code_title = Words(role="title")
        self.grid = CodeGrid(self.tr("Mã khôi phục, 15 từ"), LENGTH)
        self.qr = QrPicture(_QR, self.tr("Mã QR của mã khôi phục"))
        self.asked = Words()
        self.back = QLineEdit()
        self.back.setMaximumWidth(360)
        self.back.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.moved_asked = Words()
        self.agree = QLineEdit()
        self.agree.setMaximumWidth(360)
        self.addWidget(self._ways())
        self.addWidget(self._code())
        self.addWidget(self._moved())

    @property
    def showing_code(self) -> bool:
        return self.currentIndex() == 1

    def show_code(self, title: str, words: tuple[str, ...], modules: tuple[bytes, ...], asked: str) -> None:
        self.code_title.setText(title)
        self.grid.show_cells(tuple(map(Cell, words)))
        self.qr.show_modules(modules)
        self.ask(asked)
        self.setCurrentIndex(1)
        self.back.setFocus()

    def ask(self, asked: str) -> None:
        self.asked.setText(asked)
        self.back.setAccessibleName(asked)
        self.back.setText("")  # not `clear`, which Ctrl+Z takes back

    def hide_code(self) -> None:
        """Nothing of it is left on any widget."""
        self.grid.show_cells(())
        self.qr.show_modules(())
        self.ask("")
        self.setCurrentIndex(0)

    @property
    def asking_moved(self) -> bool:
        return self.currentIndex() == 2

    def ask_moved(self, asked: str) -> None:
        self.moved_asked.setText(asked)
        self.agree.setAccessibleName(asked)
        self.agree.clear()
        self.setCurrentIndex(2)
        self.agree.setFocus()

    def _moved(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Words(self.tr("Máy cũ đã bỏ hẳn?"), role="title"))
        self.moved_asked.setWordWrap(True)
        column.addWidget(self.moved_asked)
        column.addWidget(self.agree)
        column.addStretch(1)
        return page

    def _ways(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.rows, 1)
        return page

    def _code(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.code_title)
        about = Words(
            self.tr(
                "Mã chỉ hiện lần này. Ctrl+P in ra giấy, hoặc chép tay đúng thứ tự; cất trong phong bì niêm phong, "
                "trong két. Mã cũ còn dùng được cho tới khi gõ lại đúng hai từ."
            ),
            role="quiet",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addLayout(row)
        self.asked.setWordWrap(True)
        column.addWidget(self.asked)
        column.addWidget(self.back)
        column.addStretch(1)
        return page
