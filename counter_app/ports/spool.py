"""Where pages wait that have left the scanner and lie on no draft yet, and what is known of their stack."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from ..domain.errors import CounterError
from .imaging import PageImage


@dataclass(frozen=True, slots=True)
class FedStack:
    """Which scan a page came with, and how that lays its pages: kept with each, for the program that finds them.

    `id`: the scan; empty: no scanner's, or kept by a version that did not know. `several`: small papers may lie side by
    side on one image; `side`: "front" or "back" of sheets that are turned by hand; `instead_of`: the page in whose
    place the new one comes."""

    id: str = ""
    several: bool = False
    side: str = ""
    instead_of: str = ""


NO_STACK = FedStack()


@dataclass(frozen=True, slots=True)
class KeptPage:
    """`fault`: why it lies in the memory alone, where the disk has not taken it; it goes with the program then."""

    name: str
    fault: CounterError | None = None


@dataclass(frozen=True, slots=True)
class SpooledPage:
    name: str
    image: PageImage
    stack: FedStack


class PageSpool(Protocol):
    """Encrypted, and outliving the program: whoever opens the draft again finds its pages. Thread-safe."""

    def keep(self, draft_id: UUID, page: PageImage, stack: FedStack = ...) -> KeptPage:
        """Durable when it returns without a fault. Behind those that the draft has here already."""
        ...

    def left(self, draft_id: UUID) -> tuple[str, ...]:
        """The names of its pages, in the order in which they came."""
        ...

    def unread(self, draft_id: UUID) -> tuple[str, ...]:
        """Those among them over which the studio gave up since the program was started."""
        ...

    def gave_up(self, name: str) -> None:
        """The studio did: the page stays."""
        ...

    def get(self, name: str) -> SpooledPage:
        """Raises VaultFileDamaged; `why` unreadable: the disk does not give it now, and may later."""
        ...

    def done(self, name: str) -> None:
        """It lies on its draft, or is no page: it goes."""
        ...

    def note(self, draft_id: UUID, kind: str, note: bytes) -> None:
        """What is known of the draft's stack, in the place of what was noted before; empty: nothing is any more.
        Durable when it returns, unless the disk does not take it: then it is known until the program ends. `kind`: a
        word of letters."""
        ...

    def noted(self, draft_id: UUID, kind: str) -> bytes:
        """Empty: nothing, or nothing that can be read."""
        ...

    def sweep(self, open_drafts: Callable[[], Collection[UUID]]) -> None:
        """Pages and notes of any other draft go, and what a killed program has half written. Which are open is asked
        when it is known which pages there are: one that begins meanwhile keeps its own."""
        ...
