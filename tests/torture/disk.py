"""What a disk holds after the power failed: a model of it, fed with a recording, and the states it may be left in.

A recording is what tests/services/watched_disk.c wrote. The model is harsher than ext4, xfs and NTFS with their one
journal:

- Bytes and lengths stand once their file was flushed. Of those that were not, any part may stand: none, all, the
  first ones, some in any order, and of each some sectors of 512 bytes and not others.
- Names (made, renamed, linked, removed) stand once their folder was flushed; a file's own flush does not help its
  name. Those of one folder come in their order, of several folders in any; a move between two is one step.
- A flush that failed has flushed nothing, and what it was to flush is never written again by the system: its pages
  count as clean (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

SECTOR = 512
_HEAD = struct.Struct("<cbiqIII")
_TORN = 0.4  # share of the surviving writes that are torn


@dataclass(frozen=True)
class Change:
    """One record; `file` the process's number of an open file, `path` and `second` below the watched folder."""

    op: str
    result: int
    file: int
    offset: int
    path: PurePosixPath | None
    second: PurePosixPath | None
    data: bytes

    @property
    def note(self) -> dict[str, Any]:
        return dict(json.loads(self.data))


def read_recording(log: Path, root: Path) -> list[Change]:
    """All changes below `root`, in order."""
    return list(_records(log.read_bytes(), root))


def _records(data: bytes, root: Path) -> Iterator[Change]:
    at = 0
    while at < len(data):
        op, result, file, offset, *lengths = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(data[at : at + length])
            at += length
        first, second = (_below(part, root) for part in parts[:2])
        yield Change(op.decode(), result, file, offset, first, second, parts[2])


def _below(path: bytes, root: Path) -> PurePosixPath | None:
    return PurePosixPath(path.decode()).relative_to(root) if path else None


@dataclass(eq=False)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut (or lengthened) to the offset

    def flushed(self) -> None:
        for offset, data in self.pending:
            _change(self.durable, offset, data)
        self.pending.clear()

    def left(self, lot: Random) -> bytes:
        """What may stand in it after the cut."""
        if not self.pending:
            return bytes(self.durable)
        data = bytearray(self.durable)
        how = lot.choice(("none", "all", "first", "some", "some"))
        first = lot.randrange(len(self.pending) + 1)
        for place, (offset, written) in enumerate(self.pending):
            if how == "none" or (how == "first" and place > first) or (how == "some" and lot.random() < 0.5):
                continue
            cut_short = how == "first" and place == first
            if written is not None and (cut_short or (how == "some" and lot.random() < _TORN)):
                _tear(data, offset, written, lot)
            elif not cut_short:
                _change(data, offset, written)
        return bytes(data)


def _change(data: bytearray, offset: int, written: bytes | None) -> None:
    end = offset if written is None else offset + len(written)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if written is None:
        del data[offset:]
    else:
        data[offset:end] = written


def _tear(data: bytearray, offset: int, written: bytes, lot: Random) -> None:
    """Some of its sectors, as they lie on the disk."""
    at = 0
    while at < len(written):
        length = SECTOR - (offset + at) % SECTOR
        if lot.random() < 0.5:
            _change(data, offset + at, written[at : at + length])
        at += length


@dataclass(eq=False)
class _Folder:
    now: dict[str, _Node] = field(default_factory=dict)  # as the running program sees it
    durable: dict[str, _Node] = field(default_factory=dict)


_Node = _File | _Folder


@dataclass(frozen=True)
class _Step:
    """A change of names that no flush has made durable; `node` None: it is taken out of the first place."""

    places: tuple[tuple[_Folder, str], ...]
    node: _Node | None

    def take(self, names: dict[_Folder, dict[str, _Node]]) -> None:
        folder, name = self.places[0]
        if self.node is not None:
            names.setdefault(folder, dict(folder.durable))[name] = self.node
            return
        node = names.setdefault(folder, dict(folder.durable)).pop(name, None)
        if len(self.places) == 2 and node is not None:
            folder, name = self.places[1]
            names.setdefault(folder, dict(folder.durable))[name] = node


class Disk:
    """Fed change by change; `leave` writes out one of the states that a power cut may leave."""

    def __init__(self, base: Path) -> None:
        """What stood there, durable, before the recording."""
        self._root = _loaded(base)
        self._open: dict[int, _Node] = {}
        self._steps: list[_Step] = []

    def take(self, change: Change) -> None:
        match change.op:
            case "o":
                self._opened(change)
            case "w" | "t" | "f" | "F":
                self._written(change)
            case "m":
                self._add(change.path, _Folder())
            case "r":
                self._move(change.path, change.second)
            case "l":
                self._add(change.second, self._find(change.path))
            case "u" | "d":
                folder, name = self._place(change.path)
                del folder.now[name]
                self._steps.append(_Step(((folder, name),), None))

    def leave(self, target: Path, lot: Random) -> None:
        """`target` is an empty folder."""
        names: dict[_Folder, dict[str, _Node]] = {}
        held: set[_Folder] = set()
        share = lot.choice((0.0, 0.5, 0.9, 1.0))
        for step in self._steps:
            folders = {folder for folder, _ in step.places}
            if held & folders or lot.random() > share:
                held |= folders
            else:
                step.take(names)
        _write_out(self._root, target, names, lot)

    # --- changes ---------------------------------------------------------------------------------------

    def _opened(self, change: Change) -> None:
        if change.result == 1:
            self._add(change.path, _File())
        node = self._find(change.path)
        if change.result == 2 and isinstance(node, _File):
            node.pending.append((0, None))
        self._open[change.file] = node

    def _written(self, change: Change) -> None:
        node = self._open[change.file]
        if isinstance(node, _Folder):
            if change.op == "f":
                self._flush_names(node)
        elif change.op == "f":
            node.flushed()
        elif change.op == "F":
            node.pending.clear()
        else:
            node.pending.append((change.offset, change.data if change.op == "w" else None))

    def _add(self, path: PurePosixPath | None, node: _Node) -> None:
        folder, name = self._place(path)
        folder.now[name] = node
        self._steps.append(_Step(((folder, name),), node))

    def _move(self, old: PurePosixPath | None, new: PurePosixPath | None) -> None:
        source, target = self._place(old), self._place(new)
        target[0].now[target[1]] = source[0].now.pop(source[1])
        self._steps.append(_Step((source, target), None))

    def _flush_names(self, folder: _Folder) -> None:
        """With what they need: of each step all earlier ones in its folders."""
        needed, durable, left = {folder}, [], []
        for step in reversed(self._steps):
            folders = {each for each, _ in step.places}
            if folders & needed:
                needed |= folders
                durable.append(step)
            else:
                left.append(step)
        names: dict[_Folder, dict[str, _Node]] = {}
        for step in reversed(durable):
            step.take(names)
        for changed, entries in names.items():
            changed.durable = entries
        self._steps = left[::-1]

    def _place(self, path: PurePosixPath | None) -> tuple[_Folder, str]:
        assert path is not None
        folder = self._find(path.parent)
        assert isinstance(folder, _Folder), path
        return folder, path.name

    def _find(self, path: PurePosixPath | None) -> _Node:
        assert path is not None
        node: _Node = self._root
        for part in path.parts:
            assert isinstance(node, _Folder), path
            node = node.now[part]
        return node


def _loaded(path: Path) -> _Folder:
    entries: dict[str, _Node] = {
        each.name: _loaded(each) if each.is_dir() else _File(bytearray(each.read_bytes()))
        for each in sorted(path.iterdir())
    }
    return _Folder(dict(entries), entries)


def _write_out(folder: _Folder, target: Path, names: dict[_Folder, dict[str, _Node]], lot: Random) -> None:
    for name, node in sorted(names.get(folder, folder.durable).items()):
        if isinstance(node, _File):
            (target / name).write_bytes(node.left(lot))
        else:
            (target / name).mkdir()
            _write_out(node, target / name, names, lot)
