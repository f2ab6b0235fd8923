"""Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả: what a receipt has to say, in the names that the form asks for."""

from __future__ import annotations

from ..domain.codes import RegisterEntry
from ..domain.deadline import Appointment
from ..domain.notices import Applicant
from ..domain.receipt import Receipt, ReceiptLine
from ..domain.words import date_line, dong, dong_in_words, limit_in_words, moment_in_words, vietnam_time
from .forms import form
from .layout import Filling, Values, pages
from .sheet import Sheet

_DAYS_OFF = 6  # named at the most


def receipt_pages(receipt: Receipt) -> list[tuple[Sheet, ...]]:
    """Both copies, page after page: what they share, and on it the name of the copy.

    Raises BrokenPromise for an unknown form or a moment without its zone.
    """
    return pages(form(receipt.form), receipt_filling(receipt))


def receipt_filling(receipt: Receipt) -> Filling:
    """Everything that the form's words may ask for; empty where there is nothing to say."""
    return Filling(
        unit=receipt.unit,
        dated=date_line(receipt.unit.place, vietnam_time(receipt.received_at).date()),
        values=_values(receipt),
        records={"components": [_component(number, line) for number, line in enumerate(receipt.lines, 1)]},
        code=receipt.linked_code or receipt.code,
        queue=receipt.queue_label or "",
        reprint=receipt.reprint,
    )


def _values(receipt: Receipt) -> dict[str, str]:
    applicant, appointment, register = receipt.applicant, receipt.appointment, receipt.register
    told = Applicant.of(applicant)
    owner = Applicant.of(receipt.behalf.owner) if receipt.behalf else None
    provisional, linked = receipt.code.provisional, receipt.linked_code is not None
    return {
        "unit": receipt.unit.name,
        "parent": receipt.unit.parent,
        "contact": ", ".join(filter(None, (receipt.unit.address, receipt.unit.phone))),
        "counter": receipt.counter,
        "applicant": applicant.full_name,
        "id_kind": told.number_kind,
        "id": told.number,
        "address": told.address,
        "owner": owner.name if owner else "",
        "owner_kind": owner.number_kind if owner else "",
        "owner_number": owner.number if owner else "",
        "owner_address": owner.address if owner else "",
        "relation": receipt.behalf.relation.words if receipt.behalf else "",
        "phone": applicant.phone,
        "email": "",
        "procedure": receipt.procedure_name,
        "procedure_code": receipt.procedure_code,
        "authority": receipt.competent_authority,
        "sets": f"{receipt.sets:02d}",
        "limit": limit_in_words(receipt.deadline),
        "received": moment_in_words(receipt.received_at),
        "promised": "" if appointment.starts_elsewhere else "x",
        "elsewhere": "x" if appointment.starts_elsewhere else "",
        "due": moment_in_words(appointment.due) if appointment.due else "",
        "forward_by": moment_in_words(appointment.forward_by),
        "days_off": "" if appointment.starts_elsewhere else _days_off(appointment),
        "unsettled": "x" if appointment.unsettled and not appointment.starts_elsewhere else "",
        "delivery": receipt.delivery_words,
        "fee": receipt.fee_words or dong(receipt.fee),
        "fee_spelled": f"({dong_in_words(receipt.fee)})" if receipt.fee else "",
        "book": book(register) if register else "",
        "line": f"{register.line:02d}" if register else "",
        "year": str(register.year) if register else "",
        "clerk": receipt.clerk_name,
        "reprint": str(receipt.reprint),
        "provisional": "x" if provisional and not linked else "",
        "provisional_code": receipt.code.text if provisional else "",
        "linked": "x" if provisional and linked else "",
    }


def _component(number: int, line: ReceiptLine) -> Values:
    return {
        "no": str(number),
        "name": line.name,
        "how": line.how[:1].upper() + line.how[1:],
        "originals": count(line.originals),
        "copies": count(line.copies),
        "note": line.note,
    }


def count(number: int) -> str:
    """As a table of papers has it: `02`, `–` for none."""
    return f"{number:02d}" if number else "–"


def book(register: RegisterEntry) -> str:
    """`01`; with the instance's letters where another store of this counter may be writing a book 01."""
    instance = register.counter.partition(".")[2]
    return f"{register.book:02d}.{instance}" if instance else f"{register.book:02d}"


def _days_off(appointment: Appointment) -> str:
    """`24/11 (Ngày Văn hóa Việt Nam); …`, then how many more."""
    named = [f"{day:%d/%m} ({name})" for day, name in appointment.days_off[:_DAYS_OFF]]
    more = len(appointment.days_off) - len(named)
    return "; ".join(named + ([f"và {more} ngày nữa"] if more else []))
