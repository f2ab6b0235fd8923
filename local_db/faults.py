"""What the database driver and the disk say, as typed sentences; one place, so that each cause has one name."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from traceback import walk_tb

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import (
    BrokenPromise,
    CounterError,
    DiskFull,
    NotWritable,
    StoreDamaged,
    StoreLocked,
)

ROOM_NEEDED = 1 << 20  # bytes: with less than this free, a failed write is called a full disk
_PROBE = 64 * 1024  # bytes: about what a transaction writes
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR, errno.ENOENT})

_TARGET_WHY: dict[int | None, str] = {
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "not-a-file",
    errno.ELOOP: "not-a-file",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENAMETOOLONG: "bad-name",
    errno.EINVAL: "bad-name",  # signs that a stick's file system does not take
    **dict.fromkeys((errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN), "gone"),
}


@contextmanager
def storage_faults(folder: Path, reading: bool = False) -> Iterator[None]:
    """Raises DiskFull, StoreDamaged, StoreLocked or BrokenPromise for whatever the database in `folder` says."""
    try:
        yield
    except DBAPIError as error:
        raise named(error.orig, folder, reading) from error
    except driver.Error as error:
        raise named(error, folder, reading) from error
    except MemoryError as error:
        if not _of_the_database(error):
            raise
        raise named(error, folder, reading) from error


def disk_fault(error: OSError) -> CounterError:
    """DiskFull where there is no room (or quota), NotWritable where the folder is closed to us, StoreDamaged for any
    other failure of the disk."""
    if error.errno in _NO_ROOM:
        return DiskFull(errno.errorcode[error.errno])
    if error.errno in _CLOSED:
        return NotWritable(errno.errorcode[error.errno], file=Path(str(error.filename or "")).name)
    return StoreDamaged(errno.errorcode.get(error.errno or 0, "OSError"))


def target_fault(error: OSError, path: Path) -> CounterError:
    """What keeps a file from being written to `path`, somebody's stick or folder: it says nothing of the store.

    DiskFull or NotWritable, `facts['why']` as `ui/cause_words.py` has it."""
    code = errno.errorcode.get(error.errno or 0, "OSError")
    if error.errno in _NO_ROOM:
        return DiskFull(code, file=path.name, why="full")
    why = {"why": _TARGET_WHY[error.errno]} if error.errno in _TARGET_WHY else {}
    return NotWritable(code, file=path.name, **why)


def named(error: BaseException | None, folder: Path, reading: bool) -> CounterError:
    """What the driver's `error` means to the store in `folder`.

    The detail is the result code's name alone: a driver's sentence may quote what was to be stored."""
    name: str = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if isinstance(error, MemoryError):  # SQLCipher's word for a page whose seal it has just found broken
        return StoreDamaged(name, why="page")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(name)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return DiskFull(name) if _no_room(folder) else StoreDamaged(name, why="disk")
    if reading and name.startswith("SQLITE_READONLY"):
        return BrokenPromise("a write in a read")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreDamaged(name, why="structure" if name.startswith("SQLITE_CORRUPT") else "page")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreDamaged(name)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreLocked(name)
    return BrokenPromise(name)


def _of_the_database(error: MemoryError) -> bool:
    """The driver has no frames of its own: the last one is of whoever called it."""
    last = list(walk_tb(error.__traceback__))[-1][0]
    return str(last.f_globals.get("__name__", "")).startswith(("sqlalchemy.", f"{__package__}."))


def _no_room(folder: Path) -> bool:
    """SQLite says "input/output error" for a used-up quota, too: a file of our own is refused by its right name."""
    try:
        if shutil.disk_usage(folder).free < ROOM_NEEDED:
            return True
        with TemporaryFile(dir=folder, buffering=0) as probe:
            probe.write(bytes(_PROBE))
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno in _NO_ROOM
    return False
