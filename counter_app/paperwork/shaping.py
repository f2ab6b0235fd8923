"""Scripts whose letters take form and place from their neighbours (Khmer): shaped by HarfBuzz, drawn as outlines.

reportlab can place HarfBuzz's glyphs itself, but 5.1 leaves every glyph after a lowered one lowered.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import uharfbuzz


class Glyph(NamedTuple):
    """`x`, `y` where it stands, in font units from the line's beginning and baseline, up is more."""

    id: int
    x: int
    y: int


@cache
def _font(name: str) -> uharfbuzz.Font:
    import uharfbuzz  # when the first line of Khmer is drawn

    return uharfbuzz.Font(uharfbuzz.Face((files("resources") / "fonts" / f"{name}.ttf").read_bytes()))


def _upem(name: str) -> int:
    units: int = _font(name).face.upem
    return units


@lru_cache(maxsize=64)
def _shaped(name: str, text: str) -> tuple[tuple[Glyph, ...], int]:
    """The glyphs and how far they reach, in font units."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(name), buffer)
    glyphs, pen = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, pen + place.x_offset, place.y_offset))
        pen += place.x_advance
    return tuple(glyphs), pen


def width(text: str, name: str, size: float) -> float:
    """In points."""
    return size * _shaped(name, text)[1] / _upem(name)


def outlines(text: str, name: str, size: float, x: float, y: float) -> list[str]:
    """Path operators of PDF (ISO 32000, 8.5.2), to be filled; `x`, `y` the beginning of the baseline, up is more."""
    font = _font(name)
    scale = size / _upem(name)
    pen = _Pen()
    for glyph in _shaped(name, text)[0]:
        pen.place(x + scale * glyph.x, y + scale * glyph.y, scale)
        font.draw_glyph_with_pen(glyph.id, pen)
    return pen.code


_Point = tuple[float, float]


class _Pen:
    """What HarfBuzz draws with. TrueType's curves of the second degree become PDF's of the third."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self._x = self._y = self._scale = 0.0
        self._at: _Point = (0.0, 0.0)

    def place(self, x: float, y: float, scale: float) -> None:
        self._x, self._y, self._scale = x, y, scale

    def _to(self, operator: str, *points: _Point) -> None:
        numbers = (f"{self._x + self._scale * px:.3f} {self._y + self._scale * py:.3f}" for px, py in points)
        self.code.append(f"{' '.join(numbers)} {operator}")
        self._at = points[-1]

    def moveTo(self, point: _Point) -> None:  # noqa: N802 - the names are the pen protocol's
        self._to("m", point)

    def lineTo(self, point: _Point) -> None:  # noqa: N802
        self._to("l", point)

    def curveTo(self, one: _Point, two: _Point, end: _Point) -> None:  # noqa: N802
        self._to("c", one, two, end)

    def qCurveTo(self, middle: _Point, end: _Point) -> None:  # noqa: N802
        one, two = (tuple(a + 2 / 3 * (m - a) for a, m in zip(at, middle, strict=True)) for at in (self._at, end))
        self._to("c", (one[0], one[1]), (two[0], two[1]), end)

    def closePath(self) -> None:  # noqa: N802
        self.code.append("h")
