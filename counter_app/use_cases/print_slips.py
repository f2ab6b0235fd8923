"""Papers for a citizen whose dossier is not received yet: what is wanting (form 02), what need not be handed in, and
why something is asked for although it is held. Logged first; the draft stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ..domain.dossier import AskAgain, Dossier, Taken
from ..domain.errors import FieldMissing, NothingToPrint
from ..domain.notices import (
    Applicant,
    AskedLine,
    HeldLine,
    Matter,
    NotNeeded,
    StillAsked,
    Supplement,
    Wanted,
    owner_words,
)
from ..domain.people import Right
from ..ports import AuditLine, Clock, Draft, Paperwork, PrintJob, Store
from .counter import Counter
from .drafting import open_draft
from .print_paper import PrintPaper
from .session import Session, needs

_ASKED_BY = "khoản 2a Điều 4 và điểm a khoản 2 Điều 17 NĐ 309/2026/NĐ-CP"
_REASONS = {
    AskAgain.INCIDENT: "Sự cố, thiên tai: không dùng được dữ liệu đã có",
    AskAgain.WRONG_DATA: "Dữ liệu đang có không đúng với thực tế",
    AskAgain.OFFLINE: "Không khai thác được cơ sở dữ liệu tại thời điểm tiếp nhận",
}


@dataclass(frozen=True)
class PrintSlips:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    paperwork: Paperwork
    printing: PrintPaper

    @needs(Right.RECEIVE)
    def supplement(self, draft_id: UUID) -> PrintJob:
        """All that is missing, told once (NĐ 61/2018 Art. 17.1). Raises NothingToPrint, FieldMissing, PrinterFault."""

        def drawn(draft: Draft, sources: dict[str, str]) -> bytes:
            missing = draft.dossier.missing
            if not missing:
                raise NothingToPrint
            offline = any(asked.reason is AskAgain.OFFLINE for asked in draft.dossier.asked)
            more = f"; {_REASONS[AskAgain.OFFLINE].lower()}" if offline else ""
            wanted = tuple(Wanted(c.name, max(c.originals, 1 - c.copies), c.copies) for c in missing)
            return self.paperwork.supplement(
                Supplement(
                    unit=self.counter.unit,
                    at=self.clock.now(),
                    clerk_name=self.session.acting.name,
                    matter=matter_of(draft.dossier),
                    wanted=wanted,
                    reason=f"Hồ sơ chưa đủ thành phần theo quy định{more}",
                    contact_name=self.session.acting.name,
                )
            )

        return self._print(draft_id, "supplement-slip-printed", drawn)

    @needs(Right.RECEIVE)
    def not_needed(self, draft_id: UUID) -> PrintJob:
        """What was taken of what the State holds: source and legal basis. Raises as `supplement`."""

        def drawn(draft: Draft, sources: dict[str, str]) -> bytes:
            names = _names(draft.dossier)
            lines = tuple(
                HeldLine(
                    names.get(one.component, one.component),
                    one.paper.title,
                    sources.get(one.paper.source, one.paper.source),
                    one.legal_basis,
                )
                for one in draft.dossier.settlements
                if isinstance(one, Taken)
            )
            if not lines:
                raise NothingToPrint
            return self.paperwork.not_needed(
                NotNeeded(
                    unit=self.counter.unit,
                    at=self.clock.now(),
                    clerk_name=self.session.acting.name,
                    matter=matter_of(draft.dossier),
                    lines=lines,
                )
            )

        return self._print(draft_id, "not-needed-slip-printed", drawn)

    @needs(Right.RECEIVE)
    def still_asked(self, draft_id: UUID) -> PrintJob:
        """Why a paper is asked for although it is held. Raises as `supplement`."""

        def drawn(draft: Draft, sources: dict[str, str]) -> bytes:
            names = _names(draft.dossier)
            lines = tuple(
                AskedLine(names.get(one.component, one.component), _REASONS[one.reason], _ASKED_BY, one.note)
                for one in draft.dossier.asked
            )
            if not lines:
                raise NothingToPrint
            return self.paperwork.still_asked(
                StillAsked(
                    unit=self.counter.unit,
                    at=self.clock.now(),
                    clerk_name=self.session.acting.name,
                    matter=matter_of(draft.dossier),
                    lines=lines,
                )
            )

        return self._print(draft_id, "still-asked-slip-printed", drawn)

    def _print(self, draft_id: UUID, what: str, draw: Callable[[Draft, dict[str, str]], bytes]) -> PrintJob:
        with self.store.write() as work:
            draft = open_draft(work, draft_id, self.session.who)
            pdf = draw(draft, dict(work.catalogue.sources()))
            about = {"dossier": str(draft_id)}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
        return self.printing(pdf, what.removesuffix("-printed"))


def matter_of(dossier: Dossier) -> Matter:
    """Nothing is received, so there is no code. Raises FieldMissing."""
    applicant, procedure = dossier.applicant, dossier.procedure
    if applicant is None or not applicant.full_name or procedure is None:
        raise FieldMissing(field="full_name" if procedure is not None else "procedure")
    return Matter(Applicant.of(applicant), procedure.name, procedure.code, owner=owner_words(dossier.behalf))


def _names(dossier: Dossier) -> dict[str, str]:
    return {one.code: one.name for one in dossier.procedure.components} if dossier.procedure else {}
