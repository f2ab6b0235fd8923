"""What is held locally of a person, for the components of one procedure and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..domain.citizen import PersonalNumber
from ..domain.dossier import Captured, Dossier, LookUpState
from ..domain.paper import HeldPaper, LegalState, ReplacementRule
from ..domain.procedure import Procedure
from ..ports import UnitOfWork

OWN_UNIT = "don-vi"  # source code of papers that this unit digitized itself


def kinds_needed(procedure: Procedure, rules: tuple[ReplacementRule, ...], day: date) -> tuple[str, ...]:
    """The kinds of paper and data that may serve this procedure's components."""
    asked = {kind for component in procedure.components for kind in component.kinds}
    replacing = {rule.by for rule in rules if rule.paper in asked and rule.in_force(day)}
    return tuple(sorted(asked | replacing))


def with_local_holdings(work: UnitOfWork, dossier: Dossier) -> Dossier:
    """The dossier with what is held locally; before a procedure is chosen that is nothing. What is held
    is the owner's, whoever hands in."""
    person = dossier.holder
    if person is None or dossier.procedure is None:
        return replace(dossier, held=(), look_up=LookUpState.NOT_ASKED, silent=frozenset())
    kinds = kinds_needed(dossier.procedure, dossier.rules, dossier.day)
    held = (*work.register.held_papers(person, kinds), *_captured_here(work, person, kinds))
    return replace(dossier, held=held, look_up=LookUpState.NOT_ASKED, silent=frozenset())


def _captured_here(work: UnitOfWork, person: PersonalNumber, kinds: tuple[str, ...]) -> list[HeldPaper]:
    """Papers of earlier dossiers of this unit: images that nobody has signed yet."""
    papers = []
    for accepted in work.dossiers.of_person(person):
        earlier, _ = work.dossiers.get(accepted.id)
        if earlier.procedure is None or earlier.holder != person:  # handed in for another: they are that one's
            continue
        for settlement in earlier.settlements:
            component = earlier.procedure.component(settlement.component)
            if isinstance(settlement, Captured) and component.kinds and component.kinds[0] in kinds:
                papers.append(
                    HeldPaper(
                        id=f"{OWN_UNIT}:{accepted.id}:{component.code}",
                        owner=person,
                        kind=component.kinds[0],
                        title=component.name,
                        source=OWN_UNIT,
                        legal_state=LegalState.UNSIGNED_IMAGE,
                        as_of=accepted.accepted_at,
                        number=accepted.code.text,
                    )
                )
    return papers
