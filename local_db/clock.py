"""A clock that never goes back, also when the PC's does: a dead battery may not number into a day gone by."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock


def _pc_clock() -> datetime:
    return datetime.now(UTC)


class StoreClock:
    """Fulfils `ports.Clock`. `not_before` is the latest moment that the store has written.

    While the PC's clock stands behind, time runs on from where it was, at the pace of the system's counter.
    """

    def __init__(
        self,
        not_before: datetime,
        wall: Callable[[], datetime] = _pc_clock,
        counter: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._counter = counter
        self._lock = Lock()
        self._last, self._at = not_before, counter()

    def now(self) -> datetime:
        with self._lock:
            counted = self._counter()
            run_on = self._last + timedelta(seconds=max(0.0, counted - self._at))
            self._last, self._at = max(run_on, self._wall()), counted
            return self._last

    @property
    def behind(self) -> timedelta:
        """How far the PC's clock stands behind what is already written; nothing when it is right."""
        return max(timedelta(), self.now() - self._wall())
