"""The weekly check reads everything, gives way to whoever works, and is remembered."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.use_cases.watch_health import WatchHealth
from local_db.health import StoreHealth, flush_times, free_in
from local_db.store import SqlStore
from tests.local_db.samples import accept


def test_a_sound_store_is_found_sound_and_that_is_remembered(open_a_store: Callable[..., SqlStore]) -> None:
    store = open_a_store()
    with store.write() as work:
        accept(work)
    health = StoreHealth(store)
    assert health.last_check() is None
    found = health.check(lambda: False)
    assert found is not None
    assert found.found == ""
    store.close()
    assert StoreHealth(open_a_store()).last_check() == found


def test_the_check_gives_way_and_is_not_remembered(store: SqlStore) -> None:
    health = StoreHealth(store)
    assert health.check(lambda: True) is None
    assert health.last_check() is None
    with store.write() as work:  # the reader that was cut off is as good as before
        accept(work)
    assert health.check(lambda: False) is not None


def test_nobody_is_disturbed_by_the_weekly_check(store: SqlStore) -> None:
    watch = WatchHealth(StoreHealth(store), store, store.clock, lambda: None)
    watch.check_if_due()  # the store was opened a moment ago
    assert watch.look().checked is None
    store._wrote -= 601
    watch.check_if_due()
    assert watch.look().checked is not None


def test_the_disks_speed_is_measured_and_nothing_is_left_behind(store: SqlStore) -> None:
    before = sorted(store.folder.iterdir())
    times = flush_times(store.folder)
    assert 0 < times.median <= times.worst
    assert sorted(store.folder.iterdir()) == before
    assert free_in(store.folder) > 0
