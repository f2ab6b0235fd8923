"""One queue for the counters of a hall, and each by itself while their server is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from counter_app.domain.errors import HeldElsewhere, NothingWaiting, OnlineOver, OnlineUnclear, OnlyUnclear
from counter_app.domain.ticket import TicketState
from counter_app.use_cases.queueing import close_days_before
from local_db.hall import leases
from local_db.hall.leases import Place
from local_db.hall.shared import SharedHall
from tests.local_db.counters import SITE, HallCounter, Opened, counters_of


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


def _all_called(counter: HallCounter) -> list[str]:
    found = []
    while True:
        try:
            found.append(counter.call())
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


def test_a_call_whose_answer_never_came_is_taken_back_for_nobody_heard_it(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    one.beat()
    two.beat()
    with one.hall.link.transaction() as connection:  # as the server does it, and the counter is never told
        place = Place(SITE, "Q01")
        assert leases.claim(connection, place, one.today(), one.store.clock.now(), None) is not None
    with pytest.raises(NothingWaiting):
        two.call()
    one.beat()
    assert two.call() == "A001"


def test_a_number_whose_answer_never_came_is_a_gap_and_nothing_else(counter: Opened) -> None:
    one = counter("Q01")
    with one.hall.link.transaction() as connection:
        leases.next_number(connection, Place(SITE, "Q01"), one.today(), "A", 0)
    assert one.ticket().label == "A002"


def test_a_server_that_stands_still_is_waited_for_once(counter: Opened, postgres: Engine) -> None:
    one = counter("Q01")
    with postgres.connect() as other, other.begin():
        other.execute(text("LOCK TABLE hall_numbers, hall_counters, tickets"))  # nothing answers any more
        assert one.ticket().label == "X001"
        assert not one.hall.link.up
        tried = len(one.engines)
        assert [one.ticket().label, one.call(), one.call()] == ["X002", "X001", "X002"]
        assert (one.hall.link.up, len(one.engines)) == (False, tried), "the desk does not look for it"
    one.beat()
    assert one.ticket().label == "A001"


def test_a_counter_that_is_started_again_without_the_server_calls_what_it_holds(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(6):
        one.ticket()
    for _ in range(2):
        one.beat()
        two.beat()
    one.cut()
    again = SharedHall(one.store, one._engine, SITE, "Q01", one.today)
    assert again.letter == "X"
    one.call_next = replace(one.call_next, hall=again)
    assert _all_called(one) == ["A003", "A004"]


def test_a_counter_that_closes_gives_back_what_it_held(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(6):
        one.ticket()
    for _ in range(2):
        one.beat()
        two.beat()
    one.hall.close()
    assert _all_called(two) == ["A001", "A002", "A003", "A004", "A005", "A006"]


def test_a_number_left_open_is_closed_once_by_whoever_comes_first_and_is_nobody_s_conflict(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    left = one.ticket()
    one.beat()
    two.beat()
    one.cut()
    two.cut()
    for each in (one, two):
        with each.store.write() as work:
            close_days_before(work, SITE, left.day + timedelta(days=1))
        each.mend()
        each.beat()
    for each in (one, two):
        each.beat()
        with each.store.read() as work:
            assert work.tickets.get(left.id).state is TicketState.LEFT_OPEN
        assert each.overview.queue().hall.conflicts == ()


def test_a_time_that_is_marked_wrong_is_wrong_in_every_counter_s_figures(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    ticket = one.ticket()
    one.beat()
    one.call()
    one.guide.park()
    one.beat()
    one.guide.time_wrong(ticket.id)
    one.beat()
    two.beat()
    with two.store.read() as work:
        assert [s.time_wrong for s in work.tickets.services(SITE, ticket.day, ticket.day)] == [True]


def test_what_was_called_here_is_not_given_to_us_again_by_a_server_that_has_not_heard_it(counter: Opened) -> None:
    one = counter("Q01")
    for _ in range(2):
        one.ticket()
    one.beat()
    with one.hall._one:  # an exchange that takes long: the desk goes on without it
        assert one.call() == "A002", "what it holds"
    assert one.call() == "A001"
    with pytest.raises(NothingWaiting):
        one.call()


def test_of_two_counters_one_answers_what_was_sent_online_and_none_while_the_server_is_away(counter: Opened) -> None:
    one, two, act = counter("Q01"), counter("Q02"), uuid4()
    one.beat()
    two.beat()
    with pytest.raises(ZeroDivisionError), one.hall.sole(act):
        raise ZeroDivisionError  # it comes to nothing, and is anybody's again
    for _ in range(2):
        with two.hall.sole(act):
            pass
    with pytest.raises(OnlineOver), one.hall.sole(act):
        pass
    two.cut()
    with pytest.raises(OnlineUnclear), two.hall.sole(act):
        pass
