"""What a quick typist types while a page is being kept: it waits, and lands where the hands believed they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class TypedAhead(QObject):
    """Holds the letters that go to one of `fields` while `busy()`; `let_go` gives them to the field in front."""

    def __init__(self, parent: QObject, fields: Iterable[QWidget], busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._busy = busy
        self._held: list[QKeyEvent] = []
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress or not self._busy():
            return False
        # An impatient second Enter is no answer to the next page; one behind letters ends what they say.
        if self._held or (event.text().isprintable() and event.text()):
            self._held.append(event.clone())
            return True
        return False

    def let_go(self) -> None:
        held, self._held = self._held, []
        for event in held:
            front = QApplication.focusWidget()
            if front is not None:
                QCoreApplication.sendEvent(front, event)
