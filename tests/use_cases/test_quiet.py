"""When the desk is quiet: nobody has typed for a while, and nothing runs that somebody at the counter waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from counter_app.use_cases.quiet import LEFT, SHUT, Quiet, nobody_received
from counter_app.use_cases.session import Session
from tests.use_cases.reception import CLERK, Ticking


def never() -> bool:
    return False


def in_a_thread(call: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    return thread


def test_a_key_breaks_it_for_five_seconds_and_the_next_key_for_five_more() -> None:
    now = Ticking()
    quiet = Quiet(ticking=now)
    assert quiet()
    quiet.touch()
    now.seconds += 4.9
    assert not quiet()
    quiet.touch()
    now.seconds += 4.9
    assert not quiet()
    now.seconds += 0.1
    assert quiet()


def test_what_runs_breaks_it_however_long_it_takes_and_two_at_once_until_the_last() -> None:
    now = Ticking()
    quiet = Quiet(ticking=now)
    with quiet.broken():
        with quiet.broken():
            now.seconds += 1000
            assert not quiet()
        assert not quiet()
    assert quiet()


def test_whoever_waits_goes_on_when_the_last_of_it_ends() -> None:
    quiet = Quiet(pause=0.0)
    went_on = threading.Event()
    with quiet.broken():
        waiting = in_a_thread(lambda: went_on.set() if quiet.wait(never) else None)
        assert not went_on.is_set()
    assert went_on.wait(30)
    waiting.join()


def test_whoever_waits_goes_on_once_the_keys_have_rested() -> None:
    quiet = Quiet(pause=0.05)
    quiet.touch()
    assert quiet.wait(never)
    assert quiet()


def test_waiting_is_given_up_when_the_program_closes() -> None:
    quiet, closing = Quiet(), threading.Event()
    answers: list[bool] = []
    with quiet.broken():
        waiting = in_a_thread(lambda: answers.append(quiet.wait(closing.is_set)))
        closing.set()
        quiet.look_again()
        waiting.join(30)
    assert answers == [False]


def test_a_citizen_who_tells_their_story_is_received_while_nobody_types() -> None:
    now = Ticking()
    quiet, session = Quiet(ticking=now), Session(CLERK)
    quiet.touch()
    now.seconds += 60
    assert quiet()
    assert not nobody_received(quiet, session, draft_is_open=False)
    now.seconds += LEFT
    assert nobody_received(quiet, session, draft_is_open=False)
    assert not nobody_received(quiet, session, draft_is_open=True), "somebody's papers lie there"
    with quiet.broken():
        assert not nobody_received(quiet, session, draft_is_open=False)


def test_behind_a_locked_screen_and_before_anybody_logs_in_nobody_is_received() -> None:
    now = Ticking()
    quiet, session = Quiet(ticking=now), Session(CLERK)
    session.lock()
    quiet.touch()
    assert not nobody_received(quiet, session, draft_is_open=True), "a citizen touches the screen as well"
    now.seconds += SHUT
    assert nobody_received(quiet, session, draft_is_open=True)
    session.close()
    assert nobody_received(quiet, session, draft_is_open=False)
