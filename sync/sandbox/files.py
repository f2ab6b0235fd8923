"""The bytes of files: a folder that every process of the sandbox sees, a file to a name, durable before they count.

How far a file is and whether it is whole says the database. What lies behind that offset is what a cut left, and is
written over.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_STEP = 1024 * 1024  # bytes hashed at once


class Folder:
    """`path` is made when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, name: str, start: int, data: bytes) -> None:
        """Returns when the bytes would survive a power cut."""
        path = self._place(name)
        new = not path.exists()
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.seek(start)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if new:
            for folder in (path.parent, self._path, self._path.parent):
                _fsync(folder)

    def has(self, name: str, length: int) -> bool:
        """Whether so much of it is there at all: a folder can be lost beside its database."""
        try:
            return self._place(name).stat().st_size >= length
        except FileNotFoundError:
            return False

    def hash(self, name: str, length: int) -> str:
        """SHA-256 of the first `length` bytes; empty where there are not so many."""
        hashed, left = hashlib.sha256(), length
        try:
            with self._place(name).open("rb") as file:
                while left and (piece := file.read(min(_STEP, left))):
                    hashed.update(piece)
                    left -= len(piece)
        except FileNotFoundError:
            return ""
        return "" if left else hashed.hexdigest()

    def read(self, name: str, start: int, length: int) -> bytes:
        try:
            with self._place(name).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError:
            return b""

    def _place(self, name: str) -> Path:
        return self._path / name[:2] / name


def _fsync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
