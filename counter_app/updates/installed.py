"""The folder that the program is installed in: its versions side by side, and the switch between them.

    versions/1.4.0/     complete, read-only once it is there
    versions/1.5.0.new/ being laid; nobody starts it
    current             the version that the launcher starts
    fallback            while the new version has not proved itself: the one to go back to
    refused             a version that was gone back from, or failed its check: it does not come again by itself

Every step is one rename. Whenever the power goes, `current` names a complete version.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from ..domain.errors import UpdateFailedCheck, UpdateRefused
from .durable import flush_folder, write
from .laying import Laying
from .manifest import NAME, Manifest, hash_of, manifest_of, newer, order, read_manifest, schema_of
from .running import runs_from
from .sources import Source, go_on
from .trial import check
from .verdicts import Verdicts, verdicts

ROOT = "COUNTER_APP_ROOT"
"""Environment: where the launcher lies. Not set: the program was not started by one (development, tests)."""
FAILED = "COUNTER_APP_FAILED"
"""Environment: the version that the launcher could not start, when it starts the one before."""
OF_AGE = 14 * 24 * 3600.0  # seconds on trial; longer than the counter is closed over Tết
_NEW = ".new"


class Installed:
    """One installation. Changed by one process at a time: whoever lays a version holds `lock`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._versions = root / "versions"

    @classmethod
    def of_this_program(cls) -> Installed | None:
        root = os.environ.get(ROOT)
        found = cls(Path(root)) if root else None
        return found if found is not None and found._is_set_up else None

    @property
    def root(self) -> Path:
        return self._root

    @property
    def _is_set_up(self) -> bool:
        return (self._root / "current").exists()

    @property
    def current(self) -> str:
        return (self._root / "current").read_text("ascii").strip()

    @property
    def fallback(self) -> str | None:
        """Set while the current version is on trial."""
        file = self._root / "fallback"
        return file.read_text("ascii").strip() if file.exists() else None

    @property
    def running(self) -> str | None:
        """The version that this process was started from, which an update may have switched away from since. None: none
        of these (development, tests)."""
        with suppress(ValueError):
            return Path(sys.executable).resolve().relative_to(self._versions.resolve()).parts[0]
        return None

    @property
    def on_trial(self) -> bool:
        """Whether the current version has somebody to go back to, and nobody has seen its window; after long use
        (`OF_AGE`), or where one clerk has seen it, no more, but for as long as it fails for another."""
        if self.fallback is None:
            return False
        said = self._verdicts()
        return said.failed or not (said.opened or time.time() - self._since() > OF_AGE)

    @property
    def failed(self) -> str | None:
        """The current version, where it did not open for some clerk, whose PC starts the one before each time."""
        return self.current if self.fallback is not None and self._verdicts().failed else None

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
        """Whether whoever runs this may update it: an installation for all users is IT's to update. Tried, because
        Windows says yes to every folder. Raises OSError (a disk that is full or gone)."""
        try:
            for folder in (self._root, self._versions):
                with TemporaryFile(dir=folder):
                    pass
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
                return False
            raise
        return True

    def folder(self, version: str) -> Path:
        return self._versions / version

    def manifest(self, version: str) -> Manifest | None:
        file = self.folder(version) / NAME
        return read_manifest(file.read_bytes()) if file.exists() else None

    def schema(self, version: str) -> str:
        """The revision that this version brings a store to; empty: unknown."""
        with suppress(UpdateRefused):
            found = self.manifest(version)
            if found is not None and found.schema:
                return found.schema
        return schema_of(self.folder(version))

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
        part = self._versions / f"{wanted.version}{_NEW}"
        if self.has(wanted.version):
            if self._is_whole(wanted, stopped):
                return 0
            self._take_name(wanted.version, part)
        part.mkdir(parents=True, exist_ok=True)
        known = self._known(stopped)
        laying = Laying(part, source, {file.hash: self.folder(known.version) / file.name for file in known.files})
        fetched = 0
        for number, file in enumerate(wanted.files):
            go_on(stopped)
            fetched += laying.lay(file)
            told(number + 1, len(wanted.files))
        laying.forget_others(wanted)
        write(part / NAME, wanted.as_json())
        for folder in [*(path for path in part.rglob("*") if path.is_dir()), part]:
            folder.chmod(0o755)  # whatever IT's umask: it is the clerks who start it
            flush_folder(folder)
        part.rename(self.folder(wanted.version))
        flush_folder(self._versions)
        return fetched

    def try_out(self, version: str, stopped: Callable[[], bool] = lambda: False) -> None:
        """Has the laid version check itself. Raises UpdateFailedCheck; then it is taken away again, and is `refused`
        from now on. `stopped`: ends the check, of which nothing is known then; raises UpdateUnreachable (stopped).
        Raises DiskFull, OSError where the PC could not carry the check: that says nothing of the version."""
        wrong = check(self.folder(version), stopped)
        if wrong:
            write(self._root / "refused", version.encode())
            self.take_away(version)
            raise UpdateFailedCheck(wrong, version=version)

    def switch(self, version: str) -> None:
        """The next start is of `version`. The last one that opened its window stays to go back to: the current one,
        or, where that is on trial itself, the one before; none that is newer, for it has changed the store. Raises
        OSError."""
        before = self.current if self._is_set_up else None
        if before != version:
            back = self._to_go_back_to(before, version) if before is not None else None
            if back is not None:
                write(self._root / "fallback", back.encode())
            write(self._root / "current", version.encode())
            if back is None:
                (self._root / "fallback").unlink(missing_ok=True)
                flush_folder(self._root)
        (self._root / "refused").unlink(missing_ok=True)

    def _to_go_back_to(self, before: str, version: str) -> str | None:
        opened = self.fallback if self.on_trial else None
        for one in (opened, before):
            if one is not None and self.has(one) and one != version and not newer(one, version):
                return one
        return None

    def keep(self) -> None:
        """The current version has proved itself: its window is open, its store as well. Raises OSError."""
        if self.fallback is not None:
            (self._root / "fallback").unlink()
            flush_folder(self._root)
        self._tidy()

    def settle(self) -> None:
        """What only who may write here can do for the clerks: a version whose window one has seen, or that has been in
        use for long, is on trial no more; one that failed by its own fault, and opened for nobody, is gone back from.
        Raises OSError."""
        if not self.on_trial:
            self.keep()
            return
        said = self._verdicts()
        if said.fault and not said.opened:
            self.go_back()

    def go_back(self, refuse: bool = True) -> str | None:
        """To the version before, where the current one is on trial; returns which that is. The one that is left is
        `refused` from now on, unless it was no fault of its own. Raises OSError."""
        before = self.fallback
        if before is None or not self.has(before):
            return None
        if refuse and self.current != before:
            write(self._root / "refused", self.current.encode())
        write(self._root / "current", before.encode())
        (self._root / "fallback").unlink()
        flush_folder(self._root)
        return before

    def take_away(self, version: str) -> None:
        """A version that is not the current one. Renamed first: half of one is never taken for a whole. One that
        somebody's window runs from stays, whole and under its name, until the next time: it reads modules as it needs
        them."""
        if version != self.current and self.has(version) and not runs_from(self.folder(version)):
            gone = self._versions / f"{version}{_NEW}"
            shutil.rmtree(gone, ignore_errors=True)
            self.folder(version).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def forget_half_laid(self, wanted: str | None) -> None:
        """What no update will go on with: another version than `wanted` was offered since, or the power went while
        one was taken away. Only for who holds `lock`."""
        for path in self._versions.glob(f"*{_NEW}"):
            if path.name != f"{wanted}{_NEW}":
                shutil.rmtree(path, ignore_errors=True)

    def _is_whole(self, wanted: Manifest, stopped: Callable[[], bool]) -> bool:
        """Whether the folder that bears this version's name is it: a setup.exe that was cut off may have left half of
        one. Raises UpdateUnreachable (why: stopped), OSError."""
        folder = self.folder(wanted.version)
        with suppress(UpdateRefused):
            if self.manifest(wanted.version) == wanted:
                for file in wanted.files:
                    go_on(stopped)
                    path = folder / file.name
                    if not (path.is_file() and path.stat().st_size == file.size and hash_of(path) == file.hash):
                        return False
                return True
        return False

    def _take_name(self, version: str, part: Path) -> None:
        """From what is no whole version; `part` has it now, to be gone on with. Raises OSError, where it is in use."""
        if version in (self.current, self.fallback) or runs_from(self.folder(version)):
            raise OSError(errno.EBUSY, "a version that is in use")
        shutil.rmtree(part, ignore_errors=True)
        self.folder(version).rename(part)

    def _since(self) -> float:
        """When the current version was switched to, in seconds since 1970."""
        return (self._root / "current").stat().st_mtime

    def _verdicts(self) -> Verdicts:
        return verdicts(self.current, self._since())

    def _tidy(self) -> None:
        """Two versions are kept: the current one, and the newest of the others, to go back to by hand. By number: a
        package leaves its folders with the day on which it was built."""
        there = (path.name for path in self._versions.iterdir() if path.is_dir())
        others = [name for name in there if name != self.current and not name.endswith(_NEW)]
        for name in sorted(others, key=order)[:-1]:
            self.take_away(name)

    def _known(self, stopped: Callable[[], bool]) -> Manifest:
        """What the current version consists of. A package that came without a list is hashed once: to fetch all of it
        again would be dearer. Raises UpdateUnreachable (why: stopped), OSError."""
        current = self.current
        with suppress(UpdateRefused):  # a damaged list is as good as none
            found = self.manifest(current)
            if found is not None:
                return found
        made = manifest_of(self.folder(current), current, lambda: go_on(stopped))
        write(self.folder(current) / NAME, made.as_json())
        return made
