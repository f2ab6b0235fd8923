"""Hands a result to the citizen: found by the receipt's code, taken home by whoever shows a card and signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.card import CardReading
from ..domain.errors import WordsMissing
from ..domain.life import Act, Collector, Stage, Step
from ..domain.people import Right
from ..domain.text import normal
from ..ports import AcceptedDossier
from .session import needs
from .stepping import Scene, Stepping


@dataclass(frozen=True)
class ReturnResult(Stepping):
    @needs(Right.FOLLOW)
    def waiting_for(self, card: CardReading) -> tuple[AcceptedDossier, ...]:
        """The person's dossiers whose result lies here, the latest first."""
        with self.store.read() as work:
            theirs = work.dossiers.of_person(card.personal_number)
        return tuple(one for one in theirs if one.stage is Stage.DONE)

    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, card: CardReading, authorised_by: str = "") -> Step:
        """`authorised_by`: what lets somebody else than the applicant take it. Raises UnknownDossier, NotNow,
        WordsMissing (authorised)."""

        def collected(scene: Scene, step: Step) -> Step:
            other = normal(authorised_by)
            if card.personal_number != scene.accepted.receipt.applicant.personal_number and not other:
                raise WordsMissing(why="authorised")
            name = card.full_name or scene.accepted.receipt.applicant.full_name
            return replace(step, collector=Collector(name, card.personal_number.value, other))

        return self._step(dossier_id, Act.RETURNED, collected)
