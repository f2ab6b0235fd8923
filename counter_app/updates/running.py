"""Whether a program was started from a version's folder and still runs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def runs_from(version: Path) -> bool:
    """As far as this account may see: an administrator sees all, a clerk who may change the program is its one user."""
    if sys.platform == "win32":  # lets nobody open for writing what runs
        return any(_is_held(version / "runtime" / name) for name in ("python.exe", "pythonw.exe"))
    inside = f"{version.resolve()}{os.sep}"
    return any(_program_of(process).startswith(inside) for process in Path("/proc").glob("[0-9]*"))


def _is_held(program: Path) -> bool:
    try:
        with program.open("r+b"):
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _program_of(process: Path) -> str:
    with suppress(OSError):  # it has ended, or is somebody else's
        return str((process / "exe").readlink())
    return ""
