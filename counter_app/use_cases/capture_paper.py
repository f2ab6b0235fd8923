"""Captures what is missing: pages from the scanner, a file or the watched folder, straightened and kept.

Each page is in the vault and on the draft before the next one is looked at, so a crash at page 40 keeps 39.
"""

# Long because: each way in that a page has is a verb here, and they all end in one.

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import Lock
from uuid import UUID, uuid4

from ..domain.errors import FeederEmpty, NoScanner, NotAnImage, SidesDiffer, StackUnknown, VaultFileDamaged
from ..domain.people import Right
from ..ports import (
    Device,
    Draft,
    FedStack,
    Files,
    Folder,
    Imaging,
    Origin,
    PageImage,
    PageSpool,
    PaperSource,
    Scanner,
    ScanRequest,
    Store,
    Vault,
)
from .drafting import open_draft
from .session import Session, anybody, needs
from .spooled import UNWATCHED, WHOLE, Watch, as_they_come, ended, left_behind
from .take_in import TakeIn
from .turned_stack import BACK, FRONT, TurnedStack

NOT_TAKEN = ("no-answer", "stopped")
"""Reasons of NotAnImage that say nothing of the file."""
UNREADABLE = (NotAnImage, StackUnknown, VaultFileDamaged)
"""Told behind the last page that could be read."""


def _nobody() -> bool:
    """Nobody cancels."""
    return False


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

    def __post_init__(self) -> None:
        self.turned.outlives_in(self.spool)

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
        self,
        draft_id: UUID,
        cancelled: Callable[[], bool] = _nobody,
        request: ScanRequest | None = None,
        watch: Watch = UNWATCHED,
    ) -> Iterator[Draft]:
        """The whole stack; the draft with each page as it comes. `request`: another kind of paper than F5 takes now.
        Raises a leaf of ScannerFault, after the pages that came before it (`watch` hears of it at once); SidesDiffer at
        the end of a stack that was turned by hand. Whatever it raises, with `facts['kept']` so many more have left the
        scanner whole, and wait in the spool for the next scan, which takes them first; `facts['unread']` of these
        could not be read, and wait for `take_up` or `put_aside`.

        Who asks, for which dossier and how, is settled by the call; a device is spoken to from the first page on,
        which may be asked for much later: behind another scan."""
        return self._stack(draft_id, self.session.who, self.usual(), request, cancelled, watch)

    @anybody
    def left_over(self, draft_id: UUID) -> int:
        """How many pages have left the scanner whole and lie on no draft: the program was ended, or its disk full."""
        return len(self.spool.left(draft_id))

    @anybody
    def found_again(self, draft_id: UUID) -> int:
        """The draft is open again: the same, and how many sheets were to be turned is known again."""
        self.turned.find(draft_id)
        return self.left_over(draft_id)

    @needs(Right.RECEIVE)
    def take_up(self, draft_id: UUID, cancelled: Callable[[], bool] = _nobody) -> Iterator[Draft]:
        """Those, laid as they would have been; no device is spoken to. Raises as `scan` does: PagesKept once cancelled,
        StackUnknown where it is not known how they would have been laid; VaultFileDamaged behind the others."""
        return self._left(draft_id, self.session.who, cancelled, unread=True)

    @needs(Right.RECEIVE)
    def put_aside(self, draft_id: UUID) -> int:
        """The clerk does without the pages that could not be read: the sheets lie there. How many they were."""
        self._as_it_is(draft_id, self.session.who)
        unread = self.spool.unread(draft_id)
        for name in unread:
            self.spool.done(name)
        return len(unread)

    @needs(Right.RECEIVE)
    def scan_glass(
        self, draft_id: UUID, cancelled: Callable[[], bool] = _nobody, watch: Watch = UNWATCHED
    ) -> Iterator[Draft]:
        """One page from the glass, whatever F5 takes: for a sheet that no feeder takes, or none will."""
        request = replace(self.usual(), source=PaperSource.GLASS, limit=1)
        return self._one(draft_id, self.session.who, request, FedStack(_new_id(), several=True), cancelled, watch)

    @anybody
    def sheets_to_turn(self, draft_id: UUID) -> int:
        """How many sheets wait for their backs: the next scan takes those."""
        return self.turned.waiting(draft_id)

    @needs(Right.RECEIVE)
    def rescan(
        self, draft_id: UUID, page: str, cancelled: Callable[[], bool] = _nobody, watch: Watch = UNWATCHED
    ) -> Iterator[Draft]:
        """One page again, in the place of `page`, which goes only when the new one is there."""
        request = self.usual()
        source = PaperSource.FEEDER if request.source is PaperSource.BY_HAND else request.source
        request, stack = replace(request, source=source, limit=1), FedStack(_new_id(), instead_of=page)
        # Whoever sits here when the page comes, the draft is his who asked.
        return self._one(draft_id, self.session.who, request, stack, cancelled, watch)

    @needs(Right.RECEIVE)
    def add_file(self, draft_id: UUID, path: Path, cancelled: Callable[[], bool] = _nobody) -> Draft:
        """An image, a TIFF of several pages or a PDF, which is kept as it is too: it may be signed. Raises NotAnImage,
        also for a file that was not taken to its end (reason `stopped`); the pages before that or before a broken one
        are kept."""
        clerk = self.session.who
        data = self.files.read(path, cancelled)
        images, pdf = self.imaging.pages_of(data), data if self.imaging.is_pdf(data) else b""
        images = _unless_stopped(images, cancelled)
        last = deque(self._take_in(draft_id, clerk, images, FedStack(several=True), pdf), maxlen=1)
        return last[0] if last else self._as_it_is(draft_id, clerk)

    @needs(Right.RECEIVE)
    def shoot(self, draft_id: UUID, picture: bytes) -> Draft:
        """What lay under the document camera: the sheet in it, found and straightened. Raises NotAnImage."""
        clerk = self.session.who
        page = PageImage(picture, "image/jpeg", 0, Origin.CAMERA)
        last = deque(self._take_in(draft_id, clerk, (page,)), maxlen=1)
        return last[0]

    @needs(Right.RECEIVE)
    def collect_folder(self, draft_id: UUID, cancelled: Callable[[], bool] = _nobody) -> Draft:
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
        self,
        draft_id: UUID,
        clerk: str,
        usual: ScanRequest,
        picked: ScanRequest | None,
        cancelled: Callable[[], bool],
        watch: Watch,
    ) -> Iterator[Draft]:
        """Where the fronts were no usual paper, F5 takes their backs all the same."""
        turned = self.turned.of(draft_id)
        picked = picked or turned.picked(draft_id)
        request, left = picked or usual, 0
        for draft in self._left(draft_id, clerk, cancelled):
            left += 1
            yield draft
        by_hand = request.source is PaperSource.BY_HAND
        if by_hand:
            turned.of(draft_id).scanned_as(picked)
            request = replace(request, source=PaperSource.FEEDER)
            stack = FedStack(_new_id(), side=BACK if turned.turned else FRONT)
        else:
            turned.forget()
            stack = FedStack(_new_id(), several=request.source is PaperSource.GLASS)
        try:
            yield from self._fed(draft_id, clerk, request, stack, cancelled, watch)
        except UNREADABLE:
            self._all_but_unreadable(draft_id, stack)
            raise
        except FeederEmpty:
            if not left:
                raise
            return  # all that there was had waited; a side is over once its scan has given every sheet: see `_left`
        if by_hand:
            # A feeder that gave every sheet was not stopped, whatever was pressed while the last ones were laid.
            self._side_ended(draft_id, cancelled() and not self._gave_all(draft_id, stack))

    def _all_but_unreadable(self, draft_id: UUID, stack: FedStack) -> None:
        """Sheets that nobody can read have their places kept (see TurnedStack), so this side is over as any other. What
        could not be read is told before how many sheets stuck together."""
        waits = set(self.spool.left(draft_id)) - set(self.spool.unread(draft_id))
        if not waits and self._gave_all(draft_id, stack):
            with suppress(SidesDiffer):
                self._side_ended(draft_id, stopped=False)

    def _side_ended(self, draft_id: UUID, stopped: bool) -> None:
        """The fronts; the next time the backs, each behind its front. After a fault the same side goes on."""
        self.spool.note(draft_id, WHOLE, b"")  # a page of this side that is read again ends no other
        if stopped:
            self.turned.forget()  # the clerk has thought better of it
        elif not self.turned.turned:
            self.turned.turn()
        else:
            fronts, backs = self.turned.sides
            self.turned.forget()
            if fronts != backs:
                raise SidesDiffer("sheets stuck together", fronts=str(fronts), backs=str(backs))

    def _one(
        self,
        draft_id: UUID,
        clerk: str,
        request: ScanRequest,
        stack: FedStack,
        cancelled: Callable[[], bool],
        watch: Watch,
    ) -> Iterator[Draft]:
        yield from self._left(draft_id, clerk, cancelled)
        yield from self._fed(draft_id, clerk, request, stack, cancelled, watch)

    def _left(self, draft_id: UUID, clerk: str, cancelled: Callable[[], bool], unread: bool = False) -> Iterator[Draft]:
        """What the scans before have left in the spool, each stack as it would have been laid."""
        if self.spool.left(draft_id):
            self.turned.of(draft_id)
        telling = self._take_in.telling_what_is_kept(draft_id)  # also where there is no page before what is raised
        with telling, ended(left_behind(self.spool, draft_id, cancelled, unread)) as pages:
            for stack, of_stack in groupby(pages, key=lambda page: page.stack):
                try:
                    yield from self._take_in(draft_id, clerk, of_stack, stack, again=True)
                except UNREADABLE:
                    self._all_but_unreadable(draft_id, stack)
                    raise
                if self._gave_all(draft_id, stack):
                    self._side_ended(draft_id, stopped=False)

    def _gave_all(self, draft_id: UUID, stack: FedStack) -> bool:
        """Every sheet of this side of sheets that are turned by hand has left the feeder."""
        return bool(stack.side) and self.spool.noted(draft_id, WHOLE) == stack.id.encode()

    def _fed(
        self,
        draft_id: UUID,
        clerk: str,
        request: ScanRequest,
        stack: FedStack,
        cancelled: Callable[[], bool],
        watch: Watch,
    ) -> Iterator[Draft]:
        if not cancelled():
            scan = partial(self._images, request)
            images = as_they_come(self.spool, draft_id, stack, scan, cancelled, watch)
            yield from self._take_in(draft_id, clerk, images, stack)

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

    @property
    def _take_in(self) -> TakeIn:
        return TakeIn(self.store, self.vault, self.spool, self.imaging, self.turned, self.filing)

    def _open_drafts(self) -> frozenset[UUID]:
        with self.store.read() as work:
            return work.drafts.ids()

    def _as_it_is(self, draft_id: UUID, clerk: str) -> Draft:
        with self.store.read() as work:
            return open_draft(work, draft_id, clerk)


def _new_id() -> str:
    return uuid4().hex


def _unless_stopped(images: Iterable[PageImage], cancelled: Callable[[], bool]) -> Iterator[PageImage]:
    """Raises NotAnImage between two pages once cancelled."""
    for image in images:
        if cancelled():
            raise NotAnImage("stopped", reason="stopped")
        yield image
