"""Dossiers that citizens sent online: they wait here with their deadline until a clerk receives them, asks for what is
wanting, or refuses them (NĐ 61/2018 Art. 17)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4, uuid5

from ..domain.deadline import VIETNAM, appoint
from ..domain.dossier import Captured, Channel, Dossier
from ..domain.errors import OnlineOver, OnlineSentAgain, SomebodyElses, WordsMissing
from ..domain.from_province import AskedOnline, OnlineDossier
from ..domain.life import Act, Stage, Step
from ..domain.notices import Applicant, Matter
from ..domain.outbox import EventKind, OutboxEvent
from ..domain.people import Right
from ..domain.procedure import DeadlineRule, Term
from ..domain.refused import Refused
from ..domain.text import normal
from ..ports import AuditLine, Draft, UnitOfWork
from .drafting import still_asked
from .holdings import with_local_holdings
from .print_slips import matter_of
from .refuse_reception import enter_refusal, words_sought
from .session import needs
from .stepping import Stepping

Sole = Callable[[UUID], AbstractContextManager[None]]  # see `ports.Hall.sole`


def anyone(act: UUID) -> AbstractContextManager[None]:
    return nullcontext()


def answering(told: OnlineDossier) -> UUID:
    """Of all counters one answers what was sent; what is sent again is answered again."""
    return uuid5(told.id, told.submitted_at.astimezone(UTC).isoformat())


def still_waits(work: UnitOfWork, dossier_id: UUID, submitted_at: datetime | None) -> OnlineDossier:
    """As it was sent at `submitted_at`; None: whenever. Raises OnlineOver, OnlineSentAgain."""
    try:
        told = work.online.waits(dossier_id)
    except KeyError as error:
        raise OnlineOver from error
    if submitted_at not in (None, told.submitted_at):
        raise OnlineSentAgain
    return told


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
    sole: Sole = anyone

    @needs(Right.RECEIVE)
    def __call__(self) -> tuple[WaitingOnline, ...]:
        """Those that wait for an answer, the most pressing first."""
        now = self.clock.now()
        with self.store.read() as work:
            waiting = [self._seen(work, told, now) for told in work.online.waiting()]
        return tuple(sorted(waiting, key=lambda one: one.answer_by))

    @needs(Right.RECEIVE)
    def open(self, dossier_id: UUID) -> Draft:
        """A draft with what was sent: F12 receives it under the province's code. Its files are fetched first. What was
        sent again since takes the place of what was sent; the clerk's own pages stay, loose. Raises OnlineOver,
        SomebodyElses, UnknownProcedure, and what a line raises."""
        told = self._waiting(dossier_id)
        for file in told.files:
            if not self.has(file.sha256):
                self.keep(self.fetch(file.sha256))
        day = self.clock.now().astimezone(VIETNAM).date()
        with self.store.write() as work:
            still_waits(work, dossier_id, told.submitted_at)
            begun = self._begun(work, dossier_id)
            if begun is not None and begun.submitted_at in (None, told.submitted_at):
                return begun
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
            draft = begun or Draft(dossier, self.session.who)
            dossier = with_local_holdings(work, dossier)
            draft = replace(draft, dossier=dossier, step="papers", submitted_at=told.submitted_at, done=(), undone=())
            draft = still_asked(draft)
            work.drafts.save(draft)
        return draft

    def _begun(self, work: UnitOfWork, dossier_id: UUID) -> Draft | None:
        """Raises SomebodyElses."""
        with suppress(KeyError):
            draft = work.drafts.get(dossier_id)
            if draft.clerk != self.session.who:
                raise SomebodyElses
            return draft
        return None

    @needs(Right.RECEIVE)
    def find_asked(self, typed: str) -> tuple[AskedOnline, ...]:
        """Those of which more was asked for here: by a name without marks, a number, a phone, a code or its tail."""
        words = words_sought(typed)
        with self.store.read() as work:
            asked = work.online.asked() if words else ()
            found = [one for one in asked if all(f" {word}" in f" {one.sought}" for word in words)]
            names = self._names(work) if found else {}
        return tuple(replace(one, procedure_name=names.get(one.told.procedure_code, "")) for one in found)

    @needs(Right.RECEIVE)
    def refuse(self, dossier_id: UUID, reason: str, guidance: str = "") -> Refused:
        """A line of the register of refusals, as of whoever stood here; the citizen hears both by the portal. Raises
        WordsMissing, OnlineOver, OnlineSentAgain, OnlineUnclear, SomebodyElses."""
        why, instead = _said(reason), normal(guidance)
        told, now = self._waiting(dossier_id), self.clock.now()
        with self._answering(told) as (work, begun):
            matter = replace(self._matter(work, told, begun), code=told.code)
            this = answering(told)  # what is refused, sent again and refused again stands there twice
            refused = enter_refusal(work, self.counter, self.session.acting, now, this, matter, (why, instead))
            heard = f"{why.rstrip('.')}. {instead}" if instead else why
            self._answer(work, told, self._made(Act.REFUSED, now, heard, number=refused.number), Stage.REFUSED)
        self.wake_line()
        return refused

    @needs(Right.RECEIVE)
    def ask(self, dossier_id: UUID, papers: Sequence[str], reason: str) -> None:
        """It waits again once the citizen has sent what is wanting. Raises as `refuse` does."""
        if not papers:
            raise WordsMissing(why="papers")
        step = self._made(Act.SUPPLEMENT_ASKED, self.clock.now(), _said(reason), papers=tuple(papers))
        told = self._waiting(dossier_id)
        with self._answering(told) as (work, _):
            self._answer(work, told, step, Stage.SUPPLEMENT)
        self.wake_line()

    @contextmanager
    def _answering(self, told: OnlineDossier) -> Iterator[tuple[UnitOfWork, Draft | None]]:
        """One transaction, of one counter alone; the draft that was begun of it."""
        with self.sole(answering(told)), self.store.write() as work:
            begun = self._begun(work, told.id)
            still_waits(work, told.id, told.submitted_at if begun is None else begun.submitted_at)
            yield work, begun

    def _made(self, act: Act, now: datetime, reason: str, papers: tuple[str, ...] = (), number: int = 0) -> Step:
        clerk = self.session.acting
        return Step(
            uuid4(), act, now, clerk.id, clerk.name, self.counter.code, reason=reason, papers=papers, number=number
        )

    def _answer(self, work: UnitOfWork, told: OnlineDossier, step: Step, stage: Stage) -> None:
        work.online.answered(told.id, told.submitted_at, step.at)
        work.drafts.put_away(told.id)
        work.typed.forget(step.who, told.id)
        about = {"dossier": str(told.id), "code": told.code.text, "act": step.act.value}
        work.audit.add(AuditLine(step.at, step.who, self.counter.code, "online-answered", about))
        message = self._message(told, step, stage)
        work.outbox.add(OutboxEvent(step.id, 0, told.id, EventKind.DOSSIER_STEP, message, (), step.at))

    def _matter(self, work: UnitOfWork, told: OnlineDossier, begun: Draft | None) -> Matter:
        if begun is not None:
            return matter_of(begun.dossier)
        code = told.procedure_code
        return Matter(Applicant.of(told.applicant), self._names(work).get(code, code), code)

    def _names(self, work: UnitOfWork) -> dict[str, str]:
        """Of each procedure in force today, by its code."""
        today = self.clock.now().astimezone(VIETNAM).date()
        return {one.code: one.name for one in work.catalogue.procedures(today)}

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
            "number": step.number,
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
        """Raises OnlineOver."""
        with self.store.read() as work:
            return still_waits(work, dossier_id, None)

    def _seen(self, work: UnitOfWork, told: OnlineDossier, now: datetime) -> WaitingOnline:
        day = told.submitted_at.astimezone(VIETNAM).date()
        by = told.answer_by
        if by is None:
            hours = DeadlineRule(Term.HOURS, self.rules_on(day).online_hours)
            by = appoint(told.submitted_at, hours, self.calendar_of(work)).due or told.submitted_at
        return WaitingOnline(told, self._names(work).get(told.procedure_code, ""), by, now > by)


def _said(reason: str) -> str:
    if not reason.strip():
        raise WordsMissing(why="reason")
    return normal(reason)
