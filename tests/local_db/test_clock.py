"""Time at the counter never goes back, whatever the PC's battery does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from local_db.clock import StoreClock
from local_db.store import SqlStore
from tests.local_db.samples import COUNTER

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Pc:
    """A PC whose clock can be set, and whose counter since power-on cannot."""

    def __init__(self) -> None:
        self.wall = NINE
        self.counter = 100.0

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.counter += seconds

    def clock(self, not_before: datetime = NINE) -> StoreClock:
        return StoreClock(not_before, lambda: self.wall, lambda: self.counter)


def test_a_right_clock_is_followed() -> None:
    pc = Pc()
    clock = pc.clock()
    pc.passes(90)
    assert clock.now() == NINE + timedelta(seconds=90)
    assert clock.behind == timedelta()


def test_with_a_dead_battery_time_runs_on_from_what_was_written() -> None:
    pc = Pc()
    pc.wall = datetime(2015, 1, 1, tzinfo=UTC)
    clock = pc.clock(not_before=NINE)
    pc.passes(3600)
    assert clock.now() == NINE + timedelta(hours=1)
    assert clock.behind.days > 4000


@given(st.lists(st.tuples(st.floats(-1e8, 1e8), st.floats(0, 1e5))))
def test_it_never_goes_back(jumps: list[tuple[float, float]]) -> None:
    pc = Pc()
    clock = pc.clock()
    last = clock.now()
    for jump, passed in jumps:
        pc.wall += timedelta(seconds=jump)
        pc.passes(passed)
        now = clock.now()
        assert now >= last
        last = now


def test_a_restart_does_not_go_behind_the_last_number_given(
    open_a_store: Callable[..., SqlStore],
) -> None:
    store = open_a_store()
    with store.write() as work:
        work.numbers.take_register_line(COUNTER, 2026)
    written = store.clock.now()
    store.close()
    again = open_a_store()
    dead = StoreClock(again.clock.now(), wall=lambda: datetime(2015, 1, 1, tzinfo=UTC))
    assert dead.now() >= written
