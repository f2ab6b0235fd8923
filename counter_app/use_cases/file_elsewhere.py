"""Files pages under another dossier that waits for them: the one whose code stands on them. They leave this draft and
lie on the one that adds to that dossier, which is opened where the clerk has none; one transaction, undone by the next.

A page goes only where somebody has said that paper is due: to a supplement that was asked for, or to what this clerk
has open for that dossier already (its supplement, its result). Most pages that bear a code are receipts: an accepted
dossier that waits for nothing is never taken to be waiting for its result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.dossier import Captured
from ..domain.errors import NotFiledThere, UnknownDossier
from ..domain.filing import Leaf, card_component, insurance_component, places
from ..domain.life import UNFINISHED, Act
from ..domain.page_code import CodeKind
from ..domain.page_fault import PageFault
from ..domain.party import number_of
from ..domain.people import Right
from ..domain.procedure import Due
from ..ports import AuditLine, CapturedPage, Draft, PageAct, PageStep, Purpose, UnitOfWork
from .drafting import open_draft
from .laid_pages import assigned, lying, recorded, redo, relaid, takes_pages, undo
from .open_after import ACTS, OpenAfter
from .session import needs
from .stepping import Scene


@dataclass(frozen=True, slots=True)
class Filed:
    """`draft` is the one that the pages left; `code` of the dossier they are for, `purpose` what is added to it,
    `papers` the names of those they lie under there, none where they lie loose."""

    draft: Draft
    code: str
    purpose: Purpose
    papers: tuple[str, ...]


@dataclass(frozen=True)
class FileElsewhere(OpenAfter):
    @needs(Right.FOLLOW)
    def pages(self, draft_id: UUID, names: tuple[str, ...]) -> Filed:
        """Raises NotFiledThere (why: no-code, two-codes, here, not-waiting, over, taken), UnknownDossier."""
        with self.store.write() as work:
            return self._filed(work, open_draft(work, draft_id, self.session.who), names)

    @needs(Right.FOLLOW)
    def back(self, work: UnitOfWork, draft: Draft) -> Draft:
        """The draft with the pages of its last step again, which lie there no more, but for what lay there before.
        Raises NotFiledThere (why: done) once they were taken in there; changed, where they were turned, taken off or
        laid elsewhere there since: they would come back as they were, and the others stay."""
        step = draft.done[-1]
        names = {one.page.name for one in step.added}
        there = self._still_open(work, step)
        lies = {one.page.name: one.component for one in lying(there)}
        if any(one.page.name not in lies or lies[one.page.name] != one.component for one in step.added):
            raise NotFiledThere(why="changed", dossier=there.after.code if there.after else "")
        there = relaid(there, (one for one in lying(there) if one.page.name not in names))
        there = _without_ways_to(there, names)
        work.drafts.save(there)
        if not (there.pages or there.done or there.dossier.settlements):
            work.drafts.put_away(there.dossier.id)  # a slip of the key leaves no empty dossier on the list
        self._note(work, "pages-filed-back", there, draft, len(step.before))
        return undo(draft)

    @needs(Right.FOLLOW)
    def again(self, work: UnitOfWork, draft: Draft) -> Draft:
        """What was undone last, as if it was asked for anew. Raises as `pages` does."""
        step = draft.undone[-1]
        here = {page.name for page in draft.pages}
        names = tuple(one.page.name for one in step.before if one.page.name in here)
        filed = self._filed(work, draft, names).draft if names else draft
        # The way forward of the steps behind it stays: `recorded` takes it for a new act.
        return replace(filed, undone=draft.undone[:-1]) if names else redo(draft)

    # --- how -------------------------------------------------------------------------------------------

    def _filed(self, work: UnitOfWork, draft: Draft, names: tuple[str, ...]) -> Filed:
        going = tuple(page for page in draft.pages if page.name in names)
        scene = self._scene_of(work, _code_on(going, draft.after.code if draft.after else ""))
        there = self._waiting(work, scene)
        known = {page.name for page in there.pages}
        there = _laid(there, going, scene.accepted.code.text)
        added = tuple(one for one in lying(there) if one.page.name not in known)
        left = relaid(draft, (one for one in lying(draft) if one.page.name not in names))
        left = recorded(PageAct.FILED, draft, left)
        step = replace(left.done[-1], filed_in=there.dossier.id, added=added)
        left = replace(left, done=(*left.done[:-1], step))
        work.drafts.save(there)
        work.drafts.save(left)
        self._note(work, "pages-filed", there, draft, len(going))
        under = (there.component_of(page.name) for page in going)
        procedure = there.dossier.procedure
        papers = tuple(dict.fromkeys(procedure.component(code).name for code in under if code and procedure))
        purpose = there.after.purpose if there.after else Purpose.SUPPLEMENT
        return Filed(left, scene.accepted.code.text, purpose, papers)

    def _scene_of(self, work: UnitOfWork, code: str) -> Scene:
        found = work.dossiers.with_code(code)
        if found is None:
            raise UnknownDossier
        return self._scene(work, found)

    def _waiting(self, work: UnitOfWork, scene: Scene) -> Draft:
        """What pages may be added to. Raises NotFiledThere."""
        clerk, code = self.session.who, scene.accepted.code.text
        if scene.life.stage not in UNFINISHED:
            raise NotFiledThere(why="over", dossier=code)
        for one in work.drafts.all_open():
            if one.after is not None and one.after.dossier_id == scene.accepted.id:
                if one.clerk != clerk:
                    raise NotFiledThere(why="taken", dossier=code)
                if scene.life.allows(ACTS[one.after.purpose]):
                    return one
        if not scene.life.allows(Act.SUPPLEMENTED):
            raise NotFiledThere(why="not-waiting", dossier=code)
        return self._begun(scene, Purpose.SUPPLEMENT, ticket=None)

    def _still_open(self, work: UnitOfWork, step: PageStep) -> Draft:
        with suppress(KeyError):
            if step.filed_in is not None:
                there = work.drafts.get(step.filed_in)
                if there.clerk == self.session.who:
                    return there
        raise NotFiledThere(why="done")

    def _note(self, work: UnitOfWork, what: str, there: Draft, here: Draft, count: int) -> None:
        after = there.after
        about = {"dossier": str(after.dossier_id), "code": after.code} if after else {}
        about |= {"draft": str(here.dossier.id), "count": str(count)}
        work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))


def _code_on(pages: Iterable[CapturedPage], own: str) -> str:
    """The one code of a dossier on these pages. Those behind it that bear none go with it: the clerk has chosen
    them. Raises NotFiledThere."""
    found = {code.text for page in pages for code in page.codes if code.kind is CodeKind.DOSSIER}
    if not found:
        raise NotFiledThere(why="no-code")
    if found == {own}:
        raise NotFiledThere(why="here", dossier=own)
    if len(found) > 1:
        raise NotFiledThere(why="two-codes")
    return found.pop()


def _without_ways_to(draft: Draft, names: Collection[str]) -> Draft:
    """No step, back or forward, brings these pages onto it any more."""

    def others(steps: tuple[PageStep, ...]) -> tuple[PageStep, ...]:
        return tuple(s for s in steps if not any(one.page.name in names for one in (*s.before, *s.after)))

    return replace(draft, done=others(draft.done), undone=others(draft.undone))


def _laid(there: Draft, pages: tuple[CapturedPage, ...], code: str) -> Draft:
    """Each in its turn among the papers that wait there, the rest with the last, as if that stack had been scanned."""
    dossier, known = there.dossier, {page.name for page in there.pages}
    new = tuple(
        replace(page, faults=tuple(fault for fault in page.faults if fault is not PageFault.TWICE))
        for page in pages
        if page.name not in known
    )
    open_ones = [c.code for c in dossier.missing if c.due is not Due.SHOW]
    last = [s.component for s in dossier.settlements if isinstance(s, Captured)][-1:]
    found = places(
        [Leaf(page.codes, blank=page.blank) for page in new],
        open_ones or last,
        card_component(dossier),
        number_of(dossier.applicant),
        own=code,
        insurance=insurance_component(dossier),
    )
    longer = replace(there, pages=(*there.pages, *new))
    for page, place in zip(new, found, strict=True):
        if takes_pages(longer.dossier, place.component):
            longer = assigned(longer, page.name, place.component)
    return longer
