"""A disk as slow as an old PC's: each write that is made durable takes a while, so that a power cut can meet it.

`slow_disk` is what a child process's environment needs; there `slow_down()` makes it slow. Built here with gcc.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

_SOURCE = Path(__file__).with_suffix(".c")
_MILLISECONDS = 20  # a worn hard disk at 5,400 turns a minute


@pytest.fixture(scope="session")
def slow_disk(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    library = tmp_path_factory.mktemp("slow-disk") / "slow_disk.so"
    command = [
        "gcc",
        "-shared",
        "-fPIC",
        "-O1",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-o",
        str(library),
        str(_SOURCE),
        "-ldl",
    ]
    subprocess.run(command, check=True)
    return {"LD_PRELOAD": str(library)}


def slow_down() -> None:
    """From now on, in this process."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    ctypes.c_int.in_dll(library, "slow_disk_ms").value = _MILLISECONDS
