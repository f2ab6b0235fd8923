"""Opens a counter in English, goes through every screen, and prints every word that stands there. Run by itself: the
language is chosen before the screens are imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ui.language import speak

speak("en")

from PySide6.QtCore import Qt  # noqa: E402 - behind the language, as in the program
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget  # noqa: E402

from tests.ui.own_desk import own_desk  # noqa: E402


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
    with own_desk(folder) as desk:
        window, machine = desk.opened.window, desk.opened.presenter.machine
        seen = words_on(window)
        for number in range(1, 10):
            desk.press(getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
            seen |= words_on(window)
            seen |= {hint.words for hint in window.legend.hints}
            for section in range(len(machine.sections) if number == 7 else 0):
                machine.screen.list.setCurrentRow(section)
                desk.until()
                seen |= words_on(window)
        desk.opened.presenter.keeper.lock()
        desk.until()
        seen |= words_on(window)
    json.dump(sorted(seen), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
