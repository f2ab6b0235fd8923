"""The folder that the program is installed in: its versions side by side, and the switch between them.

    versions/1.4.0/     complete, read-only once it is there
    versions/1.5.0.new/ being laid; nobody starts it
    current             the version that the launcher starts
    fallback            while the new version has not proved itself: the one to go back to
    refused             a version that was gone back from, or failed its check: it does not come again by itself

Every step is one rename. Whenever the power goes, `current` names a complete version.
"""

from __future__ import annotations

import lzma
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from ..domain.errors import UpdateFailedCheck, UpdateRefused, UpdateUnreachable
from .manifest import NAME, File, Manifest, hash_of, read_manifest
from .sources import Source

BLOBS = "targets/files"
ROOT = "COUNTER_APP_ROOT"
"""Environment: where the launcher lies. Not set: the program was not started by one (development, tests)."""
FAILED = "COUNTER_APP_FAILED"
"""Environment: the version that the launcher could not start, when it starts the one before."""
_CHECK_SECONDS = 300
_LOOK_SECONDS = 0.25  # between two looks whether the check is to be ended


class Installed:
    """One installation. Changed by one process at a time: whoever lays a version holds `lock`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._versions = root / "versions"

    @classmethod
    def of_this_program(cls) -> Installed | None:
        root = os.environ.get(ROOT)
        return cls(Path(root)) if root and (Path(root) / "current").exists() else None

    @property
    def current(self) -> str:
        return (self._root / "current").read_text("ascii").strip()

    @property
    def fallback(self) -> str | None:
        """Set while the current version is on trial."""
        file = self._root / "fallback"
        return file.read_text("ascii").strip() if file.exists() else None

    @property
    def refused(self) -> str | None:
        """The version that was gone back from, or failed its own check here."""
        file = self._root / "refused"
        return file.read_text("ascii").strip() if file.exists() else None

    @property
    def lock(self) -> Path:
        """The file that is locked by who changes anything here."""
        return self._versions / ".lock"

    @property
    def changeable(self) -> bool:
        """Whether whoever runs this may update it: an installation for all users is IT's to update."""
        return os.access(self._root, os.W_OK) and os.access(self._versions, os.W_OK)

    def folder(self, version: str) -> Path:
        return self._versions / version

    def manifest(self, version: str) -> Manifest | None:
        file = self.folder(version) / NAME
        return read_manifest(file.read_bytes()) if file.exists() else None

    def has(self, version: str) -> bool:
        return self.folder(version).is_dir()

    def lay(
        self,
        wanted: Manifest,
        source: Source,
        told: Callable[[int, int], None] = lambda done, of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Makes the folder of `wanted` complete beside the current one; goes on where an earlier try was cut. Returns
        the bytes that were fetched. `told`: files done, of how many.

        Raises UpdateRefused (a file is not what was signed), UpdateUnreachable (why: stopped), OSError.
        """
        if self.has(wanted.version):
            return 0
        part = self._versions / f"{wanted.version}.new"
        part.mkdir(parents=True, exist_ok=True)
        have = {file.hash: self.folder(self.current) / file.name for file in self._known()}
        fetched = 0
        for number, file in enumerate(wanted.files):
            _go_on(stopped)
            fetched += self._lay_file(file, part, have.get(file.hash), source)
            told(number + 1, len(wanted.files))
        self._forget_others(part, wanted)
        _write(part / NAME, wanted.as_json())
        for folder in [*(path for path in part.rglob("*") if path.is_dir()), part]:
            _flush_folder(folder)
        part.rename(self.folder(wanted.version))
        _flush_folder(self._versions)
        return fetched

    def try_out(self, version: str, stopped: Callable[[], bool] = lambda: False) -> None:
        """Has the laid version check itself. Raises UpdateFailedCheck; then it is taken away again, and is `refused`
        from now on. `stopped`: ends the check, of which nothing is known then; raises UpdateUnreachable (stopped)."""
        runtime = self.folder(version) / "runtime"
        python = runtime / ("python.exe" if sys.platform == "win32" else "bin/python3.11")
        command = [str(python), "-P", "-m", "counter_app", "self-check", "--program"]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONNOUSERSITE": "1"}
        try:
            code = _checked(command, environment, runtime, stopped)
            passed, why = code == 0, f"code {code}"
        except (OSError, subprocess.TimeoutExpired) as error:
            passed, why = False, type(error).__name__
        if not passed:
            _write(self._root / "refused", version.encode())
            self.take_away(version)
            raise UpdateFailedCheck(why, version=version)

    def switch(self, version: str) -> None:
        """The next start is of `version`; the current one stays to go back to. Raises OSError."""
        before = self.current
        if before == version:
            return
        _write(self._root / "fallback", before.encode())
        _write(self._root / "current", version.encode())
        (self._root / "refused").unlink(missing_ok=True)

    def keep(self) -> None:
        """The current version has proved itself: its window is open, its store as well. Raises OSError."""
        if self.fallback is not None:
            (self._root / "fallback").unlink()
            _flush_folder(self._root)
        self._tidy()

    def go_back(self) -> str | None:
        """To the version before, where the current one is on trial; returns which that is. The one that is left is
        `refused` from now on. Raises OSError."""
        before = self.fallback
        if before is None or not self.has(before):
            return None
        if self.current != before:
            _write(self._root / "refused", self.current.encode())
        _write(self._root / "current", before.encode())
        (self._root / "fallback").unlink()
        _flush_folder(self._root)
        return before

    def take_away(self, version: str) -> None:
        """A version that is not the current one. Renamed first: half of one is never taken for a whole."""
        if version != self.current and self.has(version):
            gone = self._versions / f"{version}.new"
            self.folder(version).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _tidy(self) -> None:
        """Two versions are kept: the current one, and the newest of the others, to go back to by hand."""
        there = (path for path in self._versions.iterdir() if path.is_dir())
        others = [path for path in there if path.name != self.current and path.suffix != ".new"]
        for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
            self.take_away(path.name)

    def _known(self) -> tuple[File, ...]:
        found = self.manifest(self.current)
        return found.files if found else ()

    def _lay_file(self, file: File, part: Path, have: Path | None, source: Source) -> int:
        to = part / file.name
        if to.exists() and to.stat().st_size == file.size and hash_of(to) == file.hash:
            return 0
        to.parent.mkdir(parents=True, exist_ok=True)
        if have is not None and have.is_file() and hash_of(have) == file.hash:
            self._copied(have, to, file)
            return 0
        packed = to.with_name(f"{to.name}.xz~")
        source.fetch(f"{BLOBS}/{file.hash}.xz", packed, _packed_limit(file.size))
        size = packed.stat().st_size
        data = _unpacked(packed, file)
        packed.unlink()
        _write(to, data, file.runs)
        return size

    def _copied(self, have: Path, to: Path, file: File) -> None:
        """A link where the disk can: the same file in both versions, and neither is ever written to."""
        whole = to.with_name(f"{to.name}.part~")
        whole.unlink(missing_ok=True)
        try:
            os.link(have, whole)
        except OSError:
            shutil.copyfile(have, whole)
            whole.chmod(0o755 if file.runs else 0o644)
            _flush(whole)
        whole.replace(to)

    def _forget_others(self, part: Path, wanted: Manifest) -> None:
        """What an earlier try left, for another manifest of this version."""
        names = {file.name for file in wanted.files}
        for path in part.rglob("*"):
            if path.is_file() and path.relative_to(part).as_posix() not in names:
                path.unlink()


def _go_on(stopped: Callable[[], bool]) -> None:
    """Raises UpdateUnreachable."""
    if stopped():
        raise UpdateUnreachable("stopped", why="stopped")


def _checked(command: list[str], environment: dict[str, str], folder: Path, stopped: Callable[[], bool]) -> int:
    """The exit code. Raises OSError, subprocess.TimeoutExpired, UpdateUnreachable."""
    until = time.monotonic() + _CHECK_SECONDS
    check = subprocess.Popen(  # noqa: S603 - what was signed and hashed
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            _go_on(stopped)
            try:
                return check.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                if time.monotonic() > until:
                    raise
    finally:
        check.kill()
        check.wait()


def _packed_limit(size: int) -> int:
    """The most that xz makes of `size` bytes, which is what is taken at most."""
    return size + size // 100 + 1024


def _unpacked(packed: Path, file: File) -> bytes:
    """Raises UpdateRefused; then the packed file is gone, so that the next try fetches it anew."""
    data = b""
    try:
        data = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=256_000_000).decompress(
            packed.read_bytes(), file.size + 1
        )
    except lzma.LZMAError:
        data = b""
    if len(data) != file.size or sha256(data).hexdigest() != file.hash:
        packed.unlink()
        raise UpdateRefused("a file is not what was signed", why="wrong-hash")
    return data


def _write(path: Path, data: bytes, runs: bool = False) -> None:
    """Whole or not at all."""
    beside = path.with_name(f"{path.name}.part~")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o755 if runs else 0o644)
    beside.replace(path)
    _flush_folder(path.parent)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # NTFS journals its names
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
