"""What hangs beside the scanner holds up no scan: a search for devices, a share that was switched off."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.devices.patient_files import PatientFiles
from counter_app.domain.citizen import Citizen
from counter_app.ports import Corners, PageImage, ScanRequest, StraightPage
from tests.services.sane import FEEDER
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from tests.ui.test_scans_in_turn import Feeder, feeder, legend, sheet
from ui.main_window.presenter import MACHINE, RECEPTION

__all__ = ["feeder"]
Key = Qt.Key


def test_a_search_that_hangs_holds_up_no_scan_and_ends_when_it_is_left(feeder: Feeder) -> None:
    counter, machine = feeder.counter, feeder.counter.opened.presenter.machine
    feeder.site.feed([sheet(1)])
    feeder.site.make_search_hang()
    counter.opened.presenter.go(MACHINE)
    machine.screen.list.setCurrentRow(machine.sections.index(machine.scanners))
    counter.until(feeder.site.search_hangs)
    counter.opened.presenter.reception.scanning.scan()  # as F5 at the papers, while the search still runs
    counter.until(lambda: feeder.pages == 1)
    assert machine.scanners._busy
    left = time.monotonic()
    counter.opened.presenter.go(RECEPTION)
    counter.until(lambda: not machine.scanners._busy)
    assert time.monotonic() - left < 1.0


def test_whoever_leaves_a_search_and_is_back_at_once_finds_it_begun_anew(feeder: Feeder) -> None:
    """The search that was left is still coming to its end when its page is opened again."""
    counter, machine = feeder.counter, feeder.counter.opened.presenter.machine
    feeder.site.make_search_hang()
    counter.opened.presenter.go(MACHINE)
    machine.screen.list.setCurrentRow(machine.sections.index(machine.scanners))
    counter.until(feeder.site.search_hangs)
    left = machine.scanners._enough
    counter.opened.presenter.go(RECEPTION)
    counter.opened.presenter.go(MACHINE)
    assert left.is_set()
    assert machine.scanners._enough is left, "it has not ended yet"
    counter.until(lambda: machine.scanners._enough is not left)
    feeder.site.let_search_go()
    counter.until(lambda: not machine.scanners._busy)
    view = machine.scanners._view
    assert view is not None
    assert FEEDER in view.answered
    assert not view.looking


def test_whoever_leaves_again_before_the_search_has_ended_asks_for_none(feeder: Feeder) -> None:
    counter, machine = feeder.counter, feeder.counter.opened.presenter.machine
    feeder.site.make_search_hang()
    counter.opened.presenter.go(MACHINE)
    machine.screen.list.setCurrentRow(machine.sections.index(machine.scanners))
    counter.until(feeder.site.search_hangs)
    for place in (RECEPTION, MACHINE, RECEPTION):
        counter.opened.presenter.go(place)
    counter.until(lambda: not machine.scanners._busy)
    assert not machine.scanners._then_look
    assert counter.tray == ""


class DeadShare:
    """Fulfils `ports.Files`: a share that was switched off."""

    def __init__(self, gives: bytes = b"") -> None:
        self.asked, self.back, self._gives = threading.Event(), threading.Event(), gives

    def read(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        self.asked.set()
        self.back.wait(20)
        return self._gives


def segno_png(text: str) -> bytes:
    picture = io.BytesIO()
    segno.make(text, micro=False).save(picture, kind="png", scale=7, border=4)
    return picture.getvalue()


def test_a_share_that_does_not_answer_holds_up_no_scan_and_esc_turns_away_from_it(feeder: Feeder) -> None:
    counter, share = feeder.counter, DeadShare()
    capture = replace(counter.application.desk.capture, files=PatientFiles(share))
    counter.opened.presenter.reception.paging._desk = replace(counter.application.desk, capture=capture)
    counter.opened.presenter.reception.paging.add_file(Path("page.png"))
    counter.until(share.asked.is_set)
    feeder.site.feed([sheet(1)])
    counter.hit(Key.Key_F5)
    counter.until(lambda: feeder.pages == 1 and not counter.opened.presenter.reception.scanning.at_work)
    pressed = time.monotonic()
    counter.hit(Key.Key_Escape)
    feeder.says("Đã dừng lấy tệp.")
    assert time.monotonic() - pressed < 1.0
    share.back.set()


def test_esc_ends_a_scan_that_still_looks_for_its_scanner(feeder: Feeder) -> None:
    capture = feeder.counter.application.desk.capture
    feeder.site.make_search_hang()
    reception = feeder.counter.opened.presenter.reception
    nobody = ScanRequest("")  # none was chosen: the first that answers
    reception.scanning._ask(lambda draft_id, cancelled, _: capture.scan(draft_id, cancelled, nobody))
    feeder.counter.until(feeder.site.search_hangs)
    pressed = time.monotonic()
    feeder.counter.hit(Key.Key_Escape)
    feeder.counter.until(lambda: not reception.scanning.at_work)
    assert time.monotonic() - pressed < 1.0
    assert feeder.counter.said.startswith("Đã dừng quét: 0 trang.")


def test_esc_keeps_every_page_that_came_out_while_the_desk_was_behind(
    feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feeder is faster than the desk: five sheets are out before the first is straight."""
    straightening, imaging = threading.Event(), feeder.counter.application.desk.capture.imaging
    straighten = imaging.straighten

    def slowly(page: PageImage, corners: Corners | None = None) -> StraightPage:
        straightening.wait(20)
        return straighten(page, corners)

    monkeypatch.setattr(imaging, "straighten", slowly)
    feeder.site.feed([sheet(number) for number in range(1, 6)])
    feeder.site.feed_and_hold(sheet(6))
    feeder.site.feed([sheet(7)])
    feeder.counter.hit(Key.Key_F5)
    spool = feeder.counter.application.desk.capture.spool
    feeder.counter.until(lambda: feeder.site.left_in_feeder() == 2)
    feeder.counter.until(lambda: len(spool.left(feeder.draft_id)) == 5)  # so that the sixth is drawn in
    feeder.counter.hit(Key.Key_Escape)
    feeder.counter.until(feeder.site.was_stopped)
    straightening.set()
    feeder.says("Đã dừng quét: 5 trang.")
    assert feeder.sheets() == [1, 2, 3, 4, 5]
    assert feeder.site.left_in_feeder() == 2


# --- a picture of the card on a share that was switched off --------------------------------------------------


def picture_of_the_card(counter: Counter, share: DeadShare) -> None:
    """Ctrl+O before anybody is known, and the share has been asked."""
    counter.press(Key.Key_1, Key.Key_F2)
    identifying = counter.opened.presenter.reception.identifying
    capture = replace(counter.application.desk.capture, files=PatientFiles(share))
    identifying._desk = replace(counter.application.desk, capture=capture)
    identifying.picture_chosen(Path("card.png"))
    counter.until(share.asked.is_set)


def known_as(counter: Counter) -> str:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return draft.dossier.applicant.full_name if draft.dossier.applicant is not None else ""


def test_esc_turns_away_from_a_card_s_picture_that_does_not_come_and_what_comes_late_is_nobody(
    counter: Counter,
) -> None:
    share = DeadShare(gives=segno_png(CARD))
    picture_of_the_card(counter, share)
    assert counter.tray == "Đang đọc ảnh thẻ… (Esc thôi đọc)"
    assert "Esc" in legend(counter)
    pressed = time.monotonic()
    counter.hit(Key.Key_Escape)
    counter.until(lambda: counter.said.startswith("Đã thôi đọc ảnh thẻ."))
    counter.until(lambda: counter.opened.tasks.idle)  # and the lane of files is free for the next one
    assert time.monotonic() - pressed < 1.0
    assert counter.tray == ""
    share.back.set()
    counter.answered()
    assert known_as(counter) == ""
    assert counter.said.startswith("Đã thôi đọc ảnh thẻ.")


def test_whoever_is_known_meanwhile_is_not_replaced_by_a_picture_that_comes_late(counter: Counter) -> None:
    share = DeadShare(gives=segno_png(CARD))
    picture_of_the_card(counter, share)
    QTest.keyClicks(counter.focus, "079080000002")
    counter.until(lambda: not counter.opened.wedge.holding)
    counter.hit(Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.draft.dossier.applicant is not None)  # type: ignore[union-attr]
    assert counter.tray == "", "nobody waits for it any more"
    share.back.set()
    counter.answered()
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert isinstance(draft.dossier.applicant, Citizen)
    assert draft.dossier.applicant.personal_number.value == "079080000002"


def test_a_picture_of_the_card_that_comes_is_read(counter: Counter) -> None:
    share = DeadShare(gives=segno_png(CARD))
    share.back.set()
    picture_of_the_card(counter, share)
    counter.answered()
    assert known_as(counter) == "Thạch Thị Sa Rinh"
    assert counter.tray == ""
