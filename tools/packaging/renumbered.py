"""Packs what is staged for Debian under another version: `python -m tools.packaging.renumbered FOLDER VERSION`.

For the check of an upgrade, which needs two packages and no second build.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from .deb import pack
from .interpreters import HOUSE, System
from .staging import Staged, list_files, source_date


def renumbered(system: System, version: str, to: Path) -> Staged:
    """What is staged, by links in `to`; only the version in its list of files differs."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(HOUSE / "build/stage" / system, to, copy_function=lambda one, other: Path(other).hardlink_to(one))
    list_files(to, version)
    return Staged(to, system, version)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    staged = renumbered(System.LINUX, sys.argv[2], folder / "renumbered")
    pack(staged.folder, staged.version, folder, source_date(), preset=0)
