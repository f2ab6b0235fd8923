"""Where a search is slow, scanners that were met before are tried by their names: each is listed once, and none is
disturbed at its work."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

import pytest

from counter_app.devices import scanning
from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.errors import ScannerCrashed
from counter_app.ports import Capabilities, Device, PageImage, ScanRequest
from tests.devices.test_scanning import nobody_cancels, page, scanner
from tests.services.sane import FEEDER, GLASS, SaneSite
from tests.waiting import until

__all__ = ["scanner"]


def test_one_backend_that_hangs_does_not_hide_a_scanner_that_was_met_before(
    sane_site: SaneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_BY_NAME_AFTER", 0.2)
    sane_site.make_search_hang()
    scanner = ScannerWorkers(("sane",), sane_site.settings)
    known = [Device(GLASS, "Flatbed", "sane"), Device("sane:stack:gone", "Sold", "sane")]
    assert next(scanner.list(known=[(device, {}) for device in known])).id == GLASS
    scanner.close()


def met(*ids: str) -> list[tuple[Device, Mapping[str, str]]]:
    return [(Device(own_id, own_id, "sane"), {}) for own_id in ids]


def test_a_scanner_that_answers_both_ways_is_listed_once(
    scanner: ScannerWorkers, sane_site: SaneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name first; then the backend that hung comes back, and the search names it too."""
    monkeypatch.setattr(scanning, "_BY_NAME_AFTER", 0.1)
    sane_site.make_search_hang()
    coming = scanner.list(known=met(GLASS))
    assert next(coming).id == GLASS
    sane_site.let_search_go()
    rest = [device.id for device in coming]
    assert FEEDER in rest
    assert GLASS not in rest


def test_a_scanner_at_work_is_not_tried_by_its_name(
    scanner: ScannerWorkers, sane_site: SaneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_BY_NAME_AFTER", 0.1)
    spoken_to: list[str] = []
    asked = ScannerWorkers._asked

    def noted(self: ScannerWorkers, device_id: str, *more: Any) -> Capabilities:
        spoken_to.append(device_id)
        return asked(self, device_id, *more)

    monkeypatch.setattr(ScannerWorkers, "_asked", noted)
    sane_site.feed([page(1)])
    sane_site.feed_and_hold(page(2))
    running = scanner.scan(ScanRequest(FEEDER), nobody_cancels)
    next(running)
    sane_site.make_search_hang()
    assert next(scanner.list(known=met(FEEDER, GLASS))).id == GLASS
    assert spoken_to == [GLASS]
    sane_site.let_go()
    assert len(list(running)) == 1
    assert FEEDER in [device.id for device in (next(scanner.list(known=met(FEEDER))),)]
    assert spoken_to == [GLASS, FEEDER]


def test_a_try_by_name_gives_way_to_a_scan_within_a_second(
    scanner: ScannerWorkers, sane_site: SaneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It hangs in opening the feeder, and ends all the same: the scan opens it alone."""
    monkeypatch.setattr(scanning, "_BY_NAME_AFTER", 0.1)
    sane_site.make_search_hang()
    sane_site.make_opening_hang()
    enough, pages = threading.Event(), list[PageImage]()
    threading.Thread(target=lambda: list(scanner.list(enough.is_set, met(FEEDER))), daemon=True).start()
    until(lambda: len(scanner._busy) == 2)  # the search, and the try
    sane_site.feed([page(1)])
    asked = time.monotonic()
    scan = threading.Thread(target=lambda: pages.extend(scanner.scan(ScanRequest(FEEDER), nobody_cancels)))
    scan.start()
    until(lambda: not scanner._turns._tried)
    assert time.monotonic() - asked < 1.0
    sane_site.let_opening_go()
    scan.join()
    assert [image.data for image in pages] == [page(1)]
    enough.set()
    until(lambda: not scanner._busy)


@pytest.mark.parametrize("asks", ["scan", "capabilities"])
def test_whoever_turns_away_while_a_try_lets_go_of_the_device_waits_no_longer(
    scanner: ScannerWorkers, sane_site: SaneSite, asks: str
) -> None:
    """A driver that has told all may take three seconds to park its lamp."""
    turned_away, gone, ended = threading.Event(), list[Exception](), threading.Event()
    sane_site.feed([page(1)])

    def ask() -> None:
        try:
            if asks == "scan":
                assert list(scanner.scan(ScanRequest(FEEDER), turned_away.is_set)) == []
            else:
                scanner.capabilities(FEEDER, cancelled=turned_away.is_set)
        except ScannerCrashed as error:
            gone.append(error)
        ended.set()

    with scanner._turns.trial(FEEDER):
        threading.Thread(target=ask, daemon=True).start()
        until(lambda: scanner._turns._wanted[FEEDER] == 1)
        pressed = time.monotonic()
        turned_away.set()
        assert ended.wait(20)
        assert time.monotonic() - pressed < 1.0
    assert len(gone) == (asks == "capabilities")
    assert sane_site.left_in_feeder() == 1, "nothing was asked of the device that another held"
