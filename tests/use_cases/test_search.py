"""Finding is for whoever receives; it tells only what that person may read, and tells nobody that it was done."""

from __future__ import annotations

import logging

import pytest

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber
from counter_app.domain.errors import NotAllowed
from counter_app.domain.people import Account, Role
from counter_app.use_cases.search import Search
from counter_app.use_cases.session import Session
from local_db.store import SqlStore
from tests.local_db.samples import NOW

SA_RINH = Citizen(PersonalNumber("094190004321"), "Thạch Thị Sa Rinh", PartialDate(1990, 9, 2))


def search(store: SqlStore, role: Role) -> Search:
    return Search(store, Session(Account("some-1", "some-1", "", frozenset({role}))))


def test_who_receives_nobody_finds_nobody(store: SqlStore) -> None:
    with pytest.raises(NotAllowed):
        search(store, Role.IT).people("sa rinh")
    with pytest.raises(NotAllowed):
        search(store, Role.IT).dossiers("0042")


@pytest.mark.parametrize("typed", ["", " ", "s", "  \t", "-", "''"])
def test_too_little_finds_nothing_instead_of_everybody(store: SqlStore, typed: str) -> None:
    with store.write() as work:
        work.register.put_citizens([SA_RINH], NOW)
    assert search(store, Role.CLERK).people(typed).items == ()
    assert search(store, Role.CLERK).dossiers(typed).items == ()


def test_a_search_leaves_nothing_behind(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    """No line in a log or the audit: it is not a look-up, and tells nobody whom a clerk was looking for."""
    with store.write() as work:
        work.register.put_citizens([SA_RINH], NOW)
    with caplog.at_level(logging.DEBUG):
        assert [found.citizen for found in search(store, Role.CLERK).people("sa rinh").items] == [SA_RINH]
    assert caplog.records == []
    with store.read() as work:
        assert (work.audit.lines(), work.audit.look_ups()) == ((), ())


def test_the_register_says_whether_it_ever_came_whole(store: SqlStore) -> None:
    clerk = search(store, Role.CLERK)
    assert (clerk.register().as_of, clerk.register().begun) == (None, False)
    with store.write() as work:
        work.register.put_citizens([SA_RINH], NOW)
    assert (clerk.register().as_of, clerk.register().begun) == (None, True)
    with store.write() as work:
        work.register.set_as_of(NOW, "c1")
    assert (clerk.register().as_of, clerk.register().begun) == (NOW, True)
