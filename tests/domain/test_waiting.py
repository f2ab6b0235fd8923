"""How long somebody will wait: told from what was measured, and better than mean service × people ÷ counters."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from math import log
from statistics import fmean
from uuid import uuid4

import pytest

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.ticket import Service
from counter_app.domain.waiting import ServiceTimes, Serving, expected_wait

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
# What citizens come for on a Monday: how many in a hundred, and the mean minutes of each, spread as a log-normal.
MIX = {"chung-thuc": (50, 2.0), "ho-tich": (30, 6.0), "dat-dai": (8, 10.0), "bao-tro": (12, 5.0)}
_SIGMA = 0.6
CITIZENS, COUNTERS, HOURS = 300, 3, 8


def service(group: str, seconds: float, wrong: bool = False) -> Service:
    return Service(uuid4(), group, "Q01", MORNING, MORNING, MORNING, MORNING + timedelta(seconds=seconds), wrong)


def _seconds(chance: random.Random, group: str) -> float:
    mean = 60 * MIX[group][1]
    return chance.lognormvariate(log(mean) - _SIGMA**2 / 2, _SIGMA)


def _group(chance: random.Random) -> str:
    return chance.choices(list(MIX), [share for share, _ in MIX.values()])[0]


class Monday:
    """Three hundred citizens, most in the morning, three counters, each citizen to the counter that is free first.

    `ours`, `peer`: how many minutes each told wait was off; `kept`: how many of our spans the wait lay in.
    """

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        weeks = [service(group, _seconds(chance, group)) for group in (_group(chance) for _ in range(800))]
        times = ServiceTimes(weeks)
        mean = fmean(each.served for each in weeks)
        came = sorted(chance.betavariate(1.5, 3) * HOURS * 3600 for _ in range(CITIZENS))
        groups = [_group(chance) for _ in came]
        lasts = [_seconds(chance, group) for group in groups]
        free = [0.0] * COUNTERS
        began = []
        for at, seconds in zip(came, lasts, strict=True):
            counter = free.index(min(free))
            began.append(max(at, free[counter]))
            free[counter] = began[-1] + seconds
        self.ours: list[float] = []
        self.peer: list[float] = []
        self.waits = [(start - at) / 60 for start, at in zip(began, came, strict=True)]
        self.kept = 0
        for number, at in enumerate(came):
            ahead = [groups[n] for n in range(number) if began[n] > at]
            here = [n for n in range(number) if began[n] <= at < began[n] + lasts[n]]
            told = expected_wait(ahead, [Serving(groups[n], at - began[n]) for n in here], COUNTERS, times)
            assert told is not None
            self.ours.append(abs(told.likely - self.waits[number]))
            self.peer.append(abs(mean / 60 * len(ahead) / COUNTERS - self.waits[number]))
            self.kept += told.least - 0.5 <= self.waits[number] <= told.most + 0.5


def test_over_simulated_mondays_it_is_nearer_than_mean_times_people_by_counters() -> None:
    """The stated error: some five minutes where the mean wait is an hour. The days are drawn by lot, so that the sum of
    what services really took is off from the mean whatever one tells: that part no estimate can save."""
    days = [Monday(seed) for seed in range(12)]
    ours, peer = (fmean(fmean(off) for off in offs) for offs in ([d.ours for d in days], [d.peer for d in days]))
    assert ours < 0.9 * peer
    assert ours < 6 < fmean(fmean(day.waits) for day in days) / 8
    assert sum(day.kept for day in days) / (len(days) * CITIZENS) > 0.75, "the span that is told keeps no promise"


def test_who_finds_a_free_counter_does_not_wait() -> None:
    told = expected_wait([], [Serving("ho-tich", 60)], 2, ServiceTimes([]))
    assert told is not None
    assert told.likely == 0


def test_where_no_counter_is_open_nothing_is_told() -> None:
    assert expected_wait(["ho-tich"], [], 0, ServiceTimes([])) is None


def test_a_paper_to_certify_is_not_a_marriage() -> None:
    times = ServiceTimes([service("chung-thuc", 120)] * 50 + [service("ho-tich", 900)] * 50)
    waits = [expected_wait([group] * 4, [Serving(group, 0)], 1, times) for group in ("chung-thuc", "ho-tich")]
    quick, slow = (wait.likely for wait in waits if wait is not None)
    assert quick == pytest.approx(10, rel=0.3), "drawn towards the mean of all a little"
    assert slow == pytest.approx(75, rel=0.2)


def test_whoever_has_been_at_the_counter_for_long_is_nearly_done() -> None:
    times = ServiceTimes([service("ho-tich", seconds) for seconds in range(240, 720, 10)])
    begun, late = (expected_wait([], [Serving("ho-tich", s)], 1, times) for s in (0, 420))
    assert begun is not None
    assert late is not None
    assert late.likely < begun.likely - 4


def test_times_marked_wrong_and_tickets_left_over_lunch_do_not_count() -> None:
    right = ServiceTimes([service("ho-tich", 300)] * 30)
    spoiled = [service("ho-tich", 5000, wrong=True)] * 30 + [service("ho-tich", 4 * 3600)] * 5
    assert ServiceTimes([*[service("ho-tich", 300)] * 30, *spoiled]).mean("ho-tich") == right.mean("ho-tich")
