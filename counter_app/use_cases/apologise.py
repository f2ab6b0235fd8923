"""Apologises for a result that will be late and promises another day (form 04): in time, and once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.life import Act, Step
from ..domain.people import Right
from ..domain.text import normal
from .session import needs
from .stepping import Scene, Stepping


@dataclass(frozen=True)
class Apologise(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, new_day: date, reason: str) -> Step:
        """The resolving authority signs it; the counter delivers it. A day off becomes the next working day. Raises
        UnknownDossier, NotNow, WordsMissing, ApologyTooLate, RescheduledAlready."""

        def promised(scene: Scene, step: Step) -> Step:
            day = scene.calendar.same_or_next_working_day(new_day)
            due = datetime.combine(day, scene.calendar.hours.results_until, VIETNAM)
            return replace(step, due=due, reason=normal(reason))

        return self._step(dossier_id, Act.APOLOGISED, promised, numbered=True)
