"""The counter's books on paper: the register (form 07), certified copies, refusals before reception. A year that is
over is printed with its closing line (TT 01/2018 Art. 10.2); the year that runs whole, or of today alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from ..domain.book_papers import CopyBookLine, CopyBookPaper, RefusalBook, RefusalLine
from ..domain.certified_copy import CertifiedCopy
from ..domain.deadline import VIETNAM
from ..domain.errors import NothingInTheBook
from ..domain.life import Act, Stage, Step
from ..domain.notices import Applicant, RegisterBook, RegisterLine, owner_words
from ..domain.people import Right
from ..domain.refused import Refused
from ..ports import (
    AcceptedDossier,
    AuditLine,
    AuditQuery,
    Book,
    BookKind,
    Clock,
    Paperwork,
    PrintJob,
    Store,
    UnitOfWork,
)
from .counter import Counter
from .print_paper import PrintPaper
from .session import Session, needs

Line = RegisterLine | CopyBookLine | RefusalLine
_PRINTS = 1000  # audit lines of a year that are looked through for earlier prints
_ENDED = {Stage.REFUSED: "Từ chối giải quyết", Stage.STOPPED: "Dừng giải quyết", Stage.WITHDRAWN: "Người nộp rút"}


@dataclass(frozen=True)
class PrintBooks:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    paperwork: Paperwork
    printing: PrintPaper

    @needs(Right.FOLLOW)
    def books(self) -> tuple[Book, ...]:
        """The latest year first; a book without a line is none yet."""
        with self.store.read() as work:
            return work.books.all()

    def _runs(self, book: Book) -> bool:
        """Whether its year is not over."""
        return book.year >= self.clock.now().astimezone(VIETNAM).year

    @needs(Right.FOLLOW)
    def __call__(self, book: Book, today: bool = False) -> PrintJob:
        """Counted and logged first; the same lines again bear "bản in lại". Raises NothingInTheBook (none of today),
        NotAllowed (a reprint), a leaf of PrinterFault."""
        now = self.clock.now()
        since = datetime.combine(now.astimezone(VIETNAM).date(), time(), VIETNAM) if today else None
        with self.store.write() as work:
            lines = _lines(work, book, since)
            if not lines:
                raise NothingInTheBook
            numbers = [_number(line) for line in lines]
            before = self._printed_before(work, book, span := f"{numbers[0]}-{numbers[-1]}")
            what = "list-reprinted" if before else "list-printed"
            if before:
                self.session.must(Right.PRINT_AGAIN)
            about = {**_about(book), "lines": span, "copy": str(before + 1)}
            work.audit.add(AuditLine(now, self.session.who, self.counter.code, what, about))
        head = {"unit": self.counter.unit, "at": now, "clerk_name": self.session.acting.name, "reprint": before}
        head |= {"counter": book.counter, "year": book.year, "closed": not self._runs(book) and not today}
        name = f"so-{book.kind.value}-{book.counter}-{book.year}"
        return self.printing(self._drawn(book, head, lines), name)

    def _printed_before(self, work: UnitOfWork, book: Book, span: str) -> int:
        this = {**_about(book), "lines": span}
        return sum(
            this.items() <= line.about.items()
            for what in ("list-printed", "list-reprinted")
            for line in work.audit.page(AuditQuery(what=what), limit=_PRINTS)
        )

    def _drawn(self, book: Book, head: dict[str, Any], lines: tuple[Any, ...]) -> bytes:
        if book.kind is BookKind.REGISTER:
            return self.paperwork.register(RegisterBook(**head, book=book.number, lines=lines))
        if book.kind is BookKind.REFUSALS:
            return self.paperwork.refusal_book(RefusalBook(**head, lines=lines))
        names = dict.fromkeys(line.book for line in lines)
        return self.paperwork.copy_book(CopyBookPaper(**head, book=", ".join(names), lines=lines))


def _about(book: Book) -> dict[str, str]:
    return {"list": f"book-{book.kind.value}", "book": f"{book.counter}/{book.year}/{book.number}"}


def _lines(work: UnitOfWork, book: Book, since: datetime | None) -> tuple[Line, ...]:
    match book.kind:
        case BookKind.REGISTER:
            return tuple(_registered(work, one) for one in work.books.register(book, since))
        case BookKind.COPIES:
            return tuple(_copied(one, copy) for one in work.books.copies(book, since) for copy in one.receipt.copies)
        case _:
            return tuple(map(_refused, work.books.refusals(book, since)))


def _number(line: Line) -> int:
    if isinstance(line, RegisterLine):
        return line.entry.line
    return line.number


def _registered(work: UnitOfWork, accepted: AcceptedDossier) -> RegisterLine:
    receipt, life = accepted.receipt, work.lives.of(accepted.id)
    entry = receipt.register
    if entry is None:
        raise NothingInTheBook
    notes = (owner_words(receipt.behalf), _ENDED.get(life.stage, ""))
    return RegisterLine(
        entry,
        accepted.linked_code or accepted.code,
        receipt.procedure_name,
        receipt.sets,
        Applicant.of(receipt.applicant),
        receipt.competent_authority,
        receipt.received_at,
        accepted.due,
        _when(life.steps, Act.HANDED_OVER),
        _when(life.steps, Act.RESULT_ARRIVED),
        _when(life.steps, Act.RETURNED),
        receipt.delivery_words,
        "; ".join(filter(None, notes)),
    )


def _when(steps: tuple[Step, ...], act: Act) -> datetime | None:
    """The last time that it happened: after a supplement it goes out again."""
    return next((step.at for step in reversed(steps) if step.act is act), None)


def _copied(accepted: AcceptedDossier, copy: CertifiedCopy) -> CopyBookLine:
    who = Applicant.of(accepted.receipt.applicant)
    told = (copy.title, copy.pages, copy.copies, copy.fee, copy.book, accepted.code.text)
    return CopyBookLine(copy.number, accepted.accepted_at, who.name, who.number, *told)


def _refused(one: Refused) -> RefusalLine:
    who, matter = one.matter.applicant, one.matter
    told = (matter.procedure_name, one.reason, one.guidance, one.who_name)
    return RefusalLine(one.number, one.slip, one.at, who.name, who.number, *told)
