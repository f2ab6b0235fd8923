"""One citizen's paper never comes into the next one's dossier, and no dossier is accepted without its backs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import CounterError, DiskFull, FeederEmpty, PaperJam
from tests.services.sane import SaneSite
from tests.ui.conftest import Counter
from tests.ui.test_reception_window import call_and_identify, choose_marital_status
from tests.ui.test_scans_in_turn import (
    ONE,
    OTHER,
    Feeder,
    a_scan,
    accepted,
    feeder,
    ready_while_fed,
    sheet,
)
from ui.reception.scan_queue import ScanQueue, Stands, tray_words

__all__ = ["feeder"]
Key = Qt.Key


def next_citizen(feeder: Feeder) -> UUID:
    """F3, twice; which dossier that left."""
    left = feeder.draft_id
    feeder.counter.hit(Key.Key_F3)
    feeder.says("Nhấn lần nữa")
    feeder.counter.hit(Key.Key_F3)
    feeder.counter.until(lambda: feeder.draft_id != left)
    return left


def papers_of_the_next(feeder: Feeder, first: UUID) -> None:
    """The same procedure as the one before."""
    desk = feeder.counter.application.desk
    procedure = desk.resume.of(first).dossier.procedure
    assert procedure is not None
    reception = feeder.counter.opened.presenter.reception
    reception._choose(procedure.code)
    feeder.counter.until(lambda: reception.draft is not None and reception.draft.dossier.procedure is not None)


def test_a_scan_that_found_no_paper_looks_no_more_once_another_citizen_is_served() -> None:
    queue = ScanQueue()
    queue.add(a_scan(ONE))
    queue.add(a_scan(ONE))
    queue.ended()
    looking = queue.next()
    assert looking is not None
    assert queue.turn_to(OTHER) == 0, "it has perhaps its paper"
    assert queue.ended(FeederEmpty()) is Stands.NO
    assert not queue.waiting


def test_one_that_looks_again_just_then_is_stopped() -> None:
    queue = ScanQueue()
    queue.add(a_scan(ONE))
    queue.add(a_scan(ONE))
    queue.ended()
    queue.next()
    assert queue.ended(FeederEmpty()) is Stands.PAPER
    looking = queue.next()
    assert looking is not None
    assert queue.turn_to(OTHER) == 1
    assert looking.cancelled.is_set()
    assert not queue.looks_for_paper, "F5 is this citizen's now"
    assert tray_words(queue, OTHER) == "Đang dừng quét…"


def test_the_next_citizens_stack_is_not_taken_by_a_scan_that_waited_for_paper(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.hits(Key.Key_F5, "1 lượt chờ")
    feeder.counter.opened.presenter.reception.scanning._again.setInterval(60_000)
    feeder.site.let_go()
    feeder.counter.until(lambda: "chờ giấy" in feeder.counter.tray)
    first = next_citizen(feeder)
    papers_of_the_next(feeder, first)
    feeder.site.feed([sheet(3)])
    feeder.counter.hit(Key.Key_F5)
    feeder.counter.until(lambda: feeder.pages == 1)
    feeder.counter.answered()
    assert feeder.sheets(first) == [1, 2]
    assert feeder.sheets() == [3]


def test_after_a_jam_in_another_dossiers_stack_the_first_f5_only_says_so_again(feeder: Feeder) -> None:
    feeder.begin(1)
    feeder.site.feed(["jam"])
    first = next_citizen(feeder)
    papers_of_the_next(feeder, first)
    feeder.hits(Key.Key_F5, "1 lượt chờ")  # and F12, before the jam
    reception = feeder.counter.opened.presenter.reception
    reception.when_fed.must_wait(feeder.draft_id)
    assert reception.when_fed.wanted
    feeder.site.let_go()
    feeder.says("Chưa tiếp nhận.")
    assert "Lấy tập của hồ sơ trước ra khỏi khay" in feeder.counter.said
    assert not reception.when_fed.wanted
    feeder.site.clear_feeder()
    feeder.site.feed([sheet(2)])  # the rest of the stack that jammed
    feeder.counter.opened.presenter.hush()
    feeder.counter.press(Key.Key_F5)
    assert "Lấy tập của hồ sơ trước ra khỏi khay" in feeder.counter.said
    assert feeder.sheets() == []
    assert feeder.site.left_in_feeder() == 1
    feeder.site.clear_feeder()
    feeder.site.feed([sheet(3)])
    feeder.counter.hit(Key.Key_F5)
    feeder.counter.until(lambda: feeder.pages == 1)
    assert feeder.sheets() == [3]
    assert feeder.sheets(first) == [1]


def test_a_stopped_stack_of_the_citizen_before_is_not_told_as_complete(feeder: Feeder) -> None:
    feeder.begin(1, 2)
    feeder.site.feed([sheet(3)])
    first = next_citizen(feeder)
    papers_of_the_next(feeder, first)
    feeder.counter.hit(Key.Key_Escape)
    feeder.counter.until(lambda: "Đang dừng quét" in feeder.counter.tray)
    feeder.hits(Key.Key_F5, "1 lượt chờ")  # waits behind it, and must not take its rest
    feeder.counter.until(feeder.site.was_stopped)  # else the sheet under way may still become a page
    feeder.site.let_go()
    feeder.says("Tập của hồ sơ trước đã dừng sau 1 trang.")
    feeder.counter.answered()
    assert feeder.counter.tray == "1 lượt quét còn chờ: F5 quét tiếp (Esc bỏ)"
    assert feeder.sheets() == []


@pytest.mark.parametrize(("error", "told"), [(DiskFull("full"), True), (PaperJam(device="x"), False)])
def test_who_stops_a_scan_hears_of_a_full_disk_and_not_of_the_scanner(
    feeder: Feeder, error: CounterError, told: bool
) -> None:
    scan = a_scan(feeder.draft_id)
    scan.cancelled.set()
    scanning = feeder.counter.opened.presenter.reception.scanning
    scanning._queue.add(scan)
    scanning._ended(scan, error)
    assert ("Đã dừng quét" not in feeder.counter.said) is told


def test_f12_does_not_leave_the_backs_of_a_turned_stack_behind(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)
    counter.opened.presenter.reception.scanning.scan_as("A4, hai mặt, lật tay")
    counter.answered()
    assert counter.f12 == "TIẾP NHẬN"
    counter.press(Key.Key_F12)
    assert counter.said.startswith("Còn mặt sau của 2 tờ")
    assert counter.application.desk.overview.dossiers() == ()
    counter.press(Key.Key_F12)  # there is nothing on them
    assert len(counter.application.desk.overview.dossiers()) == 1


def test_f12_while_fronts_come_waits_for_the_backs_as_well(
    open_counter: Callable[..., Counter], sane_site: SaneSite, feeder: Feeder
) -> None:
    ready_while_fed(feeder)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    turned = feeder.counter.application.desk.capture.turned
    turned.of(feeder.draft_id, None).front("a front")
    turned.turn()
    feeder.site.let_go()
    feeder.says("lật úp lại")
    feeder.counter.answered()
    assert accepted(feeder) == 0
    assert feeder.counter.f12 == "NHẬN KHI QUÉT XONG"


def test_an_acceptance_that_was_asked_for_is_not_left_by_opening_another_dossier(feeder: Feeder) -> None:
    first = next_citizen(feeder)
    second = feeder.draft_id
    feeder.counter.opened.presenter.reopen(first)
    feeder.counter.until(lambda: feeder.draft_id == first)
    feeder.counter.answered()
    ready_while_fed(feeder)
    feeder.counter.hit(Key.Key_F12)
    feeder.counter.until(lambda: feeder.counter.f12 == "NHẬN KHI QUÉT XONG")
    feeder.counter.opened.presenter.reopen(second)
    assert not feeder.counter.opened.presenter._calling
    assert feeder.draft_id == first
    feeder.site.let_go()
    feeder.counter.until(lambda: bool(feeder.counter.receipts()))
