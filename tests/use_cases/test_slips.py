"""Papers for a citizen whose dossier is not received yet."""

from __future__ import annotations

import pypdfium2
import pytest

from counter_app.domain.dossier import AskAgain
from counter_app.domain.errors import FieldMissing, NotAllowed, NothingToPrint
from tests.staff import staff
from tests.use_cases.reception import CARD, Reception, residence


def words(reception: Reception) -> str:
    """Of the last paper."""
    document = pypdfium2.PdfDocument(reception.printed()[-1])
    text = " ".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    document.close()
    return " ".join(text.split())


def test_what_is_wanting_is_told_once_and_the_draft_stays(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.desk.print_slips.supplement(draft_id)
    said = words(reception)
    for wanting in reception.draft(draft_id).dossier.missing:
        assert wanting.name in said
    assert "Thạch Thị Sa Rinh" in said
    assert reception.audit()[0].what == "supplement-slip-printed"


def test_what_the_state_holds_need_not_be_handed_in(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.begin()
    with pytest.raises(NothingToPrint):
        reception.desk.print_slips.not_needed(draft_id)
    reception.desk.settle.take(draft_id)
    reception.desk.print_slips.not_needed(draft_id)
    assert "Thông tin về cư trú" in words(reception)
    assert "309/2026" in words(reception)


def test_asking_for_what_is_held_says_why(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.begin()
    reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.WRONG_DATA, "đã chuyển nhà")
    reception.desk.print_slips.still_asked(draft_id)
    assert "Nơi cư trú" in words(reception)
    assert "không đúng với thực tế" in words(reception)


def test_nothing_is_printed_for_nobody_or_where_nothing_is_missing(reception: Reception) -> None:
    nobody = reception.desk.walk_in().dossier.id
    with pytest.raises((FieldMissing, NothingToPrint)):
        reception.desk.print_slips.supplement(nobody)
    reception.desk.welcome.by_card(nobody, CARD)
    ready = reception.ready()
    with pytest.raises(NothingToPrint):
        reception.desk.print_slips.supplement(ready)
    assert reception.printed() == []


def test_a_refusal_before_reception_is_found_by_whose_it_was_and_by_who_may_read_the_register(
    reception: Reception,
) -> None:
    refused = reception.desk.refuse(reception.begin(), "Không thuộc thẩm quyền", "UBND xã An Thạnh")
    assert reception.desk.refuse.find("rinh thach") == (refused,)
    assert reception.desk.refuse.find("rinh 1990") == (refused,), "no birth date is kept of it"
    assert reception.desk.refuse.find(refused.slip) == (refused,)
    assert reception.desk.refuse.find("1990") == ()
    assert reception.desk.refuse.find("inh") == (), "a word from its middle"
    assert reception.desk.refuse.story(refused.draft_id).acts[0].what == "reception-refused"
    reception.session.open(staff()["phuc"].account)
    assert reception.desk.refuse.find("rinh thach") == ()
    with pytest.raises(NotAllowed):
        reception.desk.refuse.story(refused.draft_id)
    reception.session.open(staff()["dung"].account)
    assert reception.desk.refuse.find("rinh thach") == (refused,)
