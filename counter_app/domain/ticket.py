"""A queue ticket and its times: issued, called, arrived, finished, or not here; parked, sent on, left open.

A visit may be several services, at several counters: each ends as a `Service` of its own, so that what was waited and
served is timed apart (model: Munich's and Berlin's queue system).
"""

from __future__ import annotations

from collections.abc import Collection
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
    PARKED = "parked"  # keeps the place: one paper is being fetched
    LEFT_OPEN = "left-open"  # nobody finished it on its day


class Priority(StrEnum):
    """Who goes before others. The law names them (Persons with Disabilities 51/2010, Art. 43; the Elderly 39/2009);
    that a counter calls them first is its custom."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SMALL_CHILD = "small-child"


class Language(StrEnum):
    """In which a citizen reads the second screen; the legal names of procedures and papers stay Vietnamese."""

    VIETNAMESE = "vi"
    KHMER = "km"


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """What the ticket machine offers: a letter, a name, and the procedures' group code."""

    code: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """`number` counts from one by site, day and letter. Moments are aware.

    `waiting_since`: of the service that is waited for or under way; the issue, or the end of the service before.
    `note`: what the counter before wrote to the next one; never a person's data. `time_wrong`: a clerk has marked that
    the times of this service say nothing.
    """

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
    priority: Priority | None = None
    waiting_since: datetime | None = None
    note: str = ""
    time_wrong: bool = False
    recalled_at: datetime | None = None  # the latest call, of a number that was not here at the first
    language: Language | None = None  # that the citizen reads; None: not chosen
    sent_by: str | None = None  # the counter that sent it on to another service, or to another counter
    sent_to: str | None = None  # that counter: nobody else calls it while that one is at work
    again_at: datetime | None = None  # heard once more, its citizen not being there yet; no time counts from it

    @property
    def last_call(self) -> datetime | None:
        return self.recalled_at or self.called_at

    @property
    def last_heard(self) -> datetime | None:
        """When the hall heard it last."""
        return self.again_at or self.last_call

    @property
    def waits_since(self) -> datetime:
        return self.waiting_since or self.issued_at

    @property
    def open(self) -> bool:
        return self.state not in (TicketState.FINISHED, TicketState.LEFT_OPEN)

    @property
    def label(self) -> str:
        """As printed and called: `A042`."""
        return f"{self.letter}{self.number:03d}"

    def called(self, at: datetime, counter: str, gone: bool = False) -> Ticket:
        """Called, or called again after not being here; `gone`: whoever serves it is out of touch, and a colleague goes
        on. The first call's time counts for the wait."""
        over = {TicketState.FINISHED, TicketState.LEFT_OPEN} | (set() if gone else {TicketState.SERVED})
        self._must_be(*(state for state in TicketState if state not in over))
        since = at if self.state is TicketState.PARKED else self.waiting_since  # who keeps a place waits for nobody
        first, again = self.called_at or at, at if self.called_at else None
        called = replace(self, state=TicketState.CALLED, called_at=first, recalled_at=again, called_by=counter)
        return replace(called, waiting_since=since, arrived_at=None, sent_by=None, sent_to=None, again_at=None)

    def called_once_more(self, at: datetime) -> Ticket:
        """The hall hears it again; all its times stay those of the call."""
        self._must_be(TicketState.CALLED, TicketState.SERVED)
        return replace(self, again_at=at)

    def arrived(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.SERVED, arrived_at=at)

    def finished(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED, TicketState.SERVED)
        return replace(self, state=TicketState.FINISHED, arrived_at=self.arrived_at or at, finished_at=at)

    def not_here(self, at: datetime) -> Ticket:
        self._must_be(TicketState.CALLED)
        return replace(self, state=TicketState.NOT_HERE, not_here_at=at)

    def parked(self) -> Ticket:
        """The citizen keeps the place, and comes back only by a person's act."""
        self._must_be(TicketState.CALLED, TicketState.SERVED)
        return replace(self._away(), state=TicketState.PARKED)

    def sent_on(self, at: datetime, group: str, note: str, to: str | None = None) -> Ticket:
        """On to another service of the same visit, or `to` a counter: waits again, in the place of whoever came when
        this one did."""
        self._must_be(TicketState.CALLED, TicketState.SERVED)
        away = replace(self._away(), sent_by=self.called_by, sent_to=to)
        return replace(away, state=TicketState.WAITING, group=group, note=note, waiting_since=at)

    def waits_for_another(self, counter: str, at_work: Collection[str]) -> bool:
        """Whether it was sent to a counter that is `at_work`, and is not this one."""
        return self.sent_to not in (None, counter) and self.sent_to in at_work

    def _away(self) -> Ticket:
        """Off the counter: what was timed there stands in a `Service`."""
        gone = replace(self, called_at=None, recalled_at=None, again_at=None, called_by=None, arrived_at=None)
        return replace(gone, time_wrong=False)

    def left_open(self) -> Ticket:
        """Its day is over."""
        return replace(self, state=TicketState.LEFT_OPEN)

    def service(self, ended_at: datetime) -> Service | None:
        """What is about to end, for the figures; None for what was never called. Who was not seen to arrive was there
        from the call on."""
        if self.called_at is None or self.called_by is None:
            return None
        called = self.recalled_at or self.called_at
        since = self.waits_since + (called - self.called_at)  # who was not here at the first call waited until then
        return Service(
            self.id, self.group, self.called_by, since, called, self.arrived_at or called, ended_at, self.time_wrong
        )

    def _must_be(self, *states: TicketState) -> None:
        if self.state not in states:
            raise BrokenPromise(f"ticket is {self.state}")


@dataclass(frozen=True, slots=True)
class Service:
    """One service of a visit, once it has ended: waited for, called, on the way to the counter, served."""

    ticket_id: UUID
    group: str
    counter: str
    waiting_since: datetime
    called_at: datetime
    arrived_at: datetime
    ended_at: datetime
    time_wrong: bool = False

    @property
    def waited(self) -> float:
        """Seconds until the call."""
        return max(0.0, (self.called_at - self.waiting_since).total_seconds())

    @property
    def way(self) -> float:
        """Seconds from the call to the counter."""
        return max(0.0, (self.arrived_at - self.called_at).total_seconds())

    @property
    def served(self) -> float:
        """Seconds at the counter."""
        return max(0.0, (self.ended_at - self.arrived_at).total_seconds())
