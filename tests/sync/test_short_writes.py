"""Whatever the line brings or a hand sets going, a clerk who saves meanwhile waits for a short transaction only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event

from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.errors import ProvinceRefused
from counter_app.domain.outbox import EventKind, OutboxEvent, Step
from counter_app.domain.people import Account, Credentials, Role
from counter_app.ports import Changes, Province
from counter_app.use_cases.portions import Portions
from local_db.register import SqlRegister
from local_db.store import SqlStore
from resources import catalogue_bundle
from sync.pull import Pull

from .counter import DESK, UNIT

MANY = 600


@contextmanager
def statements(store: SqlStore) -> Iterator[list[str]]:
    """Those that go to the writer's database meanwhile."""
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    writer: Engine = store._engines.writer
    event.listen(writer, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(writer, "before_cursor_execute", note)


def waiting(store: SqlStore, count: int) -> list[UUID]:
    now = store.clock.now()
    events = [OutboxEvent(uuid4(), 0, uuid4(), EventKind.DOSSIER_STEP, {}, (), now) for _ in range(count)]
    with store.write() as work:
        for each in events:
            work.outbox.add(each)
    return [each.id for each in events]


def pull_from(store: SqlStore, **answers: Any) -> Pull:
    return Pull(store, cast(Province, SimpleNamespace(**answers)), store.clock, UNIT.code, DESK.code)


def test_as_many_as_wait_are_sent_again_in_three_statements(store: SqlStore) -> None:
    ids, now = waiting(store, MANY), store.clock.now()
    with statements(store) as said, store.write() as work:
        assert work.outbox.try_again(ids, now) == MANY
    assert len([one for one in said if "outbox" in one]) == 3


def test_the_story_of_what_a_hand_sends_again_is_told_as_one_at_a_time_tells_it(store: SqlStore) -> None:
    (first, second), now = waiting(store, 2), store.clock.now()

    def again(*ids: UUID) -> None:
        with store.write() as work:
            assert work.outbox.try_again(ids, now) == len(ids)

    again(first)
    again(first, second)
    with store.write() as work:
        work.outbox.mark_failed(first, ProvinceRefused.code, now, now)
    again(first, second)
    with store.write() as work:
        work.outbox.close(second, Step.ENTERED, now, "x")
        assert work.outbox.open_ids() == (first,)
        assert work.outbox.try_again([first, second], now) == 1
    with store.read() as work:
        told = [[(line.what, line.times) for line in work.outbox.story(id_)] for id_ in (first, second)]
    assert told[0] == [(Step.BY_HAND, 2), (ProvinceRefused.code, 1), (Step.BY_HAND, 2)]
    assert told[1] == [(Step.BY_HAND, 2), (Step.ENTERED, 1)]


@pytest.mark.parametrize("sent", [True, False, None])
def test_no_payload_is_read_to_find_what_is_due(store: SqlStore, sent: bool | None) -> None:
    """Asked every two seconds, also with ten thousand that wait."""
    waiting(store, 3)
    said: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        said.append((statement, values))

    reader = store._engines.reader
    event.listen(reader, "before_cursor_execute", note)
    try:
        with store.read() as work:
            assert len(work.outbox.due(store.clock.now(), 20, sent)) == (0 if sent else 3)
            assert len(work.outbox.open_ids()) == 3
    finally:
        event.remove(reader, "before_cursor_execute", note)
    found = [(text, values) for text, values in said if "closed_at IS NULL" in text]
    assert len(found) == 2
    with store.connection(writing=False) as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all() for text, values in found]
    plan = [row.detail for steps in plans for row in steps]
    of_the_outbox = [line for line in plan if "outbox" in line and "outbox_files" not in line]
    assert [line for line in of_the_outbox if "COVERING INDEX ix_outbox_waiting" not in line] == [], plan


def test_a_whole_provinces_accounts_come_in_a_few_statements(store: SqlStore) -> None:
    accounts = [Account(f"a{at}", f"u{at}", f"n{at}", frozenset({Role.CLERK})) for at in range(MANY)]
    given = [Credentials(account, "v") for account in accounts]
    for version in ("1", "2"):
        with statements(store) as said, store.write() as work:
            work.people.put_accounts([*given, given[0]], version)
        assert len(said) < 10
    with store.read() as work:
        assert len(work.people.accounts()) == MANY


def test_tombstones_go_in_portions_and_the_cursor_with_the_last(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [PersonalNumber(f"0941900{at:05}") for at in range(MANY)]
    with store.write() as work:
        work.register.put_citizens([Citizen(person, "Ma") for person in people], store.clock.now())
    gone: list[tuple[int, str | None]] = []
    take_out = SqlRegister.take_out

    def count(self: SqlRegister, some: Any, papers: Any) -> None:
        gone.append((len(some), self.cursor()))
        take_out(self, some, papers)

    monkeypatch.setattr(SqlRegister, "take_out", count)
    page = Changes((), (), "c-1", False, store.clock.now(), people_gone=tuple(people))
    pull_from(store, changes=lambda _: page).changes()
    assert sum(number for number, _ in gone) == MANY
    assert (max(number for number, _ in gone) < MANY, {cursor for _, cursor in gone}) == (True, {None})
    with store.read() as work:
        assert (work.register.cursor(), work.register.citizen(people[-1])) == ("c-1", None)


def test_portions_grow_by_a_quarter_at_the_most_and_shrink_at_once(store: SqlStore) -> None:
    portions = Portions(store)
    portions._learn(250, 0.000_1)
    assert portions.at_once == 312
    portions._learn(312, 0.1)
    assert portions.at_once == 100


def test_a_catalogue_is_parsed_before_the_write_and_once(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = catalogue_bundle()

    def late(_: object) -> None:
        pytest.fail("parsed in a transaction")

    monkeypatch.setattr("local_db.catalogue.parse_bundle", late)
    pull_from(store, catalogue=lambda _: bundle).catalogue()
    with store.read() as work:
        assert work.catalogue.version() == bundle["version"]
