"""Renders whose dossier it is: kinds, an organisation, a newborn, who is authorised, a split commune. `python -m
tools.screens_who`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - after the path is known

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

SPLIT = "094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, Phường Bùi Hữu Nghĩa, Quận Bình Thủy, Cần Thơ|01022022"


class Registrar(Photographer):
    """One citizen after another, each for somebody else."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from tests.ui.people import CARD, NUMBER

        key = Qt.Key
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._clock.strike(8, 14)
        self._arrives(CARD)
        self._whose(key.Key_2)
        self._fill("0300588569", "Công ty TNHH Lúa Vàng", "Số 8 đường 30 tháng 4, phường Sóc Trăng, Cần Thơ")
        self._take("who-1-organisation")
        self._press(key.Key_1)
        self._type("thanh lap ho")
        self._take("who-2-organisation-named")
        self._arrives(CARD)
        self._whose(key.Key_3)
        self._fill("thạch thị sa mol", "20/11/2026", "nữ")
        self._take("who-3-newborn")
        self._press(key.Key_1)
        self._arrives(SPLIT)
        self._press(key.Key_F4, modifier=Qt.KeyboardModifier.ShiftModifier)
        self._take("who-4-commune")
        self._press(key.Key_2)
        self._whose(key.Key_3)
        self._fill(NUMBER.value)
        self._take("who-5-relation")
        self._press(key.Key_2)
        self._type("tthn")
        self._press(key.Key_Return)
        self._take("who-6-authorised")

    def _arrives(self, card: str) -> None:
        from PySide6.QtCore import Qt

        self._press(Qt.Key.Key_F3, Qt.Key.Key_F3)  # the one before is left as it is
        self._opened.presenter.card_read(card)
        self._settle()

    def _whose(self, digit: Qt.Key) -> None:
        from PySide6.QtCore import Qt

        self._press(Qt.Key.Key_F4, modifier=Qt.KeyboardModifier.ShiftModifier)
        self._press(digit)

    def _fill(self, *values: str) -> None:
        from PySide6.QtCore import Qt

        for value in values:
            self._type(value)
            self._until(lambda: self._opened.wedge.quiet)
            self._press(Qt.Key.Key_Return)

    def _type(self, text: str) -> None:
        """Vietnamese letters have no key of their own."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        self._until(lambda: self._opened.wedge.quiet)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                self._qt.sendEvent(self._focus(), event)
        self._settle()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], Registrar)
    else:
        main(__file__)
