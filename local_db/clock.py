"""The counter's time: it never goes back with a dead battery, and never runs ahead with a date set wrong.

The rules, and why these, stand in docs/adr/0004-numbering.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

NEVER = datetime.fromtimestamp(0, UTC)  # the moment kept by a store that has kept none
MADE = datetime(2026, 11, 1, tzinfo=UTC)  # no right clock shows less; set anew with each release
BELIEVED = timedelta(days=60)  # ahead of what is known: longer than any holiday
_FAR_WHEN_NEW = timedelta(days=3 * 365)  # from release to installation
_BACK = timedelta(days=1)
_OFF = timedelta(minutes=10)


def _pc_clock() -> datetime:
    return datetime.now(UTC)


def _believed(said: datetime | None, pc: datetime, run_on: datetime) -> datetime:
    """What the province's word is worth: one years ahead of everything would switch off what checks the PC's clock."""
    if said is None or (said > MADE + _FAR_WHEN_NEW and min(abs(said - pc), abs(said - run_on)) > BELIEVED):
        return MADE
    return max(said, MADE)


class StoreClock:
    """Fulfils `ports.Clock`. `not_before` is the moment that the store has kept, NEVER in a new one; `vouched` the
    latest that the province has said.

    While the PC's clock stands behind, or so far ahead that it is not believed (`doubtful`), time runs on from where
    it was, at the pace of the system's counter.
    """

    def __init__(
        self,
        not_before: datetime,
        wall: Callable[[], datetime] = _pc_clock,
        counter: Callable[[], float] = time.monotonic,
        vouched: datetime | None = None,
    ) -> None:
        self._wall = wall
        self._counter = counter
        self._lock = Lock()
        self._new = not_before <= NEVER
        self._doubtful = False
        pc = wall()
        self._vouched = _believed(vouched, pc, MADE if self._new else not_before)
        if not_before - pc > _BACK and pc >= self._vouched:  # what was kept was the wrong one
            not_before = pc
        self._last, self._at = MADE if self._new else not_before, counter()

    def now(self) -> datetime:
        with self._lock:
            counted, pc = self._counter(), self._wall()
            run_on = self._run_on(counted)
            if self._new and pc < MADE < self._vouched:  # a dead battery: this is all there is
                run_on, self._new = self._vouched, False
            if self._vouched - run_on < BELIEVED:  # so much time has passed, whatever the PC's clock shows
                run_on = max(run_on, self._vouched)
            far = _FAR_WHEN_NEW if self._new else BELIEVED
            self._doubtful = pc > max(run_on, self._vouched) + far or (self._new and pc < MADE)
            if not self._doubtful:
                run_on, self._new = max(run_on, pc), False
            self._last, self._at = run_on, counted
            return self._last

    def vouch(self, moment: datetime | None) -> None:
        """The province has said that it is at least this late."""
        with self._lock:
            self._vouched = max(self._vouched, _believed(moment, self._wall(), self._run_on(self._counter())))

    @property
    def vouched(self) -> datetime:
        """The latest that the province has said; where it never spoke, when this program was made."""
        with self._lock:
            return self._vouched

    def _run_on(self, counted: float) -> datetime:
        return self._last + timedelta(seconds=max(0.0, counted - self._at))

    @property
    def doubtful(self) -> bool:
        """Whether the PC's clock shows what cannot be believed: nothing may be numbered by it."""
        self.now()
        return self._doubtful

    @property
    def behind(self) -> timedelta:
        """How far the PC's clock stands behind what is already written; nothing when it is right."""
        return max(timedelta(), self.now() - self._wall())

    @property
    def wrong(self) -> bool:
        """Whether somebody should set the PC's clock: it is not believed, or more than ten minutes behind."""
        return self.doubtful or self.behind > _OFF
