"""Theirs: the catalogue as last received, kept as the bundle that came and parsed once for each version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from counter_app.domain.catalogue import Catalogue, parse_bundle
from counter_app.domain.deadline import WorkCalendar
from counter_app.domain.errors import UnknownProcedure
from counter_app.domain.paper import ReplacementRule
from counter_app.domain.procedure import Procedure
from counter_app.domain.ticket import ServiceGroup
from counter_app.domain.units import UnitTable
from counter_app.ports import CatalogueNote

from . import tables
from .prepared import Prepared

_v = tables.catalogue_versions.c
# Before the first sync no day is known to be settled: an appointment made then says so.
_LATEST = Prepared(select(_v.place).order_by(_v.place.desc()).limit(1))
_NO_CALENDAR = WorkCalendar(holidays={}, known_until=date.min)


@dataclass
class ParsedCatalogue:
    """The last catalogue parsed, shared by all transactions of a store."""

    place: int = 0
    catalogue: Catalogue | None = None


class SqlCatalogue:
    """Fulfils `ports.CatalogueStore`."""

    def __init__(self, connection: Connection, parsed: ParsedCatalogue) -> None:
        self._connection = connection
        self._parsed = parsed
        self._replaced: Catalogue | None = None  # in this transaction, perhaps never committed
        self._place = 0
        self._current: Catalogue | None = None
        self._looked = False

    def procedures(self, day: date) -> tuple[Procedure, ...]:
        catalogue = self._catalogue()
        return catalogue.procedures(day) if catalogue else ()

    def procedure(self, code: str, day: date) -> Procedure:
        catalogue = self._catalogue()
        if catalogue is None:
            raise UnknownProcedure(procedure=code[:40])
        return catalogue.procedure(code, day)

    def rules(self, day: date) -> tuple[ReplacementRule, ...]:
        catalogue = self._catalogue()
        return catalogue.rules(day) if catalogue else ()

    def calendar(self) -> WorkCalendar:
        catalogue = self._catalogue()
        return catalogue.calendar if catalogue else _NO_CALENDAR

    def groups(self) -> tuple[ServiceGroup, ...]:
        catalogue = self._catalogue()
        return catalogue.groups if catalogue else ()

    def units(self) -> UnitTable | None:
        catalogue = self._catalogue()
        return catalogue.units if catalogue else None

    def sources(self) -> Mapping[str, str]:
        catalogue = self._catalogue()
        return catalogue.sources if catalogue else {}

    def titles(self) -> Mapping[str, tuple[str, ...]]:
        catalogue = self._catalogue()
        return catalogue.titles if catalogue else {}

    def replace(
        self, bundle: Mapping[str, Any], note: CatalogueNote | None = None, parsed: Catalogue | None = None
    ) -> None:
        """Raises BadCatalogue, and then changes nothing. Earlier bundles are kept: dossiers were received by them."""
        catalogue = parsed or parse_bundle(bundle)
        row = {"version": catalogue.version, "bundle": dict(bundle)}
        if note is not None:
            row |= {name: getattr(note, name) for name in ("origin", "who", "at", "day", "sha256")}
        put = insert(tables.catalogue_versions).values(**row).returning(_v.place)
        self._place = self._connection.execute(put).scalar_one()
        self._replaced = catalogue

    def committed(self) -> None:
        """What this transaction took in is the store's: nobody parses it again."""
        if self._replaced is not None:
            self._parsed.catalogue, self._parsed.place = self._replaced, self._place

    def version(self) -> str | None:
        catalogue = self._catalogue()
        return catalogue.version if catalogue else None

    def bundle(self) -> Mapping[str, Any] | None:
        return self._bundle(_LATEST.scalar(self._connection))

    def before(self) -> Mapping[str, Any] | None:
        stack: list[tuple[int, str | None]] = []
        for place, origin in self._connection.execute(select(_v.place, _v.origin).order_by(_v.place)):
            if origin == "undo":
                del stack[-1:]
            else:
                stack.append((place, origin))
        if len(stack) < 2 or stack[-1][1] != "file":
            return None
        return self._bundle(stack[-2][0])

    def note(self) -> CatalogueNote | None:
        rows = select(_v.origin, _v.who, _v.at, _v.day, _v.sha256).order_by(_v.place.desc()).limit(1)
        row = self._connection.execute(rows).one_or_none()
        return None if row is None or row.origin is None else CatalogueNote(*row)

    def _bundle(self, place: int | None) -> Mapping[str, Any] | None:
        return self._connection.scalars(select(_v.bundle).where(_v.place == place)).one_or_none()

    def _catalogue(self) -> Catalogue | None:
        if self._replaced is not None:
            return self._replaced
        if not self._looked:
            self._current, self._looked = self._load(), True
        return self._current

    def _load(self) -> Catalogue | None:
        place = _LATEST.scalar(self._connection)
        if place is None:
            return None
        known = self._parsed
        if known.place == place:
            return known.catalogue
        catalogue = parse_bundle(self._connection.scalars(select(_v.bundle).where(_v.place == place)).one())
        self._parsed.catalogue, self._parsed.place = catalogue, place
        return catalogue
