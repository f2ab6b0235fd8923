"""A version's folder is filled: by links to what the current version has, by fetched files; each is hashed once."""

from __future__ import annotations

import lzma
import os
import shutil
from hashlib import sha256
from pathlib import Path

from ..domain.errors import UpdateRefused
from .durable import flush, write
from .manifest import File, Manifest, hash_of
from .sources import Source

BLOBS = "targets/files"
_NOTE = "verified~"  # no file of a manifest: it goes before the folder gets its name


class Laying:
    """Into `part`, from `source`. `have`: where the current version has a file, by its hash."""

    def __init__(self, part: Path, source: Source, have: dict[str, Path]) -> None:
        self._part, self._source, self._have = part, source, have
        self._verified = _Verified(part / _NOTE)

    def lay(self, file: File) -> int:
        """The bytes that were fetched. Raises UpdateRefused, UpdateUnreachable, OSError."""
        to = self._part / file.name
        if self._verified.holds(to, file):
            return 0
        fetched = 0
        if not (to.is_file() and to.stat().st_size == file.size and hash_of(to) == file.hash):
            to.parent.mkdir(parents=True, exist_ok=True)
            have = self._have.get(file.hash)
            if have is not None and have.is_file() and hash_of(have) == file.hash:
                _copied(have, to, file)
            else:
                fetched = self._fetched(file, to)
        self._verified.add(to, file)
        return fetched

    def forget_others(self, wanted: Manifest) -> None:
        """What an earlier try left, for another manifest of this version; and the note."""
        names = {file.name for file in wanted.files}
        for path in self._part.rglob("*"):
            if path.is_file() and path.relative_to(self._part).as_posix() not in names:
                path.unlink()

    def _fetched(self, file: File, to: Path) -> int:
        packed = to.with_name(f"{to.name}.xz~")
        self._source.fetch(f"{BLOBS}/{file.hash}.xz", packed, _packed_limit(file.size))
        size = packed.stat().st_size
        data = _unpacked(packed, file)
        packed.unlink()
        write(to, data, file.runs)
        return size


class _Verified:
    """The note of what was hashed: whoever goes on after a pause does not read 400 MB again. A line that a cut spoilt
    costs one file's hash."""

    def __init__(self, note: Path) -> None:
        self._note = note
        lines = note.read_text("utf-8", "replace").splitlines() if note.exists() else []
        self._seen = dict(line.split("\t", 1) for line in lines if "\t" in line)

    def holds(self, path: Path, file: File) -> bool:
        return file.name in self._seen and path.is_file() and self._seen[file.name] == _mark(path, file)

    def add(self, path: Path, file: File) -> None:
        with self._note.open("a", encoding="utf-8") as note:
            note.write(f"{file.name}\t{_mark(path, file)}\n")


def _mark(path: Path, file: File) -> str:
    found = path.stat()
    return f"{file.hash} {found.st_size} {found.st_mtime_ns}"


def _copied(have: Path, to: Path, file: File) -> None:
    """A link where the disk can: the same file in both versions, and neither is ever written to."""
    whole = to.with_name(f"{to.name}.part~")
    whole.unlink(missing_ok=True)
    try:
        os.link(have, whole)
    except OSError:
        shutil.copyfile(have, whole)
        whole.chmod(0o755 if file.runs else 0o644)
        flush(whole)
    whole.replace(to)


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
