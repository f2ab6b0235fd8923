"""Which locked libraries ship: those that the program itself needs, cut out of requirements.lock with their hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==")
_BY = re.compile(r"^ +# +(?:via +)?([A-Za-z0-9._-]+)")


def shipped(lock: str, wanted: Iterable[str]) -> str:
    """The part of a uv lock file (with its `# via` notes) that `wanted` (requirements as in pyproject.toml) leads to.

    A library that only development asks for is never in it. Raises ValueError where a wanted one is not locked.
    """
    blocks = _blocks(lock)
    keep = {str(canonicalize_name(Requirement(line).name)) for line in wanted}
    missing = keep - blocks.keys()
    if missing:
        raise ValueError(f"not in the lock file: {', '.join(sorted(missing))}")
    while True:
        more = {name for name, (_, asked_by) in blocks.items() if name not in keep and asked_by & keep}
        if not more:
            return "".join(blocks[name][0] for name in sorted(keep))
        keep |= more


def _blocks(lock: str) -> dict[str, tuple[str, set[str]]]:
    """Name to its lines and to who asked for it."""
    blocks: dict[str, tuple[str, set[str]]] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        if pin := _PIN.match(line):
            name = str(canonicalize_name(pin[1]))
            blocks.setdefault(name, ("", set()))  # again: another version for another Python
        if not name:
            continue
        text, asked_by = blocks[name]
        if by := _BY.match(line):
            asked_by.add(str(canonicalize_name(by[1])))
        else:
            blocks[name] = (text + line, asked_by)
    return blocks
