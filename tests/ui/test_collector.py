"""What lies in a cycle is taken apart on the UI thread, whichever thread makes the next object."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.collector import Collector


class Cyclic:
    """Notes which thread took it apart."""

    taken_apart_by: list[threading.Thread]

    def __init__(self, taken_apart_by: list[threading.Thread]) -> None:
        self.taken_apart_by = taken_apart_by
        self.itself = self

    def __del__(self) -> None:
        self.taken_apart_by.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()


def busy_thread() -> list[list[int]]:
    """Enough new objects for the collector's turn, and kept, or it would be over with them."""
    made: list[list[int]] = []
    worker = threading.Thread(target=lambda: made.extend([number] for number in range(200_000)))
    worker.start()
    worker.join()
    return made


def test_a_lane_that_makes_many_objects_takes_nothing_of_the_window_apart(qtbot: QtBot, collector: Collector) -> None:
    seen: list[threading.Thread] = []
    for _ in range(10):
        Cyclic(seen)
    kept = busy_thread()
    assert (seen, len(kept)) == ([], 200_000)
    qtbot.waitUntil(lambda: len(seen) == 10)
    assert set(seen) == {threading.main_thread()}


def test_with_the_last_window_python_collects_by_itself_again(qtbot: QtBot) -> None:
    first, second = Collector(), Collector()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()
