"""A counter without a site: its queue is its own store's, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from uuid import UUID

from ..domain.errors import HeldElsewhere
from ..domain.ticket import Ticket
from ..ports import Alarm, GivenNumber, HallState, UnitOfWork
from .queueing import at_work


class OwnHall:
    """Fulfils `ports.Hall` where no other counter shares the queue of this site."""

    shared = False

    def __init__(self, site: str, counter: str) -> None:
        self._site, self._counter = site, counter

    def number(self, letter: str, day: date, group: str = "", quota: int | None = None) -> GivenNumber:
        return GivenNumber(letter)

    @contextmanager
    def claim(
        self, day: date, now: datetime, ticket_id: UUID | None = None
    ) -> Iterator[Callable[[UnitOfWork], Ticket | None]]:
        def chosen(work: UnitOfWork) -> Ticket | None:
            others = at_work(work.tickets.list(self._site, day), now)
            if ticket_id is None:
                return work.tickets.next_waiting(self._site, day, counter=self._counter, at_work=others)
            wanted = work.tickets.get(ticket_id)
            if wanted.waits_for_another(self._counter, others):
                raise HeldElsewhere(counter=wanted.sent_to or "")
            return wanted

        yield chosen

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
