"""Captures what is missing: pages from the scanner, a file or the watched folder, straightened and kept.

Each page is in the vault and on the draft before the next one is looked at, so a crash at page 40 keeps 39.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from ..domain.dossier import Captured, Dossier, Settlement
from ..domain.errors import NoScanner, NotAnImage
from ..domain.page_fault import PageFault
from ..domain.people import Right
from ..domain.procedure import Component, Due
from ..ports import (
    CapturedPage,
    Device,
    Draft,
    Files,
    Folder,
    Imaging,
    Origin,
    PageImage,
    Scanner,
    ScanRequest,
    Store,
    StraightPage,
    UnitOfWork,
    Vault,
)
from .drafting import change_draft, open_draft
from .session import Session, needs


@dataclass(frozen=True)
class CapturePaper:
    store: Store
    session: Session
    vault: Vault
    imaging: Imaging
    scanner: Scanner
    files: Files
    folder: Folder | None
    usual: ScanRequest  # what F5 asks for; an empty device id: the first that answers

    @needs(Right.RECEIVE)
    def devices(self) -> tuple[Device, ...]:
        return self.scanner.list()

    @needs(Right.RECEIVE)
    def get_ready(self) -> None:
        """Before the first page comes."""
        self.imaging.warm_up()

    @needs(Right.RECEIVE)
    def scan(self, draft_id: UUID, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Draft]:
        """The whole stack; the draft with each page as it comes. Raises a leaf of ScannerFault, after the pages
        that came before it."""
        return self._take_in_all(draft_id, self.session.who, self.scanner.scan(self._request(), cancelled))

    @needs(Right.RECEIVE)
    def rescan(self, draft_id: UUID, page: str, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Draft]:
        """One page again, in the place of `page`, which goes only when the new one is there."""
        clerk = self.session.who  # whoever sits here when the page comes, the draft is his who asked
        known = {p.name for p in self._as_it_is(draft_id, clerk).pages}
        request = replace(self._request(), limit=1)
        for draft in self._take_in_all(draft_id, clerk, self.scanner.scan(request, cancelled), instead_of=page):
            new = draft.pages[-1].name
            if new in known:  # the very same bytes again
                yield draft
                continue

            def put_in_place(_: UnitOfWork, draft: Draft, new: str = new) -> Draft:
                return _replace_page(draft, page, new)

            yield change_draft(self.store, draft_id, clerk, put_in_place)

    @needs(Right.RECEIVE)
    def add_file(self, draft_id: UUID, path: Path) -> Draft:
        """An image, a TIFF of several pages or a PDF. Raises NotAnImage; the pages before a broken one are kept."""
        clerk = self.session.who
        images = self.imaging.pages_of(self.files.read(path))
        last = deque(self._take_in_all(draft_id, clerk, images), maxlen=1)
        return last[0] if last else self._as_it_is(draft_id, clerk)

    @needs(Right.RECEIVE)
    def shoot(self, draft_id: UUID, picture: bytes) -> Draft:
        """What lay under the document camera: the sheet in it, found and straightened. Raises NotAnImage."""
        clerk = self.session.who
        page = PageImage(picture, "image/jpeg", 0, Origin.CAMERA)
        last = deque(self._take_in_all(draft_id, clerk, (page,)), maxlen=1)
        return last[0]

    @needs(Right.RECEIVE)
    def collect_folder(self, draft_id: UUID) -> Draft:
        """Whatever lies complete in the watched folder, oldest first. A file that is no page is set aside, and the
        rest goes on; then raises the first NotAnImage."""
        folder = self.folder
        if folder is None:
            return self._as_it_is(draft_id, self.session.who)
        draft = self._as_it_is(draft_id, self.session.who)
        refused: NotAnImage | None = None
        for path in folder.new_files():
            try:
                draft = self.add_file(draft_id, path)
            except NotAnImage as error:
                refused = refused or error
                folder.set_aside(path)
            else:
                folder.done_with(path)
        if refused is not None:
            raise refused
        return draft

    @needs(Right.RECEIVE)
    def assign(self, draft_id: UUID, page: str, component: str | None) -> Draft:
        """Moves a page to a component (or makes it loose). Raises ReasonNeeded for one that is held."""
        return change_draft(self.store, draft_id, self.session.who, lambda _, draft: _assigned(draft, page, component))

    @needs(Right.RECEIVE)
    def remove(self, draft_id: UUID, page: str) -> Draft:
        """Takes a page off the draft; its file stays in the vault until it is purged by rule."""

        def remove(_: UnitOfWork, draft: Draft) -> Draft:
            pages = tuple(p for p in draft.pages if p.name != page)
            return replace(draft, dossier=_without(draft.dossier, page), pages=pages)

        return change_draft(self.store, draft_id, self.session.who, remove)

    @needs(Right.RECEIVE)
    def put_back(self, draft_id: UUID, page: CapturedPage, place: int, component: str | None) -> Draft:
        """Undoes `remove`: the page in its old `place` (0: the first), under its component unless that has been
        settled otherwise or would need a reason by now; then it stays loose."""

        def put_back(_: UnitOfWork, draft: Draft) -> Draft:
            if any(p.name == page.name for p in draft.pages):
                return draft  # scanned again meanwhile
            longer = replace(draft, pages=(*draft.pages[:place], page, *draft.pages[place:]))
            return _assigned(longer, page.name, component if _takes_pages(longer.dossier, component) else None)

        return change_draft(self.store, draft_id, self.session.who, put_back)

    @needs(Right.RECEIVE)
    def page_jpeg(self, page: str) -> bytes:
        """Raises VaultFileDamaged."""
        return self.vault.get(page)

    def _request(self) -> ScanRequest:
        if self.usual.device_id:
            return self.usual
        device = next(iter(self.scanner.list()), None)
        if device is None:
            raise NoScanner
        return replace(self.usual, device_id=device.id)

    def _as_it_is(self, draft_id: UUID, clerk: str) -> Draft:
        with self.store.read() as work:
            return open_draft(work, draft_id, clerk)

    def _take_in_all(
        self, draft_id: UUID, clerk: str, images: Iterable[PageImage], instead_of: str | None = None
    ) -> Iterator[Draft]:
        """The nth page goes to the nth component that waits for paper; what is left over follows the last."""
        waiting = [c.code for c in _wait_for_paper(self._as_it_is(draft_id, clerk).dossier)]
        twins: Counter[bytes] = Counter()
        sheets = (sheet for image in images for sheet in self.imaging.pieces(image))
        for index, image in enumerate(sheets):
            straight = self.imaging.straighten(image)
            nth = twins[straight.jpeg]
            twins[straight.jpeg] += 1
            known = [p for p in self._as_it_is(draft_id, clerk).pages if p.name != instead_of]
            page = self._kept(straight, self.vault.put(_told_apart(straight.jpeg, nth)), known)
            target = waiting[min(index, len(waiting) - 1)] if waiting else None

            def take_in(_: UnitOfWork, draft: Draft, page: CapturedPage = page, target: str | None = target) -> Draft:
                return _with_page(draft, page, target)

            yield change_draft(self.store, draft_id, clerk, take_in)

    def _kept(self, straight: StraightPage, name: str, known: Sequence[CapturedPage]) -> CapturedPage:
        """The page with its verdict; a sheet that lies among the known pages already is flagged, and kept."""
        alike = [page for page in known if page.name != name and self.imaging.may_be_same(straight.look, page.look)]
        twice = any(self.imaging.is_same_sheet(straight.jpeg, self.vault.get(page.name)) for page in alike)
        return CapturedPage(
            name=name,
            width=straight.width,
            height=straight.height,
            dpi=straight.dpi,
            blank=straight.blank,
            turn_sure=straight.turn_sure,
            faults=(*straight.faults, PageFault.TWICE) if twice else straight.faults,
            look=straight.look,
        )


def _told_apart(jpeg: bytes, nth: int) -> bytes:
    """Two sheets of one stack may give the very same bytes (blank ones from a file), and both are kept: the later
    carries its number in a comment of the JPEG. A file taken in again after a crash gives the same names again."""
    if nth == 0:
        return jpeg
    comment = str(nth).encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def _wait_for_paper(dossier: Dossier) -> tuple[Component, ...]:
    return tuple(c for c in dossier.missing if c.due is not Due.SHOW and not dossier.needs_reason(c))


def _with_page(draft: Draft, page: CapturedPage, target: str | None) -> Draft:
    if any(p.name == page.name for p in draft.pages):
        return draft  # the very same bytes again: nothing new to keep
    longer = replace(draft, pages=(*draft.pages, page))
    # While the stack runs a late look-up may find the paper, or the clerk may go on: then the page stays loose.
    return _assigned(longer, page.name, target if _takes_pages(longer.dossier, target) else None)


def _takes_pages(dossier: Dossier, code: str | None) -> bool:
    """Whether a page may go there without asking the clerk: no reason is needed, and nothing else settles it."""
    components = dossier.procedure.components if dossier.procedure else ()
    settled = dossier.settlement(code) if code is not None else None
    return (settled is None or isinstance(settled, Captured)) and any(
        c.code == code and not dossier.needs_reason(c) for c in components
    )


def _assigned(draft: Draft, page: str, component: str | None) -> Draft:
    if component is not None and draft.component_of(page) == component:
        return draft
    dossier = _without(draft.dossier, page)
    if component is not None:
        before = dossier.settlement(component)
        pages = before.pages if isinstance(before, Captured) else ()
        dossier = dossier.capture(component, _in_scan_order(draft, (*pages, page)))
        if all(c.code != component for c in dossier.required):
            dossier = dossier.need(component)  # what is handed in stands on the receipt
    return replace(draft, dossier=dossier)


def _without(dossier: Dossier, page: str) -> Dossier:
    """Taking a page away asks the citizen for nothing: no reason is needed, also where the paper is held by now."""
    settlements: list[Settlement] = []
    for settlement in dossier.settlements:
        if isinstance(settlement, Captured) and page in settlement.pages:
            left = tuple(p for p in settlement.pages if p != page)
            settlements += [replace(settlement, pages=left)] if left else []
        else:
            settlements.append(settlement)
    return replace(dossier, settlements=tuple(settlements))


def _in_scan_order(draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    order = {page.name: index for index, page in enumerate(draft.pages)}
    return tuple(sorted(names, key=lambda name: order[name]))


def _replace_page(draft: Draft, old: str, new: str) -> Draft:
    """`new`, just captured, takes the place of `old` in scan order and under its component."""
    by_name = {page.name: page for page in draft.pages}
    if old not in by_name:
        return draft  # taken off meanwhile: the new one stays where it is
    pages = tuple(by_name[new] if page.name == old else page for page in draft.pages if page.name != new)
    dossier = _without(draft.dossier, new)
    settlements = tuple(
        replace(s, pages=tuple(new if p == old else p for p in s.pages)) if isinstance(s, Captured) else s
        for s in dossier.settlements
    )
    return replace(draft, pages=pages, dossier=replace(dossier, settlements=settlements))
