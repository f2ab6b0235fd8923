"""Files of the province's steps that are still to be fetched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from counter_app.domain.from_province import ProvinceFile

from . import tables

_f = tables.files_to_fetch.c


class SqlFilesToFetch:
    """Fulfils `ports.FilesToFetch`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, step_id: UUID, files: Iterable[ProvinceFile], at: datetime) -> None:
        sizes = {file.sha256: file.size for file in files}
        known = set(self._connection.scalars(select(_f.name).where(_f.name.in_(sizes))))
        rows = [
            {"name": name, "step_id": step_id, "size": size, "refused": 0, "next_try": at}
            for name, size in sizes.items()
            if name not in known
        ]
        if rows:
            self._connection.execute(insert(tables.files_to_fetch), rows)

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        rows = select(_f.name).where(_f.next_try <= now).order_by(_f.refused, _f.size, _f.name)
        return tuple(self._connection.scalars(rows.limit(limit)))

    def names(self) -> frozenset[str]:
        return frozenset(self._connection.scalars(select(_f.name)))

    def refused(self, name: str) -> int:
        return self._connection.scalar(select(_f.refused).where(_f.name == name)) or 0

    def put_off(self, name: str, until: datetime) -> None:
        this = update(tables.files_to_fetch).where(_f.name == name)
        self._connection.execute(this.values(refused=_f.refused + 1, next_try=until))

    def arrived(self, name: str) -> None:
        self._connection.execute(delete(tables.files_to_fetch).where(_f.name == name))
