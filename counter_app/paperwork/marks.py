"""The codes that machines read off a paper: QR and Code 128, as bars (x, y, width, height) from the top left."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno
from reportlab.graphics.barcode.code128 import Code128

from .sheet import MM

Bar = tuple[float, float, float, float]

_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004)
_QUIET_LINE = 10  # modules of white beside a Code 128 (ISO/IEC 15417)
_WIDEST_MODULE = 0.33 * MM


def qr(text: str, x: float, y: float, side: float) -> Iterator[Bar]:
    """A QR code within a square of `side` points, its quiet zone included; error correction M."""
    matrix = modules(text)
    module = side / (len(matrix) + 2 * _QUIET)
    for row, line in enumerate(matrix):
        column = 0
        for dark, group in groupby(line):
            run = len(list(group))
            if dark:
                yield x + (_QUIET + column) * module, y + (_QUIET + row) * module, run * module, module
            column += run


@lru_cache(maxsize=4)
def modules(text: str) -> tuple[bytes, ...]:
    """Row by row; kept a while, since a form may be laid out more than once."""
    return tuple(map(bytes, segno.make(text, error="m", micro=False, boost_error=False).matrix))


def code128(text: str, x: float, y: float, width: float, height: float) -> Iterator[Bar]:
    """A Code 128 centred within `width` points, its quiet zones included."""
    barcode = Code128(text)
    barcode.validate()
    barcode.encode()
    widths = [ord(step) & 31 for step in barcode.decompose()]  # a, B, c… widths: `A` a bar of 1, `b` a space of 2
    modules = sum(widths)
    module = min(width / (modules + 2 * _QUIET_LINE), _WIDEST_MODULE)
    left = x + (width - modules * module) / 2
    for place, step in enumerate(widths):
        if place % 2 == 0:
            yield left, y, step * module, height
        left += step * module
