"""Writes so that a cut leaves the old or the new, never half of one."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def write(path: Path, data: bytes, runs: bool = False) -> None:
    """Whole or not at all."""
    beside = path.with_name(f"{path.name}.part~")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o755 if runs else 0o644)
    beside.replace(path)
    flush_folder(path.parent)


def flush(path: Path) -> None:
    with path.open("r+b") as file:  # Windows flushes only what is open for writing
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # NTFS journals its names
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
