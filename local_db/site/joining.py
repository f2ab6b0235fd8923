"""This PC in the hall: it joins by a one-time code, keeps its own password and the site's key in the key ring, and says
how the site stands."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select, text, update

from counter_app.domain.errors import SiteNotJoined, SiteRefused
from counter_app.domain.recovery_code import RecoveryCode
from counter_app.ports import KeyChain

from .. import tables
from ..facts import read_fact
from ..schema import REVISION, revision_of
from .exchange import must_fit
from .founding import SITE_KEY, password_of, set_password
from .line import SiteAddress, role_of, site_engine, site_faults
from .seal import KEY_ID, from_code, key_id, unseal

PASSWORD_ENTRY, KEY_ENTRY = "site-password", "site-key"  # of the key ring
_PASSWORD_BYTES = 32
_c = tables.site_counters.c


@dataclass(frozen=True, slots=True)
class JoinedCounter:
    """`joined_at` None: invited and not come yet. Aware moments by the server's clock."""

    counter: str
    computer: str
    invited_at: datetime
    joined_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """`server`: PostgreSQL's version; `tls`: protocol and cipher of this connection; `revision` of the tables there,
    `expected` by this program; `key_fits`: whether this PC has the key that the site's entries are sealed with."""

    server: str
    tls: str
    revision: str
    expected: str
    key_fits: bool
    counters: tuple[JoinedCounter, ...]


def keep_key(key_chain: KeyChain, key: bytes) -> None:
    """Raises NoKeyring."""
    key_chain.set(KEY_ENTRY, key)


def site_key(key_chain: KeyChain) -> bytes:
    """Raises SiteNotJoined, NoKeyring."""
    key = key_chain.get(KEY_ENTRY)
    if key is None:
        raise SiteNotJoined(why="key")
    return key


def joined_engine(address: SiteAddress, counter: str, key_chain: KeyChain) -> Engine:
    """Connections as this counter. Raises SiteNotJoined, NoKeyring; and with the first one what `site_faults` names."""
    password = key_chain.get(PASSWORD_ENTRY)
    if password is None:
        raise SiteNotJoined(why="password")
    return site_engine(address, role_of(address, counter), password.decode())


def join(address: SiteAddress, counter: str, code: RecoveryCode, key_chain: KeyChain, computer: str) -> None:
    """The code is used up: the counter's password is another from here on. It is in the key ring before the server
    takes it, so that a cut in between leaves the code as good as it was.

    Raises SiteRefused for a code that was used or is another counter's, SiteVersion, SiteLost, SiteUntrusted,
    NoKeyring.
    """
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    with _connected(site_engine(address, role_of(address, counter), password_of(code))) as server:
        must_fit(server)
        mine = select(_c.invitation).where(_c.counter == counter)
        sealed = server.scalar(mine)
        if sealed is None:
            raise SiteRefused("no invitation")
        key = unseal(from_code(code, SITE_KEY), sealed, "invitation", counter)
        set_password(server, role_of(address, counter), password)
        come = {"invitation": None, "joined_at": func.now(), "seen_at": func.now(), "computer": computer[:64]}
        server.execute(update(tables.site_counters).where(_c.counter == counter).values(**come))
        key_chain.set(PASSWORD_ENTRY, password.encode())
        keep_key(key_chain, key)


def status_of(address: SiteAddress, counter: str, key_chain: KeyChain) -> SiteStatus:
    """Raises SiteFault, NoKeyring."""
    key = site_key(key_chain)
    with _connected(joined_engine(address, counter, key_chain)) as server:
        of_this = text("SELECT version || ', ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        rows = server.execute(select(tables.site_counters).order_by(_c.counter)).all()
        return SiteStatus(
            server=server.scalar(text("SHOW server_version")) or "",
            tls=server.scalar(of_this) or "",
            revision=revision_of(server) or "",
            expected=REVISION,
            key_fits=read_fact(server, KEY_ID) == key_id(key),
            counters=tuple(
                JoinedCounter(row.counter, row.computer, row.invited_at, row.joined_at, row.seen_at) for row in rows
            ),
        )


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        with site_faults(), engine.begin() as server:
            yield server
    finally:
        engine.dispose()
