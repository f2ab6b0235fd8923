"""Writes of what is many, cut into transactions so short that a clerk who saves something meanwhile notices none."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..ports import Store, UnitOfWork

_FEWEST, _MOST = 100, 2_000  # rows a transaction
_FELT = 0.025  # seconds that a transaction should take: whoever saves something meanwhile waits for one
_GROWS = 1.25  # at the most, from one to the next: the next rows may be heavier than these
_Row = TypeVar("_Row")


@dataclass
class Portions:
    """Goes by what the last ones took. Lives as long as whoever writes by it."""

    store: Store
    at_once: int = 250  # rows, as the disk was of late

    def write(self, rows: Sequence[_Row], each: Callable[[UnitOfWork, Sequence[_Row], bool], None]) -> None:
        """`each` portion in a transaction of its own, in their order, and one where there are no rows; True with the
        last. Raises what the store and `each` raise: those before have been written."""
        start = 0
        while True:
            some = rows[start : start + self.at_once]
            start += len(some)
            with self.store.write() as work:
                writing = time.monotonic()
                each(work, some, start >= len(rows))
            self._learn(len(some), time.monotonic() - writing)
            if start >= len(rows):
                return

    def _learn(self, count: int, seconds: float) -> None:
        if count < self.at_once and seconds < _FELT:
            return  # too few to tell
        fit = int(self.at_once * min(_GROWS, _FELT / max(seconds, 1e-6)))
        self.at_once = min(max(fit, _FEWEST), _MOST)
