"""A day's waits against what the plan promises: 30 minutes, then 15 (56/KH-UBND Sóc Trăng, QĐ 468/QĐ-TTg). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from .deadline import VIETNAM
from .ticket import Service

GOOD, BAD = 15, 30  # minutes


@dataclass(frozen=True, slots=True)
class HourOfWaits:
    """Of those called in one hour of the day, in minutes: the middle wait, and the longest."""

    hour: int
    called: int
    median: float
    longest: float


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Minutes. `services` in the order in which they were called; means are over those whose times count.

    `within_good`, `within_bad`: how many waited at most 15 and 30 minutes; `wrong` were marked as saying nothing.
    """

    services: tuple[Service, ...]
    counted: int
    wrong: int
    mean_wait: float
    longest_wait: float
    mean_way: float
    mean_service: float
    within_good: int
    within_bad: int
    hours: tuple[HourOfWaits, ...]


def day_figures(services: Iterable[Service]) -> DayFigures:
    """Of the services of one day, in Vietnam's hours."""
    every = tuple(sorted(services, key=lambda service: service.called_at))
    counted = [service for service in every if not service.time_wrong]
    waits = [service.waited / 60 for service in counted]
    return DayFigures(
        services=every,
        counted=len(counted),
        wrong=len(every) - len(counted),
        mean_wait=_mean(waits),
        longest_wait=max(waits, default=0.0),
        mean_way=_mean([service.way / 60 for service in counted]),
        mean_service=_mean([service.served / 60 for service in counted]),
        within_good=sum(wait <= GOOD for wait in waits),
        within_bad=sum(wait <= BAD for wait in waits),
        hours=_hours(counted),
    )


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def _hours(services: Sequence[Service]) -> tuple[HourOfWaits, ...]:
    """From the first hour with a call to the last, those without one as well."""
    by_hour: dict[int, list[float]] = {}
    for service in services:
        by_hour.setdefault(service.called_at.astimezone(VIETNAM).hour, []).append(service.waited / 60)
    if not by_hour:
        return ()
    return tuple(
        HourOfWaits(hour, len(waits), median(waits) if waits else 0.0, max(waits, default=0.0))
        for hour in range(min(by_hour), max(by_hour) + 1)
        for waits in (by_hour.get(hour, []),)
    )
