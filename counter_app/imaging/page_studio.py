"""The imaging port: pages straightened, codes read, archival PDFs written. Libraries are loaded at the first call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import SeveralCards
from counter_app.domain.mrz import MrzReading
from counter_app.domain.page_code import PageCode
from counter_app.domain.paper_text import TextLine
from counter_app.domain.passport import PassportReading
from counter_app.ports import Corners, FoundSheet, PageImage, PdfAbout, StraightPage

if TYPE_CHECKING:
    from .card_check import CardSeen


class PageStudio:
    """Fulfils `ports.Imaging`. Holds nothing; may be used from several threads."""

    def warm_up(self) -> None:
        """Libraries and the network for the right way up, by one made-up page; once in a process."""
        _warm_up()

    def read_codes(self, image: bytes, enough: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
        """Texts of the QR codes in an encoded image, largest first; empty when none. Searches on, with more effort,
        until a text is `enough`. Raises NotAnImage."""
        from .decode import decode
        from .qr import read_qr

        return read_qr(decode(image), enough)

    def read_mrz(self, image: bytes, today: date) -> MrzReading | None:
        """The machine-readable lines of a citizen card's back; None where none are read without a doubt. Raises
        NotAnImage, NoLanguageData, SeveralCards."""
        found = self.all_mrz(image, today)
        if len(found) > 1:
            raise SeveralCards("the lines of several people")
        return found[0] if found else None

    def all_mrz(self, image: bytes, today: date) -> tuple[MrzReading, ...]:
        """As `read_mrz`, of each person whose lines are in the image. Raises NotAnImage, NoLanguageData."""
        from .card_lines import all_mrz
        from .decode import decode

        return all_mrz(decode(image), today)

    def read_passport(self, image: bytes, today: date) -> PassportReading | None:
        """The two machine-readable lines of a passport; None where none are read without a doubt. Raises NotAnImage,
        NoLanguageData."""
        from .decode import decode
        from .passport_lines import read_passport

        return read_passport(decode(image), today)

    def read_page_codes(self, jpeg: bytes) -> tuple[PageCode, ...]:
        """What the codes on a straightened page are; empty when none means anything. Raises NotAnImage."""
        return self.codes_and_card(jpeg)[0]

    def codes_and_card(self, jpeg: bytes) -> tuple[tuple[PageCode, ...], CardSeen | None]:
        """As `read_page_codes`, and what there is to be seen of a card. Raises NotAnImage."""
        from .decode import decode
        from .header import header_of
        from .page_codes import codes_and_card
        from .straight import real_dpi

        header = header_of(jpeg)
        dpi = real_dpi(header.width, header.height, header.dpi)
        return codes_and_card(decode(jpeg), dpi, datetime.now(VIETNAM).date())

    def read_paper(self, jpeg: bytes) -> tuple[TextLine, ...]:
        """The lines recognised on a straightened page, top to bottom. Takes seconds. Raises NotAnImage,
        NoLanguageData."""
        from .decode import decode
        from .header import header_of
        from .paper_lines import lines_on
        from .straight import real_dpi

        header = header_of(jpeg)
        return lines_on(decode(jpeg), real_dpi(header.width, header.height, header.dpi))

    def pages_of(self, data: bytes) -> Iterator[PageImage]:
        """The pages of an image, a TIFF or a PDF. Raises NotAnImage, at once or at the page concerned."""
        from . import sources

        return sources.pages_of(data)

    def pages_of_pdf(self, path: Path) -> Iterator[PageImage]:
        """Those of a PDF on the disk, which is not read into memory. Raises NotAnImage."""
        from . import sources

        return sources.pages_of_pdf(path)

    def is_pdf(self, data: bytes) -> bool:
        """Whether `pages_of` takes the file for a PDF."""
        from .header import is_pdf

        return is_pdf(data)

    def signatures_in(self, pdf: bytes) -> int:
        """How many times a PDF is signed. Raises NotAnImage."""
        from .pdf_pages import signatures_in

        return signatures_in(pdf)

    def find_sheets(self, image: bytes) -> tuple[FoundSheet, ...]:
        """The sheets that lie in a camera's picture. Raises NotAnImage."""
        from .decode import decode
        from .sheets import find_sheets

        return find_sheets(decode(image))

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        """The sheet cut out, level, the right way up where that is sure. Raises NotAnImage."""
        from . import straight

        return straight.straighten(page, corners)

    def pieces(self, page: PageImage, asked: bool = False) -> tuple[PageImage, ...]:
        """The sheets that lie side by side in one picture, each as a page. Raises NotAnImage."""
        from . import straight

        return straight.pieces(page, asked)

    def both_sides(self, front: bytes, back: bytes) -> StraightPage:
        """Both sides of a card on one A4 page, in their true size. Raises NotAnImage, DoNotFit."""
        from . import straight, together

        return straight.made_of(*together.both_sides(front, back))

    def joined(self, left: bytes, right: bytes) -> StraightPage:
        """Two halves of a sheet as one page. Raises NotAnImage, DoNotFit."""
        from . import straight, together

        return straight.made_of(*together.joined(left, right))

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

    def as_jpeg(self, page: PageImage) -> bytes:
        """The image as it came, packed as JPEG where it is none. Raises NotAnImage."""
        from . import by_hand

        return by_hand.as_jpeg(page)

    def redrawn(self, jpeg: bytes) -> bytes:
        """A picture that the window may unpack, whoever made this one. Raises NotAnImage."""
        from . import by_hand

        return by_hand.redrawn(jpeg)

    def shrunk(self, jpeg: bytes, most: int) -> bytes:
        """A camera's picture with at most so many pixels a side, drawn anew. Raises NotAnImage."""
        from . import by_hand

        return by_hand.shrunk(jpeg, most)

    def uncut(self, jpeg: bytes, dpi: int) -> StraightPage:
        """The image as it came, as a page with that fault. Raises NotAnImage."""
        from .uncut import uncut

        return uncut(jpeg, dpi)

    def turned(self, jpeg: bytes, quarters: int) -> StraightPage:
        """A page that `straighten` made, turned by quarters clockwise. Raises NotAnImage."""
        from . import by_hand

        return by_hand.turned(jpeg, quarters)

    def may_be_same(self, look: str, other: str) -> bool:
        """Whether two pages with these looks are worth comparing."""
        from .rough_look import may_be_same

        return may_be_same(look, other)

    def is_same_sheet(self, jpeg: bytes, other: bytes) -> bool:
        """Whether two straightened pages are the same sheet, scanned twice."""
        from . import same_sheet

        return same_sheet.is_same_sheet(jpeg, other)

    def look_of_sheets(self, image: bytes, sheets: Sequence[Sequence[tuple[float, float]]]) -> bytes:
        """What the sheets with these corners look like. Raises NotAnImage."""
        from . import sheet_look

        return sheet_look.look_of_sheets(image, sheets)

    def same_look(self, one: bytes, other: bytes) -> bool:
        """Whether two looks are of the same sheets."""
        from . import sheet_look

        return sheet_look.same_look(one, other)


@cache
def _warm_up() -> None:
    from . import straight

    page = (files("resources") / "demo_pages" / "1.jpg").read_bytes()
    straight.straighten(PageImage(page, "image/jpeg", 200))
