"""Joins the window with opening the store: words as they are typed, the QR code as a reader sends it, then the try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Slot

from counter_app.domain.errors import CounterError, NoKeyring
from counter_app.domain.recovery_code import CodeBook
from resources import recovery_words

from .. import theme
from ..language import tr
from ..messages import message, sentence
from ..page import Tone
from ..qt_application import application
from ..standard_words import StandardWords
from ..tasks import Lane, Tasks
from .screen import UnlockWindow
from .view_model import cells, progress

_Opened = TypeVar("_Opened")
Listen = Callable[[Callable[[str], None]], Callable[[], None]]


class Unlocking(QObject, Generic[_Opened]):
    """`opened` is what `try_it` gave for the right code; None: the window was closed before."""

    def __init__(self, error: CounterError, store: str, try_it: Callable[[str], _Opened], tasks: Tasks) -> None:
        super().__init__()
        self._try_it, self._tasks = try_it, tasks
        self._book = CodeBook(recovery_words())
        self._trying = False
        self.opened: _Opened | None = None
        self.window = UnlockWindow()
        words = message(error)
        self.window.what.setText(words.what)
        self.window.why.setText(words.why)
        self.window.ask.setText(_ask(error, store))
        self.window.about.setText(
            self.tr("Không có mã? Đóng lại và gọi cán bộ CNTT; đừng xóa dữ liệu. Mã lỗi: {}").format(error.code)
        )
        self.window.field.textChanged.connect(self._typed)
        self.window.field.returnPressed.connect(self.try_to_open)
        self.window.go.clicked.connect(self.try_to_open)
        self._typed("")

    def code_read(self, text: str) -> None:
        """From a serial card reader; one that types needs no help: the field has the focus."""
        if not self._trying:
            self.window.field.setText(text)
            self.try_to_open()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.window.grid.show_cells(cells(text, self._book))
        self.window.say(*progress(text, self._book))

    @Slot()
    def try_to_open(self) -> None:
        typed = self.window.field.text()
        if self._trying or not typed.strip():
            return
        self._trying = True
        self.window.work(going_on=True)
        self.window.say(self.tr("Đang mở kho…"))
        self._tasks.run(Lane.DATA, lambda: self._try_it(typed), self._done, self._failed)

    def _done(self, opened: _Opened) -> None:
        self.opened = opened
        self.window.field.setText("")  # not `clear`, which Ctrl+Z takes back
        self.window.accept()

    def _failed(self, error: CounterError) -> None:
        self._trying = False
        self.window.work(going_on=False)
        self.window.grid.show_cells(cells(self.window.field.text(), self._book, finished=True))
        self.window.say(sentence(error, desk=False), Tone.ERROR)
        self.window.field.setFocus()


def ask_for_the_code(
    error: CounterError, store: str, try_it: Callable[[str], _Opened], listen: Listen | None = None
) -> _Opened | None:
    """Shows the window until `try_it` opens the store with what was typed, or the person gives up (None).

    `listen` connects a serial reader and returns how to let it go.
    """
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    tasks = Tasks()
    unlocking = Unlocking(error, store, try_it, tasks)
    hush = listen(lambda text: tasks.post(lambda: unlocking.code_read(text))) if listen else lambda: None
    try:
        unlocking.window.exec()
    finally:
        hush()
        tasks.close()
    return unlocking.opened


def _ask(error: CounterError, store: str) -> str:
    asked = tr(
        "Lấy tờ mã khôi phục của kho số {store} trong phong bì, rồi gõ 15 từ (không cần dấu) hoặc quét mã QR."
    ).format(store=store)
    if isinstance(error, NoKeyring):
        return tr("{asked} Mã được hỏi mỗi lần mở, cho tới khi két khóa dùng lại được.").format(asked=asked)
    return tr("{asked} Chỉ phải nhập một lần: máy này sẽ nhớ.").format(asked=asked)
