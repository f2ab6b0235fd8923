"""How every bench measures and prints: rounds taken in turns, medians with their spread, each row with its reach."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def in_turns(works: Mapping[str, Callable[[], float]], rounds: int, warm: int = 3) -> dict[str, list[float]]:
    """What each work measured in each round, one after the other in every round: a busy machine is busy for all.

    Every other round the other way about: who comes second finds in the processor's caches, and in the system's, what
    the first has read. A row on a page that neither had read took the first a third longer.
    """
    measured: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(-warm, rounds):
        for name, work in list(works.items())[:: -1 if turn % 2 else 1]:
            result = work()
            if turn >= 0:
                measured[name].append(result)
    return measured


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """`time.thread_time` for what waits for nothing but the processor: then no neighbour is measured with it."""
    began = clock()
    work()
    return (clock() - began) * 1000


def table(measured: Mapping[str, Sequence[float]], unit: str = "ms") -> None:
    """A line for each: median, the quarters around it, the 95th in a hundred."""
    wide = max(map(len, measured)) + 2
    say(f"  {unit:<{wide}}{'median':>9}{'p25':>9}{'p75':>9}{'p95':>9}")
    for name, values in measured.items():
        low, _, high = quantiles(values, n=4)
        last = quantiles(values, n=20)[-1]
        say(f"  {name:<{wide}}{median(values):>9.3f}{low:>9.3f}{high:>9.3f}{last:>9.3f}")


@dataclass(frozen=True)
class Row:
    """One row of the figures to reach: `ours` against `peer`, at most `reach` times as much."""

    what: str
    ours: float
    peer: float
    reach: float

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def reached(self) -> bool:
        return self.ratio <= self.reach

    def say(self) -> None:
        say_judged(f"{self.what}: {self.ratio:.2f}x (reach {self.reach:g}x)", self.reached)


_judged: list[bool] = []


def outcome() -> int:
    """The exit code of a bench: 1 when a row that was said is missed."""
    return 0 if all(_judged) else 1


def say_judged(words: str, reached: bool) -> None:
    """A row that is measured against a limit instead of a peer."""
    _judged.append(reached)
    say(f"  {words}: {'reached' if reached else 'MISSED'}")
