"""A disk that is watched and fails when told to (watched_disk.c), for a child process whose environment has it.

`watched_disk` is that environment; in the child, `WatchedDisk` names the folder and speaks to the library.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import IntFlag
from pathlib import Path
from typing import Any

import pytest

from tests.services._compiled import compiled

_SOURCE = Path(__file__).with_suffix(".c")


KILLED = -1  # in the place of an errno: the process ends, as by kill -9, and the change does not happen


class Change(IntFlag):
    WRITE = 1
    FLUSH = 2
    NAME = 4
    ANY = 7


def watched_disk_in(folder: Path) -> dict[str, str]:
    """The environment, with the library built into `folder`."""
    return {"LD_PRELOAD": str(compiled(_SOURCE, folder))}


@pytest.fixture(scope="session")
def watched_disk(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return watched_disk_in(tmp_path_factory.mktemp("watched-disk"))


class WatchedDisk:
    """From now on each change below `folder` is written to `log`, where one is named."""

    def __init__(self, folder: Path, log: Path | None = None) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.watch_disk(os.fsencode(folder), None if log is None else os.fsencode(log))

    def note(self, **words: Any) -> None:
        """Something that the clerk has been told, in its place among the changes."""
        text = json.dumps(words).encode()
        self._library.disk_note(text, len(text))

    @contextmanager
    def failing(self, at: int, error: int, stays: bool = False, kinds: Change = Change.ANY) -> Iterator[None]:
        """The change number `at` (from 1) of these kinds fails with this errno (or KILLED); 0: half of it is written.

        `stays`: all after it fail as well. Lifted at the end of the block.
        """
        self._library.disk_fails(at, error, int(stays), int(kinds))
        try:
            yield
        finally:
            self._library.disk_fails(0, 0, 0, 0)

    @property
    def changes(self) -> int:
        """How many changes of the wanted kinds were tried since `failing` began."""
        return ctypes.c_int.in_dll(self._library, "disk_changes").value
