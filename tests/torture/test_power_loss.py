"""Nothing that the clerk was told is lost when the power fails, and the replay would notice if it were.

A few hundred moments here; `make torture-ci` tries 2,000 and `make torture` 100,000 (tests/torture/__main__.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from shutil import copytree

import pytest

from tests.torture.__main__ import Failure, Recorded, pull_the_plug, record
from tests.torture.disk import Change

_POINTS = 25

Lived = Callable[[str, int], Recorded]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, watched_disk: Mapping[str, str]) -> Lived:
    """Days, each lived once for all tests."""

    @cache
    def live(kind: str, seed: int) -> Recorded:
        return record(kind, seed, tmp_path_factory.mktemp(kind), dict(watched_disk))

    return live


@pytest.mark.parametrize(("kind", "seed"), [("first", 1), ("update", 1), ("work", 2), ("faults", 2), ("flushes", 1)])
def test_whenever_the_power_fails_the_store_opens_with_all_that_was_promised(
    lived: Lived, kind: str, seed: int
) -> None:
    assert list(pull_the_plug(lived(kind, seed), _points())) == []


def test_what_a_start_has_shown_after_a_killed_program_no_power_cut_takes_back(lived: Lived) -> None:
    """One moment in six of that day loses it where the start does not flush what it finds: fifty leave no chance."""
    assert list(pull_the_plug(lived("killed", 1), _points(50))) == []


@pytest.mark.parametrize("unflushed", ["counter.db-wal", "counter.mark", "vault"])
def test_a_store_that_did_not_flush_would_be_found_out(lived: Lived, unflushed: str) -> None:
    """The same day on a disk that ignores the flushes of the log, the mark or the document files."""
    day = lived("work", 2)
    changes = list(_deaf_to(unflushed, day.changes()))
    found = next(pull_the_plug(day, _points(400), changes), None)
    assert found is not None, "nothing was lost, though nothing was flushed"


def test_a_start_that_did_not_flush_what_it_found_would_be_found_out(lived: Lived) -> None:
    """Killed between writing a commit and its flush, started again, and then the power fails."""
    day = lived("killed", 1)
    found = next(pull_the_plug(day, _points(400), list(_deaf_at_the_start(day.changes()))), None)
    assert found is not None, "nothing was lost, though nothing was flushed"


def test_the_same_point_finds_the_same(lived: Lived) -> None:
    day = lived("work", 2)
    changes = list(_deaf_to("counter.db-wal", day.changes()))

    def found() -> list[Failure]:
        return list(pull_the_plug(day, _points(), changes))

    assert found() == found()


def test_a_day_that_was_kept_is_replayed_from_another_folder(lived: Lived, tmp_path: Path) -> None:
    day = lived("first", 1)
    kept = Recorded(day.name, copytree(day.folder, tmp_path / "kept"))
    assert kept.changes() == day.changes()


def _points(count: int = _POINTS) -> list[str]:
    return [f"test/{number}" for number in range(count)]


def _deaf_to(name: str, changes: list[Change]) -> Iterator[Change]:
    """Without the flushes of files of this name, or in this folder."""
    paths: dict[int, PurePosixPath] = {}
    for change in changes:
        if change.op == "o" and change.path is not None:
            paths[change.file] = change.path
        if change.op == "f" and (paths[change.file].name == name or name in paths[change.file].parts[:-1]):
            continue
        yield change


def _deaf_at_the_start(changes: list[Change]) -> Iterator[Change]:
    starting = False
    for change in changes:
        if change.op == "n":
            starting = change.note["kind"] == "starting"
        if not (starting and change.op == "f"):
            yield change


def test_a_file_renamed_before_it_was_flushed_may_be_empty(tmp_path: Path) -> None:
    """The disk's model itself: what no flush has made to stand may be missing."""
    from random import Random

    from tests.torture.disk import Disk

    (tmp_path / "base").mkdir()
    disk = Disk(tmp_path / "base")
    part, whole = PurePosixPath("a.part"), PurePosixPath("a")
    disk.take(Change("o", 1, 3, 0, part, None, b""))
    disk.take(Change("w", 0, 3, 0, None, None, b"x" * 2000))
    disk.take(Change("r", 0, -1, 0, part, whole, b""))
    seen = set()
    for number in range(200):
        left = tmp_path / str(number)
        left.mkdir()
        disk.leave(left, Random(number))
        seen |= {(path.name, path.read_bytes().count(b"x")) for path in left.iterdir()} or {("", 0)}
    assert {("", 0), ("a.part", 0), ("a", 0), ("a", 2000)} <= seen
    assert any(0 < count < 2000 for _, count in seen), "no torn write"
