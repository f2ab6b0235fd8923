"""The door at the real window: nobody in, somebody in, the screen locked over open work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from counter_app.domain.errors import AccountWithdrawn, NotAllowed, WrongWord
from counter_app.domain.people import Right, Role
from tests.staff import NGUYET, WORD, become, employ, staff, withdraw
from tests.ui.conftest import Counter
from tests.ui.people import CARD, SA_RINH
from tests.ui.test_reception_window import call_and_identify, choose_marital_status
from ui.log_in.view_model import NO_ACCOUNTS
from ui.messages import sentence

ENTER, ESC, F2, F3, F10 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F10
CTRL = Qt.KeyboardModifier.ControlModifier
PIN = "2580"


@pytest.fixture
def empty(open_counter: Callable[..., Counter]) -> Counter:
    """Its people are known, nobody sits at it."""
    counter = open_counter(seated=False)
    employ(counter.application.store)
    return counter


def door_says(counter: Counter) -> str:
    return counter.opened.window.door.said.text()


def at_the_door(counter: Counter) -> bool:
    return counter.opened.presenter.keeper.shut and counter.opened.window.door.isVisible()


def lock(counter: Counter) -> None:
    counter.press(Qt.Key.Key_L, modifier=CTRL)
    assert at_the_door(counter)


def log_in(counter: Counter, user_name: str, pin: str = "") -> None:
    """At a door that asks for the name; `pin` is set, or put off."""
    door = counter.opened.window.door
    door.user.setFocus()
    door.user.selectAll()
    counter.type(user_name)
    counter.press(ENTER)
    counter.type(WORD)
    counter.press(ENTER)
    if not at_the_door(counter):
        return
    if pin:
        counter.type(pin)
        counter.press(ENTER)
        counter.type(pin)
        counter.press(ENTER)
    else:
        counter.press(ESC)
    assert not at_the_door(counter)


def on_the_screen(counter: Counter) -> str:
    window = counter.opened.window
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return "\n".join([*labels, *(field.text() for field in window.findChildren(QLineEdit) if field.isVisible())])


def begin(counter: Counter) -> None:
    """Sa Rinh at the counter, the cursor in the middle of her telephone number."""
    counter.press(F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.opened.presenter.reception.screen.choosing_procedure)
    counter.answered()
    counter.type("tthn")
    counter.press(ENTER)
    counter.until(lambda: not counter.opened.presenter.reception.screen.choosing_procedure)
    counter.answered()
    counter.opened.presenter.reception.screen.phone.setFocus()
    counter.type("0909123")
    counter.press(Qt.Key.Key_Left, Qt.Key.Key_Left)


def test_a_key_lands_in_the_field_at_once_and_a_wrong_word_says_what_to_do(empty: Counter) -> None:
    empty.type("nguyet")
    empty.press(ENTER)
    empty.type("not it")
    empty.press(ENTER)
    assert door_says(empty) == sentence(WrongWord())
    assert empty.opened.window.door.user.text() == "nguyet"
    empty.press(F2, F3, Qt.Key.Key_F12)
    assert at_the_door(empty), "no key of the counter means anything here"
    empty.type(WORD)
    empty.press(ENTER, ESC)
    assert not at_the_door(empty)
    assert empty.opened.window.clerk.text() == NGUYET.name
    assert not empty.opened.window.door.word.text()


def test_who_was_last_need_only_type_the_word(empty: Counter, open_counter: Callable[..., Counter]) -> None:
    log_in(empty, "nguyet")
    again = open_counter(seated=False)
    assert again.opened.window.door.user.text() == "nguyet"
    again.type(WORD)
    again.press(ENTER)
    assert again.application.session.who == "cb-nguyet"


def test_a_counter_without_accounts_says_so_and_opens_when_they_come(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter(seated=False)
    assert door_says(counter) == NO_ACCOUNTS.words
    employ(counter.application.store)
    counter.until(lambda: door_says(counter) != NO_ACCOUNTS.words)
    log_in(counter, "sen")


def test_locking_saves_the_field_under_the_cursor_and_the_pin_brings_field_and_cursor_back(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    begin(empty)
    lock(empty)
    door = on_the_screen(empty)
    assert SA_RINH.full_name not in door
    assert SA_RINH.personal_number.value not in door.replace(" ", "")
    assert NGUYET.name in door
    with empty.application.store.read() as work:
        (draft,) = work.drafts.open_of("cb-nguyet")
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.phone == "0909123"
    empty.type("0000")
    empty.press(ENTER)
    assert at_the_door(empty)
    empty.type(PIN)
    empty.press(ENTER)
    phone = empty.opened.presenter.reception.screen.phone
    assert empty.focus is phone
    assert (phone.cursorPosition(), phone.selectedText()) == (5, "")
    empty.type("4")
    assert phone.text() == "09091423"


def test_without_a_pin_the_pass_word_opens(empty: Counter) -> None:
    log_in(empty, "nguyet")
    begin(empty)
    lock(empty)
    empty.type(WORD)
    empty.press(ENTER, ESC)
    assert empty.focus is empty.opened.presenter.reception.screen.phone


def test_another_person_finds_nothing_of_the_first_who_later_finds_all(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    begin(empty)
    lock(empty)
    empty.press(F10)
    log_in(empty, "sen", PIN)
    assert empty.opened.presenter.reception.draft is None
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        empty.press(key, modifier=Qt.KeyboardModifier.AltModifier)
        assert SA_RINH.full_name not in on_the_screen(empty)
    empty.press(Qt.Key.Key_Z, modifier=CTRL)
    assert empty.opened.presenter.reception.draft is None
    lock(empty)
    empty.press(F10)
    log_in(empty, "nguyet")
    draft = empty.opened.presenter.reception.draft
    assert draft is not None
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.phone == "0909123"


def test_esc_goes_back_to_whose_screen_is_locked(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    lock(empty)
    empty.press(F10)
    assert NGUYET.name not in on_the_screen(empty)
    empty.press(ESC)
    assert NGUYET.name in on_the_screen(empty)
    empty.type(PIN)
    empty.press(ENTER)
    assert not at_the_door(empty)


def test_a_screen_left_alone_locks_itself_and_a_card_read_before_it_is_nobodys(
    open_counter: Callable[..., Counter],
) -> None:
    counter = open_counter(lock_after=1.0)
    counter.until(lambda: at_the_door(counter))
    counter.until(lambda: counter.application.session.locked)
    counter.opened.card_read(CARD)
    counter.answered()
    assert not counter.opened.presenter.reception.identifying.keeps_a_card


def test_after_five_wrong_pins_and_for_a_withdrawn_person_another_word_is_asked_for(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    lock(empty)
    door = empty.opened.window.door
    for _ in range(5):
        empty.type("9513")
        empty.press(ENTER)
    assert "MẬT KHẨU" in on_the_screen(empty)
    withdraw(empty.application.store, "nguyet")
    empty.type(WORD)
    empty.press(ENTER)
    assert at_the_door(empty)
    assert "thu hồi" in door_says(empty)
    assert door.isVisible()


def test_it_comes_in_to_the_machine_and_is_told_whose_the_counter_is(empty: Counter) -> None:
    log_in(empty, "tin")
    hints = {hint.key: hint for hint in empty.opened.window.legend.hints}
    assert not hints["F2"].enabled
    empty.press(F2)
    assert empty.said == sentence(NotAllowed(why=Right.RECEIVE.value))
    assert "cán bộ tiếp nhận" in empty.said
    assert staff()["tin"].account.name in on_the_screen(empty)


def test_who_comes_in_finds_no_line_of_the_audit_that_was_open(empty: Counter) -> None:
    log_in(empty, "dung")
    empty.press(Qt.Key.Key_6, modifier=Qt.KeyboardModifier.AltModifier)
    lines = empty.opened.presenter.audit.screen.model
    empty.until(lambda: lines.rowCount() > 0)
    lock(empty)
    empty.press(F10)
    log_in(empty, "tin")
    assert lines.rowCount() == 0
    empty.press(Qt.Key.Key_6, modifier=Qt.KeyboardModifier.AltModifier)
    assert lines.rowCount() == 0
    assert sentence(NotAllowed(why=Right.READ_AUDIT.value)) in on_the_screen(empty)


def test_who_is_left_alone_between_pass_word_and_pin_is_locked(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter(seated=False, lock_after=1.0)
    employ(counter.application.store)
    counter.type("nguyet")
    counter.press(ENTER)
    counter.type(WORD)
    counter.press(ENTER)
    assert not counter.application.session.locked
    counter.until(lambda: counter.application.session.locked)
    counter.answered()
    counter.press(ESC)
    assert at_the_door(counter), "whoever came by is in"
    assert "MẬT KHẨU" in on_the_screen(counter)


def test_ctrl_l_locks_between_pass_word_and_pin(empty: Counter) -> None:
    empty.type("nguyet")
    empty.press(ENTER)
    empty.type(WORD)
    empty.press(ENTER)
    lock(empty)
    assert empty.application.session.locked
    empty.press(ESC)
    assert at_the_door(empty)


def test_a_person_withdrawn_while_working_is_shown_out_and_keeps_what_was_typed(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    begin(empty)
    withdraw(empty.application.store, "nguyet")
    empty.until(lambda: at_the_door(empty))
    empty.answered()
    assert door_says(empty) == sentence(AccountWithdrawn())
    assert empty.application.session.account is None
    assert NGUYET.name not in on_the_screen(empty)
    with empty.application.store.read() as work:
        (draft,) = work.drafts.open_of("cb-nguyet")
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.phone == "0909123"
    log_in(empty, "sen", PIN)
    assert empty.opened.presenter.reception.draft is None


def test_a_right_that_the_province_takes_is_gone_while_its_person_works(empty: Counter) -> None:
    log_in(empty, "dung", PIN)
    assert empty.application.session.may(Right.PURGE)
    become(empty.application.store, "dung", Role.CLERK)
    empty.until(lambda: not empty.application.session.may(Right.PURGE))
    assert not at_the_door(empty)


def test_a_wait_is_seen_to_pass_and_its_end_is_said(empty: Counter) -> None:
    empty.type("nguyet")
    empty.press(ENTER)
    for _ in range(4):
        empty.type("not it")
        empty.press(ENTER)
    assert "chờ 2 giây" in door_says(empty)
    empty.until(lambda: "chờ 1 giây" in door_says(empty))
    empty.until(lambda: "hết giờ chờ" in door_says(empty))
    empty.type(WORD)
    empty.press(ENTER, ESC)
    assert not at_the_door(empty)


def test_who_accepts_and_locks_at_once_still_gets_the_receipt(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(ENTER, Qt.Key.Key_F5)
    counter.hit(Qt.Key.Key_F12)
    QTest.keyClick(counter.focus, Qt.Key.Key_L, CTRL)
    counter.until(lambda: len(counter.receipts()) == 1)
    counter.answered()
    assert at_the_door(counter)
    with counter.application.store.read() as work:
        printed = [line.who for line in work.audit.lines() if line.what == "receipt-printed"]
    assert printed == [NGUYET.id]


def test_ctrl_z_brings_back_nothing_that_the_person_before_typed(empty: Counter) -> None:
    log_in(empty, "nguyet", PIN)
    empty.press(Qt.Key.Key_F, modifier=CTRL)
    empty.type("sa rinh")
    empty.press(F3)
    empty.type("0941900")
    lock(empty)
    empty.press(F10)
    log_in(empty, "sen", PIN)
    fields = [field for field in empty.opened.window.findChildren(QLineEdit) if field.isUndoAvailable()]
    assert [field.accessibleName() for field in fields if field is not empty.opened.window.door.user] == []
    empty.press(Qt.Key.Key_F, modifier=CTRL)
    empty.press(Qt.Key.Key_Z, modifier=CTRL)
    assert "rinh" not in on_the_screen(empty)
