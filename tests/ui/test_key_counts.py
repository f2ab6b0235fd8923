"""The keys that a clerk presses for what is done a hundred times a week, counted (docs: the clerk's day)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.dossier import Captured
from counter_app.domain.life import Act, Result, Stage
from counter_app.ports import AcceptedDossier
from tests.paperwork.reading import text_of
from tests.ui.conftest import Counter
from tests.ui.people import CARD

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class Fingers:
    """A counter's keys, each counted; a scan is none."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.count = counter, 0

    def press(self, *keys: Qt.Key, **named: Any) -> None:
        self.count += len(keys)
        self.counter.press(*keys, **named)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.counter.type(text)

    def scan(self, text: str) -> None:
        self.counter.opened.presenter.card_read(text)
        self.counter.answered()

    def go_to(self, code: str) -> None:
        """Down the checklist."""
        checklist = self.counter.opened.presenter.reception.screen.checklist
        for _ in range(20):
            if checklist.current_code == code:
                return
            self.press(Key.Key_Down)
        raise AssertionError(code)


@pytest.fixture
def fingers(counter: Counter) -> Fingers:
    """A citizen with a ticket waits."""
    counter.press(Key.Key_1)
    return Fingers(counter)


def the_accepted(fingers: Fingers) -> AcceptedDossier:
    closing = fingers.counter.opened.presenter.reception.closing
    fingers.counter.until(lambda: closing.accepted is not None)
    assert closing.accepted is not None
    return closing.accepted


def call_and_choose(fingers: Fingers) -> None:
    fingers.press(Key.Key_F2)
    fingers.scan(CARD)
    fingers.counter.until(lambda: fingers.counter.f12 == "CÒN THIẾU thủ tục")
    fingers.type("tthn")
    fingers.press(Key.Key_Return)


def test_a_standard_dossier_of_four_papers_two_of_them_held(fingers: Fingers) -> None:
    call_and_choose(fingers)
    for conditional in ("ket-hon", "ly-hon"):
        fingers.go_to(conditional)
        fingers.press(Key.Key_Space)
    fingers.press(Key.Key_Return)  # takes what is held
    fingers.press(Key.Key_F5)
    fingers.counter.until(lambda: fingers.counter.f12 == "TIẾP NHẬN")
    fingers.press(Key.Key_F7, Key.Key_F12)
    dossier = the_accepted(fingers)
    fingers.press(Key.Key_F2)  # the next one
    with fingers.counter.application.store.read() as work:
        settled = work.dossiers.get(dossier.id)[0].settlements
    assert sorted(type(one).__name__ for one in settled) == ["Captured", "Captured", "Taken", "Taken"]
    assert fingers.count <= 22, fingers.count


def test_a_standard_dossier_with_a_telephone_number_typed_and_the_post(fingers: Fingers) -> None:
    """The dearest way that the day has with a reader: ten digits more, the field reached from the checklist by Tab."""
    call_and_choose(fingers)
    for conditional in ("ket-hon", "ly-hon"):
        fingers.go_to(conditional)
        fingers.press(Key.Key_Space)
    fingers.press(Key.Key_Return, Key.Key_F5)
    fingers.counter.until(lambda: fingers.counter.f12 == "TIẾP NHẬN")
    phone = fingers.counter.opened.presenter.reception.screen.phone
    while not phone.hasFocus():
        fingers.press(Key.Key_Tab)
    fingers.type("0909123456")
    fingers.press(Key.Key_F9, Key.Key_F7, Key.Key_F12)
    dossier = the_accepted(fingers)
    fingers.press(Key.Key_F2)
    assert dossier.receipt.applicant.phone == "0909123456"
    assert "bưu chính" in dossier.receipt.delivery_words
    assert fingers.count <= 32, fingers.count


def test_all_that_the_state_can_hold_is_held(fingers: Fingers) -> None:
    """Only the declaration of this very case is scanned: no law lets an older one stand for it."""
    call_and_choose(fingers)
    fingers.press(Key.Key_Return, Key.Key_F5)
    fingers.counter.until(lambda: fingers.counter.f12 == "TIẾP NHẬN")
    fingers.press(Key.Key_F12)
    dossier = the_accepted(fingers)
    fingers.press(Key.Key_F2)
    with fingers.counter.application.store.read() as work:
        settled = work.dossiers.get(dossier.id)[0].settlements
    assert sorted(type(one).__name__ for one in settled) == ["Captured", "Taken"]
    assert fingers.count <= 15, fingers.count


def test_a_slip_of_what_is_wanting_before_reception(fingers: Fingers, tmp_path: Path) -> None:
    """Once the procedure stands there: what is held is taken, the slip printed, the number parked, the next called."""
    counter = fingers.counter
    call_and_choose(Fingers(counter))
    fingers.press(Key.Key_Return)
    fingers.press(Key.Key_F12, modifier=SHIFT)
    counter.until(lambda: "Đã in" in counter.said)
    (slip,) = counter.printed.glob("*supplement-slip*")
    said = text_of(slip.read_bytes(), tmp_path)
    assert "PHIẾU YÊU CẦU BỔ SUNG" in said.upper()
    assert "Tờ khai" in said
    assert "cư trú" not in said, "what the State holds is not asked for"
    fingers.press(Key.Key_F3, modifier=SHIFT)
    fingers.press(Key.Key_F2)
    with counter.application.store.read() as work:
        (kept,) = work.drafts.all_open()
    assert kept.dossier.settlements, "the dossier lies there as it was"
    assert fingers.count <= 4, fingers.count


def test_a_supplement_that_is_brought(fingers: Fingers) -> None:
    dossier = received(fingers)
    fingers.counter.application.desk.ask_supplement(dossier.id, ["to-khai"], "Tờ khai chưa ký")
    fingers.counter.press(Key.Key_F3)
    fingers.scan(dossier.code.text)
    fingers.counter.until(lambda: fingers.counter.f12 == "CÒN THIẾU 1")
    fingers.press(Key.Key_F5)
    fingers.counter.until(lambda: fingers.counter.f12 == "NHẬN BỔ SUNG")
    fingers.press(Key.Key_F12)
    fingers.counter.answered()
    fingers.press(Key.Key_F2)
    with fingers.counter.application.store.read() as work:
        steps = work.lives.of(dossier.id).steps
    assert [step.act for step in steps] == [Act.SUPPLEMENT_ASKED, Act.SUPPLEMENTED]
    assert isinstance(steps[-1].captured[0], Captured)
    assert fingers.count <= 4, fingers.count


def test_a_result_is_two_scans_and_enter(fingers: Fingers) -> None:
    dossier = received(fingers)
    told = Result("KQ.G15.000099", "12/2026", date(2026, 11, 26), "", "bản giấy có dấu")
    fingers.counter.application.desk.take_result(dossier.id, told)
    fingers.counter.press(Key.Key_4, modifier=ALT)
    fingers.scan(dossier.code.text)
    fingers.scan(CARD)
    fingers.press(Key.Key_Return)
    with fingers.counter.application.store.read() as work:
        assert work.lives.of(dossier.id).stage is Stage.RETURNED
    assert fingers.count == 1


def received(fingers: Fingers) -> AcceptedDossier:
    """One of before, which costs this count nothing."""
    other = Fingers(fingers.counter)
    call_and_choose(other)
    other.press(Key.Key_Return, Key.Key_F5)
    fingers.counter.until(lambda: fingers.counter.f12 == "TIẾP NHẬN")
    other.press(Key.Key_F12)
    dossier = the_accepted(other)
    assert replace(dossier, prints=0).code == dossier.code
    return dossier
