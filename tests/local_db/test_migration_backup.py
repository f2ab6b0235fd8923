"""An older store is changed only when it can be had back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from counter_app.domain.errors import (
    CounterError,
    MigrationRefused,
    NewerStore,
)
from local_db import schema
from local_db.backup import beside
from local_db.clock import StoreClock
from local_db.found_backup import find_backup
from local_db.restore import restore
from tests.local_db.next_version import as_the_next_version
from tests.local_db.samples import DAY, accept
from tests.services.store import PocketKeyChain, make_store
from ui.messages import sentence


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_the_next_version(monkeypatch, tmp_path)


def _revision(folder: Path, keys: PocketKeyChain) -> str | None:
    store = make_store(folder, keys)
    with store._engines.reader.connect() as connection:
        revision = schema.revision_of(connection)
    store.close()
    return revision


@pytest.fixture
def old_store(tmp_path: Path) -> tuple[Path, PocketKeyChain]:
    keys = PocketKeyChain()
    store = make_store(tmp_path / "store", keys)
    with store.write() as work:
        accept(work)
    store.close()
    return tmp_path / "store", keys


def test_an_older_store_is_backed_up_before_it_is_migrated(
    old_store: tuple[Path, PocketKeyChain], next_version: None
) -> None:
    folder, keys = old_store
    assert _revision(folder, keys) == "9000"
    made = find_backup(beside(folder), keys)
    assert (made.manifest.reason, made.manifest.vault_files) == ("before-migration", None)
    assert made.manifest.schema != "9000"
    assert made.manifest.counts["dossiers"] == 1
    assert _revision(folder, keys) == "9000"
    assert find_backup(beside(folder), keys) == made, "a store that is up to date is not backed up at each start"


def test_a_backup_before_a_migration_is_not_dated_by_an_impossible_clock(
    old_store: tuple[Path, PocketKeyChain], next_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keys = old_store
    true = datetime.now(UTC)
    ahead = partial(StoreClock, wall=lambda: true + timedelta(days=3650))
    monkeypatch.setattr("local_db.open_store.StoreClock", ahead)
    make_store(folder, keys).close()
    assert find_backup(beside(folder), keys).manifest.created_at - true < timedelta(days=1)


def test_without_a_backup_a_migration_is_refused_and_the_old_program_opens_the_store(
    old_store: tuple[Path, PocketKeyChain], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, keys = old_store
    before = schema.REVISION
    beside(folder).write_bytes(b"a file where the folder should be")
    with monkeypatch.context():
        request.getfixturevalue("next_version")
        with pytest.raises(MigrationRefused) as told:
            make_store(folder, keys)
        assert isinstance(told.value.__cause__, CounterError)
    monkeypatch.undo()
    assert before == schema.REVISION
    assert _revision(folder, keys) == before


def test_a_backup_of_an_older_version_is_migrated_when_restored(
    old_store: tuple[Path, PocketKeyChain], next_version: None, tmp_path: Path
) -> None:
    folder, keys = old_store
    make_store(folder, keys).close()
    made = find_backup(beside(folder), keys)
    restore(folder, keys, made.path, DAY)
    assert _revision(folder, keys) == "9000"


def test_the_program_before_a_migration_names_the_backup_to_go_back_to_where_nothing_was_accepted_since(
    old_store: tuple[Path, PocketKeyChain],
) -> None:
    folder, keys = old_store
    with pytest.MonkeyPatch.context() as newer:
        as_the_next_version(newer, folder.parent)
        make_store(folder, keys).close()  # it migrates, and its window never opens
    with pytest.raises(NewerStore) as told:
        make_store(folder, keys)
    backup = find_backup(beside(folder), keys)
    assert told.value.facts["backup"] == str(backup.path)
    assert f'counter-app restore "{backup.path}"' in sentence(told.value)
    restore(folder, keys, backup.path, DAY)
    assert _revision(folder, keys) == schema.REVISION


def test_what_was_accepted_after_a_migration_is_not_given_up_for_an_older_program(
    old_store: tuple[Path, PocketKeyChain],
) -> None:
    folder, keys = old_store
    with pytest.MonkeyPatch.context() as newer:
        as_the_next_version(newer, folder.parent)
        store = make_store(folder, keys)
        with store.write() as work:
            accept(work)
        store.close()
    with pytest.raises(NewerStore) as told:
        make_store(folder, keys)
    assert "backup" not in told.value.facts
