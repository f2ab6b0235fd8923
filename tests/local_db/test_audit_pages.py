"""Leafing through the audit: acts and look-ups as one story, by day, person, act and dossier, a page at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from counter_app.ports import AuditEntry, AuditLine, AuditQuery, LookUpLine
from local_db.store import SqlStore
from tests.local_db.samples import CLERK, COUNTER, DAY, NOW, PERSON, accept

DRAFT = UUID(int=7)


def _page(store: SqlStore, older_than: AuditEntry | None = None, limit: int = 50, **wanted: Any) -> list[AuditEntry]:
    with store.read() as work:
        return list(work.audit.page(AuditQuery(**wanted), older_than, limit))


@pytest.fixture
def two_days(store: SqlStore) -> SqlStore:
    """Two acts and a look-up on each of two days, by two clerks; the second look-up for the draft."""
    for day in range(2):
        for n, who in enumerate((CLERK, "clerk-2")):
            with store.write() as work:
                at = NOW + timedelta(days=day, minutes=n)
                about = {"dossier": str(DRAFT)} if n else {"code": "1"}
                work.audit.add(AuditLine(at, who, COUNTER, f"act-{n}", about))
        with store.write() as work:
            at = NOW + timedelta(days=day, minutes=1)  # the same moment as the act before
            dossier = DRAFT if day else None
            work.audit.add_look_up(LookUpLine(uuid4(), at, CLERK, COUNTER, PERSON, "p", "1.0", "answered", dossier))
    return store


def test_acts_and_look_ups_are_one_story_the_latest_first(two_days: SqlStore) -> None:
    story = _page(two_days)
    assert [entry.what for entry in story] == ["looked-up", "act-1", "act-0"] * 2
    assert all(entry.whole for entry in story)
    assert story[0].person == PERSON


@pytest.mark.parametrize("size", [1, 2, 4])
def test_page_by_page_each_line_comes_once(two_days: SqlStore, size: int) -> None:
    leafed: list[AuditEntry] = []
    while page := _page(two_days, leafed[-1] if leafed else None, limit=size):
        leafed += page
    assert leafed == _page(two_days)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"first_day": DAY, "last_day": DAY}, 3),
        ({"first_day": DAY + timedelta(days=2)}, 0),
        ({"who": "clerk-2"}, 2),
        ({"what": "act-0"}, 2),
        ({"what": "looked-up", "last_day": DAY}, 1),
        ({"dossiers": (DRAFT,)}, 3),
        ({"dossiers": ()}, 0),
        ({"person": PERSON}, 4),  # looked up twice, once for the draft, which has two acts
    ],
)
def test_it_opens_at_a_day_a_person_an_act_or_a_dossier(two_days: SqlStore, wanted: dict[str, Any], found: int) -> None:
    assert len(_page(two_days, **wanted)) == found


def test_a_persons_story_is_that_of_his_dossiers(store: SqlStore) -> None:
    with store.write() as work:
        mine = accept(work)
        work.audit.add(AuditLine(NOW, CLERK, COUNTER, "receipt-printed", {"dossier": str(mine.id)}))
        work.audit.add(AuditLine(NOW, CLERK, COUNTER, "receipt-printed", {"dossier": str(uuid4())}))
    (entry,) = _page(store, person=PERSON)
    assert entry.about == {"dossier": str(mine.id)}


def test_a_changed_line_and_the_one_that_lost_its_forerunner_are_marked(two_days: SqlStore) -> None:
    with two_days._engines.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'nobody' WHERE line = 1")
        connection.exec_driver_sql("DELETE FROM audit WHERE line = 3")
    doubtful = [(entry.table, entry.line) for entry in _page(two_days) if not entry.whole]
    assert doubtful == [("audit", 4), ("audit", 1)]
