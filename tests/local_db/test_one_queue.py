"""One queue for the counters of a hall, and each by itself while their server is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from counter_app.domain.errors import HeldElsewhere, NothingWaiting, OnlyUnclear
from tests.local_db.counters import Opened, counters_of


@pytest.fixture
def counter(postgres: Engine, tmp_path: Path) -> Iterator[Opened]:
    opened, close = counters_of(postgres, tmp_path)
    yield opened
    close()


def test_a_number_that_one_counter_gives_out_is_called_by_another_in_the_order_of_issue(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    assert [one.ticket().label, two.ticket().label, one.ticket().label] == ["A001", "A002", "A003"]
    one.beat()
    two.beat()
    assert [two.call(), one.call(), two.call()] == ["A001", "A002", "A003"]
    with pytest.raises(NothingWaiting):
        one.call()


def test_a_call_is_seen_by_colleagues_and_on_every_board(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    one.beat()
    one.call()
    two.beat()
    queue = two.overview.queue()
    assert [(t.label, t.called_by) for t in queue.at_counters] == [("A001", "Q01")]
    assert (queue.waiting, queue.current) == ((), None)


def test_without_the_server_a_counter_goes_on_with_its_own_letter_and_what_it_holds(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(8):
        one.ticket()
    one.beat()
    two.beat()
    one.beat()
    two.beat()
    one.cut()
    two.cut()
    assert (one.ticket().label, two.ticket().label) == ("X001", "V001")
    called = [_all_called(one), _all_called(two)]
    assert "X001" in called[0]
    assert "V001" in called[1]
    assert set(called[0]).isdisjoint(called[1])
    left = {"A001", "A002", "A003", "A004", "A005", "A006", "A007", "A008"} - set(called[0]) - set(called[1])
    assert left == {"A001", "A002"}  # the first of the queue are held by nobody
    with pytest.raises(OnlyUnclear):
        one.call()
    one.mend()
    two.mend()
    one.beat()
    two.beat()
    assert [one.call(), two.call()] == ["A001", "A002"]


def _all_called(counter: object) -> list[str]:
    found = []
    while True:
        try:
            found.append(counter.call())  # type: ignore[attr-defined]
        except (NothingWaiting, OnlyUnclear):
            return found


def test_what_nobody_holds_is_called_without_the_server_by_a_person_s_act(counter: Opened) -> None:
    one = counter("Q01")
    one.ticket()
    one.beat()
    one.cut()
    (unclear,) = one.overview.queue().hall.unclear
    one.call_next.again(unclear)
    assert one.overview.queue().hall.unclear == ()


def test_of_two_that_called_one_number_without_the_server_both_calls_are_kept_and_shown(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    one.beat()
    two.beat()
    one.cut()
    two.cut()
    for each in (one, two):
        each.call_next.again(each.overview.queue().hall.unclear[0])
    one.mend()
    two.mend()
    one.beat()
    two.beat()
    one.beat()
    for each in (one, two):
        (conflict,) = each.overview.queue().hall.conflicts
        assert (conflict.label, conflict.counter) == ("A001", "Q02")
    assert one.overview.queue().at_counters[0].called_by == "Q01"
    assert two.overview.queue().at_counters[0].called_by == "Q02"  # until it is through with it


def test_what_a_counter_that_is_cut_holds_is_called_by_nobody_else(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(6):
        one.ticket()
    one.beat()
    two.beat()
    one.beat()
    two.beat()
    one.cut()
    held = set(_all_called(one))
    assert held
    assert held.isdisjoint(_all_called(two))
    with pytest.raises(HeldElsewhere):
        two.call_next.again(one.overview.queue().current.id)  # type: ignore[union-attr]
