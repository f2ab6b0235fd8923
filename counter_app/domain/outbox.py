"""What waits for the province: ordered events, each with the key under which it is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class EventKind(StrEnum):
    DOSSIER_ACCEPTED = "dossier-accepted"
    DOSSIER_STEP = "dossier-step"  # what happened to it afterwards
    CORRECTION = "correction"  # of what the province holds: on condition that nobody else changed it meanwhile


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document file of a dossier: `sha256` of its plain bytes (its vault name), `size` of them."""

    sha256: str
    size: int
    media_type: str
    component: str


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """`id` is the idempotency key; `order` counts up through all events; `payload` is JSON, what is sent as it is.

    `attempts` so far, `next_try` not before; `problem` the code of the last error, kept for the clerk.
    """

    id: UUID
    order: int
    dossier_id: UUID
    kind: EventKind
    payload: dict[str, Any]
    files: tuple[DocumentFile, ...]
    created_at: datetime
    attempts: int = 0
    next_try: datetime | None = None
    problem: str | None = None
    sent_at: datetime | None = None  # the province answered for the metadata
    confirmed_at: datetime | None = None  # its receipt names key and hash, and each file's
    closed_at: datetime | None = None  # by a person, or by another event in its place: nothing more is sent

    @property
    def open(self) -> bool:
        return self.confirmed_at is None and self.closed_at is None


@dataclass(frozen=True, slots=True)
class ProvinceReceipt:
    """The province's word for one event: our key, the SHA-256 of the payload bytes, and the files it has."""

    key: UUID
    payload_sha256: str
    files: tuple[str, ...]
    received_at: datetime
    dossier_code: str | None = None  # given by the province where ours was provisional


# --- what waits, as it is shown ------------------------------------------------------------------------

LATE = timedelta(days=1)  # what waits longer is shown in amber; reception goes on
TOO_LATE = timedelta(days=3)  # in red, and the supervisor is told

# Mended by the line or the province itself: nobody has to do anything.
PASSING_PROBLEMS = frozenset({"environment.line-down", "environment.province-busy"})


class Owner(StrEnum):
    """Who has to do something about an event. NOBODY: it goes by itself once the line is there."""

    NOBODY = "nobody"
    COUNTER = "counter"
    IT = "it"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that the province has not confirmed, without its content: ids, codes and sizes only.

    `code` of the dossier, empty where the dossier is lost; `size` of its files in bytes. `problem` the code of the last
    error and `reason` the province's own word for it; `failing_since` the first failure of the present row of them;
    `given_to` whom somebody gave it to.
    """

    id: UUID
    order: int
    dossier_id: UUID
    code: str
    created_at: datetime
    files: int
    size: int
    attempts: int = 0
    next_try: datetime | None = None
    problem: str | None = None
    reason: str = ""
    failing_since: datetime | None = None
    sent_at: datetime | None = None
    given_to: Owner | None = None

    @property
    def owner(self) -> Owner:
        if not self.problem or self.problem in PASSING_PROBLEMS:
            return Owner.NOBODY
        return self.given_to or Owner.COUNTER

    @property
    def set_aside(self) -> bool:
        """Somebody has to look at it; it is tried again all the same."""
        return self.owner is not Owner.NOBODY


class Step(StrEnum):
    """What happened to an event, beside the codes of errors."""

    SENT = "sent"
    NO_CODE_YET = "no-code-yet"
    LOST_THERE = "lost-there"
    CONFIRMED = "confirmed"
    BY_HAND = "tried-by-hand"
    GIVEN = "given-to-it"
    ENTERED = "entered-by-hand"  # into the province's own system, by a person who says so
    DIFFERS = "differs-there"  # the province held another state: a person chooses, and another event goes
    FOLDED = "folded"  # a later correction of the same record took its place


BY_PEOPLE = frozenset(
    {Step.BY_HAND, Step.GIVEN, Step.ENTERED}
)  # what people did; the rest is what the province or the line did


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`what`: a `Step` or the code of an error, seen `times` times in a row. `reason`: the province's own code."""

    what: str
    first: datetime
    last: datetime
    times: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Backlog:
    """All that waits. `late` and `too_late`: events that wait longer than `LATE` and `TOO_LATE` (the latter are in
    both); `size` of their files in bytes; `largest` of one event."""

    count: int = 0
    files: int = 0
    size: int = 0
    largest: int = 0
    oldest: datetime | None = None
    late: int = 0
    too_late: int = 0
    set_aside: int = 0
