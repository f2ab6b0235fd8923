"""Files that appear whole or not at all: written under a temporary name, synced, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from counter_app.domain.errors import CounterError, DiskFull, NotWritable


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Writes all of the files; none is renamed into place before all are on the disk.

    Raises DiskFull, NotWritable; files that stood there before are then untouched.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            try:
                ready.append((_written_beside(path, data), path))
            except OSError as error:
                raise _in_words(error, path) from error
        while ready:
            temporary, path = ready[0]
            try:
                temporary.replace(path)
            except OSError as error:
                raise _in_words(error, path) from error
            ready.pop(0)
            _sync_folder(path.parent)
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows keeps the name with the file's own sync
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _in_words(error: OSError, path: Path) -> CounterError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(type(error).__name__, file=path.name)
    return NotWritable(errno.errorcode.get(error.errno or 0, "?"), file=path.name)
