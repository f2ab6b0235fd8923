"""Nobody is at the counter: which keys begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..widgets.words import Words


class NobodyPane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        title = Words(self.tr("Chưa có ai tại quầy"), role="large")
        hint = Words(self.tr("F2 gọi số tiếp theo. F3 tiếp người không lấy số."), role="title")
        for words in (title, hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addStretch(2)
