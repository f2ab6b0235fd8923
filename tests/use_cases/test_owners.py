"""Whose dossier it is, from the desk to the store, the message and the hand-out: nothing that needs twelve digits
breaks where there are none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber
from counter_app.domain.dossier import LookUpState, Taken
from counter_app.domain.errors import ClerkCanRetry, FieldMissing, OwnerIsApplicant
from counter_app.domain.life import Act, Result
from counter_app.domain.party import Child, EnterpriseCode, Foreigner, Organisation, Party, PassportNumber
from counter_app.imaging.opencv import cv2
from counter_app.ports import AcceptedDossier, Purpose
from counter_app.use_cases.holdings import OWN_UNIT
from counter_app.use_cases.paper_about import paper_about
from sync.contract import DossierMessage, StepMessage
from tests.imaging.test_passport_lines import page as passport_page
from tests.use_cases.reception import CARD, OTHER_CARD, SA_RINH, SINGLE, Reception, residence

COMPANY = Organisation(EnterpriseCode("0300588569"), "Công ty Lúa Vàng", "Khóm 3, Phường 5, TP. Sóc Trăng, Sóc Trăng")
NEWBORN = Child("Thạch Thị Sa Mol", PartialDate(2026, 11, 20))
TAN = Citizen(PersonalNumber("094085001234"), "Lâm Văn Tân", address="Khóm 5, phường Sóc Trăng, Cần Thơ")
SOPHEA = Foreigner(PassportNumber("X1234567"), "MEAS SOPHEA", "KHM")


def accepted(reception: Reception, draft_id: UUID) -> AcceptedDossier:
    """Everything that is open is captured, or taken."""
    reception.desk.settle.take(draft_id)
    for seed, _ in enumerate(reception.draft(draft_id).dossier.missing, start=1):
        reception.add_page(draft_id, seed)
    return reception.desk.accept(draft_id, uuid4())


def message(reception: Reception, dossier: AcceptedDossier) -> dict[str, Any]:
    with reception.store.read() as work:
        event = work.outbox.open_of(dossier.id)[0]
    told: dict[str, Any] = json.loads(json.dumps(dict(event.payload)))
    DossierMessage.model_validate_json(json.dumps(told))
    return told


@pytest.mark.parametrize(("owner", "relation"), [(COMPANY, "dai-dien"), (NEWBORN, "cha-me"), (TAN, "uy-quyen")])
def test_the_owner_goes_with_the_dossier_to_the_store_the_receipt_and_the_province(
    reception: Reception, owner: Party, relation: str
) -> None:
    draft_id = reception.begin()
    reception.desk.hand_in_for(draft_id, owner, relation)
    done = accepted(reception, draft_id)
    with reception.store.read() as work:
        kept = work.dossiers.get(done.id)[1].receipt
    assert kept == done.receipt
    assert kept.owner.full_name == owner.full_name
    told = message(reception, done)
    assert told["applicant"]["personal_number"] == SA_RINH.value
    assert told["owner"]["full_name"] == owner.full_name
    assert told["owner"]["relation"] == relation
    found = reception.desk.search.dossiers(owner.full_name.rpartition(" ")[2])
    assert done.id in [one.dossier.id for one in found.items]
    assert ("uy-quyen" in [one["component"] for one in told["components"]]) is (relation == "uy-quyen")


def test_a_pdf_names_an_organisation_by_its_public_code_and_a_person_not_at_all(reception: Reception) -> None:
    draft_id = reception.begin()
    day = datetime(2026, 11, 23, tzinfo=UTC)
    own = paper_about(reception.draft(draft_id).dossier, "to-khai", day)
    assert own.owner_reference == ""
    reception.desk.hand_in_for(draft_id, COMPANY, "dai-dien")
    company_s = paper_about(reception.draft(draft_id).dossier, "to-khai", day)
    assert company_s.owner_reference == "0300588569"
    reception.desk.hand_in_for(draft_id, TAN, "uy-quyen")
    told = paper_about(reception.draft(draft_id).dossier, "to-khai", day)
    assert told.owner_reference == ""
    assert TAN.personal_number.value not in str(told)


def test_an_old_address_of_an_organisation_is_told_with_its_commune_of_today(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.desk.hand_in_for(draft_id, COMPANY, "dai-dien")
    told = message(reception, accepted(reception, draft_id))
    assert told["owner"]["commune"]["name"].startswith("Phường")
    assert told["owner"]["enterprise_code"] == "0300588569"
    for typed in ("0300588569", "lua vang", "vang lua"):
        assert reception.desk.search.dossiers(typed).items, typed


def test_of_an_authorised_dossier_the_owner_s_held_papers_serve_and_become_the_owner_s(reception: Reception) -> None:
    reception.hold(residence(SA_RINH))
    draft_id = reception.begin(card=OTHER_CARD)
    with reception.store.write() as work:
        work.register.put_citizens([Citizen(SA_RINH, "Thạch Thị Sa Rinh")], reception.clock.now())
    draft = reception.desk.hand_in_for(draft_id, Citizen(SA_RINH, "?"), "uy-quyen")
    assert [one.code for one in draft.dossier.offered] == ["cu-tru"]
    done = accepted(reception, draft_id)
    with reception.store.read() as work:
        kept = work.dossiers.get(done.id)[0]
        assert any(isinstance(one, Taken) and one.paper.owner == SA_RINH for one in kept.settlements)
        assert [one.id for one in work.dossiers.of_person(SA_RINH)] == [done.id]
    own = {card: reception.draft(reception.begin(card=card)).dossier for card in (CARD, OTHER_CARD)}
    captured = {card: [one.owner for one in here.held if one.source == OWN_UNIT] for card, here in own.items()}
    assert set(captured[CARD]) == {SA_RINH}, "what was captured for her is hers"
    assert not captured[OTHER_CARD], "and nothing of it his who handed it in"
    again = reception.begin(card=CARD)
    assert [one.id for one in reception.desk.welcome.by_card(again, CARD).dossiers] == [done.id]


def test_the_province_is_asked_for_the_owner_with_the_purpose_told_and_logged(online: Reception) -> None:
    reception = online
    draft_id = reception.begin(card=OTHER_CARD)
    reception.desk.hand_in_for(draft_id, Citizen(SA_RINH, "Thạch Thị Sa Rinh"), "uy-quyen")
    draft = reception.desk.look_up(draft_id)
    assert draft.dossier.look_up is LookUpState.ANSWERED
    assert {paper.owner for paper in draft.dossier.held} == {SA_RINH}
    with reception.store.read() as work:
        lines = work.audit.look_ups(5)
    assert {line.person for line in lines} == {SA_RINH}
    assert all(line.purpose == f"tiếp nhận hồ sơ {SINGLE}, người nộp thay là người được ủy quyền" for line in lines)


@pytest.mark.parametrize("owner", [COMPANY, None])
def test_nobody_is_asked_for_where_there_is_no_number(reception: Reception, owner: Party | None) -> None:
    draft_id = reception.desk.walk_in().dossier.id
    if owner is None:
        reception.desk.welcome.as_foreigner(draft_id, SOPHEA)
    else:
        reception.desk.welcome.by_card(draft_id, CARD)
        reception.desk.hand_in_for(draft_id, owner, "dai-dien")
    reception.desk.choose_procedure(draft_id, SINGLE)
    draft = reception.desk.look_up(draft_id)
    assert draft.dossier.look_up is LookUpState.ANSWERED
    assert not draft.dossier.held
    with reception.store.read() as work:
        assert not work.audit.look_ups(5)


def test_a_foreigner_s_dossier_goes_its_whole_way(reception: Reception) -> None:
    draft_id = reception.desk.walk_in().dossier.id
    reception.desk.welcome.as_foreigner(draft_id, replace(SOPHEA, address="Khóm 3, phường Sóc Trăng, Cần Thơ"))
    reception.choose(draft_id, SINGLE)
    done = accepted(reception, draft_id)
    told = message(reception, done)
    assert told["applicant"]["personal_number"] is None
    assert told["applicant"]["passport"]["number"] == "X1234567"
    assert [one.dossier.id for one in reception.desk.search.dossiers("x1234567").items] == [done.id]
    assert not reception.desk.search.people("sophea").items
    reception.desk.take_result(done.id, Result("KQ.G15.000031", "1/2026", None, "UBND", "bản giấy"))
    step = reception.desk.return_result(done.id, SOPHEA)
    assert step.collector is not None
    assert not step.collector.other
    with reception.store.read() as work:
        last = work.outbox.open_of(done.id)[-1]
    StepMessage.model_validate_json(json.dumps(dict(last.payload)))


def test_the_owner_may_fetch_the_result_without_a_paper_from_the_one_who_handed_in(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.desk.hand_in_for(draft_id, TAN, "uy-quyen")
    done = accepted(reception, draft_id)
    reception.desk.take_result(done.id, Result("KQ.G15.000031", "1/2026", None, "UBND", "bản giấy"))
    assert [one.id for one in reception.desk.return_result.waiting_for(parse_card(OTHER_CARD))] == [done.id]
    step = reception.desk.return_result(done.id, parse_card(OTHER_CARD))
    assert step.collector is not None
    assert step.collector.full_name == "Lâm Văn Tân"


def test_what_cannot_be_is_said_and_nothing_changes(reception: Reception) -> None:
    verb, empty = reception.desk.hand_in_for, reception.desk.walk_in().dossier.id
    with pytest.raises(FieldMissing):
        verb(empty, COMPANY, "dai-dien")
    draft_id = reception.begin()
    before = reception.draft(draft_id)
    with pytest.raises(OwnerIsApplicant):
        verb(draft_id, Citizen(SA_RINH, "x"), "uy-quyen")
    unborn = replace(NEWBORN, birth_date=PartialDate(2026, 11, 24))
    wrong = ((COMPANY, "cha-me"), (replace(COMPANY, address="x" * 1001), "dai-dien"), (unborn, "cha-me"))
    for owner, relation in wrong:
        with pytest.raises(ClerkCanRetry):
            verb(draft_id, owner, relation)
    with pytest.raises(FieldMissing):
        verb(draft_id, Citizen(TAN.personal_number, ""), "uy-quyen")
    with pytest.raises(ClerkCanRetry):
        verb.lives_in(draft_id, "31120")
    assert reception.draft(draft_id) == before


def test_a_restart_finds_the_owner_and_the_chosen_commune(reception: Reception) -> None:
    card = OTHER_CARD.replace("phường Sóc Trăng", "Phường Bùi Hữu Nghĩa, Quận Bình Thủy")
    draft_id = reception.begin(card=card)
    first, second = reception.desk.hand_in_for.communes(draft_id)
    reception.desk.hand_in_for.lives_in(draft_id, second.code)
    reception.desk.settle.set_field(draft_id, "phone", "0901234567")
    who = reception.draft(draft_id).dossier.applicant
    assert isinstance(who, Citizen)
    assert who.commune == second
    told = message(reception, accepted(reception, draft_id))
    assert told["applicant"]["commune"] == {"code": second.code, "name": second.name}
    assert first != second


def test_what_is_brought_later_is_still_the_owner_s(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.desk.hand_in_for(draft_id, TAN, "uy-quyen")
    done = accepted(reception, draft_id)
    reception.desk.ask_supplement(done.id, ["to-khai"], "Tờ khai chưa ký")
    later = reception.desk.open_after(done.id, Purpose.SUPPLEMENT)
    assert [one.code for one in later.dossier.missing] == ["to-khai"]
    assert later.dossier.owner == reception.desk.story(done.id).dossier.owner
    reception.add_page(later.dossier.id, 99)
    assert later.after is not None
    reception.desk.finish_after(later.dossier.id, later.after, uuid4())
    with reception.store.read() as work:
        assert work.lives.of(done.id).steps[-1].act is Act.SUPPLEMENTED


def test_a_passport_under_the_camera_says_who_stands_at_the_counter(reception: Reception) -> None:
    picture = cv2.imencode(".png", passport_page(SOPHEA))[1].tobytes()
    draft_id = reception.desk.walk_in().dossier.id
    person = reception.desk.welcome.by_shown(draft_id, reception.desk.welcome.look_at(picture)).draft.dossier.applicant
    assert isinstance(person, Foreigner)
    assert (person.passport, person.nationality) == (SOPHEA.passport, "KHM")
