"""Asks the province what it holds of one person for one procedure: within a time budget, with a purpose, logged.

The desk never waits longer than the budget: then the draft says that the province cannot be reached, and an
answer that comes late enriches the draft if it is still open.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from ..domain.citizen import PersonalNumber
from ..domain.dossier import LookUpState
from ..domain.errors import AlreadyAccepted, BrokenPromise, EnvironmentFault, FieldMissing
from ..ports import Clock, Draft, LookUpAnswer, LookUpLine, Province, Store, UnitOfWork
from .counter import Counter
from .drafting import change_draft, open_draft
from .holdings import kinds_needed

_ANSWERED_AT_ALL = 30.0  # seconds after which even a late answer is given up


@dataclass(frozen=True, slots=True)
class _Question:
    draft_id: UUID
    person: PersonalNumber
    procedure: str
    purpose: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class LookUp:
    store: Store
    province: Province
    clock: Clock
    counter: Counter
    budget: float = 2.0  # seconds
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "look-up"))

    def __call__(self, draft_id: UUID, late: Callable[[Draft], None] = lambda _: None) -> Draft:
        """The draft after the answer or the budget; `late` is called, off this thread, with a later answer's draft.

        Raises FieldMissing before person and procedure are known: there is no purpose yet.
        """
        question = self._question(draft_id)
        future = self._pool.submit(self._ask, question)
        try:
            return self._learn(question, future.result(self.budget))
        except TooLate:
            draft = self._learn(question, None)
            future.add_done_callback(lambda done: self._learn_late(question, done, late))
            return draft

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _question(self, draft_id: UUID) -> _Question:
        def ask(_: UnitOfWork, draft: Draft) -> Draft:
            dossier = draft.dossier
            if dossier.applicant is None or dossier.procedure is None:
                raise FieldMissing(field="applicant" if dossier.applicant is None else "procedure")
            return replace(draft, dossier=dossier.learn((), LookUpState.ASKING))

        dossier = change_draft(self.store, draft_id, ask).dossier
        if dossier.applicant is None or dossier.procedure is None:
            raise BrokenPromise("a question without person or procedure")
        kinds = kinds_needed(dossier.procedure, dossier.rules, dossier.day)
        code = dossier.procedure.code
        return _Question(draft_id, dossier.applicant.personal_number, code, f"tiếp nhận hồ sơ {code}", kinds)

    def _ask(self, question: _Question) -> LookUpAnswer | None:
        """The answer, or None where the province cannot be reached. The look-up is logged either way."""
        try:
            answer = self.province.look_up(
                question.person, question.purpose, question.procedure, question.kinds, _ANSWERED_AT_ALL
            )
            outcome = "answered"
        except EnvironmentFault as fault:
            answer, outcome = None, fault.code
        with self.store.write() as work:
            work.audit.add_look_up(
                LookUpLine(
                    id=uuid4(),
                    at=self.clock.now(),
                    who=self.counter.clerk,
                    counter=self.counter.code,
                    person=question.person,
                    purpose=question.purpose,
                    procedure_code=question.procedure,
                    outcome=outcome,
                )
            )
        return answer

    def _learn(self, question: _Question, answer: LookUpAnswer | None) -> Draft:
        def learn(_: UnitOfWork, draft: Draft) -> Draft:
            dossier = draft.dossier
            same = (
                dossier.applicant is not None
                and dossier.applicant.personal_number == question.person
                and dossier.procedure is not None
                and dossier.procedure.code == question.procedure
            )
            if not same or dossier.applicant is None:
                return draft  # the clerk went on to another person or procedure
            if answer is None:
                return replace(draft, dossier=dossier.learn((), LookUpState.UNREACHABLE))
            state = LookUpState.ANSWERED if all(s.as_of for s in answer.sources) else LookUpState.UNREACHABLE
            wanted = tuple(
                paper for paper in answer.papers if paper.owner == question.person and paper.kind in question.kinds
            )
            learnt = dossier.learn(wanted, state)
            if answer.citizen is not None and answer.citizen.personal_number == question.person:
                learnt = replace(learnt, applicant=dossier.applicant.completed_by(answer.citizen))
            return replace(draft, dossier=learnt)

        return change_draft(self.store, question.draft_id, learn)

    def _learn_late(
        self, question: _Question, done: Future[LookUpAnswer | None], late: Callable[[Draft], None]
    ) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        answer = done.result()
        if answer is None:
            return
        try:
            with self.store.read() as work:
                open_draft(work, question.draft_id)
            draft = self._learn(question, answer)
        except (AlreadyAccepted, BrokenPromise):
            return  # accepted or put away meanwhile: nothing to enrich
        late(draft)
