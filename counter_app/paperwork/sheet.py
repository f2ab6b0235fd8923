"""A sheet of paper under the pen: what stands where, from the top left corner in points; then its PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from ..domain.words import vietnam_time
from .fonts import Face, Line, load
from .fonts import width as run_width

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class Text:
    """`y` is the baseline."""

    x: float
    y: float
    text: str
    face: Face
    size: float


@dataclass(slots=True)
class Sheet:
    """One page, `width` × `height` points. Bars of a code are (x, y, width, height)."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    bars: list[tuple[float, float, float, float]] = field(default_factory=list)

    def write(self, line: Line, x: float, y: float, align: float = 0.0) -> None:
        """A line with its baseline at `y`; `x` is its left end (align 0), middle (0.5) or right end (1)."""
        x -= line.width * align
        for run in line.runs:
            self.texts.append(Text(x, y, run.text, run.face, line.size))
            x += run_width(run.text, run.face, line.size)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, dashed: bool = False) -> None:
        self.strokes.append(Stroke(x0, y0, x1, y1, width, dashed))

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.5, dashed: bool = False) -> None:
        right, bottom = x + width, y + height
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            self.rule(x0, y0, x1, y1, line, dashed)

    def fill(self, bars: Iterable[tuple[float, float, float, float]]) -> None:
        self.bars.extend(bars)


def pdf(sheets: Sequence[Sheet], title: str, at: datetime) -> bytes:
    """The sheets as a PDF in Vietnamese: the same bytes for the same sheets, title and moment.

    `title` is a code, never a name. Not for two threads at once: reportlab's fonts keep a state while they write.
    """
    load()
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, lang="vi", initialFontName=Face.SERIF.value, pdfVersion=(1, 4))
    canvas._doc._timeStamp = _stamp(at)  # no public way to date a document by what it tells
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Quầy Một Cửa")
    for sheet in sheets:
        _draw(canvas, sheet)
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setPageSize((sheet.width, sheet.height))
    for width, dashed in sorted({(stroke.width, stroke.dashed) for stroke in sheet.strokes}):
        canvas.setLineWidth(width)
        canvas.setDash([2, 1.6] if dashed else [])
        canvas.lines(
            [
                (s.x0, sheet.height - s.y0, s.x1, sheet.height - s.y1)
                for s in sheet.strokes
                if (s.width, s.dashed) == (width, dashed)
            ]
        )
    if sheet.bars:
        path = canvas.beginPath()
        for x, y, wide, high in sheet.bars:
            path.rect(x, sheet.height - y - high, wide, high)
        canvas.drawPath(path, stroke=0, fill=1)  # one path: no hairlines between the modules of a code
    text = canvas.beginText()
    for piece in sheet.texts:
        text.setFont(piece.face.value, piece.size)
        text.setTextOrigin(piece.x, sheet.height - piece.y)
        text.textOut(piece.text)
    canvas.drawText(text)
    canvas.showPage()


def _stamp(at: datetime) -> TimeStamp:
    local = vietnam_time(at)
    stamp = TimeStamp(invariant=1)
    stamp.t, stamp.lt, stamp.YMDhms = local.timestamp(), local.timetuple(), local.timetuple()[:6]
    stamp.dhh, stamp.dmm, stamp.tzname = 7, 0, "ICT"
    return stamp
