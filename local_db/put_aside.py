"""What a restore replaces: put aside, nothing deleted, and put back where the restore did not come to its end.

A note names the folder and what is moved there, from before the first file is moved until the last new one is in its
place. Whoever finds it later, the next opening or the next restore, puts all back: the store is as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from .backup import DATABASE, REPLACED, REPLACED_AT
from .durable import flush_folder, make_folder, rename_durably, write_durably
from .key_slots import SLOTS

DATABASE_FILES = tuple(f"{DATABASE}{end}" for end in ("", "-wal", "-shm"))
UNDER_WAY = "restore-under-way"


class Aside:
    """A new folder under today's date in the store's `folder`. Every verb raises OSError."""

    def __init__(self, folder: Path, moved: Iterable[str], copied: Iterable[str]) -> None:
        stamp = f"{REPLACED}{datetime.now(UTC):{REPLACED_AT}}"
        self._folder = folder
        self.path = next(path for n in range(1000) if not (path := folder / f"{stamp}{f'-{n}' if n else ''}").exists())
        self._moved = [name for name in moved if (folder / name).exists()]
        make_folder(self.path)
        self._copied = [name for name in copied if self._copy(name)]
        note = {"aside": [self.path.name], "moved": self._moved, "copied": self._copied}
        write_durably(folder / UNDER_WAY, json.dumps(note).encode())

    def _copy(self, name: str) -> bool:
        with suppress(FileNotFoundError):
            write_durably(self.path / name, (self._folder / name).read_bytes())
            return True
        return False

    def take(self) -> None:
        for name in self._moved:
            rename_durably(self._folder / name, self.path / name)

    def done(self) -> None:
        """What was put in its place stays there."""
        (self._folder / UNDER_WAY).unlink()
        flush_folder(self._folder)


def put_back(folder: Path) -> None:
    """Nothing where no restore was cut off. The store's lock is held. Cut off itself, it is done again by the next.
    Raises OSError."""
    note = _note(folder / UNDER_WAY)
    if note is None:
        return
    aside, moved = folder / note["aside"][0], note["moved"]
    for name in (*DATABASE_FILES, SLOTS):
        if name in moved and (aside / name).exists():
            rename_durably(aside / name, folder / name)
        elif name not in moved and name != SLOTS:
            (folder / name).unlink(missing_ok=True)  # the restore's: its backup still has it
    for name in note["copied"]:
        write_durably(folder / name, (aside / name).read_bytes())
    (folder / UNDER_WAY).unlink()
    flush_folder(folder)


def _note(path: Path) -> dict[str, list[str]] | None:
    """None where there is none, or what is there was not written by us: the database then stays missing."""
    try:
        read = json.loads(path.read_bytes())
        return {part: [Path(name).name for name in read[part]] for part in ("aside", "moved", "copied")}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
