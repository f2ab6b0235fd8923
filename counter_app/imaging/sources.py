"""The pages of a file: an image, each page of a TIFF, each page of a PDF, one in memory at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_ERR_PASSWORD

from counter_app.domain.errors import NotAnImage
from counter_app.ports import PageImage

from .decode import MOST_PIXELS, check, decode_page
from .header import headers_of, is_pdf
from .opencv import cv2
from .straight import LEAST_DPI

PDF_DPI = 300
MOST_PAGES = 1000  # a feeder holds 50; a file with more is a book, or meant to stop the counter

_pdfium = Lock()  # the library may be entered by one thread at a time


def pages_of(data: bytes) -> Iterator[PageImage]:
    """The pages, in order; what can be told from the file's headers is refused before the first.

    Raises NotAnImage; `facts['why']` is one of those of `decode`, or encrypted, too-many-pages.
    """
    if is_pdf(data):
        with _opened(data) as document:
            count = len(document)
        _check_count(count)
        return (_rendered(data, index) for index in range(count))
    headers = headers_of(data)
    _check_count(len(headers))
    for header in headers:
        check(header)
    first = headers[0]
    if len(headers) == 1:
        return iter((PageImage(data, first.media_type, first.dpi),))
    return (_pnm(decode_page(data, index), header.dpi) for index, header in enumerate(headers))


def _check_count(count: int) -> None:
    if not count:
        raise NotAnImage("no page", why="broken")
    if count > MOST_PAGES:
        raise NotAnImage(f"{count} pages", why="too-many-pages")


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    with _pdfium:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = error.err_code == FPDF_ERR_PASSWORD
            raise NotAnImage("PDF not opened", why="encrypted" if locked else "broken") from error
        try:
            yield document
        finally:
            document.close()


def _rendered(data: bytes, index: int) -> PageImage:
    with _opened(data) as document:
        try:
            if document.get_formtype():
                document.init_forms()
            page = document[index]
            dpi = _fitting_dpi(*page.get_size())
            pixels = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=False).to_numpy().copy()
        except pdfium.PdfiumError as error:
            raise NotAnImage(f"page {index + 1} of a PDF not rendered", why="broken") from error
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
    return _pnm(pixels, dpi)


def _fitting_dpi(width: float, height: float) -> int:
    """300, less for a plan so large that it would fill the memory. Raises NotAnImage under the law's 200.

    `width` and `height` in points.
    """
    square_inches = width * height / 72**2
    if square_inches <= 0:
        raise NotAnImage("a page without a size", why="broken")
    dpi = min(PDF_DPI, math.floor(math.sqrt(MOST_PIXELS / square_inches)))
    if dpi < LEAST_DPI:
        raise NotAnImage(f"a page of {square_inches:.0f} square inches", why="too-large")
    return dpi


def _pnm(pixels: object, dpi: int) -> PageImage:
    done, packed = cv2.imencode(".pnm", pixels)
    if not done:
        raise NotAnImage("a page not packed", why="broken")
    return PageImage(packed.tobytes(), "image/x-portable-anymap", dpi)
