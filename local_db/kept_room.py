"""Room on the store's disk that is kept back: on a full disk somebody must still get in, and be able to purge."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

NAME = "counter.room"
_BYTES = 8 << 20  # many times what logging in, and each of a purge's transactions, writes
_SPARE = 64 << 20  # bytes: on a disk with less than this free nothing is kept back, reception needs it


def keep_room(folder: Path) -> None:
    """Unless it is there already, or the disk is short of room. Random bytes: a file system may pack others away."""
    room = folder / NAME
    with suppress(OSError):
        if room.exists() and room.stat().st_size == _BYTES:
            return
        if shutil.disk_usage(folder).free < _SPARE:
            return
        try:
            room.write_bytes(os.urandom(_BYTES))
        except OSError:
            room.unlink(missing_ok=True)


def give_room(folder: Path) -> bool:
    """Whether there was any to give."""
    try:
        (folder / NAME).unlink()
    except OSError:
        return False
    return True
