"""As little of a person as the task needs: what a draft holds, and when."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import segno
from PIL import Image

from counter_app.domain.card import CardWarning
from counter_app.domain.citizen import Citizen
from counter_app.domain.dossier import AskAgain, Row, Taken
from counter_app.domain.errors import (
    BadPersonalNumber,
    ClerkCanRetry,
    NoCodeFound,
    NotACitizenCard,
    ReasonNeeded,
    SeveralCards,
    UnknownProcedure,
)
from counter_app.domain.paper import LegalState
from tests.use_cases.reception import (
    BIRTH,
    CARD,
    NOBODY,
    OTHER_CARD,
    SA_RINH,
    SA_RINH_NAME,
    SINGLE,
    Reception,
    marriage,
    page,
    residence,
)

LAND_RECORD = replace(residence(), id="dat-dai:1", kind="du-lieu.dat-dai", source="dat-dai")


def test_before_a_procedure_is_chosen_nothing_held_is_shown(reception: Reception) -> None:
    reception.hold(residence(), marriage())
    draft_id = reception.begin(procedure=None)
    assert reception.draft(draft_id).dossier.held == ()


def test_a_procedure_shows_only_what_its_papers_can_be_replaced_by(reception: Reception) -> None:
    reception.hold(residence(), marriage(), LAND_RECORD, residence(NOBODY, id="dan-cu:2"))
    draft_id = reception.begin(SINGLE)
    assert {paper.kind for paper in reception.draft(draft_id).dossier.held} == {"du-lieu.cu-tru", "du-lieu.ket-hon"}
    birth = reception.desk.choose_procedure(draft_id, BIRTH)
    assert {paper.kind for paper in birth.dossier.held} == {"du-lieu.ket-hon"}


def test_another_persons_card_on_the_same_draft_takes_nothing_along(reception: Reception) -> None:
    reception.hold(residence(), marriage())
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.WRONG_DATA, "sai số nhà")
    reception.desk.settle.set_field(draft_id, "phone", "0912 345 678")
    name = reception.add_page(draft_id, 1)
    other = reception.desk.welcome.by_card(draft_id, OTHER_CARD).draft
    assert other.dossier.applicant is not None
    assert (other.dossier.applicant.full_name, other.dossier.applicant.phone) == ("Lâm Văn Tân", "")
    assert [*other.dossier.held, *other.dossier.settlements, *other.dossier.asked] == []
    assert other.dossier.procedure is not None
    assert [p.name for p in other.loose] == [name]  # the sheet lies on the desk, and is nobody's yet


def test_the_same_card_read_again_loses_nothing_that_was_typed_or_settled(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.desk.settle.set_field(draft_id, "phone", "0912 345 678")
    again = reception.desk.welcome.by_card(draft_id, CARD).draft
    assert again.dossier.applicant is not None
    assert again.dossier.applicant.phone == "0912 345 678"
    assert [type(s) for s in again.dossier.settlements] == [Taken]
    assert again.step == "papers"


def test_the_number_typed_after_the_card_does_not_wipe_the_name(reception: Reception) -> None:
    draft_id = reception.begin()
    typed = reception.desk.welcome.by_number(draft_id, "0941 9000 4321").draft.dossier.applicant
    assert typed is not None
    assert (typed.full_name, typed.address) == (SA_RINH_NAME, "Khóm 3, phường Sóc Trăng, Cần Thơ")


def test_twelve_digits_alone_get_their_name_from_the_register(reception: Reception) -> None:
    known = reception.draft(reception.begin()).dossier.applicant
    assert isinstance(known, Citizen)
    with reception.store.write() as work:
        work.register.put_citizens([known], reception.clock.now())
    draft_id = reception.desk.walk_in().dossier.id
    assert reception.desk.welcome.by_number(draft_id, SA_RINH.value).draft.dossier.applicant == known
    with pytest.raises(BadPersonalNumber):
        reception.desk.welcome.by_number(draft_id, "09419000432")


def test_a_photograph_of_the_card_is_as_good_as_the_scanner(reception: Reception) -> None:
    picture = io.BytesIO()
    segno.make(CARD, micro=False).save(picture, kind="png", scale=7, border=4)
    draft_id = reception.desk.walk_in().dossier.id
    welcomed = reception.desk.welcome.by_shown(draft_id, reception.desk.welcome.look_at(picture.getvalue()))
    assert welcomed.draft.dossier.applicant is not None
    assert welcomed.draft.dossier.applicant.full_name == SA_RINH_NAME
    with pytest.raises(NoCodeFound):
        reception.desk.welcome.by_shown(draft_id, reception.desk.welcome.look_at(page(1)))


def test_a_photograph_of_two_citizens_cards_takes_neither(reception: Reception) -> None:
    both = Image.new("L", (900, 450), 255)
    for place, text in enumerate((CARD, OTHER_CARD)):
        picture = io.BytesIO()
        segno.make(text, micro=False).save(picture, kind="png", scale=6, border=4)
        both.paste(Image.open(picture).convert("L"), (place * 450, 0))
    picture = io.BytesIO()
    both.save(picture, "PNG")
    draft_id = reception.desk.walk_in().dossier.id
    with pytest.raises(SeveralCards):
        reception.desk.welcome.by_shown(draft_id, reception.desk.welcome.look_at(picture.getvalue()))
    assert reception.draft(draft_id).dossier.applicant is None


@pytest.mark.parametrize("text", ["https://example.vn", "094190004321|1|" + "Ả" * 300 + "|02091990|Nữ|x|10052021"])
def test_what_is_no_card_leaves_the_draft_as_it_was(reception: Reception, text: str) -> None:
    draft_id = reception.begin()
    before = reception.draft(draft_id)
    with pytest.raises(NotACitizenCard):
        reception.desk.welcome.by_card(draft_id, text)
    assert reception.draft(draft_id) == before


def test_an_odd_card_is_taken_with_a_warning(reception: Reception) -> None:
    draft_id = reception.desk.walk_in().dossier.id
    welcomed = reception.desk.welcome.by_card(draft_id, CARD.replace("02091990", "00001991"))
    assert welcomed.warnings == (CardWarning.YEAR_DISAGREES,)


def test_this_units_own_earlier_papers_are_unsigned_images_and_stand_for_nothing(reception: Reception) -> None:
    first = reception.begin()
    for seed, component in ((1, "to-khai"), (2, "cu-tru")):
        reception.desk.arrange.assign(first, reception.add_page(first, seed), component)
    accepted = reception.accept(first)
    again = reception.begin(procedure=None)
    assert reception.draft(again).dossier.held == ()
    dossiers = reception.desk.welcome.by_card(again, CARD).dossiers
    assert [dossier.code for dossier in dossiers] == [accepted.code]  # this much is shown before a procedure
    dossier = reception.desk.choose_procedure(again, SINGLE).dossier
    own = [paper for paper in dossier.held if paper.source == "don-vi"]
    assert {(paper.kind, paper.legal_state) for paper in own} == {
        ("to-khai.1.004873", LegalState.UNSIGNED_IMAGE),
        ("giay-to.cu-tru", LegalState.UNSIGNED_IMAGE),
    }
    assert {paper.number for paper in own} == {accepted.code.text}
    assert dossier.offered == ()
    assert {c.code for c in dossier.missing} == {"to-khai", "cu-tru"}


def test_nobody_elses_earlier_papers_are_shown(reception: Reception) -> None:
    reception.accept()
    draft_id = reception.begin(card=OTHER_CARD)
    assert reception.draft(draft_id).dossier.held == ()
    assert reception.desk.welcome.by_card(draft_id, OTHER_CARD).dossiers == ()


def test_asking_for_a_held_paper_needs_a_reason_and_the_reason_is_kept(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    with pytest.raises(ReasonNeeded):
        reception.desk.arrange.assign(draft_id, name, "cu-tru")
    with pytest.raises(ReasonNeeded):  # held: offline is no reason, whatever the line does
        reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.OFFLINE)
    reception.desk.settle.ask_for(draft_id, "cu-tru", AskAgain.WRONG_DATA, "  sai\nsố nhà ")
    dossier = reception.desk.arrange.assign(draft_id, name, "cu-tru").dossier
    assert dossier.row(dossier.required[1]) is Row.CAPTURED
    assert dossier.asked[0].note == "sai số nhà"
    line = reception.audit()[0]
    assert (line.what, line.about["reason"]) == ("asked-for-held-paper", "wrong-data")
    assert "note" not in line.about


def test_a_procedure_is_found_by_two_letters_and_an_unknown_code_changes_nothing(reception: Reception) -> None:
    assert SINGLE in [p.code for p in reception.desk.find_procedures("hn")]
    assert reception.desk.find_procedures("4873")[0].code == SINGLE
    draft_id = reception.begin()
    before = reception.draft(draft_id)
    with pytest.raises(UnknownProcedure):
        reception.desk.choose_procedure(draft_id, "9.999999")
    assert reception.draft(draft_id) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "1990-13"),
        ("delivery", "by-pigeon"),
        ("copies", "0"),
        ("copies", "hai"),
        ("phone", "gọi sau năm giờ chiều, gặp chị Hai"),  # the province's contract ends at thirty letters
        ("full_name", "Thạch " * 40),
        ("shoe_size", "42"),
    ],
)
def test_a_field_that_cannot_be_is_named_and_not_saved(reception: Reception, field: str, value: str) -> None:
    draft_id = reception.begin()
    before = reception.draft(draft_id)
    with pytest.raises(ClerkCanRetry) as refused:
        reception.desk.settle.set_field(draft_id, field, value)
    assert refused.value.facts == {"field": field}
    assert reception.draft(draft_id) == before


def test_a_condition_ticked_in_and_out_leaves_no_settlement_behind(reception: Reception) -> None:
    reception.hold(residence(), marriage())
    draft_id = reception.begin()
    settle = reception.desk.settle
    assert [c.code for c in settle.need(draft_id, "ket-hon", True).dossier.offered] == ["ket-hon", "cu-tru"]
    assert len(settle.take(draft_id).dossier.settlements) == 2
    left = settle.need(draft_id, "ket-hon", False).dossier
    assert [s.component for s in left.settlements] == ["cu-tru"]


def test_an_address_of_before_july_2025_leads_to_the_commune_of_today(reception: Reception) -> None:
    today = reception.desk.overview.communes_today
    assert [c.name for c in today("Ấp Tài Văn, Phường 5, TP. Sóc Trăng, Sóc Trăng")] == ["Phường Sóc Trăng"]
    assert today("Khóm 3, Phường Sóc Trăng, thành phố Cần Thơ") == ()  # names it already
    assert today("một nơi nào đó") == ()
