"""The high-water mark's twin: the same file once more, beside the data folder and not in it.

The data folder put back as it was (an image of it, Windows' "previous versions", a backup's files copied in by hand)
brings its own mark back with it, and what was given since would be given again. The twin stays where it was, and is
then ahead. It is written with the mark and never flushed nor waited for: after a power cut it may be behind, and is
then of no use, but of no harm. Where it cannot be written the store does without it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class MarkTwin:
    """Of the store in `folder` whose slots bear the name `store`: a store made there after another one has its own.

    Nothing here raises: the mark itself is what must hold."""

    def __init__(self, folder: Path, store: str) -> None:
        self.path = folder.parent / f".{folder.name}.{store}.mark"
        self._file = -1
        self.follows = False  # whether what was put last stands there

    def read(self) -> bytes:
        """Empty where there is none, or none that can be read."""
        with suppress(OSError):
            return self.path.read_bytes()
        return b""

    def take(self, whole: bytes) -> None:
        """From now on it is this, and follows."""
        self.close()
        self.follows = False
        with suppress(OSError):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            self._file = os.open(self.path, flags, 0o600)
            self.put(0, whole)

    def put(self, at: int, data: bytes) -> None:
        if self._file >= 0:
            self.follows = False
            with suppress(OSError):
                os.lseek(self._file, at, os.SEEK_SET)
                self.follows = os.write(self._file, data) == len(data)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
