"""From a picture to an archival page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from ..domain.errors import BrokenPromise
from ..domain.mrz import MrzReading
from ..domain.page_code import PageCode
from ..domain.page_fault import PageFault
from ..domain.paper_text import TextLine
from ..domain.passport import PassportReading


class Origin(StrEnum):
    """Where a page's image comes from, which decides how its sheet is looked for. SCANNER: the image is the sheet, or
    the glass around it. CAMERA: the sheet lies somewhere in it, in perspective. FILE: nobody knows; a photograph where
    no density is said."""

    SCANNER = "scanner"
    CAMERA = "camera"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Corners:
    """A sheet's corners in an image, as shares of its width and height (0 to 1), clockwise from the top left as the
    image lies. Raises BrokenPromise for anything but four such points."""

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.points) != 4 or not all(len(p) == 2 and 0 <= p[0] <= 1 and 0 <= p[1] <= 1 for p in self.points):
            raise BrokenPromise("corners that are not four points of the image")


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """`sure` False: to be looked at by the clerk, who drags the corners; never trusted silently."""

    corners: Corners
    sure: bool


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a device or file gave it: encoded bytes (PNM, PNG, JPEG, TIFF) that it owns.

    `dpi` as the device says; 0 where unknown (a photograph). One of several sheets that lay side by side: `within`, its
    corners in the picture that it was cut out of, and `lean`, how askew it lay there (degrees, counter-clockwise).
    """

    data: bytes
    media_type: str
    dpi: int
    origin: Origin = Origin.SCANNER
    within: Corners | None = None
    lean: float = 0.0


@dataclass(frozen=True, slots=True)
class StraightPage:
    """A page made straight and the right way up, as JPEG bytes at `dpi`, `width` × `height` pixels.

    `skew` is what was found and undone, in degrees, counter-clockwise positive; `turned` the quarter turns undone
    (0, 90, 180, 270, clockwise), `turn_sure` False where the right way up is a guess; `blank` flagged, never
    dropped; `faults` the verdict on the page as it came, worst first; `look` a rough print of its ink (hex), by which
    pages worth comparing are found; empty on a blank page. `corners` of the sheet that was cut out, None where the
    whole image is the page; `found_sure` False where a sheet was looked for and none is certain: then the whole
    image is kept, and `Imaging.find_sheets` may have a proposal.
    """

    jpeg: bytes
    width: int
    height: int
    dpi: int
    skew: float
    turned: int
    turn_sure: bool
    blank: bool
    faults: tuple[PageFault, ...] = ()
    look: str = ""
    corners: Corners | None = None
    found_sure: bool = True


@dataclass(frozen=True, slots=True)
class PdfAbout:
    """What an archival PDF says of itself. No personal data, in any of it: `title` names a kind of paper, `kind` is its
    code, `dossier` the dossier's code or id, `owner_reference` what the owner's papers are filed under, which is
    never the personal number. The last three may be empty."""

    title: str
    subject: str
    created_at: datetime
    kind: str = ""
    dossier: str = ""
    owner_reference: str = ""


class Imaging(Protocol):
    def warm_up(self) -> None:
        """Loads what the first page would otherwise wait for; the window stands still while a library is bound, so this
        is done before anybody scans."""
        ...

    def read_codes(self, image: bytes, enough: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
        """Texts of the QR codes in an encoded image, best first; empty when none. Searches on, with more effort,
        until a text is `enough`. Raises NotAnImage."""
        ...

    def read_mrz(self, image: bytes, today: date) -> MrzReading | None:
        """The machine-readable lines of a citizen card's back in an encoded image; None where none are read without a
        doubt. Raises NotAnImage, NoLanguageData, and SeveralCards where there are those of several people."""
        ...

    def read_passport(self, image: bytes, today: date) -> PassportReading | None:
        """The two machine-readable lines of a passport in an encoded image; None where none are read without a doubt,
        the name empty where it was not clearly read. Raises NotAnImage, NoLanguageData."""
        ...

    def read_page_codes(self, jpeg: bytes) -> tuple[PageCode, ...]:
        """What the codes on a straightened page are; empty when none means anything. Raises NotAnImage."""
        ...

    def read_paper(self, jpeg: bytes) -> tuple[TextLine, ...]:
        """The lines recognised on a straightened page, top to bottom. Takes seconds. Raises NotAnImage,
        NoLanguageData."""
        ...

    def pages_of(self, data: bytes) -> Iterator[PageImage]:
        """The pages of a file: an image, a multi-page TIFF, a PDF (rendered at 300 dpi). Raises NotAnImage."""
        ...

    def is_pdf(self, data: bytes) -> bool:
        """Whether `pages_of` takes the file for a PDF, told from its bytes."""
        ...

    def signatures_in(self, pdf: bytes) -> int:
        """How many times a PDF is signed; whether the signatures hold is not said. Raises NotAnImage."""
        ...

    def find_sheets(self, image: bytes) -> tuple[FoundSheet, ...]:
        """The sheets that lie in a camera's picture, in reading order; empty when none. A picture of 640 pixels costs
        a few milliseconds (a live preview), one of 8 megapixels about 0.2 s. Raises NotAnImage."""
        ...

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        """The sheet at `corners`; None: found by itself as the page's origin asks. Raises NotAnImage (why: corners,
        where they span no sheet)."""
        ...

    def pieces(self, page: PageImage, asked: bool = False) -> tuple[PageImage, ...]:
        """The sheets that lie side by side in one picture (cards on one glass), each as a page, in reading order;
        `page` itself where there are not several for sure. `asked`: the clerk says that there are, so what is likely
        counts too. Raises NotAnImage."""
        ...

    def both_sides(self, front: bytes, back: bytes) -> StraightPage:
        """Two straightened pages, both sides of a card, on one A4 page in their true size. Raises NotAnImage, DoNotFit
        (why: too-large)."""
        ...

    def joined(self, left: bytes, right: bytes) -> StraightPage:
        """Two straightened pages that are halves of one sheet and overlap (an A3 on an A4 glass), as one page. Raises
        NotAnImage, DoNotFit (why: no-overlap)."""
        ...

    def write_pdf(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """A PDF of these pages at 100 % size; the same bytes from the same pages."""
        ...

    def write_archive(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        """As `write_pdf`, in layers and with the recognised text beneath: a tenth of the size, seconds a page. Each
        page is taken once, in order. Raises NoLanguageData."""
        ...

    def page_from(self, jpeg: bytes) -> StraightPage:
        """A stored page read back (skew 0, nothing turned)."""
        ...

    def as_jpeg(self, page: PageImage) -> bytes:
        """The image as it came, to be kept: a JPEG untouched, another packed as one. Raises NotAnImage."""
        ...

    def redrawn(self, jpeg: bytes) -> bytes:
        """The picture alone, unpacked and packed anew, turned as its camera says: what the window may unpack of an
        image that a stranger has made. Raises NotAnImage."""
        ...

    def shrunk(self, jpeg: bytes, most: int) -> bytes:
        """The same of a camera's JPEG, with at most `most` pixels a side. Raises NotAnImage."""
        ...

    def uncut(self, jpeg: bytes, dpi: int) -> StraightPage:
        """A page over which `straighten` gave up: the image as it came (`as_jpeg`), with that fault. Of the file only
        its header is read. Raises NotAnImage."""
        ...

    def turned(self, jpeg: bytes, quarters: int) -> StraightPage:
        """A stored page turned by 0 to 3 quarters, clockwise; 0: the very same bytes. `blank` and `faults` are not
        judged. Raises NotAnImage."""
        ...

    def may_be_same(self, look: str, other: str) -> bool:
        """Whether two pages with these looks are worth comparing. Costs nothing."""
        ...

    def is_same_sheet(self, jpeg: bytes, other: bytes) -> bool:
        """Whether two straightened pages are the same sheet, scanned twice: no stroke of either lacks its like."""
        ...

    def look_of_sheets(self, image: bytes, sheets: Sequence[Sequence[tuple[float, float]]]) -> bytes:
        """What the sheets with these corners look like, small and whatever the light: for `same_look` alone. Raises
        NotAnImage."""
        ...

    def same_look(self, one: bytes, other: bytes) -> bool:
        """Whether two looks are of the same sheets."""
        ...


class Archivist(Protocol):
    """Makes archive forms in a process of its own, which comes after everything else on this PC."""

    def make(self, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        """A PDF of `count` stored pages, with recognised text and in layers: the same bytes from the same pages.

        `page(number)` gives one as JPEG, from 0, when it is its turn, and may take its time. What it raises ends the
        process and passes through. Raises ArchiveFormNotMade, with the cause in `facts['why']`.
        """
        ...

    def close(self) -> None:
        """Ends the process under way."""
        ...
