"""A counter without a site: its queue is its own store's, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from uuid import UUID

from ..domain.ticket import Ticket
from ..ports import Alarm, GivenNumber, HallState, UnitOfWork


class OwnHall:
    """Fulfils `ports.Hall` where no other counter shares the queue of this site."""

    shared = False

    def __init__(self, site: str) -> None:
        self._site = site

    def number(self, letter: str, day: date, group: str = "", quota: int | None = None) -> GivenNumber:
        return GivenNumber(letter)

    @contextmanager
    def claim(
        self, day: date, now: datetime, ticket_id: UUID | None = None
    ) -> Iterator[Callable[[UnitOfWork], Ticket | None]]:
        if ticket_id is None:
            yield lambda work: work.tickets.next_waiting(self._site, day)
        else:
            known = ticket_id
            yield lambda work: work.tickets.get(known)

    def sole(self, act: UUID) -> AbstractContextManager[None]:
        return nullcontext()

    def changed(self) -> None:
        """Nobody else has to hear it."""

    def state(self, day: date) -> HallState:
        return HallState()

    def trouble(self, reason: str) -> None:
        """The desk has been told on its own screen."""

    def alarms(self) -> tuple[Alarm, ...]:
        return ()

    def call_colleagues(self, at: datetime | None) -> bool:
        return False

    def answer(self, counter: str) -> None:
        """There is nobody else."""
