"""The hall's server is emptied, made anew, or restored from a backup: it is told again, and nobody is called twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from counter_app.domain.errors import HallBusy, NothingWaiting, NumbersGivenOut, OnlyUnclear
from counter_app.domain.ticket import TicketState
from tests.local_db.counters import GROUP, HallCounter, Opened, counters_of
from ui.kiosk.view_model import given_page
from ui.queue.view_model import queue_words, unprinted

HALL = ("tickets", "hall_counters", "hall_numbers", "hall_lives", "ticket_services", "ticket_conflicts")


@pytest.fixture
def counter(postgres: Engine, tmp_path: Path) -> Iterator[Opened]:
    opened, close = counters_of(postgres, tmp_path)
    yield opened
    close()


def emptied(postgres: Engine, *counters: HallCounter) -> None:
    for each in counters:
        each.hall.link.drop()
    with postgres.begin() as connection:
        for table in HALL:
            connection.execute(text(f"DELETE FROM {table}"))


def backed_up(postgres: Engine) -> None:
    with postgres.begin() as connection:
        for table in HALL:
            connection.execute(text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"))


def restored(postgres: Engine, *counters: HallCounter) -> None:
    emptied(postgres, *counters)
    with postgres.begin() as connection:
        for table in HALL:
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))


def beat(*counters: HallCounter) -> None:
    for _ in range(2):
        for each in counters:
            each.beat(1)


def all_called(*counters: HallCounter) -> list[str]:
    found: list[str] = []
    for each in counters:
        try:
            while True:
                found.append(each.call())
        except (NothingWaiting, OnlyUnclear):
            beat(*counters)
    return found


def test_an_emptied_server_hears_the_queue_again_and_no_number_is_given_before_all_have_told(
    counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(3):
        one.ticket()
    beat(one, two)
    assert one.call() == "A001"
    beat(one, two)
    assert one.ticket().label == "A004"  # and the server dies before anybody else has heard of it
    emptied(postgres, one, two)
    one.lost = True
    beat(two)
    state = two.overview.queue().hall
    assert state.waits_for == ("Q01",)
    assert {t.label for t in two.overview.queue().waiting if t.id in state.unclear} == {"A002", "A003"}
    assert two.ticket().label == "V001", "A004 may be somebody's already"
    one.lost = False
    beat(one, two)
    assert one.overview.queue().hall.away_since is None
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q01")]
    assert two.ticket().label == "A005"
    beat(one, two)
    assert sorted(all_called(two, one)) == ["A002", "A003", "A004", "A005", "V001"]
    with postgres.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM tickets")) == 6
    assert one.overview.queue().hall.conflicts == ()


def test_a_server_restored_from_a_backup_calls_nobody_a_second_time(counter: Opened, postgres: Engine) -> None:
    one, two = counter("Q01"), counter("Q02")
    for _ in range(5):
        one.ticket()
    beat(one, two)
    backed_up(postgres)
    called = [one.call()]
    assert one.ticket().label == "A006"
    beat(one, two)
    called += [two.call(), one.call()]
    beat(one, two)
    restored(postgres, one, two)
    beat(one, two)
    called += all_called(two, one)
    assert called == ["A001", "A002", "A003", "A004", "A005", "A006"]
    assert one.overview.queue().hall.conflicts == ()
    assert one.ticket().label == "A007"


def test_what_a_restored_server_forgot_and_a_colleague_calls_meanwhile_is_kept_twice_and_shown(
    counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    backed_up(postgres)
    beat(two)
    one.call()
    restored(postgres, one, two)
    one.lost = True
    beat(two)
    with pytest.raises(OnlyUnclear):
        two.call()
    two.call_next.again(two.overview.queue().hall.unclear[0])
    beat(two)
    one.lost = False
    beat(one, two)
    (conflict,) = two.overview.queue().hall.conflicts
    assert (conflict.label, conflict.counter, conflict.state) == ("A001", "Q01", TicketState.CALLED)


def test_while_the_server_is_up_nobody_calls_a_number_again_without_asking_it(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    one.not_here(one.call_next().dossier.id)
    beat(one, two)
    (missed,) = one.overview.queue().not_here
    one.call_next.again(missed.id)
    with two.hall._one, pytest.raises(HallBusy):
        two.call_next.again(missed.id)
    beat(two)
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q01")]


def gone(postgres: Engine, counter: HallCounter) -> None:
    """Its PC is dead, and its lease is over."""
    counter.lost = True
    counter.hall.link.drop()
    with postgres.begin() as connection:
        over = "UPDATE hall_counters SET lease_until = now() - interval '1 second' WHERE counter = :code"
        connection.execute(text(over), {"code": counter.code})


def test_what_stands_at_a_counter_that_is_gone_is_listed_and_called_by_a_colleague(
    counter: Opened, postgres: Engine
) -> None:
    one, two = counter("Q01"), counter("Q02")
    one.ticket()
    beat(one, two)
    draft = one.call_next()
    with one.store.write() as work:
        assert draft.ticket_id is not None
        work.tickets.save(work.tickets.get(draft.ticket_id).arrived(one.store.clock.now()))
    beat(one, two)
    gone(postgres, one)
    beat(two)
    queue = two.overview.queue()
    assert (queue.at_counters, [t.label for t in queue.lost]) == ((), ["A001"])  # the board sends nobody there
    (line,) = queue_words(two.overview.groups(), queue, two.store.clock.now()).missed
    assert (line.label, line.since) == ("A001", "quầy 1 mất liên lạc")
    two.call_next.again(line.id)
    beat(two)
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q02")]


def with_one_sent_on(counter: Opened, waiting: int) -> tuple[HallCounter, HallCounter]:
    """Of so many, each counter has called one, and the first has sent its own on to another service."""
    one, two = counter("Q01"), counter("Q02")
    for _ in range(waiting):
        one.ticket()
    beat(one, two)
    assert [one.call(), two.call()] == ["A001", "A002"]
    one.guide.send_on("dat-dai", "cần bản sao")
    beat(one, two)
    return one, two


def test_whom_a_counter_sent_on_it_does_not_call_again_while_anybody_else_waits(
    counter: Opened, postgres: Engine
) -> None:
    one, two = with_one_sent_on(counter, waiting=3)
    assert one.call() == "A003"
    with postgres.connect() as connection:
        assert "sao" not in "".join(connection.scalars(text("SELECT note FROM tickets")))
    sent_on = next(ticket for ticket in two.overview.queue().waiting if ticket.label == "A001")
    assert sent_on.note == "cần bản sao", "sealed on the server's disk, and read by whoever calls"
    assert two.call() == "A001"


@pytest.mark.parametrize("by_hand", [False, True])
def test_whom_a_counter_sent_on_it_calls_again_where_nobody_else_waits_and_the_colleague_is_at_lunch(
    by_hand: bool, counter: Opened
) -> None:
    one, two = with_one_sent_on(counter, waiting=2)
    (waiting,) = one.overview.queue().waiting
    if by_hand:
        one.call_next.again(waiting.id)
    else:
        assert one.call() == "A001"
    beat(one, two)
    assert [(t.label, t.called_by) for t in two.overview.queue().at_counters] == [("A001", "Q01"), ("A002", "Q02")]


def test_a_pc_that_serves_nobody_is_no_open_counter_in_anybody_s_wait(counter: Opened) -> None:
    kiosk, one = counter("K01"), counter("Q01")
    for _ in range(6):
        kiosk.ticket()
    beat(kiosk, one)
    one.call()
    beat(one, kiosk)
    at_desk, at_kiosk = one.overview.queue().wait, kiosk.overview.queue().wait
    assert at_desk is not None
    assert at_kiosk is not None
    assert round(at_kiosk.likely) == round(at_desk.likely) >= 24, "five others, one after the other"


def test_a_kiosk_that_is_cut_says_that_its_number_is_to_be_told_at_a_counter(counter: Opened) -> None:
    kiosk, one = counter("K01"), counter("Q01")
    assert not kiosk.issue(GROUP).unheard
    beat(kiosk, one)
    kiosk.cut()
    issued = kiosk.issue(GROUP)
    assert issued.unheard
    assert any("báo số này tại quầy" in line for line in given_page(issued, None).lines)
    kiosk.mend()
    beat(kiosk, one)
    assert issued.ticket.label in {ticket.label for ticket in one.overview.queue().waiting}


def test_a_kiosk_out_of_paper_is_told_at_every_counter_until_it_prints_again(counter: Opened) -> None:
    kiosk, one = counter("K01"), counter("Q01")
    label = kiosk.ticket().label
    kiosk.hall.trouble(f"{label} media-empty")
    beat(kiosk, one)
    queue = one.overview.queue()
    words = queue_words(one.overview.groups(), queue, one.store.clock.now())
    assert words.hall == "Máy lấy số 1 chưa in được A001: máy in hết giấy"
    assert [ticket.label for ticket in unprinted(queue)] == ["A001"]
    kiosk.hall.trouble("")
    beat(kiosk, one)
    assert one.overview.queue().hall.troubles == ()


def test_the_last_number_of_a_quota_is_given_once_in_the_whole_hall(counter: Opened) -> None:
    one, two = counter("Q01"), counter("Q02")
    for each in (one, two):
        each.issue = replace(each.issue, counter=replace(each.issue.counter, quota={GROUP.code: 2}))
    assert [one.ticket().label, two.ticket().label] == ["A001", "A002"]
    for each in (one, two):  # neither has heard of the other's
        with pytest.raises(NumbersGivenOut):
            each.ticket()
