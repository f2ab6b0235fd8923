"""The small window while a backup is put in the store's place: nothing is open that could be used meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from counter_app.domain.errors import CounterError

from . import theme
from .qt_application import application
from .standard_words import StandardWords
from .tasks import Lane, Tasks
from .widgets.words import Words

_Done = TypeVar("_Done")
_WIDTH = 520  # px


class _Restoring(QDialog):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Một Cửa: đang khôi phục"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Words(self.tr("Đang khôi phục kho dữ liệu…"), role="title"))
        about = Words(
            self.tr(
                "Bản sao lưu được kiểm tra từng trang rồi mới thay kho. Chương trình tự mở lại khi xong; đừng tắt máy."
            )
        )
        about.setWordWrap(True)
        column.addWidget(about)
        self.setFixedWidth(_WIDTH)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)

    def reject(self) -> None:
        """Esc stops nothing: half a restore is none, and the old store would only have to be opened again."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def wait_for(restore: Callable[[], _Done]) -> _Done:
    """Runs `restore` off the UI thread with the window in front. Raises what it raises."""
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    app.setQuitOnLastWindowClosed(False)  # this one's end is not the program's
    tasks, loop = Tasks(), QEventLoop()
    window = _Restoring()
    found: list[_Done] = []
    failed: list[CounterError] = []

    def done(value: _Done) -> None:
        found.append(value)
        loop.quit()

    def refused(error: CounterError) -> None:
        failed.append(error)
        loop.quit()

    window.show()
    tasks.run(Lane.DISK, restore, done, refused)
    loop.exec()
    tasks.close()
    window.hide()
    window.deleteLater()
    app.setQuitOnLastWindowClosed(True)
    if failed:
        raise failed[0]
    return found[0]
