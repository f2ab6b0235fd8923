""" "Gửi tỉnh" by keys: what waits, why, since when, what comes next; and nobody's reception stops for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import CounterError
from counter_app.domain.outbox import Backlog, Owner, Step, StoryLine, Waiting
from counter_app.ports import LineStatus
from counter_app.use_cases.overview import LineView
from counter_app.use_cases.watch_line import LineReport
from tests.local_db.samples import accept
from tests.staff import NGUYET
from tests.ui.conftest import Counter
from ui.main_window.view_model import line_words
from ui.page import Tone
from ui.sending.view_model import line_panel, story_words, tone_of_waiting, waiting_line

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
DAY = timedelta(days=1)


def waits(problem: str | None = None, age: timedelta = timedelta(), **more: object) -> Waiting:
    return Waiting(uuid4(), 1, uuid4(), "H13.507-261123-0041", NOW - age, 2, 1_200_000, problem=problem, **more)  # type: ignore[arg-type]


def report(*items: Waiting, online: bool = True, **more: object) -> LineReport:
    problem = None if online else "environment.line-down"
    tries = {item.id: NOW + timedelta(minutes=5) for item in items}
    backlog = Backlog(len(items), 2 * len(items), 1_200_000 * len(items), 1_200_000, NOW)
    return LineReport(NOW, LineStatus(online, problem), backlog, items, tries, **more)  # type: ignore[arg-type]


def all_codes(error: type[CounterError] = CounterError) -> list[str]:
    return [error.code, *(code for each in error.__subclasses__() for code in all_codes(each))]


@pytest.mark.parametrize("online", [True, False])
@pytest.mark.parametrize("problem", [None, *all_codes()])
def test_every_waiting_item_has_its_sentence_and_its_next_try(problem: str | None, online: bool) -> None:
    item = waits(problem, attempts=3, failing_since=NOW - DAY)
    line = waiting_line(item, report(item, online=online))
    assert line.sentence.rstrip(".")
    assert "09:05" in line.about
    assert "Enter" in line.sentence
    if line.set_aside:
        assert "Từ 09:00 22/11, đã thử 3 lần" in line.sentence
        assert line.tone is not Tone.PLAIN


def test_the_provinces_reason_is_told_in_words_and_an_unknown_one_as_it_came() -> None:
    for reason, words in (("code-taken", "đã có ở tỉnh"), ("x-77", "x-77")):
        item = waits("environment.province-refused", reason=reason)
        assert words in waiting_line(item, report(item)).sentence


def test_amber_after_a_day_red_after_three() -> None:
    ages = (timedelta(hours=23), DAY, timedelta(days=2, hours=23), 3 * DAY)
    assert [tone_of_waiting(age) for age in ages] == [Tone.PLAIN, Tone.ATTENTION, Tone.ATTENTION, Tone.ERROR]
    shown = [line_words(LineView(True, 1, NOW, None, NOW - age), NOW) for age in ages]
    assert [words.tone for words in shown] == [Tone.GOOD, Tone.ATTENTION, Tone.ATTENTION, Tone.ERROR]
    assert [words.words for words in shown[:2]] == ["đã kết nối · 1 chờ gửi", "đã kết nối · 1 chờ gửi (1 ngày)"]
    assert "2 cần xem Alt+9" in line_words(LineView(True, 3, NOW, None, NOW, 2), NOW).words


def test_rate_and_expected_time_are_said_and_nothing_is_promised_without_a_line() -> None:
    item = waits()
    facts = {name: words for name, words, _ in line_panel(report(item, rate=32_000.0, expected=610.0)).facts}
    assert facts["TỐC ĐỘ"] == "32 kB/giây"
    assert facts["DỰ KIẾN XONG"] == "khoảng 10 phút nữa, lúc 09:10"
    assert facts["CHỜ GỬI"] == "1 hồ sơ · 1,2 MB"
    facts = {name: words for name, words, _ in line_panel(report(item, online=False)).facts}
    assert facts["DỰ KIẾN XONG"] == "khi có đường truyền"
    assert line_panel(report()).about.startswith("Mọi hồ sơ đã được tỉnh xác nhận")


def test_a_story_reads_from_its_latest_line_back_to_the_counter() -> None:
    story = (
        StoryLine("environment.line-down", NOW - DAY, NOW, 37),
        StoryLine(Step.SENT, NOW, NOW),
    )
    words = story_words(waits(age=2 * DAY), story, NOW)
    assert [line.what for line in words] == [
        "Tỉnh đã nhận thông tin hồ sơ",
        "Không kết nối được với hệ thống của tỉnh",
        "Lưu tại quầy, vào hàng gửi",
    ]
    assert words[1].when == "09:00 22/11 đến 09:00, 37 lần"


# --- by keys ---------------------------------------------------------------------------------------------


def one_refused(counter: Counter) -> None:
    now = counter.application.store.clock.now()
    with counter.application.store.write() as work:
        accept(work)
        (event,) = work.outbox.list_waiting()
        work.outbox.mark_failed(event.id, "environment.province-refused", now, now + DAY / 2, "not-a-dossier")


def test_the_refused_dossier_is_found_from_the_rail_tried_again_and_given_to_it(counter: Counter) -> None:
    sending = counter.opened.presenter.sending
    one_refused(counter)
    counter.press(Qt.Key.Key_9, modifier=ALT)
    counter.until(lambda: len(sending.screen.rows.rows) == 1)
    counter.until(lambda: "Tỉnh không nhận" in sending.screen.sentence.text())
    counter.press(Qt.Key.Key_Return)
    assert "Đang gửi 1 hồ sơ" in counter.said
    counter.press(Qt.Key.Key_G, modifier=CTRL)
    assert "Đã giao cho cán bộ CNTT" in counter.said
    counter.until(lambda: sending.screen.story.rows[0].title == "Giao cho cán bộ CNTT")
    (item,) = counter.application.desk.line.look().items
    assert item.owner is Owner.IT
    counter.press(Qt.Key.Key_F3)
    assert counter.opened.presenter.reception.draft is not None, "reception went on"


def test_who_may_not_send_sees_it_and_changes_nothing(counter: Counter) -> None:
    one_refused(counter)
    counter.application.session.open(replace(NGUYET, roles=frozenset()))
    counter.press(Qt.Key.Key_9, modifier=ALT)
    sending = counter.opened.presenter.sending
    counter.until(lambda: len(sending.screen.rows.rows) == 1)
    assert sending.screen.rows.rows[0].offer == ""
    hints = sending.keys()
    assert [hint.key for hint in hints if hint.enabled] == ["F2"]
