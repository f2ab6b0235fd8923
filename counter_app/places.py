"""Where this program's folders are when no settings name others; light, because the first window waits for it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

PROGRAM_FOLDER = "quay-mot-cua"
SITE_FILE, MACHINE_FILE = "site.toml", "machine.toml"
DOOR = "counter.door"  # in the data folder: a program has the store open


def default_data_folder() -> Path:
    """This person's, where no settings name another."""
    return PlatformDirs(PROGRAM_FOLDER, appauthor=False).user_data_path


def settings_folder() -> Path:
    """Where IT puts site.toml and machine.toml: /etc/xdg/quay-mot-cua, C:\\ProgramData\\quay-mot-cua."""
    return PlatformDirs(PROGRAM_FOLDER, appauthor=False).site_config_path


def is_plainly_set_up() -> bool:
    """Whether somebody has set this PC up, in the language that stands in the code: another is looked up first."""
    there = [settings_folder() / name for name in (SITE_FILE, MACHINE_FILE)]
    try:
        written = [path.read_bytes() for path in there if path.exists()]
    except OSError:
        return False
    return bool(written) and not any(b"language" in text for text in written)


def seems_open() -> bool:
    """Whether a program has its door open in the folder above. On Windows also where it died with it open: the window
    is then only later there, once."""
    try:
        pid = int(json.loads((default_data_folder() / DOOR).read_bytes())["pid"])
    except (OSError, ValueError, LookupError, TypeError):
        return False
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
