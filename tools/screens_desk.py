"""Renders to docs/screens/: the citizen's screen (Vietnamese, Khmer), the training's banner, and each page of a first
start. `python -m tools.screens_desk`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


class DeskPhotographer(Photographer):
    """One citizen who reads what was understood; then a trainee; then a new PC."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from tests.ui.people import CARD

        key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
        presenter = self._opened.presenter
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._clock.strike(8, 14)
        self._press(key.Key_1)
        self._press(key.Key_F2)
        self._opened.card_read(CARD)
        self._until(lambda: presenter.reception.view is not None and presenter.reception.view.name != "")
        self._type("tthn")
        self._press(key.Key_Return)
        self._press(key.Key_Return, key.Key_F5)
        self._until(lambda: presenter.reception.ready)
        window = presenter.citizen.window
        window.resize(1280, 720)
        window.show()
        self._opened.window.activateWindow()
        presenter.citizen.refresh()
        self._settle()
        self._grab("citizen-1-check", window)
        self._press(key.Key_M, modifier=control | Qt.KeyboardModifier.ShiftModifier)
        self._grab("citizen-2-khmer", window)
        self._press(key.Key_Return, modifier=control)
        self._grab("citizen-3-agreed", window)
        self._press(key.Key_F12)
        self._until(lambda: presenter.reception.accepted is not None)
        self._settle()
        self._grab("citizen-4-accepted", window)
        window.hide()
        self._take_training()
        self._take_first_start()

    def _take_training(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication

        from counter_app.training import MARK
        from ui.training import Marker

        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError
        marker = Marker(app, MARK)
        self._settle()
        self._take("training-1-reception")
        self._press(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
        self._take("training-2-door")
        app.removeEventFilter(marker)

    def _take_first_start(self) -> None:
        from counter_app.first_run import FirstRun
        from ui.first_start.presenter import FirstStart
        from ui.first_start.screen import FirstStartWindow
        from ui.first_start.view_model import PAGES

        window = FirstStartWindow()
        steps = FirstRun(self._application, Path("/nowhere"))
        with patch("local_db.store_keys.secrets.randbits", lambda bits: (1 << (bits - 1)) + 12345):
            first = FirstStart(window, steps, self._opened.tasks)
            window.show()
            for number, page in enumerate(PAGES):
                first._turn_to(number)
                self._until(lambda: not first.busy)
                self._settle()
                self._grab(f"first-start-{number + 1}-{page.step}", window)
        window.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], DeskPhotographer)
    else:
        main(__file__)
