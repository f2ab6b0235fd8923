"""The shipped calendar against the library that seeded it: each difference is known by name."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import holidays

from counter_app.domain.catalogue import parse_bundle
from resources import catalogue_bundle

CALENDAR = parse_bundle(catalogue_bundle()).calendar
YEARS = (2025, 2026, 2027)
LIBRARY = holidays.country_holidays("VN", years=YEARS, language="vi")

# What the library does not know, and why we do.
OFF_BESIDES = {date(2026, 1, 2): "swapped with Saturday 10/01/2026 by the government's decision"}
WORKED_BESIDES = {date(2026, 1, 10): "for Friday 02/01/2026"}


def test_days_off_are_the_library_s_and_the_explained_ones() -> None:
    seeded = {day for day in LIBRARY if day.year in YEARS}
    assert set(CALENDAR.holidays) - seeded == set(OFF_BESIDES)
    assert seeded <= set(CALENDAR.holidays)


def test_worked_saturdays_are_the_library_s_and_the_explained_ones() -> None:
    seeded = {day for day in LIBRARY.weekend_workdays if day.year in YEARS}
    assert CALENDAR.worked_weekends - seeded == set(WORKED_BESIDES)
    assert seeded <= CALENDAR.worked_weekends


def test_each_worked_saturday_stands_for_a_day_off_of_its_own() -> None:
    swaps = catalogue_bundle()["calendar"]["worked_weekends"]
    instead = [date.fromisoformat(swap["instead_of"]) for swap in swaps]
    assert len(set(instead)) == len(instead)
    assert all(day in CALENDAR.holidays and day.weekday() < 5 for day in instead)


def test_tet_2026_is_off_from_the_fourteenth_to_the_twenty_second() -> None:
    off = [day for day in range(13, 25) if not CALENDAR.is_working_day(date(2026, 2, day))]
    assert off == list(range(14, 23))


def test_tet_2027_is_not_settled_yet() -> None:
    assert CALENDAR.known_until == date(2027, 2, 3)


def test_the_file_is_what_the_script_writes() -> None:
    """A hand that edits the file edits the script as well, else the next year's seeding undoes it."""
    path = Path(__file__).parents[2] / "tools" / "seed_calendar.py"
    spec = importlib.util.spec_from_file_location("seed_calendar", path)
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.calendar() == catalogue_bundle()["calendar"]
