"""The queue ticket: 80 mm wide, as high as what it says; made to be read at arm's length."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.identity import PLAIN, Identity
from ..domain.receipt import TicketSlip
from ..domain.words import vietnam_time, weekday
from .fonts import Face, Run, one_line, printable, width, wrap
from .forms import TicketForm, say, ticket_form
from .sheet import MM, Sheet

WIDTH = 80 * MM
_EDGE = 5 * MM  # thermal heads print 72 of 80 mm
_LARGEST = 64.0
_LOGO = 11 * MM
_STEP, _HIGH = 1.36, 1.7  # lines of a size; Khmer stacks letters under and over the line
_FACES = {"km": Face.KHMER}


def slip_sheet(slip: TicketSlip, identity: Identity = PLAIN) -> Sheet:
    """Raises BrokenPromise for a moment without its zone, or a language that was not shipped."""
    form, issued = ticket_form(), vietnam_time(slip.issued_at)
    values = {
        "ahead": str(slip.people_ahead),
        "time": f"{issued:%H:%M}",
        "weekday": weekday(slip.day),
        "date": f"{slip.day:%d/%m/%Y}",
    }
    sheet = Sheet(WIDTH, 0)
    y = 4 * MM
    if identity.logo:
        wide = sheet.show(identity.logo, 0, y, _LOGO)
        sheet.pictures[-1] = sheet.pictures[-1]._replace(x=(WIDTH - wide) / 2)
        y += _LOGO + 4
    y = _block(sheet, (Run(printable(slip.unit_name, Face.SANS), Face.SANS_BOLD),), 10, y)
    y = _block(sheet, (Run(form.title, Face.SANS),), 10, y + 6)
    y = _number(sheet, printable(slip.label, Face.SANS), y)
    if slip.reprint:
        y = _block(sheet, (Run(form.reprint, Face.SANS_BOLD),), 11, y + 8)
    y = _block(sheet, (Run(printable(slip.group_name, Face.SANS), Face.SANS_BOLD),), 13, y + 12)
    y = _ahead(sheet, slip, form, values, Face.SANS, y + 3)
    y = _dashes(sheet, y)
    y = _block(sheet, say(form.issued, values, Face.SANS), 9.5, y + 3)
    y = _block(sheet, (Run(form.note, Face.SANS),), 8.5, y + 1)
    for language in slip.languages:
        y = _also(sheet, slip, ticket_form(language), values, _FACES[language], _dashes(sheet, y))
    sheet.height = y + 4 * MM
    return sheet


def _also(sheet: Sheet, slip: TicketSlip, form: TicketForm, values: Mapping[str, str], face: Face, y: float) -> float:
    """The ticket again in another language, without the number: that is the same in all."""
    y = _block(sheet, (Run(form.title, face.bold),), 11, y + 4)
    if slip.reprint:
        y = _block(sheet, (Run(form.reprint, face.bold),), 10, y)
    if name := form.groups.get(slip.group):
        y = _block(sheet, (Run(name, face.bold),), 12, y + 1)
    y = _ahead(sheet, slip, form, values, face, y + 1)
    y = _block(sheet, say(form.issued, values, face), 9.5, y + 1)
    return _block(sheet, (Run(form.note, face),), 9, y + 1)


def _ahead(sheet: Sheet, slip: TicketSlip, form: TicketForm, values: Mapping[str, str], face: Face, y: float) -> float:
    if slip.unheard:
        return _block(sheet, (Run(form.unheard, face.bold),), 11, y)
    if slip.people_ahead is None:
        return y
    y = _block(sheet, say(form.ahead if slip.people_ahead else form.nobody, values, face), 11, y)
    likely, most = slip.wait.told if slip.wait is not None else (0, 0)
    if not most:
        return y
    told = {**values, "likely": str(likely), "most": str(most)}
    return _block(sheet, say(form.between if likely < most else form.wait, told, face), 11, y + 1)


def _dashes(sheet: Sheet, y: float) -> float:
    sheet.rule(_EDGE, y + 5, WIDTH - _EDGE, y + 5, 0.8, dashed=True)
    return y + 5


def _number(sheet: Sheet, label: str, y: float) -> float:
    wide = width(label, Face.SANS_BOLD, _LARGEST)
    size = min(_LARGEST, _LARGEST * (WIDTH - 2 * _EDGE) / wide) if wide else _LARGEST
    y += 0.86 * size
    sheet.write(one_line(label, Face.SANS_BOLD, size), WIDTH / 2, y, 0.5)
    return y


def _block(sheet: Sheet, runs: tuple[Run, ...], size: float, y: float) -> float:
    """Lines in the middle of the ticket, from `y` down; returns where they end."""
    step = _HIGH if runs and runs[0].face.shaped else _STEP
    for line in wrap(runs, size, WIDTH - 2 * _EDGE):
        y += step * size
        sheet.write(line, WIDTH / 2, y - (step - 1.06) * size, 0.5)
    return y
