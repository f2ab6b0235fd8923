"""Files and the watched folder may lie on a share that no longer answers: a call of the system then hangs for minutes,
and nothing ends it. So each runs in a thread of its own, and whoever waits may turn away."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from ..domain.errors import NotAnImage
from ..ports import Files, Folder
from .places import place_of

_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds
_READ = 60.0  # seconds: 200 MB over a slow line
_LOOK = 15.0
_Value = TypeVar("_Value")


def _nobody() -> bool:
    """Nobody cancels."""
    return False


class _Waiting:
    """Calls to one place that are waited for at most `patience` seconds. One that nobody waits for any more goes on
    until the system lets it go; until then no other begins: the same share would hold it too, and its state is not for
    two threads. Whoever asks meanwhile waits for its end, as long as it had left to answer; after that he is refused at
    once."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._left: threading.Thread | None = None
        self._left_until = 0.0

    @property
    def hangs(self) -> bool:
        """A call that nobody waits for is still under way."""
        return self._left is not None and self._left.is_alive()

    def call(self, work: Callable[[], _Value], cancelled: Callable[[], bool]) -> _Value:
        """Raises NotAnImage (reason `no-answer`, or `stopped` once cancelled), and whatever `work` raises."""
        answers: queue.SimpleQueue[Future[_Value]] = queue.SimpleQueue()

        def ask() -> None:
            answer: Future[_Value] = Future()
            try:
                answer.set_result(work())
            except Exception as error:
                answer.set_exception(error)
            answers.put(answer)

        self._wait_for_the_one_before(cancelled)
        asking = threading.Thread(target=ask, daemon=True, name="files")
        asking.start()
        until = time.monotonic() + self._patience
        while not cancelled():
            try:
                return answers.get(timeout=_LOOK_EVERY).result()
            except queue.Empty:
                if time.monotonic() > until:
                    self._left, self._left_until = asking, until
                    raise NotAnImage("no answer", reason="no-answer") from None
        self._left, self._left_until = asking, until
        raise NotAnImage("stopped", reason="stopped")

    def _wait_for_the_one_before(self, cancelled: Callable[[], bool]) -> None:
        while self._left is not None and self._left.is_alive():
            if time.monotonic() > self._left_until:
                raise NotAnImage("an earlier call still hangs", reason="no-answer")
            if cancelled():
                raise NotAnImage("stopped", reason="stopped")
            self._left.join(_LOOK_EVERY)
        self._left = None


def in_time(work: Callable[[], _Value], patience: float = _LOOK) -> _Value:
    """Raises NotAnImage (reason `no-answer`), and whatever `work` raises."""
    return _Waiting(patience).call(work, _nobody)


class PatientFiles:
    """Fulfils `ports.Files` around another one. A share that does not answer is asked once, and holds one thread,
    however often it is tried; files that lie elsewhere are read meanwhile. For one thread at a time."""

    def __init__(self, files: Files, patience: float = _READ, place_of: Callable[[Path], str] = place_of) -> None:
        self._files, self._patience, self._place_of = files, patience, place_of
        self._hanging: dict[str, _Waiting] = {}

    def read(self, path: Path, cancelled: Callable[[], bool] = _nobody) -> bytes:
        place = self._place_of(path)
        self._hanging = {at: waiting for at, waiting in self._hanging.items() if waiting.hangs}
        waiting = self._hanging.get(place) or _Waiting(self._patience)
        try:
            return waiting.call(lambda: self._files.read(path), cancelled)
        finally:
            if waiting.hangs:
                self._hanging[place] = waiting


class PatientFolder:
    """Fulfils `ports.Folder` around another one."""

    def __init__(self, folder: Folder, patience: float = _LOOK) -> None:
        self._folder, self._waiting = folder, _Waiting(patience)

    def new_files(self, cancelled: Callable[[], bool] = _nobody) -> tuple[Path, ...]:
        return self._waiting.call(self._folder.new_files, cancelled)

    def done_with(self, path: Path, cancelled: Callable[[], bool] = _nobody) -> None:
        self._waiting.call(lambda: self._folder.done_with(path), cancelled)

    def set_aside(self, path: Path, cancelled: Callable[[], bool] = _nobody) -> None:
        self._waiting.call(lambda: self._folder.set_aside(path), cancelled)
