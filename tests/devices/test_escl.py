"""Network scanners over eSCL: what they say, how each maker leaves the protocol, and what becomes of the stack."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from counter_app.devices.driver import Setting
from counter_app.devices.escl.driver import EsclDriver
from counter_app.devices.escl.line import Line
from counter_app.devices.scanning import Patience, ScannerWorkers
from counter_app.domain.errors import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScannerAsleep,
    ScannerBusy,
    ScannerCrashed,
    ScannerDenied,
    ScannerFault,
    ScannerUnplugged,
)
from counter_app.ports import PageImage, PaperSize, ScanRequest
from tests.devices.escl_scans import AT_ONCE, DUPLEX, FEEDER, GLASS, nobody_cancels, scan
from tests.services.escl import FakeScanner, Quirks, sheet

# --- what it says of itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("root_settings", [False, True])
def test_a_scanner_says_what_it_can(escl_scanner: FakeScanner, root_settings: bool) -> None:
    escl_scanner.quirks.root_settings = root_settings
    can = EsclDriver().capabilities(escl_scanner.uuid, {"address": escl_scanner.address})
    assert can.sources == (FEEDER, DUPLEX, GLASS)
    assert can.resolutions == (100, 200, 300, 600)
    assert can.colour
    assert PaperSize.A4 in can.papers
    assert PaperSize.A3 not in can.papers


def test_what_is_asked_is_what_the_scanner_is_told(escl_scanner: FakeScanner) -> None:
    scan(escl_scanner, GLASS, dpi=300, colour=False, paper=PaperSize.A5)
    (told,) = escl_scanner.settings
    assert "<pwg:Width>1748</pwg:Width><pwg:Height>2480</pwg:Height>" in told
    assert "<scan:ColorMode>Grayscale8<" in told
    assert "<scan:XResolution>300<" in told
    assert "<pwg:InputSource>Platen<" in told
    escl_scanner.feed(1)
    scan(escl_scanner, DUPLEX, paper=PaperSize.A3)
    assert "<pwg:Width>2550</pwg:Width><pwg:Height>3508</pwg:Height>" in escl_scanner.settings[-1], (
        "no more than it sees"
    )
    assert "<scan:Duplex>true<" in escl_scanner.settings[-1]


# --- the stack -----------------------------------------------------------------------------------------------


def test_a_stack_comes_page_by_page_byte_for_byte_and_the_job_is_ended(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(12)
    assert scan(escl_scanner) == (stack, None)
    assert len(escl_scanner.deleted) == 1


def test_three_sheets_on_both_sides_are_six_pages(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(3, sides=2)
    assert scan(escl_scanner, DUPLEX) == (stack, None)


def test_the_glass_gives_the_one_page_that_lies_on_it(escl_scanner: FakeScanner) -> None:
    escl_scanner.glass = sheet(7)
    assert scan(escl_scanner, GLASS) == ([sheet(7)], None)


def test_a_limit_leaves_the_rest_in_the_feeder_and_tells_the_scanner(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(5)
    assert scan(escl_scanner, limit=2) == (stack[:2], None)
    assert len(escl_scanner.feeder) == 3
    assert len(escl_scanner.deleted) == 1


def test_both_sides_are_asked_of_a_scanner_that_has_one_eye(escl_scanner: FakeScanner) -> None:
    escl_scanner.has_duplex = False
    stack = escl_scanner.feed(2)
    assert scan(escl_scanner, DUPLEX) == (stack, None)


# --- each maker's way ----------------------------------------------------------------------------------------

QUIRKS = {
    "503 while it is busy": Quirks(busy_with=503),
    "503 with a time to come back": Quirks(busy_with=503, busy_times=1, retry_after="0"),
    "503, and the status says idle": Quirks(busy_with=503, says_busy=False),
    "404 while it is busy": Quirks(busy_with=404),
    "410 while it is busy": Quirks(busy_with=410),
    "404 while it is busy, and the status says idle": Quirks(busy_with=404, says_busy=False),
    "409 at the end of the stack": Quirks(end_with=409),
    "410 at the end of the stack": Quirks(end_with=410),
    "409 at the end, and no status": Quirks(end_with=409, silent_status=True),
    "no status at all": Quirks(silent_status=True),
    "a job only for localhost": Quirks(host_must_be="localhost", model="HP LaserJet MFP M630"),
    "a job in its second breath": Quirks(job_busy_times=3),
    "a relative address": Quirks(location="relative"),
    "an address without its slash": Quirks(location="no-slash"),
    "an address with a wrong host": Quirks(location="wrong-host"),
    "an address with a slash at its end": Quirks(location="slash-at-end"),
    "an address at localhost": Quirks(location="localhost"),
    "an IPv6 address without brackets": Quirks(location="ipv6"),
    "the settings once for all": Quirks(root_settings=True),
    "a feeder that calls itself processing": Quirks(feeder_state="ScannerAdfProcessing", end_with=409),
    "bytes after the picture": Quirks(page=lambda page: page + b"\0" * 512),
}
RESTS = Quirks(rests=0.05, page_takes=0.15)
"""A page asked for at once is answered as if the stack had ended, and the rest of it is lost."""


@pytest.mark.parametrize("quirk", QUIRKS)
def test_each_maker_s_way_gives_the_whole_stack(escl_scanner: FakeScanner, quirk: str) -> None:
    escl_scanner.quirks = replace(QUIRKS[quirk])
    stack = escl_scanner.feed(3)
    pages, fault = scan(escl_scanner)
    assert fault is None
    assert [page.rstrip(b"\0") for page in pages] == stack
    assert escl_scanner.deleted == list(escl_scanner.deleted[:1]), "one job, ended"


def test_a_scanner_that_needs_a_rest_between_pages_gets_it(escl_scanner: FakeScanner) -> None:
    escl_scanner.quirks = replace(RESTS)
    stack = escl_scanner.feed(3)
    assert scan(escl_scanner, settings={**AT_ONCE, "next_page": 1.0}) == (stack, None)


def test_the_rest_is_what_saves_the_stack(escl_scanner: FakeScanner) -> None:
    """The quirk bites: without the pause the second sheet is lost."""
    escl_scanner.quirks = Quirks(rests=5.0)
    escl_scanner.feed(3)
    assert len(scan(escl_scanner)[0]) == 1


# --- hands and paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("ScannerAdfJam", PaperJam),
        ("ScannerAdfMispick", PaperJam),
        ("ScannerAdfMultipickDetected", PaperJam),
        ("ScannerAdfDoorOpen", CoverOpen),
        ("ScannerAdfHatchOpen", CoverOpen),
        ("ScannerAdfEmpty", FeederEmpty),
    ],
)
def test_what_the_feeder_says_is_the_cause(escl_scanner: FakeScanner, state: str, cause: type[ScannerFault]) -> None:
    escl_scanner.feed(1)
    escl_scanner.quirks.feeder_state = state
    pages, fault = scan(escl_scanner)
    assert (pages, type(fault)) == ([], cause)
    assert scan(escl_scanner, GLASS)[1] is None, "the glass has nothing to do with it"


def test_an_empty_feeder_is_said_so_also_by_a_scanner_without_a_sensor(escl_scanner: FakeScanner) -> None:
    assert type(scan(escl_scanner)[1]) is FeederEmpty


def test_a_jam_at_page_40_keeps_39(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(39)
    escl_scanner.quirks = Quirks(end_with=409)

    def jam_after_the_last(page: bytes) -> bytes:
        if not escl_scanner.feeder:
            escl_scanner.quirks.feeder_state = "ScannerAdfJam"
        return page

    escl_scanner.quirks.page = jam_after_the_last
    pages, fault = scan(escl_scanner)
    assert type(fault) is PaperJam
    assert pages == stack


def test_a_scanner_that_stays_busy_is_said_so(escl_scanner: FakeScanner) -> None:
    escl_scanner.feed(1)
    escl_scanner.quirks.job_busy_times = 10_000
    assert type(scan(escl_scanner)[1]) is ScannerBusy
    escl_scanner.quirks = Quirks(busy_with=503, busy_times=10_000)
    assert type(scan(escl_scanner, settings={**AT_ONCE, "patience": 0.3})[1]) is ScannerBusy


def test_a_scanner_that_asks_for_a_pass_word_is_said_so(escl_scanner: FakeScanner) -> None:
    escl_scanner.quirks.denied = True
    assert type(scan(escl_scanner)[1]) is ScannerDenied


def test_a_scanner_that_is_gone_is_unplugged(escl_scanner: FakeScanner) -> None:
    gone = FakeScanner()
    gone.start()
    gone.stop()
    assert type(scan(gone)[1]) is ScannerUnplugged


def test_a_scanner_that_listens_and_says_nothing_sleeps(
    escl_scanner: FakeScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.devices.escl.line._ANSWER", 0.2)
    monkeypatch.setattr(Line.get, "__defaults__", (0.2,))
    escl_scanner.quirks.never_answers = True
    assert type(scan(escl_scanner)[1]) is ScannerAsleep


def test_another_scanner_at_the_old_address_is_not_taken_for_it(escl_scanner: FakeScanner) -> None:
    request = ScanRequest("00000000-0000-0000-0000-000000000001", GLASS)
    with pytest.raises(ScannerUnplugged):
        list(EsclDriver().scan(request, {"address": escl_scanner.address}, nobody_cancels))
    assert not escl_scanner.settings


@pytest.mark.parametrize(
    "spoil",
    [lambda _: b"<html>log in</html>", lambda page: page[: len(page) // 2], lambda _: b"", lambda _: b"%PDF-1.4"],
)
def test_what_is_no_whole_page_is_no_page(escl_scanner: FakeScanner, spoil: Callable[[bytes], bytes]) -> None:
    escl_scanner.feed(1)
    escl_scanner.quirks.page = spoil
    pages, fault = scan(escl_scanner)
    assert (pages, type(fault)) == ([], ScannerCrashed)


def test_a_line_cut_within_the_third_page_keeps_two(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(4)
    escl_scanner.quirks.cut_at = 3
    pages, fault = scan(escl_scanner)
    assert pages == stack[:2]
    assert isinstance(fault, ScannerUnplugged)


def test_a_page_without_end_is_stopped(escl_scanner: FakeScanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.devices.escl.line.LARGEST_PAGE", 200_000)
    escl_scanner.quirks.page = lambda page: page + b"\0" * 400_000
    assert type(scan(escl_scanner, GLASS)[1]) is ScannerCrashed


# --- stopping ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["while a page is under way", "while it is busy", "while a job is refused"])
def test_a_cancel_is_obeyed_at_once_and_the_scanner_is_told(escl_scanner: FakeScanner, where: str) -> None:
    escl_scanner.quirks = {
        "while a page is under way": Quirks(page_takes=4.0),
        "while it is busy": Quirks(busy_with=503, busy_times=10_000),
        "while a job is refused": Quirks(job_busy_times=10_000),
    }[where]
    escl_scanner.feed(2)
    cancelled = threading.Event()
    pressed: list[float] = []

    def press() -> None:
        wanted = "POST" if "refused" in where else "NextDocument"
        while not any(wanted in asked for asked in escl_scanner.asked):
            time.sleep(0.01)
        pressed.append(time.monotonic())
        cancelled.set()

    hand = threading.Thread(target=press)
    hand.start()
    pages, fault = scan(escl_scanner, cancelled=cancelled.is_set)
    took = time.monotonic() - pressed[0]
    hand.join()
    assert (pages, fault) == ([], None)
    assert took < 1.0
    assert len(escl_scanner.deleted) == ("refused" not in where)


@pytest.fixture
def workers(escl_scanner: FakeScanner) -> Iterator[ScannerWorkers]:
    settings: dict[str, Setting] = {"addresses": escl_scanner.address, "search_seconds": 0.0, "interfaces": "127.0.0.1"}
    pool = ScannerWorkers(("escl",), {"escl": {**settings, **AT_ONCE, "address": escl_scanner.address}})
    yield pool
    pool.close()


def test_through_a_worker_a_cancel_in_mid_page_stops_the_scanner_within_a_second(
    escl_scanner: FakeScanner, workers: ScannerWorkers
) -> None:
    escl_scanner.quirks.page_takes = 5.0
    pressed: list[float] = []

    def cancelled() -> bool:
        if any("NextDocument" in asked for asked in escl_scanner.asked) and not pressed:
            pressed.append(time.monotonic())
        return bool(pressed)

    assert list(workers.scan(ScanRequest(escl_scanner.id, GLASS), cancelled)) == []
    assert time.monotonic() - pressed[0] < 1.0
    assert len(escl_scanner.deleted) == 1


def gathered(workers: ScannerWorkers, scanner: FakeScanner, pages: list[PageImage]) -> ScannerFault | None:
    """Fills `pages`; returns the fault that came after them."""
    try:
        for page in workers.scan(ScanRequest(scanner.id, FEEDER, dpi=100), nobody_cancels):
            pages.append(page)  # noqa: PERF402 - what came before the fault counts
    except ScannerFault as fault:
        return fault
    return None


def test_a_worker_killed_at_page_40_keeps_39(escl_scanner: FakeScanner, workers: ScannerWorkers) -> None:
    stack = escl_scanner.feed(60)
    pages: list[PageImage] = []

    def kill_at_40(page: bytes) -> bytes:
        if page == stack[39]:
            (worker,) = workers._busy
            worker._process.kill()
        return page

    escl_scanner.quirks.page = kill_at_40
    fault = gathered(workers, escl_scanner, pages)
    assert isinstance(fault, ScannerCrashed)
    assert [page.data for page in pages] == stack[:39]


def test_a_scanner_that_never_gives_its_page_is_given_up_and_the_others_kept(escl_scanner: FakeScanner) -> None:
    stack = escl_scanner.feed(2)
    silent = threading.Event()

    def never_again(page: bytes) -> bytes:
        if page == stack[1]:
            silent.wait(20)
        return page

    escl_scanner.quirks.page = never_again
    settings: dict[str, dict[str, Setting]] = {"escl": {**AT_ONCE, "address": escl_scanner.address}}
    workers = ScannerWorkers(("escl",), settings, Patience(page=5.0))  # a cold start is in it
    pages: list[PageImage] = []
    fault = gathered(workers, escl_scanner, pages)
    silent.set()
    workers.close()
    assert isinstance(fault, ScannerCrashed)
    assert [page.data for page in pages] == stack[:1]
