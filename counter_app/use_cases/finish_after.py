"""Takes in what a citizen brings afterwards, or a result that was scanned: files first, then one commit that adds the
step and ends the draft. The operation's UUID makes a second press find the first one's step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from ..domain.archive import brought_with
from ..domain.deadline import appoint, moved_on
from ..domain.dossier import Captured, Dossier
from ..domain.errors import AlreadyAccepted, BrokenPromise, DraftChanged
from ..domain.life import Act, Result, Step, SupplementClock
from ..domain.people import Right
from ..ports import After, Imaging, Purpose, Vault
from .drafting import open_draft
from .paper_files import bring_here, make_files, with_originals
from .session import needs
from .spooled import nothing_waits
from .stepping import Scene, Stepping


@dataclass(frozen=True)
class FinishAfter(Stepping):
    vault: Vault = field(kw_only=True)
    imaging: Imaging = field(kw_only=True)
    left_over: Callable[[UUID], int] = lambda _: 0  # pages out of the scanner that lie on no draft
    wake_archive: Callable[[], None] = lambda: None  # something waits for its archive form

    @needs(Right.FOLLOW)
    def __call__(self, draft_id: UUID, after: After, operation_id: UUID) -> Step:
        """Raises PapersMissing, HeldPapersOpen, NotNow, SomebodyElses, PagesWait, DiskFull (the draft stays)."""
        with self.store.read() as work:
            done = next((s for s in work.lives.of(after.dossier_id).steps if s.id == operation_id), None)
            if done is not None:
                return done
            draft = open_draft(work, draft_id, self.session.who)
        if draft.after is None:
            raise BrokenPromise("a draft that adds to nothing")
        draft.dossier.must_be_acceptable()
        nothing_waits(self.left_over(draft_id))
        bring_here(draft, self.vault)
        files = make_files(draft.dossier, self.clock.now(), self.imaging, self.vault)
        captured = tuple(
            s for s in with_originals(draft.dossier, draft, self.vault).settlements if isinstance(s, Captured)
        )
        shape = _SHAPES[after.purpose]

        def told(scene: Scene, step: Step) -> Step:
            if open_draft(scene.work, draft_id, self.session.who).dossier.settlements != draft.dossier.settlements:
                raise DraftChanged
            later = (replace(file, component=brought_with(file.component, step.id)) for file in files)
            scene.work.archive.queue(after.dossier_id, later)
            return shape(scene, replace(step, captured=captured), draft.dossier)

        act = Act.SUPPLEMENTED if after.purpose is Purpose.SUPPLEMENT else Act.RESULT_ARRIVED
        try:
            done = self._step(after.dossier_id, act, told, files, operation_id, draft=draft_id)
        except AlreadyAccepted as error:
            raise BrokenPromise("a draft that became a dossier of its own") from error
        self.wake_archive()
        return done


def _supplemented(scene: Scene, step: Step, brought: Dossier) -> Step:
    papers = tuple(settled.component for settled in brought.settlements)
    return replace(step, papers=papers, due=_new_promise(scene, step.at))


def _new_promise(scene: Scene, complete: datetime) -> datetime | None:
    """By the law of the day of reception; None where the clock has not begun."""
    asked, due, rule = scene.life.asked, scene.life.due, scene.accepted.receipt.deadline
    if asked is None or due is None:
        return None
    if scene.rules.supplement_clock is SupplementClock.RESTART:
        return appoint(complete, rule, scene.calendar).due
    return moved_on(due, asked.at, complete, rule, scene.calendar)


def _arrived(scene: Scene, step: Step, brought: Dossier) -> Step:
    paper = step.captured[0]
    component = brought.procedure.component(paper.component) if brought.procedure else None
    kind = component.kinds[0] if component else ""
    facts = paper.facts
    return replace(step, result=Result(kind, facts.number, facts.issued_on, facts.issuer))


_SHAPES: dict[Purpose, Callable[[Scene, Step, Dossier], Step]] = {
    Purpose.SUPPLEMENT: _supplemented,
    Purpose.RESULT: _arrived,
}
