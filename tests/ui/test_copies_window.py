"""Certified copies in the real window, with real keys: name × pages × copies, cash, its number in the book."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.domain.certified_copy import CopyLine
from counter_app.domain.fee import Pay
from counter_app.domain.life import Stage
from counter_app.ports import AcceptedDossier
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.people import CARD
from tests.ui.test_following_window import ALT, CTRL, Key, life


def begun(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.press(Key.Key_F6, modifier=CTRL)
    counter.until(lambda: counter.f12 == "CÒN THIẾU bản sao")


def write(counter: Counter, *values: str) -> None:
    for value in values[:-1]:
        counter.type(value)
        counter.press(Key.Key_Return)
    counter.type(values[-1])


def certified(counter: Counter, *pay: Key) -> AcceptedDossier:
    begun(counter)
    write(counter, "Bang", "4", "3")
    counter.press(*pay, Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.closing.accepted is not None)
    assert reception.closing.accepted is not None
    return reception.closing.accepted


def test_pages_times_copies_make_the_fee_and_each_original_has_its_number_in_the_book(counter: Counter) -> None:
    first = certified(counter, Key.Key_F7)
    assert [(one.number, one.fee) for one in first.receipt.copies] == [(1, 18_000)]  # (2×2000 + 2×1000) × 3
    assert first.receipt.copies[0].book.endswith("-SCT/BS")
    done = counter.opened.presenter.reception.screen.done
    assert "số 01, quyển" in done.procedure.text()
    assert not counter.receipts()  # given at once: a receipt only when asked
    begun(counter)
    write(counter, "Khai", "1", "2")
    counter.press(Key.Key_Return)
    write(counter, "Ban an", "300", "1")
    counter.press(Key.Key_F8, Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.closing.accepted is not None)
    second = reception.closing.accepted
    assert second is not None
    assert [(one.number, one.fee) for one in second.receipt.copies] == [(2, 4_000), (3, 200_000)]
    counter.press(Key.Key_F10)
    counter.until(lambda: life(counter, second).stage is Stage.RETURNED)
    counter.press(Key.Key_8, modifier=ALT)
    today = counter.opened.presenter.today.screen
    counter.until(lambda: len(today.money.rows) == 2)
    assert "Tiền mặt phải có: 18.000" in today.sums.text()
    assert "204.000" in today.sums.text()
    assert not today.here.rows  # it goes to no other unit


def test_the_whole_of_it_takes_few_keys(counter: Counter) -> None:
    """F3 · card · Ctrl+F6 · name Enter pages Enter copies · F7 · F12 · F10."""
    begun(counter)
    write(counter, "Bang", "2", "1")
    counter.press(Key.Key_F7, Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.closing.accepted is not None)
    accepted = reception.closing.accepted
    assert accepted is not None
    payment = life(counter, accepted).payment
    assert payment is not None
    assert (payment.how, payment.amount, payment.settled) == (Pay.CASH, 4_000, True)


def test_what_is_wanting_is_said_and_the_cursor_goes_there(counter: Counter) -> None:
    begun(counter)
    write(counter, "Bang", "2")
    counter.press(Key.Key_F12)
    assert "số bản" in counter.said
    assert counter.focus is counter.opened.presenter.reception.screen.copying.rows[0].copies
    counter.press(Key.Key_F5)  # nothing is scanned for copies
    assert counter.opened.presenter.reception.closing.accepted is None


def test_a_restart_brings_back_what_was_typed(open_counter: Callable[..., Counter]) -> None:
    counter = knows_sa_rinh(open_counter())
    begun(counter)
    write(counter, "Bang", "2")
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    store = counter.application.store

    def saved() -> bool:
        with store.read() as work:
            return work.drafts.get(draft.dossier.id).dossier.copying == (CopyLine("Bang", 2, 0),)

    counter.until(saved)  # without leaving the field
    again = open_counter()
    pane = again.opened.presenter.reception.screen.copying
    again.until(lambda: pane.rows[0].title.text() == "Bang")
    assert pane.rows[0].pages.text() == "2"
    assert again.f12 == "CÒN THIẾU bản sao"
    assert pane.isVisible()
