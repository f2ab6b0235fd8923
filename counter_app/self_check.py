"""Runs the checks of an installation and says how each went. Which checks there are is `bootstrap`'s to know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from time import monotonic

from .domain.errors import CounterError


class Outcome(StrEnum):
    GOOD = "good"
    ABSENT = "absent"  # not set up here, and reception goes on without it
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """`try_it` returns what it found, in a few words; raises what is wrong. An `optional` part may be absent."""

    name: str
    try_it: Callable[[], str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    outcome: Outcome
    words: str
    seconds: float

    @property
    def good(self) -> bool:
        return self.outcome is not Outcome.BAD


def run(checks: Iterable[Check]) -> tuple[Result, ...]:
    """Each check on its own: one that fails never hides another."""
    return tuple(_run(check) for check in checks)


def _run(check: Check) -> Result:
    began = monotonic()
    try:
        outcome, words = Outcome.GOOD, check.try_it()
    except CounterError as error:
        outcome, words = (Outcome.ABSENT if check.optional else Outcome.BAD), error.code
    except Exception as error:  # whatever is broken must be told, not end the check
        outcome, words = Outcome.BAD, f"{type(error).__module__}.{type(error).__name__}"
    return Result(check.name, outcome, words, round(monotonic() - began, 3))


def as_json(results: Iterable[Result]) -> str:
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2)


def as_text(results: Iterable[Result]) -> str:
    return "\n".join(f"{result.outcome:<7} {result.name:<12} {result.words}" for result in results)
