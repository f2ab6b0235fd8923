"""Files that a clerk chooses or a folder offers, read as a whole and within bounds."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from ..domain.errors import NotAnImage

_LARGEST = 200 * 1024 * 1024


class ChosenFiles:
    """Fulfils `ports.Files`. `facts['reason']` of NotAnImage: missing, denied, not-a-file, empty, too-large,
    unreadable. The file's name is not among the facts: people name scans by the citizen.

    The clerk may choose a link; in the `watched` folder, where others drop files, none is followed.
    """

    def __init__(self, watched: Path | None = None) -> None:
        self._watched = watched

    def read(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        # A pipe or a device would keep the program waiting for ever; without O_NONBLOCK even opening it does.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if path.parent == self._watched:
            flags |= getattr(os, "O_NOFOLLOW", 0)
        try:
            descriptor = os.open(path, flags)
        except FileNotFoundError as error:
            raise NotAnImage("no such file", reason="missing") from error
        except PermissionError as error:
            raise NotAnImage("access denied", reason="denied") from error
        except (OSError, ValueError) as error:
            link = getattr(error, "errno", None) == errno.ELOOP
            raise NotAnImage(type(error).__name__, reason="not-a-file" if link else "unreadable") from error
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NotAnImage("not a plain file", reason="not-a-file")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise NotAnImage(type(error).__name__, reason="unreadable") from error
        finally:
            os.close(descriptor)
        if len(data) > _LARGEST:
            raise NotAnImage("more than 200 MB", reason="too-large")
        if not data:
            raise NotAnImage("no bytes", reason="empty")
        return data
