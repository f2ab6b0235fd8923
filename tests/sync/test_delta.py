"""What changed at the province comes here, and only that; a break goes on there; what differs is pulled again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import requests
from sqlalchemy import delete, select, update

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.paper import HeldPaper
from counter_app.domain.slices import SLICES, SliceSum, Sums, slice_of
from counter_app.ports import Changes
from local_db import tables
from local_db.register import SqlRegister
from local_db.store import SqlStore
from sync.gateway import CounterGateway
from sync.pull import Pull, _to_read
from tests.services.sandbox import Sandbox
from tests.waiting import until

from .counter import PERSON, RealCounter, at_the_line


@pytest.fixture
def counter(store: SqlStore, sandbox: Sandbox) -> Iterator[RealCounter]:
    made = at_the_line(store, sandbox)
    yield made
    made.gateway.close()


def watched(counter: RealCounter, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Rows of each page that comes from now on."""
    seen: list[int] = []
    ask = CounterGateway.changes

    def changes(self: CounterGateway, cursor: str | None) -> Changes:
        page = ask(self, cursor)
        seen.append(len(page.citizens) + len(page.papers) + len(page.people_gone) + len(page.papers_gone))
        return page

    monkeypatch.setattr(CounterGateway, "changes", changes)
    return seen


def sums_are_the_provinces(counter: RealCounter) -> bool:
    told = counter.gateway.sums()
    assert told is not None
    with counter.store.read() as work:
        ours = work.register.sums()
    assert ours.cursor == told.cursor
    return not ours.unlike(told) and sum(each.count for each in ours.citizens.values()) > 100


def ref_of(sandbox: Sandbox, person: PersonalNumber) -> str:
    return str(requests.get(f"{sandbox.url}/sandbox/people/{person.value}", timeout=10).json()["ref"])


def test_after_the_first_fill_both_sides_count_and_sum_the_same(
    counter: RealCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = watched(counter, monkeypatch)
    counter.sync()
    assert len(rows) > 1
    assert sums_are_the_provinces(counter)
    with counter.store.read() as work:
        assert work.register.summed() is not None


def test_a_later_pull_costs_what_changed_tombstones_too(
    counter: RealCounter, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.sync()
    rows, ref = watched(counter, monkeypatch), ref_of(sandbox, PERSON)
    counter.sync()
    assert rows == [0]
    with counter.store.read() as work:
        paper = work.register.held_papers(PERSON, ["du-lieu.ket-hon"])[0]
    url = f"{sandbox.url}/sandbox/records"
    requests.put(f"{url}/person/{ref}", json={"phone": "0911222333"}, timeout=10).raise_for_status()
    requests.delete(f"{url}/paper/{paper.id}", timeout=10).raise_for_status()
    counter.sync()
    assert rows == [0, 2]
    with counter.store.read() as work:
        citizen = work.register.citizen(PERSON)
        assert citizen is not None
        assert citizen.phone == "0911222333"
        assert work.register.held_papers(PERSON, ["du-lieu.ket-hon"]) == ()
    requests.delete(f"{url}/person/{ref}", timeout=10).raise_for_status()
    counter.sync()
    with counter.store.read() as work:
        assert work.register.citizen(PERSON) is None
    assert sums_are_the_provinces(counter)


def test_a_fill_that_breaks_off_goes_on_at_its_page(
    counter: RealCounter, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, asked = CounterGateway.changes, []

    def breaks(self: CounterGateway, cursor: str | None) -> Changes:
        asked.append(cursor)
        if len(asked) == 2:
            raise KeyboardInterrupt  # as a kill: nothing is tidied up
        return ask(self, cursor)

    monkeypatch.setattr(CounterGateway, "changes", breaks)
    with pytest.raises(KeyboardInterrupt):
        counter.sync()
    with counter.store.read() as work:
        assert (work.register.cursor(), work.register.as_of()) == (asked[1], None)
    counter.restart()
    counter.sync()
    assert asked[2] == asked[1] is not None
    assert sums_are_the_provinces(counter)


def test_a_slice_that_differs_is_pulled_again_and_the_others_are_left(
    counter: RealCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.sync()
    citizen, paper = tables.citizens, tables.held_papers
    with counter.store.connection(writing=True) as connection:
        connection.execute(delete(citizen).where(citizen.c.person == PERSON.value))
        lost = connection.execute(delete(paper).where(paper.c.person == PERSON.value)).rowcount
        connection.execute(
            update(tables.facts)
            .where(tables.facts.c.name == "register.summed")
            .values(value="2020-01-01T00:00:00+00:00")
        )
    assert lost > 0
    assert not sums_are_the_provinces(counter)
    pulled: list[int] = []
    ask = CounterGateway.slice

    def one(self: CounterGateway, number: int) -> Changes:
        pulled.append(number)
        return ask(self, number)

    monkeypatch.setattr(CounterGateway, "slice", one)
    written: list[int] = []
    put = SqlRegister.put_held_papers

    def watch(self: SqlRegister, papers: Sequence[HeldPaper]) -> None:
        written.append(len(papers))
        put(self, papers)

    monkeypatch.setattr(SqlRegister, "put_held_papers", watch)
    counter.sync()
    assert pulled == [slice_of(PERSON)]
    assert written == [0, lost], "of the slice only what was lost: a clerk's save waits for no more"
    assert sums_are_the_provinces(counter)
    with counter.store.read() as work:
        assert work.register.citizen(PERSON) is not None


def test_the_line_brings_the_next_page_while_the_disk_takes_this_one(
    counter: RealCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, keep, ahead = watched(counter, monkeypatch), Pull._keep, list[int]()

    def kept(self: Pull, page: Changes) -> None:
        if page.more:
            until(lambda: len(rows) > len(ahead) + 1, what="asked for only afterwards")
        ahead.append(len(rows))
        keep(self, page)

    monkeypatch.setattr(Pull, "_keep", kept)
    counter.sync()
    assert len(ahead) > 1
    assert sums_are_the_provinces(counter)


@pytest.mark.parametrize("broken", ["a text", "a date"])
def test_a_row_changed_under_its_digest_is_found_and_pulled_again(counter: RealCounter, broken: str) -> None:
    """The sums of both sides still agree: only who reads the row itself can know."""
    counter.sync()
    citizen, facts = tables.citizens, tables.facts
    new = {"phone": "0900000000"} if broken == "a text" else {"birth_date": "199x"}
    with counter.store.connection(writing=True) as connection:
        connection.execute(update(citizen).where(citizen.c.person == PERSON.value).values(**new))
        long_ago = update(facts).where(facts.c.name == "register.summed").values(value="2020-01-01T00:00:00+00:00")
        connection.execute(long_ago)
    assert sums_are_the_provinces(counter)
    counter.sync()
    with counter.store.connection(writing=False) as connection:
        row = connection.execute(select(citizen).where(citizen.c.person == PERSON.value)).one()
    assert new.items().isdisjoint(dict(row._mapping).items())


def test_each_slice_has_its_turn_whatever_the_size() -> None:
    held = Sums("", {number: SliceSum(1_200, 0) for number in range(SLICES)}, {})
    today = datetime(2026, 11, 27, tzinfo=UTC)
    shares = [_to_read(held, today + timedelta(days=day)) for day in range(30)]
    assert max(map(len, shares)) * 1_200 <= 50_000
    assert {number for share in shares for number in share} == set(range(SLICES))


def test_a_cursor_that_the_province_forgot_begins_anew_and_ghosts_go(counter: RealCounter) -> None:
    counter.sync()
    ghost = PersonalNumber("094190999999")
    with counter.store.write() as work:
        citizen = work.register.citizen(PERSON)
        assert citizen is not None
        work.register.put_citizens([type(citizen)(ghost, "Ma")], counter.store.clock.now())
        work.register.keep_cursor("people-999999999")
    counter.sync()
    with counter.store.read() as work:
        assert work.register.citizen(ghost) is None, "no tombstone told it, the sums did"
    assert sums_are_the_provinces(counter)
