"""A supervisor hands an open draft to a colleague; nobody else can, and nobody takes one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.domain.errors import AlreadyAccepted, CannotReceive, NotAllowed, SomebodyElses
from tests.staff import employ, staff, withdraw
from tests.use_cases.reception import Reception


@pytest.fixture
def unit(reception: Reception) -> Reception:
    """A counter with its people; Nguyệt sits at it."""
    employ(reception.store)
    sits(reception, "nguyet")
    return reception


def sits(reception: Reception, user_name: str) -> None:
    reception.session.open(staff()[user_name].account)


def test_a_draft_goes_to_a_colleague_as_it_stands_and_both_see_it(unit: Reception) -> None:
    draft_id = unit.begin()
    unit.add_page(draft_id, 3)
    before = unit.draft(draft_id)
    unit.desk.walk_in()  # with nothing in it: not worth showing
    sits(unit, "dung")
    (held,) = unit.desk.hand_over.drafts()
    assert held.draft == before
    assert held.clerk == staff()["nguyet"].account
    unit.desk.hand_over(draft_id, "cb-sen")
    line = unit.audit()[0]
    assert (line.who, line.what) == ("ld-dung", "draft-handed-over")
    assert line.about == {"dossier": str(draft_id), "from": "cb-nguyet", "to": "cb-sen"}
    sits(unit, "sen")
    assert unit.desk.resume() == replace(before, clerk="cb-sen", handed_by="cb-nguyet")
    assert unit.desk.overview.drafts()[0].handed_by == "Trần Thị Minh Nguyệt"
    assert unit.desk.overview.handed_on() == ()
    sits(unit, "nguyet")
    (gone,) = unit.desk.overview.handed_on()
    assert (gone.draft.dossier.id, gone.clerk) == (draft_id, staff()["sen"].account)
    with pytest.raises(SomebodyElses):
        unit.draft(draft_id)


def test_what_a_withdrawn_person_left_is_handed_over_and_never_to_one(unit: Reception) -> None:
    draft_id = unit.begin()
    withdraw(unit.store, "nguyet")
    sits(unit, "dung")
    (held,) = unit.desk.hand_over.drafts()
    assert held.clerk is not None
    assert not held.clerk.active
    assert [each.user_name for each in unit.desk.hand_over.receivers()] == ["dung", "phuc", "sen"]
    for nobody in ("cb-nguyet", "it-tin", "unknown"):
        with pytest.raises(CannotReceive):
            unit.desk.hand_over(draft_id, nobody)
    assert unit.desk.hand_over(draft_id, "ld-dung").clerk == "ld-dung"
    assert unit.desk.hand_over(draft_id, "ld-dung").handed_by == "cb-nguyet"


def test_only_a_supervisor_sees_the_drafts_of_others(unit: Reception) -> None:
    draft_id = unit.begin()
    for user_name in ("sen", "phuc", "tin"):
        sits(unit, user_name)
        with pytest.raises(NotAllowed):
            unit.desk.hand_over.drafts()
        with pytest.raises(NotAllowed):
            unit.desk.hand_over(draft_id, "cb-sen")


def test_a_draft_accepted_meanwhile_is_not_handed_over(unit: Reception) -> None:
    accepted = unit.accept()
    sits(unit, "dung")
    with pytest.raises(AlreadyAccepted):
        unit.desk.hand_over(accepted.id, "cb-sen")
