"""Shows and fills the hall's board; marks for a while who was called last. On the PC with the hall's loudspeakers it
calls out whom any counter calls."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.ticket import TicketState
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.overview import QueueView

from ..tasks import Lane, Tasks
from .screen import HallBoard
from .view_model import hall_words

_EVERY = 2000  # ms
_FRESH = timedelta(seconds=12)
_STILL_NEWS = timedelta(minutes=2)  # the PCs' clocks may differ a little
_A_DAY = timedelta(days=1)  # a counter that was out of touch comes back with the calls that were heard


class HallPresenter(QObject):
    """Reads numbers and counters only, whoever is logged in, and goes on while the clerk's screen is locked."""

    def __init__(self, window: QWidget, desk: Desk, tasks: Tasks) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks = window, desk, tasks
        self._heard: set[tuple[str, datetime]] | None = None  # calls that were called out; None: none was looked at
        self.board = HallBoard()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.refresh)
        if desk.announce.of_all:
            self._timer.start()

    @property
    def shown(self) -> bool:
        return self.board.isVisible()

    def toggle(self) -> None:
        if self.shown:
            self.close()
        else:
            self.board.show_on(self._second_screen())
            self._window.activateWindow()  # also where the system gives the keys to every new window
            self._timer.start()
            self.refresh()

    def close(self) -> None:
        if not self._desk.announce.of_all:
            self._timer.stop()
        self.board.hide()

    @Slot()
    def refresh(self) -> None:
        if self.shown or self._desk.announce.of_all:
            self._tasks.run(Lane.DATA, self._desk.overview.queue, self._show, self._not_now)

    def _show(self, queue: QueueView) -> None:
        if self._desk.announce.of_all:
            self._call_out(queue)
        self.board.show_words(hall_words(queue), self._fresh(queue))

    def _call_out(self, queue: QueueView) -> None:
        """Each call once, the first one first; what stood at the counters when the program started was heard then.
        Nobody is called who sits at a counter already, or who was called long before this PC heard of it."""
        calls = {(t.label, t.last_heard): t for t in reversed(queue.at_counters) if t.last_heard is not None}
        now = self._desk.overview.clock.now()
        known = set(calls) if self._heard is None else self._heard
        for (label, at), ticket in calls.items():
            expected = ticket.state is TicketState.CALLED or ticket.again_at is not None
            if (label, at) not in known and expected and abs(now - at) < _STILL_NEWS:
                self._desk.announce.call_out(label, ticket.called_by or "")
        self._heard = {(label, at) for label, at in known | set(calls) if now - at < _A_DAY}

    def _fresh(self, queue: QueueView) -> str:
        now = self._desk.overview.clock.now()
        latest = next(iter(queue.at_counters), None)
        return latest.label if latest and latest.last_heard and now - latest.last_heard < _FRESH else ""

    def _not_now(self, error: CounterError) -> None:
        """The board keeps what it showed; what is wrong with the store, the desk says."""

    def _second_screen(self) -> QScreen | None:
        own = self._window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen.name() != own.name()]
        return others[0] if others else None
