"""A laid version checks itself, behind whatever else this PC does."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..domain.errors import DiskFull
from .sources import go_on

_CHECK_SECONDS = 300  # in which this PC is awake
_LOOK_SECONDS = 0.25  # between two looks whether the check is to be ended
_LONGEST_LOOK = 1.0  # seconds; between two looks that are farther apart the PC slept
_BEHIND = 0x08000000 | 0x00000040 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW | IDLE_PRIORITY_CLASS


def check(version: Path, stopped: Callable[[], bool]) -> str:
    """What is wrong with the version in this folder; empty: nothing. Raises UpdateUnreachable (why: stopped), DiskFull
    (it had no room to try itself, which is no fault of its own), OSError (no process could be started, or it did not
    end: a virus scanner, or a PC that is slow, says nothing of the version)."""
    runtime = version / "runtime"
    python = runtime / ("python.exe" if sys.platform == "win32" else "bin/python3.11")
    command = [str(python), "-P", "-m", "counter_app", "self-check", "--program", "--json"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONNOUSERSITE": "1"}
    try:
        code, told = _ended(command, environment, runtime, stopped)
    except FileNotFoundError as error:
        return type(error).__name__
    if code == 1 and _only_room_was_missing(told):
        raise DiskFull("the new version's check")
    return f"code {code}" if code else ""


def _ended(
    command: list[str], environment: dict[str, str], folder: Path, stopped: Callable[[], bool]
) -> tuple[int, bytes]:
    """The exit code, and what was written. Raises OSError (also where it does not end), UpdateUnreachable."""
    awake, looked = 0.0, time.monotonic()
    checking = subprocess.Popen(  # noqa: S603 - what was signed and hashed
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_BEHIND,
    )
    if sys.platform != "win32":
        with suppress(OSError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, checking.pid, 19)  # the disk's turn follows the processor's
    try:
        while True:
            go_on(stopped)
            with suppress(subprocess.TimeoutExpired):
                told, _ = checking.communicate(timeout=_LOOK_SECONDS)
                return checking.returncode, told
            now = time.monotonic()
            awake, looked = awake + min(now - looked, _LONGEST_LOOK), now
            if awake > _CHECK_SECONDS:
                raise TimeoutError(errno.ETIMEDOUT, "the check does not end")
    finally:
        checking.kill()
        checking.communicate()


def _only_room_was_missing(told: bytes) -> bool:
    with suppress(ValueError, RecursionError, TypeError, KeyError, AttributeError):
        bad = [part["code"] for part in json.loads(told) if part["outcome"] == "bad"]
        return bool(bad) and set(bad) == {DiskFull.code}
    return False
