"""A hall of several counters: who shares the queue, the voice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from ..domain.ticket import Ticket, TicketState
from .store import UnitOfWork
from .tickets import GivenNumber


class Voice(Protocol):
    """Calls out in the hall."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that are heard (`vi`, `km`): its program is there, its clips are all recorded."""
        ...

    def say(self, words: str, number: tuple[str, str] = ("", "")) -> None:
        """In its turn, at once back; what cannot be said is not told. `number`: label and counter, for languages that
        are spoken from recorded clips."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class TicketConflict:
    """Two counters did two things with one number, each without the other: the queue shows the first; this is what
    `counter` did."""

    ticket_id: UUID
    label: str
    counter: str
    state: TicketState
    called_at: datetime | None


@dataclass(frozen=True, slots=True)
class Alarm:
    """`counter` calls its colleagues to its side; `answered`: the one that is coming, empty: none yet."""

    counter: str
    at: datetime
    answered: str = ""


@dataclass(frozen=True, slots=True)
class HallState:
    """`shared`: the queue is one with other counters'. `away_since`: the server of the hall is not there; then this
    counter numbers under `letter`, and nobody knows who calls the `unclear` ones: a person's act does.
    `waits_for`: the server is there, and has forgotten; these counters have not told it again yet.
    `gone`: counters out of touch for so long that a colleague may call what stands at them. `troubles`: kiosks that
    give no paper, and why. `colleagues`: the other counters at work, to which a number may be sent."""

    shared: bool = False
    away_since: datetime | None = None
    letter: str = ""
    unclear: tuple[UUID, ...] = ()
    conflicts: tuple[TicketConflict, ...] = ()
    waits_for: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()
    colleagues: tuple[str, ...] = ()

    @property
    def heard(self) -> bool:
        """Whether the colleagues hear at once of what is done here; of a server that has forgotten as well."""
        return self.away_since is None or bool(self.waits_for)


class Hall(Protocol):
    """The queue that the counters of a hall share; each goes on by itself when their server is away. Nothing here
    waits for a server longer than a second, and for one that is known to be away not at all."""

    shared: bool  # with other counters

    def number(self, letter: str, day: date, group: str = "", quota: int | None = None) -> GivenNumber:
        """For a ticket of this letter. Not every number that is given becomes a ticket. Raises NumbersGivenOut where
        the hall has given out the `quota` of the group, QuotaUnclear where that cannot be asked and this counter's part
        of what was left is given."""
        ...

    def claim(
        self, day: date, now: datetime, ticket_id: UUID | None = None
    ) -> AbstractContextManager[Callable[[UnitOfWork], Ticket | None]]:
        """Claims the next that waits, or this one, for a call at `now`. What it gives chooses in the write that does
        the call: the ticket as it was before, None where nobody waits. What is not called in it goes back.

        Raises HeldElsewhere for one that another counter may be calling.
        """
        ...

    def sole(self, act: UUID) -> AbstractContextManager[None]:
        """For what only one counter of the hall may do, ever. What fails within it may be done by another.

        Raises OnlineOver where another counter does it or has done it, OnlineUnclear without the server.
        """
        ...

    def changed(self) -> None:
        """Tickets have changed here: colleagues hear it soon. At once back."""
        ...

    def state(self, day: date) -> HallState: ...

    def trouble(self, reason: str) -> None:
        """This counter's kiosk gives no paper: all counters hear why. Empty: it does again."""
        ...

    def alarms(self) -> tuple[Alarm, ...]:
        """Who calls for help now, this counter's own as well; from memory, at once."""
        ...

    def call_colleagues(self, at: datetime | None) -> bool:
        """All counters see and hear it from `at` on; None: it is over. Whether the server is there to pass it on: if
        not, they hear it as soon as it is."""
        ...

    def answer(self, counter: str) -> None:
        """This counter comes to that one's side: all see it."""
        ...
