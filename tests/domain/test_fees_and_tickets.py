"""Fees by case, copy and page; a ticket's way from the machine to the counter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import BrokenPromise
from counter_app.domain.fee import fee
from counter_app.domain.procedure import FeePer, FeeRule
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
