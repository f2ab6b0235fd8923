"""Line and stick at once: what the faster one brought stands, and an old answer says nothing of what was done since."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from counter_app.domain.dossier import Honest
from counter_app.domain.errors import BadCatalogue, ParcelWrong
from counter_app.use_cases.honest_state import state_of
from local_db import tables
from local_db.store import SqlStore
from sync.sandbox.storage import Held, HeldStep, Storage
from tests.services.sandbox import Sandbox
from tests.services.store import PocketKeyChain
from tests.sync.counter import CLERK, RealCounter, at_the_line
from tests.sync.hostile import Exchange
from tests.sync.stick import LyingProvince, Stick
from tests.sync.test_lying_province import through

REFUSED = "environment.province-refused"


@pytest.fixture
def stick(store: SqlStore, sandbox: Sandbox, tmp_path: Path) -> Stick:
    counter = at_the_line(store, sandbox)
    counter.random = random.Random(str(tmp_path))
    counter.sync()
    return Stick(tmp_path / "stick", counter, sandbox, PocketKeyChain())


def problem_of(counter: RealCounter) -> str | None:
    (item,) = counter.waiting()
    return item.problem


# --- the stick is faster than the line's reply ---------------------------------------------------------


@pytest.mark.parametrize("late", ["reply", "refusal", "receipt"])
def test_a_late_word_of_the_line_takes_nothing_back_that_a_stick_confirmed(
    stick: Stick, sandbox: Sandbox, late: str
) -> None:
    accepted = stick.counter.accept(500)
    back = stick.carry(stick.export())

    def while_under_way(passing: Exchange) -> None:
        if passing.method == "PUT" and late != "receipt":
            stick.courier.bring(back, CLERK.id)
            if late == "refusal":
                passing.tell({"code": "not-a-dossier"}, status=422)
        elif passing.path.endswith("/receipt") and late == "receipt":
            stick.courier.bring(back, CLERK.id)

    with through(stick.counter, sandbox, while_under_way):
        outcome = stick.counter.sync()
    state = stick.counter.state(accepted)
    assert (state.state, state.problem, outcome.failed) == (Honest.CONFIRMED, None, 0)


def test_a_dossier_is_not_called_sent_while_something_that_happened_since_waits(stick: Stick, sandbox: Sandbox) -> None:
    accepted = stick.counter.accept(500)

    def no_receipt(passing: Exchange) -> None:
        if passing.path.endswith("/receipt"):
            stick.counter.step(accepted)
            passing.tell({"code": "not-now"}, status=503)

    with through(stick.counter, sandbox, no_receipt):
        stick.counter.sync()
    assert stick.counter.event(accepted).sent_at is not None
    assert stick.counter.state(accepted).state is Honest.SAVED


def test_the_honest_word_follows_from_what_is_open(stick: Stick) -> None:
    accepted = stick.counter.accept()
    first = stick.counter.event(accepted)
    stick.counter.step(accepted)
    with stick.counter.store.read() as work:
        both = work.outbox.open_of(accepted.id)
    assert (len(both), both[0].id) == (2, first.id)
    assert (state_of(both), state_of(both[:1]), state_of(())) == (Honest.SAVED, Honest.SAVED, Honest.CONFIRMED)


# --- what stays at home --------------------------------------------------------------------------------


def test_what_happened_since_stays_at_home_with_the_acceptance_that_cannot_go(stick: Stick) -> None:
    unfit, hurt, whole = stick.counter.accept(), stick.counter.accept(3_000), stick.counter.accept()
    first = stick.counter.event(unfit)
    with stick.counter.store.connection(writing=True) as connection:
        huge = update(tables.outbox).where(tables.outbox.c.id == first.id)
        connection.execute(huge.values(payload={"long": "x" * 2_000_000}))
    name = stick.counter.event(hurt).files[0].sha256
    (stored,) = (path for path in stick.counter.store.folder.rglob(f"*{name}*") if path.is_file())
    stored.write_bytes(stored.read_bytes()[:-1])
    for accepted in (unfit, hurt, whole):
        stick.counter.step(accepted)
    carried = stick.courier.export(stick.folder, CLERK.id)
    assert (carried.trip.events, carried.left) == (2, 4)
    brought = stick.courier.bring(stick.carry(stick.folder / carried.trip.name), CLERK.id)
    assert (brought.confirmed, brought.refused) == (2, 0)


def test_the_province_takes_steps_by_their_own_moment_not_by_their_arrival(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "province.sqlite")
    storage.put_dossier(Held("d", "k", "H13.507", "c", None, b"{}", "0", "2026-11-26"))
    moments = {"later": "2026-11-26T09:00:00+07:00", "earlier": "2026-11-26T01:00:00+00:00"}
    for key, at in moments.items():
        storage.put_step(HeldStep(key, "d", "H13.507", json.dumps({"id": key, "at": at}).encode(), "0", at))
    assert [step["id"] for step in storage.steps_of("d")] == ["earlier", "later"]


# --- answers that come late, twice or damaged ----------------------------------------------------------


def test_a_refusal_counts_once_however_often_its_file_is_brought(stick: Stick) -> None:
    accepted = stick.counter.accept(break_payload=True)
    back = stick.carry(stick.export())
    assert stick.courier.bring(back, CLERK.id).refused == 1
    attempts = stick.counter.event(accepted).attempts
    assert stick.courier.bring(back, CLERK.id).refused == 0
    assert stick.counter.event(accepted).attempts == attempts


def test_a_refusal_is_old_news_once_the_line_has_tried_since(stick: Stick) -> None:
    accepted = stick.counter.accept(break_payload=True)
    out = stick.export()
    stick.counter.sync()
    back = stick.carry(out)
    assert stick.courier.bring(back, CLERK.id).refused == 0
    assert stick.counter.event(accepted).attempts == 1


def test_an_older_trips_refusal_says_nothing_after_a_newer_ones(stick: Stick) -> None:
    stick.counter.accept(break_payload=True)
    older, newer = stick.carry(stick.export()), stick.carry(stick.export())
    assert stick.courier.bring(newer, CLERK.id).refused == 1
    assert stick.courier.bring(older, CLERK.id).refused == 0


def test_a_refusal_of_a_trip_that_this_store_does_not_know_is_not_taken(stick: Stick) -> None:
    accepted = stick.counter.accept(break_payload=True)
    back = stick.carry(stick.export())
    with stick.counter.store.connection(writing=True) as connection:
        connection.execute(delete(tables.courier_loads))
        connection.execute(delete(tables.courier_trips))
    assert stick.courier.bring(back, CLERK.id).refused == 0
    assert stick.counter.event(accepted).problem is None


def test_an_event_that_was_rescued_without_its_dossier_is_refused_all_the_same(stick: Stick) -> None:
    stick.counter.accept(break_payload=True)
    event = stick.counter.waiting()[0]
    with stick.counter.store.connection(writing=True) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        lost = update(tables.outbox).where(tables.outbox.c.id == event.id)
        connection.execute(lost.values(dossier_id=uuid4()))
    assert stick.courier.bring(stick.carry(stick.export()), CLERK.id).refused == 1
    assert problem_of(stick.counter) == REFUSED


def test_one_bad_file_keeps_no_other_answer_away_and_is_named_at_the_end(stick: Stick) -> None:
    first = stick.counter.accept()
    damaged = stick.carry(stick.export())
    damaged.write_bytes(damaged.read_bytes()[:200])
    damaged = damaged.rename(damaged.with_name("tinh-tra_H13.507_Q01_0.qmc"))  # before the whole one
    second = stick.counter.accept()
    stick.carry(stick.export())
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(stick.folder, CLERK.id)
    assert (refused.value.facts["file"], refused.value.facts["why"]) == (damaged.name, "truncated")
    assert [stick.counter.state(one).state for one in (first, second)] == [Honest.CONFIRMED] * 2


def test_a_trip_is_answered_although_something_is_wrong_with_the_news(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.counter.accept()
    back = stick.carry(stick.export())

    def wrong(*_: object) -> None:
        raise BadCatalogue(entry="x")

    monkeypatch.setattr("sync.homecoming.Homecoming.take_news", wrong)
    with pytest.raises(BadCatalogue):
        stick.courier.bring(back, CLERK.id)
    with stick.counter.store.read() as work:
        assert [trip.answered_at is None for trip in work.trips.list()] == [False]


# --- files that are not what they say ------------------------------------------------------------------


def packed(path: Path, how: int, name: str = "sealed.age") -> Path:
    """The same members, the one of that name packed so."""
    with zipfile.ZipFile(path) as archive:
        members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    other = path.with_name("packed.qmc")
    with zipfile.ZipFile(other, "w") as archive:
        for member, data in members:
            archive.writestr(member, data, how if member == name else zipfile.ZIP_STORED)
    return other


@pytest.mark.parametrize("name", ["about.json", "sealed.age", "signature"])
def test_a_file_that_unpacks_into_more_than_it_is_was_not_written_by_us(stick: Stick, name: str) -> None:
    stick.counter.accept()
    back = stick.carry(stick.export())
    assert stick.courier.bring(packed(back, zipfile.ZIP_STORED), CLERK.id).confirmed == 1
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(packed(back, zipfile.ZIP_DEFLATED, name), CLERK.id)
    assert refused.value.facts["why"] == "unreadable"


def test_whose_a_file_is_is_asked_before_anything_large_of_it_is_read(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.counter.accept()
    out, lying = stick.export(), LyingProvince()

    def hashed(*_: object) -> None:
        pytest.fail("a stranger's file was read through")

    answer = lying.answer(out)
    monkeypatch.setattr("sync.parcel.hashlib.file_digest", hashed)
    with pytest.raises(ParcelWrong) as refused:
        stick.courier.bring(answer, CLERK.id)
    assert refused.value.facts["why"] == "other-province"
