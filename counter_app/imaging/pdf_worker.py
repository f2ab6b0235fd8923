"""The process that renders one PDF: what a page may cost cannot be told before, and this process can be killed.

Started as `python -m counter_app pdf-worker`, it reads from stdin a line `LENGTH DPI LEAST_DPI MOST_PIXELS`
and LENGTH bytes of PDF; or, where LENGTH is below zero, so many bytes of the name of its file. It answers on stdout
`refused WHY`, or `count PAGES SIGNATURES` and then for each page `page DPI LENGTH SCAN` (SCAN 1: the page is one
picture, as a scanner makes it) and LENGTH bytes of PPM; the pipe holds
it back while the program is busy with a page. The end of stdin means that the program is gone, or wants no more: the
process ends at once, also in the middle of a page.
"""

# Light on purpose: neither OpenCV nor numpy, so that a page is on its way within 0.3 s.

from __future__ import annotations

import itertools
import math
import os
import sys
import threading
from dataclasses import dataclass
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from counter_app.lifeline import private_stdout

_MARGIN = 3.0  # points
_AT_ONCE = 20  # pages: PDFium keeps what it has read of each, and a scan has a megabyte a page
_MOST_OBJECTS = 20_000  # of a page that are looked at: a page of recognised text has some hundred


class Refused(Exception):
    """The word is a `facts['why']` of NotAnImage."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The density wanted, the least that is of use, and the pixels that a page may have."""

    dpi: int
    least_dpi: int
    most_pixels: int


def main() -> int:
    requests, answers = os.fdopen(0, "rb", closefd=False), private_stdout()
    length, *bounds = (int(word) for word in requests.readline().split())
    data = requests.read(abs(length))
    pdf = os.fsdecode(data) if length < 0 else data
    threading.Thread(target=_end_with, args=(requests,), daemon=True).start()
    try:
        _answer(pdf, Bounds(*bounds), answers)
    except Refused as refusal:
        answers.write(b"refused %s\n" % str(refusal).encode())
    except (pdfium.PdfiumError, OSError, ValueError, MemoryError):
        answers.write(b"refused broken\n")
    answers.flush()
    os._exit(0)  # the thread on stdin is in the middle of a read


def _answer(data: bytes | str, bounds: Bounds, answers: BinaryIO) -> None:
    document = _opened(data)
    answers.write(b"count %d %d\n" % (len(document), _signatures(document)))
    answers.flush()
    for index in range(len(document)):
        if index and index % _AT_ONCE == 0:
            document.close()
            document = _opened(data)
        if index % _AT_ONCE == 0 and document.get_formtype():
            document.init_forms()
        _render(document, index, bounds, answers)


def _opened(data: bytes | str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Refused("encrypted" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken") from error


def _signatures(document: pdfium.PdfDocument) -> int:
    """Of the signature fields those that are signed; whether they hold is not said."""
    fields = (raw.FPDF_GetSignatureObject(document, at) for at in range(raw.FPDF_GetSignatureCount(document)))
    return sum(raw.FPDFSignatureObj_GetContents(field, None, 0) > 0 for field in fields)


def _render(document: pdfium.PdfDocument, index: int, bounds: Bounds, answers: BinaryIO) -> None:
    page = document[index]
    width, height = page.get_size()
    dpi = _fitting_dpi(width, height, bounds)
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)  # RGB, on white
    if bitmap.mode != "RGB":
        raise Refused("broken")
    header, row = b"P6\n%d %d\n255\n" % (bitmap.width, bitmap.height), 3 * bitmap.width
    answers.write(b"page %d %d %d\n" % (dpi, len(header) + row * bitmap.height, _is_scan(page)) + header)
    pixels = memoryview(bitmap.buffer).cast("B")
    for start in range(0, bitmap.stride * bitmap.height, bitmap.stride):
        answers.write(pixels[start : start + row])
    answers.flush()
    pixels.release()
    bitmap.close()
    page.close()


def _is_scan(page: pdfium.PdfPage) -> bool:
    """One picture from edge to edge and nothing else to be seen: recognised text behind it is invisible."""
    left, bottom, right, top = page.get_bbox()
    pictures = 0
    for thing in itertools.islice(page.get_objects(max_depth=3), _MOST_OBJECTS):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            x0, y0, x1, y1 = thing.get_bounds()
            if x0 > left + _MARGIN or y0 > bottom + _MARGIN or x1 < right - _MARGIN or y1 < top - _MARGIN:
                return False
        elif thing.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                return False
        elif thing.type != raw.FPDF_PAGEOBJ_FORM:
            return False
    return pictures == 1


def _fitting_dpi(width: float, height: float, bounds: Bounds) -> int:
    """The density wanted, less for a plan so large that it would fill the memory. `width` and `height` in points."""
    square_inches = width * height / 72**2
    if square_inches <= 0:
        raise Refused("broken")
    dpi = min(bounds.dpi, math.floor(math.sqrt(bounds.most_pixels / square_inches)))
    if dpi < bounds.least_dpi:
        raise Refused("too-large")
    return dpi


def _end_with(requests: BinaryIO) -> None:
    requests.read(1)  # PDFium is entered with the interpreter's lock released: this thread always runs
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
