"""Ends a dossier before it has a result: refused (form 03), stopped (form 05), or withdrawn by the citizen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.life import Act, Step
from ..domain.people import Right
from ..domain.text import normal
from .session import needs
from .stepping import Stepping


@dataclass(frozen=True)
class EndDossier(Stepping):
    """Each raises UnknownDossier, NotNow, WordsMissing (no reason)."""

    @needs(Right.FOLLOW)
    def refuse(self, dossier_id: UUID, reason: str) -> Step:
        return self._end(dossier_id, Act.REFUSED, reason)

    @needs(Right.FOLLOW)
    def stop(self, dossier_id: UUID, reason: str) -> Step:
        """The resolving authority's word, which it signs; the counter delivers it."""
        return self._end(dossier_id, Act.STOPPED, reason)

    @needs(Right.FOLLOW)
    def withdraw(self, dossier_id: UUID, reason: str = "") -> Step:
        """The citizen needs no reason."""
        return self._end(dossier_id, Act.WITHDRAWN, reason)

    def _end(self, dossier_id: UUID, act: Act, reason: str) -> Step:
        return self._step(dossier_id, act, lambda _, step: replace(step, reason=normal(reason)), numbered=True)
