"""Who did what, and who looked up whom: lines chained by SHA-256, so that a changed one shows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from counter_app.domain.citizen import PersonalNumber
from counter_app.ports import AuditLine, LookUpLine

from . import tables

FIRST = "0" * 64  # what the first line names as the one before it
_NOT_HASHED = frozenset({"line", "hash"})
_LAST_HASH = {
    table: select(table.c.hash).order_by(table.c.line.desc()).limit(1) for table in (tables.audit, tables.look_ups)
}
_INSERT = {table: insert(table) for table in _LAST_HASH}


class SqlAudit:
    """Fulfils `ports.Audit`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, line: AuditLine) -> None:
        values = {"at": line.at, "who": line.who, "counter": line.counter, "what": line.what}
        self._append(tables.audit, {**values, "about": dict(line.about)})

    def add_look_up(self, line: LookUpLine) -> None:
        names = ("id", "at", "who", "counter", "purpose", "procedure_code", "outcome")
        values = {name: getattr(line, name) for name in names}
        self._append(tables.look_ups, {**values, "person": line.person.value})

    def lines(self, limit: int = 100) -> tuple[AuditLine, ...]:
        return tuple(
            AuditLine(row.at, row.who, row.counter, row.what, row.about) for row in self._latest(tables.audit, limit)
        )

    def look_ups(self, limit: int = 100) -> tuple[LookUpLine, ...]:
        return tuple(
            LookUpLine(
                row.id,
                row.at,
                row.who,
                row.counter,
                PersonalNumber(row.person),
                row.purpose,
                row.procedure_code,
                row.outcome,
            )
            for row in self._latest(tables.look_ups, limit)
        )

    def first_broken_line(self) -> tuple[str, int] | None:
        """Table and number of the first line that was changed, or that follows a missing one; None: whole."""
        for table in _LAST_HASH:
            previous = FIRST
            for row in self._connection.execute(select(table).order_by(table.c.line)).mappings():
                if row["previous"] != previous or row["hash"] != line_hash(dict(row)):
                    return table.name, row["line"]
                previous = row["hash"]
        return None

    def _append(self, table: Table, values: dict[str, Any]) -> None:
        linked = {**values, "previous": self._connection.scalar(_LAST_HASH[table]) or FIRST}
        self._connection.execute(_INSERT[table], {**linked, "hash": line_hash(linked)})

    def _latest(self, table: Table, limit: int) -> list[Row[Any]]:
        return list(self._connection.execute(select(table).order_by(table.c.line.desc()).limit(limit)))


def line_hash(values: dict[str, Any]) -> str:
    """SHA-256 over the line's columns as sorted JSON, moments in UTC; its own number is left to the database."""
    hashed = {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if name not in _NOT_HASHED
    }
    return hashlib.sha256(json.dumps(hashed, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
