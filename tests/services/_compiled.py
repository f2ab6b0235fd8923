"""C that is laid over a process with LD_PRELOAD, built here with gcc."""

from __future__ import annotations

import subprocess
from pathlib import Path


def compiled(source: Path, folder: Path) -> Path:
    """The library of one C file, built into `folder`."""
    library = folder / f"{source.stem}.so"
    strict = ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror"]
    subprocess.run(["gcc", *strict, "-o", str(library), str(source), "-ldl"], check=True)
    return library
