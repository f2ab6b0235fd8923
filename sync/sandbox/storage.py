"""What the sandbox holds: rows in its database, the bytes of files in a folder; it answers when that is durable.

Several processes work on it at once. Whatever must not be twice has a unique key; what must go one after the other
takes a turn (a row's lock) until its transaction ends. Nothing is decided by what one process remembers.
"""

# Long because: every table of the province, so that what must hold at once stands in one transaction.

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ..contract import STALE_LEASE, sha256
from .database import Database, is_server, opened
from .files import Folder
from .portal import Portal
from .schema import SCHEMA
from .shared import Shared

_ADD_STEP = (
    "INSERT INTO steps (key, dossier, unit, payload, sha256, received_at) VALUES (?,?,?,?,?,?)"
    " ON CONFLICT (key) DO NOTHING"
)
_KNOWN = (  # one that was sent online is answered before it is received
    "SELECT 1 FROM dossiers WHERE id=? AND unit=?",
    "SELECT 1 FROM news WHERE about=? AND unit=? AND kind='online'",
)
_STEPS_OF = "SELECT payload FROM steps WHERE dossier=?"
_COUNTS = (
    "SELECT count(*) FROM dossiers",
    "SELECT count(*) FROM steps",
    "SELECT sum(times) - count(*) FROM arrivals",
    "SELECT count(*) FROM blobs WHERE whole = 1",
    "SELECT count(*) FROM blobs WHERE whole = 0",
    "SELECT sum(held) FROM blobs",
    "SELECT count(*) FROM look_ups",
)
_WHOLE, _GONE = "UPDATE blobs SET whole = 1", "DELETE FROM blobs"


class Conflict(Exception):
    """What was asked contradicts what is held; `code` for the refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Counts:
    """`repeats`: how often something came again that had come before."""

    dossiers: int
    steps: int
    repeats: int
    whole: int
    partial: int
    bytes: int
    look_ups: int


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
    """One connection in one thread: the event loop's. Each method is one transaction, or begins with one.

    `database`: `postgresql://...`, or the path of a SQLite file; `files`: the folder of files, which all processes see.
    """

    def __init__(self, database: str | Path, files: Path | None = None) -> None:
        self._db: Database = opened(str(database))
        self._db.make(SCHEMA)
        self._files = Folder(files or files_beside(str(database)))
        self.shared = Shared(self._db)
        self.portal = Portal(self._db)

    def close(self) -> None:
        self._db.close()

    @property
    def db(self) -> Database:
        """For the tables that have a module of their own."""
        return self._db

    def turn(self, what: str) -> None:
        """Until the transaction ends nobody else has a turn at this."""
        self._db.execute("INSERT INTO turns VALUES (?) ON CONFLICT (what) DO UPDATE SET what = excluded.what", (what,))

    # --- numbers ---------------------------------------------------------------------------------------

    def lease(self, request: str, unit: str, counter: str, day: date, size: int, digits: int) -> tuple[int, int] | None:
        """The serials of this request; None when the day's numbers are used up."""
        asked = (request, unit, counter, day.isoformat())
        with self._db:
            self.turn(f"numbers {unit} {day}")
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
        with self._db:
            self.turn(f"token {unit} {counter}")
            row = self._db.execute(
                "SELECT request, token, before FROM lease_tokens WHERE unit=? AND counter=?", (unit, counter)
            ).fetchone()
            if row is not None and row[0] == request:
                return str(row[1])
            if quoted is not None and (row is None or quoted not in row[1:]):
                raise Conflict(STALE_LEASE)
            token = secrets.token_hex(16)
            self._db.execute(
                "INSERT INTO lease_tokens VALUES (?,?,?,?,?) ON CONFLICT (unit, counter) DO UPDATE SET"
                " request = excluded.request, token = excluded.token, before = excluded.before",
                (unit, counter, request, token, quoted),
            )
        return token

    def _next_serial(self, unit: str, day: date) -> int:
        asked = (unit, day.isoformat())
        (last,) = self._db.execute("SELECT max(last) FROM leases WHERE unit=? AND day=?", asked).fetchone()
        return int(last or 0) + 1

    # --- dossiers --------------------------------------------------------------------------------------

    def put_dossier(self, new: Held) -> Held:
        """Stores it, or finds it under its key again. Raises Conflict."""
        self._count(new.key)
        with self._db:
            # Whoever brings the same at the same moment waits here until the first has committed.
            row = (new.id, new.key, new.unit, new.code, new.linked_code, new.payload, new.sha256, new.received_at)
            self._db.execute("INSERT INTO dossiers VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", row)
            held = self.dossier_under(new.key)
            if held is None:
                known = self._db.execute("SELECT 1 FROM dossiers WHERE id=?", (new.id,)).fetchone()
                raise Conflict("dossier-exists" if known else "code-taken")
        if (held.id, held.sha256) != (new.id, new.sha256):
            raise Conflict("key-reused")
        return held

    def _count(self, key: str) -> None:
        """That it came, also where it is refused then."""
        with self._db:
            self._db.execute(
                "INSERT INTO arrivals VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET times = arrivals.times + 1", (key,)
            )

    def dossier_under(self, key: str) -> Held | None:
        row = self._db.execute("SELECT * FROM dossiers WHERE key=?", (key,)).fetchone()
        return Held(*row) if row else None

    def put_step(self, new: HeldStep) -> HeldStep:
        """Stores it, or finds it under its key again. Raises Conflict: nobody sent its dossier, or another text."""
        self._count(new.key)
        asked = (new.dossier, new.unit)
        with self._db:
            held = self.step_under(new.key)
            if held is None:
                if all(self._db.execute(known, asked).fetchone() is None for known in _KNOWN):
                    raise Conflict("unknown-dossier")
                row = (new.key, new.dossier, new.unit, new.payload, new.sha256, new.received_at)
                self._db.execute(_ADD_STEP, row)
                held = self.step_under(new.key) or new
        if (held.dossier, held.sha256) != (new.dossier, new.sha256):
            raise Conflict("key-reused")
        return held

    def step_under(self, key: str) -> HeldStep | None:
        row = self._db.execute("SELECT * FROM steps WHERE key=?", (key,)).fetchone()
        return HeldStep(*row[1:]) if row else None

    def steps(self) -> list[HeldStep]:
        return [HeldStep(*row[1:]) for row in self._rows("SELECT * FROM steps ORDER BY arrived")]

    def steps_of(self, dossier: str) -> list[dict[str, Any]]:
        """What happened to it after its acceptance, by its own moments: a stick may bring the later first."""
        steps = [json.loads(bytes(payload)) for (payload,) in self._rows(_STEPS_OF, dossier)]
        return sorted(steps, key=lambda step: datetime.fromisoformat(step["at"]))

    def dossiers(self) -> list[Held]:
        return [Held(*row) for row in self._rows("SELECT * FROM dossiers ORDER BY received_at, id")]

    def latest(self, most: int) -> list[Held]:
        return [Held(*row) for row in self._rows("SELECT * FROM dossiers ORDER BY received_at DESC, id LIMIT ?", most)]

    def times(self, key: str) -> int:
        """How often this key came."""
        return sum(times for (times,) in self._rows("SELECT times FROM arrivals WHERE key=?", key))

    def counts(self) -> Counts:
        return Counts(*(int(self._rows(asked)[0][0] or 0) for asked in _COUNTS))

    def arrivals(self) -> dict[str, int]:
        return dict(self._rows("SELECT key, times FROM arrivals"))

    def _rows(self, statement: str, *values: object) -> list[Any]:
        return self._db.execute(statement, values).fetchall()

    # --- files -----------------------------------------------------------------------------------------

    def blob(self, name: str) -> Blob | None:
        row = self._db.execute("SELECT sha256, length, held, whole FROM blobs WHERE sha256=?", (name,)).fetchone()
        return _blob(row) if row else None

    def begin_blob(self, name: str, length: int) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO blobs (sha256, length) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", (name, length)
            )

    def append(self, name: str, start: int, data: bytes) -> None:
        """Raises Conflict when another transfer of the same file came before."""
        with self._db:
            # The row is ours until the commit: nobody else writes into the file meanwhile.
            moved = self._db.execute(
                "UPDATE blobs SET held = ? WHERE sha256=? AND held=? AND whole = 0", (start + len(data), name, start)
            )
            if moved.rowcount != 1:
                raise Conflict("wrong-offset")
            self._files.write(name, start, data)

    def finish_blob(self, name: str) -> bool:
        """Whether the bytes are what the name says; if not, they count no more."""
        with self._db:
            self.turn(f"file {name}")
            blob = self.blob(name)
            if blob is None or blob.whole:
                return blob is not None
            good = self._files.hash(name, blob.length) == name
            self._db.execute(f"{_WHOLE if good else _GONE} WHERE sha256=?", (name,))
        return good

    def keep_file(self, data: bytes) -> str:
        """A file of the province's own."""
        name = sha256(data)
        if not self.whole_among([name]):
            self.begin_blob(name, len(data))
            self.append(name, 0, data)
            self.finish_blob(name)
        return name

    def blob_bytes(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """As far as it came, or that part of it."""
        blob = self.blob(name)
        if blob is None:
            return b""
        end = blob.offset if end is None else min(end, blob.offset)
        return self._files.read(name, start, max(end - start, 0))

    def blobs(self) -> list[Blob]:
        return [_blob(row) for row in self._rows("SELECT sha256, length, held, whole FROM blobs ORDER BY sha256")]

    def whole_among(self, names: Iterable[str]) -> list[str]:
        """Those that are verified, and still there."""
        held = ((name, self.blob(name)) for name in dict.fromkeys(names))
        return [name for name, blob in held if blob and blob.whole and self._files.has(name, blob.length)]

    # --- look-ups --------------------------------------------------------------------------------------

    def log_look_up(
        self, at: str, unit: str, counter: str, person: str, purpose: str, procedure: str, limit: int = 0
    ) -> str | None:
        """None: it may. Else this counter had `limit` of them in the last hour, and the moment at which it may again:
        what was refused is not counted, so that whoever waits as told gets through."""
        now, hour = datetime.fromisoformat(at), timedelta(hours=1)
        with self._db:
            if limit:
                self.turn(f"look-ups {unit} {counter}")
                mine = self._rows("SELECT at FROM look_ups WHERE unit=? AND counter=?", unit, counter)
                last_hour = sorted(then for (told,) in mine if (then := datetime.fromisoformat(told)) > now - hour)
                if len(last_hour) >= limit:
                    return (last_hour[-limit] + hour).isoformat()
            self._db.execute(
                "INSERT INTO look_ups VALUES (?,?,?,?,?,?)", (at, unit, counter, person, purpose, procedure)
            )
        return None

    def look_ups(self) -> list[dict[str, Any]]:
        names = ("at", "unit", "counter", "person", "purpose", "procedure")
        return [dict(zip(names, row, strict=True)) for row in self._rows("SELECT * FROM look_ups ORDER BY at")]


def files_beside(database: str) -> Path:
    """Where the files of a database in a file lie. Raises ValueError for a server: there it must be said."""
    if is_server(database):
        raise ValueError("a server keeps no files: name their folder")
    return Path(f"{database}-files")


def _blob(row: tuple[str, int, int, int]) -> Blob:
    return Blob(row[0], row[1], row[2], bool(row[3]))
