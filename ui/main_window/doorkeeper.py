"""Keeps the door: shut at the start, by Ctrl+L, and when nobody has touched anything for a while.

What is personal is covered at once and saved behind; whoever comes back finds field and cursor as they were, and
anybody else finds nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from counter_app.domain.errors import CounterError, NotLoggedIn
from counter_app.domain.people import Account
from counter_app.use_cases.desk import Desk

from ..log_in.presenter import DoorPresenter
from ..tasks import Lane, Tasks
from .screen import MainWindow


class House(Protocol):
    """What the doorkeeper needs of the frame."""

    def save(self) -> None:
        """The field under the cursor as well."""
        ...

    def cover(self, covered: bool) -> None:
        """What others than the clerk could read of a person, on another screen."""
        ...

    def serving(self) -> str:
        """The number that is at the counter, which may stay in sight; empty where there is none."""
        ...

    def come_in(self, account: Account) -> None:
        """Another person than before, or the first: nothing of the one before is left on any screen."""
        ...

    def go_on(self) -> None:
        """The same person is back."""
        ...

    def fail(self, error: CounterError) -> None: ...


class Doorkeeper(QObject):
    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks, house: House) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks, self._house = window, desk, tasks, house
        self._inside = ""  # the id of whose work lies on the screens
        self._shut = False
        self._door = DoorPresenter(window.door, desk, tasks, self._entered)

    def offers_training(self, start: Callable[[], None]) -> None:
        """Whoever stands at the door may practise first, in another window."""
        self._door.train = start

    @property
    def shut(self) -> bool:
        return self._shut

    def begin(self) -> None:
        """At the start of the program: nobody is in."""
        account = self._desk.session.account
        if account is not None and not self._desk.session.locked:
            self._entered(account)
            return
        self._shut = True
        self._window.show_door(True)
        self._door.open()

    def lock(self, why: CounterError | None = None) -> None:
        """Behind what was still to be saved: the lane works in order. `why` is said at the door."""
        if self._shut:
            self._door.left_alone()
            return
        self._house.save()
        self._shut = True
        self._house.cover(True)
        self._close_what_stands_before()
        self._window.show_door(True)
        self._tasks.run(Lane.DATA, self._desk.log_in.lock, lambda _: None, self._house.fail)
        self._door.open(self._house.serving(), why)

    def press(self, key: str) -> None:
        self._door.press(key)

    def hides(self, error: CounterError) -> bool:
        """What still ran behind finds nobody logged in: no news for whoever stands at the door."""
        return self._shut and isinstance(error, NotLoggedIn)

    def _entered(self, account: Account) -> None:
        self._shut = False
        same, self._inside = account.id == self._inside, account.id
        self._window.show_door(False)
        self._house.cover(False)
        self._window.show_clerk(account.name)
        if same:
            self._house.go_on()  # Qt has put the cursor back where it was
        else:
            self._house.come_in(account)

    def _close_what_stands_before(self) -> None:
        """A file chooser shows names of files."""
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not self._window:
            modal.close()
