"""Finding as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ..domain.citizen import Citizen
from ..domain.query import Query
from .dossiers import AcceptedDossier


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """`own`: of the commune's register; else known only as an applicant here. `slip`: one letter or digit off."""

    citizen: Citizen
    own: bool
    slip: bool = False


@dataclass(frozen=True, slots=True)
class FoundDossier:
    dossier: AcceptedDossier
    slip: bool = False


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Found(Generic[_Item]):
    """The likeliest first; `more`: there are others, and typing on narrows them down."""

    items: tuple[_Item, ...] = ()
    more: bool = False


class Search(Protocol):
    """People and dossiers as one types, without marks: what fits as typed; where nothing does, one slip forgiven."""

    def people(self, query: Query, limit: int, applicants: bool = True) -> Found[FoundPerson]:
        """Citizens of the own commune first; then, of others, only `applicants` of this unit's dossiers."""
        ...

    def dossiers(self, query: Query, limit: int, clerk: str | None = None) -> Found[FoundDossier]:
        """This unit's, or those that `clerk` received."""
        ...
