"""Who speaks to which device: whoever wants one at the counter comes before a try whether it is there."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds


class DeviceTurns:
    """Thread-safe. A device that cannot be spoken to twice says so by itself: only tries give way here."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._wanted: Counter[str] = Counter()
        self._tried: set[str] = set()

    @contextmanager
    def wanted(self, device_id: str, cancelled: Callable[[], bool]) -> Iterator[bool]:
        """Within, no try is under way; one that was has ended before, which takes seconds where its driver parks a
        lamp. False: who wanted the device has turned away meanwhile, and a try may still hold it."""
        with self._change:
            self._wanted[device_id] += 1
        try:
            with self._change:
                while device_id in self._tried and not cancelled():
                    self._change.wait(_LOOK_EVERY)
                free = device_id not in self._tried
            yield free
        finally:
            with self._change:
                self._wanted[device_id] -= 1

    @contextmanager
    def trial(self, device_id: str) -> Iterator[Callable[[], bool]]:
        """Whether the try must end, as it must at once where the device is wanted or tried already."""
        with self._change:
            free = not self._wanted[device_id] and device_id not in self._tried
            if free:
                self._tried.add(device_id)
        try:
            yield lambda: not free or self._wanted[device_id] > 0
        finally:
            with self._change:
                if free:
                    self._tried.discard(device_id)
                self._change.notify_all()
