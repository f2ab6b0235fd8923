"""What was sent online is received once, as it stands, by the clerk who has it in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from counter_app.domain.citizen import Citizen
from counter_app.domain.codes import DossierCode
from counter_app.domain.errors import AlreadyAccepted, NotNow, OnlineOver, OnlineSentAgain, SomebodyElses
from counter_app.domain.from_province import OnlineDossier
from tests.use_cases.reception import BIRTH, SA_RINH, SA_RINH_NAME, SINGLE, Reception, colleague, residence

if TYPE_CHECKING:
    from local_db.store import SqlStore


def sent(reception: Reception, **changes: object) -> OnlineDossier:
    citizen = Citizen(SA_RINH, SA_RINH_NAME)
    told = OnlineDossier(uuid4(), DossierCode("H13.507-261123-0001"), SINGLE, citizen, reception.clock.now())
    told = replace(told, **changes)  # type: ignore[arg-type]
    with reception.store.write() as work:
        work.online.put(told)
    return told


def begun(reception: Reception, told: OnlineDossier) -> UUID:
    """Opened, and all on it settled."""
    reception.hold(residence())
    draft_id = reception.desk.online.open(told.id).dossier.id
    reception.desk.settle.take(draft_id)
    reception.add_page(draft_id, 1)
    for component in reception.draft(draft_id).dossier.missing:
        reception.desk.settle.show(draft_id, component.code)
    return draft_id


def taken_back(reception: Reception, told: OnlineDossier) -> None:
    with reception.store.write() as work:
        work.online.put(replace(told, open=False))


def sent_again(reception: Reception, told: OnlineDossier) -> OnlineDossier:
    later = replace(told, submitted_at=told.submitted_at + timedelta(hours=1))
    with reception.store.write() as work:
        work.online.put(later)
    return later


def test_what_was_taken_back_at_the_portal_since_it_was_opened_is_not_accepted(reception: Reception) -> None:
    told = sent(reception)
    draft_id = begun(reception, told)
    taken_back(reception, told)
    with pytest.raises(OnlineOver):
        reception.accept(draft_id)
    with pytest.raises(OnlineOver):
        reception.desk.online.refuse(told.id, "không thuộc thẩm quyền")


def test_what_was_sent_again_is_opened_again_before_it_is_accepted_and_the_clerks_pages_stay(
    reception: Reception,
) -> None:
    told = sent(reception)
    draft_id = begun(reception, told)
    later = sent_again(reception, told)
    with pytest.raises(OnlineSentAgain):
        reception.accept(draft_id)
    with pytest.raises(OnlineSentAgain):
        reception.desk.online.refuse(told.id, "không thuộc thẩm quyền")
    pages = reception.draft(draft_id).pages
    again = reception.desk.online.open(told.id)
    assert (again.submitted_at, again.loose) == (later.submitted_at, pages)
    assert reception.desk.online.open(told.id) == again
    reception.desk.settle.take(draft_id)
    reception.desk.arrange.assign(draft_id, pages[0].name, "to-khai")
    for component in reception.draft(draft_id).dossier.missing:
        reception.desk.settle.show(draft_id, component.code)
    assert reception.accept(draft_id).code == told.code


def test_what_a_colleague_has_in_hand_is_neither_opened_nor_answered_by_another(reception: Reception) -> None:
    told = sent(reception)
    draft_id = begun(reception, told)
    before = reception.draft(draft_id)
    other = reception.at(colleague(2)).online
    for act in (lambda: other.open(told.id), lambda: other.refuse(told.id, "không thuộc thẩm quyền")):
        with pytest.raises(SomebodyElses):
            act()
    assert reception.draft(draft_id) == before


def test_no_other_procedure_is_received_under_the_provinces_code(reception: Reception) -> None:
    told = sent(reception)
    draft_id = reception.desk.online.open(told.id).dossier.id
    with pytest.raises(NotNow):
        reception.desk.choose_procedure(draft_id, BIRTH)
    assert (
        reception.desk.choose_procedure(draft_id, SINGLE).dossier.procedure
        == reception.draft(draft_id).dossier.procedure
    )


def test_a_draft_of_what_a_colleagues_counter_has_accepted_meanwhile_is_over(
    reception: Reception, store: SqlStore
) -> None:
    draft_id = begun(reception, sent(reception))
    with store.read() as work:
        kept = work.drafts.get(draft_id)
    reception.accept(draft_id)
    _heard_of(store, kept.dossier.id)
    with pytest.raises(AlreadyAccepted):
        reception.accept(draft_id)
    with store.read() as work:
        assert draft_id not in {
            draft.dossier.id for draft in (*work.drafts.all_open(), *work.drafts.open_of(kept.clerk))
        }


def _heard_of(store: SqlStore, draft_id: UUID) -> None:
    """Puts the draft back beside the accepted dossier, as the hearing of a colleague's acceptance leaves it."""
    from local_db.tables import drafts

    row = {"dossier_id": draft_id, "clerk": "clerk-1", "step": "papers", "put_away": False, "changes": 1}
    with store.connection(writing=True) as own:
        own.execute(drafts.insert().values(**row, document="{}"))


def test_only_one_counter_of_the_hall_accepts_and_a_second_changes_nothing(reception: Reception) -> None:
    told = sent(reception)
    draft_id = begun(reception, told)

    def elsewhere(act: UUID) -> object:
        raise OnlineOver

    accept = replace(reception.desk.accept, sole=elsewhere)  # type: ignore[arg-type]
    with pytest.raises(OnlineOver):
        accept(draft_id, uuid4())
    refuse: Callable[..., object] = replace(reception.desk.online, sole=elsewhere).refuse  # type: ignore[arg-type]
    with pytest.raises(OnlineOver):
        refuse(told.id, "không thuộc thẩm quyền")
    assert reception.accept(draft_id).code == told.code
