"""What every process of the sandbox must know: who is logged in, one-time codes, the switches, the courier's keys."""

from __future__ import annotations

import hashlib
import secrets

from .database import Database


class Shared:
    """Rows beside what is held. Of a log-in only its token's hash is kept."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self) -> None:
        """A start of the sandbox: whoever was logged in logs in again, and the switches are off."""
        with self._db:
            self._db.execute("DELETE FROM log_ins")
            self._db.execute("DELETE FROM switches")

    def log_in(self, unit: str, counter: str) -> str:
        """The token by which this counter is known."""
        token = secrets.token_urlsafe(24)
        with self._db:
            self._db.execute("INSERT INTO log_ins VALUES (?,?,?)", (_hash(token), unit, counter))
        return token

    def logged_in(self, token: str) -> tuple[str, str] | None:
        """Unit and counter."""
        row = self._db.execute("SELECT unit, counter FROM log_ins WHERE token=?", (_hash(token),)).fetchone()
        return (row[0], row[1]) if row else None

    def give_out(self, code: str) -> None:
        """A one-time code, by which a counter may be enrolled."""
        with self._db:
            self._db.execute("INSERT INTO enrolments VALUES (?, NULL) ON CONFLICT (code) DO NOTHING", (code,))

    def use(self, code: str, who: str) -> str | None:
        """By whom it is used now: by `who`, or by whoever came before; None: it was never given out."""
        with self._db:
            self._db.execute("UPDATE enrolments SET used_by=? WHERE code=? AND used_by IS NULL", (who, code))
            row = self._db.execute("SELECT used_by FROM enrolments WHERE code=?", (code,)).fetchone()
        return str(row[0]) if row else None

    def switch(self, told: str) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO switches VALUES ('faults', ?) ON CONFLICT (name) DO UPDATE SET told = excluded.told",
                (told,),
            )

    def switched(self) -> str | None:
        row = self._db.execute("SELECT told FROM switches WHERE name='faults'").fetchone()
        return str(row[0]) if row else None

    def courier_key(self, name: str) -> str | None:
        row = self._db.execute("SELECT key FROM courier_keys WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else None

    def keep_courier_key(self, name: str, key: str) -> None:
        with self._db:
            self._db.execute(
                "INSERT INTO courier_keys VALUES (?,?) ON CONFLICT (name) DO UPDATE SET key = excluded.key", (name, key)
            )

    def first_courier_key(self, name: str, key: str) -> str:
        """The key that is kept under this name from now on: this one, or what another process made before."""
        with self._db:
            self._db.execute("INSERT INTO courier_keys VALUES (?,?) ON CONFLICT (name) DO NOTHING", (name, key))
            return self.courier_key(name) or key


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
