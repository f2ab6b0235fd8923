"""The clerk's hand in the program's own file chooser: the name typed, Enter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit


@contextmanager
def chooses(path: Path, key: Qt.Key = Qt.Key.Key_Return) -> Iterator[None]:
    """Looks in the folder of `path`, gives its name, and presses `key` in the chooser that opens meanwhile."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog) or (field := dialog.findChild(QLineEdit)) is None:
            return
        timer.stop()
        dialog.setDirectory(str(path.parent))
        field.setText(str(path))
        QTest.keyClick(field, key)

    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(10)
    try:
        yield
    finally:
        timer.stop()
