"""Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A5: what stands where.

Two copies (kept, given out), each on a page of its own; what does not fit goes on to further pages. Nothing is
decided here: what the paper says is the receipt's, how it says it is the form's (`forms`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from ..domain.codes import DossierCode, RegisterEntry
from ..domain.deadline import Appointment
from ..domain.receipt import Receipt, ReceiptLine
from ..domain.words import date_line, dong, dong_in_words, limit_in_words, moment_in_words, vietnam_time
from .flow import FOOT, LEFT, MIDDLE, RIGHT, Flow, Type
from .fonts import Face, Line, Run, balanced, fitted, one_line, printable, wrap
from .forms import LEADER, ReceiptForm, receipt_form, say, spoken_for
from .heading import code_band, heading
from .sheet import MM, Sheet
from .table import Table

_COLUMNS = (8 * MM, 0.0, 20 * MM, 15 * MM, 15 * MM)  # number, name (the rest), how, originals, copies
_TYPES = (Type(), Type().scaled(0.95), Type().scaled(0.9))  # tried in turn, until one page is enough
_SIGNING = 12 * MM  # white room to sign in
_INDENT = 12.0
_DAYS_OFF = 6  # named at the most


def receipt_pages(receipt: Receipt) -> list[tuple[Sheet, Sheet]]:
    """Both copies, page after page: what they share, and on it the name of the copy.

    Raises BrokenPromise for an unknown form or a moment without its zone.
    """
    form = receipt_form(receipt.form)
    values = receipt_values(receipt, form)
    drafts = (_Layout(receipt, form, values, text) for text in _TYPES)
    first = next(drafts)
    if len(first.flow.sheets) == 2:  # smaller type may save the second page, never a third
        first = next((draft for draft in drafts if len(draft.flow.sheets) == 1), first)
    return [page for copy in form.copies for page in first.named(copy)]


def receipt_values(receipt: Receipt, form: ReceiptForm) -> dict[str, str]:
    """Everything that the form's words may ask for; empty where there is nothing to say."""
    applicant, appointment, register = receipt.applicant, receipt.appointment, receipt.register
    return {
        "unit": receipt.unit.name,
        "parent": receipt.unit.parent,
        "contact": ", ".join(filter(None, (receipt.unit.address, receipt.unit.phone))),
        "counter": receipt.counter,
        "applicant": applicant.full_name,
        "personal_number": applicant.personal_number.value,
        "address": applicant.address,
        "phone": applicant.phone,
        "email": "",
        "procedure": receipt.procedure_name,
        "procedure_code": receipt.procedure_code,
        "authority": receipt.competent_authority,
        "sets": f"{receipt.sets:02d}",
        "limit": limit_in_words(receipt.deadline),
        "received": moment_in_words(receipt.received_at),
        "due": moment_in_words(appointment.due) if appointment.due else "",
        "elsewhere": form.words["elsewhere"],
        "forward_by": moment_in_words(appointment.forward_by),
        "days_off": _days_off(appointment),
        "delivery": receipt.delivery_words,
        "fee": receipt.fee_words or dong(receipt.fee),
        "fee_spelled": f"({dong_in_words(receipt.fee)})" if receipt.fee else "",
        "book": _book(register) if register else "",
        "line": f"{register.line:02d}" if register else "",
        "year": str(register.year) if register else "",
        "clerk": receipt.clerk_name,
        "reprint": str(receipt.reprint),
        "provisional_code": receipt.code.text if receipt.code.provisional else "",
    }


def _book(register: RegisterEntry) -> str:
    """`01`; with the instance's letters where another store of this counter may be writing a book 01."""
    instance = register.counter.partition(".")[2]
    return f"{register.book:02d}.{instance}" if instance else f"{register.book:02d}"


def _days_off(appointment: Appointment) -> str:
    """`24/11 (Ngày Văn hóa Việt Nam); …`, then how many more."""
    named = [f"{day:%d/%m} ({name})" for day, name in appointment.days_off[:_DAYS_OFF]]
    more = len(appointment.days_off) - len(named)
    return "; ".join(named + ([f"và {more} ngày nữa"] if more else []))


class _Layout:
    """The form at one type size, from top to bottom; `copy_places` where each sheet says which copy it is."""

    def __init__(self, receipt: Receipt, form: ReceiptForm, values: Mapping[str, str], text: Type) -> None:
        self.receipt, self.form, self.values, self.type = receipt, form, values, text
        self.copy_places: list[tuple[float, float, float, float]] = []  # x, y, align, size
        self.flow = Flow(text, self._resume)
        self._head()
        for row in form.rows:
            self._row(row)
        self._components()
        for item in form.items:
            self._item(item.say, item.only, item.small)
        self._closing()
        self._page_numbers()

    def named(self, copy: str) -> Iterator[tuple[Sheet, Sheet]]:
        """The sheets, each with one that names the copy."""
        for sheet, (x, y, align, size) in zip(self.flow.sheets, self.copy_places, strict=True):
            name = Sheet(sheet.width, sheet.height)
            name.write(one_line(copy, Face.SERIF_ITALIC, size), x, y, align)
            yield sheet, name

    def _say(self, template: str, face: Face = Face.SERIF) -> tuple[Run, ...]:
        return say(template, self.values, face)

    def _plain(self, template: str) -> str:
        return "".join(run.text for run in self._say(template))

    def _head(self) -> None:
        receipt, form, flow = self.receipt, self.form, self.flow
        dated = date_line(receipt.unit.place, vietnam_time(receipt.received_at).date())
        heading(flow, receipt.unit, form.nation, form.motto, dated, self._reprint_mark())
        flow.write(one_line(form.title, Face.SERIF_BOLD, 12.5), 16, MIDDLE, 0.5)
        flow.y += self.type.lead
        self.copy_places.append((MIDDLE, flow.y - 0.27 * self.type.size, 0.5, self.type.size))
        counter = self._plain(form.words["counter"])
        queue = (form.words["queue"], receipt.queue_label, counter) if receipt.queue_label else None
        code_band(flow, self._code(), self._code_label(), queue)
        if receipt.code.provisional:
            said = self._say(form.words["linked" if receipt.linked_code else "provisional"], Face.SERIF_BOLD)
            for line in wrap(said, self.type.size, RIGHT - LEFT):
                flow.write(line, self.type.lead, MIDDLE, 0.5)

    def _code(self) -> DossierCode:
        return self.receipt.linked_code or self.receipt.code

    def _code_label(self) -> str:
        return self.form.words["provisional_code" if self._code().provisional else "code"]

    def _reprint_mark(self) -> str:
        return self._plain(self.form.words["reprint"]) if self.receipt.reprint else ""

    def _resume(self, flow: Flow) -> None:
        """The head of a further page: which dossier, which copy, what it continues, and again the reprint's mark."""
        size, small = self.type.size, self.type.small
        flow.y += self.type.lead
        code = fitted(f"{self._code_label()} {self._code()}", Face.SERIF_BOLD, size, 0.68 * (RIGHT - LEFT))
        flow.sheet.write(code, LEFT, flow.y - 2)
        self.copy_places.append((RIGHT, flow.y - 2, 1.0, small))
        flow.y += self.type.small_lead
        flow.sheet.write(one_line(self.form.words["continued"], Face.SERIF_ITALIC, small), LEFT, flow.y - 2)
        flow.sheet.write(one_line(self._reprint_mark(), Face.SERIF_BOLD, small), RIGHT, flow.y - 2, 1)
        flow.y += 2
        flow.sheet.rule(LEFT, flow.y, RIGHT, flow.y)
        flow.y += 4

    def _row(self, row: tuple[str, ...]) -> None:
        """One line of the form, or several values side by side."""
        flow, wide = self.flow, (RIGHT - LEFT) / len(row)
        cells = [self._dotted(wrap(self._say(part), self.type.size, wide - 4), wide - 4) for part in row]
        for lines in zip_longest(*cells):
            flow.room(self.type.lead)
            flow.y += self.type.lead
            for place, line in enumerate(lines):
                if line:
                    flow.sheet.write(line, LEFT + place * wide, flow.y - 0.27 * line.size)

    def _dotted(self, lines: list[Line], limit: float) -> list[Line]:
        """Where the last value is missing, its dots go on to the end of the line."""
        *whole, last = lines
        end = last.runs[-1]
        if not end.text.endswith(LEADER):
            return lines
        dot = one_line(".", end.face, last.size).width
        more = int((limit - last.width) / dot)
        return [*whole, Line((*last.runs[:-1], Run(end.text + more * ".", end.face)), last.size, limit)]

    def _components(self) -> None:
        table = Table(self.flow, _COLUMNS, self.form.columns)
        self.flow.room(6 * self.type.lead)  # the heading never stands alone at the foot
        self.flow.paragraph(self._say(self.form.components))
        self.flow.y += 2
        table.head(first_row=2 * self.type.lead)
        for number, line in enumerate(self.receipt.lines, 1):
            self._component(table, number, line)
        self.flow.y += 2

    def _component(self, table: Table, number: int, line: ReceiptLine) -> None:
        size, small = 0.96 * self.type.size, self.type.small
        how = printable(line.how[:1].upper() + line.how[1:])
        name = wrap((Run(printable(line.name) or LEADER, Face.SERIF),), size, table.inner(1))
        note = wrap((Run(printable(line.note), Face.SERIF_ITALIC),), small, table.inner(1))
        table.row(
            [
                [one_line(str(number), Face.SERIF, size)],
                [*name, *note],
                wrap((Run(how, Face.SERIF),), size, table.inner(2)),
                *([one_line(f"{n:02d}" if n else "–", Face.SERIF, size)] for n in (line.originals, line.copies)),
            ]
        )

    def _item(self, template: str, only: str, small: tuple[str, ...]) -> None:
        appointment = self.receipt.appointment
        if only == ("promised" if appointment.starts_elsewhere else "elsewhere"):
            return
        self.flow.paragraph(self._say(template))
        holds = {"days_off": bool(appointment.days_off), "unsettled": appointment.unsettled}
        for key in small:
            if holds.get(key, True):
                self.flow.aside(self._say(self.form.words[key], Face.SERIF_ITALIC), _INDENT)

    def _closing(self) -> None:
        """Register line, signatures and notes: kept together, so that no signature stands on an empty page."""
        flow, text = self.flow, self.type
        register = wrap(self._say(self.form.register), text.size, RIGHT - LEFT) if self.receipt.register else []
        said = (note for note in self.form.notes if spoken_for(note, self.values))
        notes = [self._say(f"– {note}", Face.SERIF_ITALIC) for note in said]
        count = sum(len(wrap(note, text.small, RIGHT - LEFT)) for note in notes)
        flow.room((len(register) + 3) * text.lead + _SIGNING + 9 + count * text.small_lead)
        for line in register:
            flow.write(line, text.lead)
        flow.y += 3
        self._signatures()
        flow.y += 4
        flow.sheet.rule(LEFT, flow.y, LEFT + 30 * MM, flow.y, 0.4)
        flow.y += 1
        for note in notes:
            flow.aside(note)

    def _signatures(self) -> None:
        """Side by side: who signs, how, white room, and the name where it is known."""
        flow, lead, size = self.flow, self.type.lead, self.type.size
        wide = (RIGHT - LEFT) / len(self.form.signatures)
        for place, signature in enumerate(self.form.signatures):
            middle, y = LEFT + (place + 0.5) * wide, flow.y - 0.27 * size
            flow.sheet.write(one_line(signature.title, Face.SERIF_BOLD, size), middle, y + lead, 0.5)
            flow.sheet.write(one_line(signature.hint, Face.SERIF_ITALIC, 0.9 * size), middle, y + 2 * lead, 0.5)
            name = balanced(self._say(signature.name, Face.SERIF_BOLD), size, wide - 6)
            if len(name) > 2:
                name = [fitted(self._plain(signature.name), Face.SERIF_BOLD, size, wide - 6)]
            for up, line in enumerate(reversed(name)):
                flow.sheet.write(line, middle, y + 3 * lead + _SIGNING - up * lead, 0.5)
        flow.y += 3 * lead + _SIGNING

    def _page_numbers(self) -> None:
        sheets = self.flow.sheets
        for page, sheet in enumerate(sheets if len(sheets) > 1 else (), 1):
            values = {"page": str(page), "pages": str(len(sheets))}
            (line,) = wrap(say(self.form.words["page"], values), self.type.small, RIGHT - LEFT)
            sheet.write(line, RIGHT, FOOT, 1)
