"""A desk with its window in a process of its own: for a program that is run beside the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from tests import waiting
from tests.services.store import PocketKeyChain
from tests.staff import sit_down
from ui.app import OpenWindow, application, open_window

_PATIENCE = 90.0  # seconds, on a busy machine


@dataclass
class OwnDesk:
    opened: OpenWindow
    application: Application

    def until(self, true: Callable[[], object] = lambda: True) -> None:
        """It is so, held-back keys have been let go, and every lane is still."""
        wedge, tasks = self.opened.wedge, self.opened.tasks
        waiting.until(
            lambda: true() and not wedge.holding and tasks.idle, _PATIENCE, meanwhile=QApplication.processEvents
        )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.opened.window, key, modifier)
        self.until()


@contextmanager
def own_desk(folder: Path) -> Iterator[OwnDesk]:
    """Below `folder`, without a line; somebody has logged in and a field has the focus."""
    application([])
    counter = Application(
        demo_settings(folder / "counter", "http://127.0.0.1:9"),
        PocketKeyChain(),
        scanner_drivers=("simulated",),
        printers=PaperTray(folder / "printed"),
    )
    sit_down(counter)
    desk = OwnDesk(open_window(counter.desk, dark=False), counter)
    desk.until(lambda: QApplication.focusWidget() is not None)
    yield desk
    desk.opened.close()
    counter.close()
