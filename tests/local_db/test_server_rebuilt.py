"""The hall's server comes back with a half memory, slowly, or without one of its counters: nobody is lost, nobody is
called twice unseen, and the hall does not wait for a dead PC all day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from tests.local_db.counters import HallCounter, Opened, counters_of
from tests.local_db.test_server_forgets import beat, emptied


@pytest.fixture
def counter(postgres: Engine, tmp_path: Path) -> Iterator[Opened]:
    opened, close = counters_of(postgres, tmp_path)
    yield opened
    close()


def slow_line(counter: HallCounter, most: int) -> None:
    """Within the deadline of an exchange the server ends no more than so many statements."""
    left = [most]

    def another(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OperationalError("too slow", None, TimeoutError())

    for engine in counter.engines:
        event.listen(engine, "begin", lambda _: left.__setitem__(0, most))
        event.listen(engine, "before_cursor_execute", another)


def test_a_slow_server_that_has_forgotten_is_told_again_in_parts_and_what_was_told_stays_told(
    counter: Opened, postgres: Engine
) -> None:
    one = counter("Q01")
    for _ in range(30):
        one.ticket()
    beat(one)
    emptied(postgres, one)
    slow_line(one, most=22)
    for _ in range(3):
        one.hall.beat()
    assert one.overview.queue().hall.away_since is None
    with postgres.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM tickets")) == 30
