"""A province that tells nonsense to a counter: what it says of one dossier, or in one answer, spoils no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from counter_app.domain.codes import DossierCode
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import BadCatalogue, DiskFull
from counter_app.ports import AcceptedDossier
from local_db.store import SqlStore
from tests.services.sandbox import Sandbox

from .counter import UNIT, RealCounter, at_the_line, gateway_to
from .hostile import Exchange, HostileServer, hostile, relay, says

BUSY, REFUSED = "environment.province-busy", "environment.province-refused"
LINE_DOWN, NOT_THE_PROVINCE = "environment.line-down", "environment.not-the-province"
LOGIN_REFUSED = "environment.login-refused"
OURS = "ours.broken-promise"


@pytest.fixture
def unnumbered(store: SqlStore, sandbox: Sandbox) -> Iterator[RealCounter]:
    """At a province that leases no numbers: every code is provisional."""
    sandbox.faults(one_by_one=True)
    made = at_the_line(store, sandbox)
    made.sync()
    yield made
    made.gateway.close()


@contextmanager
def through(counter: RealCounter, sandbox: Sandbox, change: Callable[[Exchange], None]) -> Iterator[HostileServer]:
    """The counter's line leads through a relay that changes what the sandbox says."""
    answer = relay(sandbox.url, change)
    with hostile(answer, log_in=answer) as server:
        counter.gateway.close()
        counter.gateway = gateway_to(server.url)
        counter.restart()
        yield server


def of(accepted: AcceptedDossier, exchange: Exchange) -> bool:
    return str(accepted.id) in exchange.path


# --- codes for provisional ones ------------------------------------------------------------------------


def test_a_code_given_twice_holds_up_only_the_dossier_that_cannot_bear_it(
    unnumbered: RealCounter, sandbox: Sandbox
) -> None:
    first, second, third = (unnumbered.accept(100) for _ in range(3))
    given: list[str] = []

    def twice(passing: Exchange) -> None:
        if passing.is_receipt and not of(third, passing):
            given.append(passing.told["dossier_code"])
            passing.tell({**passing.told, "dossier_code": given[0]})

    with through(unnumbered, sandbox, twice):
        outcome = unnumbered.sync()
        assert (outcome.online, outcome.confirmed, outcome.failed, outcome.problem) == (True, 2, 1, NOT_THE_PROVINCE)
        assert unnumbered.state(first).linked_code == DossierCode(given[0])
        assert unnumbered.state(third).state is Honest.CONFIRMED
        assert (unnumbered.state(second).linked_code, unnumbered.state(second).problem) == (None, NOT_THE_PROVINCE)
        later = unnumbered.accept(100)
        third = later  # it gets a code of its own
        unnumbered.sync()
        assert unnumbered.state(later).state is Honest.CONFIRMED


def test_a_dossier_is_not_confirmed_before_the_province_gave_it_a_code(
    unnumbered: RealCounter, sandbox: Sandbox
) -> None:
    accepted = unnumbered.accept(100)
    numbering = False

    def no_code_yet(passing: Exchange) -> None:
        if passing.is_receipt and not numbering:
            passing.tell({**passing.told, "dossier_code": None})

    with through(unnumbered, sandbox, no_code_yet):
        outcome = unnumbered.sync()
        assert (outcome.online, outcome.problem, outcome.failed, outcome.waiting) == (True, None, 0, 1)
        assert (unnumbered.state(accepted).state, unnumbered.state(accepted).problem) == (Honest.SENT, None)
        asked_again = unnumbered.event(accepted).next_try
        assert asked_again is not None
        assert asked_again > unnumbered.store.clock.now()
        numbering = True
        assert unnumbered.sync_at_once().confirmed == 1
    assert unnumbered.state(accepted).state is Honest.CONFIRMED
    linked = unnumbered.state(accepted).linked_code
    assert linked is not None
    assert [linked.text] == [held.linked_code for held in sandbox.holdings().dossiers]


def test_a_code_of_another_unit_or_of_an_absurd_day_is_not_linked(unnumbered: RealCounter, sandbox: Sandbox) -> None:
    accepted = unnumbered.accept(100)
    today = unnumbered.store.clock.now().astimezone(VIETNAM).date()
    code = ""

    def lie(passing: Exchange) -> None:
        if passing.is_receipt:
            passing.tell({**passing.told, "dossier_code": code})

    with through(unnumbered, sandbox, lie):
        for code in (
            f"H99.999-{today:%y%m%d}-0001",
            f"{UNIT.code}8-{today:%y%m%d}-0001",
            f"H13-{today:%y%m%d}-0001",
            f"{UNIT.code}-{today - timedelta(days=400):%y%m%d}-0001",
            f"{UNIT.code}-{today + timedelta(days=400):%y%m%d}-0001",
            f"{UNIT.code}-269931-0001",
            "không phải mã",
        ):
            assert unnumbered.sync_at_once().problem == NOT_THE_PROVINCE, code
            assert unnumbered.state(accepted).linked_code is None, code
        code = f"{UNIT.code}.2-{today:%y%m%d}-0001"  # a unit under this one
        assert unnumbered.sync_at_once().confirmed == 1
    assert unnumbered.state(accepted).linked_code == DossierCode(code)


def test_a_dossier_received_under_a_wrong_year_is_linked_to_the_code_of_the_province_s_day(
    unnumbered: RealCounter, sandbox: Sandbox
) -> None:
    accepted = unnumbered.accept(100)
    right = unnumbered.store.clock.now() + timedelta(days=800)  # so far behind is the counter's clock
    code = f"{UNIT.code}-{right.astimezone(VIETNAM):%y%m%d}-0001"

    def in_the_right_year(passing: Exchange) -> None:
        if passing.is_receipt:
            passing.tell({**passing.told, "dossier_code": code, "received_at": right.isoformat()})

    with through(unnumbered, sandbox, in_the_right_year):
        outcome = unnumbered.sync()
    assert (outcome.confirmed, outcome.failed, outcome.problem) == (1, 0, None)
    assert unnumbered.state(accepted).linked_code == DossierCode(code)


# --- one dossier and the others ------------------------------------------------------------------------


def test_an_answer_that_cannot_be_stored_holds_up_only_its_own_dossier(counter: RealCounter) -> None:
    broken, good = counter.accept(100), counter.accept(100)
    with counter.store._engines.writer.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE UPDATE ON dossiers WHEN NEW.state = 'confirmed' AND NEW.code = "
            f"'{broken.code.text}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    outcome = counter.sync()
    assert (outcome.online, outcome.confirmed, outcome.failed, outcome.problem) == (True, 1, 1, OURS)
    assert (counter.state(broken).state, counter.state(broken).problem) == (Honest.SENT, OURS)
    assert counter.state(good).state is Honest.CONFIRMED
    assert counter.event(broken).confirmed_at is None


def test_a_full_disk_is_no_dossier_s_fault(counter: RealCounter) -> None:
    accepted = counter.accept(100)
    with counter.store._engines.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (x)")
        connection.exec_driver_sql(
            "CREATE TRIGGER fill AFTER UPDATE ON dossiers WHEN NEW.problem IS NULL "
            "BEGIN INSERT INTO filler VALUES (zeroblob(9000000)); END"
        )
    with counter.store._engines.writer.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # as large as it is now, and not a page more
    with pytest.raises(DiskFull):
        counter.sync()
    assert (counter.event(accepted).attempts, counter.state(accepted).problem) == (0, None)


def test_dossiers_that_always_break_the_province_delay_no_other(counter: RealCounter, sandbox: Sandbox) -> None:
    poison = [counter.accept() for _ in range(12)]

    def fails(passing: Exchange) -> None:
        if passing.method == "PUT" and any(of(one, passing) for one in poison):
            passing.tell({}, status=500)

    with through(counter, sandbox, fails):
        good = counter.accept(100)
        outcome = counter.sync()
        assert (outcome.online, outcome.confirmed, outcome.failed, outcome.problem) == (True, 1, 12, BUSY)
    assert counter.state(good).state is Honest.CONFIRMED


def test_dossiers_that_always_break_the_line_delay_no_other_that_failed_less_often(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    poison = [counter.accept() for _ in range(3)]

    def breaks(passing: Exchange) -> None:
        if passing.method == "PUT" and any(of(one, passing) for one in poison):
            raise ConnectionAbortedError

    with through(counter, sandbox, breaks):
        for _ in range(3):
            assert counter.sync_at_once().problem == LINE_DOWN
        good = counter.accept(100)
        outcome = counter.sync_at_once()
        assert (outcome.confirmed, outcome.problem) == (1, LINE_DOWN)
    assert counter.state(good).state is Honest.CONFIRMED


@pytest.mark.parametrize("status", [401, 403])
def test_a_log_in_that_ends_amid_a_pass_ends_the_pass_and_marks_no_dossier(
    counter: RealCounter, sandbox: Sandbox, status: int
) -> None:
    accepted = [counter.accept(100) for _ in range(3)]
    ended = False

    def end(passing: Exchange) -> None:
        nonlocal ended
        ended = ended or passing.path.startswith("/dossiers/")
        if ended and passing.path == "/token":
            passing.tell({"code": "account-closed"}, status=status)
        elif ended:
            passing.tell({"code": "log-in-again"}, status=401)

    with through(counter, sandbox, end):
        outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.failed) == (False, LOGIN_REFUSED, 0)
    assert [counter.event(one).attempts for one in accepted] == [0, 0, 0]


def test_a_captive_portal_confirms_nothing(counter: RealCounter) -> None:
    accepted = [counter.accept(100) for _ in range(3)]
    with hostile(says("200 OK", b"<html>Xin chao</html>", "text/html")) as portal:
        counter.gateway = gateway_to(portal.url)
        counter.restart()
        outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.sent) == (False, NOT_THE_PROVINCE, 0)
    assert outcome.failed == 2, "nobody was heard: two in a row say enough"
    assert all(counter.state(one).state is Honest.SAVED for one in accepted)


def test_a_receipt_without_every_file_is_sent_and_no_more(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(100, 200)

    def forget_a_file(passing: Exchange) -> None:
        if passing.is_receipt:
            passing.tell({**passing.told, "files": passing.told["files"][:1]})

    with through(counter, sandbox, forget_a_file):
        outcome = counter.sync()
    assert (outcome.sent, outcome.confirmed) == (1, 0)
    assert (counter.state(accepted).state, counter.state(accepted).problem) == (Honest.SENT, NOT_THE_PROVINCE)


# --- how it is sent ------------------------------------------------------------------------------------


def test_the_store_is_free_while_the_network_is_waited_for(counter: RealCounter, sandbox: Sandbox) -> None:
    counter.accept(100)
    steps: list[str] = []

    def write_meanwhile(passing: Exchange) -> None:
        with counter.store.write() as work:  # waits for whoever writes: the exchange would end without an answer
            work.outbox.waiting()
        steps.append(f"{passing.method} {passing.path.split('/')[1].partition('?')[0]}")

    with through(counter, sandbox, write_meanwhile):
        assert counter.sync().confirmed == 1
    sending = ["PUT dossiers", "PATCH blobs", "GET dossiers"]
    assert steps == ["POST token", "GET catalogue", "GET accounts", *sending, "GET changes"]


def test_metadata_goes_before_files_and_small_dossiers_and_files_before_large(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    counter.accept(2_000, 10)
    counter.accept(500)
    sizes: list[int] = []

    def watch(passing: Exchange) -> None:
        if passing.method in ("PUT", "PATCH"):
            sizes.append(len(passing.body) if passing.method == "PATCH" else 0)

    with through(counter, sandbox, watch):
        counter.sync()
    assert sizes == [0, 0, 500, 10, 2_000]


# --- what is pulled ------------------------------------------------------------------------------------


def test_a_catalogue_that_makes_no_sense_is_refused_and_the_rest_goes_on(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted = counter.accept(100)

    def nonsense(passing: Exchange) -> None:
        if passing.path == "/catalogue":
            passing.tell({"version": "2", "procedures": "none"})
            passing.headers["Etag"] = '"2"'

    with through(counter, sandbox, nonsense):
        outcome = counter.sync()
    assert (outcome.problem, outcome.confirmed) == (BadCatalogue.code, 1)
    assert counter.state(accepted).state is Honest.CONFIRMED
    with counter.store.read() as work:
        assert work.catalogue.version() != "2"


def test_pages_that_go_round_in_a_circle_are_left(counter: RealCounter, sandbox: Sandbox) -> None:
    def circle(passing: Exchange) -> None:
        if passing.path.startswith("/changes"):
            passing.tell({**passing.told, "cursor": "people-0", "more": True})

    with counter.store.read() as work:
        before = work.register.cursor()
    with through(counter, sandbox, circle) as server:
        assert counter.sync().problem == NOT_THE_PROVINCE
        assert sum("/changes" in line for line in server.seen) == 2
    with counter.store.read() as work:
        assert work.register.cursor() == before


def test_a_refused_pull_is_told_and_does_not_stop_the_dossiers(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(100)

    def refuse(passing: Exchange) -> None:
        if passing.path.startswith("/changes"):
            passing.tell({"code": "unknown-cursor"}, status=400)

    with through(counter, sandbox, refuse):
        outcome = counter.sync()
    assert (outcome.online, outcome.problem) == (True, REFUSED)
    assert counter.state(accepted).state is Honest.CONFIRMED
