"""How this PC is doing, and what can be done about it: send what waits, measure the disk, read the store through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..domain.health import FlushTimes, Room, StoreCheck, room_for
from ..ports import Clock, Store, StoreHealth
from .session import anybody

_QUIET = 600.0  # seconds without a write: nobody is being received


@dataclass(frozen=True, slots=True)
class HealthView:
    """`free` bytes on the store's disk; `flush` None: not measured yet; `waiting` events for the province;
    `certificate_until` when the counter's own certificate is over, None: it has none; `spoken`: the languages that
    numbers can be called in, None: no voice is asked for here; `put_back` by how many writes the data folder was
    behind when it was opened; `backup_problem` the code of what keeps the hourly backups from being made, None where
    the last one, or the one before it, was made."""

    free: int
    room: Room
    waiting: int
    now: datetime
    flush: FlushTimes | None = None
    checked: StoreCheck | None = None
    certificate_until: datetime | None = None
    spoken: frozenset[str] | None = None
    put_back: int = 0
    backup_problem: str | None = None


class WatchHealth:
    """`send`: wakes the exchange with the province."""

    def __init__(
        self,
        health: StoreHealth,
        store: Store,
        clock: Clock,
        send: Callable[[], None],
        certificate_until: Callable[[], datetime | None] = lambda: None,
        spoken: Callable[[], frozenset[str] | None] = lambda: None,
        backup_problem: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._backup_problem = backup_problem
        self._spoken = spoken
        self._certificate_until = certificate_until
        self._health, self._store, self._clock, self.send = health, store, clock, send
        self._flush: FlushTimes | None = None

    @anybody
    def look(self) -> HealthView:
        """Cheap: one question to the disk, one to the store."""
        free = self._health.free()
        with self._store.read() as work:
            waiting = work.outbox.waiting()
        checked = self._health.last_check()
        until = self._certificate_until()
        now, put_back, problem = self._clock.now(), self._health.put_back(), self._backup_problem()
        return HealthView(
            free, room_for(free), waiting, now, self._flush, checked, until, self._spoken(), put_back, problem
        )

    @anybody
    def measure(self) -> HealthView:
        """With the disk's speed, measured now."""
        self._flush = self._health.flush_times()
        return self.look()

    @anybody
    def check(self) -> HealthView:
        """Reads the store through now, because somebody asked."""
        self._health.check(lambda: False)
        return self.look()

    @anybody
    def check_if_due(self) -> None:
        """Once a week, when nobody has been received for ten minutes; gives way to whoever comes."""
        last = self._health.last_check()
        if (last is None or last.due(self._clock.now())) and self._idle():
            self._health.check(lambda: not self._idle())

    def _idle(self) -> bool:
        return self._health.idle_seconds() >= _QUIET
