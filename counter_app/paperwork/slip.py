"""The queue ticket: 80 mm wide, as high as what it says; made to be read at arm's length."""

from __future__ import annotations

from ..domain.receipt import TicketSlip
from ..domain.words import vietnam_time, weekday
from .fonts import Face, Run, one_line, printable, width, wrap
from .forms import say, ticket_form
from .sheet import MM, Sheet

WIDTH = 80 * MM
_EDGE = 5 * MM  # thermal heads print 72 of 80 mm
_LARGEST = 64.0


def slip_sheet(slip: TicketSlip) -> Sheet:
    """Raises BrokenPromise for a moment without its zone."""
    form = ticket_form()
    issued = vietnam_time(slip.issued_at)
    values = {
        "ahead": str(slip.people_ahead),
        "time": f"{issued:%H:%M}",
        "weekday": weekday(slip.day),
        "date": f"{slip.day:%d/%m/%Y}",
    }
    sheet = Sheet(WIDTH, 0)
    y = _block(sheet, (Run(printable(slip.unit_name, Face.SANS), Face.SANS_BOLD),), 10, 4 * MM)
    y = _block(sheet, (Run(form.title, Face.SANS),), 10, y + 6)
    y = _number(sheet, printable(slip.label, Face.SANS), y)
    y = _block(sheet, (Run(printable(slip.group_name, Face.SANS), Face.SANS_BOLD),), 13, y + 12)
    y = _block(sheet, say(form.ahead if slip.people_ahead else form.nobody, values, Face.SANS), 11, y + 3)
    likely, most = slip.wait.told if slip.wait is not None else (0, 0)
    if most:
        values |= {"likely": str(likely), "most": str(most)}
        y = _block(sheet, say(form.between if likely < most else form.wait, values, Face.SANS), 11, y + 1)
    sheet.rule(_EDGE, y + 5, WIDTH - _EDGE, y + 5, 0.8, dashed=True)
    y = _block(sheet, say(form.issued, values, Face.SANS), 9.5, y + 8)
    y = _block(sheet, (Run(form.note, Face.SANS),), 8.5, y + 1)
    sheet.height = y + 4 * MM
    return sheet


def _number(sheet: Sheet, label: str, y: float) -> float:
    wide = width(label, Face.SANS_BOLD, _LARGEST)
    size = min(_LARGEST, _LARGEST * (WIDTH - 2 * _EDGE) / wide) if wide else _LARGEST
    y += 0.86 * size
    sheet.write(one_line(label, Face.SANS_BOLD, size), WIDTH / 2, y, 0.5)
    return y


def _block(sheet: Sheet, runs: tuple[Run, ...], size: float, y: float) -> float:
    """Lines in the middle of the ticket, from `y` down; returns where they end."""
    for line in wrap(runs, size, WIDTH - 2 * _EDGE):
        y += 1.36 * size
        sheet.write(line, WIDTH / 2, y - 0.3 * size, 0.5)
    return y
