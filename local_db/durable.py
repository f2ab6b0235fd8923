"""Writing a file so that a power loss leaves the old one or the new one, never half."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_RUN = uuid4().hex[:8]  # of this process: by it what an earlier one left is told from what is being written

_REPLACE, _WRITE_THROUGH = 0x1, 0x8  # MOVEFILE_REPLACE_EXISTING, MOVEFILE_WRITE_THROUGH
_DURABLE: set[Path] = set()  # folders whose names are known to be on the disk


def write_durably(path: Path, data: bytes) -> None:
    """Temporary name, flush, rename, flush of the folder; nothing is left behind on an error. Raises OSError."""
    partial = path.with_name(f"{path.name}.{_RUN}{uuid4().hex[:8]}.part")
    try:
        file = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        finally:
            os.close(file)
        rename_durably(partial, path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def rename_durably(source: Path, target: Path) -> None:
    """Over whatever stands there; the new name is on the disk when this returns. Raises OSError."""
    if sys.platform == "win32":
        # os.replace promises nothing here: only with WRITE_THROUGH does the call wait for the disk
        move = ctypes.WinDLL("kernel32", use_last_error=True).MoveFileExW
        names = ctypes.c_wchar_p(str(source)), ctypes.c_wchar_p(str(target))
        if not move(*names, _REPLACE | _WRITE_THROUGH):
            raise ctypes.WinError(ctypes.get_last_error())
    else:
        source.replace(target)
        flush_folder(target.parent)


def is_left_behind(name: str) -> bool:
    """Whether a file of this name is one that a process before this one did not come to rename."""
    return name.endswith(".part") and not name.rpartition(".part")[0].rpartition(".")[2].startswith(_RUN)


def flush_folder(folder: Path) -> None:
    """Makes the names in `folder` durable. Windows has no documented way to ask: there `rename_durably` waits, and a
    new file's name goes to the disk's log before what is flushed after it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_what_stands(folder: Path, *names: str) -> None:
    """Makes durable what a killed program wrote there and did not flush: the next one reads it out of the system's
    memory, and shows it. Files that are not there are no fault. Raises OSError.

    Before anything else of this process opens them: closing a file gives up all its POSIX locks (fcntl(2)), also
    those that a database holds by another handle.
    """
    for name in names:
        try:
            file = os.open(folder / name, os.O_RDWR | getattr(os, "O_BINARY", 0))  # Windows flushes for writers only
        except FileNotFoundError:
            continue
        try:
            os.fsync(file)
        finally:
            os.close(file)
    flush_folder(folder)


def make_folder(folder: Path) -> None:
    """Makes `folder` and those above it, each name durable. One that stands there may be what a killed program made and
    did not flush: its name is flushed once in each run. Raises OSError."""
    there = folder.is_dir()
    if there and folder in _DURABLE:
        return
    if not there:
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        flush_folder(folder.parent)
    except OSError as error:
        if there and error.errno in {errno.EACCES, errno.EPERM}:
            return  # in a folder that we may not read we made none: somebody made this one for us
        with suppress(OSError):
            folder.rmdir()  # or the next call would find it there, and a second flush says "good" of what it lost
        raise
    _DURABLE.add(folder)


# The file keeps its size: only its bytes need to reach the disk, not its time stamps.
flush_data = getattr(os, "fdatasync", os.fsync)
