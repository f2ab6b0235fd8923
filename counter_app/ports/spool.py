"""Where pages wait that have left the scanner and lie on no draft yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from ..domain.errors import CounterError
from .imaging import PageImage


@dataclass(frozen=True, slots=True)
class KeptPage:
    """`fault`: why it lies in the memory alone, where the disk has not taken it; it goes with the program then."""

    name: str
    fault: CounterError | None = None


class PageSpool(Protocol):
    """Encrypted, and outliving the program: whoever opens the draft again finds its pages. Thread-safe."""

    def keep(self, draft_id: UUID, page: PageImage) -> KeptPage:
        """Durable when it returns without a fault. Behind those that the draft has here already."""
        ...

    def left(self, draft_id: UUID) -> tuple[str, ...]:
        """The names of its pages, in the order in which they came."""
        ...

    def get(self, name: str) -> PageImage:
        """Raises VaultFileDamaged."""
        ...

    def done(self, name: str) -> None:
        """It lies on its draft, or is no page: it goes."""
        ...

    def sweep(self, open_drafts: Callable[[], Collection[UUID]]) -> None:
        """Pages of any other draft go, and what a killed program has half written. Which are open is asked when it is
        known which pages there are: one that begins meanwhile keeps its own."""
        ...
