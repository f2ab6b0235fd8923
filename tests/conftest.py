"""What holds for every test: no window, no network but this machine, no lucky time zone, the same examples each run.

Real services (scanner, printer, key ring, sandbox, store) are fixtures in tests/services/, one module each; every
module there is a plugin of the whole suite.
"""

from __future__ import annotations

import gc
import ipaddress
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

_HERE = Path(__file__).parent

pytest_plugins = [f"tests.services.{path.stem}" for path in sorted((_HERE / "services").glob("[!_]*.py"))]

# Read by Qt when the first application is made; a real display can still be asked for by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Child processes (scanner worker, sandbox, the program itself) tell where they died.
os.environ["PYTHONFAULTHANDLER"] = "1"

# A PC whose clock runs in a wrong zone still counts Vietnamese days: here it is yesterday most of the day.
os.environ["TZ"] = "<-12>12"
time.tzset()

# The same examples on each machine and run, so that red means a change; `explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


class ReachedOutside(AssertionError):
    """A test tried to speak to another machine."""


def _is_this_machine(host: str) -> bool:
    try:
        return host in {"", "localhost"} or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _stay_home(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else ""  # a path or bytes: a local socket
    elif event == "socket.getaddrinfo":
        host = args[0] or ""
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if isinstance(host, str) and not _is_this_machine(host):
        raise ReachedOutside(f"{event}: {host}")


# A file is one worker's (Makefile), and what is long and begun last is waited for by the other: these begin first.
_LONG = (
    "e2e/test_power_cut.py",
    "e2e/test_archive.py",
    "e2e/test_bytes.py",
    "e2e/test_site.py",
    "imaging/test_card_backs.py",
    "torture/",
    "ui/test_camera.py",
    "ui/test_following_window.py",
    "ui/test_whole_desk.py",
    "use_cases/test_archive_papers.py",
    "use_cases/test_capture.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(item.path.relative_to(_HERE).as_posix()))


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import stay to the end: the collector need not look through them each time,
    as the program does it (ui.app.keep_for_good)."""
    gc.collect()
    gc.freeze()


def _turn(path: str) -> int:
    return next((turn for turn, long in enumerate(_LONG) if path.startswith(long)), len(_LONG))


sys.addaudithook(_stay_home)
