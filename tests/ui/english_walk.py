"""Opens a counter in English, goes through every screen, and prints every word that stands there. Run by itself: the
language is chosen before the screens are imported."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ui.language import speak

speak("en")

from PySide6.QtCore import Qt  # noqa: E402 - behind the language, as in the program
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget  # noqa: E402

from counter_app.bootstrap import Application  # noqa: E402
from counter_app.config import demo_settings  # noqa: E402
from counter_app.devices.paper_tray import PaperTray  # noqa: E402
from tests.services.store import PocketKeyChain  # noqa: E402
from tests.staff import sit_down  # noqa: E402
from ui.app import application, open_window  # noqa: E402


def words_on(window: QWidget) -> set[str]:
    found = {window.windowTitle()}
    for widget in window.findChildren(QWidget):
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return found


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
        end = time.monotonic() + 60
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            app.processEvents()
            time.sleep(0.005)

    until(lambda: QApplication.focusWidget() is not None and opened.tasks.idle)
    seen = words_on(opened.window)
    machine = opened.presenter.machine
    for number in range(1, 10):
        key = getattr(Qt.Key, f"Key_{number}")
        QTest.keyClick(QApplication.focusWidget() or opened.window, key, Qt.KeyboardModifier.AltModifier)
        until(lambda: not opened.wedge.holding and opened.tasks.idle)
        seen |= words_on(opened.window)
        seen |= {hint.words for hint in opened.window.legend.hints}
        for section in range(len(machine.sections) if number == 7 else 0):
            machine.screen.list.setCurrentRow(section)
            until(lambda: opened.tasks.idle)
            seen |= words_on(opened.window)
    opened.presenter.keeper.lock()
    until(lambda: opened.tasks.idle)
    seen |= words_on(opened.window)
    opened.close()
    counter.close()
    json.dump(sorted(seen), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
