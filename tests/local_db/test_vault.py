"""A document file is what was stored, or it is said not to be."""

from __future__ import annotations

import ctypes
import hashlib
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import VaultFileDamaged
from local_db import durable
from local_db.durable import flush_folder
from local_db.vault import FileVault

PAGE = b"%PDF-1.7 made up for " + "Sơn Thị Đạo".encode()


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "vault", bytes(32))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@given(st.binary(max_size=5000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_went_in_comes_out_under_its_hash(vault: FileVault, data: bytes) -> None:
    name = vault.put(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert vault.has(name)
    assert vault.get(name) == data


def test_storing_twice_keeps_one_file(vault: FileVault, tmp_path: Path) -> None:
    assert vault.put(PAGE) == vault.put(PAGE)
    assert len(_files(tmp_path)) == 1


def test_nothing_of_the_page_is_readable_on_the_disk(vault: FileVault, tmp_path: Path) -> None:
    vault.put(PAGE)
    (file,) = _files(tmp_path)
    assert b"%PDF" not in file.read_bytes()
    assert "Đạo".encode() not in file.read_bytes()


def test_the_same_page_is_never_sealed_twice_alike(tmp_path: Path) -> None:
    for place in ("one", "two"):
        FileVault(tmp_path / place, bytes(32)).put(PAGE)
    one, two = _files(tmp_path)
    assert one.read_bytes() != two.read_bytes()


@pytest.mark.parametrize("where", [0, 4, 5, 16, 17, -1])
def test_a_flipped_bit_is_noticed(vault: FileVault, tmp_path: Path, where: int) -> None:
    name = vault.put(PAGE)
    (file,) = _files(tmp_path)
    stored = bytearray(file.read_bytes())
    stored[where] ^= 1
    file.write_bytes(stored)
    with pytest.raises(VaultFileDamaged):
        vault.get(name)
    assert vault.put(PAGE) == name  # scanned again, it is whole again
    assert vault.get(name) == PAGE


@pytest.mark.parametrize("length", [0, 3, 10, 17, 40])
def test_a_cut_file_is_noticed(vault: FileVault, tmp_path: Path, length: int) -> None:
    name = vault.put(PAGE)
    (file,) = _files(tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(VaultFileDamaged):
        vault.get(name)


def test_a_file_swapped_for_another_of_the_vault_is_noticed(vault: FileVault, tmp_path: Path) -> None:
    name, other = vault.put(PAGE), vault.put(b"another page")
    mine, theirs = (tmp_path / "vault" / n[:2] / n[2:4] / n for n in (name, other))
    mine.write_bytes(theirs.read_bytes())
    with pytest.raises(VaultFileDamaged):
        vault.get(name)


def test_another_key_does_not_open_it(vault: FileVault, tmp_path: Path) -> None:
    name = vault.put(PAGE)
    with pytest.raises(VaultFileDamaged):
        FileVault(tmp_path / "vault", bytes(31) + b"x").get(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ab" * 31, "AB" * 32, "ab" * 32 + "\n"])
def test_what_is_no_name_reaches_no_file(vault: FileVault, name: str) -> None:
    with pytest.raises(VaultFileDamaged):
        vault.get(name)


def test_a_missing_file_is_named_as_missing(vault: FileVault) -> None:
    assert not vault.has("ab" * 32)
    with pytest.raises(VaultFileDamaged):
        vault.get("ab" * 32)


def test_a_file_removed_while_it_is_locked_anew_does_not_come_back(vault: FileVault, tmp_path: Path) -> None:
    name = vault.put(PAGE)

    class Purged(FileVault):
        def _opened(self, name: str, stored: bytes) -> bytes:
            data = super()._opened(name, stored)
            assert self.remove(name)
            return data

    changed = Purged(tmp_path / "vault", b"n" * 32, [bytes(32)])
    assert not changed.reseal(name)
    assert not vault.has(name)


def test_a_folder_that_a_killed_program_made_is_durable_before_a_page_rests_on_it(
    vault: FileVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = hashlib.sha256(PAGE).hexdigest()
    left = tmp_path / "vault" / name[:2] / name[2:4]
    left.mkdir(parents=True)  # and killed before the name was flushed
    flushed: list[Path] = []

    def watched(folder: Path) -> None:
        flushed.append(folder)
        flush_folder(folder)

    monkeypatch.setattr(durable, "flush_folder", watched)
    vault.put(PAGE)
    assert flushed == [left.parent, left]
    flushed.clear()
    durable.make_folder(left)  # once in each run: every page would wait for it
    assert flushed == []


def test_on_windows_a_file_gets_its_name_by_a_call_that_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MoveFileEx as documented stands in for Windows' own; the flags are its REPLACE_EXISTING and WRITE_THROUGH."""
    asked: list[int] = []

    def move(source: ctypes.c_wchar_p, target: ctypes.c_wchar_p, flags: int) -> int:
        asked.append(flags)
        Path(str(source.value)).replace(str(target.value))
        return 1

    windows = SimpleNamespace(MoveFileExW=move)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name, **_: windows, raising=False)
    durable.write_durably(tmp_path / "counter.keys", b"old")
    durable.write_durably(tmp_path / "counter.keys", b"new")
    assert (tmp_path / "counter.keys").read_bytes() == b"new"
    assert asked == [0x1 | 0x8] * 2


def test_what_a_power_cut_left_half_written_is_swept_and_nothing_that_is_being_written(
    vault: FileVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = vault.put(b"a page")
    (stored,) = tmp_path.rglob(name)
    left = stored.with_name(f"{name}.0123456789abcdef.part")
    left.write_bytes(b"ciphertext")
    now_writing: list[Path] = []

    def watched(source: Path, target: Path) -> Path:
        now_writing.append(source)
        assert vault.sweep() == 1
        assert source.exists()
        return os_replace(source, target)

    os_replace = Path.replace
    monkeypatch.setattr(Path, "replace", watched)
    other = vault.put(b"another page")
    assert now_writing
    assert not left.exists()
    assert vault.get(name) == b"a page"
    assert vault.get(other) == b"another page"
