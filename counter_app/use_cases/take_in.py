"""Takes images onto a draft: each straightened, kept, and laid where its codes or its turn say, before the next one is
looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock
from uuid import UUID

from ..domain.dossier import Dossier
from ..domain.errors import CounterError, NotAnImage, StackUnknown
from ..domain.filing import Leaf, card_component, insurance_component, is_separator, places
from ..domain.party import number_of
from ..domain.procedure import Component, Due
from ..ports import (
    NO_STACK,
    CapturedPage,
    Draft,
    FedStack,
    Imaging,
    PageAct,
    PageImage,
    PageSpool,
    RawImage,
    SpooledPage,
    Store,
    StraightPage,
    UnitOfWork,
    Vault,
)
from .captured import captured_from, straight_pieces, told_apart
from .drafting import change_draft, open_draft
from .laid_pages import assigned, lying, now_called, recorded, relaid, takes_pages
from .spooled import ended
from .stack_so_far import KIND, StackSoFar, noted
from .turned_stack import BACK, FRONT, TurnedStack, laid_behind


@dataclass(frozen=True)
class TakeIn:
    store: Store
    vault: Vault
    spool: PageSpool
    imaging: Imaging
    turned: TurnedStack
    filing: Lock  # held while a stack, a file or a folder is being laid on a draft

    def __call__(
        self,
        draft_id: UUID,
        clerk: str,
        images: Iterable[PageImage | SpooledPage],
        stack: FedStack = NO_STACK,
        pdf: bytes = b"",
        again: bool = False,
    ) -> Iterator[Draft]:
        """The draft with each page. Each page goes where its codes say, else in turn (domain.filing). `stack`: how they
        came; those that are several on one image for sure are pages of their own. `pdf`: the file that the images are
        the pages of, stored before the first of them is on the draft, and not where none can be drawn. `again`: the
        scan that they came with was cut off; raises StackUnknown behind the last where nothing is known of it, or one
        comes behind those that it lay before.

        A sheet that cannot be read has left the feeder as those behind it have; they are taken, then it is told.

        One stack at a time: whatever comes meanwhile by another way lies behind it."""
        unread: NotAnImage | None = None
        in_turn = True
        with self.telling_what_is_kept(draft_id), self.filing, ended(images) as coming:
            so_far = noted(self.spool, draft_id, stack.id) if again else None
            in_turn = so_far is not None or not again
            so_far = so_far or self._begun(draft_id, clerk, stack)
            for taken in self._each(draft_id, clerk, coming, stack, so_far, pdf):
                if isinstance(taken, Draft):
                    yield taken
                elif not stack.id:
                    raise taken
                else:
                    unread = unread or taken
        if stack.id and not self.spool.left(draft_id):
            self.spool.note(draft_id, KIND, b"")
        with self.telling_what_is_kept(draft_id):
            if unread is not None:
                raise unread
            if not (in_turn and so_far.in_turn):
                raise StackUnknown(why="out-of-turn" if in_turn else "lost")

    @contextmanager
    def telling_what_is_kept(self, draft_id: UUID) -> Iterator[None]:
        """Whatever is raised inside says how many pages wait in the spool, and how many of these were not read."""
        try:
            yield
        except CounterError as error:
            kept, unread = len(self.spool.left(draft_id)), len(self.spool.unread(draft_id))
            error.facts |= {"kept": str(kept)} if kept else {}
            error.facts |= {"unread": str(unread)} if unread else {}
            raise

    def _begun(self, draft_id: UUID, clerk: str, stack: FedStack) -> StackSoFar:
        draft = self._as_it_is(draft_id, clerk)
        waiting = tuple(c.code for c in _wait_for_paper(draft.dossier))
        # Who has put a separator into this dossier parts its papers by them, in whichever stack.
        so_far = StackSoFar(stack.id, waiting, any(is_separator(p.codes) for p in draft.pages))
        so_far.note(self.spool, draft_id)
        return so_far

    def _each(
        self,
        draft_id: UUID,
        clerk: str,
        images: Iterable[PageImage | SpooledPage],
        stack: FedStack,
        so_far: StackSoFar,
        pdf: bytes,
    ) -> Iterator[Draft | NotAnImage]:
        """The draft with each page, or why an image is none."""
        begun = self._as_it_is(draft_id, clerk)
        dossier, own = begun.dossier, begun.after.code if begun.after else ""
        card, applicant = card_component(dossier), number_of(dossier.applicant)
        insurance = insurance_component(dossier)
        files: tuple[str, ...] = ()
        for came in images:
            image, came_as = (came.image, came.name) if isinstance(came, SpooledPage) else (came, "")
            if came_as and came_as in so_far.taken:  # the program ended before it was gone
                self.spool.done(came_as)
                continue
            try:
                jpeg = self.imaging.as_jpeg(image)
                files = files or ((self.vault.put(pdf),) if pdf else ())
                raw = RawImage(self.vault.put(jpeg), image.dpi, image.origin, files)
                sheets = self._straight(image, jpeg, stack.several)
            except NotAnImage as error:
                if came_as:
                    self._unread(draft_id, stack, so_far, came_as, error)
                yield error
                continue
            for nth_sheet, straight in enumerate(sheets):
                known = [p for p in self._as_it_is(draft_id, clerk).pages if p.name != stack.instead_of]
                name = self.vault.put(told_apart(straight.jpeg, so_far.nth(straight.jpeg)))
                page = captured_from(straight, name, (raw,), known, self.imaging, self.vault)
                at = so_far.lay(name, Leaf(page.codes, beside=nth_sheet > 0, blank=page.blank), came_as)
                found = places(
                    so_far.leaves, so_far.waiting, card, applicant, parted=so_far.parted, own=own, insurance=insurance
                )
                now = [place.component for place in found]
                moved = so_far.relaid(now, but=at)
                put = self._where(stack, name, f"{stack.id}-{came_as}")
                yield change_draft(self.store, draft_id, clerk, _taking_in(page, now[at], moved, put))
            if came_as:
                so_far.take(came_as)
                if stack.side:
                    self.turned.note()  # first: one that is noted as taken does not come again, and would have no side
                so_far.note(self.spool, draft_id)
                self.spool.done(came_as)

    def _where(self, stack: FedStack, name: str, came_as: str) -> Callable[[Draft, Draft], Draft]:
        """What is done with the page once it lies there, in the same commit: the draft before it and with it."""
        if stack.instead_of:
            return lambda before, longer: (
                in_the_place_of(longer, stack.instead_of, name) if len(before.pages) < len(longer.pages) else longer
            )
        if stack.side == FRONT:
            self.turned.front(name, came_as)
        front = self.turned.front_of(name, came_as) if stack.side == BACK else None
        return lambda _, longer: laid_behind(longer, name, front) if front is not None else longer

    def _straight(self, image: PageImage, jpeg: bytes, several: bool) -> tuple[StraightPage, ...]:
        """One over which the studio's process dies or hangs is a page as it came: the sheet has left the feeder, and
        those behind it come. Raises NotAnImage."""
        try:
            return straight_pieces(self.imaging, image, self.imaging.pieces(image) if several else ())
        except NotAnImage as error:
            if "gave_up" not in error.facts:
                raise
            return (self.imaging.uncut(self.imaging.redrawn(jpeg), image.dpi),)  # the window will show it

    def _unread(self, draft_id: UUID, stack: FedStack, so_far: StackSoFar, came_as: str, error: NotAnImage) -> None:
        """A picture that the studio gave up over may be sound, and there is no other; what is none goes. Either way
        the sheet has its turn, and its side."""
        if stack.side:
            self.turned.unread(stack.side, f"{stack.id}-{came_as}")
            self.turned.note()
        so_far.keep_turn(came_as)
        so_far.note(self.spool, draft_id)
        if "gave_up" in error.facts:
            self.spool.gave_up(came_as)
        else:
            self.spool.done(came_as)

    def _as_it_is(self, draft_id: UUID, clerk: str) -> Draft:
        with self.store.read() as work:
            return open_draft(work, draft_id, clerk)


def _wait_for_paper(dossier: Dossier) -> tuple[Component, ...]:
    return tuple(c for c in dossier.missing if c.due is not Due.SHOW and not dossier.needs_reason(c))


def _taking_in(
    page: CapturedPage,
    target: str | None,
    moved: Iterable[tuple[str, str | None, str | None]],
    put: Callable[[Draft, Draft], Draft],
) -> Callable[[UnitOfWork, Draft], Draft]:
    """`moved`: pages of this stack, where they were laid and where they belong now that a separator has come."""

    def take_in(_: UnitOfWork, draft: Draft) -> Draft:
        if any(page.name in (p.name, p.upright) for p in draft.pages):
            return put(draft, _in_this_file_too(draft, page))  # the very same bytes again: nothing new but a PDF
        # While the stack runs a late look-up may find the paper, or the clerk may go on: then the page stays loose.
        longer = replace(draft, pages=(*draft.pages, page))
        longer = assigned(longer, page.name, target if takes_pages(longer.dossier, target) else None)
        there = {p.name for p in draft.pages}
        for called, was, now in moved:
            name = now_called(draft, called)
            if name in there and longer.component_of(name) == was:  # else the clerk has laid it elsewhere
                longer = assigned(longer, name, now if takes_pages(longer.dossier, now) else None)
        return put(draft, longer)

    return take_in


def _in_this_file_too(draft: Draft, again: CapturedPage) -> Draft:
    """A page that is there already came again, perhaps in another PDF: the unsigned one first, then the signed."""
    came = {raw.name: raw.files for raw in again.raws}

    def told(page: CapturedPage) -> CapturedPage:
        raws = (replace(r, files=tuple(dict.fromkeys((*r.files, *came.get(r.name, ()))))) for r in page.raws)
        return replace(page, raws=tuple(raws))

    pages = tuple(told(page) for page in draft.pages)
    return draft if pages == draft.pages else replace(draft, pages=pages)


def in_the_place_of(draft: Draft, old: str, new: str) -> Draft:
    """`new`, just captured, takes the place of `old` in scan order and under its component."""
    before = [one for one in lying(draft) if one.page.name != new]
    if all(one.page.name != old for one in before):
        return draft  # taken off meanwhile: the new one stays where it is
    (page,) = (page for page in draft.pages if page.name == new)
    page = replace(page, facts=next(one.page.facts for one in before if one.page.name == old))
    after = (replace(one, page=page) if one.page.name == old else one for one in before)
    return recorded(PageAct.RESCANNED, relaid(draft, before), relaid(draft, after))
