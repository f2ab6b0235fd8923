"""A number that one counter sends to a certain other one: that one calls it, and nobody else while it is at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from counter_app.domain.errors import HeldElsewhere, NothingWaiting, OnlyUnclear
from tests.local_db.counters import HallCounter, Opened, all_until, counters_of
from ui.queue.view_model import queue_words


@pytest.fixture
def three(postgres: Engine, tmp_path: Path) -> Iterator[tuple[HallCounter, HallCounter, HallCounter]]:
    """Each has called a number; the first has sent its own, A001, to the third."""
    opened, close = counters_of(postgres, tmp_path)
    yield sent_to_the_third(opened)
    close()


def sent_to_the_third(counter: Opened) -> tuple[HallCounter, HallCounter, HallCounter]:
    one, two, three = counter("Q01"), counter("Q02"), counter("Q03")
    for _ in range(4):
        one.ticket()
    beat(one, two, three)
    assert [one.call(), two.call(), three.call()] == ["A001", "A002", "A003"]
    beat(one, two, three)
    assert one.overview.queue().hall.colleagues == ("Q02", "Q03")
    one.guide.send_to("Q03", "ký lại tờ khai")
    beat(one, two, three)
    return one, two, three


def beat(*counters: HallCounter) -> None:
    for _ in range(3):
        for each in counters:
            each.beat(1)


def test_only_the_counter_that_it_was_sent_to_calls_it_by_next(
    three: tuple[HallCounter, HallCounter, HallCounter],
) -> None:
    one, two, to = three
    assert two.call() == "A004", "not A001, which came before it"
    for other in (one, two):
        with pytest.raises(NothingWaiting):
            other.call()
        (sent,) = other.overview.queue().sent_on
        with pytest.raises(HeldElsewhere) as held:
            other.call_next.again(sent.id)
        assert held.value.facts["counter"] == "Q03"
    assert to.call() == "A001"


def test_the_queue_says_where_it_went_and_why(three: tuple[HallCounter, HallCounter, HallCounter]) -> None:
    one, two, to = three
    for other in (one, two):
        words = queue_words(other.overview.groups(), other.overview.queue(), other.store.clock.now())
        assert [(line.label, line.group, line.since) for line in words.missed] == [
            ("A001", "quầy 1 chuyển · ký lại tờ khai", "→ quầy 3")
        ]
        assert [line.label for line in words.waiting] == ["A004"]
        assert words.missed_caption == "ĐÃ CHUYỂN ĐI, VẮNG MẶT, GÁC LẠI"
    at_third = queue_words(to.overview.groups(), to.overview.queue(), to.store.clock.now())
    assert at_third.missed == ()
    assert [(line.label, "ký lại tờ khai" in line.group) for line in at_third.waiting] == [
        ("A001", True),
        ("A004", False),
    ]


@pytest.mark.parametrize("how", ["closed", "calls nobody", "dead"])
def test_once_that_counter_is_closed_or_dead_anybody_calls_it(
    how: str, three: tuple[HallCounter, HallCounter, HallCounter], postgres: Engine
) -> None:
    one, two, to = three
    assert two.call() == "A004"
    long_ago = {"calls nobody": ("called_at",), "dead": ("heard_at", "lease_until")}.get(how, ())
    if how == "closed":
        to.hall.close()
    with postgres.begin() as connection:
        for moment in long_ago:
            earlier = f"UPDATE hall_counters SET {moment} = {moment} - interval '46 minutes' WHERE counter = 'Q03'"
            connection.execute(text(earlier))
    if how == "calls nobody":
        beat(to)
    beat(one, two)
    assert two.overview.queue().sent_on == ()
    assert two.call() == "A001"


def test_without_the_server_the_counter_that_it_was_sent_to_calls_it_and_at_the_others_it_takes_a_person(
    three: tuple[HallCounter, HallCounter, HallCounter],
) -> None:
    one, two, to = three
    for each in three:
        each.cut()
    for other in (one, two):
        assert "A001" not in all_until(OnlyUnclear, other.call)
        queue = other.overview.queue()
        sent = next(ticket for ticket in queue.sent_on if ticket.label == "A001")
        assert sent.id in queue.hall.unclear
        assert "→ quầy 3" in [line.since for line in queue_words((), queue, other.store.clock.now()).missed]
        assert queue.hall.colleagues == (), "nobody can be told"
    assert to.call() == "A001", "it holds it"


def test_what_it_was_sent_it_keeps_from_beat_to_beat_and_calls_once_it_is_cut_off(
    three: tuple[HallCounter, HallCounter, HallCounter],
) -> None:
    one, two, to = three
    for _ in range(5):
        beat(one, two, to)
    (sent,) = two.overview.queue().sent_on
    with to.store.read() as work:
        assert work.tickets.get(sent.id).sent_to == "Q03"
    to.cut()
    assert to.call() == "A001"
    to.mend()
    beat(one, two, to)
    assert two.overview.queue().sent_on == ()
    assert two.overview.queue().hall.conflicts == ()
