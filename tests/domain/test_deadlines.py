"""Days of result: hand-checked cases by the calendar of 2026, and laws against counting by hand on any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.catalogue import parse_bundle
from counter_app.domain.deadline import VIETNAM, WorkCalendar, WorkingHours, appoint
from counter_app.domain.errors import BrokenPromise
from counter_app.domain.procedure import DeadlineRule, Term
from resources import catalogue_bundle

CALENDAR = parse_bundle(catalogue_bundle()).calendar


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


# received, limit, due: each counted on a printed calendar
HAND_CHECKED = [
    # working days count from the day after; 24/11 is Ngày Văn hóa Việt Nam, a Tuesday in 2026
    ("23/11/2026 08:14", "3 working-days", "27/11/2026 16:30"),
    ("23/11/2026 16:59", "3 working-days", "27/11/2026 16:30"),  # 15:00 moves nothing here
    ("20/11/2026 09:00", "1 working-days", "23/11/2026 16:30"),
    ("21/11/2026 09:00", "1 working-days", "23/11/2026 16:30"),  # received on a Saturday
    # Tết 2026: off from Saturday 14/02 to Sunday 22/02
    ("12/02/2026 09:00", "1 working-days", "13/02/2026 16:30"),
    ("13/02/2026 09:00", "1 working-days", "23/02/2026 16:30"),
    ("12/02/2026 09:00", "3 working-days", "24/02/2026 16:30"),
    ("06/02/2026 09:00", "10 working-days", "27/02/2026 16:30"),
    ("13/02/2026 09:00", "3 calendar-days", "23/02/2026 16:30"),  # 16/02 is off: never ends on a day off
    ("13/02/2026 09:00", "10 calendar-days", "23/02/2026 16:30"),
    ("13/02/2026 09:00", "11 calendar-days", "24/02/2026 16:30"),
    ("13/02/2026 15:01", "same-day", "23/02/2026 16:30"),
    ("18/02/2026 09:00", "same-day", "23/02/2026 16:30"),
    # 02/01/2026 off, Saturday 10/01/2026 worked
    ("31/12/2025 09:00", "1 working-days", "05/01/2026 16:30"),
    ("09/01/2026 09:00", "1 working-days", "10/01/2026 16:30"),
    ("10/01/2026 09:00", "same-day", "10/01/2026 16:30"),
    ("08/01/2026 09:00", "3 working-days", "12/01/2026 16:30"),
    ("07/01/2026 09:00", "3 calendar-days", "10/01/2026 16:30"),
    # Giỗ Tổ on Sunday 26/04/2026 moves to Monday; 30/04 Thursday, 01/05 Friday
    ("24/04/2026 09:00", "1 working-days", "28/04/2026 16:30"),
    ("29/04/2026 09:00", "1 working-days", "04/05/2026 16:30"),
    # 31/8/2026 off, Saturday 22/8/2026 worked; then 1 and 2 September
    ("21/08/2026 09:00", "1 working-days", "22/08/2026 16:30"),
    ("21/08/2026 15:01", "same-day", "22/08/2026 16:30"),
    ("28/08/2026 09:00", "1 working-days", "03/09/2026 16:30"),
    ("28/08/2026 09:00", "3 calendar-days", "03/09/2026 16:30"),
    # same day, until 15:00
    ("25/11/2026 07:00", "same-day", "25/11/2026 16:30"),
    ("25/11/2026 15:00", "same-day", "25/11/2026 16:30"),
    ("25/11/2026 15:01", "same-day", "26/11/2026 16:30"),
    ("27/11/2026 15:01", "same-day", "30/11/2026 16:30"),
    ("23/11/2026 15:01", "same-day", "25/11/2026 16:30"),
    # working hours 07:00-11:30 and 13:30-17:00, eight to a day
    ("25/11/2026 07:00", "8 hours", "25/11/2026 17:00"),
    ("25/11/2026 10:30", "4 hours", "25/11/2026 16:30"),
    ("25/11/2026 12:00", "1 hours", "25/11/2026 14:30"),
    ("25/11/2026 10:30", "1 hours", "25/11/2026 11:30"),
    ("23/11/2026 16:00", "8 hours", "25/11/2026 16:00"),
    ("25/11/2026 17:30", "2 hours", "26/11/2026 09:00"),
    ("25/11/2026 05:00", "2 hours", "25/11/2026 09:00"),
    ("13/02/2026 16:00", "24 hours", "25/02/2026 16:00"),
    ("21/11/2026 10:00", "8 hours", "23/11/2026 17:00"),
]


def rule(text: str) -> DeadlineRule:
    amount, _, term = text.rpartition(" ")
    return DeadlineRule(Term(term), int(amount or 0))


@pytest.mark.parametrize(("received", "limit", "due"), HAND_CHECKED)
def test_the_day_of_result_is_as_counted_by_hand(received: str, limit: str, due: str) -> None:
    assert appoint(at(received), rule(limit), CALENDAR).due == at(due)


@pytest.mark.parametrize(
    ("received", "forward"),
    [
        ("25/11/2026 08:00", "25/11/2026 17:00"),
        ("25/11/2026 15:00", "25/11/2026 17:00"),
        ("25/11/2026 15:01", "26/11/2026 07:00"),
        ("23/11/2026 15:01", "25/11/2026 07:00"),
        ("13/02/2026 15:01", "23/02/2026 07:00"),
        ("21/11/2026 09:00", "23/11/2026 07:00"),
    ],
)
def test_a_dossier_goes_on_the_same_day_or_after_three_in_the_next_morning(received: str, forward: str) -> None:
    for limit in ("3 working-days", "same-day", "8 hours"):
        assert appoint(at(received), rule(limit), CALENDAR).forward_by == at(forward)


def test_the_clerk_is_told_which_days_off_lie_in_between() -> None:
    appointment = appoint(at("23/11/2026 08:14"), rule("3 working-days"), CALENDAR)
    assert appointment.days_off == ((date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),)


def test_for_another_authority_no_day_is_promised_but_the_forwarding_is() -> None:
    appointment = appoint(at("23/11/2026 08:14"), rule("20 working-days"), CALENDAR, starts_elsewhere=True)
    assert appointment.due is None
    assert appointment.starts_elsewhere
    assert appointment.forward_by == at("23/11/2026 17:00")


def test_a_day_beyond_the_settled_calendar_is_marked() -> None:
    assert not appoint(at("29/01/2027 09:00"), rule("3 working-days"), CALENDAR).unsettled
    assert appoint(at("29/01/2027 09:00"), rule("5 working-days"), CALENDAR).unsettled


def test_the_moment_counts_in_vietnam_wherever_the_clock_stands() -> None:
    # 17:30 UTC on Sunday is half past midnight on Monday here
    received = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert appoint(received, rule("same-day"), CALENDAR).due == at("23/11/2026 16:30")


@pytest.mark.parametrize("term", [Term.WORKING_DAYS, Term.CALENDAR_DAYS, Term.HOURS])
def test_a_limit_of_nothing_is_refused(term: Term) -> None:
    with pytest.raises(ValueError, match="limit"):
        appoint(at("23/11/2026 08:00"), DeadlineRule(term, 0), CALENDAR)


def test_a_calendar_without_working_days_is_called_broken_and_never_hangs() -> None:
    first = date(2026, 1, 1)
    never = WorkCalendar({first + timedelta(days=i): "nghỉ" for i in range(8000)})
    for limit in ("1 working-days", "1 hours", "1 calendar-days"):
        with pytest.raises(BrokenPromise):
            appoint(at("05/01/2026 08:00"), rule(limit), never)


# --- laws ----------------------------------------------------------------------------------------------

_FIRST = date(2026, 1, 1)
days = st.integers(0, 120).map(lambda i: _FIRST + timedelta(days=i))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any holidays, and any Saturdays and Sundays worked instead."""
    off = draw(st.lists(days, max_size=30))
    worked = draw(st.lists(days.filter(lambda d: d.weekday() >= 5), max_size=8))
    return WorkCalendar(dict.fromkeys(off, "nghỉ"), frozenset(worked))


moments = st.builds(
    lambda day, minute: datetime.combine(day, time(minute // 60, minute % 60), VIETNAM), days, st.integers(0, 1439)
)


def works(calendar: WorkCalendar, day: date) -> bool:
    """The oracle: said again, in other words than the code's."""
    weekend = day.strftime("%a") in {"Sat", "Sun"}
    return day in calendar.worked_weekends or not (weekend or day in calendar.holidays)


@given(calendars(), moments, st.integers(1, 30))
def test_working_days_are_counted_as_by_hand(calendar: WorkCalendar, received: datetime, amount: int) -> None:
    due = appoint(received, DeadlineRule(Term.WORKING_DAYS, amount), calendar).due
    assert due is not None
    between = [received.date() + timedelta(days=i + 1) for i in range((due.date() - received.date()).days)]
    assert sum(works(calendar, day) for day in between) == amount
    assert works(calendar, due.date())
    assert due.time() == calendar.hours.results_until


@given(calendars(), moments, st.integers(1, 60))
def test_plain_days_never_end_on_a_day_off_nor_later_than_needed(
    calendar: WorkCalendar, received: datetime, amount: int
) -> None:
    due = appoint(received, DeadlineRule(Term.CALENDAR_DAYS, amount), calendar).due
    assert due is not None
    limit = received.date() + timedelta(days=amount)
    assert works(calendar, due.date())
    assert due.date() >= limit
    assert not any(works(calendar, limit + timedelta(days=i)) for i in range((due.date() - limit).days))


@settings(max_examples=40)
@given(calendars(), moments, st.integers(1, 24))
def test_hours_are_counted_minute_by_minute(calendar: WorkCalendar, received: datetime, amount: int) -> None:
    due = appoint(received, DeadlineRule(Term.HOURS, amount), calendar).due
    moment, left = received, amount * 60
    while left:
        inside = any(opens <= moment.time() < closes for opens, closes in calendar.hours.spells())
        left -= inside and works(calendar, moment.date())
        moment += timedelta(minutes=1)
    assert due == moment


@given(calendars(), moments, st.sampled_from(list(Term)), st.integers(1, 20), st.integers(0, 600))
def test_who_comes_later_never_gets_it_earlier(
    calendar: WorkCalendar, received: datetime, term: Term, amount: int, minutes: int
) -> None:
    sooner = appoint(received, DeadlineRule(term, amount), calendar)
    later = appoint(received + timedelta(minutes=minutes), DeadlineRule(term, amount), calendar)
    assert sooner.due is not None
    assert later.due is not None
    assert sooner.due <= later.due
    assert sooner.forward_by <= later.forward_by


@given(calendars(), days)
def test_a_day_is_worked_or_the_next_working_day_is_the_first_worked(calendar: WorkCalendar, day: date) -> None:
    following = calendar.next_working_day(day)
    assert following > day
    assert not any(works(calendar, day + timedelta(days=i)) for i in range(1, (following - day).days))
    assert calendar.same_or_next_working_day(day) == (day if works(calendar, day) else following)


def test_a_unit_with_other_hours_counts_by_its_own() -> None:
    early = WorkCalendar({}, hours=WorkingHours((time(7), time(11)), (time(13), time(17)), time(16)))
    assert appoint(at("25/11/2026 10:00"), rule("2 hours"), early).due == at("25/11/2026 14:00")
