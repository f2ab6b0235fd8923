"""The queue: numbers, calls, who came and who did not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from counter_app.domain.errors import AlreadyAccepted, BrokenPromise, NothingWaiting, NumbersGivenOut
from counter_app.domain.ticket import Priority, Ticket, TicketState
from tests.paperwork.reading import text_of
from tests.use_cases.reception import CARD, CIVIL, COPIES, MONDAY, Reception, colleague


def ticket(reception: Reception, ticket_id: UUID | None) -> Ticket:
    assert ticket_id is not None
    with reception.store.read() as work:
        return work.tickets.get(ticket_id)


def test_each_letter_counts_for_itself_and_begins_anew_each_day(reception: Reception) -> None:
    issue = reception.desk.issue_ticket
    labels = [issue(group).ticket.label for group in (CIVIL, CIVIL, COPIES, CIVIL)]
    assert labels == ["A001", "A002", "B001", "A003"]
    reception.clock.forward(days=1)
    assert issue(CIVIL).ticket.label == "A001"


def test_the_day_is_vietnams_wherever_the_pc_thinks_it_stands(reception: Reception) -> None:
    reception.clock.strike(0, 30)  # still Sunday in Greenwich
    assert reception.desk.issue_ticket(CIVIL).ticket.day == MONDAY.date()


def test_whoever_takes_a_number_hears_how_many_wait_before_him_at_any_letter(reception: Reception) -> None:
    issue = reception.desk.issue_ticket
    assert [issue(group).people_ahead for group in (CIVIL, COPIES, CIVIL)] == [0, 1, 2]
    reception.desk.call_next()
    assert issue(CIVIL).people_ahead == 2


def test_they_are_called_in_the_order_in_which_they_came_whatever_their_letter(reception: Reception) -> None:
    for group in (COPIES, CIVIL, COPIES):
        reception.desk.issue_ticket(group)
        reception.clock.forward(seconds=20)
    called = [ticket(reception, reception.desk.call_next().ticket_id).label for _ in range(3)]
    assert called == ["B001", "A001", "B002"]


def test_a_tickets_times_are_when_it_was_called_arrived_and_finished(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    reception.clock.forward(minutes=4)
    draft = reception.desk.call_next()
    reception.clock.forward(minutes=1)
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.clock.forward(minutes=1)
    reception.desk.welcome.by_card(draft.dossier.id, CARD)  # read again: he has arrived long ago
    reception.clock.forward(minutes=8)
    reception.desk.call_next()
    times = ticket(reception, draft.ticket_id)
    assert times.state is TicketState.FINISHED
    after = [times.issued_at, times.called_at, times.arrived_at, times.finished_at]
    assert [(moment - MONDAY).total_seconds() / 60 for moment in after if moment] == [0, 4, 5, 14]
    assert times.called_by == "Q01"


def test_whoever_does_not_come_is_marked_and_the_next_is_called(reception: Reception) -> None:
    for _ in range(2):
        reception.desk.issue_ticket(CIVIL)
    absent = reception.desk.call_next()
    reception.clock.forward(minutes=2)
    reception.desk.not_here(absent.dossier.id)
    assert reception.desk.resume() is None
    marked = ticket(reception, absent.ticket_id)
    assert (marked.state, marked.finished_at) == (TicketState.NOT_HERE, None)
    assert marked.not_here_at == reception.clock.now()
    assert ticket(reception, reception.desk.call_next().ticket_id).label == "A002"
    assert [t.label for t in reception.desk.overview.queue().not_here] == ["A001"]


def test_calling_with_nobody_waiting_leaves_the_citizen_at_the_counter(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    with pytest.raises(NothingWaiting):
        reception.desk.call_next()
    assert ticket(reception, draft.ticket_id).state is TicketState.CALLED
    assert reception.desk.resume() == draft
    assert reception.desk.overview.queue().current == ticket(reception, draft.ticket_id)


def test_two_counters_calling_at_once_never_get_one_citizen(reception: Reception) -> None:
    for _ in range(12):
        reception.desk.issue_ticket(CIVIL)
    desks = [reception.at(code=f"Q0{n}", clerk=colleague(n)) for n in (1, 2, 3)]
    with ThreadPoolExecutor(3) as hall:
        calls = [hall.submit(desks[n % 3].call_next) for n in range(12)]
        called = [ticket(reception, call.result().ticket_id).label for call in calls]
    assert sorted(called) == [f"A{n:03d}" for n in range(1, 13)]


def test_a_counters_call_finishes_nobody_elses_citizen(reception: Reception) -> None:
    for _ in range(3):
        reception.desk.issue_ticket(CIVIL)
    mine = reception.desk.call_next()
    other = reception.at(code="Q02", clerk=colleague(2))
    theirs = other.call_next()
    reception.clock.forward(minutes=1)
    other.call_next()
    assert ticket(reception, mine.ticket_id).state is TicketState.CALLED
    assert ticket(reception, theirs.ticket_id).state is TicketState.FINISHED


def test_a_draft_with_nothing_in_it_does_not_come_back_but_one_that_was_begun_does(reception: Reception) -> None:
    reception.desk.walk_in()  # a key pressed by mistake
    begun = reception.begin()
    reception.desk.walk_in()
    last = reception.desk.walk_in()
    reception.desk.not_here(last.dossier.id)
    left = reception.desk.resume()
    assert left is not None
    assert left.dossier.id == begun
    reception.desk.put_away(begun)
    assert reception.desk.resume() is None


def test_a_citizen_who_goes_is_put_away_with_the_ticket_finished_and_a_line_in_the_audit(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.welcome.by_card(draft.dossier.id, CARD)
    reception.desk.put_away(draft.dossier.id)
    assert ticket(reception, draft.ticket_id).state is TicketState.FINISHED
    assert reception.audit()[0].what == "draft-put-away"
    with pytest.raises(BrokenPromise):
        reception.desk.put_away(draft.dossier.id)


def test_an_accepted_dossier_cannot_be_put_away(reception: Reception) -> None:
    accepted = reception.accept()
    with pytest.raises(AlreadyAccepted):
        reception.desk.put_away(accepted.id)


def test_the_ticket_that_prints_gives_a_number_and_never_a_procedure(reception: Reception) -> None:
    issued = reception.desk.issue_ticket(CIVIL)
    job = reception.desk.print_ticket(issued, CIVIL.name)
    assert len(reception.printed()) == 1
    assert [paper.name for paper in reception.tray.iterdir()] == [f"{int(job.id):04}-A001.pdf"]


def test_a_ticket_printed_again_bears_the_same_number_and_says_that_it_is_another_paper(
    reception: Reception, tmp_path: Path
) -> None:
    issued = reception.desk.issue_ticket(CIVIL)
    reception.desk.print_ticket(issued, CIVIL.name)
    reception.desk.print_ticket.again(issued.ticket, CIVIL.name)
    first, second = (text_of(paper, tmp_path) for paper in reception.printed())
    assert "BẢN IN LẠI" not in first
    assert "A001 BẢN IN LẠI" in second
    assert "chờ trước" not in second, "nobody counted them again"
    assert [line.label for line in reception.desk.overview.queue().waiting] == ["A001"]


def test_a_hall_whose_citizens_speak_khmer_prints_both_languages(reception: Reception) -> None:
    issued = reception.desk.issue_ticket(CIVIL)
    reception.desk.print_ticket(issued, CIVIL.name)
    reception.at(ticket_languages=("km",)).print_ticket(issued, CIVIL.name)
    short, long = (pypdfium2.PdfDocument(paper)[0].get_size()[1] for paper in reception.printed())
    assert long > 1.4 * short


def test_a_service_has_so_many_numbers_a_day_and_priority_goes_past_them(reception: Reception) -> None:
    desk = reception.at(quota={CIVIL.code: 2})
    for _ in range(2):
        desk.issue_ticket(CIVIL)
    for issue in (desk.issue_ticket, desk.kiosk.issue):
        with pytest.raises(NumbersGivenOut) as told:
            issue(CIVIL)
        assert told.value.facts == {"group": CIVIL.name, "quota": "2"}
    assert desk.issue_ticket(COPIES).ticket.label == "B001"
    assert desk.issue_ticket(CIVIL, Priority.ELDERLY).ticket.label == "A003"
    reception.clock.forward(days=1)
    assert desk.issue_ticket(CIVIL).ticket.label == "A001"
