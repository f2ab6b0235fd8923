"""Refuses a dossier before it is received: form 03 with its reason, its line in the audit, and nothing taken in (NĐ
61/2018 Art. 17.1). The draft is put away with what was on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.errors import BrokenPromise, NothingToPrint, UnknownDossier, WordsMissing
from ..domain.life import Act
from ..domain.notices import Refusal
from ..domain.people import Right
from ..domain.query import Digits, NameWords, read_query
from ..domain.refused import Refused
from ..domain.text import normal
from ..ports import AuditEntry, AuditLine, AuditQuery, Clock, Paperwork, PrintJob, Store
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
        now, clerk, name = self.clock.now(), self.session.who, self.session.acting.name
        with self.store.write() as work:
            draft = open_draft(work, draft_id, clerk)
            if draft.after is not None:
                raise BrokenPromise("what was accepted is refused by a step of its own")
            matter = matter_of(draft.dossier)
            number = work.lives.next_number(Act.REFUSED, self.counter.code, now.astimezone(VIETNAM).year)
            told = normal(reason), normal(guidance)
            refused = Refused(draft_id, number, self.counter.code, now, clerk, name, matter, *told)
            work.refusals.add(refused)
            work.drafts.save(replace(draft, step=REFUSED))
            work.drafts.put_away(draft_id)
            work.typed.forget(clerk, draft_id)
            about = {"dossier": str(draft_id), "procedure": matter.procedure_code, "number": str(number)}
            work.audit.add(AuditLine(now, clerk, self.counter.code, "reception-refused", about))
        return refused

    @needs(Right.RECEIVE)
    def recent(self, limit: int = 100) -> tuple[Refused, ...]:
        """What was refused at this counter, the latest first; what a colleague refused is shown to who reads the whole
        register."""
        with self.store.read() as work:
            found = work.refusals.recent(limit)
        every = self.session.may(Right.READ_REGISTER)
        return tuple(one for one in found if every or one.who == self.session.who)

    @needs(Right.RECEIVE)
    def find(self, typed: str, limit: int = 20) -> tuple[Refused, ...]:
        """By a name without marks, a number, a phone, the number on the slip; one's own for who may not read the whole
        register."""
        match read_query(typed):
            case Digits(digits):
                words: tuple[str, ...] = (digits,)
            case NameWords(words) if words:
                pass
            case _:
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
