"""What a version consists of: every file by its hash. Signed as one target; an update fetches only what differs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..domain.errors import UpdateRefused

NAME = "manifest.json"
LONGEST = 4_000_000  # bytes of a manifest; that of 6,000 files has 700 kB
_LARGEST = 500_000_000  # bytes of one file
_VERSION = re.compile(r"[0-9][0-9a-z.+-]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SCHEMA = re.compile(r"[0-9a-z]{0,32}")
_STATED = re.compile(rb'^REVISION = "([0-9a-z]+)"', re.MULTILINE)
_STATED_IN = "app/local_db/schema.py"  # where the packer puts it
_EARLY = re.compile(r"(?P<numbers>[0-9]+(\.[0-9]+)*)[.-]?(?P<stage>dev|a|b|rc|post)?(?P<number>[0-9]*)")
_STAGES = ("dev", "a", "b", "rc", None, "post")
_DEVICE = re.compile(r"(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """`name` with `/`, within the version's folder; `runs`: it is executable."""

    name: str
    hash: str
    size: int
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """`schema`: the revision that the version brings a store to; empty: not told."""

    version: str
    files: tuple[File, ...]
    schema: str = ""

    def as_json(self) -> bytes:
        """The same bytes for the same version."""
        lines = [[file.name, file.hash, file.size, int(file.runs)] for file in self.files]
        return json.dumps({"version": self.version, "schema": self.schema, "files": lines}, ensure_ascii=False).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises UpdateRefused (why: contents): not a manifest, or one that would write outside its folder."""
    try:
        raw = json.loads(data)
        files = tuple(File(str(name), str(hashed), int(size), bool(runs)) for name, hashed, size, runs in raw["files"])
        found = Manifest(str(raw["version"]), files, str(raw.get("schema", "")))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise UpdateRefused("not a manifest", why="contents") from error
    names = {file.name.casefold() for file in files}
    good = all(_HASH.fullmatch(file.hash) and 0 <= file.size <= _LARGEST and _inside(file.name) for file in files)
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    apart = len(names) == len(files) > 0 and not names & folders  # nothing is a file and a folder
    if not (good and apart and _VERSION.fullmatch(found.version) and _SCHEMA.fullmatch(found.schema)):
        raise UpdateRefused("a manifest that breaks the rules", why="contents")
    return found


def manifest_of(folder: Path, version: str, before_each: Callable[[], None] = lambda: None) -> Manifest:
    """Reads every file below `folder`. `before_each` file; what it raises ends it."""
    return Manifest(version, tuple(_files(folder, before_each)), schema_of(folder))


def schema_of(folder: Path) -> str:
    """As the version in `folder` states it itself."""
    file = folder / _STATED_IN
    stated = _STATED.search(file.read_bytes()) if file.is_file() else None
    return stated.group(1).decode("ascii") if stated else ""


def hash_of(path: Path) -> str:
    counted = sha256()
    with path.open("rb") as opened:
        while piece := opened.read(1 << 20):
            counted.update(piece)
    return counted.hexdigest()


def newer(version: str, than: str) -> bool:
    """`1.10.0` is newer than `1.9.3`, and than `1.10.0rc1`."""
    return order(version) > order(than)


def order(version: str) -> tuple[tuple[int, ...], int, int]:
    """To sort by. What no version has is the oldest."""
    found = _EARLY.match(version)
    if found is None:
        return (), 0, 0
    numbers = [int(number) for number in found["numbers"].split(".")]
    while numbers and numbers[-1] == 0:  # 1.5 is 1.5.0
        numbers.pop()
    return tuple(numbers), _STAGES.index(found["stage"]), int(found["number"] or 0)


def _files(folder: Path, before_each: Callable[[], None]) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            before_each()
            yield File(name, hash_of(path), path.stat().st_size, bool(path.stat().st_mode & 0o100))


def _inside(name: str) -> bool:
    """No way out, and no name that Windows reads as something else."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and str(path) == name and name != NAME
    return plain and not _DEVICE.search(name) and not re.search(r'[\\:*?"<>|\x00-\x1f]|[. ](/|$)', name)
