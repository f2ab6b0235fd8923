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

_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds
_READ = 60.0  # seconds: 200 MB over a slow line
_LOOK = 15.0
_Value = TypeVar("_Value")


def _nobody() -> bool:
    """Nobody cancels."""
    return False


class _Waiting:
    """Calls that are waited for at most `patience` seconds. One that nobody waits for any more goes on until the system
    lets it go; until then no other begins: the same share would hold it too, and its state is not for two threads."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._left: threading.Thread | None = None

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

        if self._left is not None and self._left.is_alive():
            raise NotAnImage("an earlier call still hangs", reason="no-answer")
        asking = threading.Thread(target=ask, daemon=True, name="files")
        asking.start()
        until = time.monotonic() + self._patience
        while not cancelled():
            try:
                return answers.get(timeout=_LOOK_EVERY).result()
            except queue.Empty:
                if time.monotonic() > until:
                    self._left = asking
                    raise NotAnImage("no answer", reason="no-answer") from None
        self._left = asking
        raise NotAnImage("stopped", reason="stopped")


def in_time(work: Callable[[], _Value], patience: float = _LOOK) -> _Value:
    """Raises NotAnImage (reason `no-answer`), and whatever `work` raises."""
    return _Waiting(patience).call(work, _nobody)


class PatientFiles:
    """Fulfils `ports.Files` around another one."""

    def __init__(self, files: Files, patience: float = _READ) -> None:
        self._files, self._patience = files, patience

    def read(self, path: Path, cancelled: Callable[[], bool] = _nobody) -> bytes:
        return _Waiting(self._patience).call(lambda: self._files.read(path), cancelled)


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
