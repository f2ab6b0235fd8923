"""Fees by case, copy and page; a ticket's way from the machine to the counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.certified_copy import CopyLine
from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.dossier import Captured, Channel, Dossier
from counter_app.domain.errors import BrokenPromise, FieldMissing
from counter_app.domain.fee import fee
from counter_app.domain.procedure import Component, DeadlineRule, Due, FeePer, FeeRule, OnlineFee, Procedure, Term
from counter_app.domain.ticket import Ticket, TicketState

CERTIFIED = FeeRule(FeePer.PAGE, 2000, 3, 1000, 200_000)
NOW = datetime(2026, 11, 23, 1, 14, tzinfo=UTC)
TICKET = Ticket(UUID(int=1), "sanh-1", NOW.date(), "A", 42, "ho-tich", NOW)


@pytest.mark.parametrize(
    ("copies", "pages", "amount"),
    [
        (1, 1, 2000),
        (1, 2, 4000),
        (1, 3, 5000),
        (3, 4, 18_000),
        (1, 198, 200_000),
        (1, 500, 200_000),
        (2, 500, 400_000),
        (0, 5, 0),
    ],
)
def test_certified_copies_cost_what_the_table_says(copies: int, pages: int, amount: int) -> None:
    assert fee(CERTIFIED, copies, pages) == amount


def test_extracts_cost_by_the_copy_and_the_rest_by_the_case() -> None:
    assert fee(FeeRule(FeePer.COPY, 8000), copies=3) == 24_000
    assert fee(FeeRule(FeePer.CASE, 50_000), copies=3, pages=9) == 50_000
    assert fee(FeeRule()) == 0


@given(st.integers(0, 50), st.integers(0, 400))
def test_one_page_more_never_costs_less_and_no_copy_more_than_the_cap(copies: int, pages: int) -> None:
    assert fee(CERTIFIED, copies, pages) <= fee(CERTIFIED, copies, pages + 1) <= copies * 200_000


@pytest.mark.parametrize(("copies", "pages"), [(-1, 1), (1, -1)])
def test_less_than_nothing_is_refused(copies: int, pages: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        fee(CERTIFIED, copies, pages)


def test_the_ticket_is_called_by_its_label() -> None:
    assert TICKET.label == "A042"


def test_a_ticket_keeps_the_times_of_its_way() -> None:
    times = [NOW + timedelta(minutes=i) for i in range(4)]
    done = TICKET.called(times[1], "Q01").arrived(times[2]).finished(times[3])
    assert (done.issued_at, done.called_at, done.arrived_at, done.finished_at) == tuple(times)
    assert (done.state, done.called_by) == (TicketState.FINISHED, "Q01")


def test_who_was_not_here_is_called_again_and_waits_from_the_first_call() -> None:
    again = TICKET.called(NOW, "Q01").not_here(NOW + timedelta(minutes=2)).called(NOW + timedelta(minutes=9), "Q02")
    assert (again.state, again.called_at, again.called_by) == (TicketState.CALLED, NOW, "Q02")


def test_a_ticket_does_not_go_backwards() -> None:
    called = TICKET.called(NOW, "Q01")
    finished = called.finished(NOW)
    wrong_ways: list[Callable[[], Ticket]] = [
        lambda: TICKET.arrived(NOW),
        lambda: TICKET.finished(NOW),
        lambda: TICKET.not_here(NOW),
        lambda: called.arrived(NOW).called(NOW, "Q02"),
        lambda: finished.called(NOW, "Q02"),
        lambda: finished.not_here(NOW),
    ]
    for wrong in wrong_ways:
        with pytest.raises(BrokenPromise):
            wrong()


def test_what_was_sent_online_costs_what_is_in_force_for_it_and_else_as_at_the_counter() -> None:
    first, second = date(2026, 8, 15), date(2027, 2, 28)
    free = OnlineFee(FeeRule(), "TT 117/2026/TT-BTC", first, second)
    limit = DeadlineRule(Term.SAME_DAY)
    procedure = Procedure(
        "1.0", "Một việc", "", limit, date(2025, 7, 1), fee=FeeRule(amount=50_000), online_fees=(free,)
    )
    counter = Dossier(UUID(int=1), first, procedure=procedure)
    online = replace(counter, channel=Channel.ONLINE)
    assert counter.cost == 50_000
    assert [replace(online, day=day).cost for day in (first, second)] == [0, 0]
    assert [replace(online, day=day).cost for day in (date(2026, 8, 14), date(2027, 3, 1))] == [50_000, 50_000]


def test_files_that_were_sent_have_no_pages_so_what_costs_by_the_page_waits_until_somebody_counts_them() -> None:
    procedure = Procedure(
        "2.000815",
        "Chứng thực bản sao",
        "",
        DeadlineRule(Term.SAME_DAY),
        date(2025, 7, 1),
        components=(Component("ban-sao", "Bản sao", Due.HAND_IN, ("giay-to.ban-sao",)),),
        fee=CERTIFIED,
    )
    sent = Captured("ban-sao", (), files=("a" * 64,))
    citizen = Citizen(PersonalNumber("094190004321"), "Thạch Thị Sa Rinh")
    online = Dossier(UUID(int=1), NOW.date(), citizen, procedure, settlements=(sent,), channel=Channel.ONLINE)
    with pytest.raises(FieldMissing) as stopped:
        online.must_be_acceptable()
    assert stopped.value.facts["field"] == "copying"
    counted = online.copy((CopyLine("Bằng tốt nghiệp", 3, 2),), NOW)
    counted.must_be_acceptable()
    assert counted.cost == 10_000
    assert counted.settlements == (sent,), "what was sent stays on file"
