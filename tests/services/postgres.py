"""A real PostgreSQL server of this test run's own: its data in a folder under /tmp, a Unix socket there, no port.

`postgres` gives each test a new, empty database; whatever the machine itself serves is left alone. Needs a Debian
package (tools/debian-packages.txt). The server refuses to run as root: then it runs as `nobody`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Engine

_OWNER = "quay"
# Nothing here outlives the tests: no write need reach the disk.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=40")
_names = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of the running server's socket."""
    with server() as folder:
        yield folder


@contextmanager
def a_database() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    with server() as folder:
        yield f"postgresql://{_OWNER}@/postgres?host={folder}"


@contextmanager
def server() -> Iterator[Path]:
    """The folder of the running server's socket."""
    folder = Path(tempfile.mkdtemp(prefix="quay-pg-"))
    try:
        user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(folder, "nobody", "nogroup")
        data = folder / "data"
        flags = ("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", f"--username={_OWNER}", "--no-sync")
        made = [_program("initdb"), *flags, "-D", str(data)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
        with _running(folder, data, user):
            yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres(postgres_server: Path) -> Iterator[Engine]:
    """A new, empty database."""
    from sqlalchemy import create_engine, text

    def engine(database: str, **options: Any) -> Engine:
        return create_engine(f"postgresql+psycopg://{_OWNER}@/{database}?host={postgres_server}", **options)

    name, owner = f"test_{next(_names)}", engine("postgres", isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    owner.dispose()
    opened = engine(name)
    yield opened
    opened.dispose()


@contextmanager
def _running(folder: Path, data: Path, user: dict[str, Any]) -> Iterator[None]:
    settings = [part for setting in (*_SETTINGS, f"unix_socket_directories={folder}") for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([_program("postgres"), "-D", str(data), *settings], stderr=log, cwd=folder, **user)
    try:
        # pg_ctl waits for the server itself, without a fixed pause.
        ready = [_program("pg_isready"), "-q", "-h", str(folder)]
        while subprocess.run(ready, check=False).returncode:
            assert server.poll() is None, (folder / "log").read_text()
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast": whoever is still connected is sent away
        server.wait(30)


def _program(name: str) -> str:
    """From PATH, else of the newest version that Debian has installed."""
    found = shutil.which(name)
    if found is None:
        debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
        found = str(debian[-1]) if debian else None
    assert found, f"{name} is missing: tools/setup.sh test"
    return found
