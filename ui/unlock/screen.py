"""Draws the window that takes the recovery code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from counter_app.domain.recovery_code import LENGTH

from .. import theme
from ..icons import icon
from ..page import Tone
from ..widgets.code_grid import CodeGrid
from ..widgets.words import Words

_WIDTH = 780  # px; with its 500 px of height it fits a full-HD screen at 200 %


class UnlockWindow(QDialog):
    """Modal, because there is nothing else to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Một Cửa: mở kho bằng mã khôi phục"))
        self.setMinimumWidth(_WIDTH)
        self.what, self.why, self.ask = Words(role="title"), Words(), Words()
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Mã khôi phục, 15 từ"))
        self.field.setPlaceholderText(self.tr("bac vach vim …"))
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.grid = CodeGrid(self.tr("Các từ đã gõ, theo thứ tự trên giấy"), LENGTH)
        self.progress = Words()
        self.about = Words(role="quiet")
        self.buttons = QDialogButtonBox()
        self.go = QPushButton(self.tr("Mở kho"))
        self.go.setDefault(True)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        picture, c = QLabel(), theme.colours()
        picture.setPixmap(icon("key", c.of(Tone.ATTENTION), 28, self.devicePixelRatioF(), c.window))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.what, 1)
        column.addLayout(head)
        for words in (self.what, self.why, self.ask, self.progress, self.about):
            words.setWordWrap(True)
        self.progress.setMinimumHeight(2 * self.progress.fontMetrics().lineSpacing())
        self.progress.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.why, self.ask, self.field, self.grid, self.progress, self.about, self.buttons):
            column.addWidget(widget)
        self.field.setFocus()

    def reject(self) -> None:
        """Not in the middle of an opening: the store would stay open without a window."""
        if self.go.isEnabled():
            super().reject()

    def say(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        self.progress.setText(words)
        self.progress.set_tone(tone if tone is not Tone.PLAIN else "")

    def work(self, going_on: bool) -> None:
        """While the store is opened the field keeps what was typed and takes no more."""
        self.field.setReadOnly(going_on)
        self.go.setEnabled(not going_on)
