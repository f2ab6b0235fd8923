"""Arranges captured pages: turned, moved, laid to a paper, taken off, cut out anew, split and joined; all of it undone.

Each act is on the draft, and its files in the vault, before the call returns; the draft remembers the way back, so
undo also works after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.errors import OneSheetOnly
from ..domain.people import Right
from ..ports import (
    CapturedPage,
    Corners,
    Draft,
    FoundSheet,
    Imaging,
    LaidPage,
    PageAct,
    PageImage,
    RawImage,
    Store,
    StraightPage,
    UnitOfWork,
    Vault,
)
from .captured import captured_from, raw_of, straight_pieces, told_apart
from .drafting import change_draft, open_draft
from .file_elsewhere import FileElsewhere
from .laid_pages import assigned, lying, recorded, redo, relaid, undo
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class RawView:
    """A page's image as it came, redrawn to be looked at (JPEG), the corners that its sheet was cut out by, None where
    the whole image is the page, and what else may lie there."""

    jpeg: bytes
    corners: Corners | None
    proposed: tuple[FoundSheet, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """What a page was made from: its images as they came, redrawn to be looked at (JPEG), whether they are pages of a
    PDF, which is kept beside them, and how many times that is signed."""

    jpegs: tuple[bytes, ...]
    from_pdf: bool = False
    signatures: int = 0


@dataclass(frozen=True)
class ArrangePages:
    """Pages are named by their vault names; those that are no longer on the draft are left out."""

    store: Store
    session: Session
    vault: Vault
    imaging: Imaging
    elsewhere: FileElsewhere

    # --- without a new picture -------------------------------------------------------------------------

    @needs(Right.RECEIVE)
    def assign(self, draft_id: UUID, pages: str | tuple[str, ...], component: str | None) -> Draft:
        """Lays pages to a component (or makes them loose). Raises ReasonNeeded for one that is held."""

        def lay(draft: Draft) -> Draft:
            for name in _known(draft, pages):
                draft = assigned(draft, name, component)
            return draft

        return self._change(draft_id, PageAct.ASSIGNED, lay)

    @needs(Right.RECEIVE)
    def remove(self, draft_id: UUID, pages: str | tuple[str, ...]) -> Draft:
        """Takes pages off the draft; their files stay in the vault until they are purged by rule."""
        gone = _tuple(pages)

        def remove(draft: Draft) -> Draft:
            return relaid(draft, (one for one in lying(draft) if one.page.name not in gone))

        return self._change(draft_id, PageAct.TAKEN_OFF, remove)

    @needs(Right.RECEIVE)
    def move(self, draft_id: UUID, pages: str | tuple[str, ...], by: int) -> Draft:
        """Each of the pages `by` places earlier (negative) or later, as far as there is room."""
        moving = frozenset(_tuple(pages))

        def move(draft: Draft) -> Draft:
            laid = list(lying(draft))
            for _ in range(abs(by)):
                laid = _pushed(laid, moving, later=by > 0)
            return relaid(draft, laid)

        return self._change(draft_id, PageAct.MOVED, move)

    @needs(Right.RECEIVE)
    def undo(self, draft_id: UUID) -> Draft:
        """The last act on the pages taken back; unchanged where there is none. Raises NotFiledThere."""

        def back(work: UnitOfWork, draft: Draft) -> Draft:
            filed = draft.done and draft.done[-1].act is PageAct.FILED
            return self.elsewhere.back(work, draft) if filed else undo(draft)

        return change_draft(self.store, draft_id, self.session.who, back)

    @needs(Right.RECEIVE)
    def redo(self, draft_id: UUID) -> Draft:
        """What was undone last, again; unchanged where there is none. Raises NotFiledThere."""

        def again(work: UnitOfWork, draft: Draft) -> Draft:
            filed = draft.undone and draft.undone[-1].act is PageAct.FILED
            return self.elsewhere.again(work, draft) if filed else redo(draft)

        return change_draft(self.store, draft_id, self.session.who, again)

    # --- with a new picture ----------------------------------------------------------------------------

    @needs(Right.RECEIVE)
    def turn(self, draft_id: UUID, pages: str | tuple[str, ...], quarters: int) -> Draft:
        """Turns pages by quarters, clockwise. Four of them give the very same page again. Raises VaultFileDamaged."""
        draft = self._as_it_is(draft_id)
        new = {
            page.name: (self._turned(page, page.turn + quarters, draft),)
            for page in draft.pages
            if page.name in _tuple(pages)
        }
        return self._put_in_place(draft_id, PageAct.TURNED, new)

    @needs(Right.RECEIVE)
    def raw(self, draft_id: UUID, page: str) -> RawView | None:
        """What the corners of a page are dragged on; None for a page that two images were joined to, or that is no
        longer there. Raises VaultFileDamaged, NotAnImage."""
        found = _page(self._as_it_is(draft_id), page)
        if found is None or len(found.raws) > 1:
            return None
        jpeg = self.vault.get(raw_of(found).name)
        return RawView(self.imaging.redrawn(jpeg), found.corners, self.imaging.find_sheets(jpeg))

    @needs(Right.RECEIVE)
    def original(self, draft_id: UUID, page: str) -> Original | None:
        """How a page came; None where it is no longer there. May take seconds. Raises VaultFileDamaged, NotAnImage."""
        found = _page(self._as_it_is(draft_id), page)
        if found is None:
            return None
        raws = found.raws or (raw_of(found),)
        files = dict.fromkeys(file for raw in raws for file in raw.files)
        signatures = max((self.imaging.signatures_in(self.vault.get(file)) for file in files), default=0)
        shown = tuple(self.imaging.redrawn(self.vault.get(raw.name)) for raw in raws)  # a stranger made them
        return Original(shown, bool(files), signatures)

    @needs(Right.RECEIVE)
    def cut_out(self, draft_id: UUID, page: str, corners: Corners) -> Draft:
        """The page anew, from these corners of its raw image. Raises NotAnImage, VaultFileDamaged."""
        draft = self._as_it_is(draft_id)
        found = _page(draft, page)
        if found is None:
            return draft
        raw = raw_of(found)
        straight = self.imaging.straighten(self._image(raw), corners)
        cut = self._kept(straight, (raw,), draft, page)
        cut = replace(cut, corners=corners, corners_sure=True, facts=found.facts)
        if found.turn:  # the clerk knows better than the machine which way is up
            cut = self._turned(cut, found.turn, draft)
        return self._put_in_place(draft_id, PageAct.CORNERS, {page: (cut,)})

    @needs(Right.RECEIVE)
    def split(self, draft_id: UUID, page: str) -> Draft:
        """Each sheet on the page's raw image becomes a page, all for the same component. Raises OneSheetOnly,
        NotAnImage, VaultFileDamaged."""
        draft = self._as_it_is(draft_id)
        found = _page(draft, page)
        if found is None:
            return draft
        if len(found.raws) > 1:
            raise OneSheetOnly("sides or halves that were joined")
        raw = raw_of(found)
        image = self._image(raw)
        pieces = self.imaging.pieces(image, asked=True)
        if len(pieces) < 2:
            raise OneSheetOnly
        parts: list[CapturedPage] = []
        for straight in straight_pieces(self.imaging, image, pieces):
            parts.append(self._kept(straight, (raw,), draft, page, parts))
        parts[0] = replace(parts[0], facts=found.facts)
        return self._put_in_place(draft_id, PageAct.SPLIT, {page: tuple(parts)})

    @needs(Right.RECEIVE)
    def join_sides(self, draft_id: UUID, first: str, second: str) -> Draft:
        """Both sides of a card on one page, the first above. Raises NotAnImage, VaultFileDamaged."""
        return self._joined(draft_id, first, second, PageAct.SIDES_JOINED, self.imaging.both_sides)

    @needs(Right.RECEIVE)
    def join_halves(self, draft_id: UUID, left: str, right: str) -> Draft:
        """One large page of two halves. Raises NotAnImage, VaultFileDamaged."""
        return self._joined(draft_id, left, right, PageAct.HALVES_JOINED, self.imaging.joined)

    # --- how -------------------------------------------------------------------------------------------

    def _joined(
        self, draft_id: UUID, first: str, second: str, act: PageAct, join: Callable[[bytes, bytes], StraightPage]
    ) -> Draft:
        draft = self._as_it_is(draft_id)
        one, other = _page(draft, first), _page(draft, second)
        if one is None or other is None or one is other:
            return draft
        straight = join(self.vault.get(first), self.vault.get(second))
        faults = tuple(dict.fromkeys((*one.faults, *other.faults)))
        straight = replace(straight, faults=faults, turn_sure=True, blank=one.blank and other.blank)
        raws = (*(one.raws or (raw_of(one),)), *(other.raws or (raw_of(other),)))
        facts = other.facts if one.facts.empty else one.facts
        page = replace(self._kept(straight, raws, draft, first), facts=facts)

        def join_them(draft: Draft) -> Draft:
            laid = {one.page.name: one for one in lying(draft)}
            if first not in laid or second not in laid:
                return draft
            component = laid[first].component or laid[second].component
            both = LaidPage(page, component)
            return relaid(draft, (both if name == first else one for name, one in laid.items() if name != second))

        return self._change(draft_id, act, join_them)

    def _turned(self, page: CapturedPage, turn: int, draft: Draft) -> CapturedPage:
        """Always from the page as it was before any turn by hand, so that turning costs the picture nothing more."""
        upright, turn = page.upright or page.name, turn % 4
        straight = self.imaging.turned(self.vault.get(upright), turn)
        name = upright if not turn else self._put(straight.jpeg, draft, page.name)
        return replace(
            page,
            name=name,
            width=straight.width,
            height=straight.height,
            look="" if page.blank else straight.look,
            turn_sure=True,
            turn=turn,
            upright=upright if turn else "",
        )

    def _image(self, raw: RawImage) -> PageImage:
        return PageImage(self.vault.get(raw.name), "image/jpeg", raw.dpi, raw.origin)

    def _kept(
        self,
        straight: StraightPage,
        raws: tuple[RawImage, ...],
        draft: Draft,
        instead_of: str,
        besides: Sequence[CapturedPage] = (),
    ) -> CapturedPage:
        name = self._put(straight.jpeg, draft, instead_of, besides)
        known = (*(page for page in draft.pages if page.name != instead_of), *besides)
        return captured_from(straight, name, raws, known, self.imaging, self.vault)

    def _put(self, jpeg: bytes, draft: Draft, instead_of: str, besides: Sequence[CapturedPage] = ()) -> str:
        """In the vault, under a name that no other page of the draft has."""
        taken = {page.name for page in (*draft.pages, *besides)} - {instead_of}
        nth = 0
        while (name := self.vault.put(told_apart(jpeg, nth))) in taken:
            nth += 1
        return name

    def _put_in_place(self, draft_id: UUID, act: PageAct, new: Mapping[str, tuple[CapturedPage, ...]]) -> Draft:
        def put_in_place(draft: Draft) -> Draft:
            return relaid(
                draft,
                (LaidPage(page, one.component) for one in lying(draft) for page in new.get(one.page.name, (one.page,))),
            )

        return self._change(draft_id, act, put_in_place)

    def _change(self, draft_id: UUID, act: PageAct, change: Callable[[Draft], Draft]) -> Draft:
        return change_draft(
            self.store, draft_id, self.session.who, lambda _, draft: recorded(act, draft, change(draft))
        )

    def _as_it_is(self, draft_id: UUID) -> Draft:
        with self.store.read() as work:
            return open_draft(work, draft_id, self.session.who)


def _tuple(pages: str | tuple[str, ...]) -> tuple[str, ...]:
    return (pages,) if isinstance(pages, str) else pages


def _known(draft: Draft, pages: str | tuple[str, ...]) -> Iterable[str]:
    there = {page.name for page in draft.pages}
    return (name for name in _tuple(pages) if name in there)


def _page(draft: Draft, name: str) -> CapturedPage | None:
    return next((page for page in draft.pages if page.name == name), None)


def _pushed(laid: list[LaidPage], moving: frozenset[str], *, later: bool) -> list[LaidPage]:
    """Each moving page one place on; one that stands at the end, or behind one that cannot move, stays."""
    row = laid[::-1] if later else laid[:]
    for place in range(1, len(row)):
        if row[place].page.name in moving and row[place - 1].page.name not in moving:
            row[place - 1], row[place] = row[place], row[place - 1]
    return row[::-1] if later else row
