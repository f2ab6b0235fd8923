"""Whoever waits longest for the store writes next, however quick another is."""

from __future__ import annotations

import threading

import pytest

from local_db.in_turn import InTurn
from tests.waiting import until


def test_a_thread_that_takes_it_again_at_once_lets_the_waiting_one_go_first() -> None:
    turn, order = InTurn(), list[str]()

    def save() -> None:
        with turn:
            order.append("clerk")

    with turn:
        clerk = threading.Thread(target=save)
        clerk.start()
        until(lambda: bool(turn._waiting))
    with turn:
        order.append("fill")
    clerk.join()
    assert order == ["clerk", "fill"]
    assert not turn.locked()


def test_it_is_freed_by_an_error_and_by_whoever_gives_up_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = InTurn()
    with pytest.raises(ValueError, match="broken"), turn:
        raise ValueError("broken")
    assert not turn.locked()
    seen = list[str]()

    def gives_up() -> None:
        try:
            with turn:
                seen.append("in")
        except KeyboardInterrupt:
            seen.append("gone")

    class Interrupted:
        """A lock whose second taking is interrupted, as by a signal."""

        def __init__(self) -> None:
            self._times = 0

        def acquire(self) -> None:
            self._times += 1
            if self._times == 2:
                raise KeyboardInterrupt

        def release(self) -> None:
            raise AssertionError("handed to one that has gone")

    with turn, monkeypatch.context() as patch:
        patch.setattr("local_db.in_turn.threading.Lock", Interrupted)
        gives_up()
    assert seen == ["gone"]
    assert not turn.locked()
