"""Where the pages of a draft lie, and the way back: each change of them is a step that can be undone and redone. Pure.

Every act on pages puts a run of them in the place of another: a page turned is one for one, a page taken off one for
none, two sides on one page two for one. So one kind of step is enough, and undoing it is the same act the other way
round. What came meanwhile (a page of the stack that still runs, a late look-up) stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..domain.dossier import Captured, Dossier, Settlement
from ..ports import Draft, LaidPage, PageAct, PageStep

STEPS = 30  # undone one by one at the most
_SAME_SHEET = frozenset({PageAct.TURNED, PageAct.CORNERS, PageAct.RESCANNED})
_MOST_PAGES = 600  # that all steps of a draft remember: it is saved whole with each of them


def lying(draft: Draft) -> tuple[LaidPage, ...]:
    """The draft's pages in order, each with its component."""
    under = {name: s.component for s in draft.dossier.settlements if isinstance(s, Captured) for name in s.pages}
    return tuple(LaidPage(page, under.get(page.name)) for page in draft.pages)


def relaid(draft: Draft, laid: Iterable[LaidPage]) -> Draft:
    """The draft with exactly these pages. A page whose component is settled otherwise by now, or would need a reason,
    stays loose."""
    laid = tuple(laid)
    wanted: dict[str, tuple[str, ...]] = {}
    for one in laid:
        if one.component is not None:
            wanted[one.component] = (*wanted.get(one.component, ()), one.page.name)
    settlements: list[Settlement] = []
    for settlement in draft.dossier.settlements:
        if isinstance(settlement, Captured):
            pages = wanted.pop(settlement.component, ())
            settlements += [replace(settlement, pages=pages)] if pages else []
        else:
            settlements.append(settlement)
    dossier = replace(draft.dossier, settlements=tuple(settlements))
    for component, pages in wanted.items():
        if takes_pages(dossier, component):
            dossier = dossier.capture(component, pages)
    return replace(draft, dossier=dossier, pages=tuple(one.page for one in laid))


def assigned(draft: Draft, page: str, component: str | None) -> Draft:
    """A page moved to a component, or made loose. Raises ReasonNeeded for one that is held."""
    if component is not None and draft.component_of(page) == component:
        return draft
    dossier = _without(draft.dossier, page)
    if component is not None:
        before = dossier.settlement(component)
        pages = before.pages if isinstance(before, Captured) else ()
        dossier = dossier.capture(component, _in_scan_order(draft, (*pages, page)))
    return replace(draft, dossier=dossier)


def takes_pages(dossier: Dossier, code: str | None) -> bool:
    """Whether a page may go there without asking the clerk: no reason is needed, and nothing else settles it."""
    components = dossier.procedure.components if dossier.procedure else ()
    settled = dossier.settlement(code) if code is not None else None
    return (settled is None or isinstance(settled, Captured)) and any(
        c.code == code and not dossier.needs_reason(c) for c in components
    )


# --- steps ---------------------------------------------------------------------------------------------


def recorded(act: PageAct, old: Draft, new: Draft) -> Draft:
    """`new`, which remembers how to get back to `old`; what had been undone is no longer redone."""
    was, now = lying(old), lying(new)
    if was == now:
        return new
    start = _common(was, now)
    end = _common(was[start:][::-1], now[start:][::-1])
    step = PageStep(
        act=act,
        at=start,
        before=was[start : len(was) - end],
        after=now[start : len(now) - end],
        order_before=_order(old),
        order_after=_order(new),
    )
    return replace(new, done=_bounded((*new.done, step)), undone=())


def undo(draft: Draft) -> Draft:
    """Before the last step; unchanged where there is none."""
    if not draft.done:
        return draft
    *earlier, step = draft.done
    back = _swapped(draft, step.at, step.after, step.before, step.order_before)
    return replace(back, done=tuple(earlier), undone=(*draft.undone, step))


def redo(draft: Draft) -> Draft:
    """After the step that was undone last; unchanged where there is none."""
    if not draft.undone:
        return draft
    *others, step = draft.undone
    again = _swapped(draft, step.at, step.before, step.after, step.order_after)
    return replace(again, undone=tuple(others), done=_bounded((*draft.done, step)))


def now_called(draft: Draft, name: str) -> str:
    """What a page is called by now that was turned, cut out or scanned anew since."""
    for step in draft.done:
        if step.act in _SAME_SHEET and len(step.before) == len(step.after):
            anew = {was.page.name: now.page.name for was, now in zip(step.before, step.after, strict=True)}
            name = anew.get(name, name)
    return name


def _swapped(
    draft: Draft, at: int, there: tuple[LaidPage, ...], back: tuple[LaidPage, ...], order: tuple[str, ...]
) -> Draft:
    """`back` in the place of `there`, wherever that stands by now. What else lies on the draft is not laid twice."""
    names = {one.page.name for one in there}
    laid = lying(draft)
    places = [place for place, one in enumerate(laid) if one.page.name in names]
    start = places[0] if places else min(at, len(laid))
    others = [one for one in laid if one.page.name not in names]
    kept = {one.page.name for one in others}
    coming = tuple(one for one in back if one.page.name not in kept)
    changed = relaid(draft, (*others[:start], *coming, *others[start:]))
    rank = {component: place for place, component in enumerate(order)}
    settlements = sorted(changed.dossier.settlements, key=lambda s: rank.get(s.component, len(rank)))
    return replace(changed, dossier=replace(changed.dossier, settlements=tuple(settlements)))


def _bounded(steps: tuple[PageStep, ...]) -> tuple[PageStep, ...]:
    steps = steps[-STEPS:]
    while len(steps) > 1 and sum(len(step.before) + len(step.after) for step in steps) > _MOST_PAGES:
        steps = steps[1:]
    return steps


def _common(one: tuple[LaidPage, ...], other: tuple[LaidPage, ...]) -> int:
    """How many stand alike at the beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _order(draft: Draft) -> tuple[str, ...]:
    return tuple(settlement.component for settlement in draft.dossier.settlements)


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
