"""The day's work after reception, in words: what presses, what goes out, what was taken in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.fee import Pay
from counter_app.domain.refused import Refused
from counter_app.domain.standing_still import WhyStill
from counter_app.domain.words import dong, vietnam_time
from counter_app.ports import AcceptedDossier, Book, BookKind
from counter_app.use_cases.close_day import DayClosing, HandedOver, Taken
from counter_app.use_cases.find_stuck import Stuck
from counter_app.use_cases.print_step import PAID_HOW
from counter_app.use_cases.tell_story import Pressing

from ..core_words import spoken
from ..language import tr
from ..page import Tone
from ..widgets.marked_row import MarkedRow


@dataclass(frozen=True, slots=True)
class Day:
    """What the verbs gave."""

    pressing: tuple[Pressing, ...]
    here: tuple[AcceptedDossier, ...]
    handed: tuple[HandedOver, ...]
    closing: DayClosing
    stuck: tuple[Stuck, ...] = ()
    books: tuple[Book, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class TodayView:
    pressing: tuple[MarkedRow, ...]
    here: tuple[MarkedRow, ...]
    money: tuple[MarkedRow, ...]
    pressing_words: str
    here_words: str
    sums: str
    stuck: tuple[MarkedRow, ...] = ()
    books: tuple[MarkedRow, ...] = ()
    refused: tuple[MarkedRow, ...] = ()


def today_view(day: Day, now: datetime) -> TodayView:
    late = sum(one.late for one in day.pressing)
    closing = day.closing
    sums = tr("Tiền mặt phải có: {dong}\nChuyển khoản: {dong2} đã đối soát, {dong3} chờ\nMiễn: {dong4}").format(
        dong=dong(closing.total(Pay.CASH)),
        dong2=dong(closing.total(Pay.TRANSFER)),
        dong3=dong(closing.total(Pay.TRANSFER, waits=True)),
        dong4=dong(closing.total(Pay.WAIVED)),
    )
    if closing.older:
        sums += tr("\nNgày trước chưa đối soát: {dong}").format(
            dong=dong(sum(one.payment.amount for one in closing.older))
        )
    return TodayView(
        pressing=tuple(_pressing(one, now) for one in day.pressing),
        here=tuple(_here(one, now) for one in day.here),
        money=(*map(_taken, closing.lines), *(_taken(one, "%d/%m %H:%M") for one in closing.older)),
        pressing_words=tr("{late} quá hạn, {what} sắp đến hạn").format(late=late, what=len(day.pressing) - late)
        if day.pressing
        else tr("Không có hồ sơ nào gấp."),
        here_words=_here_words(day),
        sums=sums,
        stuck=tuple(_stuck(one, now) for one in day.stuck),
        books=tuple(row for book in day.books for row in _book(book, now)),
        refused=tuple(map(_refused, day.refused)),
    )


def _here_words(day: Day) -> str:
    gone = (
        tr("Hôm nay đã chuyển {len}").format(len=len(day.handed)) if day.handed else tr("Hôm nay chưa chuyển hồ sơ nào")
    )
    return (
        tr("{len} đang ở quầy. {gone}.").format(len=len(day.here), gone=gone)
        if day.here
        else tr("Không còn hồ sơ nào ở quầy. {gone}.").format(gone=gone)
    )


_STILL = {
    WhyStill.AT_THE_COUNTER: (tr("nằm ở quầy {}"), tr("Enter, rồi chuyển cơ quan giải quyết"), "desk"),
    WhyStill.AT_THE_UNIT: (tr("ở cơ quan giải quyết {} không có bước nào"), tr("Enter, rồi hỏi cơ quan ấy"), "sent"),
    WhyStill.NOT_SUPPLEMENTED: (tr("chờ bổ sung {}"), tr("Enter, rồi gọi người nộp, hoặc dừng"), "missing"),
    WhyStill.NOT_FETCHED: (tr("có kết quả {} chưa ai nhận"), tr("Enter, rồi gọi người nộp"), "paper"),
    WhyStill.SET_ASIDE: (tr("tỉnh chưa nhận {}"), tr("Alt+9 xem vì sao"), "attention"),
}


def _stuck(one: Stuck, now: datetime) -> MarkedRow:
    words, offer, icon = _STILL[one.why]
    accepted, tone = one.accepted, Tone.ATTENTION if one.why is WhyStill.SET_ASIDE else Tone.PLAIN
    name, receipt = accepted.receipt.applicant.full_name, accepted.receipt
    days = (now - one.since).days
    since = tr("{days} ngày").format(days=days) if days else tr("từ hôm nay")
    quiet = f"{words.format(since)} · {receipt.procedure_name} · {accepted.code}"
    return MarkedRow(str(accepted.id), name, quiet, icon, tone, offer)


_BOOKS = {
    BookKind.REGISTER: tr("Sổ theo dõi hồ sơ"),
    BookKind.COPIES: tr("Sổ chứng thực bản sao"),
    BookKind.REFUSALS: tr("Sổ từ chối tiếp nhận"),
}


def _book(book: Book, now: datetime) -> tuple[MarkedRow, ...]:
    """The year that runs is printed whole, or of today alone; one that is over with its closing line."""
    title, runs = f"{_BOOKS[book.kind]} {book.year}", book.year >= now.astimezone(VIETNAM).year
    held = tr("{lines} dòng, đến số {last} · quầy {counter}").format(
        lines=book.lines, last=book.last, counter=book.counter
    )
    if not runs:
        held = tr("{held} · in kèm dòng đóng sổ").format(held=held)
    whole = MarkedRow(book_name(book), title, held, "folder", Tone.PLAIN, "Enter")
    if not runs:
        return (whole,)
    today = tr("Chỉ các dòng ghi hôm nay · quầy {counter}").format(counter=book.counter)
    of_today = tr("Hôm nay: {title}").format(title=title)
    return MarkedRow(book_name(book, today=True), of_today, today, "printer", Tone.PLAIN, "Enter"), whole


def book_name(book: Book, today: bool = False) -> str:
    return f"{book.kind.value} {book.counter} {book.year} {book.number}{' today' if today else ''}"


def book_of(day: Day, name: str) -> tuple[Book, bool] | None:
    """The book of a row, and whether of today alone."""
    rows = ((book, today) for book in day.books for today in (False, True))
    return next(((book, today) for book, today in rows if book_name(book, today) == name), None)


def _refused(one: Refused) -> MarkedRow:
    matter = one.matter
    said = tr("số {slip} · {at:%H:%M %d/%m/%Y} · {procedure}: {reason}").format(
        slip=one.slip, at=vietnam_time(one.at), procedure=matter.procedure_name, reason=one.reason
    )
    return MarkedRow(str(one.draft_id), matter.applicant.name, said, "paper", Tone.PLAIN, "Enter")


def refusal_said(one: Refused) -> str:
    """All of it, for who asks why: what the row has no room for."""
    said = tr("Từ chối số {slip}, {at:%H:%M %d/%m/%Y}, {who}: {reason}").format(
        slip=one.slip, at=vietnam_time(one.at), who=one.who_name, reason=one.reason
    )
    return tr("{said}. Hướng dẫn: {guidance}").format(said=said, guidance=one.guidance) if one.guidance else said


def _pressing(one: Pressing, now: datetime) -> MarkedRow:
    accepted = one.accepted
    due = vietnam_time(accepted.due) if accepted.due is not None else None
    days = (due.date() - now.astimezone(VIETNAM).date()).days if due is not None else 0
    when = tr("hẹn {due:%H:%M %d/%m}").format(due=due) if due is not None else ""
    if one.late:
        said, tone = tr("quá hạn"), Tone.ERROR
    elif one.last_call:
        said, tone = tr("hôm nay là ngày cuối để xin lỗi"), Tone.ATTENTION
    else:
        said, tone = (tr("đến hạn hôm nay") if days == 0 else tr("còn {days} ngày").format(days=days)), Tone.PLAIN
    quiet = " · ".join((said, when, accepted.receipt.procedure_name, accepted.code.text))
    name = spoken(accepted.receipt.named)
    return MarkedRow(str(accepted.id), name, quiet, "attention" if one.late else "clock", tone, "Enter")


def _here(accepted: AcceptedDossier, now: datetime) -> MarkedRow:
    by = vietnam_time(accepted.receipt.appointment.forward_by)
    late = accepted.receipt.appointment.forward_by < now
    quiet = tr("chuyển trước {by:%H:%M %d/%m} · {competent_authority} · {code}").format(
        by=by, competent_authority=accepted.receipt.competent_authority, code=accepted.code
    )
    name = f"{spoken(accepted.receipt.named)} · {accepted.receipt.procedure_name}"
    return MarkedRow(str(accepted.id), name, quiet, "folder", Tone.ATTENTION if late else Tone.PLAIN, "Enter")


def _taken(one: Taken, when: str = "%H:%M") -> MarkedRow:
    waits = tr(", chờ đối soát") if one.waits else ""
    title = f"{dong(one.payment.amount)} · {spoken(PAID_HOW[one.payment.how])}{waits}"
    receipt = (
        tr(" · biên lai {series} {number}").format(series=one.payment.series, number=one.payment.number)
        if one.payment.number
        else ""
    )
    quiet = f"{vietnam_time(one.step.at):{when}} · {one.accepted.code}{receipt}"
    tone = Tone.ATTENTION if one.waits else Tone.PLAIN
    return MarkedRow(str(one.accepted.id), title, quiet, "clock" if one.waits else "taken", tone, "Enter")
