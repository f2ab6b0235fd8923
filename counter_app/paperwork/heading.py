"""What stands at the head of every legal form: unit and nation, place and date, and the band of the dossier code."""

from __future__ import annotations

from ..domain.codes import DossierCode
from ..domain.identity import Identity
from ..domain.receipt import Unit
from .flow import Flow
from .fonts import Face, Run, balanced, fitted, one_line, printable
from .forms import Form
from .marks import code128, qr
from .sheet import MM, Sheet

_LEAD = 10.8
_UNIT_WIDTH = 57 * MM
_NATION_WIDTH = 68 * MM
_LOGO = 12 * MM
_SIDE = 21 * MM  # of the QR code, its white border included
_SMALL_SIDE = 17 * MM
_QUEUE_WIDTH = 23 * MM


def heading(flow: Flow, unit: Unit, form: Form, dated: str, number: str, mark: str, identity: Identity) -> None:
    """Unit at the left with the paper's number, nation at the right, each centred over its line; under them the date
    line, and `mark` (bản in lại) in a box, or nothing. On papers of the unit's own its logo stands before its name, and
    its colour under all."""
    y, scale = flow.y + _LEAD * flow.page.scale, flow.page.scale
    right = _nation(flow, form.nation, form.motto, dated, y)
    inset = 0.0
    if identity.logo:
        inset = flow.sheet.show(identity.logo, flow.page.left, flow.y + 2, _LOGO) + 4
    middle = flow.page.left + (inset + _UNIT_WIDTH * scale) / 2
    left = max(_unit(flow, unit, middle, _UNIT_WIDTH * scale - inset, y), flow.y + 2 + _LOGO if inset else 0.0)
    if number:
        left += 12.5 * scale
        line = fitted(printable(number), Face.SERIF, 9.5 * scale, _UNIT_WIDTH * scale)
        flow.sheet.write(line, middle, left, 0.5)
    if mark:
        left = _boxed(flow.sheet, mark, middle, left + 5)
    flow.y = max(left, right) + 2
    if identity.accent:
        flow.y += 4
        flow.sheet.band(flow.page.left, flow.page.right, flow.y, 1.6, identity.accent)
        flow.y += 4


def _nation(flow: Flow, nation: str, motto: str, dated: str, y: float) -> float:
    sheet, page, scale = flow.sheet, flow.page, flow.page.scale
    middle = page.right - _NATION_WIDTH * scale / 2
    sheet.write(one_line(nation, Face.SERIF_BOLD, 9 * scale), middle, y, 0.5)
    y += (_LEAD + 0.7) * scale
    line = one_line(motto, Face.SERIF_BOLD, 9.5 * scale)
    sheet.write(line, middle, y, 0.5)
    _underline(sheet, middle, y + 3.4 * scale, line.width)  # as long as the words (NĐ 30/2020, Annex I)
    y += (_LEAD + 6) * scale
    sheet.write(fitted(printable(dated), Face.SERIF_ITALIC, 9.5 * scale, _NATION_WIDTH * scale), middle, y, 0.5)
    return y + 3 * scale


def _unit(flow: Flow, unit: Unit, middle: float, wide: float, y: float) -> float:
    scale = flow.page.scale
    for name, face in ((unit.parent, Face.SERIF), (unit.name, Face.SERIF_BOLD)):
        for line in balanced((Run(printable(name).upper(), face),), 8.8 * scale, wide):
            flow.sheet.write(line, middle, y, 0.5)
            y += _LEAD * scale
    y += (3.4 - _LEAD) * scale
    _underline(flow.sheet, middle, y, 20 * MM * scale)
    return y


def _underline(sheet: Sheet, middle: float, y: float, width: float) -> None:
    sheet.rule(middle - width / 2, y, middle + width / 2, y, 0.7)


def _boxed(sheet: Sheet, mark: str, middle: float, y: float) -> float:
    line = fitted(printable(mark), Face.SERIF_BOLD, 9, _UNIT_WIDTH)
    sheet.box(middle - line.width / 2 - 5, y, line.width + 10, 13.5, 1.0)
    sheet.write(line, middle, y + 9.8, 0.5)
    return y + 14


def small_code(flow: Flow, code: DossierCode, top: float) -> float:
    """A small QR code at the left margin; returns where it ends."""
    flow.sheet.fill(qr(code.text, flow.page.left, top, _SMALL_SIDE))
    return top + _SMALL_SIDE


def code_band(flow: Flow, code: DossierCode, label: str, queue: tuple[str, str, str] | None) -> None:
    """QR, the code in large type over its Code 128, and the queue's box (heading, number, counter) or None.

    A provisional code is framed with dashes.
    """
    top, sheet, page = flow.y + 4, flow.sheet, flow.page
    right = page.right - _QUEUE_WIDTH - 2 * MM if queue else page.right
    left, wide = page.left + _SIDE, right - page.left - _SIDE
    sheet.fill(qr(code.text, page.left, top, _SIDE))
    sheet.write(one_line(label, Face.SERIF, 9), left + wide / 2, top + 9, 0.5)
    sheet.write(fitted(code.text, Face.SERIF_BOLD, 16, wide - 3 * MM), left + wide / 2, top + 24, 0.5)
    sheet.fill(code128(code.text, left, top + 30, wide, _SIDE - 30 - 5))
    if code.provisional:
        sheet.box(page.left, top, right - page.left, _SIDE, 0.8, dashed=True)
    if queue:
        _queue_box(sheet, queue, page.right - _QUEUE_WIDTH, top)
    flow.y = top + _SIDE + 3


def _queue_box(sheet: Sheet, queue: tuple[str, str, str], x: float, y: float) -> None:
    middle, limit = x + _QUEUE_WIDTH / 2, _QUEUE_WIDTH - 6
    title, number, counter = (printable(text) for text in queue)
    sheet.box(x, y, _QUEUE_WIDTH, _SIDE)
    sheet.write(fitted(title, Face.SERIF, 9, limit), middle, y + 12, 0.5)
    sheet.write(fitted(number, Face.SERIF_BOLD, 23, limit), middle, y + 34, 0.5)
    sheet.write(fitted(counter, Face.SERIF, 9, limit), middle, y + 51, 0.5)
