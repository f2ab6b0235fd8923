"""A card scanner that the computer takes for a keyboard, whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
