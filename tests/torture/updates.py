"""Pulls the plug while a PC is updated, by a line that cuts 30 % of all answers and by a stick, until a new version has
opened its store: the old or the new one always starts, the store opens, nothing of it is lost, the next try ends it.
In the end a new version changes the store and dies: by the launcher, the old one leads back to what was before.

    python -m tests.torture.updates POINTS

The program is a small one behind the real launcher; what lays and switches, and the store with its migration of the
first released one, are the real ones. A point is one touch of the disk; they are spread evenly over all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import text

from counter_app.domain.errors import NewerStore
from counter_app.update_commands import window_was_refused
from counter_app.updates.installed import Installed
from counter_app.updates.manifest import manifest_of
from counter_app.updates.offer import look
from counter_app.updates.sources import Line, Source, Stick
from local_db.facts import MARK_COUNT
from local_db.open_store import open_store
from local_db.restore import restore
from local_db.schema import REVISION
from tests.local_db.next_version import as_the_next_version
from tests.services.pocket import PocketKeyChain
from tests.updates.publishing import SYSTEM, Published, installation, web_server
from tools.packaging import deb
from tools.seed_released_store import CONTENT, FOLDER, KEYS

_HOUSE = Path(__file__).parents[2]
_LAUNCHER = Path(deb.__file__).parent / "debian/counter-app"
_TOUCHES = ("rename", "replace", "unlink", "link", "fsync", "mkdir", "chmod", "open")
_OLD, _NEW = "1.0.0", "1.1.0"
_CUT = 0.3


class _KeyRing(PocketKeyChain):
    """As the system's: what is in it stays when the program is killed."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.secrets = {name: bytes.fromhex(secret) for name, secret in json.loads(file.read_text()).items()}

    def set(self, name: str, secret: bytes) -> None:
        super().set(name, secret)
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps({each: value.hex() for each, value in self.secrets.items()}))
        beside.rename(self._file)


class PC:
    """`folder` has the program, the clerk's data and the key ring."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program, self.data = folder / "program", folder / "data"
        self.installed = Installed(self.program)

    @classmethod
    def made(cls, folder: Path) -> PC:
        pc = cls(folder)
        installation(pc.program, _OLD)
        shutil.copy(_LAUNCHER, pc.program)
        with zipfile.ZipFile(min(FOLDER.glob("*.zip"))) as released:
            released.extractall(pc.data)
        for name in (KEYS, CONTENT):
            (pc.data / name).rename(folder / name)
        return pc

    def update(self, source: Source, root: bytes) -> None:
        """Up to the first start of the new version, which opens the store and is kept then."""
        wanted = look(source, root, self.folder / "seen", SYSTEM)
        assert wanted is not None
        self.installed.lay(wanted, source)
        self.installed.switch(wanted.version)
        self.open()
        self.installed.keep()

    def open(self) -> dict[str, list[dict[str, Any]]]:
        """What today's program finds in the store of what the first one left there."""
        told: dict[str, list[dict[str, Any]]] = json.loads((self.folder / CONTENT).read_text())
        store = open_store(self.data, _KeyRing(self.folder / KEYS))
        try:
            with store._engines.reader.begin() as connection:
                assert connection.scalar(text("SELECT version_num FROM alembic_version")) == REVISION
                return {
                    table: [
                        dict(row)
                        for row in connection.execute(text(f'SELECT {", ".join(rows[0])} FROM "{table}"')).mappings()
                    ]
                    for table, rows in told.items()
                }
        finally:
            store.close()

    def lost(self) -> list[str]:
        return list(self.changed())

    def changed(self) -> dict[str, list[dict[str, Any]]]:
        """By table: the rows that are there no more as they were."""
        told = json.loads((self.folder / CONTENT).read_text())
        now = self.open()
        gone = {table: [row for row in rows if row not in now[table]] for table, rows in told.items()}
        return {table: rows for table, rows in gone.items() if rows}

    def starts(self) -> str:
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "home")}
        done = subprocess.run(
            ["sh", _LAUNCHER.name], cwd=self.program, capture_output=True, text=True, check=False, env=environment
        )
        return done.stdout.strip()


def _touching(die_at: int, count: list[int]) -> None:
    """From now on each touch of the disk is counted, and the process dies by kill -9 before number `die_at`."""

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def touch(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return touch

    for name in _TOUCHES:
        setattr(os, name, counted(getattr(os, name)))


def _one(folder: Path, source: str, root: Path, die_at: int) -> None:
    """The process that is killed: `python -m tests.torture.updates --one ...`; prints its touches where it is not."""
    count = [0]
    _touching(die_at, count)
    PC(folder).update(_source(source), root.read_bytes())
    sys.stdout.write(str(count[0]))


def _source(address: str) -> Source:
    if address.startswith("http"):
        return Line(address, rate=1e9, pause=lambda _: None)
    return Stick(Path(address))


def _run(pc: PC, source: str, root: Path, die_at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.torture.updates", "--one", str(pc.folder), source, str(root), str(die_at)]
    return subprocess.run(command, cwd=_HOUSE, capture_output=True, text=True, check=False)


def torture(points: int, folder: Path) -> dict[str, int]:
    """Raises AssertionError with the point that broke a promise."""
    published = Published(folder / "publisher")
    published.add(_OLD)
    published.add(_NEW, changed=6)
    root = folder / "1.root.json"
    root.write_bytes(published.root)
    fresh = PC.made(folder / "fresh")
    old = manifest_of(fresh.installed.folder(_OLD), _OLD).files
    new = manifest_of(folder / f"publisher/staged-{_NEW}", _NEW).files
    seen, touches = Counter[str](), list[int]()
    with web_server(published.served, cut=_CUT) as (address, _):
        for number in range(points):
            source = (address, str(published.served))[number % 2]
            if number < 2:  # how many touches there are, by either way
                pc = _again(fresh, folder / "pc")
                done = _run(pc, source, root, 0)
                assert done.returncode == 0, done.stderr
                touches.append(int(done.stdout))
            pc = _again(fresh, folder / "pc")
            at = 1 + number * (touches[number % 2] - 1) // max(points - 1, 1)
            done = _run(pc, source, root, at)
            where = f"point {at} of {source}"
            killed = done.returncode == -signal.SIGKILL
            assert killed or done.returncode == 0, f"{where}: {done.stderr}"
            now = pc.installed.current
            assert manifest_of(pc.installed.folder(now), now).files == {_OLD: old, _NEW: new}[now], where
            assert pc.starts() == now, where
            seen[now if killed else "not met"] += 1
            if now == _NEW:
                assert pc.lost() == [], where
            else:
                assert _bytes(pc.data) == _bytes(fresh.data), f"{where}: the old program would not know its store"
            done = _run(pc, source, root, 0)
            assert done.returncode == 0, f"{where}, the next try: {done.stderr}"
            assert (pc.installed.current, pc.installed.fallback, pc.starts()) == (_NEW, None, _NEW), where
            assert pc.lost() == [], where
    return dict(seen)


def migrated_then_broken(folder: Path) -> None:
    """The new version changes the store and dies before its window: the launcher starts the old one, which takes its
    place, names the backup from before, and opens it with all that was there. Raises AssertionError."""
    pc = PC.made(folder)
    pc.open()  # today's program, the old one here, has brought the released store up to date
    published = Published(folder / "publisher")
    published.add(_NEW)
    stick = Stick(published.served)
    wanted = look(stick, published.root, folder / "seen", SYSTEM)
    assert wanted is not None
    pc.installed.lay(wanted, stick)
    pc.installed.switch(_NEW)
    for version in (_OLD, _NEW):
        python = pc.installed.folder(version) / "runtime/bin/python3.11"
        python.unlink()
        command = f"'{sys.executable}' -m tests.torture.updates --start {version} '{folder}'"
        python.write_text(f"#!/bin/sh\ncd '{_HOUSE}' && exec {command}\n")
        python.chmod(0o755)
    backup = pc.starts().removeprefix("go back to ")
    assert Path(backup).is_dir(), f"the old program said: {backup}"
    assert (pc.installed.current, pc.installed.fallback, pc.installed.refused) == (_OLD, None, _NEW)
    assert pc.starts() == f"go back to {backup}", "at each start"
    restore(pc.data, _KeyRing(folder / KEYS), Path(backup), date.today())  # noqa: DTZ011 - any day
    assert pc.starts() == "opened"
    changed = pc.changed()
    # A restore counts on: numbers are skipped rather than given twice.
    assert set(changed) <= {"facts"}, changed
    assert [row["name"] for row in changed.get("facts", ())] == [MARK_COUNT], changed


def _start(version: str, folder: Path) -> int:
    """What the launcher starts there: `python -m tests.torture.updates --start ...`."""
    pc, keys = PC(folder), _KeyRing(folder / KEYS)
    if version == _NEW:
        with TemporaryDirectory() as migrations, pytest.MonkeyPatch.context() as newer:
            as_the_next_version(newer, Path(migrations))
            open_store(pc.data, keys).close()
        os.kill(os.getpid(), signal.SIGSEGV)
    try:
        pc.open()
    except NewerStore as refused:
        window_was_refused(refused)
        sys.stdout.write(f"go back to {refused.facts.get('backup', '')}")
        return 1
    sys.stdout.write("opened")
    return 0


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _again(fresh: PC, folder: Path) -> PC:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(fresh.folder, folder)
    return PC(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("points", type=int, nargs="?", default=100)
    parser.add_argument("--one", nargs=4)
    parser.add_argument("--start", nargs=2)
    arguments = parser.parse_args()
    if arguments.start:
        sys.exit(_start(arguments.start[0], Path(arguments.start[1])))
    if arguments.one:
        folder, source, root, die_at = arguments.one
        _one(Path(folder), source, Path(root), int(die_at))
        return
    with TemporaryDirectory() as folder:
        seen = torture(arguments.points, Path(folder))
        migrated_then_broken(Path(folder) / "migrated")
    told = ", ".join(f"{count} times {version}" for version, count in sorted(seen.items()))
    sys.stdout.write(f"updates: killed at {sum(seen.values())} points, then started {told}; 0 broken, 0 lost\n")


if __name__ == "__main__":
    main()
