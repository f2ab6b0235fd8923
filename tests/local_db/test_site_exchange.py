"""Counters of one hall tell each other what they received and did: by UUID, in order, again after any cut."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from counter_app.domain.citizen import Citizen
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import SiteLost, SiteNotJoined, SiteUnreadable
from counter_app.domain.life import Act, Stage
from counter_app.domain.query import read_query
from local_db import tables
from local_db.site import exchange as passing
from local_db.site.exchange import SiteExchange
from local_db.site.founding import Founding
from local_db.site.joining import joined_engine, keep_key, site_key
from local_db.site.seal import new_key, unseal
from local_db.site.told import Entry, _of_dossier
from tests.local_db.hall import Hall, HallCounter, hall, hall_on, join_as
from tests.local_db.samples import NOW, accept, event
from tests.services.postgres import OWNER, PASSWORD, PostgresServer

hall = hall


def _all(*counters: HallCounter) -> None:
    """Until all know what each knew: the last of them needs a second turn for what the others told after it."""
    for counter in (*counters, *counters):
        counter.exchange()


def _acts(counter: HallCounter, dossier: object) -> list[Act]:
    return [step.act for step in counter.life(dossier).steps]  # type: ignore[arg-type]


def test_a_colleague_finds_the_dossier_tells_its_story_and_hands_its_result_over(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.step(accepted.id, Act.HANDED_OVER)
    first.step(accepted.id, Act.RESULT_ARRIVED)
    _all(first, second)
    query = read_query("son thi dao")
    assert query is not None
    assert [one.dossier.code for one in second.store.search.dossiers(query, 10).items] == [accepted.code]
    with second.store.read() as work:
        assert [one.id for one in work.dossiers.recent()] == [accepted.id]
        assert work.dossiers.with_code(accepted.code.text) == accepted.id
        assert work.lives.at_the_counter() == ()
    there = second.accepted(accepted.id)
    assert (there.receipt, there.operation_id, there.stage) == (accepted.receipt, accepted.operation_id, Stage.DONE)
    assert second.life(accepted.id) == first.life(accepted.id)
    second.step(accepted.id, Act.RETURNED)
    _all(second, first)
    assert first.life(accepted.id) == second.life(accepted.id)
    assert first.accepted(accepted.id).stage is second.accepted(accepted.id).stage is Stage.RETURNED


def test_saying_and_hearing_everything_again_changes_nothing(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = [first.accept().id for _ in range(3)]
    first.step(accepted[0], Act.HANDED_OVER)
    _all(first, second)
    before = second.dossiers(), second.life(accepted[0])
    for counter in (first, second):
        with counter.store.connection(writing=True) as own:
            own.execute(text("UPDATE dossiers SET told = 0"))
            own.execute(text("UPDATE dossier_steps SET hall_place = NULL"))
            own.execute(text("UPDATE facts SET value = '0' WHERE name LIKE 'site.heard.%'"))
    _all(first, second)
    assert (second.dossiers(), second.life(accepted[0])) == before
    assert first.dossiers() == sorted(accepted)


def test_what_the_server_keeps_names_nobody(hall: Hall) -> None:
    first = hall.counter("Q1")
    accepted = first.accept()
    first.step(accepted.id, Act.HANDED_OVER)
    first.exchange()
    with first.engine.connect() as server:
        kept = b"".join(server.scalars(text("SELECT sealed FROM site_entries")))
        shown = str(server.execute(text("SELECT kind, id, counter, change FROM site_entries")).all())
    applicant = accepted.receipt.applicant
    assert isinstance(applicant, Citizen)
    secrets = (applicant.personal_number.value, applicant.full_name, applicant.phone, accepted.code.text)
    assert len(kept) > 1000
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret not in shown


def test_the_provinces_code_and_word_reach_the_colleague(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    _all(first, second)
    with first.store.write() as work:
        work.dossiers.link_code(accepted.id, type(accepted.code)("H13.552-261123-0900"))
        work.dossiers.set_state(accepted.id, Honest.CONFIRMED)
    _all(first, second)
    there = second.accepted(accepted.id)
    assert there.linked_code is not None
    assert (there.linked_code.text, there.state) == ("H13.552-261123-0900", Honest.CONFIRMED)


def test_a_step_at_a_colleagues_dossier_goes_to_the_province_after_the_colleagues_own(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.step(accepted.id, Act.RESULT_ARRIVED)
    _all(first, second)
    second.step(accepted.id, Act.RETURNED)
    with second.store.write() as work:
        work.dossiers.set_state(accepted.id, Honest.SAVED)
        work.outbox.add(event(accepted.id))
    assert second.due() == ()
    with first.store.write() as work:
        work.dossiers.set_state(accepted.id, Honest.CONFIRMED)
    _all(first, second)
    assert [one.dossier_id for one in second.due()] == [accepted.id]
    assert second.accepted(accepted.id).state is Honest.SAVED  # the province does not know of it yet
    assert first.accepted(accepted.id).state is Honest.CONFIRMED  # which is not the second's to say


def test_what_was_entered_at_the_province_by_hand_holds_no_colleague_up(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    _all(first, second)
    with second.store.write() as work:
        closed = work.outbox.add(event(accepted.id))
        work.outbox.close(closed.id, "entered", NOW)
    with first.store.write() as work:
        work.dossiers.set_state(accepted.id, Honest.ENTERED)
    _all(first, second)
    assert second.accepted(accepted.id).state is Honest.ENTERED
    with second.store.connection(writing=False) as own:
        assert own.scalar(text("SELECT colleague_confirmed FROM dossiers"))
        (entry,) = told_of_dossiers(own, second)
    assert (
        json.loads(unseal(site_key(second.key_chain), entry.sealed, entry.kind, entry.id, "Q1", entry.change))["state"]
        == "entered"
    )


def told_of_dossiers(own: Connection, counter: HallCounter) -> tuple[Entry, ...]:
    """As a new server would be told."""
    return tuple(
        _of_dossier(row, counter.code, site_key(counter.key_chain)) for row in own.execute(select(tables.dossiers))
    )


def test_what_a_counter_corrected_is_found_and_read_by_its_colleagues(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    _all(first, second)
    applicant = accepted.receipt.applicant
    assert isinstance(applicant, Citizen)
    with first.store.write() as work:
        work.dossiers.correct(accepted.id, replace(applicant, full_name="Kim Ngọc Ánh", phone="0987654321"))
    _all(first, second)
    query = read_query("kim ngoc anh")
    assert query is not None
    assert [one.dossier.id for one in second.store.search.dossiers(query, 10).items] == [accepted.id]
    assert second.accepted(accepted.id).receipt.applicant.full_name == "Kim Ngọc Ánh"


def test_an_entry_that_cannot_be_read_holds_up_no_other_and_is_read_after_the_next_start(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    bad = first.accept()
    first.step(bad.id, Act.HANDED_OVER)
    first.exchange()
    with first.engine.begin() as server:
        sealed = server.execute(text("SELECT sealed FROM site_entries WHERE kind = 'dossier'")).scalar_one()
        server.execute(text("UPDATE site_entries SET sealed = 'x' WHERE kind = 'dossier'"))
    second.exchange()
    good = first.accept()
    _all(first, second)
    assert second.dossiers() == [good.id]
    with second.store.read() as work:
        assert "site-entry-unreadable" in [line.what for line in work.audit.lines()]
    with first.engine.begin() as server:
        server.execute(text("UPDATE site_entries SET sealed = :s WHERE id = :id"), {"s": sealed, "id": bad.id})
    second.join_again(second.key_chain)  # as a start does
    second.exchange()
    assert second.dossiers() == sorted([bad.id, good.id])
    assert _acts(second, bad.id) == [Act.HANDED_OVER]


def test_the_order_of_a_story_is_the_same_at_every_counter(hall: Hall) -> None:
    """Two who did not know of each other: nothing is chosen, both steps stand, and the audit of both says so."""
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.step(accepted.id, Act.RESULT_ARRIVED)
    _all(first, second)
    theirs, ours = second.step(accepted.id, Act.RETURNED), first.step(accepted.id, Act.RETURNED)
    _all(second, first)
    told = [step.id for step in first.life(accepted.id).steps]
    assert told == [step.id for step in second.life(accepted.id).steps]
    assert told[1:] == [theirs.id, ours.id]
    for counter in (first, second):
        with counter.store.read() as work:
            assert [line.what for line in work.audit.lines() if line.what.startswith("site")] == ["site-clash"]


def test_one_dossier_accepted_at_two_counters_is_a_clash_and_nobody_tells_it_for_ever(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    ours = first.accept()
    with second.store.write() as work:
        theirs = accept(work, counter="Q2", dossier_id=ours.id)
    _all(first, second)
    for counter in (first, second):
        with counter.store.write() as work:
            work.dossiers.set_state(ours.id, Honest.CONFIRMED)
    _all(first, second)
    assert (first.exchange().told, second.exchange().told) == (0, 0)
    assert [first.accepted(ours.id).operation_id, second.accepted(ours.id).operation_id] == [
        ours.operation_id,
        theirs.operation_id,
    ]
    with second.store.read() as work:
        assert [line.what for line in work.audit.lines() if line.what.startswith("site")] == ["site-clash"]


def test_a_cut_after_the_server_has_it_tells_it_again_and_the_server_holds_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.step(accepted.id, Act.RESULT_ARRIVED)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(passing, "note_told", cut)
        with pytest.raises(KeyboardInterrupt):
            first.exchange()
    _all(first, second)
    with first.engine.connect() as server:
        assert server.scalar(text("SELECT count(*) FROM site_entries")) == 2
    assert second.dossiers() == [accepted.id]


def test_a_new_server_is_told_everything_by_whoever_comes_first_in_the_order_of_the_old_one(hall: Hall) -> None:
    """The server burned, or an old backup of it was restored: IT runs `site init` again."""
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.step(accepted.id, Act.RESULT_ARRIVED)
    _all(first, second)
    second.step(accepted.id, Act.RETURNED)
    _all(second, first)
    owner = Founding(hall.address, OWNER, PASSWORD)
    with owner._server() as server:
        server.execute(text("DELETE FROM site_entries"))
    owner.found(site_key(hall.founder))
    third = hall.counter("Q3")
    later = second.accept()
    _all(second, third, first)
    assert first.dossiers() == second.dossiers() == third.dossiers() == sorted([accepted.id, later.id])
    assert _acts(third, accepted.id) == [Act.RESULT_ARRIVED, Act.RETURNED] == _acts(first, accepted.id)
    assert third.life(accepted.id) == first.life(accepted.id) == second.life(accepted.id)


def test_a_counter_with_another_key_reads_nothing_and_loses_nothing(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    accepted = first.accept()
    first.exchange()
    engine = joined_engine(hall.address, "Q2", second.key_chain)
    with pytest.raises((SiteUnreadable, SiteNotJoined)):
        SiteExchange(second.store, engine, new_key(), "Q2").once()
    engine.dispose()
    assert second.dossiers() == []
    second.exchange()
    assert second.dossiers() == [accepted.id]


def test_after_the_key_was_renewed_those_who_joined_again_share_everything(hall: Hall) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    before = first.accept()
    _all(first, second)
    owner = Founding(hall.address, OWNER, PASSWORD)
    keep_key(hall.founder, owner.found(site_key(hall.founder), renew=True))
    first.join_again(join_as(hall.address, "Q1", hall.founder))
    second.join_again(join_as(hall.address, "Q2", hall.founder))
    after = second.accept()
    third = hall.counter("Q3")
    _all(first, second, third)
    assert first.dossiers() == second.dossiers() == third.dossiers() == sorted([before.id, after.id])


def test_a_restored_counter_hears_from_the_hall_what_its_backup_did_not_hold(hall: Hall, tmp_path: Path) -> None:
    first, second = hall.counter("Q1"), hall.counter("Q2")
    lost = second.accept()
    _all(first, second)
    renewed = HallCounter(tmp_path / "renewed", "Q2", hall.address, second.key_chain)
    renewed.exchange()
    assert renewed.accepted(lost.id).receipt == lost.receipt
    renewed.close()


def test_without_the_server_each_goes_on_and_catches_up_by_itself(site_server: PostgresServer, tmp_path: Path) -> None:
    """Killed ten times, work going on all the while: nothing lost, nothing doubled, by a ledger of what was done."""
    with hall_on(site_server, tmp_path) as hall:
        counters = [hall.counter(code) for code in ("Q1", "Q2", "Q3")]
        ledger: list[object] = []
        for turn in range(10):
            for counter in counters:
                accepted = counter.accept()
                ledger.append(accepted.id)
                counter.step(accepted.id, Act.HANDED_OVER)
            counters[turn % 3].exchange()
            site_server.kill()
            for counter in counters:
                ledger.append(counter.accept().id)
                with pytest.raises(SiteLost):
                    counter.exchange()
            site_server.start()
        _all(*counters)
        for counter in counters:
            assert counter.dossiers() == sorted(ledger)  # type: ignore[type-var]
            with counter.store.connection(writing=False) as own:
                assert own.scalar(text("SELECT count(*) FROM dossier_steps")) == 30
                assert own.scalar(text("SELECT count(DISTINCT hall_place) FROM dossier_steps")) == 30
