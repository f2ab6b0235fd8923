"""Renders every screen with made-up data to docs/screens/: light, dark, and at 200 %. `python -m tools.screens_ui`.

Each look is a process of its own, because Qt reads its scale factor once. The desk is real: an encrypted store in a
temporary folder, the simulated scanner, a folder for a printer, no province.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

if TYPE_CHECKING:
    from counter_app.bootstrap import Application
    from ui.app import OpenWindow

FOLDER = ROOT / "docs" / "screens"
LOOKS = {"light": "1", "dark": "1", "200": "2"}
NO_PROVINCE = "http://127.0.0.1:9"


class Photographer:
    """Walks one citizen through the counter by keys and takes a picture at each stop."""

    def __init__(self, application: Application, opened: OpenWindow, look: str) -> None:
        from PySide6.QtWidgets import QApplication

        self._application, self._opened, self._look = application, opened, look
        self._qt = QApplication.instance()

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from tests.ui.people import CARD

        key, alt = Qt.Key, Qt.KeyboardModifier.AltModifier
        reception = self._opened.presenter.reception
        self._until(lambda: self._qt.focusWidget() is not None)
        self._press(*(getattr(key, f"Key_{digit}") for digit in "11214315"))
        self._take("queue")
        self._press(key.Key_F2)
        self._take("reception-1-person")
        self._opened.card_read(CARD)
        self._until(lambda: reception.view is not None and reception.view.name != "")
        self._take("reception-2-procedure")
        self._type("tthn")
        self._press(key.Key_Return)
        self._press(key.Key_Down, key.Key_Down, key.Key_Space)
        self._take("reception-3-papers")
        self._press(key.Key_Down, key.Key_F6)
        self._take("reception-4-reason")
        self._press(key.Key_Escape, key.Key_Return, key.Key_F5)
        self._press(key.Key_Tab, key.Key_2)
        self._take("reception-5-pages")
        self._press(key.Key_F12)
        self._until(lambda: reception.screen.done.printed.text().startswith("Đã in"))
        self._take("reception-6-accepted")
        self._press(key.Key_3, modifier=alt)
        self._take("dossiers")
        self._press(key.Key_F2)
        self._type("0941900")
        self._press(key.Key_Return)
        self._take("error")

    def _press(self, *keys: object, modifier: object = None) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for one in keys:
            QTest.keyClick(self._qt.focusWidget(), one, modifier or Qt.KeyboardModifier.NoModifier)
            self._settle()

    def _type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._qt.focusWidget(), text)
        self._settle()

    def _settle(self) -> None:
        self._until(lambda: self._opened.tasks.idle and not self._opened.wedge.holding)

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not true():
            if time.monotonic() > end:
                raise TimeoutError("the window is stuck")
            self._qt.processEvents()
            time.sleep(0.005)
        self._qt.processEvents()

    def _take(self, name: str) -> None:
        self._settle()
        suffix = "" if self._look == "light" else f"-{self._look}"
        self._opened.window.grab().save(str(FOLDER / f"ui-{name}{suffix}.png"))


def render(look: str) -> None:
    """One look, in this process."""
    from counter_app.bootstrap import Application
    from counter_app.config import demo_settings
    from counter_app.devices.paper_tray import PaperTray
    from tests.services.store import PocketKeyChain
    from tests.ui.people import SA_RINH, held_papers
    from ui.app import open_window

    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        application = Application(
            demo_settings(Path(folder) / "counter", NO_PROVINCE),
            PocketKeyChain(),
            scanner_drivers=("simulated",),
            printers=PaperTray(Path(folder) / "printed"),
        )
        now = datetime.now(UTC)
        with application.store.write() as work:
            work.register.put_citizens([SA_RINH], now)
            work.register.put_held_papers(held_papers(now - timedelta(hours=2)))
        application.line.online = True
        opened = open_window(application.desk, dark=look == "dark")
        try:
            Photographer(application, opened, look).walk()
        finally:
            opened.close()
            application.close()


def main() -> None:
    for look, scale in LOOKS.items():
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, __file__, look], env=environment, check=True)  # noqa: S603 - this very file


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1])
    else:
        main()
