"""What was corrected of what the province holds, and where the province's own state stood against it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, insert, select, update

from counter_app.domain.correction import About, Correction, Fields, Theirs

from . import tables

_c = tables.corrections.c
_o = tables.outbox.c
_ALL = select(tables.corrections).join(tables.outbox, _o.id == _c.event_id).order_by(_o.event_order)


class SqlCorrections:
    """Fulfils `ports.Corrections`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, correction: Correction) -> None:
        row = {
            "event_id": correction.id,
            "dossier_id": correction.dossier_id,
            "about": correction.about.value,
            "ref": correction.ref,
            "base_version": correction.base_version,
            "base": dict(correction.base),
            "mine": dict(correction.mine),
            "who": correction.who,
            "at": correction.at,
        }
        self._connection.execute(insert(tables.corrections).values(**row))

    def get(self, event_id: UUID) -> Correction:
        """Raises KeyError."""
        found = self._found(_ALL.where(_c.event_id == event_id))
        if not found:
            raise KeyError(event_id)
        return found[0]

    def of(self, dossier_id: UUID) -> tuple[Correction, ...]:
        return self._found(_ALL.where(_c.dossier_id == dossier_id))

    def of_record(self, about: About, ref: str) -> tuple[Correction, ...]:
        return self._found(_ALL.where(_c.about == about.value, _c.ref == ref))

    def conflicts(self) -> tuple[Correction, ...]:
        return self._found(_ALL.where(_c.met_at.is_not(None), _c.settled_at.is_(None)))

    def meet(self, event_id: UUID, mine: Fields, theirs: Theirs, at: datetime) -> None:
        """Raises KeyError."""
        met = {"mine": dict(mine), "theirs": dict(theirs.fields), "theirs_version": theirs.version, "met_at": at}
        self._change(event_id, **met)

    def settle(self, event_id: UUID, chosen: Fields, who: str, at: datetime, settled_as: UUID) -> None:
        """Raises KeyError."""
        self._change(event_id, chosen=dict(chosen), settled_by=who, settled_at=at, settled_as=settled_as)

    def _change(self, event_id: UUID, **values: Any) -> None:
        this = update(tables.corrections).where(_c.event_id == event_id)
        if self._connection.execute(this.values(**values)).rowcount != 1:
            raise KeyError(event_id)

    def _found(self, asked: Select[Any]) -> tuple[Correction, ...]:
        return tuple(_correction(row) for row in self._connection.execute(asked))


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.event_id,
        dossier_id=row.dossier_id,
        about=About(row.about),
        ref=row.ref,
        base_version=row.base_version,
        base=row.base,
        mine=row.mine,
        who=row.who,
        at=row.at,
        theirs=Theirs(row.theirs_version, row.theirs) if row.theirs_version else None,
        met_at=row.met_at,
        chosen=row.chosen,
        settled_at=row.settled_at,
        settled_by=row.settled_by or "",
        settled_as=row.settled_as,
    )
