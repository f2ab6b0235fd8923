"""The queue's screen and the day's figures, by keys: who goes first, who keeps a place, who goes on, who waited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.ticket import Ticket, TicketState
from counter_app.ports import Alarm
from counter_app.use_cases.queueing import local_day
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from ui.page import Notice

KEY, TEXT = Qt.Key, Qt.ItemDataRole.AccessibleTextRole
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


class Heard:
    """What the loudspeakers said."""

    languages = ("vi",)

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, words: str, number: tuple[str, str] = ("", "")) -> None:
        self.said.append(words)


def test_the_pc_with_the_loudspeakers_calls_out_every_counter_s_numbers_once_each_and_again_when_asked(
    hall: Counter,
) -> None:
    desk, store = hall.application.desk, hall.application.store
    voice = Heard()
    object.__setattr__(desk.announce, "voice", voice)
    object.__setattr__(desk.announce, "of_all", True)
    board, now = hall.opened.presenter.hall, store.clock.now

    def look() -> None:
        board.refresh()
        hall.answered()

    look()
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    look()
    assert voice.said == ["Mời số a, không, không, một. Đến quầy số một."]
    (other,) = desk.overview.queue().waiting
    with store.write() as work:
        work.tickets.save(other.called(now(), "Q03"))
    look()
    look()
    assert voice.said[1:] == ["Mời số a, không, không, hai. Đến quầy số ba."], "a colleague's"
    hall.press(KEY.Key_F2, modifier=CTRL)
    look()
    assert voice.said[2:] == ["Mời số a, không, không, một. Đến quầy số một."]
    assert not board.shown


def test_the_loudspeakers_call_nobody_who_sits_at_a_counter_or_was_called_long_before_the_line_came_back(
    hall: Counter,
) -> None:
    desk, store = hall.application.desk, hall.application.store
    voice = Heard()
    object.__setattr__(desk.announce, "voice", voice)
    object.__setattr__(desk.announce, "of_all", True)
    now, board = store.clock.now, hall.opened.presenter.hall

    def look() -> None:
        board.refresh()
        hall.answered()

    look()
    hall.press(*[KEY.Key_1] * 3)
    here, absent, third = desk.overview.queue().waiting
    long_ago = now() - timedelta(minutes=20)
    called_at_five = third.called(now(), "Q05")
    with store.write() as work:
        work.tickets.save(here.called(now(), "Q03").arrived(now()))
        work.tickets.save(absent.called(long_ago, "Q04"))
        work.tickets.save(called_at_five)
    look()
    called = "Mời số a, không, không, ba. Đến quầy số năm."
    assert voice.said == [called]
    with store.write() as work:
        work.tickets.save(third)  # its counter is out of touch for a while
    look()
    with store.write() as work:
        work.tickets.save(called_at_five)
        work.tickets.save(here.called(now(), "Q03").arrived(now()).called_once_more(now()))
    look()
    assert voice.said == [called, "Mời số a, không, không, một. Đến quầy số ba."]


def test_the_citizen_goes_on_to_another_service_with_a_word_to_its_counter(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.press(KEY.Key_F3, modifier=CTRL)
    screen = hall.opened.presenter.queue.screen
    assert hall.opened.window.pages.currentWidget() is screen
    assert (legend(hall)["Return"], legend(hall)["Esc"]) == ("chuyển đến đây", "thôi, giữ ở quầy này")
    screen.note.setFocus()
    hall.type("can ban sao")
    hall.press(KEY.Key_Return, KEY.Key_2)
    assert "Đã chuyển A001 sang" in hall.said
    (sent,) = tickets(hall)
    assert (sent.state, sent.note) == (TicketState.WAITING, "can ban sao")
    assert hall.opened.presenter.reception.draft is None
    hall.until(lambda: bool(screen.words and screen.words.missed))
    assert screen.words is not None
    assert [(line.label, line.group) for line in screen.words.missed] == [("A001", "quầy 1 chuyển · can ban sao")]
    assert screen.words.next_step == "Không ai khác chờ: F2 gọi lại A001 đã chuyển đi"
    assert screen.words.missed_caption == "ĐÃ CHUYỂN ĐI, VẮNG MẶT, GÁC LẠI"


def test_the_number_that_f2_calls_stays_in_sight_whoever_comes_before_the_others(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.until(lambda: waiting(hall) == ["A001"])
    hall.press(KEY.Key_U, KEY.Key_1, KEY.Key_1)
    hall.until(lambda: waiting(hall) == ["A002", "A001"])
    assert hall.opened.presenter.queue.screen.waiting.currentRow() == 0


def at_counter_3(hall: Counter) -> Ticket:
    """A colleague at another counter of this store has called a number."""
    now, store = hall.application.store.clock.now(), hall.application.store
    with store.write() as work:
        theirs = next(
            t
            for t in work.tickets.list(hall.application.settings.counter.site, local_day(now))
            if t.state is TicketState.WAITING
        )
        called = theirs.called(now, "Q03")
        work.tickets.save(called)
    return called


def last_choice(hall: Counter) -> str:
    groups = hall.opened.presenter.queue.screen.groups
    last = groups.item(groups.count() - 1)
    return str(last.data(TEXT)) if last is not None else ""


def test_the_citizen_goes_on_to_a_certain_counter_by_one_key_and_the_palette_finds_it(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    hall.until(lambda: bool(waiting(hall)))
    at_counter_3(hall)
    hall.press(KEY.Key_1)
    hall.press(KEY.Key_F2)
    hall.until(lambda: hall.opened.presenter.reception.draft is not None)
    offered = {hint.key: hint.words for hint in hall.opened.presenter._all_keys()}
    assert offered["Ctrl+F3"] == "chuyển việc khác, quầy khác", "in the palette, at the reception, too"
    hall.press(KEY.Key_F3, modifier=CTRL)
    presenter = hall.opened.presenter.queue
    hall.until(lambda: "Quầy 3" in last_choice(hall))
    key = last_choice(hall).split(" ")[0]
    assert [hint.words for hint in presenter.keys() if hint.key == key] == ["chuyển sang Quầy 3"]  # noqa: SIM118
    hall.press(KEY.Key_K, modifier=CTRL)
    hall.type("quay 3")
    hall.press(KEY.Key_Return)
    hall.until(lambda: "Đã chuyển A002 sang Quầy 3." in hall.said)
    sent = next(ticket for ticket in tickets(hall) if ticket.label == "A002")
    assert (sent.state, sent.sent_to) == (TicketState.WAITING, "Q03")
    hall.until(lambda: bool(presenter.screen.words and presenter.screen.words.missed))
    assert presenter.screen.words is not None
    assert [(line.label, line.since) for line in presenter.screen.words.missed] == [("A002", "→ quầy 3")]


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


class TwoCounters:
    """Of a hall what a call for help needs: this counter and number 3."""

    shared = True

    def __init__(self) -> None:
        self.now: tuple[Alarm, ...] = ()
        self.heard = True

    def alarms(self) -> tuple[Alarm, ...]:
        return self.now

    def call_colleagues(self, at: datetime | None) -> bool:
        self.now = (Alarm("Q01", at),) if at is not None else ()
        return self.heard

    def answer(self, counter: str) -> None:
        self.now = tuple(replace(alarm, answered="Q01") for alarm in self.now if alarm.counter == counter)


@pytest.fixture
def two(hall: Counter) -> TwoCounters:
    both = TwoCounters()
    object.__setattr__(hall.application.desk.colleagues, "hall", both)
    hall.opened.presenter.colleagues.start()
    return both


def test_ctrl_f1_calls_the_colleagues_and_says_who_comes(hall: Counter, two: TwoCounters) -> None:
    offered = {hint.key for hint in hall.opened.presenter._all_keys()}
    assert "Ctrl+F1" in offered, "in the palette"
    hall.press(KEY.Key_F1, modifier=CTRL)
    assert legend(hall)["Ctrl+F1"] == "thôi gọi hỗ trợ"
    two.now = (replace(two.now[0], answered="Q03"),)
    hall.until(lambda: hall.said == "Quầy 3 đang đến.")
    hall.press(KEY.Key_F1, modifier=CTRL)
    assert not two.alarms()
    two.heard = False
    hall.press(KEY.Key_F1, modifier=CTRL)
    assert "CHƯA nghe thấy" in hall.said


def test_a_colleagues_call_is_seen_and_heard_until_somebody_comes(
    hall: Counter, two: TwoCounters, monkeypatch: pytest.MonkeyPatch
) -> None:
    bells: list[None] = []
    monkeypatch.setattr(QApplication, "beep", lambda: bells.append(None))
    two.now = (Alarm("Q03", datetime(2026, 11, 23, 2, tzinfo=UTC)),)
    hall.until(lambda: len(bells) >= 2)
    assert hall.said == "QUẦY 3 CẦN HỖ TRỢ KHẨN."
    assert hall.tray == "", "said once in the strip"
    hall.opened.presenter.tell(Notice("Đã lưu."))
    assert hall.tray == "QUẦY 3 CẦN HỖ TRỢ KHẨN.", "it stays when something else is said"
    assert legend(hall)["Ctrl+F1"] == "đến giúp quầy 3"
    hall.press(KEY.Key_F1, modifier=CTRL)
    hall.until(lambda: "quầy 1 đang đến" in hall.said)
    rung = len(bells)
    hall.opened.presenter.colleagues.look()
    assert len(bells) == rung
    two.now = ()
    hall.until(lambda: hall.said == "Lời gọi hỗ trợ đã xong.")


def test_enter_on_a_figure_opens_its_numbers_and_those_left_open_are_listed(hall: Counter) -> None:
    hall.press(KEY.Key_1)
    yesterday = hall.application.store.clock.now() - timedelta(days=1)
    with hall.application.store.write() as work:
        left = replace(tickets(hall)[0], day=local_day(yesterday), issued_at=yesterday, waiting_since=None)
        work.tickets.save(left)
    hall.press(KEY.Key_5, modifier=ALT)
    screen = hall.opened.presenter.figures.screen
    hall.press(KEY.Key_Left)
    hall.until(lambda: bool(screen.list.rows))
    hall.press(KEY.Key_End)
    assert legend(hall)["Return"] == "mở các số của mục"
    hall.press(KEY.Key_Return)
    assert screen.table.hasFocus()
    assert [line.label for line in screen.model.lines] == ["A001"]
    hall.press(KEY.Key_Escape)
    assert screen.list.hasFocus()
