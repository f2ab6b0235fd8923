"""A counter with a real store against the sandbox over HTTP: nothing lost, nothing doubled, never a better word."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import NumbersElsewhere
from counter_app.domain.outbox import OutboxEvent, ProvinceReceipt
from counter_app.ports import AcceptedDossier, LeaseClaim
from local_db import tables
from local_db.store import SqlStore
from sync.contract import canonical, sha256
from tests.services.sandbox import Sandbox

from .counter import CITIZEN, DESK, PERSON, UNIT, RealCounter, at_the_line, gateway_to

LINE_DOWN, BUSY, REFUSED = "environment.line-down", "environment.province-busy", "environment.province-refused"
NOT_THE_PROVINCE, LOGIN_REFUSED = "environment.not-the-province", "environment.login-refused"


def until_confirmed(counter: RealCounter, passes: int = 40) -> None:
    for _ in range(passes):
        if counter.sync_at_once().waiting == 0:
            return
    raise AssertionError("the dossiers were never confirmed")


def must_hold_once(sandbox: Sandbox, counter: RealCounter) -> None:
    """Every dossier of this counter is at the sandbox once, byte for byte, with all its files."""
    holdings = sandbox.holdings()
    with counter.store.read() as work:
        codes = {accepted.code.text for accepted in work.dossiers.recent(1000)}
    arrived = Counter(dossier.code for dossier in holdings.dossiers)
    assert arrived == dict.fromkeys(codes, 1)
    for name, data in holdings.files.items():
        assert sha256(data) == name
        assert counter.vault.get(name) == data


# --- a day with a line ---------------------------------------------------------------------------------


def test_the_first_pass_brings_catalogue_people_and_numbers(counter: RealCounter) -> None:
    today = counter.store.clock.now().astimezone(VIETNAM).date()
    with counter.store.read() as work:
        assert work.catalogue.procedure("1.004873", today).deadline.amount == 3
        citizen = work.register.citizen(PERSON)
        assert citizen is not None
        assert citizen.full_name == "Thạch Thị Sa Rinh"
        held = work.register.held_papers(PERSON, ["du-lieu.ket-hon", "du-lieu.cu-tru"])
        assert {paper.source for paper in held} == {"ho-tich", "dan-cu"}
        assert work.register.as_of() is not None
        assert [work.numbers.left(UNIT.code, DESK.code, today + timedelta(days=ahead)) for ahead in (0, 1, 2)] == [
            50,
            50,
            0,
        ]


def test_a_dossier_arrives_byte_for_byte_and_is_confirmed(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(300_000, 20, 1_500_000)
    event = counter.event(accepted)
    assert counter.state(accepted).state is Honest.SAVED

    outcome = counter.sync()

    assert (outcome.online, outcome.problem, outcome.sent, outcome.confirmed, outcome.waiting) == (True, None, 1, 1, 0)
    assert counter.state(accepted).state is Honest.CONFIRMED
    (dossier,) = sandbox.holdings().dossiers
    assert dossier.payload == canonical(event.payload)
    assert (dossier.key, dossier.code) == (str(event.id), accepted.code.text)
    assert set(sandbox.holdings().files) == {file.sha256 for file in event.files}
    must_hold_once(sandbox, counter)


def test_a_second_pass_sends_nothing_again(counter: RealCounter, sandbox: Sandbox) -> None:
    counter.accept(100)
    counter.sync()
    outcome = counter.sync()
    assert (outcome.sent, outcome.confirmed, outcome.next_wait) == (0, 0, 60.0)
    assert set(sandbox.holdings().arrivals.values()) == {1}


def test_a_look_up_beyond_the_commune_is_logged_with_its_purpose(sandbox: Sandbox) -> None:
    gateway = gateway_to(sandbox.url)
    answer = gateway.look_up(PERSON, "tiếp nhận hồ sơ", "1.004873", ["du-lieu.ket-hon"], 5.0)
    assert answer.citizen is not None
    assert answer.citizen.full_name == CITIZEN.full_name
    assert [(paper.kind, paper.source) for paper in answer.papers] == [("du-lieu.ket-hon", "ho-tich")]
    (line,) = sandbox.holdings().look_ups
    assert (line["person"], line["purpose"], line["counter"]) == (PERSON.value, "tiếp nhận hồ sơ", "Q01")


def test_a_source_that_is_down_is_named_and_the_others_answer(sandbox: Sandbox) -> None:
    sandbox.faults(sources_down=["ho-tich"])
    kinds = ["du-lieu.ket-hon", "du-lieu.cu-tru"]
    answer = gateway_to(sandbox.url).look_up(PERSON, "x", "1.004873", kinds, 5.0)
    assert [source.source for source in answer.sources if source.as_of is None] == ["ho-tich"]
    assert [paper.source for paper in answer.papers] == ["dan-cu"]


# --- the line is down ----------------------------------------------------------------------------------


def test_without_a_line_nothing_is_lost_and_it_catches_up_by_itself(counter: RealCounter, sandbox: Sandbox) -> None:
    sandbox.stop()
    accepted = [counter.accept(5_000) for _ in range(5)]
    outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.waiting) == (False, LINE_DOWN, 5)
    assert outcome.next_wait <= 60
    assert all(counter.state(one).state is Honest.SAVED for one in accepted)
    sandbox.start()
    assert counter.sync().confirmed == 5  # at once: a line that is down is no dossier's fault
    must_hold_once(sandbox, counter)


def test_a_restarted_province_makes_the_counter_log_in_again_by_itself(counter: RealCounter, sandbox: Sandbox) -> None:
    sandbox.stop()
    sandbox.start()
    assert counter.sync().problem is None


def test_replies_lost_after_the_commit_double_nothing(counter: RealCounter, sandbox: Sandbox) -> None:
    for _ in range(8):
        counter.accept(30_000, 60_000)
    sandbox.faults(drop_reply_rate=0.3)
    until_confirmed(counter)
    assert max(sandbox.holdings().arrivals.values()) > 1, "no reply was lost: the test tells nothing"
    must_hold_once(sandbox, counter)
    with counter.store.read() as work:
        assert all(accepted.state is Honest.CONFIRMED for accepted in work.dossiers.recent())


def test_an_upload_that_is_cut_goes_on_where_it_was(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(3_000_000)
    sandbox.faults(cut_upload_rate=0.6)
    until_confirmed(counter)
    assert counter.state(accepted).state is Honest.CONFIRMED
    must_hold_once(sandbox, counter)


def test_a_province_killed_in_the_middle_of_a_file_keeps_what_it_had(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(12_000_000)
    name = counter.event(accepted).files[0].sha256
    sandbox.faults(latency_ms=100)
    passing = threading.Thread(target=counter.sync)
    passing.start()
    deadline = time.monotonic() + 30
    while not sandbox.holdings().partial.get(name):
        assert time.monotonic() < deadline
    sandbox.kill()
    passing.join(30)
    assert counter.state(accepted).state is Honest.SENT
    sandbox.start()
    assert sandbox.holdings().partial[name] > 0
    until_confirmed(counter)
    must_hold_once(sandbox, counter)


# --- what does not get through stands in nobody's way --------------------------------------------------


def test_a_dossier_that_the_province_refuses_is_set_aside_with_its_reason(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    poison = counter.accept(100, break_payload=True)
    good = [counter.accept(100) for _ in range(3)]
    outcome = counter.sync()
    assert (outcome.online, outcome.confirmed, outcome.failed, outcome.problem) == (True, 3, 1, REFUSED)
    assert (counter.state(poison).state, counter.state(poison).problem) == (Honest.SAVED, REFUSED)
    assert all(counter.state(one).state is Honest.CONFIRMED for one in good)
    event = counter.event(poison)
    assert event.next_try is not None
    assert event.next_try > counter.store.clock.now()
    assert (event.attempts, event.problem) == (1, REFUSED)
    assert counter.sync().failed == 0, "it must wait for its next try"


def test_a_damaged_file_holds_up_only_its_own_dossier(counter: RealCounter, tmp_path: Path) -> None:
    broken, good = counter.accept(1000), counter.accept(1000)
    name = counter.event(broken).files[0].sha256
    (path,) = [path for path in (tmp_path / "store").rglob("*") if name in path.name]
    path.write_bytes(b"damaged")
    counter.sync()
    assert counter.state(broken).state is Honest.SENT
    assert counter.state(broken).problem == "environment.vault-file-damaged"
    assert counter.state(good).state is Honest.CONFIRMED


def test_a_busy_province_is_left_alone_as_long_as_it_asks(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = [counter.accept(100) for _ in range(4)]
    sandbox.faults(error_rate=1, busy_retry_after=40)
    outcome = counter.sync()
    assert (outcome.online, outcome.problem) == (False, BUSY)
    assert outcome.failed == 0, "what was asked twice to wait asks for nothing more: no dossier was tried"
    assert {counter.event(one).attempts for one in accepted} == {0}
    assert outcome.next_wait > 39
    sandbox.faults()
    until_confirmed(counter)
    must_hold_once(sandbox, counter)


def test_a_refused_log_in_marks_no_dossier(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(100)
    counter.gateway = gateway_to(sandbox.url, secret="wrong")
    counter.restart()
    outcome = counter.sync()
    assert (outcome.online, outcome.problem) == (False, LOGIN_REFUSED)
    assert counter.event(accepted).attempts == 0


def test_a_bug_met_by_one_dossier_does_not_stop_the_others(
    counter: RealCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = counter.accept(100), counter.accept(100)
    real = counter.gateway.put_dossier

    def put(event: OutboxEvent) -> ProvinceReceipt:
        if event.dossier_id == first.id:
            raise ZeroDivisionError
        return real(event)

    monkeypatch.setattr(counter.gateway, "put_dossier", put)
    counter.sync()
    assert counter.state(first).problem == "ours.broken-promise"
    assert counter.state(second).state is Honest.CONFIRMED


def lose(counter: RealCounter, accepted: AcceptedDossier) -> None:
    """As a rescue leaves it: the dossier's page was damaged, its event's was whole."""
    with counter.store.connection(writing=True) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.execute(delete(tables.dossier_papers).where(tables.dossier_papers.c.dossier_id == accepted.id))
        connection.execute(delete(tables.dossiers).where(tables.dossiers.c.id == accepted.id))


def test_an_event_whose_dossier_is_lost_arrives_and_stops_no_other(counter: RealCounter, sandbox: Sandbox) -> None:
    refused, lost, whole = counter.accept(100, break_payload=True), counter.accept(100), counter.accept(100)
    lose(counter, refused)
    lose(counter, lost)
    outcome = counter.sync()
    assert (outcome.confirmed, outcome.failed, outcome.problem) == (2, 1, REFUSED)
    assert counter.state(whole).state is Honest.CONFIRMED
    assert {dossier.id for dossier in sandbox.holdings().dossiers} == {str(lost.id), str(whole.id)}


def test_a_provisional_code_whose_dossier_is_lost_is_waited_for_no_longer_than_the_others(
    store: SqlStore, sandbox: Sandbox
) -> None:
    sandbox.faults(one_by_one=True)
    counter = at_the_line(store, sandbox)
    counter.sync()
    lost, whole = counter.accept(100), counter.accept(100)
    assert lost.code.provisional
    lose(counter, lost)
    until_confirmed(counter)
    assert counter.state(whole).linked_code is not None
    assert len(sandbox.holdings().dossiers) == 2


# --- numbers -------------------------------------------------------------------------------------------


def test_the_same_lease_is_given_again_when_its_reply_was_lost(counter: RealCounter, sandbox: Sandbox) -> None:
    today = counter.store.clock.now().astimezone(VIETNAM).date()
    asked = (DESK.code, [today], uuid4(), LeaseClaim(None))
    again = counter.gateway.lease_numbers(*asked)
    assert [(block.first, block.last) for block in again.blocks] == [(51, 100)]
    sandbox.stop()
    sandbox.start()
    assert counter.gateway.lease_numbers(*asked) == again


def test_a_counter_that_died_before_it_heard_gets_other_numbers(counter: RealCounter, sandbox: Sandbox) -> None:
    """The same ones might be asked for by a copy of its store."""
    today = counter.store.clock.now().astimezone(VIETNAM).date()
    first = counter.gateway.lease_numbers(DESK.code, [today], uuid4(), LeaseClaim(None))
    unheard = counter.gateway.lease_numbers(DESK.code, [today], uuid4(), LeaseClaim(first.token))
    after = counter.gateway.lease_numbers(DESK.code, [today], uuid4(), LeaseClaim(first.token))
    assert [lease.blocks[0].first for lease in (first, unheard, after)] == [51, 101, 151]
    with pytest.raises(NumbersElsewhere):
        counter.gateway.lease_numbers(DESK.code, [today], uuid4(), LeaseClaim(unheard.token))


def test_numbers_are_topped_up_and_never_given_twice(counter: RealCounter, sandbox: Sandbox) -> None:
    sandbox.faults(block_size=20)
    codes = []
    for _ in range(4):
        codes += [counter.accept().code for _ in range(25)]
        counter.restart()  # the program forgets what it asked
        counter.sync()
    assert len({code.text for code in codes}) == 100
    assert not any(code.provisional for code in codes)
    must_hold_once(sandbox, counter)


def test_a_province_that_gives_codes_one_by_one_links_the_provisional_one(store: SqlStore, sandbox: Sandbox) -> None:
    sandbox.faults(one_by_one=True)
    counter = at_the_line(store, sandbox)
    assert counter.sync().problem is None
    accepted = [counter.accept(100) for _ in range(2)]
    assert all(one.code.provisional for one in accepted)
    sandbox.faults(one_by_one=True, drop_reply_rate=0.3)
    until_confirmed(counter)
    linked = [counter.state(one).linked_code for one in accepted]
    assert all(code is not None and not code.provisional for code in linked)
    assert {code.text for code in linked if code} == {held.linked_code for held in sandbox.holdings().dossiers}
    with store.read() as work:
        assert [line.what for line in work.audit.lines()].count("code-linked") == 2
