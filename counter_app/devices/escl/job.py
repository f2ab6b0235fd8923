"""One scan job of an eSCL scanner: asked for, its pages fetched one by one, ended.

The protocol says: 201 and an address; 200 for each page; 404 when there are no more; 503 while it is busy. Scanners
say: 404 or 410 while they are busy; 409 at the end of the stack, which is no jam; 200, then a page too early for them.
So the number alone decides nothing: the scanner's status does, and where that says nothing either, a few more tries.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from ...domain.errors import (
    FeederEmpty,
    ScannerAsleep,
    ScannerBusy,
    ScannerCrashed,
    ScannerDenied,
    ScannerFault,
)
from .line import Answer, Line
from .words import JobState, Status, status
from .xml import NotXml

_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds
_HASTE = 0.35  # what is left for the last word to the scanner after a cancel
_HALFWAY = 0.15  # for a page that is on its way when the cancel comes: its sheet is out already
_NO_MORE = (404, 409, 410)
_TRIES = 3  # at the end of a stack, with a scanner that does not say whether it is the end
_HOST_REFUSED = (400, 403, 404, 421)


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds. `retry` between two tries; `patience` for a page; `accept` for a job; `next_page`: the longest
    pause before the next page of a stack is asked for: half of what the last one took, at the most."""

    retry: float = 1.0
    patience: float = 75.0  # below that of the program, which ends a silent worker
    accept: float = 20.0
    next_page: float = 1.0


class Job:
    def __init__(self, line: Line, feeder: bool, cancelled: Callable[[], bool], pace: Pace) -> None:
        self._line, self._feeder, self._cancelled, self._pace = line, feeder, cancelled, pace
        self._path = ""

    def begin(self, settings: bytes) -> bool:
        """Asks for the job; False when it was cancelled. Raises a leaf of ScannerFault."""
        self._must_be_able()
        end = time.monotonic() + self._pace.accept
        host = ""
        while not self._cancelled():
            answer = self._fetch(partial(self._line.post, "ScanJobs", settings, host), grace=_HASTE)
            if answer is not None and answer.status in (200, 201, 202) and answer.location:
                self._path = self._line.path_of(answer.location)
                return True
            if answer is None:
                return False
            if answer.status in _HOST_REFUSED and not host:
                host = "localhost"  # some take a job only from "themselves"
                continue
            self._must_be_able()
            if answer.status in (401, 403):
                raise ScannerDenied(f"job: {answer.status}")
            if answer.status not in (*_NO_MORE, 503):
                raise ScannerCrashed(f"job: {answer.status}")
            if time.monotonic() > end:
                raise ScannerBusy(f"job: {answer.status}")
            self._pause(answer.retry_after or self._pace.retry)
        return False

    def pages(self) -> Iterator[bytes]:
        """JPEGs as they come, until the feeder is empty or the glass was seen; ends when cancelled."""
        given = 0
        while True:
            asked = time.monotonic()
            page = self._next(given)
            if page is None:
                return
            given += 1
            yield page
            if not self._feeder:
                return
            self._pause(min(self._pace.next_page, (time.monotonic() - asked) / 2))

    def end(self) -> None:
        """The last word to the scanner: without it some stay busy for minutes. Also in mid-page, for a cancel."""
        if self._path:
            path, self._path = self._path, ""
            with suppress(ScannerFault):
                self._line.delete(path, _HASTE if self._cancelled() else 2.0)

    def _next(self, given: int) -> bytes | None:
        end = time.monotonic() + self._pace.patience
        tries = 0
        while not self._cancelled():
            answer = self._fetch(lambda: self._line.page(f"{self._path}/NextDocument"), grace=_HALFWAY)
            if answer is None:
                return None
            if answer.status == 200:
                return _whole_jpeg(answer.body)
            if answer.status in (401, 403):
                raise ScannerDenied(f"page: {answer.status}")
            if answer.status not in (*_NO_MORE, 503):
                raise ScannerCrashed(f"page: {answer.status}")
            said = self._status()
            if self._is_the_end(answer.status, said, given):
                return None
            if not self._at_work(answer.status, said):
                tries += 1
                if given and tries >= _TRIES:
                    return None
            if time.monotonic() > end:
                raise ScannerBusy("no page in time")
            self._pause(answer.retry_after or self._pace.retry)
        return None

    def _is_the_end(self, number: int, said: Status | None, given: int) -> bool:
        """Raises the cause where it is one."""
        if said is None or number == 503:
            if said is not None and said.fault is not None:
                raise said.fault("told by the status")
            return False
        if said.fault is not None:
            raise said.fault("told by the status")
        state = said.job(self._path)
        if state is JobState.GOING or said.busy:
            return False
        if given and (state is JobState.DONE or said.empty):
            return True
        if not given and self._feeder and said.empty:
            raise FeederEmpty("nothing came")
        if state is JobState.DONE:
            raise ScannerCrashed("done without a page")
        if state is JobState.ABORTED:
            raise ScannerCrashed("ended at the scanner")
        return False

    def _at_work(self, number: int, said: Status | None) -> bool:
        return number == 503 or (said is not None and (said.busy or said.job(self._path) is JobState.GOING))

    def _must_be_able(self) -> None:
        """Raises the cause that the status names, FeederEmpty for a feeder that says so of itself."""
        said = self._status()
        if said is not None and said.fault is not None and self._feeder:
            raise said.fault("told by the status")
        if said is not None and said.empty and self._feeder:
            raise FeederEmpty("told by the status")

    def _status(self) -> Status | None:
        """None where it cannot be had or read: then nothing is known."""
        try:
            answer = self._line.get("ScannerStatus")
            return status(answer.body) if answer.status == 200 else None
        except (ScannerAsleep, NotXml):
            return None

    def _fetch(self, call: Callable[[], Answer], grace: float = 0.0) -> Answer | None:
        """The answer, or None once cancelled: a scanner may take a minute for a page, and a cancel does not wait.
        Within `grace` seconds after a cancel an answer still counts. Raises what the line raises."""
        box: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                box.put(call())
            except Exception as error:
                box.put(error)

        threading.Thread(target=ask, daemon=True, name="escl-ask").start()
        until = 0.0
        while True:
            try:
                got = box.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                now = time.monotonic()
                if self._cancelled():
                    until = until or now + grace
                if until and now >= until:
                    return None
                continue
            if isinstance(got, Exception):
                raise got
            return got

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._cancelled() and time.monotonic() < end:
            time.sleep(min(_LOOK_EVERY, max(0.0, end - time.monotonic())))


def _whole_jpeg(data: bytes) -> bytes:
    """Raises ScannerCrashed for anything else, and for a page that was cut off."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise ScannerCrashed("not a JPEG")
    if b"\xff\xd9" not in data[-4096:]:
        raise ScannerCrashed("a page cut short")
    return data
