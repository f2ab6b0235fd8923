"""What the publisher lays out can be typed again after a cut, and names what was really staged."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from counter_app.updates.laying import BLOBS
from counter_app.updates.manifest import newer
from counter_app.updates.offer import look
from counter_app.updates.sources import Stick
from tests.updates.publishing import SYSTEM, Published, installation, program
from tools.packaging import publish


def test_a_blob_that_was_cut_while_it_was_written_is_mended_by_the_next_publishing(tmp_path: Path) -> None:
    published = Published(tmp_path / "publisher")
    published.add("1.1.0", changed=6)
    for blob in (published.served / BLOBS).iterdir():  # the publisher's PC was switched off
        blob.write_bytes(blob.read_bytes()[:40])
    published.add("1.1.0", changed=6)
    installed, stick = installation(tmp_path / "program"), Stick(published.served)
    wanted = look(stick, published.root, tmp_path / "kept", SYSTEM)
    assert wanted is not None
    assert installed.lay(wanted, stick) > 0
    assert not [path for path in published.served.rglob("*") if path.name.endswith("~")]


def test_the_number_is_that_of_the_staged_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = program(tmp_path / SYSTEM, "7.8.9")
    with pytest.raises(ValueError, match="which version"):
        publish.version_of(staged)
    (staged / "app/quay_mot_cua-7.8.9.dist-info").mkdir()
    publish.new_keys(tmp_path / "keys")
    arguments = ["version", str(tmp_path / "keys"), str(tmp_path / "served"), str(staged)]
    monkeypatch.setattr(sys, "argv", ["publish", *arguments])
    assert publish.main() == 0
    root = (tmp_path / "served/metadata/1.root.json").read_bytes()
    wanted = look(Stick(tmp_path / "served"), root, tmp_path / "kept", SYSTEM)
    assert wanted is not None
    assert wanted.version == "7.8.9"


def test_nobody_else_can_open_a_signing_key_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes, real = list[int](), os.fdopen

    def opened(file: int, mode: str) -> object:
        modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        return real(file, mode)

    monkeypatch.setattr(os, "fdopen", opened)
    before = os.umask(0)
    try:
        publish.new_keys(tmp_path / "keys")
    finally:
        os.umask(before)
    assert modes == [0o600] * 4
    with pytest.raises(FileExistsError):  # keys that PCs trust are not written over
        publish.new_keys(tmp_path / "keys")


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("1.5.0", "1.5.0rc1"),
        ("1.5.0rc2", "1.5.0rc1"),
        ("1.5.0rc1", "1.5.0b9"),
        ("1.5.0rc1", "1.4.9"),
        ("1.5.1a1", "1.5"),
    ],
)
def test_a_release_is_newer_than_its_candidates(later: str, earlier: str) -> None:
    assert newer(later, earlier)
    assert not newer(earlier, later)
    assert not newer("1.5", "1.5.0")
