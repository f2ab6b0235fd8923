"""Windows' scanners: the driver's logic against conversations at its border to COM; a call that is not the next one
in the conversation fails the test.

`wia_recorded/` was recorded: the border itself (`wia_com`) spoke through Wine's COM to objects that stand in for a
scanner (tools/packaging/wine/wia_scanner.py; each file's head says so). `wia_conversations/` was made by hand from
Microsoft's reference, for what a scanner may also say. A real one is tried by docs/onsite-device-check.md.
"""

from __future__ import annotations

import importlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.devices.wia import WiaDriver
from counter_app.devices.wia_border import PAPER_EMPTY, Value, WiaError, WiaItem
from counter_app.devices.wia_pages import ComingPages
from counter_app.domain.errors import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScannerAsleep,
    ScannerBusy,
    ScannerCrashed,
    ScannerFault,
    ScannerUnplugged,
)
from counter_app.ports import PageImage, PaperSize, PaperSource, ScanRequest
from tests.waiting import until

_BY_HAND = Path(__file__).with_name("wia_conversations")
_RECORDED = Path(__file__).with_name("wia_recorded")
ID = "{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0001"
_STARTS = {"jpeg": b"\xff\xd8\xff", "bmp": b"BM"}


class Recorded:
    """Fulfils `WiaSession`: answers as recorded, and only in the recorded order. `loose`: reads and choices that the
    recording lacks answer nothing."""

    def __init__(self, name: str, loose: bool = False, folder: Path = _BY_HAND) -> None:
        self.head: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
        self.steps: list[dict[str, Any]] = self.head["steps"]
        self.loose = loose
        self.stopped = threading.Event()
        self.out = 0  # pages that have left the feeder

    def __call__(self) -> Recorded:
        return self

    def devices(self) -> Iterator[tuple[str, str]]:
        return iter([(own_id, name) for own_id, name in self.next(None, "devices")["answer"]])

    def items(self, device_id: str) -> tuple[WiaItem, ...]:
        return tuple(RecordedItem(self, name) for name in self.next(None, "items", device_id)["answer"])

    def next(self, item: str | None, call: str, *arguments: Value) -> dict[str, Any]:
        asked = {"item": item, "call": call, "with": list(arguments)}
        step = self.steps[0] if self.steps else {}
        if {"item": step.get("item"), "call": step.get("call"), "with": step.get("with", [])} != asked:
            assert self.loose, f"asked {asked}, recorded {step}"
            assert call in ("read", "choices"), f"asked {asked}, recorded {step}"
            return {}
        self.steps.pop(0)
        if "error" in step and "pages" not in step:
            raise WiaError(int(step["error"], 16))
        return step


class RecordedItem:
    """Fulfils `WiaItem`."""

    def __init__(self, recorded: Recorded, name: str) -> None:
        self._recorded, self._name = recorded, name

    def category(self) -> str:
        return str(self._recorded.next(self._name, "category")["answer"])

    def read(self, number: int) -> Value | None:
        answer: Value | None = self._recorded.next(self._name, "read", number).get("answer")
        return answer

    def choices(self, number: int) -> tuple[Value, ...]:
        return tuple(self._recorded.next(self._name, "choices", number).get("answer", ()))

    def write(self, number: int, value: Value) -> None:
        self._recorded.next(self._name, "write", number, value)

    def download(self, page: Callable[[bytes], bool]) -> None:
        step = self._recorded.next(self._name, "download")
        for words in step["pages"]:
            self._recorded.out += 1
            kind, _, number = words.partition(" ")
            if not page(_STARTS.get(kind, b"") + number.encode()):
                self._recorded.stopped.set()
                return
        if "error" in step:
            raise WiaError(int(step["error"], 16))


def scan(
    recorded: Recorded, request: ScanRequest, cancelled: Callable[[], bool] = lambda: False
) -> tuple[list[PageImage], ScannerFault | None]:
    pages: list[PageImage] = []
    try:
        for page in WiaDriver(recorded).scan(request, {}, cancelled):
            pages.append(page)  # noqa: PERF402 - what came before the fault counts
    except ScannerFault as fault:
        return pages, fault
    return pages, None


SCANS = sorted(path.stem for path in _RECORDED.glob("*.json") if path.stem not in ("devices", "capabilities"))


@pytest.mark.parametrize("name", SCANS)
def test_what_was_recorded_comes_again(name: str) -> None:
    """The same pages, the same cause, by the same calls in the same order."""
    recorded = Recorded(name, folder=_RECORDED)
    asked = recorded.head["asked"]
    request = ScanRequest(**asked | {"source": PaperSource(asked["source"]), "paper": PaperSize(asked["paper"])})
    pages, fault = scan(recorded, request)
    came = recorded.head["came"]
    assert [[page.media_type, page.dpi] for page in pages] == [page[:2] for page in came["pages"]]
    assert (type(fault).__name__ if fault else None) == came["fault"]
    assert not recorded.steps, "the whole conversation was held"


def test_the_recordings_hold_what_a_counter_meets() -> None:
    came = {name: Recorded(name, folder=_RECORDED).head["came"] for name in SCANS}
    assert {one["fault"] for one in came.values()} == {
        *(None, "PaperJam", "FeederEmpty", "CoverOpen", "ScannerBusy", "ScannerUnplugged"),
    }
    assert len(came["duplex"]["pages"]) == 4
    assert len(came["jam"]["pages"]) == 2, "what came before the jam"
    assert len(came["enough"]["pages"]) == 1, "the callback stopped a driver that would have gone on"
    assert came["glass"]["pages"][0][2] > 400_000, "a page in many pieces came whole"
    assert all("no real one" in Recorded(name, folder=_RECORDED).head["device"] for name in SCANS)


def test_the_recorded_scanner_is_listed_without_the_camera_and_says_what_it_can() -> None:
    listed = Recorded("devices", folder=_RECORDED)
    assert [[one.id, one.name] for one in WiaDriver(listed).list({})] == listed.head["came"]["devices"]
    assert len(listed.head["came"]["devices"]) == 1
    able = Recorded("capabilities", folder=_RECORDED)
    can = WiaDriver(able).capabilities(ID, {})
    assert {"sources": list(can.sources), "resolutions": list(can.resolutions), "colour": can.colour} == able.head[
        "came"
    ]
    assert not able.steps


def test_the_scanners_of_windows_are_listed() -> None:
    devices = list(WiaDriver(Recorded("devices")).list({}))
    assert (devices[0].id, devices[0].name) == (ID, "Canon DR-C225 II")
    assert {device.driver for device in devices} == {"wia"}


def test_a_scanner_says_what_it_can() -> None:
    can = WiaDriver(Recorded("capabilities", loose=True)).capabilities(ID, {})
    assert can.sources == (PaperSource.FEEDER, PaperSource.DUPLEX, PaperSource.GLASS)
    assert {200, 300, 600} <= set(can.resolutions)
    assert PaperSize.A4 in can.papers
    assert can.colour


def test_two_sheets_on_both_sides_are_four_pages_in_one_go() -> None:
    recorded = Recorded("duplex")
    pages, fault = scan(recorded, ScanRequest(ID, PaperSource.DUPLEX))
    assert fault is None
    assert [(page.data[-1:], page.media_type, page.dpi) for page in pages] == [
        (number, "image/jpeg", 300) for number in (b"1", b"2", b"3", b"4")
    ]
    assert not recorded.steps, "the whole conversation was held"


def test_a_jam_keeps_the_pages_before_it() -> None:
    pages, fault = scan(Recorded("duplex-jam"), ScanRequest(ID, PaperSource.DUPLEX))
    assert (len(pages), type(fault)) == (2, PaperJam)


def test_a_driver_that_wants_duplex_alone_gets_it() -> None:
    recorded = Recorded("duplex-refused-flag")
    pages, fault = scan(recorded, ScanRequest(ID, PaperSource.DUPLEX))
    assert (len(pages), fault, recorded.steps) == (2, None, [])


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ("empty", FeederEmpty),
        ("cover", CoverOpen),
        ("busy", ScannerBusy),
        ("offline", ScannerUnplugged),
        ("warming-up", ScannerAsleep),
        ("locked", ScannerBusy),
        ("driver", ScannerCrashed),
    ],
)
def test_what_windows_says_is_a_physical_cause(what: str, cause: type[ScannerFault]) -> None:
    recorded = Recorded(f"feeder-{what}")
    pages, fault = scan(recorded, ScanRequest(ID, PaperSource.FEEDER, colour=False))
    assert (pages, type(fault), recorded.steps) == ([], cause, [])


def test_a_small_page_of_the_glass_is_measured_in_pixels_and_bears_the_density_that_was_used() -> None:
    recorded = Recorded("glass-a5")
    pages, fault = scan(recorded, ScanRequest(ID, PaperSource.GLASS, dpi=200, paper=PaperSize.A5))
    assert fault is None
    assert [(page.media_type, page.dpi) for page in pages] == [("image/bmp", 300)]
    assert not recorded.steps


def test_a_scanner_that_was_pulled_out_is_unplugged() -> None:
    assert type(scan(Recorded("not-there"), ScanRequest(ID))[1]) is ScannerUnplugged


def test_a_cancelled_scan_stops_the_feed_and_hands_over_what_had_come_out() -> None:
    """The callback runs two pages ahead: both are sheets that lie in the tray by now."""
    recorded = Recorded("duplex")
    cancelled = threading.Event()
    pages = WiaDriver(recorded).scan(ScanRequest(ID, PaperSource.DUPLEX), {}, cancelled.is_set)
    kept = [next(pages)]
    until(lambda: recorded.out == 3)  # the third waits for room
    cancelled.set()
    kept += pages
    assert recorded.stopped.wait(5), "the callback said no more"
    assert [page.data[-1:] for page in kept] == [b"1", b"2", b"3"]
    assert recorded.out == 3, "the fourth stays in the feeder"


def test_bytes_that_are_no_picture_are_no_page() -> None:
    recorded = Recorded("duplex")
    recorded.steps[-1]["pages"] = ["jpeg 1", "noise 2"]
    pages, fault = scan(recorded, ScanRequest(ID, PaperSource.DUPLEX))
    assert (len(pages), type(fault)) == (1, ScannerCrashed)


# --- which pages are whole -----------------------------------------------------------------------------------

JAM = 0x80210002
END, JAM_AT_END = ("ends", 0), ("ends", JAM - (1 << 32))  # as COM hands it over: signed


@pytest.mark.parametrize(
    ("said", "came_back", "whole", "fault"),
    [
        (("1", END, "2", END), 0, ["1", "2"], 0),
        (("1", END, "2"), JAM, ["1"], JAM),  # the jam is in the second sheet
        (("1", END, "2", END), JAM, ["1", "2"], JAM),  # and here before the third
        (("1", END, "2", JAM_AT_END), JAM, ["1"], JAM),
        (("1", END, "2", JAM_AT_END), 0, ["1"], JAM),  # Windows calls it a success
        (("1", "2", "3"), 0, ["1", "2", "3"], 0),  # a driver that says nothing of ends
        (("1", "2"), JAM, ["1"], JAM),
        (("1", "2"), PAPER_EMPTY, ["1", "2"], PAPER_EMPTY),  # the end of the stack is no fault of its last page
        ((), JAM, [], JAM),
    ],
)
def test_a_page_whose_transfer_ended_with_an_error_is_no_page(
    said: tuple[str | tuple[str, int], ...], came_back: int, whole: list[str], fault: int
) -> None:
    pages: list[bytes] = []

    def taken(data: bytes) -> bool:
        pages.append(data)
        return True

    coming = ComingPages(taken, str.encode)
    for one in said:
        if isinstance(one, tuple):
            coming.ends(one[1])
        elif coming.next_may_come():
            coming.begins(one)
    told = came_back
    try:
        coming.over(came_back)
    except WiaError as error:
        told = error.code
    assert ([page.decode() for page in pages], told) == (whole, fault)


def test_whoever_has_enough_gets_no_further_stream() -> None:
    coming = ComingPages(lambda _: False, str.encode)
    assert coming.next_may_come()
    coming.begins("1")
    coming.ends(0)
    assert not coming.go_on
    assert not coming.next_may_come()


def test_a_system_without_windows_says_so() -> None:
    with pytest.raises(ImportError, match="Windows"):
        importlib.import_module("counter_app.devices.wia_com")
