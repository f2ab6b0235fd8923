"""A store that cannot be opened says why, in the right word, and is left as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.domain.errors import KeyMissing, NewerStore, NoKeyring, StoreDamaged, StoreLocked, WrongKey
from counter_app.keychain import SystemKeyChain
from local_db.open_store import DATABASE, open_store
from local_db.store import SqlStore
from tests.local_db.samples import COUNTER, accept
from tests.services.keyring import KeyringDaemon
from tests.services.store import PocketKeyChain, make_store

KEYS = PocketKeyChain()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with 20 dossiers in it."""
    store = make_store(tmp_path / "store", KEYS)
    for _ in range(20):
        with store.write() as work:
            accept(work)
    store.close()
    return tmp_path / "store"


def test_what_was_accepted_is_there_after_a_restart(folder: Path) -> None:
    store = make_store(folder, KEYS)
    with store.read() as work:
        assert len(work.dossiers.recent()) == 20
    store.close()


def test_a_second_start_finds_it_locked(folder: Path) -> None:
    store = make_store(folder, KEYS)
    with pytest.raises(StoreLocked):
        make_store(folder, KEYS)
    child = (
        "import sys; from pathlib import Path; from local_db.open_store import open_store\n"
        "from counter_app.domain.errors import StoreLocked\n"
        "try: open_store(Path(sys.argv[1]), None)\n"
        "except StoreLocked: print('locked')\n"
    )
    done = subprocess.run([sys.executable, "-c", child, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "locked"
    store.close()
    make_store(folder, KEYS).close()


def test_another_key_is_a_wrong_key(folder: Path) -> None:
    other = PocketKeyChain()
    other.secrets = dict.fromkeys(KEYS.secrets, bytes(32))
    with pytest.raises(WrongKey):
        make_store(folder, other)
    make_store(folder, KEYS).close()


def test_a_lost_key_is_never_replaced_by_a_new_one(folder: Path) -> None:
    other = PocketKeyChain()
    with pytest.raises(KeyMissing):
        make_store(folder, other)
    assert not other.secrets


def test_keys_are_in_the_key_ring_before_there_is_a_database(tmp_path: Path) -> None:
    class Refusing(PocketKeyChain):
        def set(self, name: str, secret: bytes) -> None:
            assert not (tmp_path / DATABASE).exists()
            raise NoKeyring

    with pytest.raises(NoKeyring):
        make_store(tmp_path, Refusing())
    assert not (tmp_path / DATABASE).exists()


def test_keys_live_in_a_real_key_ring(system_keyring: KeyringDaemon, tmp_path: Path) -> None:
    open_store(tmp_path, SystemKeyChain()).close()
    open_store(tmp_path, SystemKeyChain()).close()
    with pytest.raises(KeyMissing):
        open_store(tmp_path, SystemKeyChain("another-program"))


@pytest.mark.parametrize("keep", [0, 100, 5000, 4096, 3 * 4096, -4096, -1])
def test_a_truncated_database_is_damaged_and_not_a_new_one(folder: Path, keep: int) -> None:
    path = folder / DATABASE
    size = path.stat().st_size
    os.truncate(path, keep if keep >= 0 else size + keep)
    with pytest.raises(StoreDamaged) as refused:
        make_store(folder, KEYS)
    assert refused.value.facts["why"] == ("truncated" if keep else "missing")


def test_a_database_that_is_gone_is_not_silently_begun_anew(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with pytest.raises(StoreDamaged):
        make_store(folder, KEYS)
    assert not (folder / DATABASE).exists()


def test_something_else_in_its_place_is_damage(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"SQLite format 3\x00" + bytes(8176))
    with pytest.raises(StoreDamaged):
        make_store(folder, KEYS)


def test_a_flipped_byte_is_noticed_when_its_page_is_read(folder: Path) -> None:
    path = folder / DATABASE
    stored = bytearray(path.read_bytes())
    for page in range(4, len(stored) // 4096):
        stored[page * 4096 + 1000] ^= 1
    path.write_bytes(stored)

    def reads_all() -> None:
        store = make_store(folder, KEYS)
        try:
            with store.read() as work:
                for accepted in work.dossiers.recent():
                    work.dossiers.get(accepted.id)
        finally:
            store.close()

    with pytest.raises(StoreDamaged):
        reads_all()


def test_a_newer_store_is_refused_and_left_alone(folder: Path) -> None:
    store = make_store(folder, KEYS)
    with store._engines.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(NewerStore) as refused:
        make_store(folder, KEYS)
    assert refused.value.facts == {"revision": "9999"}
    assert (folder / DATABASE).read_bytes() == before


def test_after_a_refusal_nothing_is_held_open(folder: Path, open_a_store: Callable[..., SqlStore]) -> None:
    other = PocketKeyChain()
    with pytest.raises(KeyMissing):
        make_store(folder, other)
    store = make_store(folder, KEYS)  # the lock is free
    with store.write() as work:
        assert work.numbers.take_register_line(COUNTER, 2026).line == 21
    store.close()
