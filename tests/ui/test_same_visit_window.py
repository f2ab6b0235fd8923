"""One visit, several dossiers, and a dossier made after an earlier one: in the real window, with real keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt

from counter_app.domain.dossier import Delivery, Taken
from counter_app.domain.party import number_of
from counter_app.domain.ticket import ServiceGroup, TicketState
from counter_app.ports import Draft
from tests.ui.conftest import Counter
from tests.ui.people import CARD, NUMBER
from tests.ui.test_following_window import ALT, CTRL, OTHERS_CARD, Key, accepted, choose, open_story
from ui.story.view_model import Deed

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def draft(counter: Counter) -> Draft:
    found = counter.opened.presenter.reception.draft
    assert found is not None
    return found


def receive(counter: Counter) -> None:
    """From the procedure on."""
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return, Key.Key_Return, Key.Key_F5)
    counter.press(Key.Key_F12)
    counter.until(lambda: counter.opened.presenter.reception.closing.accepted is not None)
    counter.answered()


def test_a_family_is_one_number_and_one_time_in_the_queue_with_a_receipt_each(counter: Counter) -> None:
    desk = counter.application.desk
    ticket = desk.issue_ticket(ServiceGroup("ho-tich", "A", "Hộ tịch")).ticket
    counter.press(Key.Key_F2)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    counter.opened.card_read(CARD)
    receive(counter)
    said: list[str] = []
    desk.announce.voice.say = said.append  # type: ignore[method-assign, assignment]
    counter.press(Key.Key_N, modifier=CTRL)  # the same person's next procedure: nothing to show again
    assert draft(counter).dossier.applicant is not None
    receive(counter)
    counter.press(Key.Key_N, modifier=CTRL_SHIFT)  # the next of the family
    assert draft(counter).dossier.applicant is None
    counter.opened.card_read(OTHERS_CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    assert draft(counter).ticket_id == ticket.id
    with counter.application.store.read() as work:
        received = work.dossiers.recent()
    assert [one.receipt.queue_label for one in received] == [ticket.label] * 2
    assert len(counter.receipts()) == 2
    assert not said, "the number was called again"
    desk.issue_ticket(ServiceGroup("ho-tich", "A", "Hộ tịch"))
    counter.press(Key.Key_F2)
    counter.press(Key.Key_F2)  # the third is left, and kept
    counter.until(lambda: draft(counter).ticket_id != ticket.id)
    with counter.application.store.read() as work:
        assert work.tickets.get(ticket.id).state is TicketState.FINISHED
        services = work.tickets.services(ticket.site, ticket.day, ticket.day)
    assert len(services) == 1


def test_an_earlier_dossier_gives_its_values_and_its_papers_are_judged_anew(counter: Counter) -> None:
    accepted(counter)
    with counter.application.store.read() as work:
        assert work.register.held_papers(NUMBER, ["du-lieu.ket-hon"])
    open_story(counter)
    choose(counter, Deed.AGAIN)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    again = draft(counter)
    assert number_of(again.dossier.applicant) == NUMBER
    assert again.dossier.procedure is not None
    assert again.dossier.procedure.code == "1.004873"
    assert not again.dossier.settlements, "a paper was taken over unseen"
    assert again.dossier.delivery is Delivery.HERE
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: counter.opened.presenter.reception.closing.accepted is not None)


def test_who_shows_a_card_has_the_last_dossier_again_by_one_key(counter: Counter) -> None:
    first = accepted(counter)
    with counter.application.store.write() as work:
        outlived = work.register.held_papers(NUMBER, ["du-lieu.ket-hon"])
        yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
        work.register.put_held_papers([replace(p, expires_on=yesterday) for p in outlived])
    counter.press(Key.Key_F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    card_draft = draft(counter).dossier.id
    counter.press(Key.Key_B, modifier=CTRL)
    counter.until(lambda: draft(counter).dossier.procedure is not None)
    assert draft(counter).dossier.procedure is not None
    assert draft(counter).dossier.id not in (first.id, card_draft)
    counter.press(Key.Key_Return)
    taken = [s.paper.kind for s in draft(counter).dossier.settlements if isinstance(s, Taken)]
    assert "du-lieu.ket-hon" not in taken, "what has expired since was taken"
    counter.press(Key.Key_3, modifier=ALT)
    assert not counter.opened.presenter.dossiers.screen.drafts.lines[1:], "the draft of the card lies there too"
