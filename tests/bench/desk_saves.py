"""A desk that saves something small twenty times a second while the line is at work: what a clerk would feel."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from uuid import uuid4

from counter_app.ports import AuditLine
from local_db.store import SqlStore

MOST_FELT = 100.0  # ms that a save may take in 95 of a hundred, and that its turn may take in 99
_PAUSE = 0.05  # seconds between two saves


@dataclass
class Saves:
    """Milliseconds: `turns` until a save had its turn to write, `wholes` until it was on the disk."""

    turns: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)

    @property
    def felt(self) -> float:
        """95 of a hundred took no longer."""
        return quantiles(self.wholes, n=20)[-1]

    @property
    def waited(self) -> float:
        """99 of a hundred had their turn by then."""
        return sorted(self.turns)[len(self.turns) * 99 // 100]

    @property
    def longest(self) -> float:
        return max(self.turns)


@contextmanager
def saving_meanwhile(store: SqlStore, counter: str) -> Iterator[Saves]:
    saves, stop = Saves(), threading.Event()

    def save_now_and_then() -> None:
        while not stop.wait(_PAUSE):
            began = time.perf_counter()
            with store.write() as work:
                saves.turns.append((time.perf_counter() - began) * 1000)
                work.audit.add(AuditLine(store.clock.now(), "clerk-1", counter, "locked", {"event": str(uuid4())}))
            saves.wholes.append((time.perf_counter() - began) * 1000)

    desk = threading.Thread(target=save_now_and_then)
    desk.start()
    try:
        yield saves
    finally:
        stop.set()
        desk.join()
