"""A day's quota of numbers in a hall of eight counters that all give out at once, on a real PostgreSQL server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, text

from counter_app.domain.errors import NumbersGivenOut, QuotaUnclear
from counter_app.domain.ticket import Ticket
from tests.local_db.counters import GROUP, HallCounter, Opened, all_until, counters_of
from tests.waiting import until

EIGHT = tuple(f"Q{number:02d}" for number in range(1, 9))


@pytest.fixture
def counter(postgres: Engine, tmp_path: Path) -> Iterator[Opened]:
    opened, close = counters_of(postgres, tmp_path)
    yield opened
    close()


def with_quota(counter: HallCounter, quota: int) -> HallCounter:
    counter.issue = replace(counter.issue, counter=replace(counter.issue.counter, quota={GROUP.code: quota}))
    return counter


def all_that_it_gets(counter: HallCounter, begin: Barrier) -> list[Ticket]:
    """Asks until it is told that none is left, and again whenever it is told to ask again."""
    begin.wait()
    got: list[Ticket] = []

    def none_left() -> bool:
        try:
            got.append(counter.ticket())
        except QuotaUnclear:
            counter.hall.beat()
        except NumbersGivenOut:
            return True
        return False

    until(none_left)
    return got


@pytest.mark.parametrize("quota", [2, 21])
def test_eight_counters_at_once_give_out_the_quota_and_not_one_number_more(quota: int, counter: Opened) -> None:
    counters = [with_quota(counter(code), quota) for code in EIGHT]
    for each in counters:
        each.beat(1)
    begin = Barrier(len(counters))
    with ThreadPoolExecutor(len(counters)) as threads:
        given = [one for got in threads.map(lambda each: all_that_it_gets(each, begin), counters) for one in got]
    assert sorted(ticket.label for ticket in given) == [f"A{number:03d}" for number in range(1, quota + 1)]


def test_a_server_that_only_stumbles_lets_no_counter_give_out_a_number_of_the_quota_by_itself(
    counter: Opened, postgres: Engine
) -> None:
    counters = [with_quota(counter(code), 8) for code in EIGHT[:3]]
    for each in counters:
        each.beat(1)
        each.hall.link._deadline = 0.5  # seconds
    counters[0].ticket()
    with postgres.begin() as other:  # somebody stands in the way for longer than the desk waits
        other.execute(text("SELECT last FROM hall_numbers FOR UPDATE"))
        for each in counters:
            with pytest.raises(QuotaUnclear):
                each.ticket()
    for each in counters:
        each.hall.link._deadline = 20.0
    begin = Barrier(len(counters))
    with ThreadPoolExecutor(len(counters)) as threads:
        given = [one for got in threads.map(lambda each: all_that_it_gets(each, begin), counters) for one in got]
    assert Counter(ticket.letter for ticket in given) == {"A": 7}


def test_without_the_server_the_counters_together_give_out_no_more_than_was_left(counter: Opened) -> None:
    counters = [with_quota(counter(code), 8) for code in EIGHT[:3]]
    counters[0].ticket()
    for _ in range(3):
        for each in counters:
            each.beat(1)
    given = [ticket for each in counters for ticket in until_unclear(each)]
    assert len(given) == 6, "of the seven that were left two for each of three"
    assert {ticket.letter for ticket in given}.isdisjoint("A")


def until_unclear(counter: HallCounter) -> list[Ticket]:
    counter.cut()
    assert counter.hall._away_since is not None
    counter.hall._away_since -= timedelta(seconds=6)
    return all_until(QuotaUnclear, counter.ticket)
