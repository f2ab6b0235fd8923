"""The codes on a straightened page: QR, Code 128 and Code 39 as they stand, and the bars of a Patch T.

Patch T is four bars across a page, thin, thick, thin, thick (0.08 and 0.20 inch, 0.08 apart, 2 inches long at the
least). Upside down it is the patch 3, which is a separator as well, so both count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import zxingcpp

from counter_app.domain.card_sides import said_by_code, said_by_lines
from counter_app.domain.page_code import SEPARATOR, CodeKind, PageCode, page_codes

from .card_check import CardSeen, card_on
from .decode import Pixels
from .opencv import cv2
from .qr import text_of

_FORMATS = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.Code39]
)

_LOOK = 100  # dots an inch at which bars are sought: a thin one is 8 pixels
_LONG = 1.7  # inches, less than the standard's 2: an end may be worn
_THIN, _THICK, _TOTAL = 0.08, 0.20, 0.80  # inches
_PATCHES = ((_THIN, _THICK, _THIN, _THICK), (_THICK, _THIN, _THICK, _THIN))


def read_page_codes(pixels: Pixels, dpi: int, today: date) -> tuple[PageCode, ...]:
    """What the codes on a straight page (BGR or grey) are; none that means nothing to the counter. A citizen card's are
    laid beside its machine-readable lines."""
    return codes_and_card(pixels, dpi, today)[0]


def codes_and_card(pixels: Pixels, dpi: int, today: date) -> tuple[tuple[PageCode, ...], CardSeen | None]:
    """As `read_page_codes`, and what there is to be seen of a card."""
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    grey = np.ascontiguousarray(grey)
    found = zxingcpp.read_barcodes(grey, formats=_FORMATS)
    if not found:  # small codes, printed faintly
        soft = cv2.GaussianBlur(grey, (0, 0), 2.0)
        found = zxingcpp.read_barcodes(cv2.addWeighted(grey, 2.5, soft, -1.5, 0), formats=_FORMATS)
    texts = [text_of(code.bytes) for code in found]
    codes = page_codes(texts)
    if SEPARATOR not in codes and has_patch_t(grey, dpi):
        codes = (*codes, SEPARATOR)
    card = card_on(grey, texts, bool(codes), today) if SEPARATOR not in codes else None
    return (tuple(dict.fromkeys((*codes, *_told_by(card)))) if card is not None else codes), card


def _told_by(card: CardSeen) -> Iterator[PageCode]:
    if card.lines is not None:
        yield from (PageCode(CodeKind.CARD, one.personal_number.value) for one in (card.lines, *card.others))
        yield from (PageCode(CodeKind.CARD_DISAGREES, differs.value) for differs in card.differs)
        yield said_by_lines(card.lines)
    if card.code is not None:
        yield said_by_code(card.code)


@dataclass(frozen=True, slots=True)
class _Bar:
    """Across the page: from `start` to `end`; along it from `left` to `right`. Inches."""

    start: float
    end: float
    left: float
    right: float


def has_patch_t(grey: Pixels, dpi: int) -> bool:
    """Whether a patch T (or 3) stands on the page, along its length or its width."""
    scale = min(1.0, _LOOK / dpi)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = (small < 128).astype(np.uint8)
    inch = dpi * scale
    return any(_patch_among(_bars(ink, inch)) for ink in (dark, np.ascontiguousarray(dark.T)))


def _bars(ink: Pixels, inch: float) -> list[_Bar]:
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = []
    for left, top, width, height, area in boxes[1:count]:
        if width >= _LONG * inch and 0.05 * inch <= height <= 0.24 * inch and area > 0.85 * width * height:
            found.append(_Bar(top / inch, (top + height) / inch, left / inch, (left + width) / inch))
    return sorted(found, key=lambda bar: bar.start)


def _patch_among(bars: list[_Bar]) -> bool:
    """Four neighbours of one length at the standard's distances."""
    return any(_is_patch(bars[at : at + 4]) for at in range(len(bars) - 3))


def _is_patch(bars: list[_Bar]) -> bool:
    scale = (bars[3].end - bars[0].start) / _TOTAL  # of the copy that the sheet is
    if not 0.9 < scale < 1.1 or any(
        abs(bar.left - bars[0].left) + abs(bar.right - bars[0].right) > 0.2 for bar in bars
    ):
        return False
    gaps = [below.start - above.end for above, below in pairwise(bars)]
    widths = [bar.end - bar.start for bar in bars]
    return all(abs(gap - _THIN * scale) < 0.035 for gap in gaps) and any(
        all(abs(width - wanted * scale) < 0.035 for width, wanted in zip(widths, patch, strict=True))
        for patch in _PATCHES
    )
