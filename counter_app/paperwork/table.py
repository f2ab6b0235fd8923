"""A ruled table that goes on over pages, its head repeated."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from .flow import LEFT, RIGHT, Flow
from .fonts import Face, Line, Run, balanced

PAD = 3.0  # points of white beside the text of a cell
_WHITE = 1.8  # and above and under it
_LINES = 8  # a higher row is cut, so that it may go on over the page


class Table:
    """`columns` are widths in points, 0 for the one that takes the rest. A cell is its lines; text stands at the
    left of the widest column and in the middle of the others."""

    def __init__(self, flow: Flow, columns: Sequence[float], head: Sequence[str]) -> None:
        rest = RIGHT - LEFT - sum(columns)
        self._flow = flow
        self.widths = tuple(width or rest for width in columns)
        self._edges = tuple(accumulate(self.widths, initial=LEFT))
        self._left = columns.index(0)
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
        self._rule(self._head, head=True)

    def row(self, cells: Sequence[list[Line]]) -> None:
        for start in range(0, max(map(len, cells)), _LINES):
            part = [lines[start : start + _LINES] for lines in cells]
            if self._flow.room(self._height(part)):
                self._rule(self._head, head=True)
            self._rule(part)

    @staticmethod
    def _height(cells: Sequence[list[Line]]) -> float:
        return max(sum(_step(line) for line in lines) for lines in cells) + 2 * _WHITE

    def _rule(self, cells: Sequence[list[Line]], head: bool = False) -> None:
        sheet, top = self._flow.sheet, self._flow.y
        foot = top + self._height(cells)
        for column, lines in enumerate(cells):
            left, right = self._edges[column : column + 2]
            align = 0.0 if column == self._left and not head else 0.5
            x = (left + right) / 2 if align else left + PAD
            y = (top + foot - sum(map(_step, lines))) / 2 if head else top + _WHITE
            for line in lines:
                y += _step(line)
                sheet.write(line, x, y - 0.29 * line.size, align)
        if head:  # a row's upper line is the one above it
            sheet.rule(LEFT, top, RIGHT, top)
        sheet.rule(LEFT, foot, RIGHT, foot)
        for x in self._edges:
            sheet.rule(x, top, x, foot)
        self._flow.y = foot


def _step(line: Line) -> float:
    return 1.17 * line.size
