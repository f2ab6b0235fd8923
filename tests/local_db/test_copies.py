"""A store whose folder was copied to another PC gives nothing that the first one may give."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from counter_app.domain.codes import NumberBlock
from counter_app.ports import LeaseClaim
from local_db.machine import _of_linux, moved, renewed, sealed
from local_db.open_store import HIGH_WATER, LOCK, open_store
from local_db.store import SqlStore
from tests.local_db.samples import COUNTER, DAY, UNIT
from tests.services.store import PocketKeyChain

Pc = Mapping[str, Iterable[str]]
FIRST: Pc = {"system": ["5f0c"], "network": ["00:1b:21:0a"], "disks": ["ata-WD-1"]}
SECOND: Pc = {"system": ["77aa"], "network": ["00:1b:21:0b"], "disks": ["ata-WD-2"]}
CLONED: Pc = {**SECOND, "system": FIRST["system"]}


# --- the rule ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "another"),
    [
        (FIRST, False),
        ({**FIRST, "network": ["02:00"]}, False),  # a new card
        ({**FIRST, "disks": ["ata-new"]}, False),  # its image on a new disk
        ({**FIRST, "system": ["new"]}, False),  # Windows installed anew
        ({**FIRST, "network": [], "disks": []}, False),  # nothing to be seen
        ({**FIRST, "network": ["02:00", "00:1b:21:0a"]}, False),  # a second card
        (SECOND, True),
        (CLONED, True),  # the whole disk, system and all, on another PC of the same make
        ({"system": ["77aa"]}, True),
        ({}, False),
    ],
)
def test_one_piece_of_hardware_in_common_is_the_same_pc(now: Pc, another: bool) -> None:
    assert moved(sealed(FIRST), now) is another


def test_a_pc_may_be_renewed_piece_by_piece() -> None:
    kept = sealed(FIRST)
    now = dict(FIRST)
    for part in ("disks", "network", "system", "network", "disks"):
        now[part] = [f"new {kept[part]}"]
        assert not moved(kept, now)
        kept = renewed(kept, now)
    assert moved(sealed(FIRST), now)


def test_nothing_about_the_pc_can_be_read_and_two_stores_keep_it_differently() -> None:
    kept, other = sealed(FIRST), sealed(FIRST)
    written = str(kept)
    assert not any(value in written for values in FIRST.values() for value in values)
    assert all(kept[kind] != other[kind] for kind in FIRST)


def test_a_pc_is_known_by_its_cards_and_disks_and_not_by_a_stick_or_a_tunnel(tmp_path: Path) -> None:
    for card, address, real in (("eth0", "00:1b:21:0a", True), ("tun0", "00:ff:00:01", False)):
        (tmp_path / "sys/class/net" / card).mkdir(parents=True)
        (tmp_path / "sys/class/net" / card / "address").write_text(f"{address}\n")
        if real:
            (tmp_path / "sys/class/net" / card / "device").mkdir()
    disks = tmp_path / "dev/disk/by-id"
    disks.mkdir(parents=True)
    for name in ("ata-WD_1", "ata-WD_1-part1", "usb-Stick_7", "wwn-0x5"):
        (disks / name).touch()
    found = {kind: list(values) for kind, values in _of_linux(tmp_path).items()}
    assert found == {"system": [], "network": ["00:1b:21:0a"], "disks": ["ata-WD_1"], "board": []}


# --- the store -----------------------------------------------------------------------------------------


@dataclass
class Desk:
    folder: Path
    keys: PocketKeyChain

    def opened(self, pc: Pc) -> SqlStore:
        return open_store(self.folder, self.keys, machine=lambda: pc)

    def copied(self, name: str) -> Desk:
        other = self.folder.with_name(name)
        shutil.copytree(self.folder, other, ignore=shutil.ignore_patterns(LOCK))
        return Desk(other, self.keys)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "first", PocketKeyChain())
    store = made.opened(FIRST)
    with store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 99, 1))
        work.numbers.keep_token("t-1")
    store.close()
    return made


def taken(store: SqlStore) -> set[str]:
    with store.write() as work:
        code, provisional = work.numbers.take_code(UNIT, COUNTER, DAY), work.numbers.take_provisional(COUNTER, DAY)
        line = work.numbers.take_register_line(COUNTER, 2026)
    return {str(line), provisional.text, *([code.text] if code else [])}


def with_store(desk: Desk, pc: Pc, work: Callable[[SqlStore], set[str]] = taken) -> set[str]:
    store = desk.opened(pc)
    try:
        return work(store)
    finally:
        store.close()


@pytest.mark.parametrize("pc", [SECOND, CLONED])
def test_a_copy_on_another_pc_shares_no_number_with_the_first(desk: Desk, pc: Pc) -> None:
    given = with_store(desk, FIRST)
    copy, third = desk.copied("copy"), desk.copied("third")
    another = {**pc, "disks": [], "network": ["another"]}
    numbers = [given, with_store(copy, pc), with_store(copy, pc), with_store(third, another)]
    numbers.append(with_store(desk, FIRST))
    assert len(set[str]().union(*numbers)) == sum(map(len, numbers))
    assert [len(each) for each in numbers] == [3, 2, 2, 2, 3], "the copies have no leased codes"


def test_a_copy_goes_on_receiving_says_so_and_leases_again_once_it_was_moved(desk: Desk) -> None:
    store = desk.copied("copy").opened(SECOND)
    assert store.copied
    taken(store)
    with store.read() as work:
        assert work.numbers.lease_claim() is None
    store.moved()
    assert not store.copied
    with store.read() as work:
        assert work.numbers.lease_claim() == LeaseClaim(None)
        assert work.numbers.left(UNIT, COUNTER, DAY) == 0
    store.close()
    again = Desk(store.folder, desk.keys).opened(SECOND)
    assert not again.copied
    assert taken(again).isdisjoint(with_store(desk, FIRST))
    again.close()


def test_the_first_pc_notices_nothing(desk: Desk) -> None:
    with_store(desk.copied("copy"), SECOND)
    store = desk.opened({**FIRST, "network": ["new card"]})
    assert not store.copied
    with store.read() as work:
        assert work.numbers.lease_claim() == LeaseClaim("t-1")
        assert work.numbers.left(UNIT, COUNTER, DAY) == 99
    store.close()


def test_a_copy_without_its_mark_is_noticed_by_what_the_database_keeps(desk: Desk) -> None:
    copy = desk.copied("copy")
    (copy.folder / HIGH_WATER).unlink()
    store = copy.opened(SECOND)
    assert store.copied
    store.close()
