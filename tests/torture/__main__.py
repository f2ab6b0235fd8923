"""Pulls the plug at thousands of moments of made-up days, and opens the program's store on each disk that is left.

    python -m tests.torture POINTS [--seed N] [--days N]      all of it; the last line is the summary
    python -m tests.torture --again FOLDER POINT              one point of a day that was kept because it failed

The lot decides the moment, what the disk holds then, and each day's work; the same seed gives the same. A day in which
a promise was broken is kept with its keys, for the bytes of an encrypted store are not the same the next time.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from counter_app.domain.errors import CounterError
from tests.services.watched_disk import watched_disk_in
from tests.torture.disk import Change, Disk, read_recording
from tests.torture.faulty import ACTS
from tests.torture.reopened import Broken, Promises, check

_ROOT = Path(__file__).parents[2]
_KINDS = ("first", "update", "work", "flushes", "killed", "faults", "work", "faults")
_RESTORED = 0.3  # share of the cuts after which the last backup is restored as well
_FAST = Path("/dev/shm")
_WHERE = "where"


@dataclass(frozen=True)
class Failure:
    day: str
    point: str
    code: str  # lost, or an error's code
    why: str


@dataclass(frozen=True)
class Recorded:
    """A day that was lived; `folder` has its base and log, and where its disk was then: the log speaks of that."""

    name: str
    folder: Path

    def changes(self) -> list[Change]:
        return read_recording(self.folder / "log", Path((self.folder / _WHERE).read_text()))


def record(kind: str, seed: int, folder: Path, environment: dict[str, str]) -> Recorded:
    """Lives a day. Raises CalledProcessError."""
    command = [sys.executable, "-m", "tests.torture.day", kind, str(seed), str(folder)]
    quiet = {"OPENBLAS_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env={**os.environ, **environment, **quiet}, cwd=_ROOT, check=True)
    (folder / _WHERE).write_text(str(folder / "disk"))
    return Recorded(f"{kind}-{seed}", folder)


def pull_the_plug(day: Recorded, points: Iterable[str], changes: list[Change] | None = None) -> Iterator[Failure]:
    """Each point is a seed: it decides the moment within the day, and what of the unflushed is left."""
    changes = day.changes() if changes is None else changes
    begun = next(at for at, change in enumerate(changes) if change.op != "n")  # notes before it: of an earlier life
    moments = sorted((Random(point).randrange(begun + 1, len(changes) + 1), point) for point in points)
    disk, promises, at = Disk(day.folder / "base"), Promises(), 0
    for moment, point in moments:
        for change in changes[at:moment]:
            if change.op == "n":
                promises.take(change.note)
            else:
                disk.take(change)
        at = moment
        with TemporaryDirectory(dir=_FAST if _FAST.is_dir() else None) as left:
            disk.leave(Path(left), Random(f"{point} disk"))
            failure = _failure(Path(left), day, point, promises)
        if failure is not None:
            yield failure


def _failure(left: Path, day: Recorded, point: str, promises: Promises) -> Failure | None:
    try:
        restore_too = Random(f"{point} restore").random() < _RESTORED
        check(left, promises, restore_too)
    except Broken as broken:
        return Failure(day.name, point, "lost", str(broken))
    except CounterError as error:
        return Failure(day.name, point, "unreadable", str(error))
    except KeyError as error:
        return Failure(day.name, point, "lost", repr(error))
    return None


def torture(points: int, seed: int, days: int, scratch: Path) -> list[Failure]:
    environment = watched_disk_in(scratch)
    plan = [(_KINDS[n] if n < len(_KINDS) else _KINDS[2 + n % 6], seed + n) for n in range(days)]
    share = [points // days + (n < points % days) for n in range(days)]
    logging.disable()  # a backup cut off is said there, a thousand times
    live = partial(_one_day, scratch=scratch, environment=environment)
    with ProcessPoolExecutor(2) as both:
        return [failure for found in both.map(live, plan, share) for failure in found]


def _one_day(planned: tuple[str, int], points: int, scratch: Path, environment: dict[str, str]) -> list[Failure]:
    kind, seed = planned
    folder = scratch / f"{kind}-{seed}"
    folder.mkdir()
    day = record(kind, seed, folder, environment)
    failures = list(pull_the_plug(day, [f"{seed}/{number}" for number in range(points)]))
    if failures:
        shutil.copytree(folder, _kept_at(day.name), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return failures


def _faults(one_in: int) -> bool:
    """One change in so many of each act fails once (tests/torture/faulty.py), each act in a process of its own;
    whether all was well."""
    with TemporaryDirectory(dir=_FAST if _FAST.is_dir() else None) as folder:
        environment = {**os.environ, **watched_disk_in(Path(folder)), "OPENBLAS_NUM_THREADS": "1"}

        def walk(act: str) -> bool:
            (Path(folder) / act).mkdir()
            command = [sys.executable, "-m", "tests.torture.faulty", str(Path(folder) / act), str(one_in), act]
            return subprocess.run(command, env=environment, cwd=_ROOT, check=False).returncode == 0

        with ThreadPoolExecutor(2) as both:
            return all(list(both.map(walk, ACTS)))


def _kept_at(name: str) -> Path:
    return _ROOT / "build" / "torture" / name


def _told(failures: list[Failure]) -> None:
    for failure in failures:
        again = f"python -m tests.torture --again {_kept_at(failure.day)} {failure.point}"
        sys.stdout.write(f"{failure.code}: {failure.why}\n    again: {again}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", type=int, nargs="?", default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=None, help="how many recorded days; by default one for 250 points")
    parser.add_argument("--faults", type=int, metavar="N", help="first let one change of the disk in N fail")
    parser.add_argument("--again", nargs=2, metavar=("FOLDER", "POINT"))
    given = parser.parse_args()
    if given.again:
        folder = Path(given.again[0])
        failures = list(pull_the_plug(Recorded(folder.name, folder), [given.again[1]]))
        _told(failures)
        return 1 if failures else 0
    began = time.monotonic()
    if given.faults and not _faults(given.faults):
        return 1
    with TemporaryDirectory(dir=_FAST if _FAST.is_dir() else None) as scratch:
        days = given.days or max(len(_KINDS), given.points // 1000)
        failures = torture(given.points, given.seed, days, Path(scratch))
    _told(failures)
    count = Counter(failure.code for failure in failures)
    took = f"{days} days (seed {given.seed}), {time.monotonic() - began:.0f} s"
    sys.stdout.write(
        f"torture: {given.points} power cuts in {took}: {count['lost']} acknowledged lost, "
        f"{count['unreadable']} unreadable\n"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
