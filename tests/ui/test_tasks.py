"""The one door off the UI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import BrokenPromise, CounterError, LineDown, PaperJam
from counter_app.use_cases.quiet import Quiet
from ui.tasks import Lane, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    opened = Tasks()
    yield opened
    opened.close()


def refuse(error: CounterError) -> None:
    raise AssertionError(error)


def test_work_runs_off_the_ui_thread_and_its_answer_comes_back_on_it(qtbot: QtBot, tasks: Tasks) -> None:
    here, seen = threading.current_thread(), []
    tasks.run(
        Lane.DATA, threading.current_thread, lambda worker: seen.append((worker, threading.current_thread())), refuse
    )
    qtbot.waitUntil(lambda: tasks.idle)
    (worker, receiver) = seen[0]
    assert worker is not here
    assert receiver is here


def test_answers_of_one_lane_come_in_the_order_in_which_they_were_asked(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []
    for number in range(200):
        tasks.run(Lane.DATA, partial(int, number), seen.append, refuse)
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == list(range(200))


def test_a_slow_province_does_not_hold_up_the_store_or_the_scanner(qtbot: QtBot, tasks: Tasks) -> None:
    answer = threading.Event()
    seen: list[str] = []
    tasks.run(Lane.NETWORK, lambda: answer.wait(30), lambda _: seen.append("network"), refuse)
    tasks.run(Lane.DATA, lambda: "data", seen.append, refuse)
    tasks.run(Lane.DEVICE, lambda: "device", seen.append, refuse)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert set(seen) == {"data", "device"}
    answer.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen[-1] == "network"


def test_pages_arrive_one_by_one_while_the_scanner_still_feeds(qtbot: QtBot, tasks: Tasks) -> None:
    second_may_come = threading.Event()
    seen: list[int] = []
    ended: list[bool] = []

    def pages() -> Iterator[int]:
        yield 1
        second_may_come.wait(30)
        yield 2

    tasks.stream(Lane.DEVICE, pages, seen.append, lambda: ended.append(True), refuse)
    qtbot.waitUntil(lambda: seen == [1])
    assert not ended
    second_may_come.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert seen == [1, 2]


def test_a_jam_after_two_pages_keeps_the_two_and_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []
    failed: list[CounterError] = []

    def pages() -> Iterator[int]:
        yield from (1, 2)
        raise PaperJam(device="made up")

    tasks.stream(Lane.DEVICE, pages, seen.append, lambda: seen.append(99), failed.append)
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == [1, 2]
    assert isinstance(failed[0], PaperJam)


def test_a_fault_of_ours_is_told_as_ours_without_anybodys_data(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    failed: list[CounterError] = []

    def work() -> str:
        raise ValueError("Thạch Thị Sa Rinh 094190004321")

    with caplog.at_level(logging.ERROR):
        tasks.run(Lane.DATA, work, lambda _: None, failed.append)
        qtbot.waitUntil(lambda: tasks.idle)
    assert isinstance(failed[0], BrokenPromise)
    assert isinstance(failed[0].__cause__, ValueError)
    assert "ValueError" in caplog.text
    assert "094190004321" not in caplog.text + str(failed[0])


def test_the_lane_goes_on_after_a_failure(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[str] = []

    def fail() -> str:
        raise LineDown

    tasks.run(Lane.NETWORK, fail, seen.append, lambda error: seen.append(error.code))
    tasks.run(Lane.NETWORK, lambda: "next", seen.append, refuse)
    qtbot.waitUntil(lambda: tasks.idle)
    assert seen == ["environment.line-down", "next"]


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    tasks, go = Tasks(), threading.Event()
    seen: list[object] = []
    tasks.run(Lane.DATA, lambda: go.wait(30), seen.append, refuse)
    tasks.post(lambda: seen.append("before"))
    go.set()
    tasks.close()
    for _ in range(10):
        QApplication.processEvents()
    assert seen == []


def test_what_somebody_at_the_counter_waits_for_breaks_the_quiet_and_a_backup_does_not(qtbot: QtBot) -> None:
    quiet = Quiet()
    tasks = Tasks(at_work=quiet.broken)
    seen: dict[Lane, bool] = {}
    for lane in Lane:
        tasks.run(lane, quiet, partial(seen.__setitem__, lane), refuse)
        qtbot.waitUntil(lambda: tasks.idle)
    waited_for = (Lane.DATA, Lane.DEVICE, Lane.FILES, Lane.PRINTER)
    assert seen == {lane: lane not in waited_for for lane in Lane}
    qtbot.waitUntil(quiet)
    tasks.close()
