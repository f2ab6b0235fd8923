"""Leaves a host alone that keeps silent or asks for it: nobody at the desk waits for a line that is known to be down.

Own code and not pybreaker: that one knows one fixed pause, and here the pause has full jitter, and the host's own word
(Retry-After) counts.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from counter_app.domain.errors import CounterError, LineDown, ProvinceBusy

from .retry import pause_after

_SILENT = 5  # exchanges in a row without an answer
_ASKED = 2  # answers in a row that say when to come back: one dossier alone may cause one


_UNTRIED = "left alone"


def was_untried(error: CounterError) -> bool:
    """Whether the breaker says it itself: nothing was asked, so it says nothing of what was to be sent."""
    return error.facts.get("untried") == _UNTRIED


class Breaker:
    """One a host; safe from several threads. While it is open, calls fail at once; then one goes first to try."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self.at_once()

    def at_once(self) -> None:
        """Somebody wants it tried now."""
        with self._lock:
            self._silent = self._asked = 0
            self._until = 0.0
            self._why: CounterError | None = None
            self._trying = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Raises what opened it, without an exchange, while it is open (`was_untried`). `heard` or `unheard` is told
        inside."""
        trying = self._enter()
        try:
            yield
        finally:
            if trying:
                with self._lock:
                    self._trying = False

    def heard(self) -> None:
        self.at_once()

    def silent(self) -> None:
        with self._lock:
            self._silent += 1
            if self._silent >= _SILENT:
                why = LineDown("left alone after silence")
                self._open(why, pause_after(why, self._silent - _SILENT + 1))

    def asked_to_wait(self, seconds: float) -> None:
        with self._lock:
            self._asked += 1
            if self._asked >= _ASKED:
                self._open(ProvinceBusy("left alone as it asked", retry_after=seconds), seconds)

    def _open(self, why: CounterError, seconds: float) -> None:
        self._why, self._until = why, max(self._until, self._clock() + seconds)

    def _enter(self) -> bool:
        """Whether this call goes first to try an open one."""
        with self._lock:
            if self._why is None:
                return False
            left = self._until - self._clock()
            if left > 0 or self._trying:
                if isinstance(self._why, ProvinceBusy):
                    raise ProvinceBusy(self._why.detail, retry_after=max(left, 1.0), untried=_UNTRIED)
                raise LineDown(self._why.detail, untried=_UNTRIED)
            self._trying = True
            return True
