"""A draft that was given to a colleague waits with all its pages until it is taken up, or its time is over."""

from __future__ import annotations

from datetime import timedelta

from local_db.purging import referred_files
from local_db.store import SqlStore
from tests.local_db.samples import DAY, NOW, draft

PAGE = "ab" * 32
LONG_AFTER = DAY + timedelta(days=60)


def test_what_was_given_is_not_due_while_it_waits_however_old_it_is(store: SqlStore) -> None:
    given = draft()
    with store.write() as work:
        work.drafts.save(given)
        work.drafts.put_away(given.dossier.id)
        assert work.retention.due_drafts(LONG_AFTER, 10) == (given.dossier.id,)
        work.left.give(given, LONG_AFTER)
        assert work.retention.due_drafts(LONG_AFTER, 10) == ()
    with store.write() as work:
        work.left.take(given.dossier.id, "Q2")
        assert work.retention.due_drafts(LONG_AFTER, 10) == (given.dossier.id,)


def test_its_pages_are_spoken_of_by_it_alone(store: SqlStore) -> None:
    given = draft()
    with store.write() as work:
        work.left.give(given, LONG_AFTER)
    with store.write() as work:
        assert work.retention.unreferred((PAGE,)) == frozenset()
        assert work.retention.referred() == {PAGE}
        assert work.retention.give_up((PAGE,), "orphan", NOW) == 0
    with store.connection(writing=False) as connection:
        assert PAGE in referred_files(connection), "a backup takes them along"
    with store.write() as work:
        work.left.take(given.dossier.id, "Q2")
        assert work.retention.unreferred((PAGE,)) == {PAGE}
