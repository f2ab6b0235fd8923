"""The window that says why the program does not open: what happened, why, what next. Enter or Esc closes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout

from counter_app.domain.errors import CounterError

from . import theme
from .file_chooser import choose_folder
from .icons import icon
from .messages import message, sentence
from .page import Tone
from .qt_application import application
from .qt_application import somebody_sees as somebody_sees
from .standard_words import StandardWords
from .tasks import Lane, Tasks
from .widgets.words import Words

_WIDTH = 560  # px
_PATIENCE = 600.0  # seconds that a rescue under way is waited for when the window is closed
Rescue = Callable[[Path], str]


class Refusal(QDialog):
    """Modal, because there is nothing else to look at."""

    def __init__(self, error: CounterError, rescue: Rescue | None = None) -> None:
        """`rescue`: brings what is whole into a folder, and says how it went; offered where it is given."""
        super().__init__()
        self._rescue, self._tasks = rescue, Tasks(self) if rescue is not None else None
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
        if rescue is not None:
            words_of_it = self.tr("Cứu những gì còn nguyên…")
            self.save = buttons.addButton(words_of_it, QDialogButtonBox.ButtonRole.ActionRole)
            self.save.setAutoDefault(False)
            self.save.clicked.connect(self._choose)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()
        column.addSpacing(8)
        column.addWidget(buttons)
        self._column = column
        self._fit()

    def done(self, result: int) -> None:
        """A rescue that is under way is let to its end: what is half-made is thrown away."""
        if self._tasks is not None:
            self._tasks.close(timeout=_PATIENCE)
        super().done(result)

    def rescue_into(self, folder: Path) -> None:
        """Off the UI thread; the window says when it is done, and stays."""
        if self._rescue is None or self._tasks is None:
            return
        rescue = self._rescue
        self.save.setEnabled(False)
        self._say(self.tr("Đang cứu từng trang còn nguyên; kho bị hỏng không bị ghi gì vào."))
        self._tasks.run(Lane.DISK, lambda: rescue(folder), self._say, self._failed)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, self.tr("Thư mục hoặc USB để chứa những gì cứu được"))
        if chosen:
            self.rescue_into(chosen)

    def _failed(self, error: CounterError) -> None:
        self.save.setEnabled(True)
        self._say(sentence(error, desk=False))

    def _say(self, words: str) -> None:
        self.next.setText(words)
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(_WIDTH, self._column.heightForWidth(_WIDTH))


def tell(error: CounterError, rescue: Rescue | None = None) -> None:
    """Shows the window and returns when it is closed; without a screen that a person sees it returns at once."""
    if not somebody_sees():
        return
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    Refusal(error, rescue).exec()
