"""The pages of a file: an image, each page of a TIFF, each page of a PDF, one in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counter_app.domain.errors import NotAnImage
from counter_app.ports import Origin, PageImage

from .decode import MOST_PIXELS, check, decode_page
from .header import headers_of, is_pdf
from .judge import LEAST_DPI
from .opencv import cv2
from .pdf_pages import pdf_pages

PDF_DPI = 300
MOST_PAGES = 1000  # a feeder holds 50; a file with more is a book, or meant to stop the counter


def pages_of_pdf(path: Path) -> Iterator[PageImage]:
    """The pages of a PDF on the disk, as `pages_of`."""
    return pdf_pages(path, _check_count, (PDF_DPI, LEAST_DPI, MOST_PIXELS))


def pages_of(data: bytes) -> Iterator[PageImage]:
    """The pages, in order; what can be told from the file's headers is refused before the first.

    Raises NotAnImage; `facts['why']` is one of those of `decode`, or encrypted, too-many-pages,
    too-slow.
    """
    if is_pdf(data):
        return pdf_pages(data, _check_count, (PDF_DPI, LEAST_DPI, MOST_PIXELS))
    headers = headers_of(data)
    _check_count(len(headers))
    for header in headers:
        check(header)
    first = headers[0]
    if len(headers) == 1:
        return iter((PageImage(data, first.media_type, first.dpi, _origin(first.dpi)),))
    return (_pnm(decode_page(data, index), header.dpi) for index, header in enumerate(headers))


def _origin(dpi: int) -> Origin:
    """A file that says its density comes from a scanner; a photograph says none."""
    return Origin.SCANNER if dpi else Origin.FILE


def _check_count(count: int) -> None:
    if not count:
        raise NotAnImage("no page", why="broken")
    if count > MOST_PAGES:
        raise NotAnImage(f"{count} pages", why="too-many-pages")


def _pnm(pixels: object, dpi: int) -> PageImage:
    done, packed = cv2.imencode(".pnm", pixels)
    if not done:
        raise NotAnImage("a page not packed", why="broken")
    return PageImage(packed.tobytes(), "image/x-portable-anymap", dpi, _origin(dpi))
