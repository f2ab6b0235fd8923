"""The clerk finds people and dossiers by a few letters, from wherever, without leaving the keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber
from counter_app.ports import Found, FoundPerson
from counter_app.use_cases.search import RegisterState
from tests.ui.conftest import Counter
from tests.ui.people import NOW, SA_RINH
from ui.finding.view_model import count_words, person_line, register_words
from ui.page import Tone

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TWO = (
    Citizen(PersonalNumber("094085001111"), "Thạch Văn Sang", PartialDate(1985)),
    Citizen(PersonalNumber("094085002222"), "Thạch Văn Sơn", PartialDate(1986)),
)


def knows(counter: Counter, *citizens: Citizen) -> None:
    with counter.application.store.write() as work:
        work.register.put_citizens(citizens, NOW)


def shown(counter: Counter) -> list[str]:
    people = counter.opened.presenter.dossiers.screen.people
    return [people.list.item(row).text() for row in range(people.list.count())] if people.isVisible() else []


def test_ctrl_f_finds_from_anywhere_and_esc_brings_the_latest_dossiers_back(counter: Counter) -> None:
    dossiers = counter.opened.presenter.dossiers.screen
    counter.press(Key.Key_F, modifier=CTRL)
    counter.type("sa rinh")
    counter.until(lambda: shown(counter) == ["Thạch Thị Sa Rinh · 02/09/1990"])
    assert dossiers.title.text() == "HỒ SƠ TÌM THẤY"
    assert "chưa chắc là không có" in dossiers.people.register.text()  # it was never fetched as a whole
    counter.press(Key.Key_Escape)
    assert not dossiers.people.isVisible()
    assert dossiers.title.text() == "HỒ SƠ ĐÃ TIẾP NHẬN"


def test_a_person_found_is_chosen_with_enter_and_shows_dossiers_of_that_person_only(counter: Counter) -> None:
    knows(counter, *TWO)
    counter.press(Key.Key_F, modifier=CTRL)
    counter.type("thach van")
    counter.until(lambda: len(shown(counter)) == 2)
    counter.press(Key.Key_Down, Key.Key_Return)
    counter.until(lambda: shown(counter) == ["Thạch Văn Sơn · 1986"])
    assert counter.opened.presenter.dossiers.screen.empty.isVisible()


def test_nobodys_name_stays_in_the_field_for_the_next_citizen(counter: Counter) -> None:
    counter.press(Key.Key_F, modifier=CTRL)
    counter.type("sa rinh")
    counter.until(lambda: shown(counter) != [])
    counter.press(Key.Key_F3)
    counter.press(Key.Key_F, modifier=CTRL)
    assert counter.opened.presenter.dossiers.screen.field.text() == ""
    assert shown(counter) == []


def test_an_answer_for_older_letters_never_replaces_a_newer_one(counter: Counter) -> None:
    knows(counter, *TWO)
    field = counter.opened.presenter.dossiers.screen.field
    counter.press(Key.Key_F, modifier=CTRL)
    finder = counter.opened.presenter.dossiers.searching
    field.setText("thach van sang")
    finder.look()  # under way, and the clerk types on
    field.setText("thach van son")
    finder.look()
    counter.until(lambda: shown(counter) == ["Thạch Văn Sơn · 1986"])
    counter.answered()
    assert shown(counter) == ["Thạch Văn Sơn · 1986"]


def test_in_reception_a_name_instead_of_the_number_offers_people_and_enter_takes_one(counter: Counter) -> None:
    knows(counter, *TWO)
    counter.press(Key.Key_F3)
    pane = counter.opened.presenter.reception.screen.person
    counter.type("thach van")
    counter.until(lambda: pane.people.list.count() == 2)
    counter.press(Key.Key_Down, Key.Key_Return)
    counter.until(lambda: counter.opened.window.person.text() == "Thạch Văn Sơn")
    assert not pane.people.isVisible()


def test_enter_pressed_before_the_people_came_takes_the_first_of_them(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.type("sa rinh")
    counter.hit(Key.Key_Return)
    counter.until(lambda: counter.opened.window.person.text() == "Thạch Thị Sa Rinh")


def test_digits_in_reception_are_a_number_as_ever(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.type(SA_RINH.personal_number.value)
    counter.press(Key.Key_Return)
    assert counter.opened.window.person.text() == "Thạch Thị Sa Rinh"
    assert not counter.opened.presenter.reception.screen.person.people.isVisible()


def test_an_old_cmnd_offers_whoever_bore_it_and_one_that_nobody_bore_is_answered(counter: Counter) -> None:
    knows(counter, replace(SA_RINH, old_number="365123456"))
    counter.press(Key.Key_F3)
    pane = counter.opened.presenter.reception.screen.person
    for digits in ("888", "777", "666"):
        counter.type(digits)
    counter.hit(Key.Key_Return)
    counter.until(lambda: "12" in counter.said)
    pane.number.selectAll()
    for digits in ("365", "123", "456"):
        counter.type(digits)
    counter.until(lambda: pane.people.list.count() == 1)
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.opened.window.person.text() == "Thạch Thị Sa Rinh")
    assert not pane.people.isVisible()


@pytest.mark.parametrize(
    ("hours", "tone"), [(1, Tone.PLAIN), (23, Tone.PLAIN), (24, Tone.ATTENTION), (71, Tone.ATTENTION), (72, Tone.ERROR)]
)
def test_the_age_of_the_register_is_told_and_turns_amber_then_red(hours: int, tone: Tone) -> None:
    words = register_words(RegisterState(NOW - timedelta(hours=hours), begun=True), NOW)
    assert words.words.startswith("Dữ liệu dân cư của xã tính đến ")
    assert words.tone is tone


def test_a_register_that_never_came_or_only_in_part_says_so() -> None:
    never, part = (register_words(RegisterState(None, begun), NOW) for begun in (False, True))
    assert "chưa về máy này" in never.words
    assert "mới về máy này một phần" in part.words
    assert never.tone is part.tone is Tone.ATTENTION


def test_a_person_found_is_shown_without_the_whole_number() -> None:
    line = person_line(FoundPerson(SA_RINH, own=True))
    assert SA_RINH.personal_number.value not in line.who + line.about
    stranger = person_line(FoundPerson(replace(SA_RINH, address=""), own=False))
    assert "không có trong dữ liệu của xã" in stranger.about


def test_a_list_that_was_cut_or_guessed_says_so() -> None:
    one = FoundPerson(SA_RINH, own=True)
    assert count_words(Found((one,))) == "1"
    assert "còn nữa" in count_words(Found((one,) * 20, more=True))
    assert "gần giống" in count_words(Found((replace(one, slip=True),)))
