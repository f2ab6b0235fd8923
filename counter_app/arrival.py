"""What an installer asks of the version that it has just put on the disk, before it is switched to:

    python -P -m counter_app.arrival FOLDER [--all-users] [--files-only]
    python -P -m counter_app.arrival FOLDER --switch

Every file is as its list says and on the disk, whatever happens to the power; the program passes its own check
(`--files-only`: not asked, for a system that cannot carry it); `--all-users`: settings become administrators' alone.

`--switch`: the next start is of this version, by the same rule as an update's: which one is kept to go back to hangs on
what this PC's clerks have seen of them. The installer holds `versions/.lock` meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from . import guarded
from .domain.errors import UpdateRefused
from .places import settings_folder
from .updates.manifest import NAME, hash_of, read_manifest

WHOLE, BROKEN, FAILED = 0, 1, 2
_TRIES, _BETWEEN = 20, 0.25  # seconds
_CHECK = ("-P", "-m", "counter_app", "self-check", "--program")


def arrived(folder: Path, checked: bool = True) -> int:
    """WHOLE, BROKEN (a file is missing, or not as it was packed), FAILED (its own check)."""
    try:
        listed = read_manifest((folder / NAME).read_bytes())
        for file in listed.files:
            path = folder / file.name
            if path.stat().st_size != file.size or hash_of(path) != file.hash:
                return BROKEN
            _flush(path)
        _flush(folder / NAME)
    except (OSError, UpdateRefused):
        return BROKEN
    return WHOLE if not checked or _passes() else FAILED


def _passes() -> bool:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONNOUSERSITE": "1"}
    command = [sys.executable, *_CHECK]
    return subprocess.run(command, env=environment, check=False).returncode == 0  # noqa: S603 - this program itself


def _flush(path: Path) -> None:
    """Windows flushes only what may be written, and lets nobody write to a program or library that runs: of these the
    installer has flushed those of the interpreter that runs this, before it was started. Raises OSError."""
    own = path.parent.resolve() == Path(sys.executable).parent.resolve()
    for left in reversed(range(_TRIES)):  # a virus scanner may hold what is new for a moment
        try:
            with path.open("r+b" if sys.platform == "win32" else "rb") as file:
                os.fsync(file.fileno())
        except PermissionError:
            if own:
                return
            if not left:
                raise
            time.sleep(_BETWEEN)
        else:
            return


def switched(folder: Path) -> int:
    """WHOLE, BROKEN (the disk does not take it, or somebody holds `current`: the version before is still the one)."""
    from .updates.installed import Installed  # with libraries that Windows would not let `arrived` flush while it runs

    try:
        Installed(folder.parent.parent).switch(folder.name)
    except OSError:
        return BROKEN
    return WHOLE


def main(arguments: list[str]) -> int:
    if "--switch" in arguments:
        return switched(Path(arguments[0]).absolute())
    if "--all-users" in arguments:
        guarded.take(settings_folder())
    return arrived(Path(arguments[0]), checked="--files-only" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
