"""The national portal's side: what went there, and what came where this stands in for it."""

from __future__ import annotations

import json
from typing import Any

from .database import Database


class Portal:
    """Entries by service and line: `line` names one within its service."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def forwarded(self, dossier: str) -> str | None:
        """In which state it went to the portal; None: not yet."""
        row = self._db.execute("SELECT state FROM forwarded_as WHERE dossier=?", (dossier,)).fetchone()
        return str(row[0]) if row else None

    def note(self, dossier: str, state: str) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO forwarded_as VALUES (?,?) ON CONFLICT (dossier) DO UPDATE SET state = excluded.state",
                (dossier, state),
            )

    def keep(self, service: str, line: str, entry: str) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO portal VALUES (?,?,?) ON CONFLICT (service, line) DO UPDATE SET entry = excluded.entry",
                (service, line, entry),
            )

    def keep_new(self, service: str, line: str, entry: str) -> bool:
        """Whether it was new; what is there already stays."""
        with self._db:
            put = "INSERT INTO portal VALUES (?,?,?) ON CONFLICT (service, line) DO NOTHING"
            return self._db.execute(put, (service, line, entry)).rowcount == 1

    def has(self, service: str, line: str) -> bool:
        return bool(self._db.execute("SELECT 1 FROM portal WHERE service=? AND line=?", (service, line)).fetchall())

    def everything(self, service: str) -> list[Any]:
        rows = self._db.execute("SELECT entry FROM portal WHERE service=? ORDER BY line", (service,)).fetchall()
        return [json.loads(entry) for (entry,) in rows]
