"""A queue ticket and its times: issued, called, arrived, finished, or not here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .errors import BrokenPromise


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"  # the citizen has arrived at the counter
    FINISHED = "finished"
    NOT_HERE = "not-here"


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """What the ticket machine offers: a letter, a name, and the procedures' group code."""

    code: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """`number` counts from one by site, day and letter. Moments are aware."""

    id: UUID
    site: str
    day: date
    letter: str
    number: int
    group: str
    issued_at: datetime
    state: TicketState = TicketState.WAITING
    called_at: datetime | None = None
    called_by: str | None = None  # the counter
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    not_here_at: datetime | None = None

    @property
    def label(self) -> str:
        """As printed and called: `A042`."""
        return f"{self.letter}{self.number:03d}"

    def called(self, at: datetime, counter: str) -> Ticket:
        """Called, or called again after not being here. The first call's time counts for the wait."""
        self._must_be(TicketState.WAITING, TicketState.CALLED, TicketState.NOT_HERE)
        return replace(self, state=TicketState.CALLED, called_at=self.called_at or at, called_by=counter)

    def arrived(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.SERVED, arrived_at=at)

    def finished(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED, TicketState.SERVED)
        return replace(self, state=TicketState.FINISHED, arrived_at=self.arrived_at or at, finished_at=at)

    def not_here(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.NOT_HERE, not_here_at=at)

    def _must_be(self, *states: TicketState) -> None:
        if self.state not in states:
            raise BrokenPromise(f"ticket is {self.state}")
