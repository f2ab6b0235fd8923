"""The fee and the day's lists in the real window: cash, a code, what replaces it, and all handed over at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from counter_app.domain.fee import Pay
from counter_app.domain.life import Stage
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from tests.ui.test_following_window import ALT, CTRL, Key, accepted, choose, life, open_story, papers
from ui.story.view_model import Deed


def test_f7_takes_cash_with_the_acceptance_and_f8_shows_a_code_that_waits(counter: Counter) -> None:
    cash = accepted(counter, Key.Key_F7)
    transfer = accepted(counter, Key.Key_F8)
    payment = life(counter, cash).payment
    assert payment is not None
    assert (payment.how, payment.settled, payment.amount) == (Pay.CASH, True, cash.receipt.fee)
    assert life(counter, transfer).waits_for_transfer
    open_story(counter)
    story = counter.opened.presenter.dossiers.story.screen
    choose(counter, Deed.SHOW_CODE)  # the citizen's telephone was too slow
    counter.until(lambda: story.showing_qr)
    counter.press(Key.Key_Escape)
    assert not story.showing_qr
    assert len(life(counter, transfer).steps) == 1, "shown, and nothing written"
    choose(counter, Deed.CONFIRM)
    counter.type("1K26")
    counter.press(Key.Key_Return)
    counter.type("0000017")
    counter.press(Key.Key_F12)
    counter.answered()
    assert not life(counter, transfer).waits_for_transfer
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today.screen
    counter.until(lambda: len(today.money.rows) == 2)
    assert "đã đối soát" in today.sums.text()
    today.money.setFocus()
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "Đã in" in counter.said)
    assert papers(counter, "chot")


def test_a_code_goes_with_a_notice_when_the_fee_changes(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return, Key.Key_Return, Key.Key_F5, Key.Key_F8)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.view is not None and reception.view.payment is Pay.TRANSFER)
    assert reception.paying.showing
    desk = counter.application.desk
    reception.change(lambda draft_id: desk.choose_procedure(draft_id, "2.000635"))
    counter.until(lambda: not reception.paying.showing)
    assert "F8 lấy mã mới" in counter.said
    assert reception.view is not None
    assert reception.view.payment is None


def test_f7_again_takes_it_back_and_a_free_procedure_says_so(counter: Counter) -> None:
    dossier = accepted(counter, Key.Key_F7, Key.Key_F7)
    assert life(counter, dossier).payment is None
    assert life(counter, dossier).fee_open == dossier.receipt.fee
    open_story(counter)
    choose(counter, Deed.WAIVE)
    counter.type("Ho ngheo")
    counter.press(Key.Key_F12)
    counter.answered()
    payment = life(counter, dossier).payment
    assert payment is not None, counter.said
    assert (payment.how, payment.reason) == (Pay.WAIVED, "Ho ngheo")


def test_all_that_waits_is_handed_over_at_once_with_its_list(counter: Counter) -> None:
    dossier = accepted(counter)
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today.screen
    counter.until(lambda: len(today.here.rows) == 1)
    counter.press(Key.Key_G, modifier=CTRL)
    counter.until(lambda: not today.here.rows)
    assert life(counter, dossier).stage is Stage.PROCESSING
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "Đã in bảng bàn giao" in counter.said)
    assert papers(counter, "ban-giao")


def test_one_that_cannot_go_holds_up_no_other_and_each_has_its_control_slip(counter: Counter) -> None:
    ended, *others = accepted(counter), accepted(counter), accepted(counter)
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today
    counter.until(lambda: len(today.screen.here.rows) == 3)
    today._desk.end.withdraw(ended.id, "")  # at another counter, meanwhile
    before = len(papers(counter, ""))
    counter.press(Key.Key_G, modifier=CTRL)
    counter.until(lambda: not today.screen.here.rows)
    assert [life(counter, one).stage for one in others] == [Stage.PROCESSING] * 2
    counter.until(lambda: "Đã in 2 phiếu kiểm soát" in counter.said)
    assert len(papers(counter, "")) == before + 2


def test_a_code_is_never_shown_with_the_story_that_was_opened_meanwhile(counter: Counter) -> None:
    other, dossier = accepted(counter), accepted(counter)
    open_story(counter)
    choose(counter, Deed.TRANSFER)
    story = counter.opened.presenter.dossiers.story
    counter.hit(Key.Key_F12)  # and does not wait
    story.open(other.id)
    counter.answered()
    counter.until(lambda: life(counter, dossier).waits_for_transfer)
    counter.until(lambda: story.screen.code.text() == other.code.text)
    counter.answered()
    assert not story.screen.showing_qr
    assert life(counter, other).payment is None


def test_what_stands_still_is_in_a_list_of_its_own_and_enter_leads_to_it(counter: Counter) -> None:
    dossier, now = accepted(counter), datetime.now(UTC)
    with counter.application.store.write() as work:
        (event, *_) = work.outbox.open_of(dossier.id)
        work.outbox.mark_failed(event.id, "province.refused", now, now + timedelta(hours=1))
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today.screen
    counter.until(lambda: len(today.stuck.rows) == 1)
    assert today.stuck.isVisible()
    assert "Alt+9" in today.stuck.rows[0].offer
    today.stuck.setFocus()
    counter.press(Key.Key_Return)
    story = counter.opened.presenter.dossiers.story
    counter.until(lambda: story.screen.code.text() == dossier.code.text)
