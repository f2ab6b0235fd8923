"""Waits for what is to come true, and says so where it does not: the one loop of the tests."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(
    true: Callable[[], object],
    patience: float = 60.0,
    what: str = "it never came",
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Looks every hundredth of a second for `patience` seconds; `meanwhile` lets a window's events happen."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, what
        meanwhile()
        time.sleep(0.01)
