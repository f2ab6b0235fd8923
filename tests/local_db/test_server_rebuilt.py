"""The hall's server comes back with a half memory, slowly, or without one of its counters: nobody is lost, nobody is
called twice unseen, and the hall does not wait for a dead PC all day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from counter_app.domain.errors import NumbersGivenOut, OnlyUnclear
from local_db.site.founding import begin_anew
from tests.local_db.counters import GROUP, HallCounter, Opened, counters_of
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
        begin_anew(connection)  # `site init`
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
        begin_anew(connection)
    for each in (one, two) if first == "Q01" else (two, one):
        each.mend()
        each.beat()
    beat(one, two)
    for each in (one, two):
        queue = each.overview.queue()
        (conflict,) = queue.hall.conflicts
        (stands,) = queue.at_counters
        assert {conflict.counter, stands.called_by} == {"Q01", "Q02"}


def older(postgres: Engine, what: str) -> None:
    with postgres.begin() as connection:
        connection.execute(text(f"UPDATE {what} - interval '31 minutes'"))


def test_a_pc_that_died_with_the_server_is_waited_for_half_an_hour_and_what_stood_there_is_called_by_a_colleague(
    counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(2):
        one.ticket()
    beat(one, two)
    one.call()
    beat(one, two)
    emptied(postgres, one, two)
    one.lost = True
    beat(two)
    state = two.overview.queue().hall
    assert (state.waits_for, state.gone) == (("Q01",), ()), "its clerk may be serving, and be back in a moment"
    older(postgres, "hall_lives SET began_at = began_at")
    beat(two)
    queue = two.overview.queue()
    assert (queue.hall.away_since, queue.hall.waits_for, queue.hall.gone) == (None, (), ("Q01",))
    assert two.ticket().label == "A103", "past what it may have given, that nobody else knows of"
    (lost,) = queue.lost
    two.call_next.again(lost.id)
    beat(two)
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q02")]
    assert two.call() == "A002"


def test_while_the_hall_waits_for_a_counter_it_is_told_of_those_out_of_touch_and_of_kiosks_without_paper(
    counter: Opened, postgres: Engine
) -> None:
    one, two, kiosk = counter("Q01"), counter("Q02"), counter("K01")
    label = one.ticket().label
    beat(one, two, kiosk)
    one.call()
    beat(one, two, kiosk)
    backed_up(postgres)
    restored(postgres, one, two, kiosk)
    one.lost = True
    older(postgres, "hall_counters SET lease_until = now(), heard_at = heard_at")
    with postgres.begin() as connection:
        begin_anew(connection)
    kiosk.hall.trouble(f"{label} media-empty")
    beat(kiosk, two)
    queue = two.overview.queue()
    assert queue.hall.waits_for == ("Q01",)
    assert queue.hall.troubles == (("K01", f"{label} media-empty"),)
    assert [ticket.label for ticket in queue.lost] == ["A001"]


def test_a_kiosk_s_number_that_every_counter_hears_of_says_nothing_of_a_line_that_is_cut(
    counter: Opened, postgres: Engine
) -> None:
    kiosk, one, two = counter("K01"), counter("Q01"), counter("Q02")
    one.ticket()
    beat(kiosk, one, two)
    emptied(postgres, kiosk, one, two)
    one.lost = True
    beat(kiosk, two)
    issued = kiosk.issue(GROUP)
    assert (issued.ticket.letter != "A", issued.unheard) == (True, False)
    beat(kiosk, two)
    assert issued.ticket.label in {ticket.label for ticket in two.overview.queue().waiting}
    kiosk.cut()
    assert kiosk.issue(GROUP).unheard


@pytest.mark.parametrize("quota", [None, 6])
def test_a_number_that_only_a_dead_pc_knows_is_given_to_nobody_else_by_the_server_that_was_rebuilt(
    quota: int | None, counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    for each in (one, two):
        quotas = {GROUP.code: quota} if quota is not None else {}
        each.issue = replace(each.issue, counter=replace(each.issue.counter, quota=quotas))
    for _ in range(2):
        one.ticket()
    beat(one, two)
    paper = [one.ticket().label, one.ticket().label]  # in citizens' hands, and then the server and the PC are gone
    assert paper == ["A003", "A004"]
    emptied(postgres, one, two)
    one.lost = True
    beat(two)
    older(postgres, "hall_lives SET began_at = began_at")
    beat(two)
    assert [two.ticket().label, two.ticket().label] == ["A103", "A104"], "one gap, that everybody sees to be one"
    if quota is not None:
        assert two.ticket().label == "A105", "what was passed over uses up no quota"
        assert two.ticket().label == "A106"
        with pytest.raises(NumbersGivenOut):
            two.ticket()
    one.lost = False
    beat(one, two)
    queue = two.overview.queue()
    assert queue.hall.conflicts == ()
    assert {"A003", "A004", "A103", "A104"} <= {ticket.label for ticket in queue.waiting}


def test_where_all_have_told_again_the_numbers_go_on_without_a_gap(counter: Opened, postgres: Engine) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    emptied(postgres, one, two)
    beat(one, two)
    older(postgres, "hall_lives SET began_at = began_at")
    beat(one, two)
    assert two.ticket().label == "A002"
