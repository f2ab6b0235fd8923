"""Keys are carried over from the time before slots, and changed, without a moment in which none opens the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.errors import KeyMissing, NoKeyring, WrongKey
from local_db import durable
from local_db.backup import PREFIX, Backups
from local_db.engine import copy_database
from local_db.found_backup import find_backup
from local_db.key_slots import SLOTS
from local_db.keys import KeyCheck
from local_db.open_store import DATABASE, KEY_CHECK
from local_db.rescue import rescue
from local_db.restore import restore
from local_db.rotation import fits, relock
from local_db.unlocking import STORE_KEY, VAULT_KEY, history_of
from tests.local_db.safe import CODE, NOW, Safe
from tests.local_db.samples import DAY, accept
from tests.services.store import PocketKeyChain, make_store


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    return Safe(tmp_path)


# --- a store of the time before slots --------------------------------------------------------------------


class Cut(BaseException):
    """The power fails."""


def _cut_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the n-th write that is made durable, or entry put into the key ring: before it, or just after."""
    left = [step]

    def cutting(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            for moment in ("before", "after"):
                left[0] -= 1
                if left[0] < 0:
                    raise Cut
                if moment == "before":
                    done = real(*arguments, **named)
            return done

        return call

    for module in ("key_slots", "keys"):
        monkeypatch.setattr(f"local_db.{module}.write_durably", cutting(durable.write_durably))
    monkeypatch.setattr(PocketKeyChain, "set", cutting(PocketKeyChain.set))
    monkeypatch.setattr("local_db.rotation.copy_database", cutting(copy_database))
    monkeypatch.setattr("local_db.rotation.rename_durably", cutting(durable.rename_durably))


@pytest.mark.parametrize("step", range(8))
def test_it_is_carried_over_at_the_first_start_and_a_power_cut_at_any_line_leaves_a_way_in(
    safe: Safe, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe.as_before()
    with monkeypatch.context() as cut:
        _cut_at(step, cut)
        try:
            safe.opens()
            assert step >= 6, "nothing was cut"
        except Cut:
            assert step < 6
    safe.opens()
    assert (safe.folder / SLOTS).exists()
    safe.keys.secrets.pop(STORE_KEY, None)
    safe.keys.secrets.pop(VAULT_KEY, None)
    safe.opens()


def test_a_key_ring_that_takes_nothing_leaves_the_old_store_as_it_was(safe: Safe) -> None:
    safe.as_before()

    class Full(PocketKeyChain):
        def set(self, name: str, secret: bytes) -> None:
            raise NoKeyring

    full = Full()
    full.secrets = dict(safe.keys.secrets)
    with pytest.raises(NoKeyring):
        safe.opens(full)
    assert not (safe.folder / SLOTS).exists()
    safe.opens()


def test_a_wrong_old_key_is_carried_nowhere(safe: Safe) -> None:
    safe.as_before()
    wrong = PocketKeyChain()
    wrong.secrets = {STORE_KEY: bytes(32), VAULT_KEY: bytes(32)}
    with pytest.raises(WrongKey):
        safe.opens(wrong)
    assert not (safe.folder / SLOTS).exists()
    wrong.secrets.pop(VAULT_KEY)
    with pytest.raises(KeyMissing):
        safe.opens(wrong)


# --- new keys --------------------------------------------------------------------------------------------


def test_new_keys_are_taken_at_the_next_opening_and_the_old_ones_open_nothing_of_it(safe: Safe) -> None:
    before = history_of(safe.folder, safe.keys).current
    safe.change_keys()
    assert history_of(safe.folder, safe.keys).current == before, "asked for, and not yet done"
    safe.opens()
    after = history_of(safe.folder, safe.keys)
    assert after.current.store != before.store
    assert after.current.vault != before.vault
    assert after.retired == (before,)
    assert not fits(safe.folder / DATABASE, before.store)
    assert not list(safe.folder.glob("*.rekeyed"))
    safe.opens(code=CODE)  # the paper in the envelope stays good
    store = make_store(safe.folder, safe.keys)
    assert store.keys.resealing
    assert [store.vault.reseal(name) for name in store.vault.names()] == [True]
    assert [store.vault.reseal(name) for name in store.vault.names()] == [False]
    store.close()
    safe.opens()


@pytest.mark.parametrize("step", range(16))
def test_a_power_cut_at_any_line_of_the_change_leaves_a_store_that_opens(
    safe: Safe, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = history_of(safe.folder, safe.keys).current
    with monkeypatch.context() as cut:
        _cut_at(step, cut)
        try:
            safe.change_keys()
            safe.opens()
            assert step >= 12, "nothing was cut"
        except Cut:
            assert step < 12
    safe.opens()
    safe.opens(code=CODE)
    if history_of(safe.folder, safe.keys).current == before:  # cut before it was asked for
        safe.change_keys()
        safe.opens()
    assert history_of(safe.folder, safe.keys).retired == (before,)


def test_the_audit_s_witness_is_believed_after_the_change(safe: Safe) -> None:
    store = make_store(safe.folder, safe.keys)
    assert store.check_audit() > 0
    store.close()
    safe.change_keys()
    for _ in range(2):
        store = make_store(safe.folder, safe.keys)
        store.check_audit()
        store.close()


def test_without_room_for_a_copy_the_store_opens_with_its_keys_and_changes_them_later(
    safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = history_of(safe.folder, safe.keys).current
    safe.change_keys()
    with monkeypatch.context() as full:
        full.setattr("local_db.rotation._RESERVE", 1 << 60)
        safe.opens()
        assert history_of(safe.folder, safe.keys).current == before
    safe.opens()
    assert history_of(safe.folder, safe.keys).current != before


def test_a_backup_made_before_the_change_is_restored_under_the_new_keys(safe: Safe, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    store = make_store(safe.folder, safe.keys)
    earlier = Backups(store, stick).make()
    store.close()
    safe.change_keys()
    store = make_store(safe.folder, safe.keys)
    with store.write() as work:
        accept(work)
    later = Backups(store, stick).make()
    store.close()
    assert restore(safe.folder, safe.keys, earlier.path, DAY).backup.path == earlier.path
    history = history_of(safe.folder, safe.keys)
    assert fits(safe.folder / DATABASE, history.current.store)
    safe.opens()
    assert restore(safe.folder, safe.keys, stick, DAY).backup.path == later.path


def test_of_a_stick_with_backups_under_old_and_new_keys_another_pc_takes_the_newest(safe: Safe, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made: list[Path] = []
    while not made or min(stick.glob(f"{PREFIX}*")) == made[-1].parent:  # the newest's folder must not be the first
        store = make_store(safe.folder, safe.keys)
        with store.write() as work:
            accept(work)
        made.append(Backups(store, stick).make().path)
        store.close()
        safe.change_keys()
    new_pc, its_keys = tmp_path / "new", PocketKeyChain()
    assert find_backup(stick, its_keys, new_pc, CODE).path == made[-1]
    restore(new_pc, its_keys, made[0], DAY, CODE)  # by mistake: its slots know nothing of the later keys
    assert find_backup(stick, its_keys, new_pc, CODE).path == made[-1]


def test_a_rescue_after_a_change_that_was_cut_off_is_restored(safe: Safe, tmp_path: Path) -> None:
    """The database is under the coming keys, the slots do not say so yet, and its first page is gone."""
    stick = tmp_path / "stick"
    stick.mkdir()
    safe.change_keys()
    history = history_of(safe.folder, safe.keys)
    assert history.coming is not None
    relock(safe.folder / DATABASE, history.current.store, safe.folder / "cut", history.coming.store)
    (safe.folder / "cut").replace(safe.folder / DATABASE)
    KeyCheck(safe.folder / KEY_CHECK).write(history.coming.store)
    pages = bytearray((safe.folder / DATABASE).read_bytes())
    pages[100] ^= 1
    (safe.folder / DATABASE).write_bytes(pages)
    rescued = rescue(safe.folder, safe.keys, stick, NOW)
    restore(safe.folder, safe.keys, rescued.backup.path, DAY)
    safe.opens()
