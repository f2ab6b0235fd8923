"""The hall's server comes back with a half memory, slowly, or without one of its counters: nobody is lost, nobody is
called twice unseen, and the hall does not wait for a dead PC all day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from counter_app.domain.errors import OnlyUnclear
from local_db.hall import lives
from tests.local_db.counters import HallCounter, Opened, counters_of
from tests.local_db.test_server_forgets import backed_up, beat, emptied, restored


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


def test_a_counter_that_was_off_since_before_the_backup_calls_nobody_on_it(counter: Opened, postgres: Engine) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    backed_up(postgres)
    two.cut()
    assert one.call() == "A001"
    assert one.ticket().label == "A002"
    one.beat()
    restored(postgres, one, two)
    with postgres.begin() as connection:
        lives.begin_anew(connection)  # `site init`
    one.cut()
    two.mend()
    beat(two)
    with pytest.raises(OnlyUnclear):
        two.call()
    assert two.ticket().label != "A002"
    one.mend()
    beat(one, two)
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q01")]
    assert two.overview.queue().hall.conflicts == ()


@pytest.mark.parametrize("first", ["Q01", "Q02"])
def test_of_two_who_called_one_number_on_two_memories_both_are_shown_whoever_tells_first(
    first: str, counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    backed_up(postgres)
    two.cut()
    one.call()
    one.beat()
    restored(postgres, one, two)
    one.cut()
    two.mend()
    two.beat()
    assert two.call() == "A001", "nobody said that the server went back"
    two.beat()
    two.cut()
    with postgres.begin() as connection:
        lives.begin_anew(connection)
    for each in (one, two) if first == "Q01" else (two, one):
        each.mend()
        each.beat()
    beat(one, two)
    for each in (one, two):
        queue = each.overview.queue()
        (conflict,) = queue.hall.conflicts
        (stands,) = queue.at_counters
        assert {conflict.counter, stands.called_by} == {"Q01", "Q02"}
