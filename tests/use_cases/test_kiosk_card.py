"""A card held up at the kiosk: the province is asked before the call, and what it says waits for whoever calls."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier import LookUpState
from counter_app.domain.errors import NotACitizenCard, NotAllowed
from counter_app.domain.people import Right
from counter_app.domain.ticket import TicketState
from tests.use_cases.reception import CARD, CIVIL, SA_RINH_NAME, SINGLE, Reception


def test_the_province_is_asked_before_the_call_and_the_desk_has_the_answer_at_once(online: Reception) -> None:
    kiosk = online.desk.kiosk
    issued = kiosk.issue(CIVIL, card=kiosk.read(CARD), procedure=SINGLE)
    kiosk.look_ahead(issued.ticket.id)
    line, asked = online.look_ups()
    assert (line.who, line.outcome, asked.outcome) == ("kiosk", "answered", "asked")
    assert line.purpose == f"tiếp nhận hồ sơ {SINGLE}"
    draft = online.desk.call_next()
    assert draft.dossier.look_up is LookUpState.ANSWERED
    assert {paper.kind for paper in draft.dossier.held} == {"du-lieu.cu-tru", "du-lieu.ket-hon", "KQ.G15.000032"}
    assert len(online.look_ups()) == 2, "nobody asks twice"
    again = online.desk.welcome.by_card(draft.dossier.id, CARD).draft
    assert again.dossier.applicant is not None
    with online.store.read() as work:
        assert work.tickets.get(issued.ticket.id).state is TicketState.SERVED


def test_a_province_that_does_not_answer_keeps_nobody_from_a_number(reception: Reception) -> None:
    kiosk = reception.desk.kiosk
    issued = kiosk.issue(CIVIL, card=kiosk.read(CARD), procedure=SINGLE)
    kiosk.look_ahead(issued.ticket.id)
    dossier = reception.desk.call_next().dossier
    assert dossier.applicant is not None
    assert dossier.applicant.full_name == SA_RINH_NAME
    assert dossier.look_up is LookUpState.NOT_ASKED, "the desk asks for itself"


def test_what_was_brought_with_a_number_ends_with_its_day(reception: Reception) -> None:
    kiosk = reception.desk.kiosk
    kiosk.issue(CIVIL, card=kiosk.read(CARD))
    reception.clock.forward(days=1)
    reception.desk.issue_ticket(CIVIL)
    with reception.store.read() as work:
        assert work.left.of_day(reception.clock.now().date()) == ()
        assert work.left.of_day(reception.clock.now().date().replace(day=23)) == ()


def test_the_kiosk_reads_nothing_but_cards_and_may_ask_of_nobody_else(reception: Reception) -> None:
    with pytest.raises(NotACitizenCard):
        reception.desk.kiosk.read("https://example.vn")
    with pytest.raises(NotAllowed):
        reception.desk.kiosk.session.must(Right.LOOK_UP)
