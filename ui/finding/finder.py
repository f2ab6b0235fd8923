"""Looks for what is being typed: after a short pause, one look at a time, and never an answer for older letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from counter_app.domain.errors import CounterError

from ..tasks import Lane, Tasks

PAUSE = 120  # ms: shorter than between two slow keys, longer than between two fast ones
_Answer = TypeVar("_Answer")


class Finder(QObject, Generic[_Answer]):
    """`find` runs in the data lane with what `field` holds; `show` gets it with the answer."""

    def __init__(
        self,
        field: QLineEdit,
        tasks: Tasks,
        find: Callable[[str], _Answer],
        show: Callable[[str, _Answer], None],
        failed: Callable[[CounterError], None],
    ) -> None:
        super().__init__(field)
        self._field, self._tasks = field, tasks
        self._find, self._show, self._fail = find, show, failed
        self._looking = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        field.textEdited.connect(lambda _: self._pause.start())

    def look(self) -> None:
        """Now, for what stands in the field."""
        self._pause.stop()
        if self._looking:
            return  # the answer under way is for other letters, and looks again when it comes
        typed, self._looking = self._field.text(), True
        self._tasks.run(Lane.DATA, lambda: self._find(typed), lambda answer: self._found(typed, answer), self._failed)

    def _found(self, typed: str, answer: _Answer) -> None:
        self._looking = False
        if typed == self._field.text():
            self._show(typed, answer)
        else:
            self.look()

    def _failed(self, error: CounterError) -> None:
        self._looking = False
        self._fail(error)
