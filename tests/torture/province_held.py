"""What a province really holds, read from its own database and folder beside everything that serves them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg


@dataclass
class ProvinceHeld:
    """`database`: a file, or `postgresql://...`. What was read once is remembered: a run looks a hundred times, and
    `anew` trusts nothing of it."""

    database: Path | str
    files: Path
    _held: dict[str, list[str]] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)
    _whole: set[str] = field(default_factory=set)

    def anew(self) -> ProvinceHeld:
        return ProvinceHeld(self.database, self.files)

    def look(self) -> tuple[dict[str, list[str]], set[str]]:
        """Of each operation the hashes of the payloads under which it is held; and the names of whole files, each of
        whose bytes was hashed here."""
        new = {key for (key,) in self._rows("SELECT key FROM dossiers")}
        assert self._keys <= new, "a dossier that was held is gone"
        for key in new - self._keys:
            for (payload,) in self._rows("SELECT payload FROM dossiers WHERE key = ?", key):
                operation = json.loads(bytes(payload))["operation_id"]
                self._held.setdefault(operation, []).append(hashlib.sha256(payload).hexdigest())
        self._keys = new
        whole = {name for (name,) in self._rows("SELECT sha256 FROM blobs WHERE whole = 1")}
        self._whole &= whole
        for name in whole - self._whole:
            path = self.files / name[:2] / name
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == name:
                self._whole.add(name)
        return self._held, self._whole

    def _rows(self, statement: str, *values: Any) -> Sequence[Any]:
        if isinstance(self.database, str):
            with psycopg.connect(self.database) as server:
                return server.execute(statement.replace("?", "%s").encode(), values).fetchall()
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as file:
            return file.execute(statement, values).fetchall()
