"""What the clerks of this PC know of a version. Each one's program writes it into that person's own data folder: it may
not write to a program that is for all users. The launcher looks there, and whoever has the rights."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..places import default_data_folder
from .sources import regular

_PROVED = "proved"  # the version whose window this person has seen
_FAILED = "failed"  # the one that did not open, and the one before did; with the word below: for what lies in this PC
_HELD_UP = "held-up"
_BLAMELESS = "blameless-"  # until the one before has opened: this version was held up by this PC


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of one version, under all accounts: its window was `opened`, it `failed` to open while the one before did, and
    that was its own `fault`."""

    opened: bool
    failed: bool
    fault: bool


def verdicts(version: str, since: float) -> Verdicts:
    """`since` (seconds since 1970): it was switched to; a failure from before is that of an earlier try."""
    opened = failed = fault = False
    for folder in _folders():
        opened = opened or _told(folder / _PROVED)[0] == [version]
        words, written = _told(folder / _FAILED)
        if words[:1] == [version] and written >= since:
            failed, fault = True, fault or words[1:] != [_HELD_UP]
    return Verdicts(opened, failed, fault)


def has_opened(version: str) -> None:
    """Here, for this person. Raises OSError."""
    _write(_PROVED, version)
    (default_data_folder() / _FAILED).unlink(missing_ok=True)
    forget_held_up(version)


def has_failed(version: str) -> None:
    """Here, for this person, and the one before has taken its place. Raises OSError."""
    _write(_FAILED, f"{version} {_HELD_UP}" if is_held_up(version) else version)


def is_held_up(version: str) -> bool:
    return _blameless(version).exists()


def hold_up(version: str) -> None:
    """It does not open for what lies in this PC. Raises OSError."""
    mark = _blameless(version)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()  # empty: on a full disk there is room for a name


def forget_held_up(version: str) -> None:
    """Raises OSError."""
    _blameless(version).unlink(missing_ok=True)


def _blameless(version: str) -> Path:
    return default_data_folder() / f"{_BLAMELESS}{Path(version).name}"


def _write(name: str, words: str) -> None:
    mark = default_data_folder() / name
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"{words}\n", "ascii")


def _folders() -> Iterator[Path]:
    """The data folders that need no settings, of all accounts."""
    own = default_data_folder()
    yield own
    if sys.platform == "win32":
        yield from Path.home().parent.glob(f"*/AppData/Local/{own.name}")
        return
    import pwd

    for account in pwd.getpwall():
        yield Path(account.pw_dir) / ".local/share" / own.name


def _told(mark: Path) -> tuple[list[str], float]:
    """Its words, and when they were written. Whoever has the folder may put there what they like: a regular file's
    first bytes, or nothing."""
    with suppress(OSError, UnicodeError), open(mark, "rb", opener=regular) as file:
        return file.read(64).decode("ascii").split(), os.fstat(file.fileno()).st_mtime
    return [], 0.0
