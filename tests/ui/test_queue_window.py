"""The queue's screen and the day's figures, by keys: who goes first, who keeps a place, who goes on, who waited."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.ticket import Ticket, TicketState
from tests.ui.conftest import Counter
from tests.ui.people import CARD

KEY = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def tickets(counter: Counter) -> list[Ticket]:
    queue = counter.application.desk.overview.queue()
    return [*queue.at_counters, *queue.waiting, *queue.parked, *queue.not_here]


def waiting(counter: Counter) -> list[str]:
    words = counter.opened.presenter.queue.screen.words
    return [line.label for line in words.waiting] if words else []


def legend(counter: Counter) -> dict[str, str]:
    return {hint.key: hint.words for hint in counter.opened.window.legend.hints}


@pytest.fixture
def hall(counter: Counter) -> Counter:
    counter.press(KEY.Key_2, modifier=ALT)
    return counter


def test_u_asks_whom_the_number_is_for_and_they_are_called_first(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_U)
    assert legend(hall)["Return"] == "lý do ưu tiên"
    hall.press(KEY.Key_1)
    assert legend(hall)["Return"] == "phát số ưu tiên"
    hall.press(KEY.Key_1)
    assert "Đã phát số A002: không ai phía trước." in hall.said
    hall.until(lambda: waiting(hall) == ["A002", "A001"])
    assert legend(hall)["Return"] == "phát số", "one number, not all that follow"


def test_esc_takes_a_priority_back(hall: Counter) -> None:
    hall.press(KEY.Key_U, KEY.Key_2, KEY.Key_Escape, KEY.Key_1)
    assert [ticket.priority for ticket in tickets(hall)] == [None]


def test_a_number_is_called_once_more_and_parked_and_comes_back_with_its_dossier(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    draft = hall.opened.presenter.reception.draft
    assert draft is not None
    hall.press(KEY.Key_F2, modifier=CTRL)
    assert hall.said == "Gọi lại A001."
    hall.press(KEY.Key_F3, modifier=SHIFT)
    assert "Đã gác A001" in hall.said
    assert hall.opened.presenter.reception.draft is None
    hall.press(KEY.Key_2, modifier=ALT)
    hall.until(lambda: hall.opened.presenter.queue.screen.missed.isVisible())
    hall.press(KEY.Key_Tab, KEY.Key_Return)
    hall.until(lambda: hall.opened.presenter.reception.draft is not None)
    again = hall.opened.presenter.reception.draft
    assert again is not None
    assert again.dossier.id == draft.dossier.id


def test_the_citizen_goes_on_to_another_service_with_a_word_to_its_counter(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.press(KEY.Key_F3, modifier=CTRL)
    screen = hall.opened.presenter.queue.screen
    assert hall.opened.window.pages.currentWidget() is screen
    assert (legend(hall)["Return"], legend(hall)["Esc"]) == ("chuyển sang nhóm này", "thôi, giữ ở quầy này")
    screen.note.setFocus()
    hall.type("can ban sao")
    hall.press(KEY.Key_Return, KEY.Key_2)
    assert "Đã chuyển A001 sang" in hall.said
    (sent,) = tickets(hall)
    assert (sent.state, sent.note) == (TicketState.WAITING, "can ban sao")
    assert hall.opened.presenter.reception.draft is None
    hall.until(lambda: bool(screen.words and screen.words.waiting))
    assert screen.words is not None
    assert screen.words.waiting[0].group.endswith("can ban sao")


def test_esc_keeps_the_citizen_here(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.press(KEY.Key_F3, modifier=CTRL)
    hall.press(KEY.Key_Escape)
    assert [ticket.state for ticket in tickets(hall)] == [TicketState.CALLED]
    assert "Ctrl+F3" in legend(hall), "the number is still at this counter"


def test_without_a_number_at_the_counter_the_keys_say_so(hall: Counter) -> None:
    hall.press(KEY.Key_F3)
    hall.press(KEY.Key_F3, modifier=SHIFT)
    assert "Không có số thứ tự để làm việc này." in hall.said


def test_alt_5_shows_the_days_waits_and_x_marks_one_that_says_nothing(
    hall: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.opened.card_read(CARD)  # who came is seen, so that the next press is no impatient one
    hall.until(lambda: any(ticket.state is TicketState.SERVED for ticket in tickets(hall)))
    hall.press(KEY.Key_F2, KEY.Key_F2)  # and again: yes, what was begun may be left
    hall.press(KEY.Key_5, modifier=ALT)
    screen = hall.opened.presenter.figures.screen
    hall.until(lambda: [line.label for line in screen.model.lines] == ["A001"])
    hall.press(KEY.Key_Tab)
    assert legend(hall)["X"] == "giờ này không đúng"
    hall.press(KEY.Key_X)
    hall.until(lambda: screen.model.lines == ())
    assert "không được tính nữa" in hall.said
    screen.list.setFocus()
    hall.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    hall.until(lambda: [line.wrong for line in screen.model.lines] == [True])
    saved = tmp_path / "bang.csv"
    monkeypatch.setattr("ui.figures.presenter.choose_target", lambda *_: saved)
    hall.press(KEY.Key_S, modifier=CTRL)
    assert "A001" in saved.read_text("utf-8-sig")
    hall.press(KEY.Key_Left)
    hall.until(lambda: not screen.list.rows)
    assert "chưa có lượt nào xong" in screen.empty.text()


def test_ctrl_d_shows_the_board_which_takes_no_key_and_names_nobody(hall: Counter) -> None:
    before = hall.focus
    hall.press(KEY.Key_D, modifier=CTRL)
    board = hall.opened.presenter.hall.board
    assert board.isVisible()
    assert hall.focus is before
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.until(lambda: "A001" in board.accessibleName())
    hall.press(KEY.Key_F3, modifier=SHIFT)
    hall.opened.presenter.hall.refresh()
    hall.until(lambda: "A001" not in board.accessibleName())
    hall.press(KEY.Key_D, modifier=CTRL)
    assert not board.isVisible()
