"""Refuses a dossier before it is received: form 03 with its reason, its line in the audit, and nothing taken in (NĐ
61/2018 Art. 17.1). The draft is put away with what was on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.errors import BrokenPromise, NothingToPrint, UnknownDossier, WordsMissing
from ..domain.life import Act
from ..domain.notices import Matter, Refusal
from ..domain.people import Account, Right
from ..domain.query import CodeText, Digits, NameWords, read_query
from ..domain.refused import Refused
from ..domain.text import name_words, normal
from ..ports import AuditEntry, AuditLine, AuditQuery, Clock, Paperwork, PrintJob, Store, UnitOfWork
from .counter import Counter
from .drafting import open_draft
from .print_paper import PrintPaper
from .print_slips import matter_of
from .session import Session, needs

_ACTS = 100
REFUSED = "refused"  # the step of a draft that ended so


@dataclass(frozen=True, slots=True)
class RefusedStory:
    """`acts`: what the audit has of it but for look-ups, the latest first; `names` of who did them, by account."""

    refused: Refused
    acts: tuple[AuditEntry, ...]
    names: dict[str, str]


@dataclass(frozen=True)
class RefuseReception:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    paperwork: Paperwork
    printing: PrintPaper

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID, reason: str, guidance: str = "") -> Refused:
        """`guidance`: where to go instead. Raises FieldMissing (person, procedure), WordsMissing, AlreadyAccepted,
        SomebodyElses."""
        if not reason.strip():
            raise WordsMissing(why="reason")
        now, clerk = self.clock.now(), self.session.who
        with self.store.write() as work:
            draft = open_draft(work, draft_id, clerk)
            if draft.after is not None:
                raise BrokenPromise("what was accepted is refused by a step of its own")
            matter, told = matter_of(draft.dossier), (normal(reason), normal(guidance))
            refused = enter_refusal(work, self.counter, self.session.acting, now, draft_id, matter, told)
            work.drafts.save(replace(draft, step=REFUSED))
            work.drafts.put_away(draft_id)
            work.typed.forget(clerk, draft_id)
        return refused

    @needs(Right.RECEIVE)
    def recent(self, limit: int = 100) -> tuple[Refused, ...]:
        """What was refused at this counter, the latest first; what a colleague refused is shown to who reads the whole
        register."""
        clerk = None if self.session.may(Right.READ_REGISTER) else self.session.who
        with self.store.read() as work:
            return work.refusals.recent(limit, clerk)

    @needs(Right.RECEIVE)
    def find(self, typed: str, limit: int = 20) -> tuple[Refused, ...]:
        """By a name without marks, a number, a phone, a code or its tail, the number on the slip; one's own for who may
        not read the whole register."""
        words = words_sought(typed)
        if not words:
            return ()
        clerk = None if self.session.may(Right.READ_REGISTER) else self.session.who
        with self.store.read() as work:
            return work.refusals.find(words, limit, clerk)

    @needs(Right.RECEIVE)
    def story(self, draft_id: UUID) -> RefusedStory:
        """Raises UnknownDossier, NotAllowed (a colleague's)."""
        with self.store.read() as work:
            try:
                refused = work.refusals.get(draft_id)
            except KeyError as error:
                raise UnknownDossier from error
            if refused.who != self.session.who:
                self.session.must(Right.READ_REGISTER)
            acts = work.audit.page(AuditQuery(dossiers=(draft_id,)), limit=_ACTS)
            names = {account.id: account.name for account in work.people.accounts()}
        return RefusedStory(refused, tuple(act for act in acts if act.what != "looked-up"), names)

    @needs(Right.RECEIVE)
    def print(self, draft_id: UUID) -> PrintJob:
        """Counted and logged first; a reprint says so. Raises NothingToPrint (no such refusal), NotAllowed (a reprint;
        a colleague's), a leaf of PrinterFault."""
        with self.store.write() as work:
            try:
                refused = work.refusals.get(draft_id)
            except KeyError as error:
                raise NothingToPrint from error
            if refused.who != self.session.who:
                self.session.must(Right.READ_REGISTER)
            before = work.refusals.count_print(draft_id)
            if before:
                self.session.must(Right.PRINT_AGAIN)
            what = "refusal-reprinted" if before else "refusal-printed"
            about = {"dossier": str(draft_id), "number": str(refused.number), "copy": str(before + 1)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        notice = Refusal(
            unit=self.counter.unit,
            at=refused.at,
            clerk_name=refused.who_name,
            reprint=before,
            number=refused.slip,
            matter=refused.matter,
            reasons=(refused.reason,),
            guidance=refused.guidance,
        )
        return self.printing(self.paperwork.refusal(notice), f"tu-choi-{refused.number:02d}")


def words_sought(typed: str) -> tuple[str, ...]:
    """What the clerk typed as folded words, each as far as typed; none where it says too little."""
    match read_query(typed):
        case Digits(digits):
            return (digits,)
        case CodeText(text):
            return name_words(text)
        case NameWords(words):
            return words
        case _:
            return ()


def enter_refusal(
    work: UnitOfWork, counter: Counter, who: Account, now: datetime, this: UUID, matter: Matter, told: tuple[str, str]
) -> Refused:
    """The next line of the counter's register of refusals, and one in the audit. `this` names it; `told`: the reason,
    and where to go instead."""
    number = work.lives.next_number(Act.REFUSED, counter.code, now.astimezone(VIETNAM).year)
    refused = Refused(this, number, counter.code, now, who.id, who.name, matter, *told)
    work.refusals.add(refused)
    about = {"dossier": str(this), "procedure": matter.procedure_code, "number": str(number)}
    work.audit.add(AuditLine(now, who.id, counter.code, "reception-refused", about))
    return refused
