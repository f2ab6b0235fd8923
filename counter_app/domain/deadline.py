"""When the result is due, and when the dossier goes on to the unit that decides.

Working days count from the day after reception and skip weekends and holidays; a swapped Saturday counts
(domain calendar data). A limit in plain days ("ngày") never ends on a day off. A limit in hours runs through
working hours only. What is received after 15:00 moves a same-day result, and the forwarding of any dossier, to
the next working day (NĐ 61/2018 Art. 18.2, kept by NĐ 309/2026); it moves nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from .errors import BrokenPromise
from .procedure import DeadlineRule, Term

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_LAST_FORWARDING = time(15, 0)
_LEAST_WORK = 240  # minutes a day
_FURTHEST = 7320  # days looked ahead before a calendar is called broken: twice the longest limit of a catalogue


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The unit's hours, local time without a zone: morning, afternoon, and when results are handed out at the latest.

    Raises ValueError where they do not follow each other, or leave less than four hours of work.
    """

    morning: tuple[time, time] = (time(7, 0), time(11, 30))
    afternoon: tuple[time, time] = (time(13, 30), time(17, 0))
    results_until: time = time(16, 30)

    def __post_init__(self) -> None:
        (opens, noon), (again, closes) = self.spells()
        if any(moment.tzinfo is not None for moment in (opens, noon, again, closes, self.results_until)):
            raise ValueError("hours are local: no zone")
        if not (opens < noon <= again < self.results_until <= closes):
            raise ValueError("morning, afternoon, and results before it ends")
        if _minutes(noon) - _minutes(opens) + _minutes(closes) - _minutes(again) < _LEAST_WORK:
            raise ValueError("a working day has at least four hours")

    def spells(self) -> tuple[tuple[time, time], tuple[time, time]]:
        return self.morning, self.afternoon


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off by name, and weekend days worked in exchange. Data of the province, never computed from rules here.

    `known_until`: the last day for which the holidays are settled; later dates are marked as unsettled.
    """

    holidays: dict[date, str]
    worked_weekends: frozenset[date] = frozenset()
    hours: WorkingHours = WorkingHours()
    known_until: date | None = None

    def is_working_day(self, day: date) -> bool:
        if day in self.worked_weekends:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.nth_working_day(day, 1)

    def same_or_next_working_day(self, day: date) -> date:
        return day if self.is_working_day(day) else self.next_working_day(day)

    def same_or_previous_working_day(self, day: date) -> date:
        found = next((d for d in (day - timedelta(days=i) for i in range(_FURTHEST)) if self.is_working_day(d)), None)
        if found is None:
            raise BrokenPromise("the calendar has no working days before")
        return found

    def nth_working_day(self, day: date, n: int) -> date:
        """The `n`th working day after `day`."""
        ahead = (day + timedelta(days=i) for i in range(1, _FURTHEST))
        found = next(islice((d for d in ahead if self.is_working_day(d)), n - 1, None), None)
        if found is None:
            raise BrokenPromise("the calendar has no working days left")
        return found

    def named_days_off(self, after: date, until: date) -> tuple[tuple[date, str], ...]:
        """Holidays that fall on weekdays in (after, until]: what the clerk explains."""
        return tuple(
            (day, name)
            for day, name in sorted(self.holidays.items())
            if after < day <= until and day.weekday() < 5 and day not in self.worked_weekends
        )


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the receipt promises.

    `due` local time, or None where the clock starts only at the competent authority (`starts_elsewhere`);
    `forward_by` when the dossier is handed on at the latest; `days_off` the holidays in between, for the clerk;
    `unsettled`: the calendar is not yet fixed that far.
    """

    due: datetime | None
    forward_by: datetime
    days_off: tuple[tuple[date, str], ...] = ()
    starts_elsewhere: bool = False
    unsettled: bool = False


def appoint(
    received: datetime, rule: DeadlineRule, calendar: WorkCalendar, starts_elsewhere: bool = False
) -> Appointment:
    """The appointment for a dossier complete at `received` (aware; any zone, counted in Vietnam's)."""
    local = received.astimezone(VIETNAM).replace(tzinfo=None)
    forward_by = _forward_by(local, calendar)
    if starts_elsewhere:
        return Appointment(None, _aware(forward_by), starts_elsewhere=True)
    due = _due(local, rule, calendar)
    return Appointment(
        _aware(due),
        _aware(forward_by),
        calendar.named_days_off(local.date(), due.date()),
        unsettled=calendar.known_until is not None and due.date() > calendar.known_until,
    )


def moved_on(
    due: datetime, asked: datetime, complete: datetime, rule: DeadlineRule, calendar: WorkCalendar
) -> datetime:
    """The promised moment, later by what was waited from `asked` until `complete` (aware moments).

    In working days: one for each that ended in between. In plain days: as many, never ending on a day off. In hours:
    what was left of the working hours runs on from `complete`.
    """
    local_due, begun, ended = (m.astimezone(VIETNAM).replace(tzinfo=None) for m in (due, asked, complete))
    waited = range(1, (ended.date() - begun.date()).days + 1)
    match rule.term:
        case Term.WORKING_DAYS | Term.SAME_DAY:
            days = sum(calendar.is_working_day(begun.date() + timedelta(days=i)) for i in waited)
            day = calendar.nth_working_day(local_due.date(), days) if days else local_due.date()
        case Term.CALENDAR_DAYS:
            day = calendar.same_or_next_working_day(local_due.date() + timedelta(days=len(waited)))
        case Term.HOURS:
            left = _working_time(begun, local_due, calendar)
            return _aware(_after_working_hours(ended, left, calendar) if left else max(ended, local_due))
    return _aware(datetime.combine(day, local_due.time()))


def _working_time(start: datetime, end: datetime, calendar: WorkCalendar) -> timedelta:
    total = timedelta()
    for opens, closes in _spells_from(start, calendar):
        if opens >= end:
            break
        total += max(timedelta(), min(closes, end) - max(opens, start))
    return total


def _aware(local: datetime) -> datetime:
    return local.replace(tzinfo=VIETNAM)


def _forward_by(local: datetime, calendar: WorkCalendar) -> datetime:
    """End of the same working day, or after 15:00 (or on a day off) the start of the next."""
    if calendar.is_working_day(local.date()) and local.time() <= _LAST_FORWARDING:
        return datetime.combine(local.date(), calendar.hours.afternoon[1])
    return datetime.combine(calendar.next_working_day(local.date()), calendar.hours.morning[0])


def _due(local: datetime, rule: DeadlineRule, calendar: WorkCalendar) -> datetime:
    day = local.date()
    until = calendar.hours.results_until
    match rule.term:
        case Term.SAME_DAY:
            today = calendar.is_working_day(day) and local.time() <= _LAST_FORWARDING
            return datetime.combine(day if today else calendar.next_working_day(day), until)
        case Term.WORKING_DAYS:
            if rule.amount < 1:
                raise ValueError("a limit of working days is at least one")
            return datetime.combine(calendar.nth_working_day(day, rule.amount), until)
        case Term.CALENDAR_DAYS:
            if rule.amount < 1:
                raise ValueError("a limit of days is at least one")
            return datetime.combine(calendar.same_or_next_working_day(day + timedelta(days=rule.amount)), until)
        case Term.HOURS:
            return _after_working_hours(local, timedelta(hours=rule.amount), calendar)


def _after_working_hours(start: datetime, left: timedelta, calendar: WorkCalendar) -> datetime:
    """The moment at which `left` of working time has run since `start`."""
    if left <= timedelta():
        raise ValueError("a limit of hours is positive")
    for opens, closes in _spells_from(start, calendar):
        begins = max(opens, start)
        if begins >= closes:
            continue
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    raise BrokenPromise("the calendar has no working hours left")


def _spells_from(start: datetime, calendar: WorkCalendar) -> Iterable[tuple[datetime, datetime]]:
    for ahead in range(_FURTHEST):
        day = start.date() + timedelta(days=ahead)
        if calendar.is_working_day(day):
            for opens, closes in calendar.hours.spells():
                yield datetime.combine(day, opens), datetime.combine(day, closes)
