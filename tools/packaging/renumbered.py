"""Packs what is staged for Debian under another version: `python -m tools.packaging.renumbered FOLDER VERSION`.

For the check of an upgrade, which needs two packages and no second build.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .deb import pack
from .interpreters import HOUSE, System
from .staging import source_date

if __name__ == "__main__":
    pack(HOUSE / "build/stage" / System.LINUX, sys.argv[2], Path(sys.argv[1]), source_date(), preset=0)
