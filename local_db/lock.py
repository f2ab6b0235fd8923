"""The lock beside the store: one program at a time, held for the program's life and freed by the system with it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from counter_app.domain.errors import StoreLocked

from .faults import disk_fault

_SIGNED = 1  # where the holder's process id stands: Windows bars others from the byte that is locked


class StoreLock:
    """Taken when made. Raises StoreLocked (with who) while another program, or another store in this one, holds it."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_fault(error) from error
        try:
            _take(self._file)
        except OSError:
            holder = _holder(self._file)
            os.close(self._file)
            raise StoreLocked(**holder) from None
        _sign(self._file)

    def free(self) -> None:
        """The file stays: removing it would let two programs lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _sign(file: int) -> None:
    with suppress(OSError):  # a full disk: the lock holds without it
        os.ftruncate(file, _SIGNED)
        os.lseek(file, _SIGNED, os.SEEK_SET)
        os.write(file, f"{os.getpid()}\n".encode())


def _holder(file: int) -> dict[str, str]:
    """The facts of StoreLocked: the holder's process id, unless it could not be written or read."""
    with suppress(OSError):
        os.lseek(file, _SIGNED, os.SEEK_SET)
        written = os.read(file, 32).strip()
        if written.isdigit():
            return {"pid": written.decode("ascii"), "why": "process"}
    return {}


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
