"""Writing down a sheet from top to bottom, and on to the next when it is full."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .fonts import Line, Run, wrap
from .sheet import MM, Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins, in points from the top left corner. `foot` is the page number's baseline; `scale` how
    large its heading is against that of an A5 form."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float
    scale: float = 1.0

    @property
    def middle(self) -> float:
        """Between the margins, which may differ."""
        return (self.left + self.right) / 2

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.right - self.left


A5 = Page(148 * MM, 210 * MM, 10 * MM, 138 * MM, 7.5 * MM, 203 * MM, 206 * MM)
A4 = Page(210 * MM, 297 * MM, 30 * MM, 195 * MM, 20 * MM, 277 * MM, 284 * MM, 1.32)  # NĐ 30/2020, Annex I
A4_ACROSS = Page(297 * MM, 210 * MM, 14 * MM, 285 * MM, 12 * MM, 197 * MM, 202 * MM)
PAGES = {"A5": A5, "A4": A4, "A4-across": A4_ACROSS}


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes and line steps in points: of the text, and of what is said small."""

    size: float = 10.0
    lead: float = 11.7
    small: float = 8.4
    small_lead: float = 9.8

    def scaled(self, by: float) -> Type:
        return Type(self.size * by, self.lead * by, self.small * by, self.small_lead * by)


class Flow:
    """Pages under way. `y` is how far the last one is filled; `resume` heads each further page."""

    def __init__(self, page: Page, text: Type, resume: Callable[[Flow], None]) -> None:
        self.page, self.type = page, text
        self.sheets = [Sheet(page.width, page.height)]
        self.y = page.top
        self._resume = resume

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def room(self, height: float) -> bool:
        """Turns to a new page when `height` is not left on this one; tells whether it did."""
        if self.y + height <= self.page.bottom:
            return False
        self.sheets.append(Sheet(self.page.width, self.page.height))
        self.y = self.page.top
        self._resume(self)
        return True

    def write(self, line: Line, lead: float, x: float, align: float = 0.0) -> None:
        """The next line down: its baseline stands 0.27 of the type size above the line's foot."""
        self.room(lead)
        self.y += lead
        self.sheet.write(line, x, self.y - 0.27 * line.size, align)

    def paragraph(self, runs: Iterable[Run], indent: float = 0.0) -> None:
        page = self.page
        for line in wrap(runs, self.type.size, page.inner - indent):
            self.write(line, self.type.lead, page.left + indent)

    def aside(self, runs: Iterable[Run], indent: float = 0.0) -> None:
        """A paragraph in the small size."""
        page = self.page
        for line in wrap(runs, self.type.small, page.inner - indent):
            self.write(line, self.type.small_lead, page.left + indent)
