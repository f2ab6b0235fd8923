"""Asks the province what it holds of one person for one procedure: within a time budget, with a purpose, logged.

The desk never waits longer than the budget: then the draft says that the province cannot be reached, and an
answer that comes late enriches the draft if it is still open.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

from ..domain.citizen import Citizen, PersonalNumber
from ..domain.deadline import VIETNAM
from ..domain.dossier import Dossier, LookUpState
from ..domain.errors import (
    BrokenPromise,
    CounterError,
    EnvironmentFault,
    FieldMissing,
    LookUpsLimited,
    LookUpsSpent,
)
from ..domain.party import same
from ..domain.people import Right
from ..ports import Clock, Draft, Drafts, LeftDrafts, LookUpAnswer, LookUpLine, Province, Store, UnitOfWork
from .counter import Counter
from .drafting import change_draft, on_day
from .holdings import kinds_needed
from .look_up_limits import HOUR, LookUpLimits, spent
from .session import Session, needs

_ANSWERED_AT_ALL = 30.0  # seconds after which even a late answer is given up


@dataclass(frozen=True, slots=True)
class _Question:
    draft: Draft  # as it was when it was asked for
    clerk: str  # who asked: another may sit here when the answer comes
    person: PersonalNumber
    procedure: str
    purpose: str
    kinds: tuple[str, ...]
    order: int  # a later question has a higher one


@dataclass(frozen=True)
class LookUp:
    store: Store
    province: Province
    clock: Clock
    counter: Counter
    session: Session
    budget: float = 2.0  # seconds
    limits: LookUpLimits = field(default_factory=LookUpLimits)
    wake_line: Callable[[], None] = lambda: None  # the province did not answer: let the line find out
    _orders: Iterator[int] = field(default_factory=count)
    _learnt: dict[UUID, int] = field(default_factory=dict)  # by draft: the latest question that an answer came to
    _closed: threading.Event = field(default_factory=threading.Event)
    _writing: threading.Lock = field(default_factory=threading.Lock)  # behind the caller's back: `close` waits for it

    @needs(Right.LOOK_UP)
    def __call__(self, draft_id: UUID, late: Callable[[Draft], None] = lambda _: None) -> Draft:
        """The draft after the answer or the budget; `late` is called, off this thread, with a later answer's draft.

        Raises FieldMissing before person and procedure are known: there is no purpose yet. AlreadyAccepted,
        UnknownProcedure. LookUpsSpent, with the draft as after a look-up that nobody answered: reception goes on.
        """
        return self._begin(draft_id, late)

    def _begin(self, draft_id: UUID, late: Callable[[Draft], None]) -> Draft:
        question = self._question(draft_id)
        if isinstance(question, Draft):
            return question
        self._must_not_be_spent(question)
        future = self._asked(question)
        try:
            return self._learn(question, future.result(self.budget)) or question.draft
        except TooLate:
            draft = self._learn(question, None)
            future.add_done_callback(lambda done: self._learn_late(question, done, late))
            return draft or question.draft
        except Exception:
            with suppress(CounterError):
                self._learn(question, None)  # nobody is being asked any more
            raise

    def _must_not_be_spent(self, question: _Question) -> None:
        now = self.clock.now()
        with self.store.read() as work:
            asked = work.audit.look_ups_asked(now - HOUR)
        try:
            self.limits.must_allow(asked, question.clerk, now)
        except LookUpsSpent as error:
            self._log(question, error.code)
            self._learn(question, None)
            raise

    def _change(self, draft_id: UUID, change: Callable[[UnitOfWork, Draft], Draft]) -> Draft:
        return change_draft(self.store, draft_id, self.session.who, change)

    def _drafts(self, work: UnitOfWork) -> Drafts | LeftDrafts:
        return work.drafts

    def close(self) -> None:
        """An answer that is still under way is dropped: nothing is written from here on."""
        self._closed.set()
        with self._writing:
            pass

    def _asked(self, question: _Question) -> Future[LookUpAnswer | None]:
        """In a thread that does not hold up the end of the program."""
        future: Future[LookUpAnswer | None] = Future()

        def run() -> None:
            try:
                future.set_result(self._ask(question))
            except BaseException as error:  # handed over to whoever waits
                future.set_exception(error)

        threading.Thread(target=run, name="look-up-asked", daemon=True).start()
        return future

    def _question(self, draft_id: UUID) -> _Question | Draft:
        """The draft alone: nobody has a number by which the State could hold anything, so that none is asked for."""
        clerk, today = self.session.who, self.clock.now().astimezone(VIETNAM).date()

        def ask(work: UnitOfWork, draft: Draft) -> Draft:
            draft = on_day(work, draft, today)
            dossier = draft.dossier
            if dossier.applicant is None or dossier.procedure is None:
                raise FieldMissing(field="applicant" if dossier.applicant is None else "procedure")
            asked = LookUpState.ANSWERED if dossier.holder is None else LookUpState.ASKING
            return replace(draft, dossier=dossier.learn((), asked))

        draft = self._change(draft_id, ask)
        dossier = draft.dossier
        if dossier.procedure is None:
            raise BrokenPromise("a question without a procedure")
        if dossier.holder is None:
            return draft
        kinds = kinds_needed(dossier.procedure, dossier.rules, dossier.day)
        code = dossier.procedure.code
        purpose = f"tiếp nhận hồ sơ {code}"
        if dossier.behalf is not None:
            purpose += f", người nộp thay là {dossier.behalf.relation.words}"
        return _Question(draft, clerk, dossier.holder, code, purpose, kinds, next(self._orders))

    def _ask(self, question: _Question) -> LookUpAnswer | None:
        """The answer, or None where the province cannot be reached. That it was asked is logged before it is asked."""
        self._log(question, "asked")
        try:
            answer = self.province.look_up(
                question.person, question.purpose, question.procedure, question.kinds, _ANSWERED_AT_ALL
            )
        except LookUpsLimited as limited:  # of look-ups only: the line is as good as before
            self._log(question, limited.code)
            raise spent("province", self.clock.now() + timedelta(seconds=limited.retry_after or 60.0)) from limited
        except EnvironmentFault as fault:
            self.wake_line()
            self._log(question, fault.code)
            return None
        self._log(question, "answered")
        return answer

    def _log(self, question: _Question, outcome: str) -> None:
        """Nothing is written once the program is closing: the line before says that it was asked."""
        line = LookUpLine(
            id=uuid4(),
            at=self.clock.now(),
            who=question.clerk,
            counter=self.counter.code,
            person=question.person,
            purpose=question.purpose,
            procedure_code=question.procedure,
            outcome=outcome,
            dossier=question.draft.dossier.id,
        )
        with self._writing:
            if not self._closed.is_set():
                with self.store.write() as work:
                    work.audit.add_look_up(line)

    def _learn(self, question: _Question, answer: LookUpAnswer | None) -> Draft | None:
        """The draft with the answer; None where it was accepted or put away meanwhile: nothing is left to enrich.

        Answers may overtake each other: an older one changes nothing once a newer has come.
        """
        draft_id = question.draft.dossier.id
        with self.store.write() as work:
            try:
                draft = self._drafts(work).get(draft_id)
            except KeyError:
                self._learnt.pop(draft_id, None)
                return None
            if self._learnt.get(draft_id, -1) > question.order:
                return draft
            if answer is not None:
                self._learnt[draft_id] = question.order
            draft = replace(draft, dossier=_enriched(draft.dossier, question, answer))
            self._drafts(work).save(draft)
        return draft

    def _learn_late(
        self, question: _Question, done: Future[LookUpAnswer | None], late: Callable[[Draft], None]
    ) -> None:
        if done.exception() is not None:
            return
        answer = done.result()
        with self._writing:
            if answer is None or self._closed.is_set():
                return
            draft = self._learn(question, answer)
        if draft is not None:
            late(draft)


def _enriched(dossier: Dossier, question: _Question, answer: LookUpAnswer | None) -> Dossier:
    """What the answer adds, if it is still about this person and procedure; None: the province was not reached."""
    procedure = dossier.procedure
    if dossier.holder != question.person:
        return dossier
    if procedure is None or procedure.code != question.procedure:
        return dossier
    if answer is None:  # an earlier question's answer may have come late, while this one was waited for
        return dossier.learn((), LookUpState.UNREACHABLE) if dossier.look_up is LookUpState.ASKING else dossier
    answered = frozenset(source.source for source in answer.sources if source.as_of is not None)
    silent = frozenset(source.source for source in answer.sources) - answered
    state = LookUpState.ANSWERED if answered else LookUpState.UNREACHABLE
    wanted = (paper for paper in answer.papers if paper.owner == question.person and paper.kind in question.kinds)
    learnt = dossier.learn(tuple(wanted), state, answered, silent)
    return learnt if answer.citizen is None else _known(learnt, answer.citizen)


def _known(dossier: Dossier, citizen: Citizen) -> Dossier:
    """What the register says of whoever of the two it is about."""
    applicant, behalf = dossier.applicant, dossier.behalf
    if behalf is not None and isinstance(behalf.owner, Citizen) and same(behalf.owner, citizen):
        return replace(dossier, behalf=replace(behalf, owner=behalf.owner.completed_by(citizen)))
    if isinstance(applicant, Citizen) and same(applicant, citizen):
        return replace(dossier, applicant=applicant.completed_by(citizen))
    return dossier


@dataclass(frozen=True)
class LookUpAhead(LookUp):
    """For a draft that was begun with a number: the citizen has said by the own card what for, before anybody calls.
    What comes of it waits for whoever calls the number; the machine in the hall is told nothing."""

    @needs(Right.TICKET)
    def __call__(self, draft_id: UUID, late: Callable[[Draft], None] = lambda _: None) -> Draft:
        """Raises KeyError where its number has been called or is over, and as `LookUp`."""
        return self._begin(draft_id, late)

    def _change(self, draft_id: UUID, change: Callable[[UnitOfWork, Draft], Draft]) -> Draft:
        with self.store.write() as work:
            draft = change(work, work.left.get(draft_id))
            work.left.save(draft)
        return draft

    def _drafts(self, work: UnitOfWork) -> Drafts | LeftDrafts:
        return work.left
