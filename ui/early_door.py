"""The window at once, its door shut: the word can be typed while settings, libraries and store are opened behind it.

Light: what it imports is what the clerk waits for (tests/ui/test_early_door.py counts it).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal

from . import theme
from .main_window.screen import MainWindow
from .qt_application import application
from .standard_words import StandardWords

_Found = TypeVar("_Found")
SIZE = (1366, 768)
_PATIENCE = 0.15  # seconds; a window may also come up behind another one


class _Behind(QObject):
    ended = Signal()


class EarlyDoor:
    """`window` is the window of the day: `open_window` takes it over as it stands, with what was typed."""

    def __init__(self) -> None:
        app = application()
        theme.apply(app)
        app.installTranslator(StandardWords(app))
        self.window = MainWindow()
        self.window.show_door(True)
        self.window.door.open_early()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.window.door.focus()

    @property
    def closed(self) -> bool:
        """Whether somebody has thought better of it meanwhile."""
        return not self.window.isVisible()

    def behind(self, work: Callable[[], _Found]) -> _Found:
        """What `work` gives or raises, run off the UI thread while the window lives."""
        found: list[_Found] = []
        failed: list[BaseException] = []
        behind, loop, app = _Behind(), QEventLoop(), application()
        behind.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)

        def run() -> None:
            try:
                found.append(work())
            except BaseException as error:  # raised again in the thread that waits for it
                failed.append(error)
            behind.ended.emit()

        app.setQuitOnLastWindowClosed(False)  # what is being opened is to be closed in order
        self._until_it_takes_keys()
        threading.Thread(target=run, name="opening", daemon=True).start()
        loop.exec()
        app.setQuitOnLastWindowClosed(True)
        if failed:
            raise failed[0]
        return found[0]

    def _until_it_takes_keys(self) -> None:
        """What is read behind it would take the processor from its first picture."""
        shown = time.monotonic()
        while not self.window.isActiveWindow() and time.monotonic() - shown < _PATIENCE:
            application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        application().processEvents()

    def give_way(self) -> None:
        """Another window says why the program does not open."""
        app = application()
        app.setQuitOnLastWindowClosed(False)
        self.window.hide()
        self.window.deleteLater()
        app.setQuitOnLastWindowClosed(True)
