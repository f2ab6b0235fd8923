"""The tree of typed sentences: each leaf by its own code, under its branch's."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain import errors
from counter_app.domain.errors import CitizenMustAct, ClerkCanRetry, CounterError, EnvironmentFault, OurFault

BRANCHES = {CitizenMustAct: "citizen", ClerkCanRetry: "clerk", EnvironmentFault: "environment", OurFault: "ours"}


def below(kind: type[CounterError]) -> Iterator[type[CounterError]]:
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield child
            yield from below(child)


def test_the_first_level_says_who_can_mend_it() -> None:
    assert {kind for kind in CounterError.__subclasses__() if kind.__module__ == errors.__name__} == set(BRANCHES)


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = list(below(CounterError))
    assert len(kinds) > 40
    assert all("code" in vars(kind) for kind in kinds)
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_a_code_begins_with_its_branch_s() -> None:
    for branch, word in BRANCHES.items():
        assert branch.code == word
        for kind in below(branch):
            assert kind.code.startswith(f"{word}."), kind


def test_facts_are_apart_from_the_private_detail() -> None:
    error = errors.UnknownProcedure("said by the shelf", procedure="9.999999")
    assert error.facts == {"procedure": "9.999999"}
    assert error.detail == "said by the shelf"
    assert str(errors.DiskFull()) == "environment.disk-full"
