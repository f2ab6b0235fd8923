"""Blocks of numbers, leased by the province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ..domain.codes import DossierCode, NumberBlock, RegisterEntry


@dataclass(frozen=True, slots=True)
class LeaseClaim:
    """`token`: the one that came with the last lease; None: this store takes the counter over, being new, restored or
    moved by a hand."""

    token: str | None


@dataclass(frozen=True, slots=True)
class Lease:
    """`blocks` empty: this province gives codes one by one."""

    blocks: tuple[NumberBlock, ...]
    token: str


class Numbers(Protocol):
    def take_code(self, unit: str, counter: str, day: date) -> DossierCode | None:
        """The next code of a leased block for this counter and day; None when there is none left."""
        ...

    def take_provisional(self, counter: str, day: date) -> DossierCode: ...

    def take_register_line(self, counter: str, year: int) -> RegisterEntry:
        """The next line of the counter's own book: gapless, in the order of commits."""
        ...

    def take_copy_number(self, counter: str, year: int) -> int:
        """The next line of the counter's book of certified copies: no gap within the year."""
        ...

    def all_taken(self) -> None:
        """Nothing more will be taken: what was taken may be made durable while the rest is written.

        For speed alone. Without it, and for whatever is taken after it, the commit waits a little longer.
        """
        ...

    def add_block(self, block: NumberBlock) -> None:
        """Stores a lease; a lease known already stays as it is."""
        ...

    def left(self, unit: str, counter: str, day: date) -> int: ...

    def lease_claim(self) -> LeaseClaim | None:
        """What to ask the province for blocks with; None: another PC may be working as this counter."""
        ...

    def keep_token(self, token: str) -> None:
        """What came with the last lease, in the transaction that stores its blocks."""
        ...

    def disown(self) -> None:
        """The province leases to another copy of this store: blocks leased before are given up with this commit."""
        ...
