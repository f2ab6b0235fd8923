"""The imaging port: pages straightened, codes read, archival PDFs written. Libraries are loaded at the first call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counter_app.ports import PageImage, PdfAbout, StraightPage


class PageStudio:
    """Fulfils `ports.Imaging`. Holds nothing; may be used from several threads."""

    def read_codes(self, image: bytes, enough: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
        """Texts of the QR codes in an encoded image, largest first; empty when none. Searches on, with more effort,
        until a text is `enough`. Raises NotAnImage."""
        from .decode import decode
        from .qr import read_qr

        return read_qr(decode(image), enough)

    def pages_of(self, data: bytes) -> Iterator[PageImage]:
        """The pages of an image, a TIFF or a PDF. Raises NotAnImage, at once or at the page concerned."""
        from . import sources

        return sources.pages_of(data)

    def straighten(self, page: PageImage) -> StraightPage:
        """The page level, the right way up where that is sure. Raises NotAnImage."""
        from . import straight

        return straight.straighten(page)

    def write_pdf(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """A PDF of these pages at 100 % size; the same bytes from the same pages."""
        from . import archival_pdf

        return archival_pdf.write_pdf(pages, about)

    def write_archive(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """As `write_pdf`, in layers and with the recognised text beneath. Raises NoLanguageData."""
        from . import archive_form

        return archive_form.write_archive(pages, about)

    def words_on(self, page: StraightPage) -> tuple[str, ...]:
        """The words recognised on a page, in reading order. Takes seconds. Raises NoLanguageData, NotAnImage."""
        from . import recognition
        from .decode import decode

        return tuple(word.text for word in recognition.words_of(decode(page.jpeg), page.dpi))

    def page_from(self, jpeg: bytes) -> StraightPage:
        """A page that `straighten` made, read back. Raises NotAnImage."""
        from . import straight

        return straight.page_from(jpeg)

    def may_be_same(self, look: str, other: str) -> bool:
        """Whether two pages with these looks are worth comparing."""
        from . import same_sheet

        return same_sheet.may_be_same(look, other)

    def is_same_sheet(self, jpeg: bytes, other: bytes) -> bool:
        """Whether two straightened pages are the same sheet, scanned twice."""
        from . import same_sheet

        return same_sheet.is_same_sheet(jpeg, other)
