"""A dossier after acceptance: each verb is one commit, asks the law, and tells the province."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.citizen import Citizen
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import AlreadyAccepted, NotAllowed, NotNow, PapersMissing, WordsMissing
from counter_app.domain.fee import Pay
from counter_app.domain.life import Act, Result, Stage, Step
from counter_app.domain.outbox import EventKind
from counter_app.domain.people import Account, Role
from counter_app.ports import AcceptedDossier, Purpose
from local_db.store import SqlStore
from sync.contract import StepMessage, canonical
from sync.synchroniser import Synchroniser
from tests.services.sandbox import Sandbox
from tests.use_cases.reception import CARD, COUNTER, OTHER_CARD, SINGLE, UNIT, Reception
from tests.use_cases.test_slips import words


def steps(reception: Reception, dossier: AcceptedDossier) -> list[Act]:
    return [step.act for step in reception.desk.story(dossier.id).life.steps]


def now(reception: Reception, dossier: AcceptedDossier) -> AcceptedDossier:
    return reception.desk.story(dossier.id).accepted


def bring(reception: Reception, dossier: AcceptedDossier, operation: UUID | None = None) -> Step:
    draft = reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT)
    reception.add_page(draft.dossier.id, 7)
    assert draft.after is not None
    return reception.desk.finish_after(draft.dossier.id, draft.after, operation or uuid4())


def test_a_supplement_stops_the_clock_and_counts_the_limit_anew_when_the_papers_are_there(reception: Reception) -> None:
    dossier = reception.accept()  # Monday 23/11, three working days, the 24th is a holiday
    asked = reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    assert (asked.number, now(reception, dossier).stage) == (1, Stage.SUPPLEMENT)
    reception.clock.strike(9, day=date(2026, 12, 1))
    assert reception.desk.story.pressing() == ()
    came = bring(reception, dossier)
    assert came.papers == ("to-khai",)
    assert now(reception, dossier).stage is Stage.RECEIVED
    assert [one.id for one in reception.desk.close_day.waiting_here()] == [dossier.id], "no unit has it yet"
    assert now(reception, dossier).due == datetime(2026, 12, 4, 16, 30, tzinfo=VIETNAM)


def test_what_is_brought_lies_on_a_draft_that_asks_for_no_more_than_was_asked(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    draft = reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT)
    assert [one.code for one in draft.dossier.missing] == ["to-khai"]
    assert reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT).dossier.id == draft.dossier.id
    assert draft.after is not None
    with pytest.raises(PapersMissing):
        reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    assert steps(reception, dossier) == [Act.SUPPLEMENT_ASKED]


def test_a_second_press_adds_no_second_step_and_the_draft_is_gone(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    operation = uuid4()
    first = bring(reception, dossier, operation)
    again = reception.desk.finish_after(uuid4(), replace_after(dossier), operation)
    assert again == first
    assert steps(reception, dossier) == [Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED]
    assert reception.desk.resume() is None
    with reception.store.read() as work:
        assert work.retention.unreferred(first.captured[0].pages) == frozenset(), "the pages are the dossier's now"


def replace_after(dossier: AcceptedDossier):  # type: ignore[no-untyped-def]
    from counter_app.ports import After

    return After(Purpose.SUPPLEMENT, dossier.id, dossier.code.text)


def test_the_citizen_who_was_called_is_the_one_who_brings_it(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    ticket = reception.desk.issue_ticket(reception.desk.overview.groups()[0]).ticket
    called = reception.desk.call_next()
    assert reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT).ticket_id == ticket.id
    with reception.store.read() as work, pytest.raises(KeyError):
        work.drafts.get(called.dossier.id)


def test_it_is_never_accepted_as_a_dossier_of_its_own(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    draft = reception.desk.open_after(dossier.id, Purpose.SUPPLEMENT)
    reception.add_page(draft.dossier.id, 7)
    with pytest.raises(Exception, match="not accepted as another"):
        reception.desk.accept(draft.dossier.id, uuid4())


def test_a_dossier_for_elsewhere_gets_its_promise_when_it_is_handed_over(reception: Reception) -> None:
    dossier = reception.accept()
    with reception.store.write() as work:
        found, accepted = work.dossiers.get(dossier.id)
        appointment = replace(accepted.receipt.appointment, due=None, starts_elsewhere=True)
        receipt = replace(accepted.receipt, appointment=appointment)
        elsewhere = replace(accepted, id=uuid4(), operation_id=uuid4(), receipt=replace(receipt, register=None))
        code = work.numbers.take_provisional("Q01", date(2026, 11, 23))
        elsewhere = replace(elsewhere, code=code, receipt=replace(elsewhere.receipt, code=code))
        work.dossiers.add(replace(found, id=elsewhere.id), elsewhere)
    handed = reception.desk.hand_over_dossier(elsewhere.id, "Sở Tư pháp")
    assert handed.due == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert now(reception, elsewhere).due == handed.due
    assert reception.desk.hand_over_dossier(dossier.id).due is None
    assert [one.step.to for one in reception.desk.close_day.hand_overs()] == ["Sở Tư pháp", UNIT.parent]
    assert reception.desk.close_day.waiting_here() == ()


def test_slips_of_one_kind_are_numbered_without_a_gap_through_the_year(reception: Reception) -> None:
    first, second = reception.accept(), reception.accept(reception.ready(seed=2))
    assert reception.desk.end.refuse(first.id, "Không thuộc thẩm quyền").number == 1
    with pytest.raises(NotNow):
        reception.desk.end.refuse(first.id, "Không thuộc thẩm quyền")
    assert reception.desk.ask_supplement(second.id, ["to-khai"], "mờ").number == 1
    assert reception.desk.end.refuse(second.id, "Không thuộc thẩm quyền").number == 2


def test_the_overdue_list_says_who_can_still_be_told_in_time(reception: Reception) -> None:
    dossier = reception.accept()  # due Friday 27/11
    reception.clock.strike(9, day=date(2026, 11, 26))
    (pressing,) = reception.desk.story.pressing()
    assert (pressing.late, pressing.last_call, pressing.may_apologise) == (False, True, True)
    reception.desk.apologise(dossier.id, date(2026, 11, 28), "Chờ xác minh")  # a Saturday
    assert now(reception, dossier).due == datetime(2026, 11, 30, 16, 30, tzinfo=VIETNAM)
    reception.clock.strike(9, day=date(2026, 12, 2))
    (pressing,) = reception.desk.story.pressing()
    assert (pressing.late, pressing.last_call, pressing.may_apologise) == (True, False, False)


def test_for_a_monday_the_apology_is_offered_on_friday(reception: Reception) -> None:
    reception.clock.strike(9, day=date(2026, 11, 25))
    reception.accept()  # due Monday 30/11
    reception.clock.strike(9, day=date(2026, 11, 27))
    (pressing,) = reception.desk.story.pressing()
    assert (pressing.last_call, pressing.may_apologise) == (True, True)


def test_what_presses_is_counted_in_working_days(reception: Reception) -> None:
    dossier = reception.accept()
    due = now(reception, dossier).due
    assert due == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert [one.accepted.id for one in reception.desk.story.pressing()] == [dossier.id], (
        "three days with a holiday between"
    )


def test_a_scanned_result_is_what_its_paper_says(reception: Reception) -> None:
    dossier = reception.accept()
    draft = reception.desk.open_after(dossier.id, Purpose.RESULT)
    reception.add_page(draft.dossier.id, 9)
    assert draft.after is not None
    step = reception.desk.finish_after(draft.dossier.id, draft.after, uuid4())
    assert step.result is not None
    assert len(reception.outbox()) >= 1
    assert now(reception, dossier).stage is Stage.DONE


def test_a_result_without_a_file_says_why_and_is_handed_to_who_may_have_it(reception: Reception) -> None:
    dossier = reception.accept()
    with pytest.raises(WordsMissing):
        reception.desk.take_result(dossier.id, Result("KQ.G15.000031", "12/2026"))
    reception.desk.take_result(
        dossier.id, Result("KQ.G15.000031", "12/2026", date(2026, 11, 26), "", "bản giấy có dấu")
    )
    assert [one.id for one in reception.desk.return_result.waiting_for(parse_card(CARD))] == [dossier.id]
    with pytest.raises(WordsMissing):
        reception.desk.return_result(dossier.id, parse_card(OTHER_CARD))
    taken = reception.desk.return_result(dossier.id, parse_card(OTHER_CARD), "Giấy ủy quyền ngày 25/11/2026")
    assert taken.collector is not None
    assert taken.collector.full_name == "Lâm Văn Tân"
    assert now(reception, dossier).stage is Stage.RETURNED
    assert reception.desk.return_result.waiting_for(parse_card(CARD)) == ()


def test_who_types_his_number_is_never_recorded_under_the_applicants_name(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.take_result(dossier.id, Result("KQ.G15.000031", why_no_file="bản giấy"))
    scanned = parse_card(OTHER_CARD)
    typed = replace(scanned, full_name="")
    with pytest.raises(WordsMissing) as missing:
        reception.desk.return_result(dossier.id, typed, "Giấy ủy quyền ngày 25/11/2026")
    assert missing.value.facts == {"why": "name"}
    with reception.store.write() as work:
        work.register.put_citizens((Citizen(scanned.personal_number, scanned.full_name),), reception.clock.now())
    taken = reception.desk.return_result(dossier.id, typed, "Giấy ủy quyền ngày 25/11/2026")
    assert taken.collector is not None
    assert (taken.collector.full_name, taken.collector.personal_number) == (
        "Lâm Văn Tân",
        scanned.personal_number.value,
    )


def paid(reception: Reception, how: Pay, seed: int = 1) -> AcceptedDossier:
    draft_id = reception.ready("2.000635", seed=seed)  # 8.000 đ a copy
    reception.desk.settle.pay(draft_id, how, reason="Hộ nghèo" if how is Pay.WAIVED else "")
    return reception.accept(draft_id)


def test_the_fee_is_taken_with_the_acceptance_and_the_day_is_closed_against_it(reception: Reception) -> None:
    cash, transfer, waived = paid(reception, Pay.CASH), paid(reception, Pay.TRANSFER, 2), paid(reception, Pay.WAIVED, 3)
    open_one = reception.accept(reception.ready("2.000635", seed=4))
    closing = reception.desk.close_day()
    assert [one.accepted.id for one in closing.lines] == [cash.id, transfer.id, waived.id]
    amount = cash.receipt.fee
    assert amount > 0
    assert closing.total(Pay.CASH) == closing.total(Pay.WAIVED) == closing.total(Pay.TRANSFER, waits=True) == amount
    assert closing.total(Pay.TRANSFER) == 0
    reception.desk.take_fee.confirm(transfer.id, "1K26", "0000017")
    reception.desk.take_fee(open_one.id, Pay.CASH)
    closing = reception.desk.close_day()
    assert (closing.total(Pay.TRANSFER), closing.total(Pay.CASH)) == (amount, 2 * amount)
    assert closing.lines[1].payment.number == "0000017"
    with pytest.raises(NotNow):
        reception.desk.take_fee(cash.id, Pay.CASH)
    reception.clock.forward(days=1)
    assert reception.desk.close_day().lines == ()


def test_a_transfer_is_booked_for_no_other_amount_than_its_code_asked_for(reception: Reception) -> None:
    draft_id = reception.ready("2.000635")
    asked = reception.desk.settle.pay(draft_id, Pay.TRANSFER)
    assert asked.payment is not None
    assert asked.payment.amount == asked.dossier.cost > 0
    assert reception.desk.settle.set_field(draft_id, "copies", "2").payment is None
    assert reception.desk.settle.pay(draft_id, Pay.TRANSFER, asked=asked.payment.amount).payment is None
    reception.desk.settle.pay(draft_id, Pay.CASH)
    assert reception.desk.settle.set_field(draft_id, "copies", "3").payment is not None, "cash is counted at the end"
    reception.desk.settle.pay(draft_id, Pay.TRANSFER)
    dossier = reception.accept(draft_id)
    (line,) = reception.desk.close_day().lines
    assert line.payment.amount == dossier.receipt.fee == 3 * asked.payment.amount


def test_a_transfer_that_never_comes_is_listed_until_cash_or_a_waiver_replaces_it(reception: Reception) -> None:
    gone, waived = paid(reception, Pay.TRANSFER), paid(reception, Pay.TRANSFER, 2)
    reception.clock.forward(days=7)
    closing = reception.desk.close_day()
    assert (closing.lines, [one.accepted.id for one in closing.older]) == ((), [gone.id, waived.id])
    with pytest.raises(NotNow):
        reception.desk.take_fee(gone.id, Pay.TRANSFER)
    step = reception.desk.take_fee(gone.id, Pay.CASH)
    assert "thay chuyển khoản" in step.reason
    reception.desk.take_fee.waive(waived.id, "Hộ nghèo")
    closing = reception.desk.close_day()
    assert (closing.older, closing.total(Pay.CASH)) == ((), gone.receipt.fee)
    assert closing.total(Pay.WAIVED) == waived.receipt.fee
    assert reception.desk.close_day(date(2026, 11, 23)).lines == (), "what was replaced is counted once"
    with pytest.raises(NotNow):
        reception.desk.take_fee.confirm(gone.id)


def test_a_list_of_the_day_that_is_printed_again_says_so_and_the_audit_knows(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.hand_over_dossier(dossier.id, "Công an phường")
    day, handed = date(2026, 11, 23), reception.desk.close_day.hand_overs()
    again = []
    for _ in range(2):
        assert len(reception.desk.print_step.hand_over_lists(handed, day)) == 1
        again.append("BẢN IN LẠI" in words(reception))
        reception.desk.print_step.closing(reception.desk.close_day())
        again.append("BẢN IN LẠI" in words(reception))
    assert again == [False, False, True, True]
    told = [(line.what, line.about["list"], line.about["copy"]) for line in reception.audit() if "list" in line.about]
    assert told == [
        ("list-reprinted", "closing", "2"),
        ("list-reprinted", "hand-over", "2"),
        ("list-printed", "closing", "1"),
        ("list-printed", "hand-over", "1"),
    ]


def test_a_waiver_needs_its_reason(reception: Reception) -> None:
    draft_id = reception.ready("2.000635")
    with pytest.raises(WordsMissing):
        reception.desk.settle.pay(draft_id, Pay.WAIVED)


POST = Account("post-1", "buu-ta", "Nhân viên bưu chính", frozenset({Role.POSTAL}))


def test_who_receives_by_contract_follows_no_dossier(reception: Reception) -> None:
    dossier = reception.accept()
    reception.session.open(POST)
    desk = reception.desk
    for verb in (
        lambda: desk.end.withdraw(dossier.id),
        lambda: desk.end.refuse(dossier.id, "lý do"),
        lambda: desk.end.stop(dossier.id, "lý do"),
        lambda: desk.apologise(dossier.id, date(2026, 12, 1), "lý do"),
        lambda: desk.story(dossier.id),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_the_post_hands_a_result_out_and_prints_the_slip_of_its_fee(reception: Reception) -> None:
    dossier = paid(reception, Pay.CASH)
    asked = reception.desk.ask_supplement(dossier.id, ["ban-chinh"], "mờ")
    reception.desk.take_result(dossier.id, Result("KQ.G15.000031", why_no_file="bản giấy"))
    reception.session.open(POST)
    story = reception.desk.story(reception.desk.story.find(dossier.code.text))
    fee = next(step for step in story.life.steps if step.act is Act.FEE_TAKEN)
    reception.desk.print_step(dossier.id, fee.id)
    with pytest.raises(NotAllowed):
        reception.desk.print_step(dossier.id, asked.id)
    taken = reception.desk.return_result(dossier.id, parse_card(CARD))
    assert (taken.act, taken.who) == (Act.RETURNED, POST.id)


def test_form_02_of_a_story_names_whom_to_ask(reception: Reception) -> None:
    dossier = reception.accept()
    asked = reception.desk.ask_supplement(dossier.id, ["to-khai"], "mờ")
    reception.desk.print_step(dossier.id, asked.id)
    assert asked.who_name
    assert words(reception).count(asked.who_name) >= 2, "as contact, and where it is signed"


def test_the_story_names_who_did_what(reception: Reception) -> None:
    dossier = reception.accept()
    reception.desk.print_receipt(dossier.id)
    reception.desk.hand_over_dossier(dossier.id)
    story = reception.desk.story(dossier.id)
    assert [(step.act, step.who_name) for step in story.life.steps] == [(Act.HANDED_OVER, "Lâm Thị Bảy")]
    assert [act.what for act in story.acts] == ["receipt-printed"]
    assert reception.desk.story.find(dossier.code.text.lower()) == dossier.id
    assert [line.what for line in reception.audit()][:1] == ["dossier-step"]


def test_each_step_is_a_message_of_the_contract_and_reaches_the_province_in_order(
    online: Reception, province: Sandbox, store: SqlStore
) -> None:
    dossier = online.accept()
    online.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    bring(online, dossier)
    sent = [event for event in online.outbox() if event.kind is EventKind.DOSSIER_STEP]
    for event in sent:
        StepMessage.model_validate_json(canonical(event.payload))
    parts = (store, store.vault, online.gateway, store.clock, COUNTER.code, UNIT.code)
    while Synchroniser(*parts, days_ahead=1).once().waiting:
        assert now(online, dossier).state is Honest.SAVED, "the province does not know the last step yet"
    assert now(online, dossier).state is Honest.CONFIRMED
    with store.read() as work:
        keys = [str(step.id) for step in work.lives.of(dossier.id).steps]
    held = [step for step in province.steps() if step["dossier"] == str(dossier.id)]
    assert [step["key"] for step in held] == keys
    assert [step["stage"] for step in held] == [5, 2]
    with pytest.raises(AlreadyAccepted):
        online.desk.resume.of(dossier.id)
    assert SINGLE in dossier.receipt.procedure_code


def test_an_immediate_result_is_given_in_one_commit_and_waits_for_no_hand_over(reception: Reception) -> None:
    copy = reception.accept(reception.ready("2.000635"))
    single = reception.accept(reception.ready(seed=2))
    assert [one.id for one in reception.desk.close_day.waiting_here()] == [single.id]
    reception.desk.return_result.at_once(copy.id)
    assert steps(reception, copy) == [Act.RESULT_ARRIVED, Act.RETURNED]
    for dossier in (copy, single):  # done already; and one whose result takes three days
        with pytest.raises(NotNow):
            reception.desk.return_result.at_once(dossier.id)
    assert steps(reception, single) == []
