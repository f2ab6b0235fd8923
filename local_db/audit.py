"""Who did what, and who looked up whom: lines chained by SHA-256, so that a changed one shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, insert, select

from counter_app.domain.citizen import PersonalNumber
from counter_app.ports import AuditEntry, AuditLine, AuditQuery, LookUpLine

from . import tables
from .audit_chain import CHAINS, FIRST, START, follow, line_hash
from .audit_pages import read_page
from .prepared import Prepared

_LAST_HASH = {table: Prepared(select(table.c.hash).order_by(table.c.line.desc()).limit(1)) for table in CHAINS}
_INSERT = {table: Prepared(insert(table)) for table in CHAINS}


class SqlAudit:
    """Fulfils `ports.Audit`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, line: AuditLine) -> None:
        values = {"at": line.at, "who": line.who, "counter": line.counter, "what": line.what}
        self._append(tables.audit, {**values, "about": dict(line.about), "dossier": line.about.get("dossier")})

    def add_look_up(self, line: LookUpLine) -> None:
        names = ("id", "at", "who", "counter", "purpose", "procedure_code", "outcome")
        values = {name: getattr(line, name) for name in names}
        dossier = str(line.dossier) if line.dossier is not None else None
        self._append(tables.look_ups, {**values, "person": line.person.value, "dossier": dossier})

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
                UUID(row.dossier) if row.dossier is not None else None,
            )
            for row in self._latest(tables.look_ups, limit)
        )

    def look_ups_asked(self, since: datetime) -> tuple[tuple[datetime, str], ...]:
        line = tables.look_ups.c
        asked = select(line.at, line.who).where(line.at >= since, line.outcome == "asked").order_by(line.line)
        return tuple((row.at, row.who) for row in self._connection.execute(asked))

    def first_broken_line(self) -> tuple[str, int] | None:
        """Table and number of the first line that was changed, or that follows a missing one; None: whole."""
        for table in CHAINS:
            broken = follow(self._connection, table, START).broken
            if broken is not None:
                return table.name, broken
        return None

    def page(self, wanted: AuditQuery, older_than: AuditEntry | None = None, limit: int = 50) -> tuple[AuditEntry, ...]:
        return read_page(self._connection, wanted, older_than, limit)

    def _append(self, table: Table, values: dict[str, Any]) -> None:
        linked = {**values, "previous": _LAST_HASH[table].scalar(self._connection) or FIRST}
        _INSERT[table].change(self._connection, **linked, hash=line_hash(linked))

    def _latest(self, table: Table, limit: int) -> list[Row[Any]]:
        return list(self._connection.execute(select(table).order_by(table.c.line.desc()).limit(limit)))
