"""Opens a counter on a real display with a dossier on it, has the AT-SPI client look, and keeps what that saw
(tree.json). Run by itself, under a virtual screen and a D-Bus session of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from tests.services.store import PocketKeyChain
from tests.staff import sit_down
from tests.ui.people import CARD
from ui.app import application, open_window


def main(folder: Path) -> None:
    app = application([])
    counter = Application(
        demo_settings(folder / "counter", "http://127.0.0.1:9"),
        PocketKeyChain(),
        scanner_drivers=("simulated",),
        printers=PaperTray(folder / "printed"),
    )
    sit_down(counter)
    opened = open_window(counter.desk, dark=False)

    def until(true: Callable[[], bool]) -> None:
        end = time.monotonic() + 90
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            app.processEvents()
            time.sleep(0.005)

    until(lambda: QApplication.focusWidget() is not None and opened.tasks.idle)
    for key in (Qt.Key.Key_1, Qt.Key.Key_F2):
        QTest.keyClick(QApplication.focusWidget() or opened.window, key)
        until(lambda: not opened.wedge.holding and opened.tasks.idle)
    opened.card_read(CARD)
    until(lambda: opened.presenter.reception.view is not None and bool(opened.presenter.reception.view.name))
    opened.presenter.reception._choose("1.004873")
    until(lambda: bool(opened.presenter.reception.view and opened.presenter.reception.view.lines))
    until(lambda: opened.tasks.idle)
    with (folder / "tree.json").open("wb") as seen:  # xvfb-run puts both outputs of a program into one
        client = subprocess.Popen([sys.executable, "-m", "tests.ui.at_spi_client"], stdout=seen)
        until(lambda: client.poll() is not None)
    opened.close()
    counter.close()
    sys.exit(client.returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
