"""A real PostgreSQL server of this test run's own: its data in a folder under /tmp, a Unix socket there, and a port of
this machine that speaks TLS only, with a certificate of an authority made for the run.

`postgres` gives each test a new, empty database; whatever the machine itself serves is left alone. `site_server` is a
server of one test's own, which it may kill and start again. Needs a Debian package (tools/debian-packages.txt). The
server refuses to run as root: then it runs as `nobody`.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.services._authority import Authority

if TYPE_CHECKING:
    from sqlalchemy import Engine

OWNER = "quay"
PASSWORD = "owner's own"  # over TLS; the socket is the test's
# No test cuts the machine's power: what the system was given need not reach the disk. A killed server keeps its word.
_SETTINGS = ("fsync=off", "full_page_writes=off", "max_connections=60", "timezone=UTC")
_names = count(1)


class PostgresServer:
    """`folder` holds the socket; `port` answers TLS as `localhost`, by the certificate of `authority`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="quay-pg-"))
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(self.folder, "nobody", "nogroup")
        self.port = _free_port()
        self.authority = Authority(self.folder, "made-up hall")
        data, password = self.folder / "data", self.folder / "password"
        password.write_text(PASSWORD)
        flags = ("--encoding=UTF8", "--locale=C.UTF-8", f"--username={OWNER}", "--no-sync", f"--pwfile={password}")
        ways = ("--auth-local=trust", "--auth-host=scram-sha-256")
        self._own(password)
        made = [_program("initdb"), *flags, *ways, "-D", str(data)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self._user)
        rules = ("local all all trust", "hostssl all all 127.0.0.1/32 scram-sha-256")
        (data / "pg_hba.conf").write_text("\n".join(rules) + "\n")
        self.certify(self.authority)

    def certify(self, authority: Authority, *names: str) -> None:
        """From its next start on: a certificate of this authority for these names, `localhost` where none is given."""
        certificate, key = self.folder / "server.crt", self.folder / "server.key"
        authority.issue(certificate, key, *(names or ("localhost",)))
        self._own(certificate)
        self._own(key)

    def start(self) -> None:
        tls = ("ssl=on", f"ssl_cert_file={self.folder / 'server.crt'}", f"ssl_key_file={self.folder / 'server.key'}")
        where = ("listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.folder}")
        settings = [part for setting in (*_SETTINGS, *tls, *where) for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            run = [_program("postgres"), "-D", str(self.folder / "data"), *settings]
            self._server = subprocess.Popen(run, stderr=log, cwd=self.folder, **self._user)
        # pg_ctl waits for the server itself, without a fixed pause.
        ready = [_program("pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            assert self._server.poll() is None, (self.folder / "log").read_text()

    def stop(self) -> None:
        self._server.send_signal(signal.SIGINT)  # "fast": whoever is still connected is sent away
        self._server.wait(30)

    def kill(self) -> None:
        """As a power cut ends it for whoever is connected; what was committed is in the system's pages."""
        self._server.kill()
        self._server.wait(30)
        for left in (self.folder / f".s.PGSQL.{self.port}.lock", self.folder / "data" / "postmaster.pid"):
            left.unlink(missing_ok=True)

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def engine(self, database: str = "postgres", **options: Any) -> Engine:
        """As its owner, over the socket."""
        from sqlalchemy import create_engine

        address = f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}&port={self.port}"
        return create_engine(address, **options)

    def new_database(self) -> str:
        from sqlalchemy import text

        name, owner = self.unused_name(), self.engine(isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        owner.dispose()
        return name

    @staticmethod
    def unused_name() -> str:
        return f"test_{next(_names)}"

    def _own(self, path: Path) -> None:
        if self._user:
            shutil.chown(path, "nobody", "nogroup")


@contextmanager
def a_database() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    with _running() as server:
        yield f"postgresql://{OWNER}@/postgres?host={server.folder}&port={server.port}"


@contextmanager
def _running() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        server.start()
        yield server
        server.kill()  # nobody needs what it would still write
    finally:
        server.remove()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with _running() as server:
        yield server


@pytest.fixture
def site_server() -> Iterator[PostgresServer]:
    """One that this test may stop, kill and certify anew."""
    with _running() as server:
        yield server


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[Engine]:
    """A new, empty database."""
    opened = postgres_server.engine(postgres_server.new_database())
    yield opened
    opened.dispose()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def _program(name: str) -> str:
    """From PATH, else of the newest version that Debian has installed."""
    found = shutil.which(name)
    if found is None:
        debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
        found = str(debian[-1]) if debian else None
    assert found, f"{name} is missing: tools/setup.sh test"
    return found
