"""A data folder that was put back as it once was, on its own PC, gives no number a second time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.domain.errors import StoreDamaged
from local_db.backup import Backups
from local_db.health import StoreHealth
from local_db.key_slots import SLOTS
from local_db.open_store import DATABASE, HIGH_WATER, VAULT, WITNESS
from tests.local_db.samples import accept
from tests.local_db.test_copies import FIRST, Desk, desk, taken, with_store

__all__ = ["desk"]


def image_of(desk: Desk, aside: Path) -> Callable[[], None]:
    """The whole folder, to be put back as a disk's image or Windows' previous version would."""
    shutil.copytree(desk.folder, aside)

    def put_back() -> None:
        shutil.rmtree(desk.folder)
        shutil.copytree(aside, desk.folder)

    return put_back


def backup_of(desk: Desk, aside: Path) -> Callable[[], None]:
    """A backup, whose files somebody copies into an empty data folder by hand: they have the names they need there."""
    aside.mkdir()
    store = desk.opened(FIRST)
    made = Backups(store, aside).make().path
    store.close()

    def copied_by_hand() -> None:
        shutil.rmtree(desk.folder)
        desk.folder.mkdir()
        for name in (DATABASE, HIGH_WATER, SLOTS):
            shutil.copy(made / name, desk.folder / name)

    return copied_by_hand


@pytest.mark.parametrize("kept", [image_of, backup_of])
def test_numbers_go_on_where_they_were_and_the_book_has_no_gap(
    desk: Desk, tmp_path: Path, kept: Callable[[Desk, Path], Callable[[], None]]
) -> None:
    before = with_store(desk, FIRST)
    put_back = kept(desk, tmp_path / "aside")
    lost = with_store(desk, FIRST)
    put_back()
    again = with_store(desk, FIRST)
    assert not (before | lost) & again
    assert len(again) == 3, "leased codes go on, too"
    assert "line=3" in str(again)


def test_it_may_be_put_back_again_and_again(desk: Desk, tmp_path: Path) -> None:
    put_back = image_of(desk, tmp_path / "aside")
    given = []
    for _ in range(3):
        given.append(with_store(desk, FIRST))
        put_back()
    assert len(set[str]().union(*given)) == 9


def test_a_store_made_anew_in_the_same_place_begins_anew(desk: Desk) -> None:
    with_store(desk, FIRST)
    shutil.rmtree(desk.folder)
    assert "line=1" in str(with_store(Desk(desk.folder, type(desk.keys)()), FIRST))


def test_a_twin_that_power_left_behind_or_cut_changes_nothing(desk: Desk) -> None:
    given = with_store(desk, FIRST)
    (twin,) = desk.folder.parent.glob(f".{desk.folder.name}.*.mark")
    old = twin.read_bytes()
    given |= with_store(desk, FIRST)
    for left in (old, old[: len(old) // 2], b"", b"\xff" * len(old)):
        twin.write_bytes(left)
        now = with_store(desk, FIRST)
        assert not given & now
        given |= now


def test_without_a_place_for_the_twin_the_store_opens_all_the_same(desk: Desk) -> None:
    (twin,) = desk.folder.parent.glob(f".{desk.folder.name}.*.mark")
    twin.unlink()
    twin.mkdir()
    assert with_store(desk, FIRST)


@pytest.mark.parametrize("left", [WITNESS, VAULT])
def test_a_database_gone_together_with_its_mark_is_missed(desk: Desk, left: str) -> None:
    store = desk.opened(FIRST)
    taken(store)
    store.vault.put(b"a paper")
    store.check_audit()
    store.close()
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", HIGH_WATER):
        (desk.folder / name).unlink(missing_ok=True)
    for twin in desk.folder.parent.glob(f".{desk.folder.name}.*.mark"):
        twin.unlink()
    other = {WITNESS: VAULT, VAULT: WITNESS}[left]
    shutil.rmtree(desk.folder / other, ignore_errors=True)
    (desk.folder / other).unlink(missing_ok=True)
    with pytest.raises(StoreDamaged) as refused:
        desk.opened(FIRST)
    assert refused.value.facts["why"] == "missing"


def put_back_lines(desk: Desk) -> tuple[int, list[dict[str, str]]]:
    """How far behind the folder was when it was opened, and what its audit says of that."""
    store = desk.opened(FIRST)
    try:
        with store.read() as work:
            lines = [dict(line.about) for line in work.audit.lines(1000) if line.what == "store-put-back"]
        return StoreHealth(store).put_back(), lines
    finally:
        store.close()


@pytest.mark.parametrize("kept", [image_of, backup_of])
def test_that_it_was_put_back_is_a_line_of_the_audit_and_said_at_the_desk(
    desk: Desk, tmp_path: Path, kept: Callable[[Desk, Path], Callable[[], None]]
) -> None:
    with_store(desk, FIRST)
    put_back = kept(desk, tmp_path / "aside")
    assert put_back_lines(desk) == (0, [])
    for _ in range(3):
        with_store(desk, FIRST)
    put_back()
    behind, lines = put_back_lines(desk)
    assert behind > 1
    assert lines == [{"count": str(behind)}]
    assert put_back_lines(desk) == (0, lines), "it is said once"


def test_one_write_that_the_power_cut_off_before_the_mark_is_no_putting_back(desk: Desk) -> None:
    store = desk.opened(FIRST)
    mark = desk.folder / HIGH_WATER
    before = mark.read_bytes()
    with store.write() as work:
        accept(work)
    store.close()
    mark.write_bytes(before)
    assert put_back_lines(desk) == (0, [])
