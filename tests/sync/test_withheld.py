"""What the province withholds from this counter (a 403: the log-in held) holds up nothing else."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier import Honest
from tests.services.sandbox import Sandbox

from .counter import RealCounter
from .hostile import Exchange
from .test_lying_province import of, through

REFUSED, LOGIN_REFUSED = "environment.province-refused", "environment.login-refused"


@pytest.mark.parametrize("withheld", ["PUT", "PATCH", "GET"])
def test_a_dossier_that_this_counter_has_no_rights_to_delays_no_other(
    counter: RealCounter, sandbox: Sandbox, withheld: str
) -> None:
    first, second, third = (counter.accept(size) for size in (100, 200, 300))
    mended = False

    def no_rights(passing: Exchange) -> None:
        its_file = passing.method == "PATCH" and len(passing.body) == 100
        if not mended and passing.method == withheld and (of(first, passing) or its_file):
            passing.tell({"code": "no-rights"}, status=403)

    with through(counter, sandbox, no_rights):
        outcome = counter.sync()
        assert (outcome.online, outcome.confirmed, outcome.failed, outcome.problem) == (True, 2, 1, REFUSED)
        assert (counter.event(first).attempts, counter.state(first).problem) == (1, REFUSED)
        assert [counter.state(one).state for one in (second, third)] == [Honest.CONFIRMED] * 2
        mended = True
        assert counter.sync_at_once().confirmed == 1


@pytest.mark.parametrize("withheld", ["/catalogue", "/accounts", "/leases", "/changes"])
def test_dossiers_go_out_whatever_else_the_province_withholds(
    counter: RealCounter, sandbox: Sandbox, withheld: str
) -> None:
    accepted = counter.accept(100)

    def withhold(passing: Exchange) -> None:
        if passing.path.partition("?")[0] == withheld:
            passing.tell({"code": "no-rights"}, status=403)

    with through(counter, sandbox, withhold):
        counter.restart(days_ahead=3)  # numbers are missing for two days
        outcome = counter.sync()
    assert (outcome.confirmed, outcome.failed, outcome.waiting, outcome.problem) == (1, 0, 0, LOGIN_REFUSED)
    assert counter.state(accepted).state is Honest.CONFIRMED


def test_a_dossier_withheld_with_the_catalogue_delays_no_other(counter: RealCounter, sandbox: Sandbox) -> None:
    first, second = counter.accept(100), counter.accept(200)

    def withhold(passing: Exchange) -> None:
        if passing.path == "/catalogue" or of(first, passing):
            passing.tell({"code": "no-rights"}, status=403)

    with through(counter, sandbox, withhold):
        outcome = counter.sync()
    assert (outcome.confirmed, outcome.failed) == (1, 1)
    assert [counter.state(one).state for one in (first, second)] == [Honest.SAVED, Honest.CONFIRMED]


def test_a_counter_from_which_everything_is_withheld_tries_two_dossiers_and_no_more(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    for _ in range(4):
        counter.accept(100)
    with through(
        counter,
        sandbox,
        lambda passing: passing.tell({"code": "no-rights"}, status=403) if passing.path != "/token" else None,
    ):
        outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.failed, outcome.waiting) == (False, LOGIN_REFUSED, 2, 4)
