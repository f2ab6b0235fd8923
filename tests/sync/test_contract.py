"""The messages hold what the counter writes, and one content has one text on the wire."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from counter_app.domain.citizen import PersonalNumber
from local_db.store import SqlStore
from resources import catalogue_bundle
from sync.contract import CitizenMessage, DossierMessage, Token, canonical
from sync.sandbox.people import HOME, commune_of, people

from .counter import PERSON, RealCounter, gateway_to

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4, alphabet="abđ"), inner, max_size=4),
)


@given(st.dictionaries(st.text(max_size=4, alphabet="abđ"), _JSON, max_size=5))
def test_one_content_has_one_text_however_it_was_stored_meanwhile(payload: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(dict(reversed(payload.items()))))
    assert canonical(stored) == canonical(payload)
    assert json.loads(canonical(payload)) == payload


def test_what_acceptance_writes_is_a_dossier_of_the_contract(store: SqlStore) -> None:
    counter = RealCounter(store, gateway_to("http://127.0.0.1:9"))
    payload = counter.event(counter.accept(10, 20)).payload
    message = DossierMessage.model_validate_json(canonical(payload))
    assert [component.how for component in message.components] == ["captured", "captured", "shown"]
    assert [file.size for file in message.files] == [10, 20]
    assert message.register_line is not None
    assert message.register_line.line == 1


def test_a_later_version_may_add_fields_but_not_change_them(store: SqlStore) -> None:
    counter = RealCounter(store, gateway_to("http://127.0.0.1:9"))
    payload = counter.event(counter.accept()).payload
    DossierMessage.model_validate_json(canonical({**payload, "added_later": {"x": 1}}))
    with pytest.raises(ValidationError):
        DossierMessage.model_validate_json(canonical({**payload, "fee": "3000"}))


def test_messages_hide_persons_and_secrets_where_they_are_shown_by_accident() -> None:
    citizen = CitizenMessage(personal_number=PERSON.value, full_name="Thạch Thị Sa Rinh", address="Khóm 3")
    token = Token(access_token="very-secret", token_type="bearer", expires_in=60)
    shown = f"{citizen!r} {citizen} {token!r} {token}"
    assert not any(word in shown for word in (PERSON.value, "Thạch", "Khóm", "very-secret"))


# --- the sandbox's people ------------------------------------------------------------------------------


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    assert people(1) == people(1)
    assert people(1) != people(2)
    assert len({person.citizen.personal_number for person in people(1)}) == 320


def test_their_papers_are_of_kinds_and_sources_that_the_catalogue_knows() -> None:
    bundle = catalogue_bundle()
    papers = [paper for person in people(1) for paper in person.papers]
    assert {paper.kind for paper in papers} <= bundle["kinds"].keys()
    assert {paper.source for paper in papers} <= bundle["sources"].keys()
    assert {paper.source for paper in papers} == {"dan-cu", "ho-tich", "bhxh", "dat-dai", "kho"}


def test_their_numbers_agree_with_sex_and_year_of_birth() -> None:
    for person in people(1):
        number = PersonalNumber(person.citizen.personal_number)
        assert number.sex.value == person.citizen.sex
        assert str(number.birth_year) == (person.citizen.birth_date or "")[:4]


def test_some_addresses_carry_the_old_names_and_some_the_new() -> None:
    ends = {person.citizen.address.rpartition(", ")[2] for person in people(1)}
    assert ends == {"tỉnh Sóc Trăng", "thành phố Cần Thơ"}


def test_a_unit_is_of_the_commune_that_its_code_ends_with() -> None:
    assert [commune_of(unit) for unit in ("H13.507", "H13.31684", "H13.1")] == [HOME, "31684", HOME]
