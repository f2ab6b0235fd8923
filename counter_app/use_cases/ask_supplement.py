"""Asks the citizen to complete a dossier (form 02): one complete instruction, and the clock stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.life import Act, Step
from ..domain.people import Right
from ..domain.text import normal
from .session import needs
from .stepping import Stepping


@dataclass(frozen=True)
class AskSupplement(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, papers: Sequence[str], reason: str) -> Step:
        """`papers` codes of components. A second one is allowed, and counts as overdue (`Life`). Raises UnknownDossier,
        NotNow, WordsMissing."""
        told = tuple(dict.fromkeys(papers))
        return self._step(
            dossier_id,
            Act.SUPPLEMENT_ASKED,
            lambda scene, step: replace(step, papers=told, reason=normal(reason)),
            numbered=True,
        )
