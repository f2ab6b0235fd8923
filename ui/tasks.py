"""The one door off the UI thread: eight lanes (see `Lane`), one plain thread each.

Workers are Python threads and never touch Qt: a result is put into a queue, and one signal without arguments
wakes the UI thread, which takes it out. (PySide has crashed when values or undecorated callables crossed threads.)
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from functools import partial
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from counter_app.domain.errors import BrokenPromise, CounterError

_LOG = logging.getLogger(__name__)
_Value = TypeVar("_Value")
Failed = Callable[[CounterError], None]


class Lane(StrEnum):
    DATA = "data"  # the store: results arrive in the order of the commits
    DEVICE = "device"  # the scanner: a stack, a page to try
    SEARCH = "search"  # for scanners: F5 never waits for one that hangs
    FILES = "files"  # chosen ones and the watched folder: a share may not answer
    PRINTER = "printer"  # a queue ticket never waits for a feeder of fifty pages
    CAMERA = "camera"  # each picture is judged here: never behind a scan
    NETWORK = "network"
    DISK = "disk"  # backups, whole reads, measurements: long, and nobody at the counter waits for them


_WAITED_FOR = (Lane.DATA, Lane.DEVICE, Lane.FILES, Lane.PRINTER)  # by somebody at the counter


class Tasks(QObject):
    """Runs work off the UI thread and calls back on it. One for the program; `close` before the store closes.
    `at_work` is entered while something runs that somebody at the counter waits for."""

    _woken = Signal()

    def __init__(
        self, parent: QObject | None = None, at_work: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> None:
        super().__init__(parent)
        self._at_work = at_work
        self._arrived: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._lanes = {lane: SimpleQueue[Callable[[], None] | None]() for lane in Lane}
        self._under_way = 0  # counted on the UI thread only
        self._closed = False
        self._woken.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=_work_off, args=(queue,), name=f"lane-{lane}", daemon=True)
            for lane, queue in self._lanes.items()
        ]
        for thread in self._threads:
            thread.start()

    @property
    def idle(self) -> bool:
        """Nothing runs, waits to run, or waits to be delivered."""
        return self._under_way == 0

    def run(self, lane: Lane, work: Callable[[], _Value], done: Callable[[_Value], None], failed: Failed) -> None:
        """`work` in its lane, after what was given to that lane before; then `done` or `failed` on the UI thread."""
        self.stream(lane, lambda: (work(),), done, lambda: None, failed)

    def stream(
        self,
        lane: Lane,
        items: Callable[[], Iterable[_Value]],
        each: Callable[[_Value], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """The same for work that gives several values: `each` as they come, then `done` or `failed`."""
        if self._closed:
            return

        def job() -> None:
            try:
                for item in items():
                    self.post(partial(each, item))
            except CounterError as error:
                self._finish(partial(failed, error))
            except Exception as error:
                # The message may hold personal data: only its kind and place are kept.
                place = _place(error)
                _LOG.error("work in lane %s failed: %s at %s", lane, type(error).__name__, place)
                broken = BrokenPromise(f"{type(error).__name__} at {place}")
                broken.__cause__ = error
                self._finish(lambda: failed(broken))
            else:
                self._finish(done)

        def waited_for() -> None:
            with self._at_work():
                job()

        self._under_way += 1
        self._lanes[lane].put(waited_for if lane in _WAITED_FOR else job)

    def post(self, call: Callable[[], None]) -> None:
        """`call` on the UI thread soon; may be called from any thread."""
        self._arrived.put(call)
        if not self._closed:
            self._woken.emit()

    def close(self, timeout: float = 5.0) -> None:
        """Lets what is under way end, at most `timeout` seconds a lane, and delivers nothing more."""
        self._closed = True
        for queue in self._lanes.values():
            queue.put(None)
        for thread in self._threads:
            thread.join(timeout)

    def _finish(self, call: Callable[[], None]) -> None:
        def finish() -> None:
            self._under_way -= 1
            call()

        self.post(finish)

    @Slot()
    def _take_in(self) -> None:
        while not self._closed:
            try:
                call = self._arrived.get_nowait()
            except Empty:
                return
            call()


def _work_off(queue: SimpleQueue[Callable[[], None] | None]) -> None:
    while (job := queue.get()) is not None:
        job()


def _place(error: BaseException) -> str:
    """Module and line where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"
