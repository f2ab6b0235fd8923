"""What each paper beside the receipt has to say, in the names that its form asks for."""

# Long because: every paper of the counter is said here, one after the other.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..domain.book_papers import CopyBookLine, CopyBookPaper, RefusalBook, RefusalLine
from ..domain.codes import RegisterEntry
from ..domain.identity import PLAIN, Identity
from ..domain.notices import (
    Apology,
    CashClosing,
    ControlSlip,
    FeeSlip,
    HandOver,
    Matter,
    Notice,
    NotNeeded,
    Refusal,
    RegisterBook,
    RegisterLine,
    Step,
    StillAsked,
    Stop,
    Supplement,
    Timing,
)
from ..domain.words import date_line, dong, dong_in_words, moment_in_words, vietnam_time
from .forms import form_on
from .layout import Filling, Values, pages
from .receipt import book, count
from .sheet import Sheet

_TIMING = {Timing.EARLY: "Trước hạn", Timing.ON_TIME: "Đúng hạn", Timing.LATE: "Quá hạn"}
Records = Mapping[str, Sequence[Values]]


def notice_pages(notice: Notice, identity: Identity = PLAIN) -> tuple[list[tuple[Sheet, ...]], str]:
    """A paper's pages by the form in force on its day, and the name of its file: a code, never a name.

    Raises BrokenPromise where no form was in force, or for a moment without its zone.
    """
    kind, filling = notice_filling(notice)
    form = form_on(kind, vietnam_time(notice.at).date())
    return pages(form, filling, identity), f"{kind}-{filling.code}" if filling.code else kind


def notice_filling(notice: Notice) -> tuple[str, Filling]:
    """The kind of the paper, and everything that its form's words may ask for; empty where there is nothing to say."""
    kind, values, records = _said(notice)
    matter = getattr(notice, "matter", None)
    return kind, Filling(
        unit=notice.unit,
        dated=date_line(notice.unit.place, vietnam_time(notice.at).date()),
        values={**_common(notice), **(_matter(matter) if matter else {}), **values},
        records=records,
        code=matter.code if matter else None,
        reprint=notice.reprint,
    )


def _common(notice: Notice) -> Values:
    unit = notice.unit
    return {
        "unit": unit.name,
        "parent": unit.parent,
        "contact": ", ".join(filter(None, (unit.address, unit.phone))),
        "unit_phone": unit.phone,
        "clerk": notice.clerk_name,
        "made": moment_in_words(notice.at),
        "reprint": str(notice.reprint),
        "number": getattr(notice, "number", ""),
    }


def _matter(matter: Matter) -> Values:
    applicant = matter.applicant
    return {
        "applicant": applicant.name,
        "id_kind": applicant.number_kind,
        "id": applicant.number,
        "address": applicant.address,
        "phone": applicant.phone,
        "email": applicant.email,
        "procedure": matter.procedure_name,
        "procedure_code": matter.procedure_code,
        "code": matter.code.text if matter.code else "",
        "owner": matter.owner,
    }


def _said(notice: Notice) -> tuple[str, dict[str, str], Records]:
    match notice:
        case Supplement():
            return "supplement", *_supplement(notice)
        case Refusal():
            return "refusal", {"guidance": notice.guidance}, {"reasons": _lines(notice.reasons)}
        case Apology():
            return "apology", {**_decided(notice), "new_date": moment_in_words(notice.new_date)}, _recipients(notice)
        case Stop():
            return "stop", {**_decided(notice), "legal_basis": notice.legal_basis}, _recipients(notice)
        case ControlSlip():
            times = {"received": moment_in_words(notice.received_at), "promised": _moment(notice.promised)}
            return "control-slip", times, {"steps": [_step(one) for one in notice.steps]}
        case RegisterBook():
            return "register", *_register(notice)
        case CopyBookPaper():
            return "copy-book", {**_book_of(notice), "book": notice.book}, {"lines": [*map(_copy_line, notice.lines)]}
        case RefusalBook():
            return "refusal-book", _book_of(notice), {"lines": [*map(_refusal_line, notice.lines)]}
        case HandOver():
            return "hand-over", *_hand_over(notice)
        case CashClosing():
            return "cash-closing", *_cash_closing(notice)
        case FeeSlip():
            return "fee-slip", *_fee_slip(notice)
        case NotNeeded():
            rows = [
                {"no": str(n), "name": one.name, "held": one.held, "source": one.source, "basis": one.legal_basis}
                for n, one in enumerate(notice.lines, 1)
            ]
            return "not-needed", {}, {"held": rows}
        case StillAsked():
            rows = [
                {"no": str(n), "name": one.name, "reason": one.reason, "basis": one.legal_basis, "note": one.note}
                for n, one in enumerate(notice.lines, 1)
            ]
            return "still-asked", {}, {"asked": rows}
        case _:
            raise TypeError(type(notice))


def _supplement(notice: Supplement) -> tuple[dict[str, str], Records]:
    rows = [
        {
            "no": str(number),
            "name": one.name,
            "what": one.what,
            "originals": count(one.originals),
            "copies": count(one.copies),
        }
        for number, one in enumerate(notice.wanted, 1)
    ]
    values = {
        "reason": notice.reason,
        "contact_name": notice.contact_name or notice.clerk_name,
        "contact_phone": notice.contact_phone or notice.unit.phone,
    }
    return values, {"wanted": rows}


def _decided(notice: Apology | Stop) -> dict[str, str]:
    """What the resolving authority writes."""
    return {
        "received": moment_in_words(notice.received_at),
        "promised": _moment(notice.promised),
        "reason": notice.reason,
        "signer_title": notice.signer_title,
        "signer_name": notice.signer_name,
        "delivered_by": notice.delivered_by,
    }


def _recipients(notice: Apology | Stop) -> Records:
    return {"recipients": _lines(("Như trên", *notice.recipients))}


def _step(step: Step) -> Values:
    at = vietnam_time(step.at) if step.at else None
    return {
        "giver": step.giver,
        "taker": step.taker,
        "time": f"{at:%H} giờ {at:%M} phút" if at else "",
        "date": f"{at:%d/%m/%Y}" if at else "",
        "giver_name": step.giver_name,
        "taker_name": step.taker_name,
        "timing": _TIMING[step.timing] if step.timing else "",
        "note": step.note,
    }


def _register(notice: RegisterBook) -> tuple[dict[str, str], Records]:
    values = {
        "counter": notice.counter.partition(".")[0],
        "year": str(notice.year),
        "book": book(RegisterEntry(notice.counter, notice.year, notice.book, 1)),
        "closed": "x" if notice.closed else "",
        "first": str(notice.lines[0].entry.line) if notice.lines else "",
        "last": str(notice.lines[-1].entry.line) if notice.lines else "",
        "count": str(len(notice.lines)),
    }
    return values, {"lines": [_register_line(one) for one in notice.lines]}


def _register_line(line: RegisterLine) -> Values:
    applicant = line.applicant
    return {
        "line": f"{line.entry.line:02d}",
        "code": line.code.text,
        "procedure": line.procedure_name,
        "sets": f"{line.sets:02d}",
        "applicant": applicant.name,
        "where": " – ".join(filter(None, (applicant.address, applicant.phone))),
        "authority": line.authority,
        "received": _short(line.received_at),
        "due": _short(line.due),
        "forwarded": _short(line.forwarded_at),
        "result": _short(line.result_at),
        "returned": _short(line.returned_at),
        "delivery": line.delivery,
        "note": line.note,
    }


def _book_of(notice: CopyBookPaper | RefusalBook) -> dict[str, str]:
    counter, count, closed = notice.counter.partition(".")[0], str(len(notice.lines)), "x" if notice.closed else ""
    return {"counter": counter, "year": str(notice.year), "count": count, "closed": closed}


def _copy_line(line: CopyBookLine) -> Values:
    return {
        "number": f"{line.number:02d}",
        "at": _short(line.at),
        "who": line.requester,
        "id": line.requester_number,
        "title": line.title,
        "pages": str(line.pages),
        "copies": f"{line.copies:02d}",
        "fee": dong(line.fee),
        "note": line.code,
    }


def _refusal_line(line: RefusalLine) -> Values:
    return {
        "slip": line.slip,
        "at": _short(line.at),
        "who": line.applicant,
        "id": line.applicant_number,
        "procedure": line.procedure_name,
        "reason": line.reason,
        "guidance": line.guidance,
        "clerk": line.clerk,
    }


def _hand_over(notice: HandOver) -> tuple[dict[str, str], Records]:
    rows = [
        {
            "no": str(number),
            "code": one.code.text,
            "procedure": one.procedure_name,
            "applicant": one.applicant_name,
            "papers": f"{one.papers:02d}",
            "due": _short(one.due),
            "note": one.note,
        }
        for number, one in enumerate(notice.dossiers, 1)
    ]
    values = {
        "to_unit": notice.to_unit,
        "taker": notice.taker_name,
        "count": f"{len(rows):02d}",
        "papers": f"{sum(one.papers for one in notice.dossiers):02d}",
    }
    return values, {"dossiers": rows}


def _fee_slip(notice: FeeSlip) -> tuple[dict[str, str], Records]:
    rows = [
        {"no": str(number), "name": one.name, "amount": dong(one.amount), "basis": one.basis}
        for number, one in enumerate(notice.lines, 1)
    ]
    values = {
        "payer": notice.payer or notice.matter.applicant.name,
        "total": dong(notice.total),
        "spelled": dong_in_words(notice.total),
        "paid_how": notice.paid_how,
        "series": notice.receipt_series,
        "receipt": notice.receipt_number,
        "no_receipt": "" if notice.receipt_number else "x",
    }
    return values, {"lines": rows}


def _cash_closing(notice: CashClosing) -> tuple[dict[str, str], Records]:
    rows = [
        {
            "no": str(number),
            "code": one.code.text,
            "procedure": one.procedure_name,
            "how": one.how,
            "amount": dong(one.amount),
            "receipt": one.receipt,
        }
        for number, one in enumerate(notice.lines, 1)
    ]
    sums = {"cash": notice.cash, "transfers": notice.transfers, "waiting": notice.waiting, "waived": notice.waived}
    values = {name: dong(amount) for name, amount in sums.items()}
    spelled = dong_in_words(notice.cash)
    values |= {"counter": notice.counter, "day": f"{vietnam_time(notice.day):%d/%m/%Y}", "spelled": spelled}
    return values, {"lines": rows}


def _lines(texts: Sequence[str]) -> Sequence[Values]:
    return [{"text": text.rstrip(" .;"), "end": "." if last else ";"} for text, last in _with_last(texts)]


def _with_last(texts: Sequence[str]) -> list[tuple[str, bool]]:
    return [(text, place == len(texts)) for place, text in enumerate(texts, 1)]


def _moment(moment: datetime | None) -> str:
    return moment_in_words(moment) if moment else ""


def _short(moment: datetime | None) -> str:
    """As a column has it: `09:15 23/11/2026`."""
    local = vietnam_time(moment) if moment else None
    return f"{local:%H:%M} {local:%d/%m/%Y}" if local else ""
