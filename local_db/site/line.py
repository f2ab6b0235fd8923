"""The line to the site's server: always TLS, always its own authority, never long in doubt."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import BrokenPromise, CounterError, SiteLost, SiteRefused, SiteUntrusted

_CONNECT_SECONDS = 5
_SILENCE_MS = 10_000  # of a server that was there: power cut, cable out
_STATEMENT_MS = 15_000
_LOCK_MS = 10_000
_KEPT_OPEN = 4
# What libpq says of a connection that never was has no code: words of the client are English, of the server its own.
_NOT_LET_IN = ("28P01", "28000", "authentication failed", "xác thực", 'role "', "no pg_hba.conf entry", "no password")
_NOT_TRUSTED = ("certificate", "SSL", "TLS")


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """`database`: small Latin letters, digits and _; `ca_file`: the authority that is believed, and no other."""

    host: str
    port: int
    database: str
    ca_file: Path


def role_of(address: SiteAddress, counter: str) -> str:
    """The counter's own account: roles are the whole server's, and it may serve several halls."""
    return f"{address.database}_{counter.lower()}"


def site_engine(address: SiteAddress, user: str, password: str) -> Engine:
    """Connections to the site's server. Nothing is opened yet: errors come with the first one, and `site_faults` names
    them. Dispose of it when done."""
    url = URL.create("postgresql+psycopg", user, password, address.host, address.port, address.database)
    how = {
        "sslmode": "verify-full",
        "sslrootcert": str(address.ca_file),
        "ssl_min_protocol_version": "TLSv1.2",
        "connect_timeout": _CONNECT_SECONDS,
        "tcp_user_timeout": _SILENCE_MS,
        "keepalives_idle": 5,
        "keepalives_interval": 3,
        "keepalives_count": 2,
        "application_name": "quay-mot-cua",
        "options": f"-c statement_timeout={_STATEMENT_MS} -c lock_timeout={_LOCK_MS}"
        f" -c idle_in_transaction_session_timeout={_STATEMENT_MS}",
    }
    return create_engine(
        url,
        connect_args=how,
        pool_size=_KEPT_OPEN,
        pool_pre_ping=True,  # the server may have been away since
        pool_use_lifo=True,
        hide_parameters=True,  # an error's text must not quote a person
    )


def client() -> str:
    """What speaks to a server, tried as far as this PC alone can: at a door that is closed. Raises BrokenPromise."""
    import psycopg

    with socket.socket() as closed:  # bound and never listening: nobody else answers there
        closed.bind(("127.0.0.1", 0))
        engine = site_engine(SiteAddress("127.0.0.1", closed.getsockname()[1], "none", Path()), "none", "none")
        try:
            with site_faults(), engine.connect():
                raise BrokenPromise("a closed door was opened")
        except SiteLost:
            pass
        finally:
            engine.dispose()
    if psycopg.pq.__impl__ != "binary" or not psycopg.pq.version():
        raise BrokenPromise("libpq is not the one that ships")
    return f"libpq {psycopg.pq.version() // 10000}.{psycopg.pq.version() % 10000}, psycopg {psycopg.__version__}"


@contextmanager
def site_faults() -> Iterator[None]:
    """Raises SiteLost, SiteUntrusted, SiteRefused or BrokenPromise for whatever the server or the line says."""
    try:
        yield
    except DBAPIError as error:
        raise named(error) from error


def named(error: DBAPIError) -> CounterError:
    """The detail is the state's code alone: the server's sentence may quote what was to be kept."""
    origin = error.orig
    state: str = getattr(origin, "sqlstate", None) or ""
    said = "" if state else str(origin)  # no statement was run yet, so nothing of a person is in it
    if state in _NOT_LET_IN or any(words in said for words in _NOT_LET_IN):
        return SiteRefused(state)
    if any(words in said for words in _NOT_TRUSTED):
        return SiteUntrusted("tls")
    kind = type(origin).__name__
    if error.connection_invalidated or kind in ("OperationalError", "InterfaceError") or state[:2] in _AWAY:
        return SiteLost(state or kind)
    return BrokenPromise(state or kind)


_AWAY = frozenset({"08", "57", "53", "55", "40", "25"})  # broken off, shutting down, no room, a lock, read-only
