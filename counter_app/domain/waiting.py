"""How long somebody who takes a number now will wait, from what was measured, with how sure that is.

Mean service times people ahead divided by counters is wrong in three ways that visitors of queue systems complain of:
it forgets that those at the counters have been there for a while, that a paper to certify takes three minutes and a
marriage twenty, and that a counter is taken by whoever is next, not by an equal share. So the queue is played
through: each counter is free when the one at it will have finished, and the next in order goes to whichever is free
first.

Times are of each service group, drawn towards the mean of all where a group has few (the weight of `_OWN` services).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import fmean

from .ticket import Service

_BEFORE_ANY = 6 * 60.0  # seconds a service, until one was measured
_OWN = 5  # services of a group until its own mean counts as much as that of all
_LONGEST = 2 * 3600.0  # seconds: a ticket that nobody finished over lunch is no service
_LONGEST_WAY = 5 * 60.0
_SPREAD = 0.7  # standard deviation of a service in means, until there are enough: between even and exponential
_ENOUGH = 20
_FINE = 10  # minutes: from here on nobody reads single ones
_ONE_IN_TEN = 1.28  # standard deviations: one in ten waits longer, one in ten less


@dataclass(frozen=True, slots=True)
class ExpectedWait:
    """Minutes. `likely` the expected wait; in eight of ten cases it lies between `least` and `most`."""

    likely: float
    least: float
    most: float

    @property
    def told(self) -> tuple[int, int]:
        """As people are told: whole minutes, in steps of five from ten on, never less than what is likely."""
        return _step(self.likely), max(_step(self.likely), _step(self.most))


@dataclass(frozen=True, slots=True)
class Serving:
    """A counter at work: on what, for how many seconds already."""

    group: str
    seconds: float


def _step(minutes: float) -> int:
    whole = ceil(minutes)
    return whole if whole < _FINE else 5 * ceil(minutes / 5)


class ServiceTimes:
    """What was measured, of the last weeks; services whose times were marked wrong do not count."""

    def __init__(self, services: Iterable[Service]) -> None:
        measured: dict[str, list[float]] = {}
        for service in services:
            # A counter is taken from the call on; who was called again much later did not keep it all the while.
            whole = min(service.way, _LONGEST_WAY) + service.served
            if not service.time_wrong and 0 < whole <= _LONGEST:
                measured.setdefault(service.group, []).append(whole)
        self._of: Mapping[str, Sequence[float]] = {group: sorted(times) for group, times in measured.items()}
        every = sorted(time for times in measured.values() for time in times)
        self._every: Sequence[float] = every
        self._mean = (sum(every) + _BEFORE_ANY * _OWN) / (len(every) + _OWN)

    def mean(self, group: str) -> float:
        """Seconds."""
        own = self._of.get(group, ())
        return (sum(own) + self._mean * _OWN) / (len(own) + _OWN)

    def left(self, group: str, seconds: float) -> float:
        """Seconds that a service will still take, once it has taken some: the mean of those that took longer."""
        own = self._of.get(group, ())
        times = own if len(own) >= _ENOUGH else self._every
        longer = [time - seconds for time in times if time > seconds]
        if len(longer) >= _OWN:
            return fmean(longer)
        return max(self.mean(group) - seconds, self.mean(group) / 4)  # longer than nearly all: nobody knows

    def variance(self, group: str) -> float:
        own = self._of.get(group, ())
        if len(own) < _ENOUGH:
            return (_SPREAD * self.mean(group)) ** 2
        mean = fmean(own)
        return fmean((time - mean) ** 2 for time in own)


def expected_wait(
    ahead: Sequence[str], serving: Sequence[Serving], counters: int, times: ServiceTimes
) -> ExpectedWait | None:
    """The wait of whoever comes after `ahead` (service groups, in the order of the call), at `counters` of which
    `serving` are taken; None where no counter is open."""
    free = [times.left(one.group, one.seconds) for one in serving]
    free += [0.0] * (counters - len(free))
    if not free:
        return None
    doubt = [times.variance(one.group) / 2 for one in serving] + [0.0] * (len(free) - len(serving))
    queue = [(seconds, variance, place) for place, (seconds, variance) in enumerate(zip(free, doubt, strict=True))]
    heapq.heapify(queue)
    for group in ahead:
        seconds, variance, place = heapq.heappop(queue)
        heapq.heappush(queue, (seconds + times.mean(group), variance + times.variance(group), place))
    seconds = queue[0][0]
    # The first to be free of several is more certain than each of them.
    sure = _ONE_IN_TEN * sqrt(sum(variance for _, variance, _ in queue)) / len(queue)
    return ExpectedWait(seconds / 60, max(0.0, seconds - sure) / 60, (seconds + sure) / 60)
