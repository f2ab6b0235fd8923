"""What a clerk takes up again: a number that was missed, a dossier that was left, a page that was taken off."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import AlreadyAccepted, NothingWaiting
from counter_app.domain.ticket import TicketState
from counter_app.ports import Draft
from tests.use_cases.reception import CARD, CIVIL, OTHER_CARD, SINGLE, Reception, residence


def missed(reception: Reception) -> Draft:
    """A001 was called and did not come."""
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.desk.not_here(draft.dossier.id)
    return draft


def begun(reception: Reception, card: str = CARD) -> Draft:
    return reception.draft(reception.begin(card=card))


def test_a_missed_number_is_called_again_only_by_a_persons_act(reception: Reception) -> None:
    gone = missed(reception)
    with pytest.raises(NothingWaiting):
        reception.desk.call_next()
    assert gone.ticket_id is not None
    again = reception.desk.call_next.again(gone.ticket_id)
    assert again.ticket_id == gone.ticket_id
    assert again.dossier.id != gone.dossier.id
    queue = reception.desk.overview.queue()
    assert queue.current is not None
    assert (queue.current.label, queue.current.state) == ("A001", TicketState.CALLED)
    assert queue.not_here == ()


def test_calling_a_missed_number_finishes_the_one_at_the_counter(reception: Reception) -> None:
    gone = missed(reception)
    reception.desk.issue_ticket(CIVIL)
    here = reception.desk.call_next()
    assert gone.ticket_id is not None
    assert here.ticket_id is not None
    reception.clock.forward(minutes=1)
    reception.desk.call_next.again(gone.ticket_id)
    with reception.store.read() as work:
        assert work.tickets.get(here.ticket_id).state is TicketState.FINISHED


def test_a_number_that_is_not_missed_is_not_called_again(reception: Reception) -> None:
    gone = missed(reception)
    assert gone.ticket_id is not None
    reception.desk.call_next.again(gone.ticket_id)
    with pytest.raises(NothingWaiting):
        reception.desk.call_next.again(gone.ticket_id)
    assert len(reception.desk.overview.drafts()) == 1


def test_dossiers_that_were_left_are_found_again_the_latest_first(reception: Reception) -> None:
    first, second = begun(reception), begun(reception, OTHER_CARD)
    reception.desk.walk_in()  # empty: nothing to find again
    found = reception.desk.overview.drafts()
    assert [each.draft.dossier.id for each in found] == [second.dossier.id, first.dossier.id]
    assert [each.label for each in found] == ["", ""]


def test_the_called_citizens_dossier_is_there_before_anything_is_on_it(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    called = reception.desk.call_next()
    assert [(e.label, e.draft.dossier.id) for e in reception.desk.overview.drafts()] == [("A001", called.dossier.id)]


def test_a_dossier_put_away_by_mistake_is_taken_back_whole(reception: Reception) -> None:
    draft = begun(reception)
    put_away = reception.desk.put_away(draft.dossier.id)
    assert reception.desk.overview.drafts() == ()
    assert reception.desk.put_away.take_back(put_away) == put_away
    assert [each.draft for each in reception.desk.overview.drafts()] == [put_away]
    with reception.store.read() as work:
        assert [line.what for line in work.audit.lines(2)] == ["draft-taken-back", "draft-put-away"]


def test_an_accepted_dossier_is_not_turned_back_into_a_draft(reception: Reception) -> None:
    draft = reception.draft(reception.ready())
    reception.accept(draft.dossier.id)
    with pytest.raises(AlreadyAccepted):
        reception.desk.put_away.take_back(draft)


def test_a_page_taken_off_comes_back_where_it_lay(reception: Reception) -> None:
    draft_id = reception.begin()
    first = reception.add_page(draft_id, 1)
    second = reception.add_page(draft_id, 2)
    reception.desk.arrange.assign(draft_id, second, "to-khai")
    before = reception.draft(draft_id)
    assert before.dossier.settlement("to-khai") == Captured("to-khai", (first, second))
    page = before.pages[0]
    assert page not in reception.desk.arrange.remove(draft_id, first).pages
    back = reception.desk.arrange.undo(draft_id)
    assert (back.pages, back.dossier) == (before.pages, before.dossier)


def test_a_page_comes_back_loose_when_its_paper_would_need_a_reason_by_now(reception: Reception) -> None:
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    reception.desk.arrange.assign(draft_id, name, "cu-tru")
    (page,) = reception.draft(draft_id).pages
    reception.desk.arrange.remove(draft_id, name)
    reception.hold(residence())
    reception.desk.choose_procedure(draft_id, SINGLE)  # what is held is looked at again
    back = reception.desk.arrange.undo(draft_id)
    assert back.pages == (page,)
    assert back.component_of(name) is None
