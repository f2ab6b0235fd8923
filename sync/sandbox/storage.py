"""What the sandbox holds, in one SQLite file: nothing is answered before it is durable (synchronous=FULL)."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..contract import STALE_LEASE, sha256

_SCHEMA = """
CREATE TABLE IF NOT EXISTS leases (
    request TEXT NOT NULL, unit TEXT NOT NULL, counter TEXT NOT NULL, day TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (request, unit, counter, day));
CREATE INDEX IF NOT EXISTS leases_of_day ON leases (unit, day);
CREATE TABLE IF NOT EXISTS lease_tokens (
    unit TEXT NOT NULL, counter TEXT NOT NULL, request TEXT NOT NULL, token TEXT NOT NULL, before TEXT,
    PRIMARY KEY (unit, counter));
CREATE TABLE IF NOT EXISTS dossiers (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, code TEXT NOT NULL UNIQUE,
    linked_code TEXT, payload BLOB NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS steps (
    key TEXT PRIMARY KEY, dossier TEXT NOT NULL, unit TEXT NOT NULL,
    payload BLOB NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS arrivals (key TEXT PRIMARY KEY, times INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS blobs (sha256 TEXT PRIMARY KEY, length INTEGER NOT NULL, whole INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS parts (
    sha256 TEXT NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, start));
CREATE TABLE IF NOT EXISTS forwarded (dossier TEXT PRIMARY KEY, steps INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS portal (
    service TEXT NOT NULL, line TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (service, line));
CREATE TABLE IF NOT EXISTS courier_keys (name TEXT PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS feed (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, commune TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    person TEXT NOT NULL, slice INTEGER NOT NULL, digest INTEGER NOT NULL, gone INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (commune, kind, key));
CREATE INDEX IF NOT EXISTS feed_of_commune ON feed (commune, seq);
CREATE INDEX IF NOT EXISTS feed_slices ON feed (commune, slice);
CREATE INDEX IF NOT EXISTS feed_people ON feed (person);
CREATE TABLE IF NOT EXISTS records (ref TEXT PRIMARY KEY, version TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS corrections (
    key TEXT PRIMARY KEY, dossier TEXT NOT NULL, unit TEXT NOT NULL,
    payload BLOB NOT NULL, sha256 TEXT NOT NULL, received_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS look_ups (at TEXT NOT NULL, unit TEXT NOT NULL, counter TEXT NOT NULL,
    person TEXT NOT NULL, purpose TEXT NOT NULL, procedure TEXT NOT NULL);
"""


class Conflict(Exception):
    """What was asked contradicts what is held; `code` for the refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier as it arrived, byte for byte."""

    id: str
    key: str
    unit: str
    code: str
    linked_code: str | None
    payload: bytes
    sha256: str
    received_at: str


@dataclass(frozen=True, slots=True)
class HeldStep:
    """What happened to a dossier, as it arrived, byte for byte."""

    key: str
    dossier: str
    unit: str
    payload: bytes
    sha256: str
    received_at: str


@dataclass(frozen=True, slots=True)
class Blob:
    sha256: str
    length: int
    offset: int
    whole: bool


class Storage:
    """One connection in one thread: the event loop's. Each method is one transaction."""

    def __init__(self, database: Path) -> None:
        self._db = sqlite3.connect(database)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _SCHEMA)

    def close(self) -> None:
        self._db.close()

    @property
    def db(self) -> sqlite3.Connection:
        """For the tables that have a module of their own."""
        return self._db

    # --- numbers ---------------------------------------------------------------------------------------

    def lease(self, request: str, unit: str, counter: str, day: date, size: int, digits: int) -> tuple[int, int] | None:
        """The serials of this request; None when the day's numbers are used up."""
        asked = (request, unit, counter, day.isoformat())
        with self._db:
            row = self._db.execute(
                "SELECT first, last FROM leases WHERE request=? AND unit=? AND counter=? AND day=?", asked
            ).fetchone()
            if row is not None:
                return row[0], row[1]
            first = self._next_serial(unit, day)
            last = min(first + size - 1, 10**digits - 1)
            if first > last:
                return None
            self._db.execute("INSERT INTO leases VALUES (?,?,?,?,?,?)", (*asked, first, last))
        return first, last

    def next_token(self, request: str, unit: str, counter: str, quoted: str | None) -> str:
        """The token that goes with this request's blocks. Raises Conflict where another copy has leased since."""
        row = self._db.execute(
            "SELECT request, token, before FROM lease_tokens WHERE unit=? AND counter=?", (unit, counter)
        ).fetchone()
        if row is not None and row[0] == request:
            return str(row[1])
        if quoted is not None and (row is None or quoted not in row[1:]):
            raise Conflict(STALE_LEASE)
        token = secrets.token_hex(16)
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO lease_tokens VALUES (?,?,?,?,?)", (unit, counter, request, token, quoted)
            )
        return token

    def _next_serial(self, unit: str, day: date) -> int:
        asked = (unit, day.isoformat())
        (last,) = self._db.execute("SELECT max(last) FROM leases WHERE unit=? AND day=?", asked).fetchone()
        return int(last or 0) + 1

    # --- dossiers --------------------------------------------------------------------------------------

    def put_dossier(self, new: Held) -> Held:
        """Stores it, or finds it under its key again. Raises Conflict."""
        with self._db:
            self._db.execute(
                "INSERT INTO arrivals VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET times = times + 1", (new.key,)
            )
        held = self.dossier_under(new.key)
        if held is not None:
            if (held.id, held.sha256) != (new.id, new.sha256):
                raise Conflict("key-reused")
            return held
        try:
            with self._db:
                row = (new.id, new.key, new.unit, new.code, new.linked_code, new.payload, new.sha256, new.received_at)
                self._db.execute("INSERT INTO dossiers VALUES (?,?,?,?,?,?,?,?)", row)
        except sqlite3.IntegrityError as error:
            known = self._db.execute("SELECT 1 FROM dossiers WHERE id=?", (new.id,)).fetchone()
            raise Conflict("dossier-exists" if known else "code-taken") from error
        return new

    def dossier_under(self, key: str) -> Held | None:
        row = self._db.execute("SELECT * FROM dossiers WHERE key=?", (key,)).fetchone()
        return Held(*row) if row else None

    def put_step(self, new: HeldStep) -> HeldStep:
        """Stores it, or finds it under its key again. Raises Conflict: nobody sent its dossier, or another text."""
        with self._db:
            self._db.execute(
                "INSERT INTO arrivals VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET times = times + 1", (new.key,)
            )
        held = self.step_under(new.key)
        if held is not None:
            if (held.dossier, held.sha256) != (new.dossier, new.sha256):
                raise Conflict("key-reused")
            return held
        if self._db.execute("SELECT 1 FROM dossiers WHERE id=? AND unit=?", (new.dossier, new.unit)).fetchone() is None:
            raise Conflict("unknown-dossier")
        with self._db:
            row = (new.key, new.dossier, new.unit, new.payload, new.sha256, new.received_at)
            self._db.execute("INSERT INTO steps VALUES (?,?,?,?,?,?)", row)
        return new

    def step_under(self, key: str) -> HeldStep | None:
        row = self._db.execute("SELECT * FROM steps WHERE key=?", (key,)).fetchone()
        return HeldStep(*row) if row else None

    def steps(self) -> list[HeldStep]:
        return [HeldStep(*row) for row in self._db.execute("SELECT * FROM steps ORDER BY rowid")]

    def dossiers(self) -> list[Held]:
        return [Held(*row) for row in self._db.execute("SELECT * FROM dossiers ORDER BY received_at, id")]

    def arrivals(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT key, times FROM arrivals"))

    # --- files -----------------------------------------------------------------------------------------

    def blob(self, name: str) -> Blob | None:
        row = self._db.execute("SELECT length, whole FROM blobs WHERE sha256=?", (name,)).fetchone()
        return Blob(name, row[0], self._offset(name), bool(row[1])) if row else None

    def begin_blob(self, name: str, length: int) -> None:
        with self._db:
            self._db.execute("INSERT OR IGNORE INTO blobs (sha256, length) VALUES (?, ?)", (name, length))

    def append(self, name: str, start: int, data: bytes) -> None:
        """Raises Conflict when another transfer of the same file came before."""
        with self._db:
            if self._offset(name) != start:
                raise Conflict("wrong-offset")
            self._db.execute("INSERT INTO parts VALUES (?, ?, ?)", (name, start, data))

    def finish_blob(self, name: str) -> bool:
        """Whether the bytes are what the name says; if not, they are thrown away."""
        good = sha256(self.blob_bytes(name)) == name
        with self._db:
            if good:
                self._db.execute("UPDATE blobs SET whole = 1 WHERE sha256=?", (name,))
            else:
                self._db.execute("DELETE FROM parts WHERE sha256=?", (name,))
                self._db.execute("DELETE FROM blobs WHERE sha256=?", (name,))
        return good

    def blob_bytes(self, name: str) -> bytes:
        parts = self._db.execute("SELECT data FROM parts WHERE sha256=? ORDER BY start", (name,))
        return b"".join(data for (data,) in parts)

    def blobs(self) -> list[Blob]:
        rows = self._db.execute("SELECT sha256, length, whole FROM blobs ORDER BY sha256").fetchall()
        return [Blob(name, length, self._offset(name), bool(whole)) for name, length, whole in rows]

    def whole_among(self, names: Iterable[str]) -> list[str]:
        return [name for name in dict.fromkeys(names) if (blob := self.blob(name)) is not None and blob.whole]

    def _offset(self, name: str) -> int:
        (held,) = self._db.execute("SELECT sum(length(data)) FROM parts WHERE sha256=?", (name,)).fetchone()
        return int(held or 0)

    # --- look-ups --------------------------------------------------------------------------------------

    def log_look_up(self, at: str, unit: str, counter: str, person: str, purpose: str, procedure: str) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO look_ups VALUES (?,?,?,?,?,?)", (at, unit, counter, person, purpose, procedure)
            )

    def look_ups(self) -> list[dict[str, Any]]:
        names = ("at", "unit", "counter", "person", "purpose", "procedure")
        return [dict(zip(names, row, strict=True)) for row in self._db.execute("SELECT * FROM look_ups ORDER BY at")]

    # --- the courier's keys ----------------------------------------------------------------------------

    def courier_key(self, name: str) -> str | None:
        row = self._db.execute("SELECT key FROM courier_keys WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else None

    def keep_courier_key(self, name: str, key: str) -> None:
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO courier_keys VALUES (?,?)", (name, key))

    # --- the national portal: what went there, and what came where this stands in for it ----------------

    def steps_of(self, dossier: str) -> list[dict[str, Any]]:
        """What happened to it after its acceptance, by its own moments: a stick may bring the later first."""
        steps = [json.loads(step.payload) for step in self.steps() if step.dossier == dossier]
        return sorted(steps, key=lambda step: datetime.fromisoformat(step["at"]))

    def forwarded(self, dossier: str) -> int | None:
        """With how many of its steps it went to the portal; None: not yet."""
        row = self._db.execute("SELECT steps FROM forwarded WHERE dossier=?", (dossier,)).fetchone()
        return int(row[0]) if row else None

    def note_forwarded(self, dossier: str, steps: int) -> None:
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO forwarded VALUES (?,?)", (dossier, steps))

    def keep_national(self, service: str, line: str, entry: str) -> None:
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO portal VALUES (?,?,?)", (service, line, entry))

    def national(self, service: str, line: str) -> bool:
        return (
            self._db.execute("SELECT 1 FROM portal WHERE service=? AND line=?", (service, line)).fetchone() is not None
        )

    def all_national(self, service: str) -> list[Any]:
        rows = self._db.execute("SELECT entry FROM portal WHERE service=? ORDER BY line", (service,))
        return [json.loads(entry) for (entry,) in rows]
