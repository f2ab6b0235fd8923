"""What becomes of a number beside being called: before others, once more, parked, on to another service, left open."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from uuid import UUID

import pytest

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.errors import HeldElsewhere, NotACitizenCard, NothingWaiting, NoTicket
from counter_app.domain.ticket import Priority, Ticket, TicketState
from tests.use_cases.reception import (
    CARD,
    CIVIL,
    COPIES,
    OTHER_CARD,
    SA_RINH_NAME,
    SINGLE,
    Reception,
    colleague,
    residence,
)


def ticket(reception: Reception, ticket_id: UUID | None) -> Ticket:
    assert ticket_id is not None
    with reception.store.read() as work:
        return work.tickets.get(ticket_id)


def serve_whoever_is_next(reception: Reception) -> None:
    reception.hold(residence(PersonalNumber(CARD[:12])))
    draft_id = reception.desk.call_next().dossier.id
    reception.desk.welcome.by_card(draft_id, CARD)
    reception.choose(draft_id, SINGLE)
    reception.desk.settle.take(draft_id)
    reception.add_page(draft_id, 1)
    for component in reception.draft(draft_id).dossier.missing:
        reception.desk.settle.show(draft_id, component.code)
    reception.accept(draft_id)


def test_who_has_priority_is_called_first_and_the_reason_stands_in_the_audit(reception: Reception) -> None:
    first = reception.desk.issue_ticket(CIVIL)
    reception.clock.forward(minutes=5)
    old = reception.desk.issue_ticket(CIVIL, Priority.ELDERLY)
    assert (old.people_ahead, first.people_ahead) == (0, 0)
    assert [t.label for t in reception.desk.overview.queue().waiting] == ["A002", "A001"]
    assert reception.desk.call_next().ticket_id == old.ticket.id
    line = next(line for line in reception.audit() if line.what == "priority-given")
    assert line.about == {"label": "A002", "reason": "elderly"}


def test_calling_once_more_changes_no_time(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    before = ticket(reception, draft.ticket_id)
    reception.clock.forward(minutes=1)
    again = reception.desk.guide.once_more()
    assert again == ticket(reception, draft.ticket_id)
    assert again.last_heard == reception.clock.now(), "the hall hears it, at whichever PC the board is"
    assert replace(again, again_at=None) == before
    end = reception.clock.now()
    assert again.service(end) == before.service(end)


def test_a_citizen_who_lacks_one_paper_keeps_the_place_and_the_dossier(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.clock.forward(minutes=3)
    reception.desk.guide.park()
    assert [t.label for t in reception.desk.overview.queue().parked] == ["A001"]
    other = reception.desk.call_next()
    assert ticket(reception, other.ticket_id).label == "A002"
    reception.clock.forward(minutes=40)
    back = reception.desk.call_next.again(ticket(reception, draft.ticket_id).id)
    assert back.dossier.id == draft.dossier.id
    assert back.dossier.applicant is not None
    assert back.dossier.applicant.full_name == SA_RINH_NAME
    reception.clock.forward(minutes=2)
    reception.desk.put_away(back.dossier.id)
    mine = [s for s in reception.desk.queue_figures().figures.services if s.ticket_id == draft.ticket_id]
    assert [round(s.served / 60) for s in mine] == [3, 2], "the errand home is nobody's service"
    assert mine[1].waited == 0


def test_a_parked_dossier_whose_citizen_does_not_come_when_called_again_still_waits_with_its_number(
    reception: Reception,
) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.desk.guide.park()
    assert draft.ticket_id is not None
    reception.desk.call_next.again(draft.ticket_id)
    reception.desk.not_here(draft.dossier.id)
    assert reception.desk.resume() is None, "its citizen is not at the counter"
    back = reception.desk.call_next.again(draft.ticket_id)
    assert back.dossier.id == draft.dossier.id
    assert back.dossier.applicant is not None


def test_a_parked_number_is_never_called_by_itself(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    reception.desk.call_next()
    reception.desk.guide.park()
    with pytest.raises(NothingWaiting):
        reception.desk.call_next()


def test_several_services_of_one_visit_are_timed_apart(reception: Reception) -> None:
    issued = reception.desk.issue_ticket(CIVIL)
    reception.clock.forward(minutes=10)
    draft = reception.desk.call_next()
    reception.clock.forward(minutes=4)
    waiting = reception.desk.guide.send_on(COPIES.code, " cần 2 bản sao ")
    assert (waiting.label, waiting.group, waiting.note) == ("A001", COPIES.code, "cần 2 bản sao")
    reception.clock.forward(minutes=6)
    other = reception.at(code="Q02", clerk=colleague(2))
    again = other.call_next()
    assert again.ticket_id == issued.ticket.id
    assert again.dossier.id != draft.dossier.id, "a service of its own"
    reception.clock.forward(minutes=3)
    other.put_away(again.dossier.id)
    services = reception.desk.queue_figures().figures.services
    told = [(s.group, s.counter, round(s.waited / 60), round((s.way + s.served) / 60)) for s in services]
    assert told == [(CIVIL.code, "Q01", 10, 4), (COPIES.code, "Q02", 6, 3)]


def test_a_citizen_without_a_number_is_sent_nowhere(reception: Reception) -> None:
    reception.desk.walk_in()
    for verb in (reception.desk.guide.park, reception.desk.guide.once_more):
        with pytest.raises(NoTicket):
            verb()
    with pytest.raises(NoTicket):
        reception.desk.guide.send_on(COPIES.code, "")


def test_numbers_left_open_are_closed_the_next_day_and_marked(reception: Reception) -> None:
    left = [reception.desk.issue_ticket(CIVIL).ticket.id for _ in range(3)]
    reception.desk.call_next()
    reception.clock.forward(days=1)
    reception.desk.issue_ticket(CIVIL)
    assert [ticket(reception, each).state for each in left] == [TicketState.LEFT_OPEN] * 3
    monday = reception.clock.now().date().replace(day=23)
    assert len(reception.desk.queue_figures(monday).left_open) == 3
    assert reception.desk.call_next().ticket_id not in left


def test_a_time_that_says_nothing_is_marked_and_leaves_the_figures(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    reception.clock.forward(minutes=12)
    first = reception.desk.call_next()
    reception.clock.forward(minutes=50)
    reception.desk.call_next()  # the clerk forgot to call
    assert first.ticket_id is not None
    assert reception.desk.queue_figures().figures.counted == 1
    reception.desk.guide.time_wrong(first.ticket_id)
    marked = reception.desk.queue_figures().figures
    assert (marked.counted, marked.wrong, marked.mean_wait) == (0, 1, 0.0)
    reception.desk.guide.time_wrong(first.ticket_id, wrong=False)
    assert reception.desk.queue_figures().figures.counted == 1


def test_the_figures_stand_against_fifteen_and_thirty_minutes_and_go_out_as_a_table(reception: Reception) -> None:
    for wait in (10, 20, 40):
        reception.desk.issue_ticket(CIVIL)
        reception.clock.forward(minutes=wait)
        draft = reception.desk.call_next()
        reception.clock.forward(minutes=5)
        reception.desk.put_away(draft.dossier.id)
    figures = reception.desk.queue_figures().figures
    assert (figures.counted, figures.within_good, figures.within_bad) == (3, 1, 2)
    assert (round(figures.mean_wait), round(figures.longest_wait)) == (23, 40)
    assert [(hour.hour, hour.called) for hour in figures.hours] == [(9, 2), (10, 1)]
    rows = list(csv.reader(StringIO(reception.desk.queue_figures.table().removeprefix("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["A001", "A002", "A003"]
    assert rows[1][4:8] == ["09:00:00", "09:10:00", "09:10:00", "09:15:00"]


def test_the_ticket_tells_the_wait_once_services_were_measured(reception: Reception) -> None:
    for _ in range(6):
        reception.desk.issue_ticket(CIVIL)
        draft = reception.desk.call_next()
        reception.clock.forward(minutes=8)
        reception.desk.put_away(draft.dossier.id)
    for _ in range(3):
        reception.desk.issue_ticket(CIVIL)
    reception.desk.call_next()
    told = reception.desk.issue_ticket(CIVIL)
    assert told.people_ahead == 2
    assert told.wait is not None
    assert 20 < told.wait.likely < 26, "two others, and the one at the counter"


def test_whoever_is_sent_on_with_a_dossier_begun_stops_nobody_elses_call(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.desk.guide.send_on(COPIES.code, "")
    other = reception.at(code="Q02", clerk=colleague(2)).call_next()
    assert other.ticket_id == draft.ticket_id
    kept = reception.desk.resume()
    assert kept is not None
    assert (kept.dossier.id, kept.ticket_id) == (draft.dossier.id, None), "still this clerk's, without the number"


def test_what_was_brought_with_the_number_goes_on_with_it_and_leaves_no_second_dossier(reception: Reception) -> None:
    reception.desk.kiosk.issue(CIVIL, None, reception.desk.kiosk.read(CARD))
    reception.desk.call_next()
    reception.desk.guide.send_on(COPIES.code, "")
    assert reception.desk.overview.drafts() == ()
    applicant = reception.at(code="Q02", clerk=colleague(2)).call_next().dossier.applicant
    assert applicant is not None
    assert applicant.full_name == SA_RINH_NAME


def test_one_typed_letter_keeps_the_dossier_of_whoever_is_called_past(reception: Reception) -> None:
    for card in (CARD, OTHER_CARD):
        reception.desk.kiosk.issue(CIVIL, None, reception.desk.kiosk.read(card))
    drafts = [reception.desk.call_next()]
    reception.desk.settle.set_field(drafts[0].dossier.id, "phone", "0912345678")
    drafts.append(reception.desk.call_next())
    reception.desk.walk_in()  # the second is called past untouched
    kept = {one.draft.dossier.id for one in reception.desk.overview.drafts()}
    assert [draft.dossier.id in kept for draft in drafts] == [True, False]


def test_the_kiosk_takes_no_card_that_the_desk_would_not(reception: Reception) -> None:
    with pytest.raises(NotACitizenCard):
        reception.desk.kiosk.read(CARD.replace(SA_RINH_NAME, "Thạch " * 40))


def test_what_is_odd_about_a_card_at_the_kiosk_is_told_to_whoever_calls_the_number(reception: Reception) -> None:
    odd = reception.desk.kiosk.read(CARD.replace("02091990", "02091970"))
    reception.desk.kiosk.issue(CIVIL, None, odd)
    draft = reception.desk.call_next()
    assert draft.warnings == odd.warnings != ()
    assert reception.desk.welcome.by_card(draft.dossier.id, CARD).draft.warnings == ()


def test_after_acceptance_the_citizen_goes_on_to_the_next_service(reception: Reception) -> None:
    issued = reception.desk.issue_ticket(CIVIL)
    serve_whoever_is_next(reception)
    assert reception.desk.guide.send_on(COPIES.code, "").id == issued.ticket.id


def test_an_impatient_second_press_loses_nobody(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    first = reception.desk.call_next()
    reception.clock.forward(seconds=1)
    reception.desk.call_next()
    assert [t.id for t in reception.desk.overview.queue().not_here] == [first.ticket_id]
    assert reception.desk.queue_figures().figures.services == ()


def test_with_nobody_waiting_f2_ends_the_number_whose_dossier_is_done(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    serve_whoever_is_next(reception)
    reception.clock.forward(minutes=3)
    with pytest.raises(NothingWaiting):
        reception.desk.call_next()
    assert reception.desk.overview.queue().at_counters == ()
    assert len(reception.desk.queue_figures().figures.services) == 1


def test_a_number_called_again_counts_from_that_call_and_the_wait_from_the_first(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    reception.clock.forward(minutes=5)
    absent = reception.desk.call_next()
    reception.desk.not_here(absent.dossier.id)
    reception.clock.forward(minutes=60)
    back = reception.desk.call_next.again(ticket(reception, absent.ticket_id).id)
    reception.clock.forward(minutes=4)
    reception.desk.put_away(back.dossier.id)
    (service,) = reception.desk.queue_figures().figures.services
    assert (round(service.waited / 60), round((service.way + service.served) / 60)) == (5, 4)


def test_a_parked_dossier_does_not_come_back_by_itself(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.desk.guide.park()
    assert reception.desk.resume() is None
    reception.desk.not_here(draft.dossier.id)  # Shift+F2 on it all the same: no fault


def test_after_days_without_the_program_whoever_looks_at_a_day_finds_it_closed_and_its_open_numbers_listed(
    reception: Reception,
) -> None:
    waiting = reception.desk.issue_ticket(CIVIL).ticket
    reception.desk.issue_ticket(COPIES)
    called = ticket(reception, reception.desk.call_next().ticket_id)
    monday = reception.clock.now().date()
    reception.clock.forward(days=5)
    found = reception.desk.queue_figures(monday)
    assert {one.state for one in found.left_open} == {TicketState.LEFT_OPEN}
    assert len(found.left_open) == 2
    assert {one.id for one in found.left_open} >= {waiting.id, called.id}
    rows = list(csv.reader(StringIO(reception.desk.queue_figures.table(monday))))
    assert [(row[1], row[-1]) for row in rows[1:]] == [("A001", "bỏ ngỏ"), ("B001", "bỏ ngỏ")]
    assert reception.desk.queue_figures().left_open == ()


def test_a_number_sent_to_a_certain_counter_is_called_by_that_one_alone_while_it_is_at_work(
    reception: Reception,
) -> None:
    for _ in range(3):
        reception.desk.issue_ticket(CIVIL)
    third, second = (reception.at(code=code, clerk=colleague(n)) for n, code in ((3, "Q03"), (2, "Q02")))
    sent_id = reception.desk.call_next().ticket_id
    assert third.call_next().ticket_id != sent_id
    sent = reception.desk.guide.send_to("Q03", " thiếu một chữ ký ")
    assert (sent.id, sent.group, sent.note, sent.sent_to) == (sent_id, CIVIL.code, "thiếu một chữ ký", "Q03")
    assert ticket(reception, second.call_next().ticket_id).label == "A003"
    for other in (reception.desk, second):
        with pytest.raises(NothingWaiting):
            other.call_next()
        with pytest.raises(HeldElsewhere) as held:
            other.call_next.again(sent.id)
        assert held.value.facts["counter"] == "Q03"
        assert [t.label for t in other.overview.queue().sent_on] == ["A001"]
    assert third.overview.queue().sent_on == ()
    assert third.call_next().ticket_id == sent_id
    assert ticket(reception, sent_id).sent_to is None


def test_a_number_sent_to_a_counter_that_has_closed_since_is_anybody_s(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    third, second = (reception.at(code=code, clerk=colleague(n)) for n, code in ((3, "Q03"), (2, "Q02")))
    sent_id = reception.desk.call_next().ticket_id
    at_third = third.call_next().dossier.id
    assert reception.desk.overview.queue().hall.colleagues == ("Q03",)
    reception.desk.guide.send_to("Q03", "")
    third.put_away(at_third)
    with pytest.raises(NothingWaiting):
        second.call_next()
    reception.clock.forward(minutes=50)
    assert second.overview.queue().hall.colleagues == ()
    assert second.call_next().ticket_id == sent_id
