"""What stands at the head of every legal form: unit and nation, place and date, and the band of the dossier code."""

from __future__ import annotations

from ..domain.codes import DossierCode
from ..domain.receipt import Unit
from .flow import LEFT, RIGHT, Flow
from .fonts import Face, Run, balanced, fitted, one_line, printable
from .marks import code128, qr
from .sheet import MM, Sheet

_LEAD = 10.8
_UNIT_WIDTH = 57 * MM
_UNIT_MIDDLE = LEFT + _UNIT_WIDTH / 2
_NATION_MIDDLE = RIGHT - 34 * MM
_SIDE = 21 * MM  # of the QR code, its white border included
_QUEUE_WIDTH = 23 * MM


def heading(flow: Flow, unit: Unit, nation: str, motto: str, dated: str, mark: str) -> None:
    """Unit at the left, nation at the right, each centred over its line; under them the date line, and `mark`
    (bản in lại) in a box, or nothing."""
    y = flow.y + _LEAD
    right = _nation(flow.sheet, nation, motto, dated, y)
    left = _unit(flow.sheet, unit, y)
    if mark:
        left = _boxed(flow.sheet, mark, left + 5)
    flow.y = max(left, right) + 2


def _nation(sheet: Sheet, nation: str, motto: str, dated: str, y: float) -> float:
    sheet.write(one_line(nation, Face.SERIF_BOLD, 9), _NATION_MIDDLE, y, 0.5)
    y += _LEAD + 0.7
    line = one_line(motto, Face.SERIF_BOLD, 9.5)
    sheet.write(line, _NATION_MIDDLE, y, 0.5)
    _underline(sheet, _NATION_MIDDLE, y + 3.4, line.width)  # as long as the words (NĐ 30/2020, Annex I)
    y += _LEAD + 6
    sheet.write(fitted(printable(dated), Face.SERIF_ITALIC, 9.5, 68 * MM), _NATION_MIDDLE, y, 0.5)
    return y + 3


def _unit(sheet: Sheet, unit: Unit, y: float) -> float:
    for name, face in ((unit.parent, Face.SERIF), (unit.name, Face.SERIF_BOLD)):
        for line in balanced((Run(printable(name).upper(), face),), 8.8, _UNIT_WIDTH):
            sheet.write(line, _UNIT_MIDDLE, y, 0.5)
            y += _LEAD
    y += 3.4 - _LEAD
    _underline(sheet, _UNIT_MIDDLE, y, 20 * MM)
    return y


def _underline(sheet: Sheet, middle: float, y: float, width: float) -> None:
    sheet.rule(middle - width / 2, y, middle + width / 2, y, 0.7)


def _boxed(sheet: Sheet, mark: str, y: float) -> float:
    line = fitted(printable(mark), Face.SERIF_BOLD, 9, _UNIT_WIDTH)
    sheet.box(_UNIT_MIDDLE - line.width / 2 - 5, y, line.width + 10, 13.5, 1.0)
    sheet.write(line, _UNIT_MIDDLE, y + 9.8, 0.5)
    return y + 14


def code_band(flow: Flow, code: DossierCode, label: str, queue: tuple[str, str, str] | None) -> None:
    """QR, the code in large type over its Code 128, and the queue's box (heading, number, counter) or None.

    A provisional code is framed with dashes.
    """
    top, sheet = flow.y + 4, flow.sheet
    right = RIGHT - _QUEUE_WIDTH - 2 * MM if queue else RIGHT
    left, wide = LEFT + _SIDE, right - LEFT - _SIDE
    sheet.fill(qr(code.text, LEFT, top, _SIDE))
    sheet.write(one_line(label, Face.SERIF, 9), left + wide / 2, top + 9, 0.5)
    sheet.write(fitted(code.text, Face.SERIF_BOLD, 16, wide - 3 * MM), left + wide / 2, top + 24, 0.5)
    sheet.fill(code128(code.text, left, top + 30, wide, _SIDE - 30 - 5))
    if code.provisional:
        sheet.box(LEFT, top, right - LEFT, _SIDE, 0.8, dashed=True)
    if queue:
        _queue_box(sheet, queue, RIGHT - _QUEUE_WIDTH, top)
    flow.y = top + _SIDE + 3


def _queue_box(sheet: Sheet, queue: tuple[str, str, str], x: float, y: float) -> None:
    middle, limit = x + _QUEUE_WIDTH / 2, _QUEUE_WIDTH - 6
    title, number, counter = (printable(text) for text in queue)
    sheet.box(x, y, _QUEUE_WIDTH, _SIDE)
    sheet.write(fitted(title, Face.SERIF, 9, limit), middle, y + 12, 0.5)
    sheet.write(fitted(number, Face.SERIF_BOLD, 23, limit), middle, y + 34, 0.5)
    sheet.write(fitted(counter, Face.SERIF, 9, limit), middle, y + 51, 0.5)
