"""Which scanner and which kind of paper F5 takes, and what is known of a scanner without asking it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from counter_app.devices.scanner_memory import RememberedScanners
from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.errors import CounterError, PaperJam
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import Device, PaperSource, ScanProfile, ScanRequest
from counter_app.use_cases.choose_scanner import ChooseScanner
from counter_app.use_cases.report_devices import as_plain, look_at_devices
from counter_app.use_cases.session import Session
from tests.use_cases.reception import CLERK

DEMO = "simulated:demo"
GLASS = ScanProfile("Mặt kính", ScanRequest("", PaperSource.GLASS, dpi=200))
AT_THE_WINDOW = ScanProfile("Máy phòng bên", ScanRequest("sane:x:2", PaperSource.DUPLEX))


def scanners(memory: RememberedScanners, configured: str = "", **switches: int) -> ChooseScanner:
    workers = ScannerWorkers(("simulated",), {"simulated": switches})
    return ChooseScanner(
        Session(CLERK), workers, memory, PageStudio(), ScanRequest(configured, dpi=300), (GLASS, AT_THE_WINDOW)
    )


def test_what_is_chosen_stands_over_what_is_configured_and_that_over_the_last_one() -> None:
    memory = RememberedScanners()
    assert scanners(memory).request() == ScanRequest("", dpi=300)
    memory.gave_a_page("sane:x:1")
    assert scanners(memory).request().device_id == "sane:x:1"
    assert scanners(memory, "sane:x:7").request().device_id == "sane:x:7"
    memory.choose("sane:x:9")
    assert scanners(memory, "sane:x:7").request().device_id == "sane:x:9"


def test_a_kind_of_paper_may_name_its_own_scanner() -> None:
    memory = RememberedScanners()
    memory.choose("sane:x:9")
    memory.choose_profile("Mặt kính")
    assert scanners(memory).request() == replace(GLASS.request, device_id="sane:x:9")
    memory.choose_profile("Máy phòng bên")
    assert scanners(memory).request() == AT_THE_WINDOW.request
    memory.choose_profile("was in the settings of last year")
    assert scanners(memory).request().source is PaperSource.FEEDER


def test_a_look_shows_who_is_known_before_anybody_has_answered() -> None:
    memory = RememberedScanners()
    memory.met(Device("sane:x:1", "Kodak", "sane"))
    desk = scanners(memory, "sane:x:1")
    view = desk.look()
    assert [one.device.name for one in view.scanners] == ["Kodak"]
    assert (view.answered, view.usual, view.configured, view.looking) == (frozenset(), "sane:x:1", True, False)
    *under_way, last = desk.find()
    desk.scanner.close()
    assert [view.looking for view in under_way] == [True]
    assert (last.answered, last.looking) == (frozenset({DEMO}), False)


def test_a_page_to_try_is_measured_and_kept_nowhere() -> None:
    desk = scanners(RememberedScanners())
    page = desk.try_out(DEMO)
    desk.scanner.close()
    assert page is not None
    assert (page.dpi, page.device) == (200, DEMO)
    assert page.width > 1000


def test_with_an_empty_feeder_the_glass_is_tried() -> None:
    desk = scanners(RememberedScanners(), pages=0)
    assert desk.try_out(DEMO) is not None
    desk.scanner.close()


def test_the_report_has_each_scanner_or_its_cause_and_no_picture() -> None:
    def sentence(error: CounterError) -> str:
        return f"words for {error.code}"

    desk = scanners(RememberedScanners(), jam_at=1)
    (line,) = look_at_devices(desk, True, sentence)
    desk.scanner.close()
    told = as_plain(line)
    assert (told["id"], told["fault"], told["sentence"]) == (DEMO, PaperJam.code, f"words for {PaperJam.code}")
    assert told["can"] is not None
    assert len(json.dumps(told)) < 1000
    assert "jpeg" not in str(asdict(line))


@pytest.mark.parametrize("scan", [False, True])
def test_a_page_is_scanned_only_where_it_was_asked(scan: bool) -> None:
    desk = scanners(RememberedScanners())
    (line,) = look_at_devices(desk, scan, str)
    desk.scanner.close()
    assert (line.page is not None) is scan
