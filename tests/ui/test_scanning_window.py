"""Scanning at the counter, by keys: both sides by hand, the glass, what a fault offers; and never on the UI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from counter_app.devices.worker_process import WorkerProcess
from counter_app.domain.errors import (
    CoverOpen,
    FeederEmpty,
    NoScanner,
    PaperJam,
    ScannerAsleep,
    ScannerBusy,
    ScannerCertificateChanged,
    ScannerCrashed,
    ScannerDenied,
    ScannerFault,
    ScannerUnplugged,
)
from tests.ui.conftest import Counter
from tests.ui.test_reception_window import call_and_identify, choose_marital_status
from tests.ui.test_scanners_section import choose_row, go_there
from ui.messages import message

Key = Qt.Key
GLASS_KEY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def at_the_papers(counter: Counter) -> None:
    call_and_identify(counter)
    choose_marital_status(counter)
    counter.press(Key.Key_Return)


def pages(counter: Counter) -> int:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return len(draft.pages)


def test_both_sides_by_hand_are_told_step_by_step(counter: Counter) -> None:
    counter.application.desk.scanners.choose_profile("A4, hai mặt, lật tay")
    at_the_papers(counter)
    counter.press(Key.Key_F5)
    assert counter.said == (
        "Đã quét mặt trước của 2 tờ. Lấy cả tập vừa ra, lật úp lại, đặt vào khay rồi F5 quét mặt sau."
    )
    counter.press(Key.Key_F5)
    assert counter.said == "Đã quét: 2 trang."
    assert pages(counter) == 2, "the simulated backs are the very same pages"


def test_a_page_of_the_glass_is_one_key(counter: Counter) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_F5, modifier=GLASS_KEY)
    assert counter.said == "Đã quét: 1 trang."
    assert pages(counter) == 1


@pytest.mark.parametrize("fault", [FeederEmpty, PaperJam, CoverOpen, ScannerCrashed, ScannerFault])
def test_a_fault_of_the_feeder_offers_glass_camera_and_file_in_this_order(fault: type[ScannerFault]) -> None:
    told = message(fault(device="fi-800R")).next
    places = [told.find(key) for key in ("F5", "Ctrl+Shift+F5", "F11", "Ctrl+O")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("fault", [ScannerBusy, ScannerUnplugged, ScannerAsleep, NoScanner, ScannerDenied])
def test_a_fault_of_the_whole_scanner_offers_camera_and_file(fault: type[ScannerFault]) -> None:
    told = message(fault(device="fi-800R")).next
    assert 0 <= told.find("F11") < told.find("Ctrl+O")


def test_a_scanner_that_may_be_another_one_is_not_simply_tried_again() -> None:
    told = message(ScannerCertificateChanged(device="Brother")).next
    assert "F5" not in told
    assert "Alt+7" in told


def test_no_driver_is_spoken_to_on_the_ui_thread(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    talked: list[str] = []

    def remembered(name: str) -> None:
        spoken: Callable[..., object] = getattr(WorkerProcess, name)

        def speak(*given: object, **named: object) -> object:
            talked.append(threading.current_thread().name)
            return spoken(*given, **named)

        monkeypatch.setattr(WorkerProcess, name, speak)

    for name in ("__init__", "send", "next_frame", "cancel", "end"):
        remembered(name)
    section = go_there(counter)
    choose_row(section, "mô phỏng")
    counter.press(Key.Key_Return)
    counter.press(Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)  # the queue
    at_the_papers(counter)
    counter.press(Key.Key_F5)
    counter.press(Key.Key_F5, modifier=GLASS_KEY)
    assert len(talked) > 20
    assert threading.main_thread().name not in talked
