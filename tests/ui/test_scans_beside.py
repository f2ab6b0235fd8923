"""What hangs beside the scanner holds up no scan: a search for devices, a share that was switched off."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.devices.patient_files import PatientFiles
from tests.ui.test_scans_in_turn import Feeder, feeder, sheet
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


class DeadShare:
    """Fulfils `ports.Files`: a share that was switched off."""

    def __init__(self) -> None:
        self.asked, self.back = threading.Event(), threading.Event()

    def read(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> bytes:
        self.asked.set()
        self.back.wait(20)
        return b""


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
