"""The book of certified copies: which number of which counter and year is whose."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from counter_app.ports import AcceptedDossier

from . import tables
from .dossiers import accepted_in
from .numbering import Taking

_c = tables.certified_copies.c


class SqlCopyBook:
    """Fulfils `ports.CopyBook`."""

    def __init__(self, connection: Connection, taking: Taking) -> None:
        self._connection = connection
        self._taking = taking

    def enter(self, dossier_id: UUID, counter: str, year: int, number: int, at: datetime) -> None:
        row = {"dossier_id": dossier_id, "counter": self._taking.name(counter), "year": year, "number": number}
        self._connection.execute(insert(tables.certified_copies), {**row, "at": at})

    def between(self, counter: str, start: datetime, end: datetime) -> tuple[AcceptedDossier, ...]:
        these = (_c.counter == self._taking.name(counter), _c.at >= start, _c.at < end)
        first = (
            select(_c.dossier_id, func.min(_c.place).label("first")).where(*these).group_by(_c.dossier_id).subquery()
        )
        rows = select(tables.dossiers).join(first, first.c.dossier_id == tables.dossiers.c.id).order_by(first.c.first)
        return tuple(map(accepted_in, self._connection.execute(rows)))
