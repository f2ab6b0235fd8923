"""Hands a result to the citizen: found by the receipt's code, taken home by whoever shows a card and signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from ..domain.card import CardReading
from ..domain.errors import NotNow, WordsMissing
from ..domain.life import Act, Collector, Result, Stage, Step
from ..domain.party import Foreigner, Identity, identity
from ..domain.people import Right
from ..domain.text import normal
from ..ports import AcceptedDossier
from .session import needs
from .stepping import Scene, Stepping, note_step


def taken_by(card: CardReading | Foreigner) -> tuple[Identity, str]:
    """By what whoever takes it home is told: the number on a card, or a passport's."""
    if isinstance(card, Foreigner):
        return identity(card)
    return Identity.PERSONAL_NUMBER, card.personal_number.value


@dataclass(frozen=True)
class ReturnResult(Stepping):
    @needs(Right.RETURN)
    def waiting_for(self, card: CardReading) -> tuple[AcceptedDossier, ...]:
        """The person's dossiers whose result lies here, the latest first."""
        with self.store.read() as work:
            theirs = work.dossiers.of_person(card.personal_number)
        return tuple(one for one in theirs if one.stage is Stage.DONE)

    @needs(Right.RETURN)
    def at_once(self, dossier_id: UUID) -> Step:
        """The applicant has it in hand already, as procedures with an immediate result give it (NĐ 61/2018 Art. 17.4):
        it came and went in one commit. Raises UnknownDossier, NotNow."""
        clerk, now = self.session.acting, self.clock.now()
        with self.store.write() as work:
            scene = self._scene(work, dossier_id)
            procedure, applicant = scene.dossier.procedure, scene.accepted.receipt.applicant
            if procedure is None or not procedure.immediate:
                raise NotNow(act=Act.RETURNED.value, stage=scene.life.stage.value)
            collector = Collector(applicant.full_name, identity(applicant)[1])
            result = Result(procedure.result_kind or "ket-qua", why_no_file="trả ngay tại quầy")
            arrived = Step(uuid4(), Act.RESULT_ARRIVED, now, clerk.id, clerk.name, self.counter.code, result=result)
            scene.life.must_allow(arrived, scene.rules, scene.calendar)
            note_step(work, scene.accepted, arrived, self.counter)
            step = replace(arrived, id=uuid4(), act=Act.RETURNED, result=None, collector=collector)
            note_step(work, scene.accepted, step, self.counter)
        self.wake_line()
        return step

    @needs(Right.RETURN)
    def __call__(self, dossier_id: UUID, card: CardReading | Foreigner, authorised_by: str = "") -> Step:
        """`authorised_by`: what lets somebody else than the applicant or the owner take it. Raises UnknownDossier,
        NotNow, WordsMissing (authorised; name: twelve digits by hand, of somebody whom the register does not know)."""

        def collected(scene: Scene, step: Step) -> Step:
            other, applicant = normal(authorised_by), scene.accepted.receipt.applicant
            owner, taker = scene.accepted.receipt.owner, taken_by(card)
            name = card.full_name
            if taker in (identity(applicant), identity(owner)):
                name = name or (applicant if taker == identity(applicant) else owner).full_name
            elif not other:
                raise WordsMissing(why="authorised")
            elif not name:
                known = None if isinstance(card, Foreigner) else scene.work.register.citizen(card.personal_number)
                if known is None or not known.full_name:
                    raise WordsMissing(why="name")
                name = known.full_name
            return replace(step, collector=Collector(name, taker[1], other))

        return self._step(dossier_id, Act.RETURNED, collected)
