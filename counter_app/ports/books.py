"""The books that a counter keeps: the register of dossiers, certified copies, refusals before reception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from ..domain.refused import Refused
from .dossiers import AcceptedDossier


class BookKind(StrEnum):
    REGISTER = "register"
    COPIES = "copies"
    REFUSALS = "refusals"


@dataclass(frozen=True, slots=True)
class Book:
    """One book of one year. `counter` as the store writes its name (`Q2`, or `Q2.X7K4` where several stores grew out of
    one); `lines` in it, the last one's number `last`."""

    kind: BookKind
    counter: str
    year: int
    number: int
    lines: int
    last: int


class CopyBook(Protocol):
    """The counter's book of certified copies (sổ chứng thực bản sao): which number is whose. What each line says stands
    on the dossier's receipt."""

    def enter(self, dossier_id: UUID, counter: str, year: int, number: int, at: datetime) -> None: ...

    def between(self, counter: str, start: datetime, end: datetime) -> tuple[AcceptedDossier, ...]:
        """Those with a line entered from `start` to before `end`, in the book's order."""
        ...


class Refusals(Protocol):
    """What was refused before reception. Only ever added to."""

    def add(self, refused: Refused) -> None: ...

    def get(self, draft_id: UUID) -> Refused:
        """Raises KeyError."""
        ...

    def recent(self, limit: int, clerk: str | None = None) -> tuple[Refused, ...]:
        """The latest first; of one clerk (an id), or all."""
        ...

    def find(self, words: tuple[str, ...], limit: int, clerk: str | None = None) -> tuple[Refused, ...]:
        """Those that have each of the folded words, as far as typed, in `Refused.sought`; the latest first, or those
        that `clerk` refused."""
        ...

    def count_print(self, draft_id: UUID) -> int:
        """One more print of its paper; how many there were before. Raises KeyError."""
        ...


class Books(Protocol):
    """This store's own books, not its colleagues'."""

    def all(self) -> tuple[Book, ...]:
        """The latest year first, by kind."""
        ...

    def register(self, book: Book, since: datetime | None = None) -> tuple[AcceptedDossier, ...]:
        """Its lines in order; those entered since a moment where one is named."""
        ...

    def copies(self, book: Book, since: datetime | None = None) -> tuple[AcceptedDossier, ...]: ...

    def refusals(self, book: Book, since: datetime | None = None) -> tuple[Refused, ...]: ...
