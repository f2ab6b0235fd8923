"""Two PCs that joined their hall, each with the role that joining gave it and no right more: one queue's whole life."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from counter_app.domain.card import parse_card
from counter_app.domain.errors import NothingWaiting
from counter_app.domain.ticket import Priority, Ticket, TicketState
from counter_app.ports import Alarm, Draft
from local_db.hall import there
from local_db.schema import REVISION
from tests.local_db.counters import GROUP, SITE, HallCounter
from tests.local_db.joined import JoinedCounter, both, hall
from tests.services.postgres import PostgresServer

hall = hall
CARD = "094190004321||Thạch Thị Sa Rinh|02091990|Nữ|Ấp Chợ, xã Tài Văn, Sóc Trăng|10052021"


def test_a_number_lives_its_whole_life_with_the_rights_of_a_joined_pc(
    hall: tuple[JoinedCounter, JoinedCounter],
) -> None:
    one, two = hall
    for _ in range(4):
        one.ticket()
    both(one, two)
    assert [two.call(), one.call()] == ["A001", "A002"]
    both(one, two)
    again = two.guide.once_more()
    assert again.label == "A001"
    both(two, one)
    heard = {ticket.label: ticket.last_heard for ticket in one.tickets()}
    assert heard["A001"] == again.last_heard, "the board may be another PC's"
    parked = two.guide.park()
    assert two.call() == "A003"
    draft = two.call_next.again(parked.id)
    assert (two.state("A001"), two.state("A003")) == (TicketState.CALLED, TicketState.NOT_HERE)
    two.not_here(draft.dossier.id)
    sent = one.guide.send_on("chung-thuc", "can ban sao")
    both(one, two)
    assert (two.state(sent.label), two.state("A001")) == (TicketState.WAITING, TicketState.NOT_HERE)
    assert two.call() == sent.label == "A002"
    with two.store.read() as work:
        assert _ticket(work.tickets.list(SITE, two.today()), "A002").note == "can ban sao"
    assert one.call() == "A004"
    with pytest.raises(NothingWaiting):
        one.call()
    both(one, two)
    missed = {ticket.label for ticket in one.overview.queue().not_here}
    assert missed >= {"A001", "A003"}
    assert {ticket.label for ticket in two.overview.queue().at_counters} >= {"A002"}
    assert two.overview.queue().hall.conflicts == one.overview.queue().hall.conflicts == ()


def test_a_visit_of_two_services_is_redirected_transferred_with_a_word_and_finished_each_timed_apart(
    hall: tuple[JoinedCounter, JoinedCounter],
) -> None:
    one, two = hall
    ticket = one.issue(GROUP, priority=Priority.ELDERLY).ticket
    one.ticket()
    both(one, two)
    first = two.call_next()
    assert first.ticket_id == ticket.id, "whoever has a reason goes before"
    sent = two.guide.send_on("chung-thuc", "thiếu bản sao")
    assert (sent.state, sent.group, sent.note) == (TicketState.WAITING, "chung-thuc", "thiếu bản sao")
    both(two, one)
    draft = one.call_next()
    assert draft.ticket_id == ticket.id
    both(one, two)
    seen = _ticket(two.tickets(), ticket.label)
    assert (seen.state, seen.called_by, seen.note) == (TicketState.CALLED, "Q01", "thiếu bản sao")
    with one.store.write() as work:  # as reading the card does
        work.tickets.save(work.tickets.get(ticket.id).arrived(one.store.clock.now()))
    one.put_away(draft.dossier.id)
    both(one, two)
    for counter in hall:
        ended = _ticket(counter.tickets(), ticket.label)
        assert ended.state is TicketState.FINISHED
        with counter.store.read() as work:
            services = [
                s for s in work.tickets.services(SITE, counter.today(), counter.today()) if s.ticket_id == ticket.id
            ]
        assert [(s.group, s.counter) for s in services] == [("ho-tich", "Q02"), ("chung-thuc", "Q01")]
        assert services[0].ended_at <= services[1].waiting_since <= services[1].called_at <= services[1].ended_at
    assert two.call() != ticket.label
    two.guide.time_wrong(two.at_counter().id)
    both(two, one)
    assert _ticket(one.tickets(), two.at_counter().label).time_wrong


def _ticket(tickets: tuple[Ticket, ...], label: str) -> Ticket:
    return next(ticket for ticket in tickets if ticket.label == label)


def test_a_call_for_help_is_seen_at_the_other_counter_and_who_comes_at_both_also_after_a_cut(
    hall: tuple[JoinedCounter, JoinedCounter],
) -> None:
    one, two = hall
    assert one.colleagues()
    both(one, two)
    (alarm,) = two.colleagues.alarms()
    assert (alarm.counter, alarm.answered) == ("Q01", "")
    two.colleagues.answer("Q01")
    both(two, one)
    assert [(a.counter, a.answered) for a in one.colleagues.alarms()] == [("Q01", "Q02")]
    one.colleagues.over()
    both(one, two)
    assert one.colleagues.alarms() == two.colleagues.alarms() == ()
    one.cut()
    assert not one.colleagues(), "nobody hears it yet, and that is said"
    assert isinstance(one.colleagues.alarms()[0], Alarm)
    one.mend()
    both(one, two)
    assert [a.counter for a in two.colleagues.alarms()] == ["Q01"]


def test_what_a_card_said_at_one_counters_kiosk_stands_at_the_counter_that_calls_and_is_sealed_between_them(
    hall: tuple[JoinedCounter, JoinedCounter], postgres_server: PostgresServer
) -> None:
    one, two = hall
    issued = one.kiosk.issue(GROUP, card=parse_card(CARD), procedure="1.004873")
    one.share()
    two.share()
    assert two.kiosk.given(parse_card(CARD)) is not None, "no second number at another kiosk"
    with one.line.connect() as server:
        for table in ("site_entries", "tickets", "hall_counters"):
            for row in server.execute(text(f"SELECT t::text FROM {table} t")).scalars():
                assert not [word for word in ("094190004321", "Sa Rinh", "1.004873") if word in row]
                assert b"Sa Rinh".hex() not in row
    draft = two.call_next()
    assert _who(draft) == ("Thạch Thị Sa Rinh", "1.004873", issued.ticket.id, "clerk-Q02")
    assert _left(one) == _left(two) == 1
    with two.store.write() as work:
        work.tickets.save(work.tickets.get(issued.ticket.id).finished(two.store.clock.now()))
        work.left.forget(two.today())
    assert _left(two) == 0, "what was brought with a number does not outlive it"


def test_a_dossier_that_was_parked_is_gone_on_with_at_the_counter_that_calls_its_number(
    hall: tuple[JoinedCounter, JoinedCounter],
) -> None:
    one, two = hall
    one.kiosk.issue(GROUP, card=parse_card(CARD), procedure="1.004873")
    one.beat()
    begun = one.call_next()
    with one.store.write() as work:
        applicant = replace(parse_card(CARD).citizen(), phone="0912345678")
        work.drafts.save(replace(begun, dossier=replace(begun.dossier, applicant=applicant)))
    parked = one.guide.park()
    one.share()
    two.share()
    draft = two.call_next.again(parked.id)
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.phone == "0912345678", "as it was typed, and not as the kiosk knew it"
    both(two, one)
    with one.store.read() as work:
        assert work.drafts.all_open() == (), "it is nobody's here any more"


def _who(draft: Draft) -> tuple[str, str, object, str]:
    assert draft.dossier.applicant is not None
    assert draft.dossier.procedure is not None
    return draft.dossier.applicant.full_name, draft.dossier.procedure.code, draft.ticket_id, draft.clerk


def _left(counter: HallCounter) -> int:
    with counter.store.read() as work:
        return len(work.left.of_day(counter.today()))


def test_a_joined_pc_has_no_right_beyond_what_sharing_needs(hall: tuple[JoinedCounter, JoinedCounter]) -> None:
    one, _ = hall
    for statement in (
        "DELETE FROM tickets",
        "SELECT * FROM dossiers",
        "UPDATE facts SET value = ''",
        "DROP TABLE tickets",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), one.line.begin() as server:
            server.execute(text(statement))


def test_a_server_of_another_version_is_no_server_for_the_queue(
    hall: tuple[JoinedCounter, JoinedCounter], postgres_server: PostgresServer
) -> None:
    one, _ = hall
    administrators = postgres_server.engine(str(one.line.url.database))
    as_revision = text("UPDATE alembic_version SET version_num = :this")
    with administrators.begin() as server:
        server.execute(as_revision, {"this": "9999"})
    one.hall.link.drop()
    one.beat()
    assert not one.hall.link.up
    assert one.ticket().label.startswith(one.hall.letter)
    with administrators.begin() as server:
        server.execute(as_revision, {"this": REVISION})
    administrators.dispose()
    one.beat()
    assert one.hall.link.up


def test_a_server_that_dies_while_a_call_is_taken_back_is_away_and_stops_no_beat(
    hall: tuple[JoinedCounter, JoinedCounter], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = hall
    one.ticket()
    both(one, two)
    with two.line.begin() as server:  # as a call of the first counter's whose answer never came leaves it
        server.execute(text("UPDATE tickets SET version = version + 10, writer = 'Q01'"))

    def dies(connection: Connection, *_: object) -> None:
        connection.connection.driver_connection.close()  # type: ignore[union-attr]
        connection.execute(text("SELECT 1"))

    with monkeypatch.context() as patched:
        patched.setattr(there, "never_called", dies)
        one.hall.beat()
    assert not one.hall.link.up
    assert one.hall.state(one.today()).away_since is not None
    one.beat()
    assert one.hall.state(one.today()).away_since is None
