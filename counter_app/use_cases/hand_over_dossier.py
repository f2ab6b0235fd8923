"""Hands a dossier over to the unit that decides, with its control slip (form 06)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.deadline import appoint
from ..domain.life import Act, Step
from ..domain.people import Right
from ..domain.text import normal
from .session import needs
from .stepping import Scene, Stepping


@dataclass(frozen=True)
class HandOverDossier(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, to: str = "") -> Step:
        """`to` empty: the competent authority of its procedure. Where the clock starts there, it starts now (NĐ
        309/2026 Art. 17(3)). Raises UnknownDossier, NotNow, WordsMissing."""
        return self._step(dossier_id, Act.HANDED_OVER, lambda scene, step: _handed(scene, step, to))


def _handed(scene: Scene, step: Step, to: str) -> Step:
    receipt = scene.accepted.receipt
    due = None
    if receipt.appointment.starts_elsewhere and scene.life.due is None:
        due = appoint(step.at, receipt.deadline, scene.calendar).due
    return replace(step, to=normal(to) or receipt.competent_authority, due=due)
