"""One damaged page costs what stands in it: the counter goes on with all the rest, and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import update

from counter_app import checks
from counter_app.domain.errors import AuditBroken, StoreDamaged
from counter_app.domain.query import Digits
from counter_app.local_door import Door
from counter_app.ports import AcceptedDossier
from counter_app.self_check import Check, Outcome, Result, run
from counter_app.store_commands import served
from local_db import tables
from local_db.backup import Backups
from local_db.health import StoreHealth
from local_db.open_store import DATABASE
from local_db.pages import Pages
from local_db.store import SqlStore
from tests.local_db.damaging import flip_pages, tree_of
from tests.local_db.samples import DAY, SITE, accept
from tests.services.store import PocketKeyChain

if TYPE_CHECKING:
    from counter_app.bootstrap import Application
    from counter_app.config import Settings

Opened = tuple[SqlStore, list[AcceptedDossier]]


@pytest.fixture
def hurt(open_a_store: Callable[..., SqlStore], tmp_path: Path) -> Opened:
    """Sixty dossiers; the page of some of the first ones is damaged."""
    store = open_a_store()
    with store.write() as work:
        accepted = [accept(work) for _ in range(60)]
    database, key = store.folder / DATABASE, store.keys.current.store
    store.close()
    pages = Pages(database, key)
    _, leaves = tree_of(pages, "dossiers")
    pages.close()
    flip_pages(database, leaves[1])
    return open_a_store(), accepted


def everyday(store: SqlStore) -> None:
    """What a counter does all day; none of it is about the damaged page."""
    with store.read() as work:
        assert work.tickets.list(SITE, DAY) == ()
        assert work.outbox.waiting() >= 60
        assert len(work.dossiers.recent(20)) == 20
    with store.write() as work:
        accept(work)


def unreadable(store: SqlStore, accepted: list[AcceptedDossier]) -> int:
    lost = 0
    for one in accepted:
        try:
            with store.read() as work:
                work.dossiers.get(one.id)
        except StoreDamaged:
            lost += 1
    return lost


def test_the_check_finds_the_page_says_so_and_the_counter_goes_on(hurt: Opened) -> None:
    store, _ = hurt
    everyday(store)
    health = StoreHealth(store)
    found = health.check(lambda: False)
    assert found is not None
    assert found.found == StoreDamaged.code
    everyday(store)
    assert health.last_check() == found
    assert StoreHealth(store).last_check() == found, "it is kept in the store as well"


def test_a_dossier_on_the_page_is_refused_and_every_other_is_read(hurt: Opened) -> None:
    store, accepted = hurt
    first = unreadable(store, accepted)
    assert 0 < first < 5
    assert unreadable(store, accepted) == first
    for _ in range(2):
        for one in accepted[:10]:  # within a write, too
            try:
                with store.write() as work:
                    work.dossiers.get(one.id)
            except StoreDamaged:
                continue
        everyday(store)


def test_a_backup_that_meets_the_page_fails_and_nothing_else_does(hurt: Opened) -> None:
    store, accepted = hurt
    with pytest.raises(StoreDamaged):
        Backups(store, None, 0).make()
    everyday(store)
    first = unreadable(store, accepted)
    store.search.dossiers(Digits("0042"), 5)
    assert unreadable(store, accepted) == first


@pytest.fixture
def asked_beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[SqlStore], Result]]:
    """What the self-check says of a store that the running program has open."""
    monkeypatch.setattr("counter_app.keychain.SystemKeyChain", PocketKeyChain)
    doors: list[Door] = []

    def ask(store: SqlStore) -> Result:
        application = cast("Application", SimpleNamespace(store=store))
        doors.append(Door(store.folder, lambda request, say: served(application, request, say)))
        settings = cast("Settings", SimpleNamespace(data_folder=store.folder))
        (result,) = run([Check("own store", lambda: checks._own_store(settings))], lambda error: error.code)
        doors.pop().close()
        return result

    yield ask
    for door in doors:
        door.close()


def test_the_self_check_says_what_the_running_program_has_found(
    hurt: Opened, asked_beside: Callable[[SqlStore], Result]
) -> None:
    store, _ = hurt
    before = asked_beside(store)
    assert (before.outcome, before.words) == (Outcome.GOOD, "in use, not read through yet")
    StoreHealth(store).check(lambda: False)
    after = asked_beside(store)
    assert (after.outcome, after.code) == (Outcome.BAD, StoreDamaged.code)


def test_the_self_check_says_that_the_running_programs_audit_is_broken(
    open_a_store: Callable[..., SqlStore], asked_beside: Callable[[SqlStore], Result]
) -> None:
    store = open_a_store()
    with store.write() as work:
        accept(work)
    StoreHealth(store).check(lambda: False)
    assert asked_beside(store).words.startswith("in use, read through ")
    with store.write() as work:
        accept(work)
    with store.connection(writing=True) as connection:
        connection.execute(update(tables.audit).values(who="somebody-else"))
    assert asked_beside(store).code == AuditBroken.code
