"""Writing down an A5 page from top to bottom, and on to the next when it is full."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .fonts import Line, Run, wrap
from .sheet import MM, Sheet

WIDTH, HEIGHT = 148 * MM, 210 * MM
LEFT, RIGHT = 10 * MM, 138 * MM
MIDDLE = WIDTH / 2
TOP, BOTTOM = 7.5 * MM, 203 * MM
FOOT = 206 * MM  # baseline of the page number


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

    def __init__(self, text: Type, resume: Callable[[Flow], None]) -> None:
        self.type = text
        self.sheets = [Sheet(WIDTH, HEIGHT)]
        self.y = TOP
        self._resume = resume

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def room(self, height: float) -> bool:
        """Turns to a new page when `height` is not left on this one; tells whether it did."""
        if self.y + height <= BOTTOM:
            return False
        self.sheets.append(Sheet(WIDTH, HEIGHT))
        self.y = TOP
        self._resume(self)
        return True

    def write(self, line: Line, lead: float, x: float = LEFT, align: float = 0.0) -> None:
        """The next line down: its baseline stands 0.27 of the type size above the line's foot."""
        self.room(lead)
        self.y += lead
        self.sheet.write(line, x, self.y - 0.27 * line.size, align)

    def paragraph(self, runs: Iterable[Run], indent: float = 0.0) -> None:
        for line in wrap(runs, self.type.size, RIGHT - LEFT - indent):
            self.write(line, self.type.lead, LEFT + indent)

    def aside(self, runs: Iterable[Run], indent: float = 0.0) -> None:
        """A paragraph in the small size."""
        for line in wrap(runs, self.type.small, RIGHT - LEFT - indent):
            self.write(line, self.type.small_lead, LEFT + indent)
