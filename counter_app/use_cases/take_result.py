"""Notes that a result has arrived which nobody scans: its kind, number and day, and why there is no file.

A result that is scanned comes as a draft's pages (`open_after`, `finish_after`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.life import Act, Result, Step
from ..domain.people import Right
from .session import needs
from .stepping import Stepping


@dataclass(frozen=True)
class TakeResult(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, result: Result) -> Step:
        """Raises UnknownDossier, NotNow, WordsMissing."""
        return self._step(dossier_id, Act.RESULT_ARRIVED, lambda _, step: replace(step, result=result))
