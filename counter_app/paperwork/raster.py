"""Pictures in and out: a unit's logo, and PDFs of ours as the dots of a thermal head."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

from ..ports import Bitmap, PrintedPage
from .sheet import MM

_PRINTED = 72 * MM  # of the 80 mm of paper
_INK = 150  # darker is black: thin strokes of small letters stay whole


def is_picture(png: bytes) -> bool:
    """Whether it is a PNG that can be drawn, read whole."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def longest_side(pdf: bytes) -> float:
    """Of the first page, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return float(max(document[0].get_size()))
    finally:
        document.close()


def printed_page(pdf: bytes, number: int, dots_an_inch: int) -> PrintedPage | None:
    """As large as it is, in greys; None: there are no more."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if number >= len(document):
            return None
        picture = document[number].render(scale=dots_an_inch / 72, grayscale=True).to_pil().convert("L")
        return PrintedPage(picture.width, picture.height, picture.tobytes(), dots_an_inch)
    finally:
        document.close()


def ticket_dots(pdf: bytes, dots: int) -> Bitmap:
    """The middle 72 mm of the first page, `dots` wide (576 at 203 dpi; 384 on paper of 58 mm, smaller)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = dots / _PRINTED
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    left = (picture.width - dots) // 2
    printed = picture.crop((left, 0, left + dots, picture.height))
    black = printed.point([255 * (grey < _INK) for grey in range(256)]).convert("1", dither=Image.Dither.NONE)
    return Bitmap(dots, black.height, black.tobytes())
