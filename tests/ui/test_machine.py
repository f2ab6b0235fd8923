"""This PC's own screen, by keys: health that is looked after on every screen, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import BackupFull
from counter_app.domain.health import FlushTimes, Room, StoreCheck, room_for
from counter_app.domain.people import Account, Role
from counter_app.use_cases.watch_health import HealthView
from local_db.health import StoreHealth
from tests.local_db.samples import DAY, SITE, draft, ticket
from tests.ui.conftest import Counter
from ui.machine.view_model import backup_words, health_lines, put_back_words, room_words, size_words
from ui.messages import problem_words
from ui.page import Tone

ALT = Qt.KeyboardModifier.AltModifier
IT = Account("it-01", "it", "Cán bộ CNTT", frozenset({Role.IT}))
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def view(free: int = 90_000_000_000, waiting: int = 0, **more: object) -> HealthView:
    return HealthView(free, room_for(free), waiting, NOW, **more)  # type: ignore[arg-type]


def titles(counter: Counter) -> list[str]:
    return [row.title for row in counter.opened.presenter.machine.health.rows.rows]


def test_alt_7_shows_this_pc_and_its_keys(counter: Counter) -> None:
    counter.press(Qt.Key.Key_7, modifier=ALT)
    window = counter.opened.window
    assert window.pages.currentWidget() is counter.opened.presenter.machine.screen
    assert [b.text() for b in window.rail.buttons if b.isChecked()] == ["Máy này"]
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "Ổ đĩa ghi nhanh" in titles(counter) or "Ổ đĩa ghi chậm" in titles(counter))
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert next((h.key, h.words) for h in window.legend.hints) == ("Return", "kiểm tra ngay")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "Kho dữ liệu nguyên vẹn" in titles(counter))
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: counter.focus is counter.opened.presenter.machine.screen.list)


def test_a_disk_short_of_room_is_said_on_every_screen_and_reception_goes_on(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [300_000_000]
    monkeypatch.setattr(StoreHealth, "free", lambda _: free[0])
    tray = counter.opened.window.strip.tray
    counter.opened.presenter.machine.health.look()
    counter.answered()
    assert "Ổ đĩa sắp hết chỗ: còn 300 MB; vẫn tiếp nhận được" in tray.text()
    counter.press(Qt.Key.Key_F3)
    assert counter.opened.presenter.reception.draft is not None
    free[0] = 90_000_000_000
    counter.opened.presenter.machine.health.look()
    counter.answered()
    assert "Ổ đĩa" not in tray.text()


def test_what_waits_is_sent_from_the_row_of_the_disk(
    open_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = open_counter()
    monkeypatch.setattr(StoreHealth, "free", lambda _: 300_000_000)
    woken: list[None] = []
    monkeypatch.setattr(counter.application.desk.health, "send", lambda: woken.append(None))
    section = counter.opened.presenter.machine.health
    counter.press(Qt.Key.Key_7, modifier=ALT)
    section._show(view(300_000_000, waiting=3))
    counter.press(Qt.Key.Key_Return)
    section._show(view(300_000_000, waiting=3))
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: woken == [None])
    assert counter.said == "Đang gửi hồ sơ chờ về tỉnh."


def test_where_room_is_short_what_is_past_its_period_can_be_purged_by_who_may(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoreHealth, "free", lambda _: 300_000_000)
    clock = counter.application.store.clock
    with counter.application.store.write() as work:
        work.drafts.save(draft())
        work.tickets.issue(lambda _: ticket(1), SITE, DAY, "A")
    counter.application.session.open(IT)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=4000))
    monkeypatch.setattr(type(clock), "wrong", False)
    monkeypatch.setattr(clock, "_vouched", NOW + timedelta(days=4000))  # the province says so, too
    counter.press(Qt.Key.Key_7, modifier=ALT)
    counter.until(lambda: any("mục đã hết hạn lưu" in title for title in titles(counter)))
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.until(lambda: "Không có dữ liệu hết hạn lưu" in titles(counter))
    with counter.application.store.read() as work:
        purged = [line for line in work.audit.lines() if line.what.endswith("purged")]
    assert {(line.who, line.about["reason"]) for line in purged} == {(IT.id, "Ổ đĩa sắp hết chỗ")}


def test_a_clerk_at_the_counter_is_offered_no_purge(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StoreHealth, "free", lambda _: 300_000_000)
    counter.application.session.open(replace(IT, roles=frozenset({Role.CLERK})))
    counter.press(Qt.Key.Key_7, modifier=ALT)
    counter.until(lambda: len(titles(counter)) == 3)
    assert not any("hết hạn lưu" in title for title in titles(counter))


@pytest.mark.parametrize(
    ("free", "room", "tone"),
    [
        (90_000_000_000, Room.ENOUGH, Tone.GOOD),
        (700_000_000, Room.ENOUGH, Tone.GOOD),
        (699_999_999, Room.SHORT, Tone.ATTENTION),
        (49_999_999, Room.NONE, Tone.ERROR),
    ],
)
def test_room_is_told_in_three_steps(free: int, room: Room, tone: Tone) -> None:
    assert room_for(free) is room
    assert health_lines(view(free))[0].tone is tone
    assert (room_words(view(free)) is None) == (room is Room.ENOUGH)


def test_a_slow_disk_and_a_damaged_store_are_named() -> None:
    slow = health_lines(view(flush=FlushTimes(0.2, 1.2)))[1]
    assert (slow.title, slow.tone) == ("Ổ đĩa ghi chậm", Tone.ATTENTION)
    assert "200 ms, chậm nhất 1,2 giây" in slow.about
    dying = health_lines(view(flush=FlushTimes(0.004, 2.5)))[1]
    assert dying.title == "Ổ đĩa ghi chậm"
    assert health_lines(view(flush=FlushTimes(0.004, 0.02)))[1].tone is Tone.GOOD
    damaged = health_lines(view(checked=StoreCheck(NOW, "environment.store-damaged")))[2]
    assert (damaged.title, damaged.tone) == ("Kho dữ liệu bị hỏng", Tone.ERROR)


def test_a_hall_where_khmer_is_written_and_not_spoken_is_told_so() -> None:
    def said(*spoken: str) -> tuple[str, Tone]:
        line = health_lines(view(spoken=frozenset(spoken)))[-1]
        return line.title, line.tone

    assert said("vi") == ("Loa chưa gọi số bằng tiếng Khmer", Tone.PLAIN)
    assert said("vi", "km") == ("Loa gọi số: tiếng Việt, tiếng Khmer", Tone.GOOD)
    assert said() == ("Loa không gọi được số", Tone.ATTENTION)
    assert [line.name for line in health_lines(view())] == ["disk", "speed", "whole"]


def test_a_check_is_due_after_a_week_and_when_dated_ahead() -> None:
    assert not StoreCheck(NOW).due(NOW + timedelta(days=6))
    assert StoreCheck(NOW).due(NOW + timedelta(days=7))
    assert StoreCheck(NOW).due(NOW - timedelta(minutes=1))


def test_sizes_are_written_the_vietnamese_way() -> None:
    assert [size_words(n) for n in (320_000_000, 1_000_000_000, 1_540_000_000)] == ["320 MB", "1 GB", "1,5 GB"]


def test_backups_that_come_to_nothing_twice_are_said_with_what_to_do() -> None:
    assert backup_words(view()) is None
    failing = view(backup_problem=BackupFull.code)
    first = health_lines(failing)[0]
    assert (first.title, first.tone) == ("Sao lưu tự động không được từ hai lần trở lên", Tone.ERROR)
    assert first.about.startswith(problem_words(BackupFull.code))
    assert "sao lưu ngay" in first.about
    assert backup_words(failing) == "Sao lưu tự động không được · Alt+7"


def test_one_backup_that_fails_is_no_alarm_and_one_that_is_made_ends_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    application, tray = counter.application, counter.opened.window.strip.tray
    section = counter.opened.presenter.machine.health
    monkeypatch.setattr(application, "backups", application.backups_to(Path("/proc/no-such-place")))

    def told() -> bool:
        application.behind.back_up_and_pause()
        section.look()
        counter.answered()
        return "Sao lưu tự động không được" in tray.text()

    assert [told() for _ in range(3)] == [False, True, True]
    monkeypatch.setattr(application, "backups", application.backups_to(None))
    assert not told()


def test_a_folder_put_back_is_said_on_every_screen() -> None:
    assert put_back_words(view()) is None
    told = view(put_back=7)
    assert health_lines(told)[0].tone is Tone.ERROR
    assert "7 lần ghi" in health_lines(told)[0].about
    assert put_back_words(told) == "Kho dữ liệu đã bị đặt lại bản cũ · Alt+7"
