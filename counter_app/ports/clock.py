"""Time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware. Never goes back between two calls; over a restart only from a wrong clock that was put
        right (docs/adr/0004-numbering.md)."""
        ...
