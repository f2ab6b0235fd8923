"""What was done to a store from outside is named for what it was: one list, each with a word of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from counter_app.domain.errors import AuditBroken, StoreDamaged, VaultFileDamaged, WrongKey
from local_db.open_store import DATABASE
from local_db.vault import FileVault
from tests.local_db.samples import accept
from tests.services.store import PocketKeyChain, make_store
from ui.messages import sentence

KEYS = PocketKeyChain()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with five dossiers and two document files."""
    store = make_store(tmp_path / "store", KEYS)
    for _ in range(5):
        with store.write() as work:
            accept(work)
    store.vault.put(b"a birth certificate")
    store.vault.put(b"a land certificate")
    store.close()
    return tmp_path / "store"


def test_a_tampered_audit_line_is_named_by_its_number(folder: Path) -> None:
    store = make_store(folder, KEYS)
    with store.connection(writing=True) as connection:
        connection.execute(text("UPDATE audit SET who = 'somebody-else' WHERE line = 3"))
    with pytest.raises(AuditBroken) as named:
        store.check_audit(full=True)
    store.close()
    assert (named.value.facts["table"], named.value.facts["line"]) == ("audit", "3")


def test_two_files_of_the_vault_that_were_swapped_are_no_longer_what_was_stored(folder: Path) -> None:
    store = make_store(folder, KEYS)
    first, second = (store.vault._path(name) for name in store.vault.names())
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    for name in FileVault.names(store.vault):
        with pytest.raises(VaultFileDamaged):
            store.vault.get(name)
    store.close()


@pytest.mark.parametrize("left", [0, 100, 4096, 5000, -4096, -1])
def test_a_truncated_database_is_called_truncated(folder: Path, left: int) -> None:
    size = (folder / DATABASE).stat().st_size
    os.truncate(folder / DATABASE, left % size if left else 0)
    with pytest.raises(StoreDamaged) as named:
        make_store(folder, KEYS)
    assert named.value.facts["why"] == ("truncated" if left else "missing")


def test_a_wrong_key_is_a_wrong_key(folder: Path) -> None:
    wrong = PocketKeyChain()
    wrong.secrets = {name: bytes(32) for name in KEYS.secrets}
    with pytest.raises(WrongKey):
        make_store(folder, wrong)


def test_each_has_a_sentence_of_its_own() -> None:
    damage = (AuditBroken(table="audit", line="3"), VaultFileDamaged(), StoreDamaged(why="truncated"), WrongKey())
    assert len({error.code for error in damage}) == len(damage)
    assert len({sentence(error) for error in damage}) == len(damage)
