"""A ruled table that goes on over pages, its head repeated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from .flow import Flow
from .fonts import Face, Line, Run, balanced

PAD = 3.0  # points of white beside the text of a cell
_WHITE = 1.8  # and above and under it
_LINES = 8  # of a piece, where a row is so high that it must go on over the page
_WHOLE = 0.4  # of a page: a row up to this stays in one piece


class Table:
    """`columns` are widths in points, 0 for the one that takes the rest. A cell is its lines; text stands at the left
    of the columns in `ragged` and in the middle of the others."""

    def __init__(self, flow: Flow, columns: Sequence[float], head: Sequence[str], ragged: frozenset[int]) -> None:
        page = flow.page
        rest = page.inner - sum(columns)
        self._flow = flow
        self.widths = tuple(width or rest for width in columns)
        self._edges = tuple(accumulate(self.widths, initial=page.left))
        self._ragged = ragged
        small = flow.type.small
        self._head = [
            balanced((Run(name, Face.SERIF_BOLD),), small, width - 2)
            for name, width in zip(head, self.widths, strict=True)
        ]

    def inner(self, column: int) -> float:
        """Width for a cell's text."""
        return self.widths[column] - 2 * PAD

    def head(self, first_row: float) -> None:
        """Draws the head, on a new page when it and `first_row` points have no room here."""
        flow = self._flow
        flow.room(self._height(self._head) + first_row)
        self._rule(self._head, self._height(self._head), head=True)

    def row(self, cells: Sequence[list[Line]], least: float = 0.0) -> None:
        """At least `least` points high: room for ink."""
        lines = max(map(len, cells)) or 1
        page = self._flow.page
        high = self._height(cells)
        step = lines if high <= max(page.bottom - self._flow.y, _WHOLE * (page.bottom - page.top)) else _LINES
        for start in range(0, lines, step):
            part = [one[start : start + step] for one in cells]
            height = max(least, self._height(part))
            if self._flow.room(height):
                self._rule(self._head, self._height(self._head), head=True)
            self._rule(part, height)

    @staticmethod
    def _height(cells: Sequence[list[Line]]) -> float:
        return max(sum(_step(line) for line in lines) for lines in cells) + 2 * _WHITE

    def _rule(self, cells: Sequence[list[Line]], height: float, head: bool = False) -> None:
        flow = self._flow
        sheet, page, top = flow.sheet, flow.page, flow.y
        foot = top + height
        for column, lines in enumerate(cells):
            left, right = self._edges[column : column + 2]
            align = 0.0 if column in self._ragged and not head else 0.5
            x = left + PAD if align == 0 else (left + right) / 2
            y = (top + foot - sum(map(_step, lines))) / 2 if head else top + _WHITE
            for line in lines:
                y += _step(line)
                sheet.write(line, x, y - 0.29 * line.size, align)
        if head:  # a row's upper line is the one above it
            sheet.rule(page.left, top, page.right, top)
        sheet.rule(page.left, foot, page.right, foot)
        for x in self._edges:
            sheet.rule(x, top, x, foot)
        flow.y = foot


def _step(line: Line) -> float:
    return 1.17 * line.size
