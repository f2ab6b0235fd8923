"""Both sides through a feeder that sees one: the fronts, then the turned stack's backs, each laid behind its front.

The stack that has come out is turned over as a whole, so that the backs come from the last sheet to the first.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ..domain.dossier import Captured, Dossier, Settlement
from ..ports import Draft, ScanRequest
from .laid_pages import now_called


class TurnedStack:
    """The stack between its two ways through the feeder. One a desk; of one draft at a time."""

    def __init__(self) -> None:
        self._draft: UUID | None = None
        self._picked: ScanRequest | None = None
        self._fronts: list[str] = []
        self._turned = False
        self._backs = 0

    def of(self, draft_id: UUID, picked: ScanRequest | None) -> TurnedStack:
        """This stack, if it belongs to the draft; else a new one. `picked`: how it is scanned, where not as usual."""
        if self._draft != draft_id:
            self.forget()
            self._draft = draft_id
        self._picked = picked
        return self

    def forget(self) -> None:
        self._draft, self._picked, self._fronts, self._turned, self._backs = None, None, [], False, 0

    def picked(self, draft_id: UUID) -> ScanRequest | None:
        """How the fronts were scanned whose backs are waited for. None: there are none, or as usual."""
        return self._picked if self.waiting(draft_id) else None

    def waiting(self, draft_id: UUID) -> int:
        """How many sheets lie there to be turned; 0: none."""
        return len(self._fronts) - self._backs if self._turned and self._draft == draft_id else 0

    @property
    def turned(self) -> bool:
        """The next page is a back."""
        return self._turned

    @property
    def sides(self) -> tuple[int, int]:
        """Fronts and backs so far."""
        return len(self._fronts), self._backs

    def front(self, page: str) -> None:
        self._fronts.append(page)

    def turn(self) -> None:
        """The fronts are all in."""
        self._turned = bool(self._fronts)

    def front_of(self, back: str) -> str | None:
        """The page that the next back belongs behind. None: there are more backs than fronts, or it is the very same
        as a front, and lies where that lies."""
        self._backs += 1
        return self._fronts[-self._backs] if self._backs <= len(self._fronts) and back not in self._fronts else None


def laid_behind(draft: Draft, back: str, front: str) -> Draft:
    """`back` right behind `front`, in scan order and under its component. As it was where either is gone."""
    front = now_called(draft, front)
    pages = {page.name: page for page in draft.pages}
    if back not in pages or front not in pages or back == front:
        return draft
    order = [page.name for page in draft.pages if page.name != back]
    order.insert(order.index(front) + 1, back)
    dossier = _under_the_same(draft.dossier, back, front)
    return replace(draft, pages=tuple(pages[name] for name in order), dossier=dossier)


def _under_the_same(dossier: Dossier, back: str, front: str) -> Dossier:
    settlements: list[Settlement] = []
    for settlement in dossier.settlements:
        if not isinstance(settlement, Captured):
            settlements.append(settlement)
            continue
        pages = [page for page in settlement.pages if page != back]
        if front in pages:
            pages.insert(pages.index(front) + 1, back)
        if pages:
            settlements.append(replace(settlement, pages=tuple(pages)))
    return replace(dossier, settlements=tuple(settlements))
