"""What the counter calls healthy: how much room, how fast a disk, how old a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# A dossier takes about 2 MB with its pages, a counter receives at most 50 a day: a week's work.
SHORT_OF_ROOM = 700_000_000  # bytes
# Ten dossiers and the database's log at its largest: what is under way is finished, and no more.
ALMOST_NO_ROOM = 50_000_000
# An acceptance waits for about six flushes and must answer within a second (docs/ux: a local look-up at the worst).
SLOW_FLUSH = 0.150  # seconds, the median
VERY_SLOW_FLUSH = 2.0  # a single one: a disk that repeats itself is about to die
CHECK_EVERY = timedelta(days=7)


class Room(StrEnum):
    """Room on the store's disk. Reception goes on in each of them, as long as a commit is possible."""

    ENOUGH = "enough"
    SHORT = "short"
    NONE = "none"


def room_for(free: int) -> Room:
    """`free`: bytes on the store's disk."""
    if free < ALMOST_NO_ROOM:
        return Room.NONE
    return Room.SHORT if free < SHORT_OF_ROOM else Room.ENOUGH


@dataclass(frozen=True, slots=True)
class FlushTimes:
    """Seconds that a small durable write took beside the store."""

    median: float
    worst: float

    @property
    def slow(self) -> bool:
        return self.median > SLOW_FLUSH or self.worst > VERY_SLOW_FLUSH


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """When the whole database was last read through, and the code of what was found; empty when it is sound."""

    at: datetime
    found: str = ""

    def due(self, now: datetime) -> bool:
        """A week later, or when it is dated ahead by a clock since put right."""
        return not timedelta() <= now - self.at < CHECK_EVERY
