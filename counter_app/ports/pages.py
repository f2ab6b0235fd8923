"""Pages as they were captured, and what was done to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from ..domain.dossier import PaperFacts
from ..domain.page_code import PageCode
from ..domain.page_fault import PageFault
from .imaging import Corners, Origin


@dataclass(frozen=True, slots=True)
class RawImage:
    """An image as it came, in the vault under `name`; `dpi` and `origin` as in PageImage. `files` names the PDFs there,
    untouched, that it is a page of: two where an unsigned and a signed one look the same."""

    name: str
    dpi: int
    origin: Origin
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A straightened page in the vault under `name` (SHA-256), with the verdicts on it. `look`: see StraightPage.

    `raws` are the images that it was made from: two where sides or halves were joined, none on a page of before
    November 2026. `corners` are those of the sheet in the raw image, `corners_sure` False where they are a guess.
    `turn` counts the quarter turns by hand, clockwise; then `upright` names the page as it was before them. `codes` are
    what stands on it for a machine; `facts` what it says of its paper, as far as the clerk has taken it.
    """

    name: str
    width: int
    height: int
    dpi: int
    blank: bool = False
    turn_sure: bool = True
    faults: tuple[PageFault, ...] = ()
    look: str = ""
    raws: tuple[RawImage, ...] = ()
    corners: Corners | None = None
    corners_sure: bool = True
    turn: int = 0
    upright: str = ""
    codes: tuple[PageCode, ...] = ()
    facts: PaperFacts = field(default_factory=PaperFacts)


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page and the component that it is for; None: it is loose."""

    page: CapturedPage
    component: str | None


class PageAct(StrEnum):
    """What was done to pages, for the word that undo says."""

    TURNED = "turned"
    MOVED = "moved"
    ASSIGNED = "assigned"
    TAKEN_OFF = "taken-off"
    CORNERS = "corners"
    SPLIT = "split"
    SIDES_JOINED = "sides-joined"
    HALVES_JOINED = "halves-joined"
    RESCANNED = "rescanned"
    READ = "read"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class PageStep:
    """An act that can be undone: from place `at` on, `after` stands where `before` stood. `order_before` and
    `order_after` are the settled components in their order. `filed_in`: the draft on which what was filed under
    another dossier lies now, and `added` what was new there, as it was laid: it may have had the very same page."""

    act: PageAct
    at: int
    before: tuple[LaidPage, ...]
    after: tuple[LaidPage, ...]
    order_before: tuple[str, ...]
    order_after: tuple[str, ...]
    filed_in: UUID | None = None
    added: tuple[LaidPage, ...] = ()
