"""Ctrl+K finds every verb of the screen without marks; holding Ctrl shows all keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Counter
from ui.page import KeyHint
from ui.palette.presenter import PaletteKeys
from ui.palette.view_model import matching

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HINTS = (KeyHint("F5", "quét"), KeyHint("Shift+F5", "quét lại"), KeyHint("Ctrl+F", "tìm người dân, hồ sơ"))


def palette(counter: Counter) -> PaletteKeys:
    return counter.opened.presenter.palette


def offered(counter: Counter) -> list[str]:
    view = palette(counter).view
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_verbs_are_found_without_marks_by_beginnings_or_by_their_key() -> None:
    assert [hint.key for hint in matching("quet", HINTS)] == ["F5", "Shift+F5"]
    assert [hint.key for hint in matching("lai quet", HINTS)] == ["Shift+F5"]
    assert [hint.key for hint in matching("ctrl+f", HINTS)] == ["Ctrl+F"]
    assert matching("xyz", HINTS) == ()
    assert matching("", HINTS) == HINTS


def test_a_few_letters_and_enter_do_the_verb(counter: Counter) -> None:
    counter.press(Key.Key_K, modifier=CTRL)
    assert palette(counter).is_open
    assert "gọi số tiếp theo" in offered(counter)
    counter.type("ho so")
    assert offered(counter)[0] == "Hồ sơ"
    counter.press(Key.Key_Return)
    assert not palette(counter).is_open
    assert counter.opened.window.person.text() == "Hồ sơ"


def test_a_verb_of_a_list_goes_to_that_list(counter: Counter) -> None:
    """Enter issues a ticket: no key of the window's."""
    groups = counter.opened.presenter.queue.screen.groups
    assert groups.hasFocus()
    counter.press(Key.Key_K, modifier=CTRL)
    counter.type("phat so")
    counter.press(Key.Key_Return)
    counter.until(lambda: "A001" in counter.said)
    assert groups.hasFocus()


def test_escape_closes_it_and_gives_the_cursor_back(counter: Counter) -> None:
    before = counter.focus
    counter.press(Key.Key_K, modifier=CTRL)
    counter.type("zzz")
    assert palette(counter).view.none.isVisible()
    counter.press(Key.Key_Escape)
    assert not palette(counter).is_open
    assert before.hasFocus()


def test_holding_ctrl_shows_the_keys_and_letting_go_hides_them(counter: Counter) -> None:
    card = palette(counter).card
    QTest.keyPress(counter.focus, Key.Key_Control)
    counter.until(card.isVisible)
    QTest.keyRelease(counter.focus, Key.Key_Control)
    assert not card.isVisible()


def test_a_shortcut_with_ctrl_shows_no_card(counter: Counter) -> None:
    keys = palette(counter)
    QTest.keyPress(counter.focus, Key.Key_Control)
    QTest.keyClick(counter.focus, Key.Key_P, CTRL)
    assert not keys._held.isActive()
    QTest.keyRelease(counter.focus, Key.Key_Control)
    assert not keys.card.isVisible()
