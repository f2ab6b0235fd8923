"""The feeder is faster than the desk: of what stops it the clerk hears at once, and what had come still comes, or stays
where it is, as the clerk says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import NotAnImage, PaperJam
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import Corners, PageImage, PaperSource, ScanRequest, StraightPage
from tests.services.sane import FEEDER
from tests.ui.test_scans_in_turn import Feeder, accepted, feeder, legend, sheet
from tests.ui.test_scans_of_others import next_citizen, papers_of_the_next
from tests.waiting import until
from ui.messages import message, sentence
from ui.reception.scan_ends import good_words
from ui.reception.scan_queue import Scan

__all__ = ["feeder"]
Key = Qt.Key
JAM = sentence(PaperJam(device=FEEDER))
AT_ONCE = f"{message(PaperJam(device=FEEDER)).what} {message(PaperJam(device=FEEDER)).next}"


@dataclass
class Desk:
    """Looks at one page after the other when the test lets it."""

    feeder: Feeder
    may: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def looks_at(self, count: int) -> None:
        self.may.release(count)

    def out(self, count: int) -> None:
        """So many pages lie in the spool."""
        spool = self.feeder.counter.application.desk.capture.spool
        until(lambda: len(spool.left(self.feeder.draft_id)) == count)


@pytest.fixture
def desk(feeder: Feeder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    slow, imaging = Desk(feeder), feeder.counter.application.desk.capture.imaging
    straighten = imaging.straighten

    def when_it_may(page: PageImage, corners: Corners | None = None) -> StraightPage:
        slow.may.acquire(timeout=60)
        return straighten(page, corners)

    monkeypatch.setattr(imaging, "straighten", when_it_may)
    yield slow
    slow.looks_at(100)


def jammed_behind_three(desk: Desk) -> None:
    desk.feeder.site.feed([*(sheet(number) for number in (1, 2, 3)), "jam"])
    desk.feeder.counter.hit(Key.Key_F5)
    desk.feeder.says(AT_ONCE)


def test_of_a_jam_the_clerk_hears_before_the_first_page_is_laid_and_all_that_had_come_still_come(desk: Desk) -> None:
    jammed_behind_three(desk)
    counter = desk.feeder.counter
    assert counter.said == AT_ONCE
    assert desk.feeder.pages == 0
    assert counter.tray == "Còn 3 trang đang vào hồ sơ… (Esc để lại)"
    assert legend(counter)["Esc"] == "để lại"
    desk.looks_at(3)
    counter.until(lambda: counter.said == JAM)
    counter.answered()
    assert desk.feeder.sheets() == [1, 2, 3]
    assert counter.tray == ""


def test_the_wish_of_f12_is_taken_back_at_once(desk: Desk) -> None:
    feeder = desk.feeder
    feeder.site.feed([sheet(1)])
    feeder.site.feed_and_hold(sheet(2))
    feeder.site.feed(["jam"])
    feeder.counter.hit(Key.Key_F5)
    feeder.counter.hit(Key.Key_F12)
    desk.looks_at(1)
    feeder.counter.until(lambda: feeder.pages == 1)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    feeder.site.let_go()
    feeder.says(f"Chưa tiếp nhận. {AT_ONCE}")
    desk.looks_at(1)
    feeder.counter.answered()
    assert accepted(feeder) == 0


def test_whoever_mends_the_feeder_goes_on_while_the_pages_before_still_come(desk: Desk) -> None:
    jammed_behind_three(desk)
    feeder = desk.feeder
    feeder.site.clear_feeder()
    feeder.site.feed([sheet(4), sheet(5)])
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    desk.looks_at(5)
    feeder.counter.until(lambda: feeder.pages == 5)
    feeder.counter.answered()
    assert feeder.sheets() == [1, 2, 3, 4, 5]
    assert feeder.counter.said == "Đã quét: 2 trang."


def test_esc_behind_a_jam_leaves_what_has_come_where_it_is_and_says_how_much_it_is(desk: Desk) -> None:
    jammed_behind_three(desk)
    feeder = desk.feeder
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)  # the page that was being looked at
    feeder.says("kẹt giấy. 1 trang đã vào hồ sơ; 2 trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào;")
    assert feeder.counter.said.endswith("còn lại xếp từ trang 4.")
    assert feeder.sheets() == [1]
    feeder.site.clear_feeder()
    desk.looks_at(2)
    feeder.counter.press(Key.Key_F5)
    assert feeder.sheets() == [1, 2, 3]


def test_the_second_esc_leaves_what_the_first_one_had_let_come(desk: Desk) -> None:
    feeder = desk.feeder
    feeder.site.feed([sheet(1), sheet(2), sheet(3)])
    feeder.site.feed_and_hold(sheet(4))
    feeder.counter.hit(Key.Key_F5)
    desk.out(3)
    feeder.hits(Key.Key_Escape, "Còn 3 trang đang vào hồ sơ")
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("2 trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào")
    assert feeder.sheets() == [1]


def test_a_window_that_closes_does_not_wait_for_what_is_in_the_spool(desk: Desk) -> None:
    jammed_behind_three(desk)
    scanning, capture = desk.feeder.counter.opened.presenter.reception.scanning, desk.feeder.counter.application.desk
    scanning.end()
    desk.looks_at(1)
    desk.feeder.counter.until(lambda: not scanning.at_work)
    assert len(capture.capture.spool.left(desk.feeder.draft_id)) == 2


def test_a_take_up_that_esc_stops_says_how_many_remain_and_the_key(desk: Desk) -> None:
    feeder = desk.feeder
    jammed_behind_three(desk)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("2 trang nữa")
    feeder.counter.opened.presenter.reception.scanning.kept.take_up(feeder.draft_id)  # as when it is opened again
    feeder.counter.until(lambda: feeder.counter.opened.presenter.reception.scanning.at_work)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("Đã dừng. 1 trang đã vào hồ sơ; 1 trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào.")


def test_the_second_time_too_the_clerk_hears_which_sheet_of_the_stack_comes_next(desk: Desk) -> None:
    feeder = desk.feeder
    jammed_behind_three(desk)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("còn lại xếp từ trang 4.")
    feeder.site.clear_feeder()
    feeder.site.feed([sheet(4), sheet(5), "jam"])
    feeder.counter.hit(Key.Key_F5)
    desk.looks_at(2)
    feeder.says(AT_ONCE)
    feeder.counter.until(lambda: feeder.pages == 3)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("còn lại xếp từ trang 6.")
    assert feeder.sheets() == [1, 2, 3, 4]


# --- while another citizen is there --------------------------------------------------------------------------


def test_backs_of_the_citizen_before_are_not_asked_for_by_f5_while_another_is_there(desk: Desk) -> None:
    feeder = desk.feeder
    scanning, capture = feeder.counter.opened.presenter.reception.scanning, feeder.counter.application.desk.capture
    by_hand = ScanRequest(FEEDER, PaperSource.BY_HAND, dpi=60)
    first = feeder.draft_id
    feeder.site.feed([sheet(1), sheet(2), sheet(3)])
    scanning._ask(lambda draft_id, cancelled, watch: capture.scan(draft_id, cancelled, by_hand, watch))
    feeder.counter.until(lambda: len(capture.spool.left(first)) == 3 and bool(capture.spool.noted(first, "whole")))
    scanning.end()
    desk.looks_at(1)
    feeder.counter.until(lambda: not scanning.at_work)
    scanning.kept.take_up(first)
    feeder.counter.until(lambda: scanning.at_work)
    assert next_citizen(feeder) == first
    desk.looks_at(2)
    feeder.says("Đã lấy vào hồ sơ trước 2 trang")
    assert "Còn mặt sau của 3 tờ: để riêng tập ấy, mở lại hồ sơ đó ở Alt+3" in feeder.counter.said
    assert "F5" not in feeder.counter.said
    papers_of_the_next(feeder, first)
    feeder.counter.opened.presenter.hush()
    feeder.counter.press(Key.Key_F5)
    assert "Còn mặt sau của 3 tờ" in feeder.counter.said
    assert feeder.pages == 0


def test_of_pages_that_lie_in_no_feeder_nobody_is_sent_to_the_feeder(desk: Desk) -> None:
    feeder = desk.feeder
    scanning = feeder.counter.opened.presenter.reception.scanning
    jammed_behind_three(desk)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("2 trang nữa")
    scanning.kept.take_up(feeder.draft_id)
    feeder.counter.until(lambda: scanning.at_work)
    next_citizen(feeder)
    feeder.hits(Key.Key_Escape, "Đang dừng quét")
    desk.looks_at(1)
    feeder.says("Của hồ sơ trước: mở lại ở Alt+3.")
    assert "1 trang nữa" in feeder.counter.said
    assert "khay" not in feeder.counter.said


def test_esc_behind_the_last_sheet_has_stopped_nothing() -> None:
    scan = Scan(uuid4(), lambda cancelled: iter(()), count=3, fed=True, ran_out=True)
    scan.cancelled.set()
    assert good_words(scan, 0) == "Đã quét: 3 trang."


def test_a_page_that_cannot_be_read_waits_for_the_clerk_who_reads_it_again_or_does_without(
    feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter, site, as_jpeg, sick = feeder.counter, feeder.site, PageStudio.as_jpeg, threading.Event()
    sick.set()

    def give_up(studio: PageStudio, page: PageImage) -> bytes:
        if sick.is_set():
            raise NotAnImage("its process died", why="broken", gave_up="died")
        return as_jpeg(studio, page)

    monkeypatch.setattr(type(counter.application.desk.capture.imaging), "as_jpeg", give_up)
    site.feed([sheet(1)])
    counter.press(Key.Key_F5)
    assert counter.said.endswith("1 trang không đọc được đang được giữ: Ctrl+F5 đọc lại hoặc bỏ, rồi quét lại tờ đó.")
    sick.clear()
    site.feed([sheet(2)])
    counter.press(Key.Key_F5)
    counter.press(Key.Key_F12)
    assert counter.said == "Còn 1 trang máy quét đã đưa ra không đọc được: Ctrl+F5 đọc lại hoặc bỏ, rồi F12."
    assert accepted(feeder) == 0
    ways = counter.opened.presenter.reception.ways
    counter.press(Key.Key_F5, modifier=Qt.KeyboardModifier.ControlModifier)
    rows = [ways._screen.chooser.list.item(row).text() for row in range(ways._screen.chooser.list.count())]
    assert any("Đọc lại 1 trang không đọc được" in row for row in rows)
    (without,) = (row for row in rows if "Bỏ 1 trang không đọc được" in row)
    counter.press(Key(ord(without[0])))
    assert counter.said.startswith("Đã bỏ 1 trang không đọc được. Quét lại tờ đó")
    assert feeder.sheets() == [2]
    counter.press(Key.Key_F12)
    assert accepted(feeder) == 1
