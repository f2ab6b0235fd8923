"""What goes first, how much at once, and what happens to what does not get through."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest
import requests

from counter_app.domain.dossier import Honest
from counter_app.domain.errors import LineDown, ProvinceBusy
from counter_app.domain.outbox import Owner, Step
from sync.breaker import Breaker
from sync.gateway import CounterGateway
from sync.pace import LARGEST, MOST_FLOWS, Pace
from tests.services.sandbox import Sandbox
from tests.waiting import until

from .counter import PERSON, RealCounter, gateway_to
from .hostile import Exchange, hostile, says
from .test_lying_province import of, through

REFUSED, LINE_DOWN = "environment.province-refused", "environment.line-down"
_PATIENCE = 30.0


def on_a_wide_line(counter: RealCounter) -> None:
    """As after files that went at 1 MB a second."""
    pace = counter.gateway.pace
    pace._measured(1_000_000.0, 1)
    assert pace.flows == MOST_FLOWS


# --- order -----------------------------------------------------------------------------------------------


def test_files_of_several_dossiers_go_at_once_and_those_of_one_in_order(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = [counter.accept(9_000, 5_000) for _ in range(3)]
    owner = {file.sha256: one.id for one in accepted for file in counter.event(one).files}
    sizes: dict[object, list[int]] = {one.id: [] for one in accepted}
    together = threading.Barrier(3)  # breaks where one waits alone

    def watch(passing: Exchange) -> None:
        if passing.method == "PATCH":
            whose = sizes[owner[passing.path.split("/")[-1]]]
            whose.append(len(passing.body))
            if len(whose) == 1:
                together.wait(_PATIENCE)

    with through(counter, sandbox, watch):
        on_a_wide_line(counter)
        assert counter.sync().confirmed == 3
    assert list(sizes.values()) == [[5_000, 9_000]] * 3


def test_what_is_accepted_while_a_large_file_is_under_way_does_not_wait_for_it(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    counter.accept(400_000)
    held_up, go_on = threading.Event(), threading.Event()

    def hold_up(passing: Exchange) -> None:
        if passing.method == "PATCH" and len(passing.body) == 400_000:
            held_up.set()
            assert go_on.wait(_PATIENCE)

    with through(counter, sandbox, hold_up):
        passing = threading.Thread(target=counter.sync)
        passing.start()
        assert held_up.wait(_PATIENCE)
        later = counter.accept(100)
        until(lambda: counter.state(later).state is Honest.SENT, what="its metadata waits behind the large file")
        go_on.set()
        passing.join(_PATIENCE)
    assert counter.state(later).state is Honest.CONFIRMED


def test_a_line_on_which_files_still_grow_is_not_given_up(counter: RealCounter, sandbox: Sandbox) -> None:
    """Each dossier loses the connection at its second file; the first ones arrive."""
    for at in range(4):
        counter.accept(1_000 + at, 50_000 + at)
    arrived: list[int] = []

    def note(passing: Exchange) -> None:
        if passing.method == "PATCH":
            arrived.append(len(passing.body))

    with through(counter, sandbox, note) as server:
        passes_on = server.answer

        def answer(connection: object, request: bytes) -> None:
            if request.startswith(b"PATCH") and len(request) > 50_000:
                raise ConnectionAbortedError  # before anything of it was passed on
            passes_on(connection, request)  # type: ignore[arg-type]  # as it came

        server.answer = answer
        outcome = counter.sync()
    assert sorted(arrived) == [1_000, 1_001, 1_002, 1_003]
    assert (outcome.confirmed, outcome.failed, outcome.waiting) == (0, 4, 4)


# --- the line's pace -------------------------------------------------------------------------------------


def test_flows_pieces_and_patience_follow_what_the_line_carries() -> None:
    unknown, narrow, crawling, wide = Pace(), Pace(), Pace(), Pace()
    narrow._measured(30_000.0, 1)
    crawling._measured(2_000.0, 1)
    wide._measured(2_000_000.0, 1)
    assert [pace.flows for pace in (unknown, narrow, wide)] == [1, 2, MOST_FLOWS]
    assert crawling.piece < narrow.piece < wide.piece == LARGEST
    for pace, rate in ((narrow, 30_000.0), (crawling, 2_000.0), (wide, 2_000_000.0)):
        assert pace.seconds_for(pace.piece) >= 2 * pace.piece / rate, "given up although it moves as it always did"
    assert wide.seconds_for(LARGEST) < unknown.seconds_for(LARGEST)


def test_what_the_metadata_took_tells_how_many_files_begin_at_once() -> None:
    """Else a wide line carries one file, then two, before it is known to be wide."""
    narrow, wide = Pace(), Pace()
    narrow.at_least(64 * 1_400, 64 * 2_200 / 32_000.0)  # with their heads they fill 256 kbit/s
    wide.at_least(64 * 1_400, 2.3)
    assert [pace.flows for pace in (narrow, wide)] == [2, MOST_FLOWS]
    assert narrow.messages < wide.messages


def test_a_connection_has_no_more_under_way_than_the_line_carries_and_may_always_grow(
    counter: RealCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    near, far = Pace(), Pace()
    for pace, seconds in ((near, 0.2), (far, 0.8)):
        assert pace.ahead is None
        pace._measured(500_000.0, 1)  # half of the time alone: 250 kB a second
        pace.small_exchange(5.0)  # a handshake, or a loss
        pace.small_exchange(seconds)
        assert pace.ahead is not None
        assert 1.2 * 250_000 * seconds < pace.ahead * pace.flows < 2 * 250_000 * seconds
        pace.running(2)  # the last share it among themselves
        assert 1.2 * 250_000 * seconds < pace.ahead * 2 < 2 * 250_000 * seconds
    under_way: list[int] = []
    told = socket.socket.setsockopt

    def watch(self: socket.socket, level: int, name: int, *value: Any) -> None:
        if name == socket.SO_SNDBUF:
            under_way.extend(value)
        told(self, level, name, *value)

    monkeypatch.setattr(socket.socket, "setsockopt", watch)
    monkeypatch.setattr(Pace, "ahead", 7_000)
    counter.accept(20_000)
    counter.sync()
    assert set(under_way) == {7_000}


def test_something_on_the_way_that_gathers_is_met_with_smaller_pieces(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(700_000)
    pieces: list[int] = []

    def note(passing: Exchange) -> None:
        if passing.method == "PATCH":
            pieces.append(len(passing.body))

    with through(counter, sandbox, note) as server:
        passes_on = server.answer

        def answer(connection: object, request: bytes) -> None:
            if request.startswith(b"PATCH") and len(request) > 200_000:
                raise ConnectionAbortedError  # before anything of it was passed on
            passes_on(connection, request)  # type: ignore[arg-type]  # as it came

        server.answer = answer
        for _ in range(3):
            counter.sync_at_once()
    assert counter.state(accepted).state is Honest.CONFIRMED
    assert pieces
    assert max(pieces) < 200_000


# --- a host that is left alone ---------------------------------------------------------------------------


def test_a_silent_host_is_left_alone_then_tried_by_one_and_heard_again() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    for _ in range(5):
        with breaker.watching():
            breaker.silent()
    with pytest.raises(LineDown), breaker.watching():
        pass
    now = 61.0  # the longest pause of a line that is down
    with breaker.watching():
        with pytest.raises(LineDown), breaker.watching():
            pass  # one goes first
        breaker.heard()
    with breaker.watching(), breaker.watching():
        pass


def test_a_hand_tries_a_host_at_once_that_was_left_alone() -> None:
    breaker = Breaker(lambda: 0.0)
    for _ in range(2):
        with breaker.watching():
            breaker.asked_to_wait(3600)
    with pytest.raises(ProvinceBusy) as busy, breaker.watching():
        pass
    assert busy.value.retry_after == 3600
    breaker.at_once()
    with breaker.watching():
        pass


def test_a_desk_does_not_wait_for_a_line_that_the_background_knows_to_be_down() -> None:
    with hostile(lambda connection, _: connection.close()) as server:
        gateway = gateway_to(server.url)
        for _ in range(5):
            with pytest.raises(LineDown):
                gateway.changes(None)
        asked = len(server.seen)
        with pytest.raises(LineDown):
            gateway.look_up(PERSON, "x", "1.004873", ["x"], 2.0)
        assert len(server.seen) == asked
        gateway.at_once()
        with pytest.raises(LineDown):
            gateway.look_up(PERSON, "x", "1.004873", ["x"], 2.0)
        assert len(server.seen) == asked + 1


def test_while_it_asks_to_be_left_alone_nothing_reaches_it(counter: RealCounter) -> None:
    with hostile(says("503 Busy", b"{}", "application/json", "Retry-After: 600")) as server:
        counter.gateway = gateway_to(server.url)
        counter.restart()
        counter.sync()
        asked = len(server.seen)
        counter.accept(100)
        outcome = counter.sync()
        assert (outcome.online, len(server.seen)) == (False, asked)
        assert outcome.next_wait > 0


def test_while_the_host_is_left_alone_no_dossier_is_said_to_have_been_tried(counter: RealCounter) -> None:
    accepted = [counter.accept(100) for _ in range(3)]
    assert isinstance(counter.gateway, CounterGateway)
    breaker = counter.gateway._wire._breaker
    pull = counter.synchroniser._pull

    def goes_silent() -> None:  # after the catalogue came, before the first dossier goes
        for _ in range(5):
            breaker.silent()

    pull.numbers = goes_silent  # type: ignore[method-assign]  # the moment is what matters
    outcome = counter.sync()
    assert (outcome.online, outcome.problem, outcome.failed) == (False, LINE_DOWN, 0)
    assert [counter.story(one) for one in accepted] == [()] * 3
    assert {(item.attempts, item.next_try) for item in counter.waiting()} == {(0, None)}


# --- what is set aside -----------------------------------------------------------------------------------


def test_what_was_set_aside_says_since_when_why_and_whose_it_is_and_is_never_deleted(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    refused, good = counter.accept(100, break_payload=True), counter.accept(100)
    begun = counter.store.clock.now()
    counter.sync()
    for _ in range(3):
        counter.sync_at_once()
    (item,) = counter.waiting()
    assert counter.state(good).state is Honest.CONFIRMED
    assert (item.dossier_id, item.code, item.problem) == (refused.id, refused.code.text, REFUSED)
    assert (item.reason, item.set_aside, item.owner) == ("not-a-dossier", True, Owner.COUNTER)
    assert item.failing_since is not None
    assert item.failing_since >= begun
    assert item.next_try is not None
    (line,) = [line for line in counter.story(refused) if line.what == REFUSED]
    assert line.times >= 4, "the same again is counted, not repeated"

    with counter.store.write() as work:
        work.outbox.give(item.id, Owner.IT, counter.store.clock.now())
    assert counter.waiting()[0].owner is Owner.IT

    with counter.store.write() as work:
        assert work.outbox.try_again([item.id], counter.store.clock.now()) == 1
    assert counter.sync().failed == 1, "at once, because a hand said so"
    whats = [line.what for line in counter.story(refused)]
    assert whats == [REFUSED, Step.GIVEN, Step.BY_HAND, REFUSED]


def test_what_a_hand_sends_again_while_a_pass_runs_goes_in_that_pass(counter: RealCounter, sandbox: Sandbox) -> None:
    held_up, long = counter.accept(), counter.accept(3_000)
    refusing = True

    def on_the_way(passing: Exchange) -> None:
        nonlocal refusing
        if passing.method == "PUT" and of(held_up, passing) and refusing:
            passing.tell({"code": "not-now"}, status=503)
        elif passing.method == "PATCH":
            refusing = False
            with counter.store.write() as work:
                work.outbox.try_again(work.outbox.open_ids(), counter.store.clock.now())

    with through(counter, sandbox, on_the_way):
        outcome = counter.sync()
    assert (outcome.failed, outcome.confirmed) == (1, 2)
    assert {counter.state(one).state for one in (held_up, long)} == {Honest.CONFIRMED}


def test_a_story_ends_with_the_confirmation(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(100)

    def breaks(passing: Exchange) -> None:
        if passing.method == "PUT":
            raise ConnectionAbortedError

    with through(counter, sandbox, breaks):
        for _ in range(3):
            counter.sync_at_once()
    (item,) = counter.waiting()
    assert (item.problem, item.set_aside, item.owner) == (LINE_DOWN, False, Owner.NOBODY)
    counter.gateway = gateway_to(sandbox.url)
    counter.restart()
    counter.sync_at_once()
    assert [line.times for line in counter.story(accepted) if line.what == LINE_DOWN] == [3]
    assert [line.what for line in counter.story(accepted)][-2:] == [Step.SENT, Step.CONFIRMED]
    assert counter.waiting() == ()


def test_a_province_that_went_back_to_a_backup_gets_what_it_lost_again(counter: RealCounter, sandbox: Sandbox) -> None:
    accepted = counter.accept(100)

    def before_the_receipt(passing: Exchange) -> None:
        if passing.path.endswith("/receipt"):
            passing.tell({"code": "not-now"}, status=503)

    with through(counter, sandbox, before_the_receipt):
        counter.sync()
    assert counter.state(accepted).state is Honest.SENT
    sandbox.stop()
    sandbox.lose()
    sandbox.start()
    counter.gateway = gateway_to(sandbox.url)
    counter.restart()
    counter.sync_at_once()
    assert counter.state(accepted).state is Honest.CONFIRMED
    assert [dossier.id for dossier in sandbox.holdings().dossiers] == [str(accepted.id)]


def test_a_province_that_lost_a_confirmed_dossier_gets_all_of_it_again_under_the_same_keys(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    accepted = counter.accept(100)
    first = counter.event(accepted).id
    counter.sync()
    early = counter.step(accepted, 50)
    counter.sync()
    assert counter.state(accepted).state is Honest.CONFIRMED
    sandbox.stop()
    sandbox.lose()
    sandbox.start()
    late = counter.step(accepted)
    counter.gateway = gateway_to(sandbox.url)
    counter.restart()
    counter.sync()
    assert counter.state(accepted).state is Honest.SAVED
    counter.sync_at_once()
    assert counter.state(accepted).state is Honest.CONFIRMED
    told = requests.get(f"{sandbox.url}/sandbox/holdings", timeout=30).json()
    assert [dossier["key"] for dossier in told["dossiers"]] == [str(first)]
    assert [step["key"] for step in told["steps"]] == [str(early.id), str(late.id)]
    with counter.store.read() as work:
        whats = [line.what for line in work.outbox.story(first)]
    assert whats == [Step.SENT, Step.CONFIRMED, Step.LOST_THERE, Step.SENT, Step.CONFIRMED]


def test_one_dossier_that_makes_the_province_ask_for_patience_delays_no_other(
    counter: RealCounter, sandbox: Sandbox
) -> None:
    poison = counter.accept(100)
    good = [counter.accept(100) for _ in range(3)]

    def patience(passing: Exchange) -> None:
        if passing.method == "PUT" and of(poison, passing):
            passing.tell({}, status=503)
            passing.headers["Retry-After"] = "3600"

    with through(counter, sandbox, patience):
        counter.sync()
    assert all(counter.state(one).state is Honest.CONFIRMED for one in good)
