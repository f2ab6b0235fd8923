"""The stack on the scanner: pages as they come, and what happens when hands or drivers fail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import pytest

from counter_app.devices.scanning import Patience, ScannerWorkers
from counter_app.devices.worker_process import _Ahead
from counter_app.domain.errors import (
    CoverOpen,
    FeederEmpty,
    NoScanner,
    PaperJam,
    ScannerBusy,
    ScannerCrashed,
    ScannerDenied,
    ScannerFault,
    ScannerUnplugged,
)
from counter_app.ports import PageImage, PaperSource, ScanRequest
from tests.pages import as_pnm, make_page
from tests.services.sane import FEEDER, GLASS, PATTERNS, SaneSite
from tests.waiting import until

NAMED = "Counter Feeder of files"


def nobody_cancels() -> bool:
    return False


def page(number: int, width: int = 60, height: int = 80) -> bytes:
    """A small colour page of which every sheet differs."""
    return b"P6\n%d %d\n255\n" % (width, height) + bytes([number % 256, 200, 90]) * (width * height)


@pytest.fixture
def scanner(sane_site: SaneSite) -> Iterator[ScannerWorkers]:
    workers = ScannerWorkers(("sane",), sane_site.settings)
    yield workers
    workers.close()


def with_switches(site: SaneSite, device: str, switches: Mapping[str, str | int]) -> ScannerWorkers:
    return ScannerWorkers(("sane",), {**site.settings, device: switches})


def scanned(scanner: ScannerWorkers, request: ScanRequest) -> tuple[list[PageImage], ScannerFault | None]:
    """The pages that were handed over, and the fault that came after them."""
    return until_fault(scanner.scan(request, nobody_cancels))


def until_fault(coming: Iterator[PageImage]) -> tuple[list[PageImage], ScannerFault | None]:
    pages = []
    try:
        for image in coming:
            pages.append(image)  # noqa: PERF402 - what came before the fault counts
    except ScannerFault as fault:
        return pages, fault
    return pages, None


# --- what is there -------------------------------------------------------------------------------------------


def test_every_scanner_that_answers_is_listed_once(scanner: ScannerWorkers) -> None:
    devices = list(scanner.list())
    ids = [device.id for device in devices]
    assert {FEEDER, GLASS, PATTERNS} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert {device.name for device in devices if device.id == FEEDER} == {NAMED}


def test_a_scanner_says_where_paper_goes_in(scanner: ScannerWorkers) -> None:
    feeder = scanner.capabilities(FEEDER)
    assert feeder.sources == (PaperSource.FEEDER, PaperSource.DUPLEX, PaperSource.GLASS)
    assert feeder.resolutions == (150, 200, 300, 600)
    assert feeder.colour
    assert scanner.capabilities(GLASS).sources == (PaperSource.GLASS,)
    assert scanner.capabilities(PATTERNS).sources == (PaperSource.FEEDER, PaperSource.GLASS)


def test_a_scanner_nobody_knows_is_said_so(scanner: ScannerWorkers) -> None:
    with pytest.raises(NoScanner):
        scanner.capabilities("fax:1")
    with pytest.raises(ScannerUnplugged):
        scanner.capabilities("sane:stack:gone")


# --- the stack -----------------------------------------------------------------------------------------------


def test_a_stack_comes_page_by_page_in_order_byte_for_byte(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    stack = [page(number) for number in range(1, 13)]
    sane_site.feed(stack)
    pages, fault = scanned(scanner, ScanRequest(FEEDER, dpi=300))
    assert fault is None
    assert [image.data for image in pages] == stack
    assert {(image.media_type, image.dpi) for image in pages} == {("image/x-portable-pixmap", 300)}
    assert sane_site.left_in_feeder() == 0


def test_three_sheets_on_both_sides_are_six_pages_front_before_back(
    scanner: ScannerWorkers, sane_site: SaneSite
) -> None:
    sides = [page(number) for number in range(1, 7)]
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    sane_site.feed_both_sides(sheets)
    pages, fault = scanned(scanner, ScanRequest(FEEDER, PaperSource.DUPLEX))
    assert (fault, [image.data for image in pages]) == (None, sides)
    sane_site.feed_both_sides(sheets)
    pages, fault = scanned(scanner, ScanRequest(FEEDER))
    assert (fault, [image.data for image in pages]) == (None, sides[::2]), "one side was asked for"


def test_debians_own_feeder_gives_ten_pages_and_ends_without_a_word(scanner: ScannerWorkers) -> None:
    pages, fault = scanned(scanner, ScanRequest(PATTERNS, dpi=75, colour=False))
    assert (len(pages), fault) == (10, None)
    assert {image.media_type for image in pages} == {"image/x-portable-graymap"}


def test_a_limit_leaves_the_rest_in_the_feeder(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.feed([page(number) for number in range(1, 6)])
    pages, _ = scanned(scanner, ScanRequest(FEEDER, limit=2))
    assert len(pages) == 2
    assert sane_site.left_in_feeder() == 3


def test_the_glass_gives_the_one_page_that_lies_on_it(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    for number in (1, 2):
        sane_site.lay_on_glass(page(number))
        pages, fault = scanned(scanner, ScanRequest(GLASS, PaperSource.GLASS))
        assert (fault, [image.data for image in pages]) == (None, [page(number)])


def test_a_real_page_comes_through_debians_pnm_backend_as_it_lay_there(
    scanner: ScannerWorkers, sane_site: SaneSite
) -> None:
    sheet = as_pnm(make_page(11, dpi=300))
    assert len(sheet) > 20_000_000, "an A4 page in colour"
    sane_site.lay_on_glass(sheet)
    (image,), fault = scanned(scanner, ScanRequest(GLASS, PaperSource.GLASS, dpi=300))
    assert fault is None
    assert image.data == sheet


def test_the_feeder_key_scans_one_page_on_a_plain_flatbed(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.lay_on_glass(page(7))
    pages, fault = scanned(scanner, ScanRequest(GLASS, PaperSource.FEEDER))
    assert (fault, len(pages)) == (None, 1)


# --- hands and paper -----------------------------------------------------------------------------------------


def test_an_empty_feeder_is_said_so(scanner: ScannerWorkers) -> None:
    with pytest.raises(FeederEmpty) as told:
        list(scanner.scan(ScanRequest(FEEDER), nobody_cancels))
    assert told.value.facts["device"] == FEEDER


MISHAPS = [
    ("jam", PaperJam),
    ("cover", CoverOpen),
    ("io", ScannerUnplugged),
    ("busy", ScannerBusy),
    ("denied", ScannerDenied),
    ("crash", ScannerCrashed),
]


@pytest.mark.parametrize(("mishap", "cause"), MISHAPS)
def test_a_mishap_at_page_40_keeps_39(
    mishap: str, cause: type[ScannerFault], scanner: ScannerWorkers, sane_site: SaneSite
) -> None:
    stack = [page(number) for number in range(1, 40)]
    sane_site.feed([*stack, mishap, page(41)])
    pages, fault = scanned(scanner, ScanRequest(FEEDER))
    assert type(fault) is cause
    assert [image.data for image in pages] == stack


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        ("SANE_STATUS_JAMMED", PaperJam),
        ("SANE_STATUS_NO_DOCS", FeederEmpty),
        ("SANE_STATUS_COVER_OPEN", CoverOpen),
        ("SANE_STATUS_IO_ERROR", ScannerUnplugged),
        ("SANE_STATUS_DEVICE_BUSY", ScannerBusy),
        ("SANE_STATUS_ACCESS_DENIED", ScannerDenied),
        ("SANE_STATUS_NO_MEM", ScannerCrashed),
        ("SANE_STATUS_UNSUPPORTED", ScannerCrashed),
        ("SANE_STATUS_CANCELLED", ScannerCrashed),
        ("SANE_STATUS_INVAL", ScannerCrashed),
        ("SANE_STATUS_EOF", ScannerCrashed),
    ],
)
def test_each_error_of_sane_is_a_physical_cause(status: str, cause: type[ScannerFault], sane_site: SaneSite) -> None:
    scanner = with_switches(sane_site, PATTERNS, {"read-return-value": status})
    pages, fault = scanned(scanner, ScanRequest(PATTERNS, dpi=75))
    scanner.close()
    assert (type(fault), pages) == (cause, [])


def test_after_a_crash_the_next_scan_works(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.feed(["crash"])
    assert isinstance(scanned(scanner, ScanRequest(FEEDER))[1], ScannerCrashed)
    sane_site.clear_feeder()
    sane_site.feed([page(1)])
    assert len(scanned(scanner, ScanRequest(FEEDER))[0]) == 1


def test_a_driver_that_never_answers_is_given_up_and_its_pages_kept(sane_site: SaneSite) -> None:
    scanner = ScannerWorkers(("sane",), patience=Patience(page=4.0))
    sane_site.feed([page(1), "hang"])
    pages, fault = scanned(scanner, ScanRequest(FEEDER))
    scanner.close()
    assert len(pages) == 1
    assert isinstance(fault, ScannerCrashed)


def test_a_driver_that_hangs_hides_no_other_drivers_devices(sane_site: SaneSite) -> None:
    sane_site.make_search_hang()
    scanner = ScannerWorkers(("sane", "simulated"), patience=Patience(list=5.0))
    assert [device.driver for device in scanner.list()] == ["simulated"]
    scanner.close()


# --- stopping ------------------------------------------------------------------------------------------------


def test_a_scan_cancelled_in_mid_page_ends_within_a_second_without_that_page(sane_site: SaneSite) -> None:
    slow: dict[str, str | int] = {
        "read-delay": 1,
        "read-delay-duration": 200_000,
        "read-limit": 1,
        "read-limit-size": 4096,
    }
    scanner = with_switches(sane_site, PATTERNS, slow)
    pages, took = cancelled_after(scanner, ScanRequest(PATTERNS, dpi=200), lambda: True, after=0.3)
    scanner.close()
    assert pages == []
    assert took < 1.0


def test_a_cancelled_scanner_is_told_to_stop_its_feed(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.feed([page(1), "slow", page(3)])
    pages, took = cancelled_after(scanner, ScanRequest(FEEDER), lambda: sane_site.left_in_feeder() < 3, after=0.3)
    assert len(pages) == 1
    assert took < 1.0
    assert sane_site.was_stopped()


def test_a_driver_that_does_not_obey_is_killed_within_a_second(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.feed([page(1), "hang"])
    pages, took = cancelled_after(scanner, ScanRequest(FEEDER), lambda: not sane_site.left_in_feeder() > 1, after=0.3)
    assert len(pages) == 1
    assert took < 1.0


def test_a_cancel_stops_the_feed_while_the_desk_is_busy_and_keeps_every_page_that_came_out(
    scanner: ScannerWorkers, sane_site: SaneSite
) -> None:
    """The desk straightens the first page; five more are whole by now, the next is in the scanner."""
    stack = [page(number) for number in range(1, 7)]
    sane_site.feed(stack)
    sane_site.feed_and_hold(page(7))
    sane_site.feed([page(8), page(9)])
    cancelled = threading.Event()
    pages = scanner.scan(ScanRequest(FEEDER), cancelled.is_set)
    kept = [next(pages).data]
    until(lambda: sane_site.left_in_feeder() == 3)  # nobody has asked for the next page
    pressed = time.monotonic()
    cancelled.set()
    until(sane_site.was_stopped)
    kept += [image.data for image in pages]
    assert time.monotonic() - pressed < 1.0
    assert kept == stack
    assert sane_site.left_in_feeder() == 3, "the one under way, and those that were not drawn in"


def test_a_cancel_does_not_wait_for_room(
    scanner: ScannerWorkers, sane_site: SaneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large pages fill the memory that is theirs: the feeder waits, and what waits in the worker is kept too."""
    monkeypatch.setattr(_Ahead.__init__, "__defaults__", (800_000,))  # bytes: two pages
    sane_site.feed([page(number, 300, 400) for number in range(1, 9)])
    cancelled = threading.Event()
    pages = scanner.scan(ScanRequest(FEEDER), cancelled.is_set)
    kept = [next(pages).data]
    until(lambda: sane_site.left_in_feeder() <= 4)
    cancelled.set()
    (worker,) = scanner._busy
    until(lambda: worker.has_told_all)  # nobody has asked for a page meanwhile
    kept += [image.data for image in pages]
    assert sane_site.left_in_feeder() > 0, "the feeder has waited"
    out = 8 - sane_site.left_in_feeder()
    assert kept == [page(number, 300, 400) for number in range(1, out + 1)]


def test_pages_that_came_out_outlive_their_driver(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    stack = [page(number) for number in range(1, 9)]
    sane_site.feed([*stack, "crash"])
    pages = scanner.scan(ScanRequest(FEEDER), nobody_cancels)
    kept = [next(pages).data]
    until(lambda: sane_site.left_in_feeder() == 1)
    rest, fault = until_fault(pages)
    assert isinstance(fault, ScannerCrashed)
    assert kept + [image.data for image in rest] == stack


def hurried(ask: Callable[[Callable[[], bool]], object], begun: Callable[[], bool]) -> float:
    """Seconds from Esc until the call has ended, whatever it says then."""
    cancelled, ended = threading.Event(), threading.Event()

    def work() -> None:
        with suppress(ScannerFault):
            ask(cancelled.is_set)
        ended.set()

    threading.Thread(target=work, daemon=True).start()
    until(begun)
    pressed = time.monotonic()
    cancelled.set()
    assert ended.wait(5)
    return time.monotonic() - pressed


def test_esc_ends_a_search_that_hangs_within_a_second(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.make_search_hang()
    assert hurried(lambda cancelled: list(scanner.list(cancelled)), sane_site.search_hangs) < 1.0
    until(lambda: not scanner._busy)  # the worker that hangs goes too


def test_esc_ends_a_question_that_hangs_within_a_second(scanner: ScannerWorkers, sane_site: SaneSite) -> None:
    sane_site.make_opening_hang()
    took = hurried(lambda cancelled: scanner.capabilities(FEEDER, cancelled=cancelled), sane_site.opening_hangs)
    assert took < 1.0


def cancelled_after(
    scanner: ScannerWorkers, request: ScanRequest, ready: Callable[[], bool], after: float
) -> tuple[list[PageImage], float]:
    """Presses Esc `after` seconds beyond `ready`; the pages, and how long the scan took to end."""
    pressed_at = 0.0
    began = 0.0

    def cancelled() -> bool:
        nonlocal pressed_at, began
        now = time.monotonic()
        began = began or (now if ready() else 0.0)
        if began and now - began > after:
            pressed_at = pressed_at or now
        return bool(pressed_at)

    pages = list(scanner.scan(request, cancelled))
    return pages, time.monotonic() - pressed_at
