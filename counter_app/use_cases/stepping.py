"""What every verb after acceptance is made of: read the dossier's life, ask the law, add the step, tell the province;
one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from ..domain.deadline import VIETNAM, WorkCalendar
from ..domain.dossier import Dossier, Honest
from ..domain.errors import UnknownDossier
from ..domain.life import Act, Life, LifeRules, Step
from ..domain.outbox import DocumentFile, EventKind, OutboxEvent
from ..ports import AcceptedDossier, AuditLine, Clock, Store, UnitOfWork
from .counter import Counter
from .session import Session
from .step_message import step_message


@dataclass(frozen=True)
class Scene:
    """A dossier as a verb finds it within its transaction."""

    work: UnitOfWork
    dossier: Dossier
    accepted: AcceptedDossier
    life: Life
    rules: LifeRules
    calendar: WorkCalendar


Shape = Callable[[Scene, Step], Step]


@dataclass(frozen=True)
class Stepping:
    """`rules_on` gives the law for a day of reception, `calendar_of` the working calendar with the unit's own hours."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    rules_on: Callable[[date], LifeRules]
    calendar_of: Callable[[UnitOfWork], WorkCalendar]
    wake_line: Callable[[], None] = lambda: None

    def _step(
        self,
        dossier_id: UUID,
        act: Act,
        shape: Shape,
        files: tuple[DocumentFile, ...] = (),
        step_id: UUID | None = None,
        numbered: bool = False,
        draft: UUID | None = None,
    ) -> Step:
        """The step as it was added. The same `step_id` again gives the first one. `draft`: what it was prepared in,
        gone with this commit. Raises UnknownDossier and what `Life.must_allow` raises."""
        clerk, now = self.session.acting, self.clock.now()
        with self.store.write() as work:
            scene = self._scene(work, dossier_id)
            for done in scene.life.steps:
                if done.id == step_id:
                    return done
            year = now.astimezone(VIETNAM).year
            number = work.lives.next_number(act, self.counter.code, year) if numbered else 0
            blank = Step(step_id or uuid4(), act, now, clerk.id, clerk.name, self.counter.code, number)
            step = shape(scene, blank)
            scene.life.must_allow(step, scene.rules, scene.calendar)
            note_step(work, scene.accepted, step, self.counter, files)
            work.typed.forget(clerk.id, dossier_id)  # what was typed for it is done
            if draft is not None:
                work.drafts.remove(draft)
        self.wake_line()
        return step

    def _scene(self, work: UnitOfWork, dossier_id: UUID) -> Scene:
        try:
            dossier, accepted = work.dossiers.get(dossier_id)
        except KeyError as error:
            raise UnknownDossier from error
        received = accepted.accepted_at.astimezone(VIETNAM).date()
        life = work.lives.of(dossier_id)
        return Scene(work, dossier, accepted, life, self.rules_on(received), self.calendar_of(work))


def note_step(
    work: UnitOfWork,
    accepted: AcceptedDossier,
    step: Step,
    counter: Counter,
    files: tuple[DocumentFile, ...] = (),
) -> None:
    """Step, audit line and outbox event. The dossier is "saved at the counter" again: the province knows less of it."""
    work.lives.add(accepted.id, step)
    work.dossiers.set_state(accepted.id, Honest.SAVED)
    about = {"dossier": str(accepted.id), "code": accepted.code.text, "act": step.act.value}
    work.audit.add(AuditLine(step.at, step.who, counter.code, "dossier-step", about))
    message = step_message(step, work.lives.of(accepted.id), accepted, files, counter)
    work.outbox.add(OutboxEvent(step.id, 0, accepted.id, EventKind.DOSSIER_STEP, message, files, step.at))
