"""Captures what is missing: pages from the scanner, a file or the watched folder, straightened and kept.

Each page is in the vault and on the draft before the next one is looked at, so a crash at page 40 keeps 39.
"""

# Long because: each way in that a page has is a verb here, and they all end in one.

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import UUID

from ..domain.dossier import Dossier
from ..domain.errors import CounterError, FeederEmpty, NoScanner, NotAnImage, SidesDiffer
from ..domain.filing import Leaf, card_component, insurance_component, is_separator, places
from ..domain.party import number_of
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
    PageAct,
    PageImage,
    PageSpool,
    PaperSource,
    RawImage,
    Scanner,
    ScanRequest,
    Store,
    StraightPage,
    UnitOfWork,
    Vault,
)
from .captured import captured_from, straight_pieces, told_apart
from .drafting import change_draft, open_draft
from .laid_pages import assigned, lying, now_called, recorded, relaid, takes_pages
from .session import Session, anybody, needs
from .spooled import as_they_come, ended, left_behind
from .turned_stack import TurnedStack, laid_behind

NOT_TAKEN = ("no-answer", "stopped")
"""Reasons of NotAnImage that say nothing of the file."""


@dataclass(frozen=True)
class CapturePaper:
    store: Store
    session: Session
    vault: Vault
    spool: PageSpool
    imaging: Imaging
    scanner: Scanner
    files: Files
    folder: Folder | None
    usual: Callable[[], ScanRequest]  # what F5 asks for; an empty device id: the first that answers
    turned: TurnedStack = field(default_factory=TurnedStack)
    filing: Lock = field(default_factory=Lock)  # held while a stack, a file or a folder is being laid on a draft

    @needs(Right.RECEIVE)
    def devices(self) -> tuple[Device, ...]:
        return tuple(self.scanner.list())

    @needs(Right.RECEIVE)
    def get_ready(self) -> None:
        """Before the first page comes. What waits in the spool for a dossier that is open no longer goes."""
        self.imaging.warm_up()
        self.spool.sweep(self._open_drafts)

    @needs(Right.RECEIVE)
    def scan(
        self, draft_id: UUID, cancelled: Callable[[], bool] = lambda: False, request: ScanRequest | None = None
    ) -> Iterator[Draft]:
        """The whole stack; the draft with each page as it comes. `request`: another kind of paper than F5 takes now.
        Raises a leaf of ScannerFault, after the pages that came before it; SidesDiffer at the end of a stack that was
        turned by hand. Whatever it raises, with `facts['kept']` so many more have left the scanner whole, and wait in
        the spool for the next scan, which takes them first.

        Who asks, for which dossier and how, is settled by the call; a device is spoken to from the first page on,
        which may be asked for much later: behind another scan."""
        return self._stack(draft_id, self.session.who, self.usual(), request, cancelled)

    @anybody
    def left_over(self, draft_id: UUID) -> int:
        """How many pages have left the scanner whole and lie on no draft: the program was ended, or its disk full."""
        return len(self.spool.left(draft_id))

    @needs(Right.RECEIVE)
    def take_up(self, draft_id: UUID, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Draft]:
        """Those; no device is spoken to. Raises as `scan` does, and VaultFileDamaged behind the others."""
        images = _until(left_behind(self.spool, draft_id), cancelled)
        return self._take_in_all(draft_id, self.session.who, images, fed=True)

    @needs(Right.RECEIVE)
    def scan_glass(self, draft_id: UUID, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Draft]:
        """One page from the glass, whatever F5 takes: for a sheet that no feeder takes, or none will."""
        request = replace(self.usual(), source=PaperSource.GLASS, limit=1)
        return self._take_in_all(draft_id, self.session.who, self._images(request, cancelled), several=True)

    @anybody
    def sheets_to_turn(self, draft_id: UUID) -> int:
        """How many sheets wait for their backs: the next scan takes those."""
        return self.turned.waiting(draft_id)

    @needs(Right.RECEIVE)
    def rescan(self, draft_id: UUID, page: str, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Draft]:
        """One page again, in the place of `page`, which goes only when the new one is there."""
        request = self.usual()
        source = PaperSource.FEEDER if request.source is PaperSource.BY_HAND else request.source
        # Whoever sits here when the page comes, the draft is his who asked.
        return self._again(draft_id, self.session.who, page, replace(request, source=source, limit=1), cancelled)

    @needs(Right.RECEIVE)
    def add_file(self, draft_id: UUID, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Draft:
        """An image, a TIFF of several pages or a PDF, which is kept as it is too: it may be signed. Raises NotAnImage,
        also for a file that was not taken to its end (reason `stopped`); the pages before that or before a broken one
        are kept."""
        clerk = self.session.who
        data = self.files.read(path, cancelled)
        images, pdf = self.imaging.pages_of(data), data if self.imaging.is_pdf(data) else b""
        images = _unless_stopped(images, cancelled)
        last = deque(self._take_in_all(draft_id, clerk, images, several=True, pdf=pdf), maxlen=1)
        return last[0] if last else self._as_it_is(draft_id, clerk)

    @needs(Right.RECEIVE)
    def shoot(self, draft_id: UUID, picture: bytes) -> Draft:
        """What lay under the document camera: the sheet in it, found and straightened. Raises NotAnImage."""
        clerk = self.session.who
        page = PageImage(picture, "image/jpeg", 0, Origin.CAMERA)
        last = deque(self._take_in_all(draft_id, clerk, (page,)), maxlen=1)
        return last[0]

    @needs(Right.RECEIVE)
    def collect_folder(self, draft_id: UUID, cancelled: Callable[[], bool] = lambda: False) -> Draft:
        """Whatever lies complete in the watched folder, oldest first. A file that is no page is set aside, and the
        rest goes on; then raises the first NotAnImage. At once where the folder no longer answers, or when cancelled:
        a file that was not taken to its end stays, and is taken whole the next time."""
        folder = self.folder
        if folder is None:
            return self._as_it_is(draft_id, self.session.who)
        draft = self._as_it_is(draft_id, self.session.who)
        refused: NotAnImage | None = None
        for path in folder.new_files(cancelled):
            try:
                draft = self.add_file(draft_id, path, cancelled)
            except NotAnImage as error:
                if error.facts.get("reason") in NOT_TAKEN:
                    raise
                refused = refused or error
                folder.set_aside(path, cancelled)
            else:
                folder.done_with(path, cancelled)
        if refused is not None:
            raise refused
        return draft

    @needs(Right.RECEIVE)
    def page_jpeg(self, page: str) -> bytes:
        """Raises VaultFileDamaged."""
        return self.vault.get(page)

    def _stack(
        self, draft_id: UUID, clerk: str, usual: ScanRequest, picked: ScanRequest | None, cancelled: Callable[[], bool]
    ) -> Iterator[Draft]:
        """Where the fronts were no usual paper, F5 takes their backs all the same."""
        picked = picked or self.turned.picked(draft_id)
        request = picked or usual
        if request.source is PaperSource.BY_HAND:
            yield from self._by_hand(self.turned.of(draft_id, picked), draft_id, clerk, request, cancelled)
            return
        self.turned.forget()
        images = self._fed(draft_id, request, cancelled)
        yield from self._take_in_all(draft_id, clerk, images, several=request.source is PaperSource.GLASS, fed=True)

    def _by_hand(
        self, stack: TurnedStack, draft_id: UUID, clerk: str, request: ScanRequest, cancelled: Callable[[], bool]
    ) -> Iterator[Draft]:
        """The fronts; the next time the backs, each behind its front. After a fault the same side goes on."""
        images = self._fed(draft_id, replace(request, source=PaperSource.FEEDER), cancelled)
        for draft in self._take_in_all(draft_id, clerk, images, fed=True):
            page = draft.pages[-1].name
            if not stack.turned:
                stack.front(page)
                yield draft
                continue
            front = stack.front_of(page)

            def put_behind(_: UnitOfWork, draft: Draft, page: str = page, front: str | None = front) -> Draft:
                return laid_behind(draft, page, front) if front is not None else draft

            yield change_draft(self.store, draft_id, clerk, put_behind)
        if cancelled():
            self.turned.forget()  # the clerk has thought better of it
        elif not stack.turned:
            stack.turn()
        else:
            fronts, backs = stack.sides
            self.turned.forget()
            if fronts != backs:
                raise SidesDiffer("sheets stuck together", fronts=str(fronts), backs=str(backs))

    def _again(
        self, draft_id: UUID, clerk: str, page: str, request: ScanRequest, cancelled: Callable[[], bool]
    ) -> Iterator[Draft]:
        known = {p.name for p in self._as_it_is(draft_id, clerk).pages}
        for draft in self._take_in_all(draft_id, clerk, self._images(request, cancelled), instead_of=page):
            new = draft.pages[-1].name
            if new in known:  # the very same bytes again
                yield draft
                continue

            def put_in_place(_: UnitOfWork, draft: Draft, new: str = new) -> Draft:
                return _in_the_place_of(draft, page, new)

            yield change_draft(self.store, draft_id, clerk, put_in_place)

    def _fed(self, draft_id: UUID, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """What the scan before has left in the spool, then what the feeder gives."""
        left = False
        for image in left_behind(self.spool, draft_id):
            yield image
            left = True
        try:
            yield from as_they_come(self.spool, draft_id, partial(self._images, request), cancelled)
        except FeederEmpty:
            if not left:
                raise  # else the whole stack had come out

    def _images(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """No device is spoken to before the first is asked for. Raises NoScanner where none answers."""
        if not request.device_id:
            device = next(iter(self.scanner.list(cancelled)), None)
            if device is None and cancelled():
                return
            if device is None:
                raise NoScanner
            request = replace(request, device_id=device.id)
        yield from self.scanner.scan(request, cancelled)

    def _open_drafts(self) -> frozenset[UUID]:
        with self.store.read() as work:
            return work.drafts.ids()

    def _as_it_is(self, draft_id: UUID, clerk: str) -> Draft:
        with self.store.read() as work:
            return open_draft(work, draft_id, clerk)

    def _take_in_all(
        self,
        draft_id: UUID,
        clerk: str,
        images: Iterable[PageImage],
        instead_of: str | None = None,
        several: bool = False,
        pdf: bytes = b"",
        fed: bool = False,
    ) -> Iterator[Draft]:
        """Each page goes where its codes say, else in turn (domain.filing). `several`: cards or small papers may lie
        side by side on one image; those that do for sure are pages of their own. `pdf`: the file that the images are
        the pages of, stored before the first of them is on the draft, and not where none can be drawn. `fed`: a sheet
        that cannot be read has left the feeder as those behind it have; they are taken, then it is told.

        One stack at a time: whatever comes meanwhile by another way lies behind it."""
        unread: NotAnImage | None = None
        with self._telling_what_is_kept(draft_id), self.filing, ended(images) as coming:
            for taken in self._each_taken_in((draft_id, clerk), coming, instead_of, several, pdf):
                if isinstance(taken, Draft):
                    yield taken
                elif not fed:
                    raise taken
                else:
                    unread = unread or taken
        if unread is not None:
            raise unread

    @contextmanager
    def _telling_what_is_kept(self, draft_id: UUID) -> Iterator[None]:
        try:
            yield
        except CounterError as error:
            kept = len(self.spool.left(draft_id))
            if kept:
                error.facts["kept"] = str(kept)
            raise

    def _each_taken_in(
        self,
        whose: tuple[UUID, str],
        images: Iterable[PageImage],
        instead_of: str | None,
        several: bool,
        pdf: bytes,
    ) -> Iterator[Draft | NotAnImage]:
        """The draft with each page, or why an image is none."""
        draft_id, clerk = whose
        begun = self._as_it_is(draft_id, clerk)
        dossier, own = begun.dossier, begun.after.code if begun.after else ""
        waiting = [c.code for c in _wait_for_paper(dossier)]
        card, applicant = card_component(dossier), number_of(dossier.applicant)
        insurance = insurance_component(dossier)
        # Who has put a separator into this dossier parts its papers by them, in whichever stack.
        parted = any(is_separator(p.codes) for p in begun.pages)
        twins: Counter[bytes] = Counter()
        stack: list[Leaf] = []
        laid: list[tuple[str, str | None]] = []
        files: tuple[str, ...] = ()
        for image in images:
            try:
                jpeg = self.imaging.as_jpeg(image)
                files = files or ((self.vault.put(pdf),) if pdf else ())
                raw = RawImage(self.vault.put(jpeg), image.dpi, image.origin, files)
                sheets = self._straight(image, jpeg, several)
            except NotAnImage as error:
                yield error
                continue
            for nth_sheet, straight in enumerate(sheets):
                nth = twins[straight.jpeg]
                twins[straight.jpeg] += 1
                known = [p for p in self._as_it_is(draft_id, clerk).pages if p.name != instead_of]
                name = self.vault.put(told_apart(straight.jpeg, nth))
                page = captured_from(straight, name, (raw,), known, self.imaging, self.vault)
                stack.append(Leaf(page.codes, beside=nth_sheet > 0, blank=page.blank))
                found = places(stack, waiting, card, applicant, parted=parted, own=own, insurance=insurance)
                now = [place.component for place in found]
                moved = [(*was, target) for was, target in zip(laid, now, strict=False) if was[1] != target]
                laid = [*((name, target) for (name, _), target in zip(laid, now, strict=False)), (name, now[-1])]
                yield change_draft(self.store, draft_id, clerk, partial(_take_in, page, now[-1], moved))

    def _straight(self, image: PageImage, jpeg: bytes, several: bool) -> tuple[StraightPage, ...]:
        """One over which the studio's process dies or hangs is a page as it came: the sheet has left the feeder, and
        those behind it come. Raises NotAnImage."""
        try:
            return straight_pieces(self.imaging, image, self.imaging.pieces(image) if several else ())
        except NotAnImage as error:
            if "gave_up" not in error.facts:
                raise
            return (self.imaging.uncut(self.imaging.redrawn(jpeg), image.dpi),)  # the window will show it


def _until(images: Iterable[PageImage], cancelled: Callable[[], bool]) -> Iterator[PageImage]:
    for image in images:
        if cancelled():
            return
        yield image


def _unless_stopped(images: Iterable[PageImage], cancelled: Callable[[], bool]) -> Iterator[PageImage]:
    """Raises NotAnImage between two pages once cancelled."""
    for image in images:
        if cancelled():
            raise NotAnImage("stopped", reason="stopped")
        yield image


def _wait_for_paper(dossier: Dossier) -> tuple[Component, ...]:
    return tuple(c for c in dossier.missing if c.due is not Due.SHOW and not dossier.needs_reason(c))


def _take_in(
    page: CapturedPage,
    target: str | None,
    moved: Iterable[tuple[str, str | None, str | None]],
    _: UnitOfWork,
    draft: Draft,
) -> Draft:
    """`moved`: pages of this stack, where they were laid and where they belong now that a separator has come."""
    if any(page.name in (p.name, p.upright) for p in draft.pages):
        return _in_this_file_too(draft, page)  # the very same bytes again: nothing new to keep but a PDF
    # While the stack runs a late look-up may find the paper, or the clerk may go on: then the page stays loose.
    longer = replace(draft, pages=(*draft.pages, page))
    longer = assigned(longer, page.name, target if takes_pages(longer.dossier, target) else None)
    there = {p.name for p in draft.pages}
    for called, was, now in moved:
        name = now_called(draft, called)
        if name in there and longer.component_of(name) == was:  # else the clerk has laid it elsewhere
            longer = assigned(longer, name, now if takes_pages(longer.dossier, now) else None)
    return longer


def _in_this_file_too(draft: Draft, again: CapturedPage) -> Draft:
    """A page that is there already came again, perhaps in another PDF: the unsigned one first, then the signed."""
    came = {raw.name: raw.files for raw in again.raws}

    def told(page: CapturedPage) -> CapturedPage:
        raws = (replace(r, files=tuple(dict.fromkeys((*r.files, *came.get(r.name, ()))))) for r in page.raws)
        return replace(page, raws=tuple(raws))

    pages = tuple(told(page) for page in draft.pages)
    return draft if pages == draft.pages else replace(draft, pages=pages)


def _in_the_place_of(draft: Draft, old: str, new: str) -> Draft:
    """`new`, just captured, takes the place of `old` in scan order and under its component."""
    before = [one for one in lying(draft) if one.page.name != new]
    if all(one.page.name != old for one in before):
        return draft  # taken off meanwhile: the new one stays where it is
    (page,) = (page for page in draft.pages if page.name == new)
    page = replace(page, facts=next(one.page.facts for one in before if one.page.name == old))
    after = (replace(one, page=page) if one.page.name == old else one for one in before)
    return recorded(PageAct.RESCANNED, relaid(draft, before), relaid(draft, after))
