"""What one counter took in on a day, and what it hands over: cash is counted against this at closing time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.fee import Pay, Payment
from ..domain.life import Act, Step
from ..domain.people import Right
from ..ports import AcceptedDossier, UnitOfWork
from .session import needs
from .stepping import Stepping


@dataclass(frozen=True, slots=True)
class Taken:
    """A fee of the day. `waits`: a transfer that the account has not shown."""

    accepted: AcceptedDossier
    step: Step
    payment: Payment
    waits: bool


@dataclass(frozen=True, slots=True)
class DayClosing:
    """Of one counter. Sums in đồng; a transfer confirmed on a later day counts on the day that it was promised.

    `older`: transfers of other days that the account has not shown; part of no sum of this day.
    """

    day: date
    counter: str
    lines: tuple[Taken, ...]
    older: tuple[Taken, ...] = ()

    def total(self, how: Pay, waits: bool = False) -> int:
        return sum(one.payment.amount for one in self.lines if one.payment.how is how and one.waits is waits)


@dataclass(frozen=True, slots=True)
class HandedOver:
    accepted: AcceptedDossier
    step: Step


@dataclass(frozen=True)
class CloseDay(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, day: date | None = None) -> DayClosing:
        """`day` in Vietnam; None: today."""
        day = day or self._today
        start, end = _bounds(day)
        with self.store.read() as work:
            lines = self._taken(work, work.lives.between((Act.FEE_TAKEN, Act.FEE_WAIVED), start, end))
            waiting = (one for one in work.lives.unsettled() if not start <= one[1].at < end)
            older = [one for one in waiting if work.lives.of(one[0]).allows(Act.FEE_TAKEN)]  # still owed
            return DayClosing(day, self.counter.code, lines, self._taken(work, older))

    def _taken(self, work: UnitOfWork, steps: Iterable[tuple[UUID, Step]]) -> tuple[Taken, ...]:
        """At this counter, as it stands now; not what another payment replaced."""
        found = []
        for dossier_id, step in steps:
            life = work.lives.of(dossier_id)
            if step.counter == self.counter.code and step.payment is not None and life.taken == step:
                payment = life.payment or step.payment
                found.append(Taken(work.dossiers.get(dossier_id)[1], step, payment, life.waits_for_transfer))
        return tuple(found)

    @needs(Right.FOLLOW)
    def hand_overs(self, day: date | None = None) -> tuple[HandedOver, ...]:
        """What went to the units that decide, from this counter, in its order."""
        start, end = _bounds(day or self._today)
        with self.store.read() as work:
            return tuple(
                HandedOver(work.dossiers.get(dossier_id)[1], step)
                for dossier_id, step in work.lives.between((Act.HANDED_OVER,), start, end)
                if step.counter == self.counter.code
            )

    @needs(Right.FOLLOW)
    def waiting_here(self) -> tuple[AcceptedDossier, ...]:
        """Received and handed over to nobody yet; those that must go soonest first. What is given at once goes
        nowhere."""
        with self.store.read() as work:
            here = [one for one in work.lives.at_the_counter() if not _given_at_once(work, one)]
        return tuple(sorted(here, key=lambda one: one.receipt.appointment.forward_by))

    @property
    def _today(self) -> date:
        return self.clock.now().astimezone(VIETNAM).date()


def _given_at_once(work: UnitOfWork, accepted: AcceptedDossier) -> bool:
    procedure = work.dossiers.get(accepted.id)[0].procedure
    return procedure is not None and procedure.immediate


def _bounds(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), VIETNAM)
    return start, start + timedelta(days=1)
