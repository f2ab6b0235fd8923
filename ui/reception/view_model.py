"""A draft as the reception screen shows it: what is missing, what is held, what F12 reads. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counter_app.domain.card import CardWarning
from counter_app.domain.deadline import Appointment
from counter_app.domain.dossier import Delivery, Dossier, LookUpState, Row
from counter_app.domain.fee import Pay, fee
from counter_app.domain.filing import Why, why_of
from counter_app.domain.paper_text import Suggestion
from counter_app.domain.party import identity, number_of
from counter_app.domain.procedure import FeePer, Term
from counter_app.domain.words import limit_in_words, vietnam_time
from counter_app.ports import AcceptedDossier, Draft, Purpose
from counter_app.use_cases.certify_copies import STEP as COPIES

from ..core_words import spoken
from ..day_words import weekday
from ..language import tr
from ..messages import card_words
from ..page import Person
from .checklist import ChecklistLine, PaperLine, checklist, papers
from .fee_words import costs, fee_line
from .head_line import about
from .page_words import page_words


class Step(StrEnum):
    """Where the eye and the cursor belong."""

    PERSON = "person"
    NAME = "name"
    PROCEDURE = "procedure"
    PAPERS = "papers"
    ADDRESS = "address"  # a result by post has to go somewhere
    READY = "ready"


class Accepting(StrEnum):
    NO = "no"
    WHEN_FED = "when fed"  # F12 was pressed while pages still came
    SAVING = "saving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AcceptKey:
    """What F12 reads, and whether it accepts."""

    words: str
    ready: bool


@dataclass(frozen=True, slots=True)
class PageTile:
    name: str
    number: int
    component: str  # its number in the checklist; empty: loose
    width: int = 0  # the page's own, in pixels
    mark: str = ""  # what is doubtful about it
    advice: str = ""  # what to do about that


@dataclass(frozen=True, slots=True)
class Context:
    """What the screen knows besides the draft."""

    sources: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[CardWarning, ...] = ()
    own_dossiers: tuple[AcceptedDossier, ...] = ()
    communes: tuple[str, ...] = ()  # where an older address lies today
    asks_where: bool = False  # no table knows
    appointment: Appointment | None = None
    ticket: str = ""
    called_at: datetime | None = None
    accepting: Accepting = Accepting.NO
    read: Mapping[str, Suggestion] = field(default_factory=dict)  # what pages say, by their names


@dataclass(frozen=True, slots=True)
class ReceptionView:
    step: Step
    person: Person
    warnings: str
    number: str
    name: str
    address: str
    procedure: str
    procedure_code: str
    lines: tuple[ChecklistLine, ...]
    papers: tuple[PaperLine, ...]
    pages: tuple[PageTile, ...]
    phone: str
    post: bool
    copies: str
    counts_copies: bool
    fee: str
    due: str
    own: str
    accept: AcceptKey
    missing: int
    offered: int
    after: bool = False  # it adds to a dossier that was accepted before
    costs: int = 0  # đồng
    payment: Pay | None = None
    express: bool = False  # certified copies, without the ceremony
    collect_at: str = ""  # another desk
    uncounted: bool = False  # sent online, costs by the page, and nobody has counted them
    copy_fees: tuple[int, ...] = ()  # of the lines that are whole, in đồng


def reception_view(draft: Draft, context: Context) -> ReceptionView:
    dossier = draft.dossier
    applicant, procedure = dossier.applicant, dossier.procedure
    return ReceptionView(
        step=_step(draft),
        person=_person(dossier, context),
        warnings="; ".join(map(card_words, context.warnings or draft.warnings)),
        number=identity(applicant)[1] if applicant else "",
        name=applicant.full_name if applicant else "",
        address=applicant.address if applicant else "",
        procedure=procedure.name if procedure else "",
        procedure_code=procedure.code if procedure else "",
        lines=checklist(draft, context.sources, context.read),
        papers=papers(dossier, context.sources),
        pages=_tiles(draft),
        phone=applicant.phone if applicant else "",
        post=dossier.delivery is Delivery.POST,
        collect_at=dossier.collect_at,
        copies=str(dossier.copies),
        counts_copies=procedure is not None and procedure.fee.per is not FeePer.CASE,
        fee=fee_line(draft),
        due=_due(draft, context.appointment),
        own=_own(context.own_dossiers),
        accept=_accept_key(draft, context.accepting),
        missing=len(dossier.missing),
        offered=len(dossier.offered),
        after=draft.after is not None,
        costs=costs(draft),
        payment=draft.payment.how if draft.payment is not None else None,
        express=_express(draft),
        uncounted=dossier.uncounted,
        copy_fees=_copy_fees(draft),
    )


def _step(draft: Draft) -> Step:
    dossier = draft.dossier
    if dossier.applicant is None:
        return Step.PERSON
    if not dossier.applicant.full_name:
        return Step.NAME
    if dossier.procedure is None:
        return Step.PROCEDURE
    if dossier.missing or dossier.offered or not _copies_whole(draft):
        return Step.PAPERS
    by_post = dossier.delivery is Delivery.POST
    return Step.ADDRESS if by_post and not dossier.applicant.address else Step.READY


def _express(draft: Draft) -> bool:
    return draft.step == COPIES and draft.dossier.procedure is not None


def _copies_whole(draft: Draft) -> bool:
    lines = draft.dossier.copying
    return all(line.complete for line in lines) if lines else not (_express(draft) or draft.dossier.uncounted)


def _copy_fees(draft: Draft) -> tuple[int, ...]:
    rule = draft.dossier.fee_rule
    return tuple(fee(rule, one.copies, one.pages) for one in draft.dossier.copying if one.complete)


_ACCEPTS = {Purpose.SUPPLEMENT: tr("NHẬN BỔ SUNG"), Purpose.RESULT: tr("LƯU KẾT QUẢ")}
_AFTER = {
    Purpose.SUPPLEMENT: tr("Giấy tờ bổ sung cho hồ sơ {}: thời hạn tính lại khi đủ"),
    Purpose.RESULT: tr("Kết quả của hồ sơ {}: quét, rồi D lấy số và ngày đọc được"),
}


def _accept_key(draft: Draft, accepting: Accepting) -> AcceptKey:
    """`CÒN THIẾU n` until nothing is missing; dead after the first press."""
    dossier = draft.dossier
    if accepting is Accepting.SAVING:
        return AcceptKey(tr("ĐANG LƯU…"), ready=False)
    if accepting is Accepting.DONE:
        return AcceptKey(tr("ĐÃ TIẾP NHẬN"), ready=False)
    if accepting is Accepting.WHEN_FED and _step(draft) is Step.READY:
        return AcceptKey(tr("NHẬN KHI QUÉT XONG"), ready=False)
    match _step(draft):
        case Step.PERSON:
            return AcceptKey(tr("CÒN THIẾU người nộp"), ready=False)
        case Step.NAME:
            return AcceptKey(tr("CÒN THIẾU họ tên"), ready=False)
        case Step.PROCEDURE:
            return AcceptKey(tr("CÒN THIẾU thủ tục"), ready=False)
        case Step.PAPERS if _express(draft):
            return AcceptKey(tr("CÒN THIẾU bản sao"), ready=False)
        case Step.PAPERS if dossier.uncounted and not dossier.missing:
            return AcceptKey(tr("CÒN THIẾU số trang"), ready=False)
        case Step.PAPERS if dossier.missing:
            return AcceptKey(tr("CÒN THIẾU {len}").format(len=len(dossier.missing)), ready=False)
        case Step.PAPERS:
            return AcceptKey(tr("CHƯA LẤY {len} GIẤY").format(len=len(dossier.offered)), ready=False)
        case Step.ADDRESS:
            return AcceptKey(tr("CÒN THIẾU địa chỉ"), ready=False)
        case Step.READY:
            express = tr("CHỨNG THỰC") if _express(draft) else tr("TIẾP NHẬN")
            return AcceptKey(_ACCEPTS[draft.after.purpose] if draft.after else express, ready=True)


def _person(dossier: Dossier, context: Context) -> Person:
    """The head line: whose dossier it is, and who hands it in where that is another."""
    applicant, owner = dossier.applicant, dossier.owner
    if applicant is None or owner is None:
        return Person(context.ticket, context.called_at, "" if context.ticket else tr("Không lấy số"), "")
    name, parts = owner.full_name or tr("Chưa có họ tên"), about(owner, context.communes, context.asks_where)
    if dossier.behalf is not None:
        name = f"{name}  ←  {applicant.full_name}"
        parts.insert(0, tr("nộp: {words}").format(words=dossier.behalf.relation.words))
    return Person(context.ticket, context.called_at, name, " · ".join(parts))


def _tiles(draft: Draft) -> tuple[PageTile, ...]:
    procedure = draft.dossier.procedure
    numbers = {c.code: str(n) for n, c in enumerate(procedure.components, start=1)} if procedure else {}
    whose, own = number_of(draft.dossier.applicant), draft.after.code if draft.after else ""
    tiles = []
    for at, page in enumerate(draft.pages, start=1):
        number = numbers.get(draft.component_of(page.name) or "", "")
        loose = Why.IN_TURN if number else why_of(page.codes, whose, own)
        tiles.append(PageTile(page.name, at, number, page.width, *page_words(page, loose)))
    return tuple(tiles)


def _due(draft: Draft, appointment: Appointment | None) -> str:
    """The sentence that the clerk reads out: when, why then, and which days off lie in between."""
    procedure = draft.dossier.procedure
    if draft.after is not None:
        return _AFTER[draft.after.purpose].format(draft.after.code)
    if procedure is None or appointment is None:
        return ""
    if appointment.due is None:
        forward = vietnam_time(appointment.forward_by)
        name = procedure.competent_authority_name or tr("cơ quan có thẩm quyền")
        return tr("Thời hạn tính từ khi {name} nhận được; chuyển chậm nhất {forward:%H:%M %d/%m/%Y}").format(
            name=name, forward=forward
        )
    due = vietnam_time(appointment.due)
    when = f"{due:%H:%M} {weekday(due.date())} {due:%d/%m/%Y}"
    same_day = procedure.deadline.term is Term.SAME_DAY and due.date() == draft.dossier.day
    reasons = [spoken(limit_in_words(procedure.deadline))]
    if appointment.days_off:
        reasons.append(tr("nghỉ ") + ", ".join(f"{day:%d/%m}" for day, _ in appointment.days_off))
    if appointment.unsettled:
        reasons.append(tr("lịch nghỉ chưa chốt: tạm tính"))
    if same_day:
        return tr("Kết quả trong ngày, trước {due:%H:%M}").format(due=due)
    return tr("Hẹn trả: {when} ({join})").format(when=when, join="; ".join(reasons))


def _own(dossiers: tuple[AcceptedDossier, ...]) -> str:
    if not dossiers:
        return ""
    newest = dossiers[0]
    more = tr(" và {what} hồ sơ khác").format(what=len(dossiers) - 1) if len(dossiers) > 1 else ""
    when = vietnam_time(newest.accepted_at)
    return tr("Hồ sơ tại đơn vị: {procedure_name} ({code}, {when:%d/%m/%Y}){more}").format(
        procedure_name=newest.receipt.procedure_name, code=newest.code, when=when, more=more
    )


def gap_words(view: ReceptionView) -> str:
    """What F12 says when something is missing: the next gap, and the key that fills it."""
    match view.step:
        case Step.PERSON:
            return tr("Còn thiếu người nộp: quét thẻ căn cước, hoặc gõ 12 số rồi Enter.")
        case Step.NAME:
            return tr("Còn thiếu họ tên: gõ họ tên như trên thẻ rồi Enter.")
        case Step.PROCEDURE:
            return tr("Còn thiếu thủ tục: gõ mã hoặc vài chữ không dấu, rồi Enter.")
        case Step.PAPERS if view.express:
            return tr("Còn thiếu tên giấy tờ, số trang hoặc số bản: gõ rồi Enter sang ô tiếp.")
        case Step.PAPERS if view.missing:
            first = next(line.name for line in view.lines if line.row is Row.MISSING)
            return tr("Còn thiếu {missing}: {first}. F5 quét giấy.").format(missing=view.missing, first=first)
        case Step.PAPERS if view.uncounted:
            return tr("Thu theo trang: Ctrl+F6 ghi tên giấy tờ, số trang, số bản.")
        case Step.PAPERS:
            return tr("Còn {offered} giấy dùng lại chưa xác nhận: Enter lấy tất cả.").format(offered=view.offered)
        case Step.ADDRESS:
            return tr("Trả kết quả qua bưu chính cần địa chỉ: gõ địa chỉ nhận rồi Enter, hoặc F9 để nhận tại quầy.")
        case Step.READY:
            return tr("Đã đủ: F12 tiếp nhận.")


def look_up_words(state: LookUpState) -> str | None:
    """The tray's row while the province is asked; None when there is nothing to tell."""
    return tr("Đang hỏi tỉnh giấy tờ đã có…") if state is LookUpState.ASKING else None
