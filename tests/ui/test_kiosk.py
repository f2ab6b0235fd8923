"""The kiosk's glass: whatever a hand does to it, one number for one wish, and nobody is left without an answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from counter_app.domain.errors import DiskFull
from counter_app.domain.people import RIGHTS, Right
from counter_app.domain.ticket import Priority, Ticket
from counter_app.ports import HallState, JobState, PrintJob
from counter_app.use_cases.serve_kiosk import KIOSK, ServeKiosk
from tests.ui.conftest import Counter
from tests.ui.people import CARD, SA_RINH
from ui.kiosk.touch import FARTHEST, LONGEST, PAUSE, TouchJudge
from ui.kiosk.view_model import BACK, PRIORITY, UNSURE
from ui.queue.view_model import trouble_words

CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """Touches the glass at moments of its own."""

    def __init__(self, counter: Counter) -> None:
        counter.press(Qt.Key.Key_T, modifier=CTRL)
        self._counter, self.seconds = counter, 100.0
        self.window = counter.opened.presenter.kiosk.window
        self.window._clock = lambda: self.seconds
        counter.until(lambda: bool(self.window.page.buttons))

    def middle(self, code: str) -> QPoint:
        return self.window.room_of(code).center().toPoint()

    def touch(self, code: str, lasts: float = 0.1, slips: int = 0) -> None:
        at = self.middle(code)
        QTest.mousePress(self.window, Qt.MouseButton.LeftButton, pos=at)
        self.seconds += lasts
        QTest.mouseRelease(self.window, Qt.MouseButton.LeftButton, pos=at + QPoint(slips, 0))
        self._counter.answered()

    def hold_up(self, card: str = CARD) -> None:
        self._counter.opened.presenter.kiosk.card_read(card)
        self._counter.answered()

    @property
    def seen(self) -> str:
        """All that stands on the glass, and what a screen reader says of it."""
        page = self.window.page
        buttons = (f"{button.words} {button.khmer}" for button in page.buttons)
        return " ".join((self.window.accessibleName(), page.khmer, page.title, page.number, *page.lines, *buttons))

    def wait(self, seconds: float = 5) -> None:
        self.seconds += seconds


@pytest.fixture
def hand(counter: Counter) -> Hand:
    return Hand(counter)


def waiting(counter: Counter) -> tuple[Ticket, ...]:
    return counter.application.desk.overview.queue().waiting


def test_one_touch_gives_one_number_and_a_paper(counter: Counter, hand: Hand) -> None:
    hand.touch("ho-tich")
    assert hand.window.page.number == "A001"
    assert "Chưa có ai phía trước\nគ្មានអ្នករង់ចាំមុនអ្នកទេ" in hand.window.page.lines
    assert [ticket.label for ticket in waiting(counter)] == ["A001"]
    counter.until(lambda: len(list(counter.printed.iterdir())) == 1)


def test_a_double_tap_gives_one_number(counter: Counter, hand: Hand) -> None:
    at = hand.middle("ho-tich")
    QTest.mouseClick(hand.window, Qt.MouseButton.LeftButton, pos=at)  # 0 s: a fly, by the judge's clock
    hand.touch("ho-tich")
    QTest.mouseDClick(hand.window, Qt.MouseButton.LeftButton, pos=at)
    hand.seconds += 0.2
    QTest.mouseRelease(hand.window, Qt.MouseButton.LeftButton, pos=at)
    counter.answered()
    assert len(waiting(counter)) == 1


def test_who_leans_on_the_glass_or_slips_over_it_gets_nothing(counter: Counter, hand: Hand) -> None:
    hand.touch("ho-tich", lasts=LONGEST + 0.5)
    hand.wait()
    hand.touch("ho-tich", slips=FARTHEST + 20)
    assert waiting(counter) == ()
    hand.wait()
    hand.touch("ho-tich")
    assert len(waiting(counter)) == 1


def test_the_page_that_a_tap_opened_is_not_tapped_by_its_second_half(counter: Counter, hand: Hand) -> None:
    hand.touch(PRIORITY)
    under = next(b.code for b, room in hand.window._rooms() if room.contains(hand.window.rect().center()))
    hand.touch(under)
    assert waiting(counter) == ()
    assert hand.window.page.title == "Ưu tiên cho ai?"


def test_priority_is_asked_for_and_goes_before_others(counter: Counter, hand: Hand) -> None:
    hand.touch("ho-tich")
    hand.wait(20)
    counter.opened.presenter.kiosk._begin_anew()
    counter.answered()
    for code in (PRIORITY, Priority.ELDERLY, "ho-tich"):
        hand.touch(code)
        hand.wait()
    assert [ticket.label for ticket in waiting(counter)] == ["A002", "A001"]


def test_back_leads_to_the_first_page(counter: Counter, hand: Hand) -> None:
    hand.touch(PRIORITY)
    hand.wait()
    hand.touch(BACK)
    assert hand.window.page.title == "Ông/bà cần làm việc gì?"
    assert waiting(counter) == ()


def test_without_paper_the_citizen_and_the_desk_are_told_and_the_number_is_kept(counter: Counter, hand: Hand) -> None:
    counter.printed.write_text("no folder: the printer refuses")
    hand.touch("ho-tich")
    counter.until(lambda: any("nhớ số này" in line for line in hand.window.page.lines))
    assert hand.window.page.number == "A001"
    assert "Máy lấy số chưa in được phiếu A001." in counter.said
    assert len(waiting(counter)) == 1


def test_where_nobody_knows_whether_the_paper_came_citizen_desk_and_hall_are_told(
    counter: Counter, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk, told = counter.application.desk.kiosk, list[str]()
    monkeypatch.setattr(kiosk.issue_ticket.hall, "trouble", told.append)
    in_doubt = PrintJob("p", "1", JobState.UNKNOWN)
    monkeypatch.setattr(ServeKiosk, "print", lambda *_: in_doubt)
    hand.touch("ho-tich")
    counter.until(lambda: told == ["A001 unknown"])
    assert hand.window.page.number == "A001"
    assert any("nhớ số này" in line for line in hand.window.page.lines)
    assert counter.said == "Máy lấy số: không rõ phiếu A001 đã ra chưa. Nhìn máy in."
    words = trouble_words(HallState(True, troubles=(("Q09", told[0]),)))
    assert words == "Máy lấy số 9 chưa in được A001: không rõ phiếu đã ra chưa"


def test_when_no_number_can_be_given_the_glass_sends_to_a_counter_in_both_languages(
    counter: Counter, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(ServeKiosk, "issue", full)
    hand.touch("ho-tich")
    counter.until(lambda: hand.window.page.title == "Chưa lấy được số")
    assert hand.window.page.lines == ("Xin đến quầy để lấy số.\nសូមទៅបញ្ជរ",)
    assert counter.said, "and the desk hears why"
    assert waiting(counter) == ()


def test_it_serves_while_the_clerks_screen_is_locked_and_takes_no_key(counter: Counter, hand: Hand) -> None:
    counter.opened.presenter.keeper.lock()
    counter.answered()
    hand.touch("ho-tich")
    assert len(waiting(counter)) == 1
    assert not hand.window.hasFocus()


def test_the_kiosk_may_give_out_numbers_and_nothing_else() -> None:
    (role,) = KIOSK.roles
    assert RIGHTS[role] == {Right.TICKET}


@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3), st.integers(-90, 90)), max_size=30))
def test_however_it_is_touched_two_touches_that_count_are_never_close(
    touches: list[tuple[float, float, int]],
) -> None:
    judge, now, counted = TouchJudge(), 0.0, []
    for pause, lasts, slips in touches:
        now += pause
        judge.begins(now, 0, 0)
        now += lasts
        if judge.ends(now, slips, 0):
            assert lasts <= LONGEST
            assert abs(slips) <= FARTHEST
            counted.append(now)
    assert all(after - before >= PAUSE for before, after in pairwise(counted))


def test_when_a_services_numbers_are_given_out_the_citizen_is_told_in_words(counter: Counter, hand: Hand) -> None:
    quota = counter.application.desk.counter.quota
    assert isinstance(quota, dict)
    quota["ho-tich"] = 1
    hand.touch("ho-tich")
    counter.until(lambda: hand.window.page.number == "A001")
    hand.wait()
    counter.opened.presenter.kiosk._begin_anew()
    counter.until(lambda: bool(hand.window.page.buttons))
    hand.touch("ho-tich")
    counter.until(lambda: hand.window.page.title == "Hôm nay đã hết số")
    assert "Hôm nay đã phát hết số cho Hộ tịch (1 số)." in hand.window.page.lines
    assert [ticket.label for ticket in waiting(counter)] == ["A001"]


def test_by_the_card_the_person_and_the_procedure_stand_at_the_desk_when_the_number_is_called(
    counter: Counter, hand: Hand
) -> None:
    hand.hold_up()
    assert hand.window.page.title == "Đã nhận thẻ. Ông/bà cần làm việc gì?"
    hand.touch("ho-tich")
    hand.wait()
    hand.touch("1.004873")
    assert hand.window.page.number == "A001"
    counter.press(Qt.Key.Key_F2)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.dossier.applicant is not None
    assert draft.dossier.applicant.full_name == SA_RINH.full_name
    assert draft.dossier.procedure is not None
    assert draft.dossier.procedure.code == "1.004873"
    assert {paper.kind for paper in draft.dossier.held} >= {"du-lieu.ket-hon"}, "what is held of her here"
    assert draft.clerk == counter.application.desk.session.who


def test_nothing_of_whoever_holds_a_card_up_stands_on_the_glass(counter: Counter, hand: Hand) -> None:
    seen = []
    hand.hold_up()
    seen.append(hand.seen)
    for code in ("ho-tich", UNSURE):
        hand.touch(code)
        hand.wait()
        seen.append(hand.seen)
    hand.hold_up()
    seen.append(hand.seen)
    assert "Thẻ này đã lấy số" in seen[-1]
    said = " ".join(seen).casefold()
    assert not [word for word in CARD.replace("|", " ").split() if len(word) > 3 and word.casefold() in said]


def test_a_card_that_is_held_twice_or_long_has_one_number_and_one_paper(counter: Counter, hand: Hand) -> None:
    hand.hold_up()
    hand.hold_up()
    hand.touch("ho-tich")
    hand.wait()
    hand.touch(UNSURE)
    counter.until(lambda: len(list(counter.printed.iterdir())) == 1)
    for _ in range(2):
        hand.hold_up()
        assert hand.window.page.number == "A001"
    counter.opened.presenter.kiosk._begin_anew()
    counter.answered()
    hand.hold_up()
    assert [ticket.label for ticket in waiting(counter)] == ["A001"]
    assert len(list(counter.printed.iterdir())) == 1


def test_what_is_no_card_is_asked_for_again_and_the_glass_still_gives_numbers(counter: Counter, hand: Hand) -> None:
    hand.hold_up("https://example.vn/quang-cao")
    assert hand.window.page.title == "Chưa đọc được thẻ. Xin quét lại."
    hand.touch("ho-tich")
    assert hand.window.page.number == "A001"


def test_a_card_whose_owner_walks_away_is_nobodys(counter: Counter, hand: Hand) -> None:
    hand.hold_up()
    counter.opened.presenter.kiosk._back.timeout.emit()
    counter.answered()
    hand.touch("ho-tich")
    counter.press(Qt.Key.Key_F2)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.dossier.applicant is None


def test_a_touch_on_a_page_whose_question_is_over_does_nothing(counter: Counter, hand: Hand) -> None:
    hand.hold_up()
    hand.touch("ho-tich")
    kiosk = counter.opened.presenter.kiosk
    kiosk._begin_anew()
    kiosk._chosen("1.004873")  # before the first page stands there again
    counter.answered()
    assert waiting(counter) == ()


def test_while_the_door_is_shut_a_card_at_this_pc_is_for_the_kiosk(counter: Counter, hand: Hand) -> None:
    counter.opened.presenter.keeper.lock()
    counter.answered()
    counter.opened.card_read(CARD)
    counter.until(lambda: hand.window.page.title.startswith("Đã nhận thẻ"))


def test_whoever_was_called_and_did_not_come_leaves_no_dossier_and_is_known_again_when_called_again(
    counter: Counter, hand: Hand
) -> None:
    hand.hold_up()
    hand.touch("ho-tich")
    hand.wait()
    hand.touch(UNSURE)
    counter.press(Qt.Key.Key_F2)
    counter.press(Qt.Key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert counter.application.desk.overview.drafts() == ()
    (missed,) = counter.application.desk.overview.queue().not_here
    again = counter.application.desk.call_next.again(missed.id)
    assert again.dossier.applicant is not None
