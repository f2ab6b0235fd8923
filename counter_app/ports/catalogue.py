"""Procedures, forms and code lists, as the province or a file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from ..domain.catalogue import Catalogue
from ..domain.deadline import WorkCalendar
from ..domain.paper import ReplacementRule
from ..domain.procedure import Procedure
from ..domain.ticket import ServiceGroup
from ..domain.units import UnitTable


@dataclass(frozen=True, slots=True)
class CatalogueNote:
    """How a catalogue came that did not come over the line: from a `file` (its SHA-256) in force from `day`, or by
    `undo` of one; who approved it."""

    origin: str
    who: str
    at: datetime
    day: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CataloguePackage:
    """A catalogue bundle out of a file. `signed`: by the province's key; else its name bears its SHA-256."""

    name: str
    bundle: Mapping[str, Any]
    sha256: str
    signed: bool


class CatalogueFiles(Protocol):
    def read(self, path: Path) -> CataloguePackage:
        """Raises CatalogueFileWrong."""
        ...


class CatalogueStore(Protocol):
    """Theirs: procedures, replacement table and calendar as last received; empty until the first sync."""

    def procedures(self, day: date) -> tuple[Procedure, ...]: ...

    def procedure(self, code: str, day: date) -> Procedure:
        """Raises UnknownProcedure."""
        ...

    def rules(self, day: date) -> tuple[ReplacementRule, ...]: ...

    def calendar(self) -> WorkCalendar: ...

    def groups(self) -> tuple[ServiceGroup, ...]: ...

    def units(self) -> UnitTable | None:
        """Communes of today and before; None: the catalogue brings none, and those that shipped hold."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Name of each source of held papers, by its code."""
        ...

    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """For each kind of paper what it is headed with."""
        ...

    def replace(
        self, bundle: Mapping[str, Any], note: CatalogueNote | None = None, parsed: Catalogue | None = None
    ) -> None:
        """Takes in a catalogue bundle (`resources/catalogue` shape), as a whole; earlier ones are kept. `parsed`: the
        bundle's, from whoever parsed it before the transaction."""
        ...

    def version(self) -> str | None: ...

    def bundle(self) -> Mapping[str, Any] | None:
        """As it was taken in; what stands in it is not to be changed."""
        ...

    def note(self) -> CatalogueNote | None:
        """Of the one in force."""
        ...

    def before(self) -> Mapping[str, Any] | None:
        """The bundle that the file in force took the place of; None: the one in force came from no file. What was
        undone counts as if it had never come."""
        ...
