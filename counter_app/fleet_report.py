"""`counter-app report`: how this PC is, in one file that IT collects from all of them. No person is in it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from stat import S_ISREG
from typing import Any

from . import sync_ages
from .checks import checks
from .config import Settings, read_settings
from .domain.errors import BadSettings, CounterError
from .self_check import Outcome, run
from .updates.installed import Installed

_PROGRAM = "quay-mot-cua"
_LIBRARIES = ("PySide6_Essentials", "sqlcipher3", "opencv-python-headless", "tesserocr", "pikepdf", "tuf")


def report(machine: Path | None, sentence: Callable[[CounterError], str]) -> dict[str, Any]:
    """Runs the self-check. Of what a part says only its verdict and code go in, and words of our own making: names of
    printers, scanners and folders may carry a person's."""
    try:
        settings: Settings | None = read_settings(machine)
    except BadSettings:
        settings = None
    installed = Installed.of_this_program()
    results = run(checks(machine), sentence)
    exchanged = sync_ages.of_this_pc(settings) if settings is not None else None
    store = exchanged.pop("store", None) if exchanged is not None else None
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "unit": settings.unit.code if settings else None,
        "counter": settings.counter.code if settings else None,
        "program": {
            "version": _version(_PROGRAM),
            "current": installed.current if installed else None,
            "on_trial": installed is not None and installed.on_trial,
            "failed": installed.failed if installed else None,
            "refused": installed.refused if installed else None,
            "updates_itself": installed is not None and installed.changeable,
        },
        "system": {
            "name": f"{platform.system()} {platform.release()}",
            "machine": platform.machine(),
            "python": platform.python_version(),
            "libraries": {name: _version(name) for name in _LIBRARIES},
        },
        "disk": _disk(settings),
        "sync": exchanged,
        "store": store,
        "parts": [
            {
                "name": one.name,
                "outcome": one.outcome.value,
                "code": one.code,
                "seconds": one.seconds,
                "words": one.words if one.name in _SAFE and one.outcome is Outcome.GOOD else None,
            }
            for one in results
        ],
    }


_SAFE = frozenset(
    {"store", "catalogue", "text", "disk", "disk speed", "own store", "recovery code", "clock", "backup", "province"}
)
"""Parts whose words are counts, versions, days and addresses of servers."""


def _disk(settings: Settings | None) -> dict[str, int] | None:
    if settings is None or not settings.data_folder.exists():
        return None
    usage = shutil.disk_usage(settings.data_folder)
    kept = sum(map(_size, settings.data_folder.rglob("*")))
    return {"free": usage.free, "total": usage.total, "data": kept}


def _size(path: Path) -> int:
    """0 of a folder, and of what the open program has taken away since it was listed."""
    try:
        found = path.stat()
    except OSError:
        return 0
    return found.st_size if S_ISREG(found.st_mode) else 0


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
