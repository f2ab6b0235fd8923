"""What a version consists of: every file by its hash. Signed as one target; an update fetches only what differs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..domain.errors import UpdateRefused

NAME = "manifest.json"
LONGEST = 4_000_000  # bytes of a manifest; that of 6,000 files has 700 kB
_LARGEST = 500_000_000  # bytes of one file
_VERSION = re.compile(r"[0-9][0-9a-z.+-]{0,39}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class File:
    """`name` with `/`, within the version's folder; `runs`: it is executable."""

    name: str
    hash: str
    size: int
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    version: str
    files: tuple[File, ...]

    def as_json(self) -> bytes:
        """The same bytes for the same version."""
        lines = [[file.name, file.hash, file.size, int(file.runs)] for file in self.files]
        return json.dumps({"version": self.version, "files": lines}, ensure_ascii=False).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises UpdateRefused (why: contents): not a manifest, or one that would write outside its folder."""
    try:
        raw = json.loads(data)
        files = tuple(File(str(name), str(hashed), int(size), bool(runs)) for name, hashed, size, runs in raw["files"])
        found = Manifest(str(raw["version"]), files)
    except (ValueError, KeyError, TypeError) as error:
        raise UpdateRefused("not a manifest", why="contents") from error
    names = {file.name.casefold() for file in files}
    good = all(_HASH.fullmatch(file.hash) and 0 <= file.size <= _LARGEST and _inside(file.name) for file in files)
    if not (good and _VERSION.fullmatch(found.version) and len(names) == len(files) > 0):
        raise UpdateRefused("a manifest that breaks the rules", why="contents")
    return found


def manifest_of(folder: Path, version: str) -> Manifest:
    """Reads every file below `folder`."""
    return Manifest(version, tuple(_files(folder)))


def hash_of(path: Path) -> str:
    counted = sha256()
    with path.open("rb") as opened:
        while piece := opened.read(1 << 20):
            counted.update(piece)
    return counted.hexdigest()


def newer(version: str, than: str) -> bool:
    """`1.10.0` is newer than `1.9.3`."""
    return _order(version) > _order(than)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _files(folder: Path) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != NAME:
            yield File(name, hash_of(path), path.stat().st_size, bool(path.stat().st_mode & 0o100))


def _inside(name: str) -> bool:
    """No way out, and no name that Windows reads as something else."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and str(path) == name and name != NAME
    return plain and not re.search(r'[\\:*?"<>|\x00-\x1f]|[. ](/|$)', name)
