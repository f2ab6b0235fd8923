"""Files that appear whole or not at all: written under a temporary name, synced, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from counter_app.domain.errors import CounterError, DiskFull, NotWritable


def write_files(contents: Mapping[Path, bytes | BinaryIO]) -> None:
    """Writes all of the files, each given as bytes or as an open file that is read from its beginning; none is renamed
    into place before all are on the disk.

    Raises DiskFull, NotWritable; files that stood there before are then untouched. `facts['why']` is one of
    no-folder, not-a-file, denied, same-file, full (DiskFull).
    """
    ready: list[tuple[Path, Path]] = []
    places = real_places(contents)
    try:
        for path, data in zip(places, contents.values(), strict=True):
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


def real_places(paths: Iterable[Path]) -> list[Path]:
    """Where each path leads: a link is followed, so that it stays a link. Raises NotWritable for what is not a plain
    file, such as a folder or a device: renaming a file over it would take its place."""
    return [_real_place(path) for path in paths]


def _real_place(path: Path) -> Path:
    try:
        if path.is_symlink() or path.exists():
            about = path.stat()
            if not stat.S_ISREG(about.st_mode):
                raise NotWritable("not a plain file", file=path.name, why="not-a-file")
        elif not path.parent.is_dir():
            raise NotWritable("no such folder", file=path.name, why="no-folder")
        return path.resolve()
    except FileNotFoundError as error:
        raise NotWritable("a link to nowhere", file=path.name, why="not-a-file") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before Python 3.13
        raise _in_words(error, path) from error


@contextlib.contextmanager
def nameless_file_beside(path: Path) -> Iterator[BinaryIO]:
    """A file for what does not have to be in memory, on the disk that `path` goes to: /tmp may be memory itself. It is
    gone with the program, whatever ends it. Raises DiskFull, NotWritable."""
    with told_of(path):
        folder = real_places([path])[0].parent
        file = tempfile.TemporaryFile(prefix=".", suffix=".part", dir=folder)  # noqa: SIM115 - closed just below
    with file:
        yield file


@contextlib.contextmanager
def told_of(path: Path) -> Iterator[None]:
    """What the disk says is said of this file. Raises DiskFull, NotWritable."""
    try:
        yield
    except OSError as error:
        raise _in_words(error, path) from error


def _written_beside(path: Path, data: bytes | BinaryIO) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                data.seek(0)
                shutil.copyfileobj(data, file)
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


_WHY = {
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "not-a-file",
    errno.ELOOP: "not-a-file",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}


def _in_words(error: Exception, path: Path) -> CounterError:
    number = getattr(error, "errno", None) or 0
    if number in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(type(error).__name__, file=path.name, why="full")
    why = {"why": _WHY[number]} if number in _WHY else {}
    return NotWritable(errno.errorcode.get(number, type(error).__name__), file=path.name, **why)
