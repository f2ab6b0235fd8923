"""Copies of the store end, too: what backups go to no more does not outlive the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from local_db.backup import Backups
from local_db.open_store import open_store
from local_db.store_keys import StoreKeys
from tests.local_db.kept import Counter
from tests.local_db.samples import NOW


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.store.close()


def test_what_no_backup_goes_to_any_more_ends_after_a_year(counter: Counter) -> None:
    """Backups under retired keys, those before a migration beside the store, and what a restore put aside."""
    counter.accept(1)
    under_old_keys = counter.back_up().path.parent
    StoreKeys(counter.store, counter.keys).ask_for_new_keys(NOW)
    counter.store.close()
    counter.store = open_store(counter.folder, counter.keys)
    before_a_migration = Backups(counter.store).make().path.parent
    counter.back_up()
    aside = counter.restore().aside
    assert aside is not None
    places = (under_old_keys, before_a_migration, aside)
    made = datetime.now(UTC)
    for days, there in ((300, True), (400, False)):
        counter.store.clock = _At(made + timedelta(days=days))  # type: ignore[assignment]
        last = counter.back_up()
        assert [place.exists() for place in places] == [there] * 3
    assert last.path.exists()
    assert not [*counter.folder.glob("replaced-*")]


@dataclass(frozen=True)
class _At:
    moment: datetime

    def now(self) -> datetime:
        return self.moment
