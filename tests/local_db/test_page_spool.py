"""Pages that have left the scanner and lie on no draft yet: kept in their order, unreadable to others, and for one
draft alone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from counter_app.domain.errors import DiskFull, VaultFileDamaged
from counter_app.ports import FedStack, PageImage
from local_db import page_spool
from local_db.page_spool import FilePageSpool
from local_db.vault import FileVault

DRAFT, OTHER = uuid4(), uuid4()


def page(number: int) -> PageImage:
    return PageImage(b"P6\n1 1\n255\n" + bytes([number] * 3), "image/x-portable-pixmap", 300)


def spool(folder: Path) -> FilePageSpool:
    """As the program has it after a start."""
    return FilePageSpool(FileVault(folder / "vault", bytes(32)))


def pages_of(spool: FilePageSpool, draft_id: UUID) -> list[PageImage]:
    return [spool.get(name).image for name in spool.left(draft_id)]


def test_the_next_start_finds_each_draft_s_pages_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    first = spool(tmp_path)
    for number in range(20):
        assert first.keep(DRAFT, page(number)).fault is None
        first.keep(OTHER, page(100 + number))
    again = spool(tmp_path)
    again.keep(DRAFT, page(20))
    assert pages_of(again, DRAFT) == [page(number) for number in range(21)]
    again.done(again.left(DRAFT)[0])
    assert pages_of(spool(tmp_path), DRAFT) == [page(number) for number in range(1, 21)]


def test_nothing_of_a_page_is_readable_and_one_that_was_moved_to_another_draft_is_not_opened(tmp_path: Path) -> None:
    one = spool(tmp_path)
    name = one.keep(DRAFT, page(1)).name
    stored = tmp_path / "spool" / name
    assert b"P6" not in stored.read_bytes()
    moved = name.replace(str(DRAFT), str(OTHER))
    stored.rename(stored.with_name(moved))
    with pytest.raises(VaultFileDamaged):
        one.get(moved)


def test_what_the_disk_does_not_take_waits_in_the_memory_and_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = spool(tmp_path)
    one.keep(DRAFT, page(1))
    with monkeypatch.context() as full:
        full.setattr(page_spool, "_RESERVE", 1 << 60)
        assert isinstance(one.keep(DRAFT, page(2)).fault, DiskFull)
    one.keep(DRAFT, page(3))
    assert pages_of(one, DRAFT) == [page(1), page(2), page(3)]
    for name in one.left(DRAFT):
        one.done(name)
    assert one.left(DRAFT) == ()


def test_pages_of_a_dossier_that_is_open_no_longer_go_and_so_does_what_was_half_written(tmp_path: Path) -> None:
    one = spool(tmp_path)
    for draft_id in (DRAFT, OTHER):
        one.keep(draft_id, page(1))
    (tmp_path / "spool" / f"{DRAFT}-00000009.0123456789abcdef.part").write_bytes(b"half")
    begun = uuid4()

    def open_drafts() -> set[UUID]:
        one.keep(begun, page(2))  # meanwhile
        return {DRAFT}

    one.sweep(open_drafts)
    assert one.left(OTHER) == ()
    assert pages_of(one, DRAFT) == [page(1)]
    assert pages_of(one, begun) == [page(2)]
    assert len([*(tmp_path / "spool").iterdir()]) == 2


def test_a_file_that_is_held_for_a_moment_is_read_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = spool(tmp_path)
    name = one.keep(DRAFT, page(1)).name
    read, held = Path.read_bytes, [PermissionError("a virus scanner"), PermissionError("still")]

    def read_once_it_is_free(path: Path) -> bytes:
        if held:
            raise held.pop()
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_once_it_is_free)
    assert one.get(name).image == page(1)


def test_a_page_in_the_memory_goes_with_its_dossier_and_so_does_what_was_noted_of_its_stack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = spool(tmp_path)
    for draft_id in (DRAFT, OTHER):
        one.note(draft_id, "stack", b"how far it was")
    with monkeypatch.context() as full:
        full.setattr(page_spool, "_RESERVE", 1 << 60)
        for draft_id in (DRAFT, OTHER):
            one.keep(draft_id, page(1))
    one.sweep(lambda: {DRAFT})
    assert one.left(OTHER) == ()
    assert one.noted(OTHER, "stack") == b""
    assert pages_of(one, DRAFT) == [page(1)]
    assert spool(tmp_path).noted(DRAFT, "stack") == b"how far it was"
    one.sweep(set)
    assert one._in_memory == {}
    assert [*(tmp_path / "spool").iterdir()] == []


def test_what_is_known_of_a_stack_is_unreadable_to_others_and_known_until_the_end_where_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = spool(tmp_path)
    one.note(DRAFT, "stack", b"seven pages")
    assert b"seven" not in (tmp_path / "spool" / f"{DRAFT}.stack").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as disk:
        disk.setattr(page_spool, "write_durably", full)
        one.note(DRAFT, "stack", b"eight pages")
    assert one.noted(DRAFT, "stack") == b"eight pages"
    assert one.left(DRAFT) == (), "a note is no page"
    one.note(DRAFT, "stack", b"")
    assert one.noted(DRAFT, "stack") == b""


def test_each_page_is_kept_with_how_its_stack_lays_it_and_one_of_an_older_version_without(tmp_path: Path) -> None:
    one, stack = spool(tmp_path), FedStack("a scan", several=True, side="back", instead_of="a page")
    name = one.keep(DRAFT, page(1), stack).name
    assert spool(tmp_path).get(name).stack == stack
    vault = FileVault(tmp_path / "vault", bytes(32))
    older = b'{"media_type": "image/x-portable-pixmap", "dpi": 300, "origin": "scanner"}\n' + page(2).data
    (tmp_path / "spool" / f"{OTHER}-00000001").write_bytes(vault.sealed(f"{OTHER}-00000001", older))
    (kept,) = (one.get(name) for name in one.left(OTHER))
    assert (kept.image, kept.stack) == (page(2), FedStack())
