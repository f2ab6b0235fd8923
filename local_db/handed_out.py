"""Writes a file that somebody takes away: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from .durable import write_durably
from .faults import target_fault


def hand_out(path: Path, data: bytes) -> None:
    """Raises DiskFull, NotWritable; then no file is left."""
    try:
        write_durably(path, data)
    except OSError as error:
        raise target_fault(error, path) from error
