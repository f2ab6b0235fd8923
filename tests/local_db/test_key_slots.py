"""The keys of a store: several ways to them, each damage named, changed without a moment in which none opens it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.errors import (
    BadRecoveryCode,
    KeyMissing,
    KeySlotsDamaged,
    NewerStore,
    NoKeyring,
    WrongKey,
)
from local_db.backup import Backups
from local_db.key_slots import SLOTS, SlotKind, read_slots
from local_db.open_store import DATABASE, open_store
from local_db.restore import restore
from local_db.unlocking import (
    by_code,
    history_of,
    keep_in_keyring,
    private_of,
)
from tests.local_db.safe import ANOTHER, CODE, NOW, Safe
from tests.local_db.samples import DAY
from tests.services.store import PocketKeyChain, make_store


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return Safe(tmp_path)


# --- the ways in -----------------------------------------------------------------------------------------


def test_the_key_ring_and_the_recovery_code_each_open_the_store(safe: Safe) -> None:
    safe.opens()
    safe.opens(PocketKeyChain(), CODE)


def test_a_code_of_another_store_or_one_that_was_replaced_opens_nothing(safe: Safe) -> None:
    with pytest.raises(BadRecoveryCode) as told:
        safe.opens(code=ANOTHER)
    assert told.value.facts["why"] == "other"
    store = make_store(safe.folder, safe.keys)
    safe.keep_code(ANOTHER, store)
    store.close()
    safe.opens(code=ANOTHER)
    with pytest.raises(BadRecoveryCode):
        safe.opens(code=CODE)


def test_a_new_profile_is_bound_again_and_needs_the_code_no_more(safe: Safe) -> None:
    profile = PocketKeyChain()
    with pytest.raises(KeyMissing):
        safe.opens(profile)
    store = open_store(safe.folder, profile, by_code(CODE))
    keep_in_keyring(safe.folder, profile, store.keys, NOW)
    store.close()
    safe.opens(profile)
    safe.opens(profile, CODE)


def test_no_key_of_any_kind_stands_in_the_slots_file(safe: Safe) -> None:
    said = (safe.folder / SLOTS).read_bytes()
    history = history_of(safe.folder, safe.keys)
    secrets = (history.current.store, history.current.vault, private_of(CODE), CODE.secret, *safe.keys.secrets.values())
    for secret in secrets:
        assert secret not in said
        assert secret.hex().encode() not in said
    assert "secret" not in repr(history) + repr(CODE)
    assert CODE.words[3] not in repr(CODE)


# --- each damage is named --------------------------------------------------------------------------------


def _edited(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def edit(path: Path) -> None:
        told = json.loads(path.read_text())
        change(told)
        path.write_text(json.dumps(told))

    return edit


def _with_sum(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    """Who edits on purpose counts the sum again; that needs no key."""

    def edit(path: Path) -> None:
        from local_db.key_slots import _SLOTS, _plain, _sum

        told = json.loads(path.read_text())
        change(told)
        slots = _SLOTS.validate_json(json.dumps(told))
        path.write_text(json.dumps(_plain(replace(slots, sum=_sum(slots)))))

    return edit


@pytest.mark.parametrize(
    ("break_it", "why"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: os.truncate(path, 300), "truncated"),
        (lambda path: os.truncate(path, 0), "truncated"),
        (lambda path: path.write_bytes(b"\xff" * 300), "truncated"),
        (lambda path: path.write_text("{not json}"), "unreadable"),
        (lambda path: path.write_text("{}"), "changed"),
        (_edited(lambda told: told.update(store="0" * 16)), "changed"),
        (_edited(lambda told: told.update(more="entries")), "changed"),
        (_with_sum(lambda told: told.update(store="0" * 16)), "changed"),
        (_with_sum(lambda told: told.update(turned="2020-01-01T00:00:00Z")), "changed"),
        (_with_sum(lambda told: told["slots"].pop()), "changed"),
        (_with_sum(lambda told: told["slots"][1].update(public=told["slots"][0]["public"])), "changed"),
        (_with_sum(lambda told: told["slots"][0].update(sealed=told["slots"][1]["sealed"])), "changed"),
    ],
)
def test_a_damaged_slots_file_is_named_and_the_store_stays(
    safe: Safe, break_it: Callable[[Path], object], why: str
) -> None:
    path = safe.folder / SLOTS
    whole = path.read_bytes()
    break_it(path)
    with pytest.raises(KeySlotsDamaged) as told:
        safe.opens()
    assert told.value.facts["why"] == why
    path.write_bytes(whole)  # out of a backup
    safe.opens()


def test_slots_of_another_store_are_another_store_s_key(safe: Safe, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_store(other, safe.keys).close()
    (safe.folder / SLOTS).write_bytes((other / SLOTS).read_bytes())
    with pytest.raises(WrongKey) as told:
        safe.opens()
    assert told.value.facts["why"] == "other-store"


def test_slots_of_a_newer_program_are_left_alone(safe: Safe) -> None:
    path = safe.folder / SLOTS
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(NewerStore):
        safe.opens()


# --- another PC ------------------------------------------------------------------------------------------


def test_on_another_pc_a_backup_is_restored_with_the_recovery_code_alone(safe: Safe, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    store = make_store(safe.folder, safe.keys)
    Backups(store, stick).make()
    store.close()
    new_pc, its_keys = tmp_path / "new", PocketKeyChain()
    with pytest.raises(KeyMissing):
        restore(new_pc, its_keys, stick, DAY)
    with pytest.raises(BadRecoveryCode):
        restore(new_pc, its_keys, stick, DAY, ANOTHER)
    assert not (new_pc / DATABASE).exists()
    restore(new_pc, its_keys, stick, DAY, CODE)
    safe.folder = new_pc
    safe.opens(its_keys)  # bound to its own key ring


def test_on_another_pc_without_a_key_ring_the_code_opens_what_it_restored(safe: Safe, tmp_path: Path) -> None:
    class Nowhere(PocketKeyChain):
        def get(self, name: str) -> bytes | None:
            raise NoKeyring

        def set(self, name: str, secret: bytes) -> None:
            raise NoKeyring

    stick = tmp_path / "stick"
    stick.mkdir()
    store = make_store(safe.folder, safe.keys)
    Backups(store, stick).make()
    store.close()
    safe.folder = tmp_path / "new"
    restore(safe.folder, Nowhere(), stick, DAY, CODE)
    with pytest.raises(NoKeyring):
        safe.opens(Nowhere())
    safe.opens(Nowhere(), CODE)


def test_a_backup_of_the_time_before_slots_is_restored_with_the_old_entries(safe: Safe, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    store = make_store(safe.folder, safe.keys)
    made = Backups(store, stick).make()
    store.close()
    (made.path / SLOTS).unlink()
    safe.as_before()
    safe.folder = tmp_path / "new"
    restore(safe.folder, safe.keys, stick, DAY)
    safe.opens()


def test_slots_are_read_by_whoever_has_no_key(safe: Safe) -> None:
    slots = read_slots(safe.folder / SLOTS)
    assert [slot.kind for slot in slots.slots] == [SlotKind.KEYRING, SlotKind.RECOVERY]
    assert slots.of(SlotKind.PROVINCE) is None
    _edited(lambda told: told.update(turned="2020-01-01T00:00:00Z"))(safe.folder / SLOTS)
    with pytest.raises(KeySlotsDamaged):  # nor does a backup take it along
        read_slots(safe.folder / SLOTS)
