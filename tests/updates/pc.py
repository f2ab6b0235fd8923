"""A PC with the program installed, as updates and clerks find it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.config import UpdateSettings
from counter_app.update_commands import update
from counter_app.updates.installed import Installed
from tests.updates.publishing import Published, installation


class PC:
    """One for all its clerks; IT runs the command, clerks have homes of their own."""

    def __init__(self, folder: Path) -> None:
        self.published = Published(folder / "publisher")
        self.installed = installation(folder / "program")
        self.clerk = folder / "clerk"
        self.trusted = folder / "root.json"
        self._data = folder / "data"

    def publish(self, version: str, schema: str = "", code: int = 0, changed: int = 1) -> None:
        self.published.add(version, code, changed, schema)
        self.trusted.write_bytes(self.published.root)

    def update(self, **how: Any) -> str | None:
        return update(UpdateSettings(root=self.trusted), self._data, self.published.served, **how)

    def versions(self) -> set[str]:
        there = (self.installed.folder("x").parent).iterdir()
        return {path.name for path in there if path.is_dir()}

    def marked(self, name: str) -> str:
        """What the clerk's program has written down; empty: nothing."""
        mark = self.clerk / "quay-mot-cua" / name
        return mark.read_text().strip() if mark.exists() else ""

    def clerk_writes(self, name: str, words: str) -> None:
        mark = self.clerk / "quay-mot-cua" / name
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{words}\n")


def runs_as(installed: Installed, version: str, patch: pytest.MonkeyPatch) -> None:
    """From now on this process is one that the launcher started from that version."""
    patch.setattr(sys, "executable", str(installed.folder(version) / "runtime/bin/python3.11"))


def only_for_it(patch: pytest.MonkeyPatch) -> None:
    """The program is for all users: a clerk's program may not write to it."""

    def denied(*_: object, **__: object) -> None:
        raise PermissionError

    patch.setattr(Installed, "keep", denied)
    patch.setattr(Installed, "go_back", denied)
