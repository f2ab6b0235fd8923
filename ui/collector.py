"""Python's collector of cycles, at work on the UI thread alone while a window is open.

By itself it runs on whichever thread happens to make the next object. A widget that lies in a cycle would then be taken
apart by a lane's or a scanner's thread, and Qt allows that to the UI thread only: the program ends without a word.
"""

from __future__ import annotations

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

_EVERY = 200  # ms


class Collector(QObject):
    """From its making until `close`; several windows may each have one."""

    _at_work: ClassVar[set[int]] = set()

    def __init__(self) -> None:
        super().__init__()
        self._at_work.add(id(self))
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """As much as Python itself would have collected by now: the oldest generation whose turn it is."""
        due = [number for number in (2, 1, 0) if gc.get_count()[number] > gc.get_threshold()[number] > 0]
        if due:
            gc.collect(due[0])

    def close(self) -> None:
        self._timer.stop()
        self._at_work.discard(id(self))
        if not self._at_work:
            gc.enable()
        self.deleteLater()
