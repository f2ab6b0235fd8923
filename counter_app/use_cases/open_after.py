"""Opens a draft that adds to an accepted dossier: the papers that were asked for, or its result. It is worked on like
any other, survives the night, and is finished by `finish_after`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from ..domain.deadline import VIETNAM
from ..domain.dossier import Dossier, LookUpState
from ..domain.errors import NotNow
from ..domain.life import Act
from ..domain.people import Right
from ..domain.procedure import Component, Due
from ..ports import After, Draft, Purpose
from .session import needs
from .stepping import Scene, Stepping

RESULT = "ket-qua"
ACTS = {Purpose.SUPPLEMENT: Act.SUPPLEMENTED, Purpose.RESULT: Act.RESULT_ARRIVED}


@dataclass(frozen=True)
class OpenAfter(Stepping):
    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, purpose: Purpose) -> Draft:
        """The same draft again where the clerk has one open for it. A citizen who was called with a ticket and is not
        known yet is the one who brings it. Raises UnknownDossier, NotNow."""
        with self.store.write() as work:
            scene = self._scene(work, dossier_id)
            act = ACTS[purpose]
            if not scene.life.allows(act):
                raise NotNow(act=act.value, stage=scene.life.stage.value)
            ticket = None
            for open_one in work.drafts.open_of(self.session.who):
                if open_one.after is not None and (open_one.after.dossier_id, open_one.after.purpose) == (
                    dossier_id,
                    purpose,
                ):
                    return open_one
                if open_one.dossier.applicant is None and not open_one.pages:
                    ticket = ticket or open_one.ticket_id
                    work.drafts.put_away(open_one.dossier.id)
            draft = self._begun(scene, purpose, ticket)
            work.drafts.save(draft)
        return draft

    def _begun(self, scene: Scene, purpose: Purpose, ticket: UUID | None) -> Draft:
        after = After(purpose, scene.accepted.id, scene.accepted.code.text)
        return Draft(self._dossier(scene, purpose), self.session.who, ticket, step="papers", after=after)

    def _dossier(self, scene: Scene, purpose: Purpose) -> Dossier:
        """Only what was asked for is missing; nothing is looked up again."""
        today = self.clock.now().astimezone(VIETNAM).date()
        procedure = scene.dossier.procedure
        if procedure is None:
            raise NotNow(act=purpose.value, stage=scene.life.stage.value)
        asked = scene.life.asked
        if purpose is Purpose.RESULT:
            kind = procedure.result_kind or "ket-qua"
            lines: Iterable[Component] = (Component(RESULT, "Kết quả giải quyết", Due.HAND_IN, (kind,)),)
        else:
            codes = asked.papers if asked is not None else ()
            lines = (_to_bring(one) for one in procedure.components if one.code in codes)
        procedure = replace(procedure, components=tuple(lines))
        of = scene.dossier
        return Dossier(uuid4(), today, of.applicant, procedure, look_up=LookUpState.ANSWERED, behalf=of.behalf)


def _to_bring(component: Component) -> Component:
    due = Due.HAND_IN if component.due is Due.LOOK_UP else component.due
    return replace(component, due=due, required=True)
