"""The demonstration: own data folder, made-up citizens, and the sandbox province in a process of its own.

The installed program has no sandbox; there the demonstration runs without a line, and says so.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import PlatformDirs

from resources import demo_people

from .bootstrap import Application, keep_journal, studio
from .config import demo_settings
from .devices.paper_tray import PaperTray
from .domain.people import Account, Credentials, Role
from .keychain import SystemKeyChain
from .one_window import run
from .wiring.line import PROVINCE_SECRET

_PROGRAM = "quay-mot-cua-demo"
_SANDBOX_SECRET = b"made-up-secret"  # the sandbox's own, no secret of anybody's
_PATIENCE = 20.0  # seconds until the demonstration goes on without its province


def run_demo() -> int:
    """Opens the window on the demonstration; returns the exit code. Raises what opening the store raises."""
    folder = Path(os.environ.get("COUNTER_DEMO_FOLDER") or PlatformDirs(_PROGRAM, appauthor=False).user_data_path)
    keep_journal(folder)
    key_chain = SystemKeyChain(_PROGRAM)
    key_chain.set(PROVINCE_SECRET, _SANDBOX_SECRET)
    with _province(folder / "province.sqlite") as address:
        application = Application(
            demo_settings(folder / "counter", address),
            key_chain,
            scanner_drivers=("simulated",),
            printers=PaperTray(folder / "printed"),
            studio=studio(),
        )
        employ(application)
        return run(application, demo_people())


def employ(application: Application) -> None:
    """The made-up people are there before its province answers."""
    given = tuple(
        Credentials(
            Account(one["id"], one["user_name"], one["name"], frozenset(map(Role, one["roles"]))), one["verifier"]
        )
        for one in demo_people()
    )
    with application.store.write() as work:
        if work.people.version() is None:
            work.people.put_accounts(given, "shipped")


@contextmanager
def _province(database: Path) -> Iterator[str]:
    """The sandbox's address, with the sandbox behind it where it can be had."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    if importlib.util.find_spec("sync.sandbox") is None or importlib.util.find_spec("uvicorn") is None:
        yield address
        return
    command = [sys.executable, "-m", "sync.sandbox", "--port", str(port), "--database", str(database), "--seed", "1"]
    # It ends when its standard input does: also when this program is killed.
    process = subprocess.Popen([*command, "--with-parent"], stdin=subprocess.PIPE)  # noqa: S603 - our own module
    try:
        _wait_until_it_listens(port)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_it_listens(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
