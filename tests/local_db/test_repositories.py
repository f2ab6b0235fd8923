"""What the counter writes down, it finds again: queue, drafts, dossiers, register, catalogue, outbox, audit."""

from __future__ import annotations

import threading
import traceback
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.codes import DossierCode
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import AlreadyAccepted, BadCatalogue, BrokenPromise, NotTheProvince, UnknownProcedure
from counter_app.domain.outbox import ProvinceReceipt
from counter_app.domain.ticket import Ticket, TicketState
from counter_app.ports import AuditLine, LookUpLine
from local_db.audit import SqlAudit
from local_db.store import SqlStore
from tests.local_db.samples import CITIZEN, CLERK, COUNTER, DAY, NOW, PERSON, SITE, accept, draft, event, held, ticket

# --- the queue -----------------------------------------------------------------------------------------


def _issue(store: SqlStore, letter: str = "A") -> Ticket:
    with store.write() as work:
        return work.tickets.issue(lambda number: ticket(number, letter), SITE, DAY, letter)


def test_tickets_count_from_one_by_letter_and_are_called_in_the_order_of_issue(store: SqlStore) -> None:
    issued = [_issue(store, letter) for letter in "ABA"]
    assert [t.label for t in issued] == ["A001", "B001", "A002"]
    with store.write() as work:
        first = work.tickets.next_waiting(SITE, DAY)
        assert first == issued[0]
        work.tickets.save(first.called(NOW, COUNTER))
        assert work.tickets.next_waiting(SITE, DAY, ("no-such-group",)) is None
    with store.write() as work:  # who asks for the next takes it
        assert work.tickets.next_waiting(SITE, DAY) == issued[1]
    with store.read() as work:
        assert work.tickets.count(SITE, DAY, TicketState.WAITING) == 2
        assert work.tickets.get(first.id).called_by == COUNTER
        assert [t.label for t in work.tickets.list(SITE, DAY)] == ["A001", "B001", "A002"]
        assert work.tickets.list("another hall", DAY) == ()


def test_what_was_sent_to_a_counter_at_work_is_next_for_that_counter_alone(store: SqlStore) -> None:
    sent = _issue(store).called(NOW, "Q01").sent_on(NOW, "ho-tich", "", to="Q03")
    after = _issue(store)
    with store.write() as work:
        work.tickets.save(sent)
        assert work.tickets.get(sent.id) == sent
        assert work.tickets.next_waiting(SITE, DAY, counter="Q02", at_work=("Q02", "Q03")) == after
        assert work.tickets.next_waiting(SITE, DAY, counter="Q03", at_work=("Q02", "Q03")) == sent
        assert work.tickets.next_waiting(SITE, DAY, counter="Q02", at_work=("Q02",)) == sent, "that one is closed"


def test_every_time_of_a_ticket_is_kept(store: SqlStore) -> None:
    done = _issue(store).called(NOW, COUNTER).not_here(NOW + timedelta(minutes=1)).called(NOW, COUNTER)
    done = done.arrived(NOW + timedelta(minutes=2)).finished(NOW + timedelta(minutes=9))
    with store.write() as work:
        work.tickets.save(done)
    with store.read() as work:
        assert work.tickets.get(done.id) == done


def test_many_windows_at_once_never_get_one_number_twice(store: SqlStore) -> None:
    labels: list[str] = []
    threads = [threading.Thread(target=lambda: labels.append(_issue(store).label)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(labels) == [f"A{n:03d}" for n in range(1, 13)]


# --- drafts and dossiers -------------------------------------------------------------------------------


def test_a_draft_reopens_at_its_step_for_its_clerk_the_latest_first(store: SqlStore) -> None:
    first, second, others = draft(), draft(step="accept"), draft(clerk="clerk-2")
    with store.write() as work:
        for each in (first, second, others):
            work.drafts.save(each)
        work.drafts.save(replace(first, step="papers"))
    with store.read() as work:
        assert work.drafts.open_of(CLERK) == (replace(first, step="papers"), second)
        assert work.drafts.get(others.dossier.id) == others


def test_a_draft_put_away_is_not_open_any_more(store: SqlStore) -> None:
    one = draft()
    with store.write() as work:
        work.drafts.save(one)
        work.drafts.put_away(one.dossier.id)
        assert work.drafts.open_of(CLERK) == ()
        with pytest.raises(KeyError):
            work.drafts.get(one.dossier.id)


def test_an_accepted_dossier_is_no_draft_any_more_and_found_by_operation_and_person(store: SqlStore) -> None:
    operation = uuid4()
    with store.write() as work:
        accepted = accept(work, operation)
        later = accept(work)
    with store.read() as work:
        dossier, found = work.dossiers.get(accepted.id)
        assert found == accepted
        assert dossier.applicant == CITIZEN
        assert work.dossiers.by_operation(operation) == accepted
        assert work.dossiers.by_operation(uuid4()) is None
        assert work.dossiers.of_person(PERSON) == work.dossiers.recent() == (later, accepted)
        assert work.dossiers.recent(limit=1) == (later,)
        assert work.drafts.open_of(CLERK) == ()
    with pytest.raises(AlreadyAccepted), store.write() as work:
        work.drafts.save(replace(draft(), dossier=dossier))


def test_prints_state_and_linked_code_are_marked(store: SqlStore) -> None:
    with store.write() as work:
        one = accept(work).id
        assert [work.dossiers.count_print(one) for _ in range(3)] == [0, 1, 2]
        work.dossiers.set_state(one, Honest.SENT, "environment.line-down")
        work.dossiers.link_code(one, DossierCode("H13.552-261123-0007"))
    with store.read() as work:
        _, accepted = work.dossiers.get(one)
    assert (accepted.prints, accepted.state, accepted.problem) == (3, Honest.SENT, "environment.line-down")
    assert accepted.linked_code == DossierCode("H13.552-261123-0007")


def test_a_code_is_borne_by_one_dossier_however_often_the_province_gives_it(store: SqlStore) -> None:
    given = DossierCode("H13.552-261123-0907")
    with store.write() as work:
        one, two = accept(work), accept(work)
        work.dossiers.link_code(one.id, given)
        work.dossiers.link_code(one.id, given)
        for taken in (given, one.code):
            with pytest.raises(NotTheProvince):
                work.dossiers.link_code(two.id, taken)
    with store.read() as work:
        assert work.dossiers.get(two.id)[1].linked_code is None


def test_one_operation_cannot_make_two_dossiers(store: SqlStore) -> None:
    operation = uuid4()
    with store.write() as work:
        accept(work, operation)
    with pytest.raises(BrokenPromise), store.write() as work:
        accept(work, operation)
    with store.read() as work:
        assert len(work.dossiers.recent()) == 1
        assert work.outbox.waiting() == 1


# --- theirs --------------------------------------------------------------------------------------------


def test_the_province_wins_and_only_the_kinds_asked_for_are_shown(store: SqlStore) -> None:
    moved = replace(CITIZEN, address="Ấp 2")
    with store.write() as work:
        work.register.put_citizens([CITIZEN, Citizen(PersonalNumber("094190000001"), "Thạch Thị Sa")], NOW)
        work.register.put_citizens([moved], NOW)
        work.register.put_held_papers([held("1"), held("2", kind="other"), held("1")])
    with store.read() as work:
        assert work.register.citizen(PERSON) == moved
        assert work.register.citizen(PersonalNumber("094190000002")) is None
        assert work.register.held_papers(PERSON, ["KQ.G15.000032"]) == (held("1"),)
        assert work.register.held_papers(PERSON, []) == ()


def test_the_register_says_when_it_was_last_complete(store: SqlStore) -> None:
    with store.write() as work:
        assert (work.register.as_of(), work.register.cursor()) == (None, None)
        work.register.set_as_of(NOW, "c1")
        work.register.set_as_of(NOW + timedelta(hours=1), "c2")
    with store.read() as work:
        assert (work.register.as_of(), work.register.cursor()) == (NOW + timedelta(hours=1), "c2")


BUNDLE = {
    "version": "1",
    "code_digits": 4,
    "groups": [{"code": "g", "letter": "A", "name": "Hộ tịch"}],
    "sources": {"ho-tich": "CSDL hộ tịch"},
    "kinds": {"k": {"name": "Tờ khai"}},
    "procedures": [
        {
            "code": "1.000001",
            "name": "Thử",
            "field_name": "Hộ tịch",
            "deadline": {"term": "working-days", "amount": 3},
            "valid_from": "2025-07-01",
            "components": [{"code": "a", "name": "Tờ khai", "due": "hand-in", "kinds": ["k"]}],
            "service_group": "g",
        }
    ],
    "rules": [],
    "calendar": {"known_until": "2026-12-31", "days_off": [{"day": "2026-09-02", "name": "Quốc khánh"}]},
}


def test_before_the_first_sync_the_catalogue_is_empty_and_says_that_no_day_is_settled(store: SqlStore) -> None:
    with store.read() as work:
        assert work.catalogue.version() is None
        for empty in (work.catalogue.procedures(DAY), work.catalogue.rules(DAY), work.catalogue.groups()):
            assert empty == ()
        assert work.catalogue.calendar().known_until is not None
        with pytest.raises(UnknownProcedure):
            work.catalogue.procedure("1.000001", DAY)


def test_a_catalogue_is_taken_in_as_a_whole_or_not_at_all(store: SqlStore) -> None:
    with store.write() as work:
        work.catalogue.replace(BUNDLE)
    with pytest.raises(BadCatalogue), store.write() as work:
        work.catalogue.replace({**BUNDLE, "version": "2", "procedures": [{"code": "x"}]})
    with store.read() as work:
        assert work.catalogue.version() == "1"
        assert work.catalogue.procedure("1.000001", DAY).name == "Thử"
        assert work.catalogue.sources() == {"ho-tich": "CSDL hộ tịch"}


def test_a_catalogue_that_was_rolled_back_is_not_remembered(store: SqlStore) -> None:
    def breaks_off() -> None:
        with store.write() as work:
            work.catalogue.replace({**BUNDLE, "version": "2"})
            assert work.catalogue.version() == "2"
            raise LookupError

    with pytest.raises(LookupError):
        breaks_off()
    with store.write() as work:
        work.catalogue.replace({**BUNDLE, "version": "3"})
    with store.read() as work:
        assert work.catalogue.version() == "3"


# --- what waits for the province -----------------------------------------------------------------------


def test_events_are_due_in_order_and_of_a_dossier_only_the_first(store: SqlStore) -> None:
    mine, others = uuid4(), uuid4()
    with store.write() as work:
        first, second, other = (work.outbox.add(event(dossier)) for dossier in (mine, mine, others))
        assert first.order < second.order < other.order
        assert work.outbox.due(NOW) == (first, other)
        work.outbox.mark_failed(first.id, "environment.line-down", NOW, NOW + timedelta(minutes=5))
        assert work.outbox.due(NOW) == (other,)  # the one behind waits too
        again = work.outbox.due(NOW + timedelta(minutes=5))[0]
        assert (again.id, again.attempts, again.problem) == (first.id, 1, "environment.line-down")
        assert again.payload == first.payload
        assert list(again.payload) == list(first.payload)  # sent as it was written: the hash depends on it
        assert again.files == first.files


def test_a_confirmed_event_makes_room_for_the_next_and_stays_confirmed(store: SqlStore) -> None:
    dossier = uuid4()
    with store.write() as work:
        first, second = (work.outbox.add(event(dossier)) for _ in range(2))
        work.outbox.mark_sent(first.id, NOW)
        receipt = ProvinceReceipt(first.id, "ab" * 32, ("cd" * 32,), NOW)
        for later in range(2):
            work.outbox.mark_confirmed(first.id, receipt, NOW + timedelta(hours=later))
        assert work.outbox.due(NOW) == (second,)
        assert work.outbox.waiting() == 1
        assert work.outbox.get(first.id).confirmed_at == NOW
        with pytest.raises(KeyError):
            work.outbox.mark_sent(uuid4(), NOW)


# --- who did what --------------------------------------------------------------------------------------


def _fill_audit(store: SqlStore) -> None:
    for n in range(5):
        with store.write() as work:
            work.audit.add(AuditLine(NOW, CLERK, COUNTER, "dossier-accepted", {"n": str(n)}))
            work.audit.add_look_up(LookUpLine(uuid4(), NOW, CLERK, COUNTER, PERSON, "để thử", "1.0", "answered"))


def test_audit_lines_come_back_the_latest_first(store: SqlStore) -> None:
    _fill_audit(store)
    with store.read() as work:
        assert [line.about["n"] for line in work.audit.lines(3)] == ["4", "3", "2"]
        assert [line.purpose for line in work.audit.look_ups()] == ["để thử"] * 5


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit SET who = 'nobody' WHERE line = 3", ("audit", 3)),
        ("DELETE FROM audit WHERE line = 2", ("audit", 3)),
        ("UPDATE look_ups SET purpose = '' WHERE line = 5", ("look_ups", 5)),
        ("UPDATE look_ups SET at = '2020-01-01 00:00:00.000000' WHERE line = 1", ("look_ups", 1)),
    ],
)
def test_a_changed_line_shows(store: SqlStore, tampering: str, found: tuple[str, int]) -> None:
    _fill_audit(store)
    with store._engines.writer.begin() as connection:
        assert SqlAudit(connection).first_broken_line() is None
        connection.execute(text(tampering))
        assert SqlAudit(connection).first_broken_line() == found


# --- transactions --------------------------------------------------------------------------------------


def test_a_read_sees_one_moment_while_another_window_writes(store: SqlStore) -> None:
    _issue(store)
    with store.read() as work:
        assert len(work.tickets.list(SITE, DAY)) == 1
        writer = threading.Thread(target=lambda: _issue(store))
        writer.start()
        writer.join(timeout=30)
        assert not writer.is_alive(), "a reader held the writer up"
        assert len(work.tickets.list(SITE, DAY)) == 1
    with store.read() as work:
        assert len(work.tickets.list(SITE, DAY)) == 2


def test_a_write_in_a_read_is_our_mistake(store: SqlStore) -> None:
    with pytest.raises(BrokenPromise), store.read() as work:
        work.register.put_citizens([CITIZEN], NOW)


def test_a_write_within_a_write_is_our_mistake_and_not_a_standstill(store: SqlStore) -> None:
    with store.write(), pytest.raises(BrokenPromise), store.write():
        pass
    _issue(store)


def test_an_error_never_quotes_the_person(store: SqlStore) -> None:
    operation = uuid4()

    def accepts_twice() -> None:
        with store.write() as work:
            accept(work, operation)
            accept(work, operation)

    with pytest.raises(BrokenPromise) as broken:
        accepts_twice()
    told = "".join(traceback.format_exception(broken.value))
    assert "UNIQUE" in told  # the driver's own words are there
    assert PERSON.value not in told
    assert CITIZEN.full_name not in told
