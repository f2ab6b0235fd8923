"""Files on a stick that may be full, pulled out or cut off: whole or not at all, and each fault by its name."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage
from typing import BinaryIO

from pydantic import ValidationError

from counter_app.domain.errors import CourierAbsent, CourierFull, NotWritable, ParcelWrong

from .parcel import NotAParcel

_PART = ".part"


def room(folder: Path) -> int:
    """Bytes that are free there. Raises CourierAbsent."""
    try:
        return disk_usage(folder).free
    except OSError as error:
        raise CourierAbsent from error


def sweep(folder: Path, begins: str) -> None:
    """What a power cut or a pulled stick left half written."""
    for left in folder.glob(f"{begins}_*{_PART}"):
        with suppress(OSError):
            left.unlink()


@contextmanager
def whole_or_not_at_all(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """A file under another name, and what gives it its own, durably; nothing is left of one that was not finished."""
    part = path.with_name(f"{path.name}{_PART}")

    def finish() -> None:
        file.close()
        part.replace(path)
        _flush_folder(path.parent)

    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    file = os.fdopen(handle, "wb")
    try:
        yield file, finish
    finally:
        with suppress(OSError):
            file.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Makes the names in it durable, where the system lets us ask; some sticks' file systems do not."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def stick_faults(path: Path) -> Iterator[None]:
    """What goes wrong while `path` is written, as typed sentences."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise CourierFull from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NotWritable("stick", file=path.name, why="denied") from error
        raise CourierAbsent from error


@contextmanager
def parcel_faults(path: Path) -> Iterator[None]:
    """What is wrong with `path` or goes wrong while it is read, as typed sentences."""
    try:
        yield
    except NotAParcel as error:
        raise ParcelWrong(file=path.name, why=error.why) from error
    except (ValidationError, KeyError) as error:  # signed by the province, and yet not of the contract
        raise ParcelWrong(file=path.name, why="unreadable") from error
    except FileNotFoundError as error:
        raise ParcelWrong(file=path.name, why="absent") from error
    except OSError as error:
        raise CourierAbsent from error
