"""Copies certified from their originals, without the ceremony of a dossier: what is copied is written down line by
line, F12 accepts it like any other and gives each line its number in the book (NĐ 61/2018 Art. 17.4: given at once, so
logged, and a receipt only when asked)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from resources import copy_rules

from ..domain.certified_copy import CertifiedCopy, CopyLine, CopyRules, parse_rules, rules_on
from ..domain.deadline import VIETNAM
from ..domain.dossier import Dossier
from ..domain.errors import BrokenPromise
from ..domain.fee import fee
from ..domain.people import Right
from ..ports import AcceptedDossier, Clock, Draft, Store, UnitOfWork
from .counter import Counter
from .drafting import change_draft
from .session import Session, needs

STEP = "copies"  # of a draft that is worked on this way


@dataclass(frozen=True)
class CertifyCopies:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def begin(self, draft_id: UUID) -> Draft:
        """The draft is for certified copies from here on, and nobody's but who brings the originals; the person may
        still come. Raises UnknownProcedure."""
        now = self.clock.now()
        day = now.astimezone(VIETNAM).date()

        def chosen(work: UnitOfWork, draft: Draft) -> Draft:
            return replace(draft, dossier=_chosen(work, draft.dossier.for_owner(None), day), step=STEP)

        return change_draft(self.store, draft_id, self.session.who, chosen)

    @needs(Right.RECEIVE)
    def write(self, draft_id: UUID, lines: tuple[CopyLine, ...]) -> Draft:
        """What was typed, complete or not, as each field is left; blank lines at the end count for nothing."""
        now = self.clock.now()
        while lines and lines[-1].blank:
            lines = lines[:-1]

        def written(work: UnitOfWork, draft: Draft) -> Draft:
            dossier = _chosen(work, draft.dossier, now.astimezone(VIETNAM).date())
            return replace(draft, dossier=dossier.copy(lines, now), step=STEP)

        return change_draft(self.store, draft_id, self.session.who, written)

    @needs(Right.FOLLOW)
    def of_day(self, day: date | None = None) -> tuple[AcceptedDossier, ...]:
        """What was certified at this counter on a day in Vietnam (None: today), in the book's order."""
        day = day or self.clock.now().astimezone(VIETNAM).date()
        start = datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
        with self.store.read() as work:
            return work.copy_book.between(self.counter.code, start, start + timedelta(days=1))


def numbered(work: UnitOfWork, dossier: Dossier, counter: str, now: datetime) -> tuple[CertifiedCopy, ...]:
    """The next lines of the book, within the write that accepts the dossier; `enter` follows once it is there."""
    if not dossier.copying:
        return ()
    if dossier.procedure is None:
        raise BrokenPromise("copies without their procedure")
    local = now.astimezone(VIETNAM)
    book = _rules(local.date()).book.format(year=local.year)
    rule = dossier.fee_rule
    return tuple(
        CertifiedCopy(
            line.title.strip(),
            line.pages,
            line.copies,
            fee(rule, line.copies, line.pages),
            work.numbers.take_copy_number(counter, local.year),
            book,
        )
        for line in dossier.copying
    )


def enter(work: UnitOfWork, accepted: AcceptedDossier) -> None:
    year = accepted.accepted_at.astimezone(VIETNAM).year
    for copy in accepted.receipt.copies:
        work.copy_book.enter(accepted.id, accepted.receipt.counter, year, copy.number, accepted.accepted_at)


def _chosen(work: UnitOfWork, dossier: Dossier, day: date) -> Dossier:
    code = _rules(day).procedure
    if dossier.procedure is not None and dossier.procedure.code == code and dossier.day == day:
        return dossier
    ruled = replace(dossier, day=day, rules=work.catalogue.rules(day))
    return ruled.choose(work.catalogue.procedure(code, day))


@cache
def _shipped() -> tuple[CopyRules, ...]:
    return parse_rules(copy_rules())


def _rules(day: date) -> CopyRules:
    """Raises BadCatalogue."""
    return rules_on(day, _shipped())
