"""`make installers`: built twice and compared, and never larger than a bad line and a small disk bear."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools.packaging import commands
from tools.packaging.commands import within
from tools.packaging.running import CannotBuild


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Counts the builds; each has the bytes that `gives` says next."""
    told = SimpleNamespace(gives=[b"one", b"one"], made=0)

    def build(system: object, arguments: object, to: Path) -> Path:
        made = (tmp_path / "dist" if told.made == 0 else to) / "package.deb"
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(told.gives[told.made])
        told.made += 1
        return made

    monkeypatch.setattr(commands, "_build", build)
    return told


def made(monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["build_installer.py", "linux", *options])
    return commands.main()


def test_a_package_is_built_twice_and_a_difference_ends_it(
    builds: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (made(monkeypatch), builds.made) == (0, 2)
    builds.made, builds.gives = 0, [b"one", b"other"]
    assert (made(monkeypatch), builds.made) == (1, 2)


def test_who_is_in_a_hurry_builds_once(builds: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (made(monkeypatch, "--once"), builds.made) == (0, 1)


def test_a_package_beyond_its_limit_is_no_package() -> None:
    within(160_000_000, 450_000_000)
    with pytest.raises(CannotBuild, match="package has 160"):
        within(160_100_000, 450_000_000)
    with pytest.raises(CannotBuild, match="installed program has 450"):
        within(160_000_000, 450_100_000)
