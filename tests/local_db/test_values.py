"""A dossier comes out of the store as it went in, whatever was typed into it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from counter_app.domain.codes import DossierCode, RegisterEntry
from counter_app.domain.dossier import Captured, Dossier, LookUpLater
from counter_app.domain.errors import StoreDamaged
from counter_app.ports import Draft
from local_db.values import (
    dossier_from_json,
    dossier_to_json,
    draft_from_json,
    draft_to_json,
    receipt_from_json,
    receipt_to_json,
)
from tests.local_db import anything, samples


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(anything.dossiers)
def test_any_dossier_comes_back_as_it_was(dossier: Dossier) -> None:
    assert dossier_from_json(dossier_to_json(dossier)) == dossier


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(anything.dossiers, anything.texts)
def test_any_draft_comes_back_as_it_was(dossier: Dossier, step: str) -> None:
    draft = Draft(dossier, "clerk", dossier.id, samples.draft().pages, step)
    assert draft_from_json(draft_to_json(draft)) == draft


def test_a_receipt_keeps_the_hour_on_the_wall() -> None:
    receipt = samples.receipt(DossierCode("H13.552-261123-0001"), RegisterEntry("Q1", 2026, 1, 7))
    read = receipt_from_json(receipt_to_json(receipt))
    assert read == receipt
    assert read.received_at.hour == 9  # Vietnam's, not Greenwich's


def test_a_receipt_stored_before_codes_were_linked_is_still_read() -> None:
    receipt = samples.receipt(DossierCode("H13.552-261123-0001"), RegisterEntry("Q1", 2026, 1, 7))
    text = receipt_to_json(receipt)
    assert '"linked_code":null' in text
    assert receipt_from_json(text.replace(',"linked_code":null', "")) == receipt


def test_settlements_that_look_alike_stay_what_they_were() -> None:
    dossier = samples.draft().dossier
    both = (LookUpLater("a"), Captured("b", ()))
    read = dossier_from_json(dossier_to_json(Dossier(dossier.id, dossier.day, settlements=both)))
    assert read.settlements == both


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"copies":1', '"copies":"1"'),
        ('"copies":1', '"copies":1,"surprise":2'),
        ('"version":1', '"version":2'),
        ("094090123456", "09409012345"),
        ("Sơn Thị Đạo", 'Đạo","x":"'),
        ('"hand-in"', '"by-drone"'),
    ],
)
def test_a_document_that_is_not_quite_ours_is_damage_and_tells_nobody_whose(there: str, instead: str) -> None:
    text = dossier_to_json(samples.draft().dossier)
    assert there in text
    with pytest.raises(StoreDamaged) as damaged:
        dossier_from_json(text.replace(there, instead))
    chain: BaseException | None = damaged.value
    while chain is not None:
        assert "Đạo" not in str(chain)
        assert "0940" not in str(chain)
        chain = chain.__cause__
