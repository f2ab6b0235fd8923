"""A disk as slow as an old PC's: each write that is made durable takes a while, so that a power cut can meet it.

`slow_disk` is what a child process's environment needs; there `slow_down()` makes it slow. Built here with gcc.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.services._compiled import compiled

_SOURCE = Path(__file__).with_suffix(".c")
WORN = 20  # milliseconds: a worn hard disk at 5,400 turns a minute


def built_in(folder: Path) -> Mapping[str, str]:
    """Builds it into `folder`; what a child process's environment needs."""
    return {"LD_PRELOAD": str(compiled(_SOURCE, folder))}


@pytest.fixture(scope="session")
def slow_disk(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return built_in(tmp_path_factory.mktemp("slow-disk"))


def slow_down(milliseconds: int = WORN) -> None:
    """From now on, in this process."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    ctypes.c_int.in_dll(library, "slow_disk_ms").value = milliseconds
