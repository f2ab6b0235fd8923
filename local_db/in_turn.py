"""A lock that goes to whoever has waited longest.

A plain one goes to whoever is quickest: a thread that writes one transaction after the other (the first fill of a
commune) takes it again before the clerk's save has woken up, and that save waits for seconds.
"""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class InTurn:
    """Used by `with`. Not for a thread that holds it already."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Lock] = deque()

    def locked(self) -> bool:
        return self._held

    def __enter__(self) -> None:
        with self._mutex:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()  # whoever frees it hands it over: it was held all the time
        except BaseException:
            with self._mutex:
                if still := turn in self._waiting:
                    self._waiting.remove(turn)
            if not still:
                self._hand_over()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hand_over()

    def _hand_over(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False
