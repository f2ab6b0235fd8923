"""PySide itself: one version aborts the interpreter after some 600 emits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from pytestqt.qtbot import QtBot


class _Counter(QObject):
    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.told.connect(self.hear)

    @Slot(bool)
    def hear(self, yes: bool) -> None:
        self.heard += yes


def test_two_thousand_signals_arrive_and_the_program_lives(qtbot: QtBot) -> None:
    counter = _Counter()
    for _ in range(2000):
        counter.told.emit(True)
    assert counter.heard == 2000
