"""An older store is changed only when it can be had back."""

from __future__ import annotations

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from counter_app.domain.errors import (
    CounterError,
    MigrationRefused,
    NewerStore,
)
from counter_app.ports import AuditLine
from local_db import schema
from local_db.backup import Backups, beside
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


@pytest.fixture
def old_backups(old_store: tuple[Path, PocketKeyChain], monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two of one day, a week ago: the day's last is kept, the other one no longer."""
    store = make_store(*old_store)
    day = (datetime.now(UTC) - timedelta(days=7)).replace(hour=3, minute=10)
    made = []
    for hours in (0, 2):
        monkeypatch.setattr(store.clock, "now", lambda hours=hours: day + timedelta(hours=hours))
        made.append(Backups(store, None, 0).make().path)
    store.close()
    assert all(path.exists() for path in made)
    return made


def test_on_a_full_disk_backups_that_are_no_longer_kept_make_room_for_the_one_before_a_migration(
    old_store: tuple[Path, PocketKeyChain],
    old_backups: list[Path],
    next_version: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An update must not close the counter for want of room that old backups take."""
    usage = namedtuple("usage", "total used free")
    full, roomy = usage(10**11, 10**11, 200_000), usage(10**11, 0, 10**11)
    first, last = old_backups
    monkeypatch.setattr("local_db.backup.shutil.disk_usage", lambda _: full if first.exists() else roomy)
    assert _revision(*old_store) == "9000"
    assert not first.exists()
    assert last.exists()


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


def test_nor_is_what_took_no_number_a_result_handed_out_say(old_store: tuple[Path, PocketKeyChain]) -> None:
    folder, keys = old_store
    with pytest.MonkeyPatch.context() as newer:
        as_the_next_version(newer, folder.parent)
        store = make_store(folder, keys)
        with store.write() as work:
            work.audit.add(AuditLine(store.clock.now(), "NGUYET", "Q01", "result-handed-over", {}))
        store.close()
    with pytest.raises(NewerStore) as told:
        make_store(folder, keys)
    assert "backup" not in told.value.facts
