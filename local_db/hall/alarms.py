"""Calls for help between the counters of a hall: what the server was told, and what was done here since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from counter_app.ports import Alarm

from .. import tables
from .leases import Place

_LASTS = timedelta(minutes=30)  # what is older was forgotten by whoever called
_h = tables.hall_counters.c


@dataclass(frozen=True, slots=True)
class Passed:
    """What one exchange said, and what it heard."""

    said: Mapping[str, Alarm | None]
    heard: tuple[Alarm, ...]


class Alarms:
    """Of the counter at `place`. In memory: whoever starts the program again calls again."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._heard: tuple[Alarm, ...] = ()
        self._to_say: dict[str, Alarm | None] = {}  # by counter; None: it is over

    def now(self) -> tuple[Alarm, ...]:
        said = dict(self._to_say)
        others = tuple(alarm for alarm in self._heard if alarm.counter not in said)
        return (*others, *(alarm for alarm in said.values() if alarm is not None))

    def call(self, at: datetime | None) -> None:
        me = self._place.counter
        self._to_say[me] = None if at is None else Alarm(me, at)

    def answer(self, counter: str) -> None:
        called = next((alarm for alarm in self._heard if alarm.counter == counter), None)
        if called is not None and not called.answered:
            self._to_say[counter] = replace(called, answered=self._place.counter)

    def exchange(self, server: Connection) -> Passed:
        """In a transaction there; `passed` takes it over once that is through."""
        said = dict(self._to_say)
        for counter, alarm in said.items():
            if counter == self._place.counter:
                self._set(server, on=alarm is not None)
            else:
                self._answer(server, counter)
        return Passed(said, self._there(server))

    def passed(self, through: Passed) -> None:
        self._heard = through.heard
        for counter, alarm in through.said.items():
            if self._to_say.get(counter) is alarm:
                self._to_say.pop(counter, None)

    def _there(self, server: Connection) -> tuple[Alarm, ...]:
        lasting = select(_h.counter, _h.alarm_at, _h.alarm_answered)
        lasting = lasting.where(_h.site == self._place.site, _h.alarm_at > func.clock_timestamp() - _LASTS)
        rows = server.execute(lasting.order_by(_h.alarm_at)).all()
        return tuple(Alarm(row.counter, row.alarm_at, row.alarm_answered or "") for row in rows)

    def _set(self, server: Connection, on: bool) -> None:
        """By the server's clock: no two PCs' clocks need agree."""
        mine = update(tables.hall_counters).where(_h.site == self._place.site, _h.counter == self._place.counter)
        server.execute(mine.values(alarm_at=func.clock_timestamp() if on else None, alarm_answered=None))

    def _answer(self, server: Connection, counter: str) -> None:
        """The first who answers comes."""
        theirs = (_h.site == self._place.site) & (_h.counter == counter)
        theirs &= _h.alarm_at.is_not(None) & _h.alarm_answered.is_(None)
        server.execute(update(tables.hall_counters).where(theirs).values(alarm_answered=self._place.counter))
