"""The site's database is made, and its key: by IT, with the account of the server's administrator.

Counters share one group role that may do what sharing needs and nothing else; each has a role of its own in it. The
site's key never reaches the server in the clear: it goes to a PC sealed with that PC's one-time code.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, text, update

from counter_app.domain.errors import SiteNotJoined
from counter_app.domain.recovery_code import SECRET_BITS, CodeBook, RecoveryCode

from .. import tables
from ..facts import read_fact, write_fact
from ..schema import bring_up_to_date
from .exchange import EPOCH
from .line import SiteAddress, role_of, site_engine, site_faults
from .seal import KEY_ID, from_code, key_id, new_key, seal

if TYPE_CHECKING:
    import psycopg

SITE_KEY = "site's key"  # what the one-time code seals
_CONNECT_TO = "postgres"  # a database that every server has
# What a counter may do there. Tables that are not named are closed to it: what the server has no need to hold.
_MAY = {
    "alembic_version": "SELECT",
    "facts": "SELECT",
    "site_entries": "SELECT, INSERT, UPDATE",
    "site_counters": "SELECT, UPDATE",
    "shared_files": "SELECT, INSERT, UPDATE, DELETE",
    "shared_file_parts": "SELECT, INSERT, DELETE",
    "wanted_files": "SELECT, INSERT, DELETE",
    "tickets": "SELECT, INSERT, UPDATE",
    "ticket_services": "SELECT, INSERT, UPDATE",
    "ticket_conflicts": "SELECT, INSERT, UPDATE",
    "hall_counters": "SELECT, INSERT, UPDATE",
    "hall_numbers": "SELECT, INSERT, UPDATE",
    "hall_lives": "SELECT, INSERT, UPDATE",
}
_c = tables.site_counters.c


class Founding:
    """With the account of the server's administrator, who may make databases and roles. Raises SiteFault."""

    def __init__(self, address: SiteAddress, user: str, password: str) -> None:
        self._address, self._user, self._password = address, user, password
        self._group = f"{address.database}__hall"  # no counter's name has a _

    def found(self, key: bytes | None, renew: bool = False) -> bytes:
        """Makes the database or brings it up to date, and returns its key: `key` of this PC, or a new one where there
        is none yet. What the site holds begins a new life, in which all counters tell again what they know. Safe to
        repeat; done again after the server was restored from a backup.

        `renew`: another key, because a PC was lost. What was sealed goes, and who joined has to join again.
        Raises SiteNotJoined (key): the site is another PC's foundation, which has its key.
        """
        self._make_database()
        if renew:
            self._shut_out()
        with self._server() as server:
            bring_up_to_date(server)
            there = read_fact(server, KEY_ID)
            if renew or (there is None and key is None):
                key = new_key()
            elif key is None or there not in (None, key_id(key)):
                raise SiteNotJoined(why="key")
            _open_to_counters(server, self._group)
            if renew:
                for sealed in (tables.site_entries, tables.shared_file_parts, tables.shared_files, tables.wanted_files):
                    server.execute(delete(sealed))  # with the old key
                server.execute(update(tables.site_counters).values(joined_at=None, invitation=None))
            write_fact(server, KEY_ID, key_id(key))
            write_fact(server, EPOCH, str(uuid4()))
            begin_anew(server)
        return key

    def invite(self, counter: str, key: bytes, book: CodeBook) -> RecoveryCode:
        """The code by which a PC joins as `counter`, once. A new one takes the place of the last, and of the password
        that the counter had. Raises SiteNotJoined (key)."""
        code = book.write(secrets.randbits(SECRET_BITS))
        sealed = seal(from_code(code, SITE_KEY), key, "invitation", counter)
        with self._server() as server:
            if read_fact(server, KEY_ID) != key_id(key):
                raise SiteNotJoined(why="key")
            role = role_of(self._address, counter)
            if not _there(server, "pg_roles", "rolname", role):
                server.exec_driver_sql(f"CREATE ROLE {role} IN ROLE {self._group}")
            server.exec_driver_sql(f"ALTER ROLE {role} LOGIN")
            set_password(server, role, password_of(code))
            row = {"invitation": sealed, "invited_at": func.now(), "joined_at": None}
            again = update(tables.site_counters).where(_c.counter == counter).values(**row)
            if not server.execute(again).rowcount:
                server.execute(insert(tables.site_counters).values(counter=counter, **row))
        self._throw_out([role])  # the PC that it takes the place of may still be in
        return code

    def _shut_out(self) -> None:
        """Whoever has the old key: no counter gets in before it has joined again, and who is in is thrown out. First of
        all: where that fails, nothing is renewed."""
        with self._server() as server:
            bring_up_to_date(server)
            roles = [role_of(self._address, counter) for counter in server.scalars(select(_c.counter))]
            for role in roles:
                server.exec_driver_sql(f"ALTER ROLE {role} NOLOGIN")
        self._throw_out(roles)

    def _throw_out(self, roles: list[str]) -> None:
        """Once nobody can come back."""
        with self._server() as server:
            out = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY(:roles)")
            server.execute(out, {"roles": roles})

    @contextmanager
    def _server(self) -> Iterator[Connection]:
        engine = site_engine(self._address, self._user, self._password)
        try:
            with site_faults(), engine.begin() as server:
                server.execute(text("SET LOCAL statement_timeout = 0"))  # a migration takes the time that it takes
                yield server
        finally:
            engine.dispose()

    def _make_database(self) -> None:
        name = self._address.database
        engine = site_engine(replace(self._address, database=_CONNECT_TO), self._user, self._password)
        try:
            with site_faults(), engine.execution_options(isolation_level="AUTOCOMMIT").connect() as server:
                if not _there(server, "pg_database", "datname", name):
                    server.exec_driver_sql(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
                server.exec_driver_sql(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        finally:
            engine.dispose()


def begin_anew(server: Connection) -> None:
    """Another life of its queues (local_db.hall.lives): a counter that was off at the backup would not notice that the
    server went back to it."""
    life = tables.hall_lives.c
    new = {"life": func.gen_random_uuid(), "began_at": func.clock_timestamp()}
    server.execute(update(tables.hall_lives).values(number=life.number + 1, **new))


def password_of(code: RecoveryCode) -> str:
    """Of the counter's role, until it has joined."""
    return from_code(code, "password on the site's server").hex()


def set_password(server: Connection, role: str, password: str) -> None:
    """As a SCRAM verifier, made here: the server never reads a password, not even in its log."""
    bare = cast("psycopg.Connection[Any]", server.connection.driver_connection)
    verifier = bare.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode("ascii")
    server.exec_driver_sql(f"ALTER ROLE {role} PASSWORD '{verifier}'")


def _there(server: Connection, catalogue: str, column: str, name: str) -> bool:
    asked = text(f"SELECT 1 FROM {catalogue} WHERE {column} = :name")  # noqa: S608 - our own words
    return server.scalar(asked, {"name": name}) is not None


def _open_to_counters(server: Connection, group: str) -> None:
    if not _there(server, "pg_roles", "rolname", group):
        server.exec_driver_sql(f"CREATE ROLE {group} NOLOGIN")
    database = server.scalar(text("SELECT current_database()"))
    server.exec_driver_sql(f'GRANT CONNECT ON DATABASE "{database}" TO {group}')
    server.exec_driver_sql("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    server.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {group}")
    server.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {group}")
    for table, acts in _MAY.items():
        server.exec_driver_sql(f"GRANT {acts} ON {table} TO {group}")
    server.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {group}")
