"""The lock beside the store: one program at a time, held for the program's life and freed by the system with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from counter_app.domain.errors import StoreLocked

from .faults import disk_fault


class StoreLock:
    """Taken when made. Raises StoreLocked while another program, or another store in this one, holds it."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_fault(error) from error
        try:
            _take(self._file)
        except OSError:
            os.close(self._file)
            raise StoreLocked from None

    def free(self) -> None:
        """The file stays: removing it would let two programs lock two files of one name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
