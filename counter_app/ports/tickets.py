"""The queue, ticket by ticket."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from ..domain.ticket import Service, Ticket, TicketState


class Tickets(Protocol):
    def issue(self, ticket_of: Callable[[int], Ticket], site: str, day: date, letter: str) -> Ticket:
        """Stores `ticket_of(n)` under the next number of that site, day and letter."""
        ...

    def add(self, ticket: Ticket) -> None:
        """One that the hall has numbered."""
        ...

    def get(self, ticket_id: UUID) -> Ticket: ...

    def next_waiting(
        self, site: str, day: date, groups: Sequence[str] = (), counter: str = "", at_work: Collection[str] = ()
    ) -> Ticket | None:
        """The longest waiting, whoever has priority first; claimed within this transaction: nobody else gets it. None
        that was sent to a counter which is `at_work`, and is not the `counter` that calls."""
        ...

    def count(self, site: str, day: date, state: TicketState) -> int: ...

    def list(self, site: str, day: date) -> tuple[Ticket, ...]:
        """All of the day, in the order of issue."""
        ...

    def save(self, ticket: Ticket) -> None: ...

    def left_open(self, site: str, before: date) -> tuple[Ticket, ...]:
        """Of days before, that nobody finished."""
        ...

    def add_service(self, ticket: Ticket, service: Service) -> None:
        """Keeps what has ended, with its times."""
        ...

    def services(self, site: str, first: date, last: date) -> tuple[Service, ...]:
        """What ended on the days from `first` to `last`, in the order in which it ended."""
        ...

    def mark_time_wrong(self, ticket_id: UUID, wrong: bool) -> None:
        """Of all that has ended of this visit."""
        ...


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """`number` None: the counter's own store counts, under `letter`."""

    letter: str
    number: int | None = None
