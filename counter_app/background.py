"""Repeats one piece of work in a thread of its own: at once when woken, else after the pause that it asks for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_LOG = logging.getLogger(__name__)
_AFTER_A_BUG = 60.0  # seconds


class Background:
    """`work` returns how many seconds to pause. It must be safe to cut between two calls, not inside one."""

    def __init__(self, name: str, work: Callable[[], float]) -> None:
        self._work = work
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something new waits: do not sit out the pause."""
        self._wake.set()

    def stop(self, timeout: float = 5.0) -> None:
        """Waits for the work under way, at most `timeout` seconds."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                pause = self._work()
            except Exception:  # the thread must outlive a bug: what waits in the outbox is tried again
                _LOG.exception("background work failed")
                pause = _AFTER_A_BUG
            self._wake.wait(pause)
