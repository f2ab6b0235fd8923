"""Runs the checks of an installation and says how each went. Which checks there are is `checks`' to know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from time import monotonic

from .domain.errors import CounterError, OurFault


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
    """`words`: what was found, or the error's code (for one that is not typed, its kind).

    `code` and `sentence`: of the error, None and empty where the part is good.
    """

    name: str
    outcome: Outcome
    words: str
    seconds: float
    code: str | None = None
    sentence: str = ""

    @property
    def good(self) -> bool:
        return self.outcome is not Outcome.BAD


def run(checks: Iterable[Check], sentence: Callable[[CounterError], str]) -> tuple[Result, ...]:
    """Each check on its own: one that fails never hides another. `sentence`: the words for an error."""
    return tuple(_run(check, sentence) for check in checks)


def _run(check: Check, sentence: Callable[[CounterError], str]) -> Result:
    began = monotonic()
    wrong: CounterError | None = None
    try:
        outcome, words = Outcome.GOOD, check.try_it()
    except CounterError as error:
        outcome, words, wrong = (Outcome.ABSENT if check.optional else Outcome.BAD), error.code, error
    except Exception as error:  # whatever is broken must be told, not end the check
        outcome, words, wrong = Outcome.BAD, f"{type(error).__module__}.{type(error).__name__}", OurFault()
    seconds = round(monotonic() - began, 3)
    if wrong is None:
        return Result(check.name, outcome, words, seconds)
    return Result(check.name, outcome, words, seconds, wrong.code, sentence(wrong))


def as_json(results: Iterable[Result]) -> str:
    return json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2)


def as_text(results: Iterable[Result]) -> str:
    return "\n".join(f"{result.outcome:<7} {result.name:<12} {_told(result)}" for result in results)


def _told(result: Result) -> str:
    """The sentence; the kind of an error that has none of its own stands behind it, for the report to the makers."""
    if result.sentence and result.words != result.code:
        return f"{result.sentence} ({result.words})"
    return result.sentence or result.words
