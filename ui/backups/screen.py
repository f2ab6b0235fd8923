"""Draws the section "Sao lưu": the list of backups, or what restoring one means and the word that agrees to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words


class BackupsScreen(QStackedWidget):
    def __init__(self) -> None:
        super().__init__()
        self.rows = MarkedRows(self.tr("Các bản sao lưu"))
        self.title = Words(self.tr("Khôi phục bản này?"), role="title")
        self.told = Words()
        self.told.setWordWrap(True)
        self.agreed = QLineEdit()
        self.agreed.setMaximumWidth(320)
        self.agreed.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.agreed.setAccessibleName(self.tr("Gõ KHOI PHUC rồi Enter để khôi phục"))
        self.addWidget(self._list())
        self.addWidget(self._question())

    @property
    def asking(self) -> bool:
        return self.currentIndex() == 1

    def ask(self, sentences: tuple[str, ...]) -> None:
        self.told.setText("\n\n".join(sentences))
        self.agreed.clear()
        self.setCurrentIndex(1)
        self.agreed.setFocus()

    def show_list(self) -> None:
        self.agreed.clear()
        self.setCurrentIndex(0)
        self.rows.setFocus()

    def _list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("BẢN SAO LƯU"), role="caption"))
        column.addWidget(self.rows, 1)
        return page

    def _question(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addWidget(Words(self.tr("Gõ KHOI PHUC rồi Enter để khôi phục; Esc để thôi."), tone="attention"))
        column.addWidget(self.agreed)
        column.addStretch(1)
        return page
