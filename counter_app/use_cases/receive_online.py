"""Dossiers that citizens sent online: they wait here with their deadline until a clerk receives them, asks for what is
wanting, or refuses them (NĐ 61/2018 Art. 17)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from ..domain.deadline import VIETNAM, appoint
from ..domain.dossier import Captured, Channel, Dossier
from ..domain.errors import UnknownDossier, WordsMissing
from ..domain.from_province import OnlineDossier
from ..domain.life import Act, Stage, Step
from ..domain.outbox import EventKind, OutboxEvent
from ..domain.people import Right
from ..domain.procedure import DeadlineRule, Term
from ..domain.text import normal
from ..ports import AuditLine, Draft, UnitOfWork
from .holdings import with_local_holdings
from .session import needs
from .stepping import Stepping


@dataclass(frozen=True, slots=True)
class WaitingOnline:
    """`answer_by` in any case; `late`: it is past. `procedure_name` empty: the catalogue does not know it."""

    told: OnlineDossier
    procedure_name: str
    answer_by: datetime
    late: bool


@dataclass(frozen=True)
class ReceiveOnline(Stepping):
    fetch: Callable[[str], bytes] = lambda _: b""
    keep: Callable[[bytes], str] = lambda _: ""
    has: Callable[[str], bool] = lambda _: False

    @needs(Right.RECEIVE)
    def __call__(self) -> tuple[WaitingOnline, ...]:
        """Those that wait for an answer, the most pressing first."""
        now = self.clock.now()
        with self.store.read() as work:
            waiting = [self._seen(work, told, now) for told in work.online.waiting()]
        return tuple(sorted(waiting, key=lambda one: one.answer_by))

    @needs(Right.RECEIVE)
    def open(self, dossier_id: UUID) -> Draft:
        """A draft with what was sent: F12 receives it under the province's code. Its files are fetched first. Raises
        UnknownDossier (answered meanwhile), UnknownProcedure, and what a line raises."""
        told = self._waiting(dossier_id)
        for file in told.files:
            if not self.has(file.sha256):
                self.keep(self.fetch(file.sha256))
        day = self.clock.now().astimezone(VIETNAM).date()
        with self.store.write() as work:
            for draft in work.drafts.open_of(self.session.who):
                if draft.dossier.id == dossier_id:
                    return draft
            procedure = work.catalogue.procedure(told.procedure_code, day)
            codes = {one.code for one in procedure.components}
            names = dict.fromkeys(file.component for file in told.files if file.component in codes)
            sent = tuple(
                Captured(one, (), files=tuple(file.sha256 for file in told.files if file.component == one))
                for one in names
            )
            dossier = Dossier(
                dossier_id,
                day,
                told.applicant,
                procedure,
                rules=work.catalogue.rules(day),
                settlements=sent,
                channel=Channel.ONLINE,
                delivery=told.delivery,
            )
            draft = Draft(with_local_holdings(work, dossier), self.session.who, step="papers")
            work.drafts.save(draft)
        return draft

    @needs(Right.RECEIVE)
    def refuse(self, dossier_id: UUID, reason: str) -> None:
        """Raises WordsMissing, UnknownDossier."""
        self._answer(dossier_id, Act.REFUSED, Stage.REFUSED, reason, ())

    @needs(Right.RECEIVE)
    def ask(self, dossier_id: UUID, papers: Sequence[str], reason: str) -> None:
        """It waits again once the citizen has sent what is wanting. Raises WordsMissing, UnknownDossier."""
        if not papers:
            raise WordsMissing(why="papers")
        self._answer(dossier_id, Act.SUPPLEMENT_ASKED, Stage.SUPPLEMENT, reason, tuple(papers))

    def _answer(self, dossier_id: UUID, act: Act, stage: Stage, reason: str, papers: tuple[str, ...]) -> None:
        if not reason.strip():
            raise WordsMissing(why="reason")
        told, now, clerk = self._waiting(dossier_id), self.clock.now(), self.session.acting
        step = Step(uuid4(), act, now, clerk.id, clerk.name, self.counter.code, reason=normal(reason), papers=papers)
        with self.store.write() as work:
            work.online.answered(dossier_id, told.submitted_at, now)
            work.drafts.put_away(dossier_id)
            work.typed.forget(clerk.id, dossier_id)
            about = {"dossier": str(dossier_id), "code": told.code.text, "act": act.value}
            work.audit.add(AuditLine(now, clerk.id, self.counter.code, "online-answered", about))
            message = self._message(told, step, stage)
            work.outbox.add(OutboxEvent(step.id, 0, dossier_id, EventKind.DOSSIER_STEP, message, (), now))
        self.wake_line()

    def _message(self, told: OnlineDossier, step: Step, stage: Stage) -> dict[str, object]:
        return {
            "id": str(step.id),
            "dossier_id": str(told.id),
            "code": told.code.text,
            "unit": self.counter.unit.code,
            "counter": self.counter.code,
            "clerk": step.who,
            "act": step.act.value,
            "stage": stage.number,
            "at": step.at.isoformat(),
            "due_at": None,
            "number": 0,
            "reason": step.reason,
            "papers": list(step.papers),
            "to": "",
            "components": [],
            "result": None,
            "collector": None,
            "payment": None,
            "files": [],
        }

    def _waiting(self, dossier_id: UUID) -> OnlineDossier:
        with self.store.read() as work:
            for told in work.online.waiting():
                if told.id == dossier_id:
                    return told
        raise UnknownDossier

    def _seen(self, work: UnitOfWork, told: OnlineDossier, now: datetime) -> WaitingOnline:
        day = told.submitted_at.astimezone(VIETNAM).date()
        by = told.answer_by
        if by is None:
            hours = DeadlineRule(Term.HOURS, self.rules_on(day).online_hours)
            by = appoint(told.submitted_at, hours, self.calendar_of(work)).due or told.submitted_at
        today = now.astimezone(VIETNAM).date()
        names = {one.code: one.name for one in work.catalogue.procedures(today)}
        return WaitingOnline(told, names.get(told.procedure_code, ""), by, now > by)
