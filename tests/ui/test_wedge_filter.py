"""A card scanner that the computer takes for a keyboard, whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.conftest import Counter
from tests.ui.people import CARD

Key = Qt.Key


def scan(widget: QWidget, text: str) -> None:
    """As a scanner types: no pause between the keys, Enter at the end."""
    for letter in text:  # QTest cannot type beyond ASCII
        QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyRelease, 0, Qt.KeyboardModifier.NoModifier, letter))
    QTest.keyClick(widget, Key.Key_Return)


def identified(counter: Counter) -> Callable[[], bool]:
    return lambda: counter.opened.window.person.text() == "Thạch Thị Sa Rinh"


def test_a_card_scanned_into_the_number_field_is_read_as_a_card(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scan(counter.focus, CARD)
    counter.until(identified(counter))
    counter.answered()
    assert counter.f12 == "CÒN THIẾU thủ tục"
    assert counter.said == ""


def test_a_field_with_the_focus_keeps_what_it_held(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scan(counter.focus, CARD)
    counter.until(identified(counter))
    counter.answered()
    counter.type("tthn")
    counter.press(Key.Key_Return)
    phone = counter.opened.presenter.reception.screen.phone
    phone.setFocus()
    counter.type("0909")
    counter.until(lambda: counter.opened.wedge.quiet)  # what comes now is not the clerk's run of keys
    scan(phone, CARD)
    counter.answered()
    assert phone.text() == "0909"
    assert phone.isModified()


def test_a_scanner_in_a_list_neither_takes_papers_nor_issues_tickets(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scan(counter.focus, CARD)
    counter.until(identified(counter))
    counter.answered()
    counter.type("tthn")
    counter.press(Key.Key_Return)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    scan(counter.opened.presenter.reception.screen.checklist, CARD)
    counter.answered()
    after = counter.opened.presenter.reception.draft
    assert after is not None
    assert after.dossier.settlements == draft.dossier.settlements
    counter.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
    scan(counter.focus, CARD)
    counter.answered()
    assert counter.application.desk.overview.queue().waiting == ()


def test_a_person_who_types_in_a_list_is_understood_after_a_moment(counter: Counter) -> None:
    QTest.keyClicks(counter.focus, "1")
    assert counter.opened.wedge.holding
    counter.answered()
    assert len(counter.application.desk.overview.queue().waiting) == 1


def test_a_key_held_back_comes_before_the_function_key_that_follows_it(counter: Counter) -> None:
    QTest.keyClicks(counter.focus, "1")
    QTest.keyClick(counter.focus, Key.Key_F2)
    counter.answered()
    assert counter.opened.window.ticket.text() == "A001"


def test_what_is_no_card_is_said_in_words(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scan(counter.focus, "https://example.org/menu")
    counter.answered()
    assert "không phải thẻ căn cước" in counter.said
    assert "12 số" in counter.said


# --- a scanner at its own pace, in every field of every screen -----------------------------------------------------

LONG = (
    "094190004321|366123456|Thạch Thị Sa Rinh|02091990|Nữ|"
    "Số 11111111111, ấp Chợ Cũ, xã Tài Văn, huyện Trần Đề, Sóc Trăng|10052021"
)
NONE, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class Scanner:
    """Types at 8 ms a key, with Shift for each capital, into whatever has the focus by then."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._at = 1000.0
        self.read: list[str] = []
        counter.opened.wedge._clock = lambda: self._at

    def listens(self) -> None:
        """What is read goes nowhere else."""
        self._counter.opened.wedge._read = self.read.append

    def pause(self) -> None:
        self._at += 1.0

    def types(self, text: str) -> None:
        for letter in text:
            if letter.isupper():
                self._send(Key.Key_Shift, SHIFT, "")
            self._send(Key(0), SHIFT if letter.isupper() else NONE, letter)
            self._at += 0.008

    def enter(self) -> None:
        self._send(Key.Key_Return, NONE, "\r")
        self._at += 0.008

    def scans(self, text: str) -> None:
        self.pause()
        self.types(text)
        self.enter()
        self.pause()

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, held: bool = False) -> None:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(self._counter.focus, QKeyEvent(kind, key, modifiers, text, held))

    def holds(self, letter: str, times: int) -> None:
        """A finger that stays on a key."""
        self._send(Key(0), NONE, letter)
        for _ in range(times):
            self._at += 0.03
            self._send(Key(0), NONE, letter, held=True)


@pytest.fixture
def scanner(counter: Counter) -> Scanner:
    return Scanner(counter)


def focusable(window: QWidget) -> list[QWidget]:
    takes_keys = Qt.FocusPolicy.TabFocus.value
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & takes_keys
    ]


def state(widget: QWidget) -> tuple[object, ...]:
    if isinstance(widget, QLineEdit):
        return widget.text(), widget.cursorPosition(), widget.selectedText(), widget.isModified()
    return ()


def test_a_card_of_150_bytes_at_8_ms_a_key_lands_only_in_the_card_with_any_field_focused(
    counter: Counter, scanner: Scanner
) -> None:
    assert len(LONG.encode()) == 150
    scanner.listens()
    seen = 0
    reception = counter.opened.presenter.reception
    steps: list[Callable[[], object]] = [
        lambda: counter.press(Key.Key_1, Key.Key_F2),
        lambda: reception.identifying.card_read(CARD),
        lambda: reception._choose("1.004873"),
        lambda: counter.press(Key.Key_F5),
        lambda: counter.press(Key.Key_F11),
        *(partial(counter.press, key, modifier=ALT) for key in (*map(Key, range(Key.Key_2, Key.Key_9 + 1)), Key.Key_1)),
    ]
    for step in steps:
        scanner.pause()
        step()
        counter.answered()
        for widget in focusable(counter.opened.window):
            widget.setFocus()
            if QApplication.focusWidget() is not widget:
                continue  # its focus is another's, who is in the list as well
            if isinstance(widget, QLineEdit) and not widget.isReadOnly():
                widget.selectAll()
            before, draft = state(widget), counter.opened.presenter.reception.draft
            waiting = counter.application.desk.overview.queue().waiting
            scanner.scans(LONG)
            counter.answered()
            assert scanner.read == [LONG], widget
            assert state(widget) == before, widget
            assert counter.opened.presenter.reception.draft == draft
            assert counter.application.desk.overview.queue().waiting == waiting
            scanner.read.clear()
            seen += 1
    assert seen > 25
    assert reception.draft is not None
    assert len(reception.draft.pages) == 2


def test_a_burst_in_which_the_focus_moves_leaves_both_fields_as_they_were(counter: Counter, scanner: Scanner) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("079080000002")
    counter.press(Key.Key_Return)
    person = counter.opened.presenter.reception.screen.person
    scanner.pause()
    counter.type("Danh Sol")
    person.address.setText("Khóm 5")
    person.address.setModified(True)
    scanner.listens()
    scanner.pause()
    scanner.types(LONG[:40])
    person.address.setFocus()  # the program's doing: an answer came
    scanner.types(LONG[40:])
    assert person.address.text() == "Khóm 5"  # not even for a moment
    scanner.enter()
    counter.answered()
    assert scanner.read == [LONG]
    assert (person.name.text(), person.address.text()) == ("Danh Sol", "Khóm 5")
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.full_name == "Danh Sol"  # saved as it was left, and not with the burst in it


def test_two_words_in_two_fields_within_one_gap_are_typing(counter: Counter, scanner: Scanner) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("079080000002")
    counter.press(Key.Key_Return)
    scanner.pause()
    scanner.types("Nguyen Van")
    counter.opened.presenter.reception.identifying.card_read(CARD)
    counter.until(lambda: counter.opened.presenter.reception.screen.choosing_procedure)
    counter.answered()
    scanner.types("tthn")
    scanner.enter()
    counter.answered()
    assert counter.f12 == "CÒN THIẾU 1"


def test_an_abbreviation_that_a_tool_writes_out_stays_in_its_field(counter: Counter, scanner: Scanner) -> None:
    """UniKey's table: four letters back, "Ủy ban nhân dân" at once, and Enter."""
    counter.press(Key.Key_1, Key.Key_F2)
    counter.type("079080000002")
    counter.press(Key.Key_Return)
    person = counter.opened.presenter.reception.screen.person
    person.address.setFocus()
    scanner.listens()
    scanner.pause()
    counter.type("so 5, ")
    scanner.types("ubnd")
    for _ in range(4):
        scanner._send(Key.Key_Backspace, NONE, "\b")
    scanner.types("Ủy ban nhân dân")
    scanner.enter()
    counter.answered()
    assert scanner.read == []
    assert person.address.text() == "so 5, Ủy ban nhân dân"


def test_a_key_held_down_is_a_hand(counter: Counter, scanner: Scanner) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scanner.listens()
    scanner.pause()
    scanner.types("0123")
    scanner.holds("4", 30)
    scanner.enter()
    counter.answered()
    assert scanner.read == []
    assert counter.opened.presenter.reception.screen.person.number.text().startswith("012344444")


def test_letters_by_the_codes_of_the_keypad_do_not_break_a_card(counter: Counter, scanner: Scanner) -> None:
    """A scanner that is set to a foreign keyboard holds Alt and types the letter's number."""
    counter.press(Key.Key_1, Key.Key_F2)
    scanner.listens()
    scanner.pause()
    keypad = Qt.KeyboardModifier.KeypadModifier
    for letter in LONG:
        if not letter.isascii():
            scanner._send(Key.Key_Alt, ALT, "")
            for digit in str(ord(letter)):
                scanner._send(Key(ord(digit)), ALT | keypad, "")
        scanner.types(letter)
    scanner.enter()
    assert scanner.read == [LONG]


@pytest.mark.parametrize("how", ["letters taken back", "letters composed"])
def test_a_card_that_an_input_method_rewrote_is_not_taken_and_what_to_switch_off_is_said(
    how: str, counter: Counter, scanner: Scanner
) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    number = counter.opened.presenter.reception.screen.person.number
    scanner.pause()
    for at, letter in enumerate(CARD):
        scanner.types(letter)
        if at == 20 and how == "letters taken back":
            scanner._send(Key.Key_Backspace, NONE, "\b")
            scanner.types("ặ")
        elif at == 20:
            QApplication.sendEvent(counter.focus, QInputMethodEvent("ă", []))
            commit = QInputMethodEvent("", [])
            commit.setCommitString("ặ")
            QApplication.sendEvent(counter.focus, commit)
    scanner.enter()
    counter.answered()
    assert "bộ gõ" in counter.said
    assert "Ctrl+Shift" in counter.said
    assert number.text() == ""
    assert counter.opened.presenter.reception.draft is not None
    assert counter.opened.presenter.reception.draft.dossier.applicant is None


def test_an_input_method_that_passes_letters_on_spoils_nothing(counter: Counter, scanner: Scanner) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scanner.listens()
    scanner.pause()
    for letter in CARD:
        commit = QInputMethodEvent("", [])
        commit.setCommitString(letter)
        QApplication.sendEvent(counter.focus, commit)
    scanner.enter()
    assert scanner.read == [CARD]
    assert counter.opened.presenter.reception.screen.person.number.text() == ""


def test_a_click_begins_anew(counter: Counter, scanner: Scanner) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    scanner.listens()
    scanner.pause()
    scanner.types("Nguyen")
    QTest.mouseClick(counter.focus, Qt.MouseButton.LeftButton)
    scanner.types("123456789")
    scanner.enter()
    assert scanner.read == []
