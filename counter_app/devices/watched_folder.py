"""The watched folder: where another program's scan button drops images and PDFs."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_KINDS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".pdf", ".pnm", ".ppm", ".pgm"}
_FRAMED = ((b"\xff\xd8", b"\xff\xd9"), (b"\x89PNG", b"IEND\xaeB`\x82"), (b"%PDF", b"%%EOF"))
"""How a file begins, and what then stands at its end once it is finished; a little may follow."""

_TAIL = 2048  # bytes
_YOUNG = 20.0  # seconds in which a scanner may still pause between two pages of its PDF
_SET_ASIDE = "khong-doc-duoc"  # "unreadable", as the clerk reads it in the file browser


class _Look(NamedTuple):
    size: int
    changed: int  # nanoseconds
    inode: int


class WatchedFolder:
    """Fulfils `ports.Folder`. For one thread at a time.

    A file is complete when two looks, `settle` seconds apart, saw the same size and time, and it can be opened. One
    that was written to just now must also have its format's end: a scanner pauses for longer between two pages.
    Links are not followed: a file dropped here must not make the program read another.
    """

    def __init__(
        self,
        folder: Path,
        settle: float = 0.5,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._settle = settle
        self._pause = pause
        self._now = now
        self._seen: dict[Path, _Look] = {}
        self._done: dict[Path, _Look] = {}

    def new_files(self, cancelled: Callable[[], bool] = lambda: False) -> tuple[Path, ...]:
        """Empty also where the folder cannot be reached (a share that is switched off)."""
        now = self._look()
        if any(self._seen.get(path) != look for path, look in now.items()):
            self._pause(self._settle)
            before, now = now, self._look()
        else:
            before = self._seen
        self._seen = now
        complete = [
            path for path, look in now.items() if before.get(path) == look and look.size and self._is_whole(path, look)
        ]
        return tuple(sorted(complete, key=lambda path: (now[path].changed, path.name)))

    def done_with(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> None:
        self._must_be_ours(path)
        look = _look_at(path)
        if self._seen.get(path, look) != look:
            return  # a scanner that counts from 1 again has put another page there: it is not read yet
        with suppress(FileNotFoundError):
            try:
                path.unlink()
            except OSError:
                # Held open by a virus scanner, or a share that only lets read: at least it is not taken twice.
                if look is not None:
                    self._done[path] = look

    def set_aside(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> None:
        self._must_be_ours(path)
        look = _look_at(path)
        try:
            aside = self._folder / _SET_ASIDE
            aside.mkdir(exist_ok=True)
            path.rename(_free_name(aside, path))
        except FileNotFoundError:
            return
        except OSError:
            if look is not None:
                self._done[path] = look

    def _is_whole(self, path: Path, look: _Look) -> bool:
        parts = _head_and_tail(path)
        if parts is None:
            return False
        head, tail = parts
        end = next((end for start, end in _FRAMED if head.startswith(start)), b"")
        return end in tail or not 0 <= self._now() - look.changed / 1e9 < _YOUNG

    def _must_be_ours(self, path: Path) -> None:
        if path.parent != self._folder:
            raise ValueError("not a file of the watched folder")

    def _look(self) -> dict[Path, _Look]:
        found: dict[Path, _Look] = {}
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                path = self._folder / entry.name
                if entry.name.startswith((".", "~")) or path.suffix.lower() not in _KINDS:
                    continue
                look = _look_at(path)
                if look is not None and self._done.get(path) != look:
                    found[path] = look
        return found


def _look_at(path: Path) -> _Look | None:
    """None for whatever is not a plain file."""
    try:
        about = path.lstat()
    except OSError:
        return None
    return _Look(about.st_size, about.st_mtime_ns, about.st_ino) if stat.S_ISREG(about.st_mode) else None


def _head_and_tail(path: Path) -> tuple[bytes, bytes] | None:
    """The first and last bytes of a plain file; None where it cannot be opened: still being written by a program that
    locks it, or a link by now."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            return None
        head = os.read(descriptor, 8)
        os.lseek(descriptor, max(0, about.st_size - _TAIL), os.SEEK_SET)
        return head, os.read(descriptor, _TAIL)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _free_name(folder: Path, path: Path) -> Path:
    candidate, number = folder / path.name, 1
    while candidate.exists():
        number += 1
        candidate = folder / f"{path.stem}-{number}{path.suffix}"
    return candidate
