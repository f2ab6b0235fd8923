"""Days without a line: files carried on a stick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID


class Trips(Protocol):
    """Files that were written for the province, and which events are in them."""

    def waiting(self) -> ToCarry: ...

    def to_carry(self) -> tuple[UUID, ...]:
        """Unconfirmed events: first the dossiers of which something is in no file under way, each in its order."""
        ...

    def add(self, trip: Trip, events: Sequence[UUID]) -> None: ...

    def answered(self, trip_id: UUID, at: datetime) -> bool:
        """Whether this is the first answer; False as well for a trip that this store does not know."""
        ...

    def get(self, trip_id: UUID) -> Trip:
        """Raises KeyError."""
        ...

    def list(self, limit: int = 20) -> tuple[Trip, ...]:
        """The latest first."""
        ...


@dataclass(frozen=True, slots=True)
class Trip:
    """A file that was written for the province: `name` of it on the stick, `size` in bytes, `events` in it and how many
    of them are `open` still; `answered_at` None: no answer has come back."""

    id: UUID
    made_at: datetime
    who: str
    name: str
    events: int
    files: int
    size: int
    answered_at: datetime | None
    open: int


@dataclass(frozen=True, slots=True)
class ToCarry:
    """What the province has not confirmed: events, bytes of their files, since when, and how many of the events are in
    no file that is still under way."""

    events: int
    size: int
    oldest: datetime | None
    uncarried: int


@dataclass(frozen=True, slots=True)
class Carried:
    """`left`: events that are not in it: no room, or their line's story on the screen of what waits says why."""

    trip: Trip
    left: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What answers changed: events now `confirmed`, `sent` (the province lacks a file, or its code), `refused`; people
    and papers of the `news`. `again`: files that had been taken in before. `stale`: the line had brought newer news."""

    files: int = 0
    confirmed: int = 0
    sent: int = 0
    refused: int = 0
    news: int = 0
    again: int = 0
    stale: bool = False

    def __add__(self, other: Brought) -> Brought:
        counts = ("files", "confirmed", "sent", "refused", "news", "again")
        summed = {name: getattr(self, name) + getattr(other, name) for name in counts}
        return Brought(**summed, stale=self.stale or other.stale)


class Courier(Protocol):
    """What waits, as one encrypted and signed file on a stick, and the province's answer out of one."""

    @property
    def ready(self) -> bool:
        """Whether the settings name the province's keys."""
        ...

    def public_key(self) -> str:
        """By which the province knows this counter's files (Ed25519, base64). Raises NoKeyring."""
        ...

    def export(self, folder: Path, who: str) -> Carried:
        """Raises CourierNotSet, CourierAbsent, CourierFull, NotWritable, NoKeyring; then no file is left."""
        ...

    def bring(self, path: Path, who: str) -> Brought:
        """A file, or all of this counter's in a folder. Raises CourierNotSet, CourierAbsent, ParcelWrong, NoKeyring,
        BadCatalogue; receipts before it are kept."""
        ...
