"""Refuses a dossier before it is received: form 03 with its reason, its line in the audit, and nothing taken in (NĐ
61/2018 Art. 17.1). The draft is put away with what was on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ..domain.deadline import VIETNAM
from ..domain.errors import BrokenPromise, WordsMissing
from ..domain.life import Act
from ..domain.notices import Matter, Refusal
from ..domain.people import Right
from ..domain.text import normal
from ..ports import AuditLine, Clock, Paperwork, PrintJob, Store
from .counter import Counter
from .drafting import open_draft
from .print_paper import PrintPaper
from .print_slips import matter_of
from .session import Session, needs

REFUSED = "refused"  # the step of a draft that ended so


@dataclass(frozen=True, slots=True)
class Refused:
    """`number` in the counter's book of refusals of the year."""

    draft_id: UUID
    number: int
    at: datetime
    matter: Matter
    reason: str
    guidance: str
    prints: int = 0


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
            matter = matter_of(draft.dossier)
            number = work.lives.next_number(Act.REFUSED, self.counter.code, now.astimezone(VIETNAM).year)
            refused = Refused(draft_id, number, now, matter, normal(reason), normal(guidance))
            work.drafts.save(replace(draft, step=REFUSED))
            work.drafts.put_away(draft_id)
            work.typed.forget(clerk, draft_id)
            about = {"dossier": str(draft_id), "procedure": matter.procedure_code, "number": str(number)}
            work.audit.add(AuditLine(now, clerk, self.counter.code, "reception-refused", about))
        return refused

    @needs(Right.RECEIVE)
    def print(self, refused: Refused) -> PrintJob:
        """`prints` of it: how often before; a reprint is logged and says so. Raises NotAllowed (a reprint), a leaf of
        PrinterFault."""
        if refused.prints:
            self.session.must(Right.PRINT_AGAIN)
        what = "refusal-reprinted" if refused.prints else "refusal-printed"
        about = {"dossier": str(refused.draft_id), "copy": str(refused.prints + 1)}
        with self.store.write() as work:
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        notice = Refusal(
            unit=self.counter.unit,
            at=refused.at,
            clerk_name=self.session.acting.name,
            reprint=refused.prints,
            number=f"{refused.number:02d}-{self.counter.code}",
            matter=refused.matter,
            reasons=(refused.reason,),
            guidance=refused.guidance,
        )
        return self.printing(self.paperwork.refusal(notice), f"tu-choi-{refused.number:02d}")
