"""What waits for the province."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from ..domain.outbox import Backlog, OutboxEvent, Owner, ProvinceReceipt, StoryLine, Waiting


class Outbox(Protocol):
    def add(self, event: OutboxEvent) -> OutboxEvent:
        """Stores the event under the next order number (the one given is ignored)."""
        ...

    def due(self, now: datetime, limit: int = 20, sent: bool | None = None) -> tuple[OutboxEvent, ...]:
        """Unconfirmed events whose next try has come, in order; of one dossier only the first unconfirmed.

        `sent` False: only those whose metadata is still to go, what failed least often first. True: only those whose
        files are, of equally many failures those with the fewest bytes first.
        """
        ...

    def get(self, event_id: UUID) -> OutboxEvent: ...

    def waiting(self) -> int: ...

    def open_of(self, dossier_id: UUID) -> tuple[OutboxEvent, ...]:
        """This dossier's events that the province has not confirmed, in order."""
        ...

    def backlog(self, now: datetime) -> Backlog: ...

    def list_waiting(self, limit: int | None = 500) -> tuple[Waiting, ...]:
        """`limit` None: all of it. What somebody has to look at first, then the oldest first."""
        ...

    def story(self, event_id: UUID) -> tuple[StoryLine, ...]:
        """What happened to it, the first first; errors that repeat stand in one line."""
        ...

    def mark_sent(self, event_id: UUID, at: datetime) -> None: ...

    def mark_confirmed(self, event_id: UUID, receipt: ProvinceReceipt, at: datetime) -> None: ...

    def reopen(self, dossier_id: UUID, at: datetime) -> int:
        """The province has lost what it confirmed of this dossier: all of it goes again, under the same keys. How many
        events that opens; their receipts are kept until others come."""
        ...

    def mark_failed(self, event_id: UUID, problem: str, at: datetime, next_try: datetime, reason: str = "") -> None:
        """`problem` empty: nothing failed, the province only has not given its code yet."""
        ...

    def open_ids(self) -> tuple[UUID, ...]:
        """Of all that wait, in their order."""
        ...

    def try_again(self, event_ids: Sequence[UUID], at: datetime) -> int:
        """They wait for no next try any more, because somebody said so; how many of them still wait. In three
        statements, however many they are (a few thousand at the most)."""
        ...

    def give(self, event_id: UUID, owner: Owner, at: datetime) -> None: ...

    def close(self, event_id: UUID, why: str, at: datetime, reason: str = "") -> None:
        """Nothing more is sent of it; it stays, with its story, and a receipt that comes all the same still counts.
        `why`: the `Step` that it ends with. Raises KeyError where it is not open."""
        ...

    def accepted_as(self, dossier_id: UUID) -> str:
        """The key under which the dossier itself went, or will; empty: a rescue did not save it."""
        ...

    def entered_by_hand(self, dossier_id: UUID) -> bool:
        """Whether any of this dossier's events is known to be at the province by a person's word alone."""
        ...
