"""What the receipt promises and what it costs: counted on the day of acceptance, by the rules of that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from counter_app.domain.deadline import VIETNAM, WorkingHours
from counter_app.domain.errors import (
    PapersMissing,
    WordsMissing,
)
from counter_app.domain.paper import LegalState
from counter_app.domain.procedure import Due
from tests.services.sandbox import free_port
from tests.use_cases.reception import (
    BIRTH,
    COPY,
    LAND,
    MONDAY,
    Reception,
    book,
    due,
    residence,
)

Opening = Callable[..., Reception]
TUESDAY = date(2026, 11, 24)  # the new holiday of culture


# --- when the result is due ------------------------------------------------------------------------------


def test_three_working_days_skip_the_holiday_and_count_from_the_next_day(reception: Reception) -> None:
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert [day for day, _ in accepted.receipt.appointment.days_off] == [TUESDAY]
    assert accepted.receipt.deadline.amount == 3


@pytest.mark.parametrize(("clock", "day"), [((15, 0), 23), ((15, 1), 25)])
def test_after_three_a_same_day_result_moves_to_the_next_working_day(
    reception: Reception, clock: tuple[int, int], day: int
) -> None:
    reception.clock.strike(*clock)
    draft_id = reception.begin(COPY)
    reception.add_page(draft_id, 1)
    reception.desk.settle.show(draft_id, "ban-chinh")
    dossier = reception.draft(draft_id).dossier
    accepted = reception.accept(draft_id)
    assert due(accepted) == datetime(2026, 11, day, 16, 30, tzinfo=VIETNAM)
    assert reception.desk.accept.appointment(dossier) == accepted.receipt.appointment  # what the clerk read out


def test_after_three_three_working_days_stay_where_they_were_and_only_forwarding_moves(reception: Reception) -> None:
    reception.clock.strike(15, 30)
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert accepted.receipt.appointment.forward_by == datetime(2026, 11, 25, 7, 0, tzinfo=VIETNAM)


def test_for_another_authority_the_clock_starts_there(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed in (1, 2):
        reception.add_page(draft_id, seed)
    reception.desk.arrange.assign(draft_id, reception.draft(draft_id).pages[1].name, "nguon-goc")
    accepted = reception.accept(draft_id)
    appointment = accepted.receipt.appointment
    assert (appointment.due, appointment.starts_elsewhere) == (None, True)
    assert appointment.forward_by == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert accepted.receipt.competent_authority == "Chi nhánh Văn phòng đăng ký đất đai khu vực"
    payload = reception.outbox()[0].payload
    assert (payload["due_at"], payload["starts_elsewhere"]) == (None, True)


def test_ones_own_commune_is_no_other_authority_and_words_are_no_code(reception: Reception) -> None:
    draft_id = reception.begin()
    another = reception.desk.for_another
    there = another(draft_id, "sở tư pháp").dossier
    assert (there.another_code, there.another_name) == ("", "sở tư pháp")
    here = another(draft_id, "phuong soc trang").dossier
    assert (here.another_code, here.another_name) == ("", "")
    assert here.procedure is not None
    assert here.procedure.competent_authority_name != "UBND phường Sóc Trăng"
    with pytest.raises(WordsMissing):
        another(draft_id, "a" * 201)


def test_the_provinces_own_hours_rule_the_appointment(counter_at: Opening) -> None:
    hours = WorkingHours((time(7, 30), time(11, 30)), (time(13, 0), time(16, 0)), results_until=time(15, 45))
    reception = counter_at(f"http://127.0.0.1:{free_port()}", hours=hours)
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 15, 45, tzinfo=VIETNAM)
    assert accepted.receipt.appointment.forward_by == datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)


def test_no_procedure_no_appointment(reception: Reception) -> None:
    assert reception.desk.accept.appointment(reception.draft(reception.begin(None)).dossier) is None


# --- a draft left open overnight -------------------------------------------------------------------------

ORIGINAL = residence(
    id="kho:1",
    kind="giay-to.cu-tru",
    source="kho",
    legal_state=LegalState.SIGNED_ORIGINAL,
    expires_on=MONDAY.date(),
)


def test_a_paper_taken_in_the_evening_that_expires_at_midnight_is_missing_in_the_morning(reception: Reception) -> None:
    reception.hold(ORIGINAL)
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.add_page(draft_id, 1)
    reception.draft(draft_id).dossier.must_be_acceptable()
    reception.clock.strike(9, day=date(2026, 11, 25))
    with pytest.raises(PapersMissing):
        reception.accept(draft_id)
    dossier = reception.draft(draft_id).dossier  # and the clerk can see what is missing
    assert [c.code for c in dossier.missing] == ["cu-tru"]
    assert dossier.day == date(2026, 11, 25)
    assert reception.outbox() == ()


def test_the_morning_look_up_already_shows_what_the_night_has_changed(reception: Reception) -> None:
    reception.hold(ORIGINAL)
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.clock.strike(7, day=date(2026, 11, 25))
    dossier = reception.desk.look_up(draft_id).dossier
    assert {c.code for c in dossier.missing} == {"to-khai", "cu-tru"}


def test_a_draft_of_yesterday_that_still_holds_is_accepted_as_of_today(reception: Reception) -> None:
    draft_id = reception.ready()
    reception.clock.strike(8, day=date(2026, 11, 25))
    accepted = reception.accept(draft_id)
    assert due(accepted) == datetime(2026, 11, 30, 16, 30, tzinfo=VIETNAM)
    with reception.store.read() as work:
        assert work.dossiers.get(accepted.id)[0].day == date(2026, 11, 25)


def test_over_new_year_the_procedure_is_the_version_in_force(reception: Reception) -> None:
    reception.clock.strike(16, day=date(2025, 12, 31))
    draft_id = reception.begin("1.000894")  # marriage: until 2025 the status is asked for on paper, in some cases
    reception.add_page(draft_id, 1)
    reception.desk.settle.show(draft_id, "tuy-than")
    reception.clock.strike(8, day=date(2026, 1, 5))
    with pytest.raises(PapersMissing):
        reception.accept(draft_id)
    dossier = reception.draft(draft_id).dossier
    assert dossier.procedure is not None
    assert dossier.procedure.valid_from == date(2026, 1, 1)
    assert [(c.code, c.due) for c in dossier.missing] == [("hon-nhan", Due.LOOK_UP)]
    assert {s.component for s in dossier.settlements} == {"to-khai", "tuy-than"}


# --- money -----------------------------------------------------------------------------------------------


def test_copies_are_charged_by_captured_pages_and_by_how_many_copies_are_wanted(reception: Reception) -> None:
    draft_id = reception.begin(COPY)
    for seed in (1, 2, 3):
        reception.desk.arrange.assign(draft_id, reception.add_page(draft_id, seed), "ban-sao")
    reception.desk.settle.show(draft_id, "ban-chinh")
    reception.desk.settle.set_field(draft_id, "copies", "4")
    receipt = reception.accept(draft_id).receipt
    assert receipt.fee == 4 * (2000 + 2000 + 1000)
    assert receipt.fee_words == "20.000 đồng"
    assert reception.outbox()[0].payload["fee"] == 20_000


def test_a_fee_that_is_the_provinces_to_set_is_not_called_free(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed in (1, 2):
        reception.desk.arrange.assign(draft_id, reception.add_page(draft_id, seed), ("to-khai", "nguon-goc")[seed - 1])
    assert reception.accept(draft_id).receipt.fee_words == "theo mức thu của tỉnh"


def test_a_birth_registered_at_once_is_logged_like_any_other(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    for seed, component in ((1, "to-khai"), (2, "chung-sinh")):
        reception.desk.arrange.assign(draft_id, reception.add_page(draft_id, seed), component)
    reception.desk.settle.show(draft_id, "tuy-than")
    accepted = reception.accept(draft_id)
    assert book(accepted) == (2026, 1, 1)
    assert accepted.receipt.fee_words == "không thu"
    assert reception.printed() == []  # nothing prints by itself
