"""Recognised words as invisible text of a PDF: each under its ink, lines whole, spaces where they are on the paper."""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from pikepdf import Array, Dictionary, Name, Object, String

from .poured_pdf import PouredPdf
from .recognition import Word

_WIDTH = 0.5  # of the glyph, in ems
_CAPITAL = 0.7  # of an em: how far a line's letters rise above its foot
_SAME_SIZE = 0.35  # a line without capitals and marks looks that much smaller
_CLOSE = 1.6  # of a size: lines farther apart are rows of a table, or single ones
_AIR = 1.05
_NAME = "GlyphLess"


def text_under(words: Sequence[Word], dpi: int, height: int, font: str) -> bytes:
    """The content stream's part: `height` of the page in pixels, `font` its name among the page's resources."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: (word.block, word.line))]
    if not lines:
        return b""
    scale, sizes = 72 / dpi, _sizes(lines)
    said = [part for line, size in zip(lines, sizes, strict=True) for part in _line(line, size, scale, height, font)]
    return "\n".join(["BT 3 Tr", *said, "ET", ""]).encode("ascii")


def _sizes(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Of each line's letters, in pixels. Lines of a paragraph have one and the same size on the whole page, nearly as
    high as they lie apart: if they differed by a twentieth, or left air between them, they would be no paragraph for a
    reader (poppler), and two columns would be read across, line by line. Rows of a table keep their air."""
    own = [statistics.median(max(word.base - word.top, 1.0) for word in line) / _CAPITAL for line in lines]
    usual = statistics.median(own)
    apart: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above[0].block == below[0].block:
            apart.setdefault(below[0].block, []).append(_foot(below) - _foot(above))
    pitches = {block: statistics.median(gaps) for block, gaps in apart.items()}
    close = {block: pitch for block, pitch in pitches.items() if usual < pitch < _CLOSE * usual}
    size = max(usual, statistics.median(close.values()) / _AIR) if close else usual
    return [
        size if line[0].block in close and abs(one / usual - 1) < _SAME_SIZE else one
        for line, one in zip(lines, own, strict=True)
    ]


def _foot(words: Sequence[Word]) -> float:
    return statistics.median(word.base for word in words)


def _line(words: list[Word], size: float, scale: float, height: int, font: str) -> Iterator[str]:
    """All words of a line stand on one foot in one size, so that a reader takes them for one line; each is stretched to
    the width of its ink, and a space to the gap after it."""
    size = max(1.0, size * scale)
    foot = (height - _foot(words)) * scale
    yield f"/{font} {size:.2f} Tf 1 0 0 1 {words[0].left * scale:.2f} {foot:.2f} Tm"
    at = float(words[0].left)
    for word, following in zip(words, [*words[1:], None], strict=True):
        text = unicodedata.normalize("NFC", word.text)
        yield _shown(text, max(word.right - at, 1) * scale, size)
        at = max(float(word.right), at + 1)
        if following is not None:
            gap = max(following.left - at, 1)
            yield _shown(" ", gap * scale, size)
            at += gap


def _shown(text: str, width: float, size: float) -> str:
    units = text.encode("utf-16-be")
    return f"{100 * width / (len(units) / 2 * _WIDTH * size):.2f} Tz <{units.hex()}> Tj"


def letters_of(words: Iterable[Word]) -> set[int]:
    """The codes of the letters that `text_under` writes for these words."""
    return {unit for word in words for unit in _units(unicodedata.normalize("NFC", word.text) + " ")}


def font_for(poured: PouredPdf, letters: Iterable[int]) -> Object:
    """The font, embedded once a document; it knows what letter each of these codes stands for."""
    pdf, used = poured.pdf, sorted(letters)
    program = _program()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + _NAME),
        Flags=4,
        FontBBox=Array([0, 0, 500, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=-1,
        CapHeight=1000,
        StemV=80,
        FontFile2=poured.stream(program, Length1=len(program)),
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + _NAME),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=500,
        CIDToGIDMap=poured.stream(b"\x00\x01" * (max(used, default=32) + 1)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + _NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=poured.stream(_letters(used)),
        )
    )


def _units(text: str) -> Iterator[int]:
    raw = text.encode("utf-16-be")
    return (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def _letters(used: Sequence[int]) -> bytes:
    """The codes are those of Unicode: each stands for itself. In parts of a hundred, as the format wants it."""
    parts = [used[at : at + 100] for at in range(0, len(used), 100)]
    mapped = [
        f"{len(part)} beginbfchar\n" + "".join(f"<{unit:04x}> <{unit:04x}>\n" for unit in part) + "endbfchar\n"
        for part in parts
    ]
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + "".join(mapped)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


@cache
def _program() -> bytes:
    return files("resources").joinpath("glyphless/glyphless.ttf").read_bytes()
