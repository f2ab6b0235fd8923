"""A dossier's story in words: what happened, by whom, and what may happen next. Pure."""

# Long because: one screen, and what each deed on it asks.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.life import Act, Life, LifeRules, Stage, Step
from counter_app.domain.words import dong, vietnam_time
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.print_step import PAID_HOW, PRINTED, result_files
from counter_app.use_cases.receipt_words import goes_elsewhere
from counter_app.use_cases.tell_story import Story

from ..act_words import STEPS, act_words
from ..core_words import spoken
from ..language import tr
from ..page import Tone
from ..widgets.marked_row import MarkedRow

STAGES = {
    Stage.RECEIVED: tr("được tiếp nhận"),
    Stage.PROCESSING: tr("đang xử lý"),
    Stage.SUPPLEMENT: tr("chờ bổ sung"),
    Stage.REFUSED: tr("từ chối"),
    Stage.STOPPED: tr("dừng xử lý"),
    Stage.WITHDRAWN: tr("người nộp rút"),
    Stage.DONE: tr("đã có kết quả"),
    Stage.RETURNED: tr("đã trả kết quả"),
}
RECEIPT = "receipt"  # the row of the acceptance; a step's row has its id


class Deed(StrEnum):
    """What a clerk can do from here; most are an `Act`, some lead to another screen."""

    BRING = "bring"
    ASK = "ask"
    HAND_OVER = "hand-over"
    SCAN_RESULT = "scan-result"
    NOTE_RESULT = "note-result"
    RETURN = "return"
    CASH = "cash"
    TRANSFER = "transfer"
    CONFIRM = "confirm"
    SHOW_CODE = "show-code"
    WAIVE = "waive"
    APOLOGISE = "apologise"
    REFUSE = "refuse"
    STOP = "stop"
    WITHDRAW = "withdraw"
    AGAIN = "again"
    REFUSE_RECEPTION = "refuse-reception"  # of a draft
    FOR_ANOTHER = "for-another"  # of a draft
    COLLECT_AT = "collect-at"  # of a draft
    ASK_ONLINE = "ask-online"  # of a draft that was sent online
    CORRECT = "correct"
    CORRECT_THERE = "correct-there"
    ASK_AGAIN = "ask-again"  # of a draft: why a paper is asked for all the same
    SEND_ON = "send-on"  # a number with its draft, to another service
    BY_HAND = "by-hand"  # of what waits for the province
    COMPARE = "compare"  # of a correction that the province contradicts


_DEEDS: tuple[tuple[Deed, Act, str, str], ...] = (
    (Deed.BRING, Act.SUPPLEMENTED, tr("Nhận giấy tờ bổ sung"), tr("mở tại Tiếp nhận: F5 quét, F12 nhận")),
    (Deed.RETURN, Act.RETURNED, tr("Trả kết quả"), tr("mở Alt+4: quét thẻ người nhận")),
    (Deed.HAND_OVER, Act.HANDED_OVER, tr("Chuyển cơ quan giải quyết"), tr("in phiếu kiểm soát (mẫu 06)")),
    (Deed.SCAN_RESULT, Act.RESULT_ARRIVED, tr("Kết quả đã về, quét"), tr("mở tại Tiếp nhận: F5 quét, F12 lưu")),
    (Deed.NOTE_RESULT, Act.RESULT_ARRIVED, tr("Kết quả đã về, không có tệp"), tr("ghi mã loại, số, ngày và lý do")),
    (Deed.ASK, Act.SUPPLEMENT_ASKED, tr("Yêu cầu bổ sung"), tr("in phiếu mẫu 02; thời hạn dừng lại")),
    (Deed.CASH, Act.FEE_TAKEN, tr("Thu tiền mặt"), tr("in phiếu thu")),
    (Deed.TRANSFER, Act.FEE_TAKEN, tr("Thu chuyển khoản"), tr("hiện mã VietQR; chờ đối soát")),
    (Deed.CONFIRM, Act.FEE_CONFIRMED, tr("Đối soát: tiền đã vào tài khoản"), tr("ghi số biên lai nếu có")),
    (Deed.SHOW_CODE, Act.FEE_CONFIRMED, tr("Hiện lại mã VietQR"), tr("người nộp chưa quét kịp; không ghi gì thêm")),
    (Deed.WAIVE, Act.FEE_WAIVED, tr("Miễn phí, lệ phí"), tr("phải ghi lý do")),
    (Deed.APOLOGISE, Act.APOLOGISED, tr("Xin lỗi và hẹn lại"), tr("in văn bản mẫu 04; chỉ một lần")),
    (Deed.WITHDRAW, Act.WITHDRAWN, tr("Người nộp rút hồ sơ"), tr("theo yêu cầu của người nộp")),
    (Deed.REFUSE, Act.REFUSED, tr("Từ chối giải quyết"), tr("in phiếu mẫu 03")),
    (Deed.STOP, Act.STOPPED, tr("Dừng giải quyết"), tr("in thông báo mẫu 05")),
)
AT_ONCE = frozenset({Deed.BRING, Deed.SCAN_RESULT, Deed.RETURN, Deed.AGAIN, Deed.SHOW_CODE})


@dataclass(frozen=True, slots=True)
class DeedLine:
    deed: Deed
    words: str
    hint: str


_AGAIN = DeedLine(
    Deed.AGAIN, tr("Làm hồ sơ mới theo hồ sơ này"), tr("cùng người, cùng thủ tục; giấy tờ xét lại hôm nay")
)


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """`name` as the verb takes it; `day`: a date as dd/mm/yyyy."""

    name: str
    words: str
    value: str = ""
    hint: str = ""
    day: bool = False


@dataclass(frozen=True, slots=True)
class PaperToTick:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a deed asks before it is done; `do` is what F12 reads, `warning` what the clerk should know first."""

    deed: Deed
    title: str
    do: str
    fields: tuple[FieldAsked, ...] = ()
    papers: tuple[PaperToTick, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class StoryView:
    code: str
    person: str
    procedure: str
    stage: str
    tone: Tone
    due: str
    fee: str
    rows: tuple[MarkedRow, ...]
    deeds: tuple[DeedLine, ...]
    at_its_end: str = tr("Hồ sơ đã kết thúc. Ctrl+P in lại giấy, Esc về danh sách.")  # where nothing can follow


def story_view(story: Story, now: datetime, more: tuple[DeedLine, ...] = ()) -> StoryView:
    accepted, life = story.accepted, story.life
    overdue = life.counts_as_overdue(now, story.rules)
    code = f"{accepted.code}   →   {accepted.linked_code}" if accepted.linked_code else accepted.code.text
    return StoryView(
        code=code,
        person=spoken(accepted.receipt.named),
        procedure=f"{accepted.receipt.procedure_name}  ·  {accepted.receipt.procedure_code}",
        stage=_stage(life),
        tone=Tone.ERROR if overdue else Tone.GOOD if life.stage in (Stage.DONE, Stage.RETURNED) else Tone.PLAIN,
        due=_due(story, now),
        fee=" · ".join(part for part in (_fee(life), delivery_said(accepted)) if part),
        rows=_rows(story),
        deeds=(
            *(DeedLine(deed, words, hint) for deed, act, words, hint in _DEEDS if _offered(deed, act, story, now)),
            _AGAIN,
            *more,
        ),
    )


def delivery_said(accepted: AcceptedDossier) -> str:
    """Where the result goes, if not to whoever comes for it here."""
    goes = goes_elsewhere(accepted.receipt.delivery_words)
    return tr("nhận kết quả {where}").format(where=spoken(goes)) if goes else ""


def _offered(deed: Deed, act: Act, story: Story, now: datetime) -> bool:
    life = story.life
    if not life.allows(act) or (deed is Deed.TRANSFER and life.waits_for_transfer):
        return False
    if deed is Deed.APOLOGISE:
        last = life.last_day_to_apologise(story.rules, story.calendar)
        today = now.astimezone(VIETNAM).date()
        return last is not None and today <= last and life.times_apologised < story.rules.reschedules
    return True


def _stage(life: Life) -> str:
    words = STAGES[life.stage]
    where = tr(" tại {with_unit}").format(with_unit=life.with_unit) if life.with_unit else ""
    return f"{words[0].upper()}{words[1:]}{where}"


def _due(story: Story, now: datetime) -> str:
    life = story.life
    if life.stage is Stage.SUPPLEMENT:
        return tr("Thời hạn đang dừng, chờ người nộp bổ sung")
    if life.finished_at is not None:
        return tr("Giải quyết quá hạn") if life.late(now) else tr("Giải quyết trong hạn")
    if life.due is None:
        return tr("Thời hạn tính từ khi cơ quan có thẩm quyền nhận được: chuyển hồ sơ để bắt đầu tính")
    due = vietnam_time(life.due)
    words = tr("Hẹn trả {due:%H:%M %d/%m/%Y}").format(due=due)
    if life.late(now):
        return tr("{words}: đã quá hạn").format(words=words)
    left = (due.date() - now.astimezone(VIETNAM).date()).days
    return (
        tr("{words}: hôm nay").format(words=words)
        if left == 0
        else tr("{words}: còn {left} ngày").format(words=words, left=left)
    )


def _fee(life: Life) -> str:
    if not life.fee:
        return tr("Không thu phí, lệ phí")
    paid = life.payment
    if paid is None:
        return tr("Chưa thu {dong}").format(dong=dong(life.fee))
    waits = tr(": chờ đối soát") if life.waits_for_transfer else ""
    receipt = (
        tr(" · biên lai {series} {number}").format(series=paid.series, number=paid.number).rstrip()
        if paid.number
        else ""
    )
    return f"{dong(paid.amount)} · {spoken(PAID_HOW[paid.how])}{waits}{receipt}"


# --- what happened -------------------------------------------------------------------------------------

_ICONS = {
    Act.HANDED_OVER: "sent",
    Act.SUPPLEMENT_ASKED: "missing",
    Act.SUPPLEMENTED: "captured",
    Act.APOLOGISED: "clock",
    Act.REFUSED: "error",
    Act.STOPPED: "error",
    Act.WITHDRAWN: "later",
    Act.RESULT_ARRIVED: "paper",
    Act.RETURNED: "good",
    Act.FEE_TAKEN: "taken",
    Act.FEE_CONFIRMED: "confirmed",
    Act.FEE_WAIVED: "not-needed",
    Act.NOTED: "clock",
}


def _rows(story: Story) -> tuple[MarkedRow, ...]:
    """The latest first, as the audit is read; the acceptance at the foot."""
    receipt = story.accepted.receipt
    rows = [
        (step.at, MarkedRow(str(step.id), STEPS[step.act], _told(step, story), _ICONS[step.act], offer=_offer(step)))
        for step in story.life.steps
    ]
    rows += [
        (
            act.at,
            MarkedRow(
                f"act-{act.line}",
                act_words(act.what),
                f"{_when(act.at)} · {story.names.get(act.who, act.who)}",
                "printer" if "print" in act.what else "info",
            ),
        )
        for act in story.acts
    ]
    begun = tr("{when} · {clerk_name} · quầy {counter}").format(
        when=_when(receipt.received_at), clerk_name=receipt.clerk_name, counter=receipt.counter
    )
    accepted = MarkedRow(RECEIPT, tr("Tiếp nhận hồ sơ"), begun, "desk", offer=tr("Ctrl+P in giấy tiếp nhận"))
    later = sorted(rows, key=lambda row: row[0], reverse=True)
    return (*(row for _, row in later), accepted)


def _offer(step: Step) -> str:
    return tr("Ctrl+P in") if step.act in PRINTED or result_files(step) else ""


def _when(moment: datetime) -> str:
    return f"{vietnam_time(moment):%H:%M %d/%m/%Y}"


def _told(step: Step, story: Story) -> str:
    parts = [_when(step.at), step.who_name]
    names = {c.code: c.name for c in story.dossier.procedure.components} if story.dossier.procedure else {}
    if step.papers:
        parts.append(", ".join(names.get(code, code) for code in step.papers))
    parts += [step.to] if step.to else []
    parts += [tr("hẹn {vietnam_time:%d/%m/%Y}").format(vietnam_time=vietnam_time(step.due))] if step.due else []
    if step.result is not None:
        told = step.result
        day = tr("ngày {issued_on:%d/%m/%Y}").format(issued_on=told.issued_on) if told.issued_on else ""
        electronic = tr("bản điện tử của tỉnh, Ctrl+P in") if result_files(step) else ""
        parts += [part for part in (told.kind, told.number, day, spoken(told.why_no_file), electronic) if part]
    if step.collector is not None:
        parts.append(step.collector.full_name)
        parts += [step.collector.other] if step.collector.other else []
    if step.payment is not None:
        parts.append(f"{dong(step.payment.amount)}, {spoken(PAID_HOW[step.payment.how])}")
    parts += [spoken(step.reason)] if step.reason else []
    return " · ".join(parts)


# --- what a deed asks ----------------------------------------------------------------------------------

_REASON = tr("LÝ DO")


def form_of(deed: Deed, story: Story, now: datetime) -> Form:
    """What is asked before the deed is done. `AT_ONCE` ones ask nothing."""
    words = next(line[2] for line in _DEEDS if line[0] is deed)
    receipt, procedure = story.accepted.receipt, story.dossier.procedure
    match deed:
        case Deed.ASK:
            papers = tuple(PaperToTick(c.code, c.name) for c in procedure.components) if procedure else ()
            reason = FieldAsked("reason", _REASON, hint=tr("thiếu gì, sai gì, sửa thế nào: nói hết một lần"))
            return Form(deed, words, tr("YÊU CẦU BỔ SUNG"), (reason,), papers, _second(story.life, story.rules))
        case Deed.HAND_OVER:
            to = FieldAsked("to", tr("CHUYỂN ĐẾN"), receipt.competent_authority)
            return Form(deed, words, tr("CHUYỂN"), (to,))
        case Deed.NOTE_RESULT:
            kind = procedure.result_kind if procedure else ""
            today = f"{now.astimezone(VIETNAM):%d/%m/%Y}"
            told = (
                FieldAsked("kind", tr("MÃ LOẠI KẾT QUẢ"), kind, "KQ.G15.000031"),
                FieldAsked("number", tr("SỐ")),
                FieldAsked("issued_on", tr("NGÀY"), today, day=True),
                FieldAsked("why_no_file", tr("VÌ SAO KHÔNG CÓ TỆP"), hint=tr("bản giấy có dấu, máy quét hỏng…")),
            )
            return Form(deed, words, tr("LƯU KẾT QUẢ"), told)
        case Deed.CASH | Deed.TRANSFER | Deed.CONFIRM:
            receipt_of = (
                FieldAsked("series", tr("KÝ HIỆU BIÊN LAI ĐIỆN TỬ"), hint=tr("bỏ trống nếu chưa có")),
                FieldAsked("number", tr("SỐ BIÊN LAI")),
            )
            do = {
                Deed.CASH: tr("ĐÃ THU TIỀN MẶT"),
                Deed.TRANSFER: tr("CHỜ CHUYỂN KHOẢN"),
                Deed.CONFIRM: tr("ĐÃ ĐỐI SOÁT"),
            }[deed]
            amount = dong(story.life.fee_open or (story.life.payment.amount if story.life.payment else 0))
            return Form(deed, f"{words}: {amount}", do, receipt_of)
        case Deed.APOLOGISE:
            last = story.life.last_day_to_apologise(story.rules, story.calendar)
            warning = (
                tr("Phải gửi chậm nhất {last:%d/%m/%Y}; sau đó không hẹn lại được nữa.").format(last=last)
                if last
                else ""
            )
            fields = (
                FieldAsked("new_day", tr("HẸN LẠI NGÀY"), hint="dd/mm/yyyy", day=True),
                FieldAsked("reason", _REASON),
            )
            return Form(deed, words, tr("XIN LỖI VÀ HẸN LẠI"), fields, warning=warning)
        case Deed.WITHDRAW:
            return Form(
                deed,
                words,
                tr("RÚT HỒ SƠ"),
                (FieldAsked("reason", tr("GHI CHÚ")),),
                warning=tr("Hồ sơ kết thúc tại đây."),
            )
        case Deed.WAIVE:
            return Form(deed, words, tr("MIỄN"), (FieldAsked("reason", _REASON, hint=tr("đối tượng, căn cứ")),))
        case _:
            ends = tr("Hồ sơ kết thúc tại đây.")
            return Form(deed, words, words.upper(), (FieldAsked("reason", _REASON),), warning=ends)


def _second(life: Life, rules: LifeRules) -> str:
    if not life.next_supplement_counts_as_overdue(rules):
        return ""
    return tr("Hồ sơ này đã yêu cầu bổ sung rồi: yêu cầu thêm lần nữa sẽ bị tính là quá hạn.")


def read_day(typed: str) -> date | None:
    """`1/12/2026`, `01122026`; None where it is no day."""
    digits = "".join(c if c.isdigit() else " " for c in typed).split()
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:2], digits[0][2:4], digits[0][4:]]
    try:
        day, month, year = map(int, digits)
        return date(year, month, day)
    except ValueError:
        return None
