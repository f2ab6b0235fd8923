"""Tells what happened to a dossier, by whom, and what can happen next; and which dossiers press."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from ..domain.deadline import VIETNAM, WorkCalendar
from ..domain.dossier import Dossier
from ..domain.errors import UnknownDossier
from ..domain.life import Life, LifeRules, Stage, Step
from ..domain.people import Right
from ..ports import AcceptedDossier, AuditEntry, AuditQuery
from .session import needs
from .stepping import Stepping

_ACTS = 100
_NO_FILE = "chưa tải được tệp từ tỉnh"
_IN_THE_STEPS = ("dossier-step", "dossier-accepted", "looked-up", "province-step")
_LIES_HERE = frozenset({Stage.DONE, Stage.RETURNED})


@dataclass(frozen=True, slots=True)
class Story:
    """`acts` lines of the audit that are no steps (prints, codes linked), the latest first, with the `names` of who did
    them by account."""

    dossier: Dossier
    accepted: AcceptedDossier
    life: Life
    rules: LifeRules
    calendar: WorkCalendar
    acts: tuple[AuditEntry, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Pressing:
    """`late`: past its promise; `last_call`: an apology can still go out, today at the latest; `apologised` already."""

    accepted: AcceptedDossier
    late: bool
    last_call: bool
    may_apologise: bool


@dataclass(frozen=True)
class TellStory(Stepping):
    ahead: int = 3  # working days: what is due within counts as pressing

    @needs(Right.RETURN)
    def __call__(self, dossier_id: UUID) -> Story:
        """Who may hand out results without reading the register hears of those that lie here. Raises UnknownDossier,
        NotAllowed."""
        with self.store.read() as work:
            scene = self._scene(work, dossier_id)
            if scene.life.stage not in _LIES_HERE:
                self.session.must(Right.READ_REGISTER)
            acts = work.audit.page(AuditQuery(dossiers=(dossier_id,)), limit=_ACTS)
            life = _as_far_as_here(scene.life, work.to_fetch.names())
            names = {account.id: account.name for account in work.people.accounts()}
        others = tuple(act for act in acts if act.what not in _IN_THE_STEPS)
        return Story(scene.dossier, scene.accepted, life, scene.rules, scene.calendar, others, names)

    @needs(Right.RETURN)
    def find(self, code: str) -> UUID:
        """The dossier of a code on its papers, a provisional or a linked one. Raises UnknownDossier."""
        with self.store.read() as work:
            found = work.dossiers.with_code(code.strip().upper())
        if found is None:
            raise UnknownDossier
        return found

    @needs(Right.READ_REGISTER)
    def pressing(self) -> tuple[Pressing, ...]:
        """Late, or due within some working days; the most pressing first."""
        now = self.clock.now()
        with self.store.read() as work:
            calendar = self.calendar_of(work)
            last = calendar.nth_working_day(now.astimezone(VIETNAM).date(), self.ahead)
            due = work.lives.unfinished(datetime.combine(last + timedelta(days=1), time(), VIETNAM))
            return tuple(self._pressing(one, work.lives.of(one.id), now, calendar) for one in due)

    def _pressing(self, accepted: AcceptedDossier, life: Life, now: datetime, calendar: WorkCalendar) -> Pressing:
        rules = self.rules_on(accepted.accepted_at.astimezone(VIETNAM).date())
        last, today = life.last_day_to_apologise(rules, calendar), now.astimezone(VIETNAM).date()
        may = last is not None and today <= last and life.times_apologised < rules.reschedules
        return Pressing(accepted, life.late(now), may and today == last, may)


def _as_far_as_here(life: Life, coming: frozenset[str]) -> Life:
    """A result whose file the province has not given yet says so, until it is here."""

    def told(step: Step) -> Step:
        waits = any(name in coming for paper in step.captured for name in paper.files)
        return replace(step, result=replace(step.result, why_no_file=_NO_FILE)) if waits and step.result else step

    return replace(life, steps=tuple(map(told, life.steps))) if coming else life
