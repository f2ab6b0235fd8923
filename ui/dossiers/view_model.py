"""Accepted dossiers as the register shows them, each with one of three honest words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.dossier import Honest
from counter_app.domain.words import vietnam_time
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.overview import OpenDraft

from ..messages import problem_words
from ..page import Tone

HONEST = {
    Honest.SAVED: "đã lưu tại quầy",
    Honest.SENT: "đã gửi",
    Honest.CONFIRMED: "tỉnh đã xác nhận",
}
_ICONS = {Honest.SAVED: "saved", Honest.SENT: "sent", Honest.CONFIRMED: "confirmed"}
_TONES = {Honest.SAVED: Tone.PLAIN, Honest.SENT: Tone.PLAIN, Honest.CONFIRMED: Tone.GOOD}


@dataclass(frozen=True, slots=True)
class DossierLine:
    id: UUID
    code: str
    code_note: str
    accepted: str
    person: str
    procedure: str
    due: str
    state: str
    icon: str
    tone: Tone
    prints: str
    problem: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A dossier that was begun and left."""

    id: UUID
    who: str
    about: str


def draft_line(found: OpenDraft) -> DraftLine:
    dossier = found.draft.dossier
    name = dossier.applicant.full_name if dossier.applicant else ""
    number = dossier.applicant.personal_number.masked if dossier.applicant else "chưa biết là ai"
    procedure = dossier.procedure.name if dossier.procedure else "chưa chọn thủ tục"
    lacking = [f"còn thiếu {len(dossier.missing)}"] if dossier.missing else []
    pages = [f"{len(found.draft.pages)} trang đã quét"] if found.draft.pages else []
    begun = [f"mở ngày {dossier.day:%d/%m}"]
    return DraftLine(
        id=dossier.id,
        who=" · ".join(part for part in (found.label or "Không lấy số", name or number) if part),
        about=" · ".join((procedure, *lacking, *pages, *begun)),
    )


def dossier_line(dossier: AcceptedDossier) -> DossierLine:
    receipt = dossier.receipt
    due = receipt.appointment.due
    problem = problem_words(dossier.problem) if dossier.problem else ""
    code, note = dossier.code.text, ""
    if dossier.linked_code is not None:
        code, note = dossier.linked_code.text, f"mã tạm {dossier.code.text}"
    elif dossier.code.provisional:
        note = "mã tạm"
    return DossierLine(
        id=dossier.id,
        code=code,
        code_note=note,
        accepted=f"{vietnam_time(dossier.accepted_at):%H:%M %d/%m}",
        person=receipt.applicant.full_name,
        procedure=receipt.procedure_name,
        due=f"{vietnam_time(due):%d/%m/%Y}" if due else "theo nơi giải quyết",
        state=HONEST[dossier.state],
        icon="attention" if problem else _ICONS[dossier.state],
        tone=Tone.ATTENTION if problem else _TONES[dossier.state],
        prints=_prints(dossier.prints),
        problem=problem,
    )


def _prints(count: int) -> str:
    if count == 0:
        return "chưa in"
    return "đã in" if count == 1 else f"in lại {count - 1} lần"
