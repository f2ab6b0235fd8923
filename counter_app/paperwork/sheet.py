"""A sheet of paper under the pen: what stands where, from the top left corner in points; then its PDF."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import HexColor, black
from reportlab.lib.utils import ImageReader, TimeStamp
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from ..domain.words import vietnam_time
from .fonts import Face, Line, load
from .fonts import width as run_width
from .shaping import outlines

MM = 72 / 25.4

rl_config.useA85 = 0  # streams as they are: a fifth smaller and sooner written than as ASCII


class Stroke(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    dashed: bool
    colour: str = ""  # #rrggbb; empty: black


class Picture(NamedTuple):
    """A PNG, from its top left corner."""

    data: bytes
    x: float
    y: float
    width: float
    height: float


class Text(NamedTuple):
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
    pictures: list[Picture] = field(default_factory=list)

    def write(self, line: Line, x: float, y: float, align: float = 0.0) -> None:
        """A line with its baseline at `y`; `x` is its left end (align 0), middle (0.5) or right end (1)."""
        x -= line.width * align
        for run in line.runs:
            self.texts.append(Text(x, y, run.text, run.face, line.size))
            x += run_width(run.text, run.face, line.size)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, dashed: bool = False) -> None:
        self.strokes.append(Stroke(x0, y0, x1, y1, width, dashed))

    def band(self, x0: float, x1: float, y: float, width: float, colour: str) -> None:
        """A line across in a colour of its own."""
        self.strokes.append(Stroke(x0, y, x1, y, width, False, colour))

    def show(self, png: bytes, x: float, y: float, high: float) -> float:
        """A picture `high` points high in its own proportions; returns how wide it is."""
        wide, tall = ImageReader(BytesIO(png)).getSize()
        self.pictures.append(Picture(png, x, y, high * wide / tall, high))
        return self.pictures[-1].width

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.5, dashed: bool = False) -> None:
        right, bottom = x + width, y + height
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
            self.rule(x0, y0, x1, y1, line, dashed)

    def fill(self, bars: Iterable[tuple[float, float, float, float]]) -> None:
        self.bars.extend(bars)


def pdf(pages: Sequence[Sequence[Sheet]], title: str, at: datetime, mark: str = "") -> bytes:
    """A PDF in Vietnamese; each page is the sheets that lie on it. The same bytes for the same pages, title, moment.
    `mark` stands across every page, and in a band at its head, so that no part of it passes for a real paper.

    `title` is a code, never a name. A sheet that lies on several pages is kept once. Not for two threads at once:
    reportlab's fonts keep a state while they write.
    """
    load()
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, lang="vi", initialFontName=Face.SERIF.value, pdfVersion=(1, 4))
    canvas._doc._timeStamp = _stamp(at)  # no public way to date a document by what it tells
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Quầy Một Cửa")
    uses = Counter(id(sheet) for page in pages for sheet in page)
    kept: set[str] = set()
    for page in pages:
        canvas.setPageSize((page[0].width, page[0].height))
        for sheet in page:
            if uses[id(sheet)] == 1:
                _draw(canvas, sheet)
            else:
                _draw_kept(canvas, sheet, f"sheet{list(uses).index(id(sheet))}", kept)
        if mark:
            _draw_mark(canvas, mark, page[0].width, page[0].height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_mark(canvas: Canvas, mark: str, width: float, height: float) -> None:
    face, band = Face.SANS_BOLD, 5.5 * MM
    canvas.saveState()
    canvas.setFillColor(black)
    canvas.rect(0, height - band, width, band, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    head = f"{mark} · KHÔNG CÓ GIÁ TRỊ"
    size = min(11.0, 11.0 * 0.94 * width / run_width(head, face, 11.0))
    canvas.setFont(face.value, size)
    canvas.drawCentredString(width / 2, height - band + (band - 0.7 * size) / 2, head)
    canvas.setFillColor(HexColor("#C8C8C8"))
    canvas.setFillAlpha(0.45)
    diagonal = math.hypot(width, height)
    canvas.setFont(face.value, 40 * 0.62 * diagonal / run_width(mark, face, 40))
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.drawCentredString(0, -10, mark)
    canvas.restoreState()


def _draw_kept(canvas: Canvas, sheet: Sheet, name: str, kept: set[str]) -> None:
    if name not in kept:
        kept.add(name)
        canvas.beginForm(name)
        _draw(canvas, sheet)
        canvas.endForm()
    canvas.doForm(name)


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    for width, dashed, colour in sorted({stroke[4:] for stroke in sheet.strokes}):
        canvas.setLineWidth(width)
        canvas.setDash([2, 1.6] if dashed else [])
        if colour:
            canvas.setStrokeColor(HexColor(colour))
        same = (s for s in sheet.strokes if s[4:] == (width, dashed, colour))
        canvas.lines([(s.x0, sheet.height - s.y0, s.x1, sheet.height - s.y1) for s in same])
        if colour:
            canvas.setStrokeColor(black)
    for shown in sheet.pictures:
        under = sheet.height - shown.y - shown.height
        canvas.drawImage(ImageReader(BytesIO(shown.data)), shown.x, under, shown.width, shown.height, mask="auto")
    if sheet.bars:
        # one path: no hairlines between the modules of a code; its text is ours, reportlab's takes four times as long
        bars = [f"{x:.3f} {sheet.height - y - high:.3f} {wide:.3f} {high:.3f} re" for x, y, wide, high in sheet.bars]
        canvas.drawPath(PDFPathObject(code=bars), stroke=0, fill=1)
    text = canvas.beginText()
    for piece in sheet.texts:
        if piece.face.shaped:
            continue
        text.setFont(piece.face.value, piece.size)
        text.setTextOrigin(piece.x, sheet.height - piece.y)
        text.textOut(piece.text)
    canvas.drawText(text)
    for piece in sheet.texts:
        if piece.face.shaped:
            drawn = outlines(piece.text, piece.face, piece.size, piece.x, sheet.height - piece.y)
            canvas.drawPath(PDFPathObject(code=drawn), stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _stamp(at: datetime) -> TimeStamp:
    local = vietnam_time(at)
    stamp = TimeStamp(invariant=1)
    stamp.t, stamp.lt, stamp.YMDhms = local.timestamp(), local.timetuple(), local.timetuple()[:6]
    stamp.dhh, stamp.dmm, stamp.tzname = 7, 0, "ICT"
    return stamp
