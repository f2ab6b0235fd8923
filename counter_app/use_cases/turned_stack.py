"""Both sides through a feeder that sees one: the fronts, then the turned stack's backs, each laid behind its front.

The stack that has come out is turned over as a whole, so that the backs come from the last sheet to the first.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from ..domain.dossier import Captured, Dossier, Settlement
from ..ports import Draft, PageSpool, PaperSize, PaperSource, ScanRequest
from .laid_pages import now_called

BACK, FRONT = "back", "front"
KIND = "turned"


class TurnedStack:
    """The stack between its two ways through the feeder. One a desk; of one draft at a time. Where a spool is given it
    outlives the program there, until its backs have come."""

    def __init__(self) -> None:
        self._spool: PageSpool | None = None
        self._draft: UUID | None = None
        self._sides = _Sides()
        self._found: dict[UUID, int] = {}  # sheets to turn of drafts that were opened again, and not scanned for yet

    def outlives_in(self, spool: PageSpool) -> None:
        self._spool = spool

    def of(self, draft_id: UUID, picked: ScanRequest | None = None) -> TurnedStack:
        """This stack, if it belongs to the draft; else the one that the draft had when the program was ended, or a new
        one. `picked`: how it is scanned, where not as usual."""
        if self._draft != draft_id:
            self.forget()
            self._draft, self._sides = draft_id, self._noted(draft_id)
            self._found.pop(draft_id, None)
        self._sides.picked = picked or self._sides.picked
        return self

    def find(self, draft_id: UUID) -> None:
        """The draft is open again: how many sheets were to be turned when the program was ended."""
        if self._draft != draft_id:
            self._found[draft_id] = self._noted(draft_id).waiting

    def forget(self) -> None:
        if self._spool is not None and self._draft is not None:
            self._spool.note(self._draft, KIND, b"")
        self._draft, self._sides = None, _Sides()

    def scanned_as(self, picked: ScanRequest | None) -> None:
        self._sides.picked = picked

    def picked(self, draft_id: UUID) -> ScanRequest | None:
        """How the fronts were scanned whose backs are waited for. None: there are none, or as usual."""
        return self._sides.picked if self.waiting(draft_id) else None

    def waiting(self, draft_id: UUID) -> int:
        """How many sheets lie there to be turned; 0: none."""
        return self._sides.waiting if self._draft == draft_id else self._found.get(draft_id, 0)

    @property
    def turned(self) -> bool:
        """The next page is a back."""
        return self._sides.turned

    @property
    def sides(self) -> tuple[int, int]:
        """Fronts and backs so far."""
        return len(self._sides.fronts), len(self._sides.backs)

    def front(self, page: str, came_as: str = "") -> None:
        """`came_as`: what it was called in the spool: after a killed program one may come a second time."""
        _once(self._sides.fronts, page, came_as)

    def unread(self, side: str, came_as: str) -> None:
        """A sheet of that side that cannot be read keeps its place there, or every other one would lie a sheet off."""
        _once(self._sides.fronts if side == FRONT else self._sides.backs, "", came_as)

    def turn(self) -> None:
        """The fronts are all in."""
        self._sides.turned = bool(self._sides.fronts)
        self.note()

    def front_of(self, back: str, came_as: str = "") -> str | None:
        """The page that the next back belongs behind. None: there are more backs than fronts, its front could not be
        read, or it is the very same as a front, and lies where that lies."""
        nth = _once(self._sides.backs, back, came_as) + 1
        fronts = [page for page, _ in self._sides.fronts]
        return (fronts[-nth] or None) if nth <= len(fronts) and back not in fronts else None

    def note(self) -> None:
        if self._spool is not None and self._draft is not None:
            self._spool.note(self._draft, KIND, json.dumps(asdict(self._sides)).encode())

    def _noted(self, draft_id: UUID) -> _Sides:
        note = self._spool.noted(draft_id, KIND) if self._spool is not None else b""
        with suppress(ValueError, KeyError, TypeError):
            known = json.loads(note)
            picked = _request(known["picked"]) if known["picked"] else None
            fronts, backs = ([(page, came_as) for page, came_as in known[side]] for side in ("fronts", "backs"))
            return _Sides(fronts, backs, bool(known["turned"]), picked)
        return _Sides()


@dataclass
class _Sides:
    """Pages, each with what it was called in the spool; no name: one that could not be read."""

    fronts: list[tuple[str, str]] = field(default_factory=list)
    backs: list[tuple[str, str]] = field(default_factory=list)
    turned: bool = False
    picked: ScanRequest | None = None

    @property
    def waiting(self) -> int:
        return len(self.fronts) - len(self.backs) if self.turned else 0


def _once(side: list[tuple[str, str]], page: str, came_as: str) -> int:
    """Where it stands in its side; read at last, it stands in the place that was kept for it."""
    if came_as and ("", came_as) in side:
        side[side.index(("", came_as))] = (page, came_as)
    if not came_as or (page, came_as) not in side:
        side.append((page, came_as))
        return len(side) - 1
    return side.index((page, came_as))


def _request(known: dict[str, Any]) -> ScanRequest:
    return ScanRequest(**{**known, "source": PaperSource(known["source"]), "paper": PaperSize(known["paper"])})


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
