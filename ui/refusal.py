"""The window that says why the program does not open: what happened, why, what next. Enter or Esc closes it."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout

from counter_app.domain.errors import CounterError

from . import theme
from .app import application
from .icons import icon
from .messages import message
from .page import Tone
from .standard_words import StandardWords
from .widgets.words import Words

_WIDTH = 560  # px


class Refusal(QDialog):
    """Modal, because there is nothing else to look at."""

    def __init__(self, error: CounterError) -> None:
        super().__init__()
        words = message(error)
        self.setWindowTitle(self.tr("Quầy Một Cửa: chưa mở được"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        picture = QLabel()
        c = theme.colours()
        picture.setPixmap(icon("error", c.of(Tone.ERROR), 28, self.devicePixelRatioF(), c.window))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.what = Words(words.what, role="title")
        head.addWidget(self.what, 1)
        column.addLayout(head)
        self.why, self.next = Words(words.why), Words(words.next)
        for part in (self.what, self.why, self.next):
            part.setWordWrap(True)
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.why)
        column.addWidget(self.next)
        # What IT asks for on the telephone.
        column.addWidget(Words(self.tr("Mã lỗi: {}").format(error.code), role="quiet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        column.addSpacing(8)
        column.addWidget(buttons)
        self.setFixedSize(_WIDTH, column.heightForWidth(_WIDTH))


def tell(error: CounterError) -> None:
    """Shows the window and returns when it is closed; without a screen that a person sees it returns at once."""
    if not somebody_sees():
        return
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    Refusal(error).exec()


def somebody_sees() -> bool:
    """Asked before Qt is: on a Linux without a display Qt ends the process, and an unseen dialog would never close."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
