"""A paper laid out: a form of the law (`forms`) filled with what there is to say, page after page.

Nothing is decided here: what a paper says is its value's, how it says it is the form's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from ..domain.codes import DossierCode
from ..domain.identity import PLAIN, Identity
from ..domain.receipt import Unit
from .flow import Flow, Type
from .fonts import Face, Line, Run, balanced, fitted, one_line, printable, wrap
from .forms import LEADER, Column, Form, Grid, Row, Say, Signature, say, spoken_for
from .heading import code_band, heading, small_code
from .sheet import MM, Sheet
from .table import Table

_SIGNING = 12 * MM  # white room to sign in, on A5
_SMALLEST = 9.0  # points, on A5; smaller is not read at arm's length

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled with. `values` by name, empty where there is nothing to say; `records` the same for each
    row of a table or line of a list. `code` None: the paper is about no dossier. `queue`: the citizen's number."""

    unit: Unit
    dated: str
    values: Values
    records: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    code: DossierCode | None = None
    queue: str = ""
    reprint: int = 0


def pages(form: Form, filling: Filling, identity: Identity = PLAIN) -> list[tuple[Sheet, ...]]:
    """Every copy, page after page: what the copies share, and on it the name of the copy. `identity` is shown on papers
    of the unit's own alone."""
    if form.layout != "own":
        identity = PLAIN
    usual, *smaller = _types(form.type, form.page.scale)
    first = Layout(form, filling, usual, identity)
    if len(first.flow.sheets) == 2:  # smaller type may save the second page, never a third
        drafts = (Layout(form, filling, text, identity) for text in smaller)
        first = next((draft for draft in drafts if len(draft.flow.sheets) == 1), first)
    if not form.copies:
        return [(sheet,) for sheet in first.flow.sheets]
    return [page for copy in form.copies for page in first.named(copy)]


def _types(text: Type, scale: float) -> Iterator[Type]:
    """The form's own, then smaller ones, tried in turn until one page is enough."""
    smallest = min(text.size, _SMALLEST * scale)
    by = 1.0
    while text.size * by >= smallest - 0.01:
        yield text.scaled(by)
        by -= 0.05


def _lines(template: str, values: Values, size: float, limit: float) -> list[Line]:
    """A cell's text; each of its lines is broken for itself."""
    return [line for part in template.split("\n") for line in wrap(say(part, values), size, limit)]


class Layout:
    """The form at one type size, from top to bottom; `copy_places` where each sheet says which copy it is."""

    def __init__(self, form: Form, filling: Filling, text: Type, identity: Identity) -> None:
        self.form, self.filling, self.values, self.type = form, filling, filling.values, text
        self.identity = identity
        self.page = form.page
        self.room_to_sign = _SIGNING * form.page.scale
        self.copy_places: list[tuple[float, float, float, float]] = []  # x, y, align, size
        self.flow = Flow(form.page, text, self._resume)
        self._head()
        for block in form.body:
            match block:
                case Say():
                    self._paragraph(block)
                case Row():
                    self._row(block)
                case Grid():
                    self._grid(block)
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

    # --- the head ------------------------------------------------------------------------------------------

    def _head(self) -> None:
        form, flow, filling, scale = self.form, self.flow, self.filling, self.page.scale
        number, mark = self._plain(form.numbered), self._reprint_mark()
        heading(flow, filling.unit, form, filling.dated, number, mark, self.identity)
        top, small = flow.y + 2, filling.code if form.band == "qr" else None
        left = small_code(flow, small, top) if small else 0.0
        for line in balanced(
            (Run(form.title, Face.SERIF_BOLD),), 12.5 * scale, self.page.inner - (100 if small else 0)
        ):
            flow.write(line, 16 * scale, self.page.middle, 0.5)
        self._under_title(self._plain(form.subtitle))
        if form.copies:
            flow.y += self.type.lead
            self.copy_places.append((self.page.middle, flow.y - 0.27 * self.type.size, 0.5, self.type.size))
        if small:
            self._under_title(f"{self._code_label()} {small}", Face.SERIF_BOLD)
            flow.y = max(flow.y, left)
        if filling.code and form.band == "code":
            queue = None
            if filling.queue:
                queue = (form.words["queue"], filling.queue, self._plain(form.words["counter"]))
            code_band(flow, filling.code, self._code_label(), queue)
        else:
            flow.y += 0.5 * self.type.lead

    def _under_title(self, text: str, face: Face = Face.SERIF_ITALIC) -> None:
        for line in wrap((Run(printable(text), face),), self.type.size, self.page.inner - 100):
            self.flow.write(line, self.type.lead, self.page.middle, 0.5)

    def _code_label(self) -> str:
        code = self.filling.code
        return self.form.words["provisional_code" if code and code.provisional else "code"]

    def _reprint_mark(self) -> str:
        return self._plain(self.form.words["reprint"]) if self.filling.reprint else ""

    def _resume(self, flow: Flow) -> None:
        """The head of a further page: which dossier, which copy, what it continues, and again the reprint's mark."""
        size, small, page = self.type.size, self.type.small, self.page
        if self.filling.code or self.form.copies:
            flow.y += self.type.lead
            code = f"{self._code_label()} {self.filling.code}" if self.filling.code else ""
            flow.sheet.write(fitted(code, Face.SERIF_BOLD, size, 0.68 * page.inner), page.left, flow.y - 2)
            self.copy_places.append((page.right, flow.y - 2, 1.0, small))
        flow.y += self.type.small_lead
        continued = fitted(self._plain(self.form.words["continued"]), Face.SERIF_ITALIC, small, 0.68 * page.inner)
        flow.sheet.write(continued, page.left, flow.y - 2)
        flow.sheet.write(one_line(self._reprint_mark(), Face.SERIF_BOLD, small), page.right, flow.y - 2, 1)
        flow.y += 2
        flow.sheet.rule(page.left, flow.y, page.right, flow.y)
        flow.y += 4

    # --- the body ------------------------------------------------------------------------------------------

    def _paragraph(self, block: Say) -> None:
        if block.when and not self.values[block.when]:
            return
        flow = self.flow
        flow.y += block.before
        for values in self.filling.records[block.each] if block.each else (self.values,):
            face = Face.SERIF_ITALIC if block.small else Face.SERIF
            runs = say(block.say, values, face)
            if block.align:
                for line in balanced(runs, self.type.size, self.page.inner):
                    flow.write(line, self.type.lead, self.page.middle, 0.5)
            elif block.small:
                flow.aside(runs, block.indent)
            else:
                limit = self.page.inner - block.indent
                for line in self._dotted(wrap(runs, self.type.size, limit), limit):
                    flow.write(line, self.type.lead, self.page.left + block.indent)

    def _row(self, row: Row) -> None:
        if row.when and not self.values[row.when]:
            return
        flow, wide = self.flow, self.page.inner / len(row.parts)
        cells = [self._dotted(wrap(self._say(part), self.type.size, wide - 4), wide - 4) for part in row.parts]
        for lines in zip_longest(*cells):
            flow.room(self.type.lead)
            flow.y += self.type.lead
            for place, line in enumerate(lines):
                if line:
                    flow.sheet.write(line, self.page.left + place * wide, flow.y - 0.27 * line.size)

    def _dotted(self, lines: list[Line], limit: float) -> list[Line]:
        """Where the last value is missing, its dots go on to the end of the line."""
        *whole, last = lines
        end = last.runs[-1]
        if not end.text.endswith(LEADER):
            return lines
        dot = one_line(".", end.face, last.size).width
        more = int((limit - last.width) / dot)
        return [*whole, Line((*last.runs[:-1], Run(end.text + more * ".", end.face)), last.size, limit)]

    def _grid(self, grid: Grid) -> None:
        flow, columns = self.flow, grid.columns
        left = frozenset(place for place, column in enumerate(columns) if column.left)
        table = Table(flow, [column.width * MM for column in columns], [column.head for column in columns], left)
        if grid.title:
            flow.room(6 * self.type.lead)  # the heading never stands alone at the foot
            flow.paragraph(self._say(grid.title))
        flow.y += 2
        table.head(first_row=2 * self.type.lead)
        size = self.type.small if grid.small else 0.96 * self.type.size
        for values in self.filling.records[grid.table]:
            table.row([self._cell(table, place, columns[place], values, size) for place in range(len(columns))])
        for _ in range(grid.blank):
            empty = [_lines(column.empty, {}, size, table.inner(place)) for place, column in enumerate(columns)]
            table.row(empty, grid.least * MM)
        flow.y += 2

    def _cell(self, table: Table, place: int, column: Column, values: Values, size: float) -> list[Line]:
        wide = table.inner(place)
        lines = _lines(column.say, values, size, wide)
        if column.under and spoken_for(column.under, values):
            lines += wrap(say(column.under, values, Face.SERIF_ITALIC), self.type.small, wide)
        return lines

    # --- the foot ------------------------------------------------------------------------------------------

    def _closing(self) -> None:
        """Last lines, signatures and notes: kept together, so that no signature stands on an empty page."""
        flow, text, inner = self.flow, self.type, self.page.inner
        last = [one for one in self.form.closing if not one.when or self.values[one.when]]
        lines = sum(len(wrap(self._say(one.say), text.size, inner)) for one in last)
        said = (note for note in self.form.notes if spoken_for(note, self.values))
        notes = [self._say(f"– {note}", Face.SERIF_ITALIC) for note in said]
        count = sum(len(wrap(note, text.small, inner)) for note in notes)
        signing = self._signing() if self.form.signatures else 0.0
        flow.room(lines * text.lead + signing + (9 + count * text.small_lead if notes else 3))
        for one in last:
            self._paragraph(one)
        flow.y += 3
        if signing:
            self._signatures(signing)
        if notes:
            flow.y += 4
            flow.sheet.rule(self.page.left, flow.y, self.page.left + 30 * MM, flow.y, 0.4)
            flow.y += 1
        for note in notes:
            flow.aside(note)

    def _signing(self) -> float:
        lists = (len(self._named(one)) for one in self.form.signatures if one.each)
        return max(3 * self.type.lead + self.room_to_sign, *((n + 1) * self.type.small_lead for n in lists), 0.0)

    def _named(self, signature: Signature) -> list[Line]:
        """The lines of a list of recipients."""
        wide = self.page.inner / len(self.form.signatures) - 6
        records = self.filling.records[signature.each]
        return [line for values in records for line in wrap(say(signature.say, values), self.type.small, wide)]

    def _signatures(self, height: float) -> None:
        """Side by side: who signs, how, white room, and the name where it is known."""
        wide = self.page.inner / len(self.form.signatures)
        for place, signature in enumerate(self.form.signatures):
            left = self.page.left + place * wide
            if signature.each:
                self._recipients(signature, left)
            else:
                self._signature(signature, left + wide / 2, wide)
        self.flow.y += height

    def _signature(self, signature: Signature, middle: float, wide: float) -> None:
        flow, lead, size = self.flow, self.type.lead, self.type.size
        y = flow.y - 0.27 * size
        title = fitted(self._plain(signature.title), Face.SERIF_BOLD, size, wide - 6)
        flow.sheet.write(title, middle, y + lead, 0.5)
        flow.sheet.write(one_line(signature.hint, Face.SERIF_ITALIC, 0.9 * size), middle, y + 2 * lead, 0.5)
        for smaller in (1.0, 0.9, 0.8, 0.7):
            name = balanced(self._say(signature.name, Face.SERIF_BOLD), smaller * size, wide - 6)
            if len(name) <= 2:
                break
        else:
            name = [fitted(self._plain(signature.name), Face.SERIF_BOLD, size, wide - 6)]
        foot = y + 3 * lead + self.room_to_sign
        for down, line in enumerate(name, 1 - len(name)):
            flow.sheet.write(line, middle, foot + down * lead, 0.5)

    def _recipients(self, signature: Signature, left: float) -> None:
        """Nơi nhận (NĐ 30/2020, Annex I): its heading bold and slanted, its lines small."""
        flow, small, y = self.flow, self.type.small, self.flow.y
        y += self.type.small_lead
        flow.sheet.write(one_line(signature.title, Face.SERIF_BOLD_ITALIC, small), left, y - 0.27 * small)
        for line in self._named(signature):
            y += self.type.small_lead
            flow.sheet.write(line, left, y - 0.27 * small)

    def _page_numbers(self) -> None:
        if slogan := printable(self.identity.slogan):
            for sheet in self.flow.sheets:
                line = fitted(slogan, Face.SERIF_ITALIC, self.type.small, 0.8 * self.page.inner)
                sheet.write(line, self.page.left, self.page.foot)
        sheets = self.flow.sheets
        for page, sheet in enumerate(sheets if len(sheets) > 1 else (), 1):
            values = {"page": str(page), "pages": str(len(sheets))}
            (line,) = wrap(say(self.form.words["page"], values), self.type.small, self.page.inner)
            sheet.write(line, self.page.right, self.page.foot, 1)
