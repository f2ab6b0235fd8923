"""The window that says why the program does not open: what happened, why, what next. Enter or Esc closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

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
_PATIENCE = 600.0  # seconds that a rescue or restore under way is waited for when the window is closed
AGREED = "KHOI PHUC"  # typed without marks, which no input method changes
Rescue = Callable[[Path], str]


@dataclass(frozen=True)
class Restore:
    """`find`: the backup in a folder, and its words; `put`: that one in the store's place, and how it went. `known`:
    the one that is meant; None: a folder is chosen."""

    find: Callable[[Path], tuple[Path, str]]
    put: Callable[[Path], str]
    known: Path | None = None


class Refusal(QDialog):
    """Modal, because there is nothing else to look at."""

    def __init__(self, error: CounterError, rescue: Rescue | None = None, restore: Restore | None = None) -> None:
        """`rescue`: brings what is whole into a folder, and says how it went; it and `restore` are offered where they
        are given."""
        super().__init__()
        self._rescue, self._restore, self._found = rescue, restore, Path()
        self.restored = False
        self._tasks = Tasks(self) if rescue is not None or restore is not None else None
        self._offers: list[QPushButton] = []
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
        self.agree = QLineEdit()
        self.agree.setAccessibleName(self.tr("Gõ {} rồi Enter").format(AGREED))
        self.agree.setPlaceholderText(AGREED)
        self.agree.returnPressed.connect(self._put)
        self.agree.hide()
        column.addWidget(self.agree)
        # What IT asks for on the telephone.
        column.addWidget(Words(self.tr("Mã lỗi: {}").format(error.code), role="quiet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if rescue is not None:
            self.save = self._offer(buttons, self.tr("Cứu những gì còn nguyên…"), self._choose)
        if restore is not None:
            self.back = self._offer(buttons, self.tr("Khôi phục bản sao lưu…"), self._choose_backup)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close.setDefault(True)
        self._close.setFocus()
        column.addSpacing(8)
        column.addWidget(buttons)
        self._column = column
        self._fit()

    def _offer(self, buttons: QDialogButtonBox, words: str, chosen: Callable[[], None]) -> QPushButton:
        button = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(chosen)
        self._offers.append(button)
        return button

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
        self._wait(self.tr("Đang cứu từng trang còn nguyên; kho bị hỏng không bị ghi gì vào."))
        self._tasks.run(Lane.DISK, lambda: rescue(folder), self._done, self._failed)

    def restore_from(self, folder: Path) -> None:
        """Off the UI thread: which backup there is; it is put in the store's place once that was typed."""
        if self._restore is None or self._tasks is None:
            return
        find = self._restore.find
        self._wait(self.tr("Đang tìm bản sao lưu mới nhất mở được."))
        self._tasks.run(Lane.DISK, lambda: find(folder), self._ask, self._failed)

    def _ask(self, found: tuple[Path, str]) -> None:
        self._found, words = found
        self.agree.clear()
        self.agree.show()
        self._done(
            self.tr("{words}\nKho đang có được giữ lại, không xóa. Gõ {agreed} rồi Enter để thay.").format(
                words=words, agreed=AGREED
            )
        )
        self._enter_closes(False)
        self.agree.setFocus()

    @Slot()
    def _put(self) -> None:
        if self._restore is None or self._tasks is None or self.agree.text().strip().upper() != AGREED:
            return
        put, found = self._restore.put, self._found

        def work() -> str:
            words = put(found)
            self.restored = True  # also where the window was closed meanwhile, which waits for it
            return words

        self._wait(self.tr("Đang khôi phục và kiểm tra từng tệp. Đừng tắt máy."))
        self._tasks.run(Lane.DISK, work, self._restored, self._failed)

    def _restored(self, words: str) -> None:
        self._enter_closes(True)
        self._say(self.tr("{words}\nĐóng cửa sổ này rồi mở lại chương trình.").format(words=words))
        self._close.setFocus()

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, self.tr("Thư mục hoặc USB để chứa những gì cứu được"))
        if chosen:
            self.rescue_into(chosen)

    @Slot()
    def _choose_backup(self) -> None:
        known = self._restore.known if self._restore is not None else None
        chosen = known or choose_folder(self, self.tr("Thư mục hoặc USB chứa bản sao lưu"))
        if chosen:
            self.restore_from(chosen)

    def _enter_closes(self, closes: bool) -> None:
        """Never while Enter in the field is still on its way to the window, which would close it under the restore."""
        self._close.setAutoDefault(closes)
        self._close.setDefault(closes)

    def _wait(self, words: str) -> None:
        self.agree.hide()
        self._may(False)
        self._say(words)

    def _done(self, words: str) -> None:
        self._enter_closes(True)
        self._may(True)
        self._say(words)

    def _failed(self, error: CounterError) -> None:
        self._done(sentence(error, desk=False))

    def _may(self, enabled: bool) -> None:
        for offer in self._offers:
            offer.setEnabled(enabled)

    def _say(self, words: str) -> None:
        self.next.setText(words)
        self._fit()

    def _fit(self) -> None:
        self.setFixedSize(_WIDTH, self._column.heightForWidth(_WIDTH))


def tell(error: CounterError, rescue: Rescue | None = None, restore: Restore | None = None) -> bool:
    """Shows the window and returns when it is closed: whether a backup was put in the store's place meanwhile. Without
    a screen that a person sees it returns at once."""
    if not somebody_sees():
        return False
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    window = Refusal(error, rescue, restore)
    window.exec()
    return window.restored
