"""WIA 2.0 (Windows): scanners with a Windows driver. Runs only inside a device worker.

What is here is the driver's logic, over a border of a few calls (`wia_border`) behind which `wia_com` speaks COM: tests
play conversations back at the border, and docs/onsite-device-check.md tries the rest on a real PC.
Source: Microsoft's "Windows Image Acquisition" reference (wiadef.h).
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from ..domain.errors import (
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
from ..ports import Capabilities, Device, PageImage, PaperSize, PaperSource, ScanRequest
from .driver import Settings
from .wia_border import NO_MORE_PAPER, PAPER_EMPTY, Value, WiaError, WiaItem, WiaSession

FLATBED = "{FB607B1F-43F3-488B-855B-FB703EC342A6}"
FEEDER = "{FE131934-F84C-42AD-8DA4-6129CDDD7288}"
_JPEG, _BMP = "{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}", "{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}"
_HANDLING_CAPABILITIES, _HANDLING, _PAGES, _PAGE_SIZE = 3086, 3088, 3096, 3097
_DATA_TYPE, _FORMAT, _TYMED = 4103, 4106, 4108
_X_DPI, _Y_DPI, _X_POS, _Y_POS, _X_EXTENT, _Y_EXTENT = 6147, 6148, 6149, 6150, 6151, 6152
_WIDEST, _LONGEST = 6165, 6166  # of the sheet, in thousandths of an inch
_CAN_DUPLEX = 0x4  # of the capabilities
_FEED, _DUPLEX, _FRONT_ONLY = 0x1, 0x4, 0x20  # of the handling
_COLOUR, _GREY = 3, 2
_AS_FILE = 2
_A4, _LETTER, _CUSTOM = 0, 1, 2
_USUAL = (150, 200, 300, 400, 600)
_SLACK = 1.0  # mm
_PAGES_AHEAD = 2  # the feeder waits rather than the memory fills
_STOPS_WITHIN = 0.4  # seconds after a cancel in which the feed may end: the port promises 1 s for all

_CAUSES: dict[int, type[ScannerFault]] = {
    0x80210002: PaperJam,
    PAPER_EMPTY: FeederEmpty,
    0x80210004: PaperJam,  # "paper problem"
    0x80210005: ScannerUnplugged,  # offline
    0x80210006: ScannerBusy,
    0x80210007: ScannerAsleep,  # warming up
    0x80210008: CoverOpen,  # "user intervention": nearly always a lid
    0x8021000A: ScannerUnplugged,  # communication
    0x8021000D: ScannerBusy,  # locked by another program
    0x80210015: ScannerUnplugged,  # no device of that id
    0x80210016: CoverOpen,
    0x80210017: ScannerAsleep,  # lamp off
    0x80210020: PaperJam,  # two sheets at once
    0x80070005: ScannerDenied,
    0x80070020: ScannerBusy,  # sharing violation
}
"""HRESULTs to physical causes; whatever else a driver says is ScannerCrashed."""


def _com() -> WiaSession:
    from .wia_com import ComSession

    return ComSession()


class WiaDriver:
    """The scanners that Windows knows. `session` is called in the thread that is to use it."""

    def __init__(self, session: Callable[[], WiaSession] = _com) -> None:
        self._session = session

    def list(self, settings: Settings) -> Iterator[Device]:
        try:
            for own_id, name in self._session().devices():
                yield Device(own_id, " ".join(name.split()), "wia")
        except WiaError as error:
            raise _fault(error) from error

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        try:
            return _Scanner(self._session().items(device_id)).capabilities()
        except WiaError as error:
            raise _fault(error) from error

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """Windows hands the pages to a callback, within one call for the whole stack: it has a thread of its own."""
        pages: queue.SimpleQueue[PageImage | Exception | None] = queue.SimpleQueue()
        enough = threading.Event()
        room = threading.Semaphore(_PAGES_AHEAD)

        def go_on() -> bool:
            return not (enough.is_set() or cancelled())

        def put(page: PageImage) -> bool:
            """A page is whole: it is taken whatever was cancelled meanwhile."""
            while go_on() and not room.acquire(timeout=0.05):
                pass
            pages.put(page)
            return go_on()

        def feed() -> None:
            last: Exception | None = None
            try:
                _Scanner(self._session().items(request.device_id)).feed(request, settings, put)
            except Exception as error:
                last = error
            pages.put(last)

        threading.Thread(target=feed, daemon=True, name="wia-feed").start()
        given = 0
        try:
            while not cancelled():
                with suppress(queue.Empty):
                    one = pages.get(timeout=0.05)
                    if one is None or _is_the_end(one, given):
                        return
                    if isinstance(one, WiaError):
                        raise _fault(one) from one
                    if isinstance(one, Exception):
                        raise one
                    given += 1
                    yield one
                    room.release()
            yield from _whole_by_now(pages, time.monotonic() + _STOPS_WITHIN)
        finally:
            enough.set()

    def close(self) -> None:
        pass  # what COM holds goes with the process


def _whole_by_now(pages: queue.SimpleQueue[PageImage | Exception | None], until: float) -> Iterator[PageImage]:
    """After a cancel: the pages that were finished before the feed has ended, whatever ended it."""
    with suppress(queue.Empty):
        while isinstance(one := pages.get(timeout=max(0.0, until - time.monotonic())), PageImage):
            yield one


class _Scanner:
    """One scanner's items by what they are for."""

    def __init__(self, items: tuple[WiaItem, ...]) -> None:
        self._root = items[0]
        self._ways = {item.category(): item for item in items[1:]}

    def capabilities(self) -> Capabilities:
        sources = self._sources()
        ways = [self._item(source) for source in sources]
        dpi = {value for way in ways for value in _resolutions(way)}
        colour = any(_COLOUR in way.choices(_DATA_TYPE) or not way.choices(_DATA_TYPE) for way in ways)
        papers = (paper for paper in PaperSize if any(_takes(way, paper) for way in ways))
        return Capabilities(sources, tuple(sorted(dpi)), colour, tuple(papers))

    def feed(self, request: ScanRequest, settings: Settings, put: Callable[[PageImage], bool]) -> None:
        """Raises WiaError, also at the end of the stack."""
        can = self._sources()
        near = (request.source, PaperSource.FEEDER, *can)
        source = next(one for one in near if one in can)
        item = self._item(source)
        dpi = _prepare(item, source, request, settings)
        count = 0

        def page(data: bytes) -> bool:
            nonlocal count
            count += 1
            return put(_page(data, dpi)) and count != request.limit

        item.download(page)

    def _sources(self) -> tuple[PaperSource, ...]:
        found = []
        if FEEDER in self._ways:
            found.append(PaperSource.FEEDER)
            can = self._root.read(_HANDLING_CAPABILITIES)
            if (isinstance(can, int) and can & _CAN_DUPLEX) or _DUPLEX in self._ways[FEEDER].choices(_HANDLING):
                found.append(PaperSource.DUPLEX)
        if FLATBED in self._ways or not found:
            found.append(PaperSource.GLASS)
        return tuple(found)

    def _item(self, source: PaperSource) -> WiaItem:
        """An old driver has one way in without a name."""
        wanted = FLATBED if source is PaperSource.GLASS else FEEDER
        return self._ways.get(wanted) or next(iter(self._ways.values()), self._root)


def _prepare(item: WiaItem, source: PaperSource, request: ScanRequest, settings: Settings) -> int:
    """Sets everything; returns the density that is really used. A driver that refuses a value keeps its own."""
    if source is PaperSource.DUPLEX:
        _write(item, _HANDLING, _FEED | _DUPLEX, _DUPLEX)
    elif source is PaperSource.FEEDER:
        _write(item, _HANDLING, _FEED | _FRONT_ONLY, _FRONT_ONLY, _FEED)
    if source is not PaperSource.GLASS:
        _write(item, _PAGES, 0 if source is PaperSource.DUPLEX else request.limit)  # 0: until it is empty
    _write(item, _DATA_TYPE, _COLOUR if request.colour else _GREY)
    dpi = _nearest(item, request.dpi)
    _write(item, _X_DPI, dpi)
    _write(item, _Y_DPI, dpi)
    _set_paper(item, request.paper, dpi)
    formats = [str(one).upper() for one in item.choices(_FORMAT)]
    _write(item, _FORMAT, _JPEG if _JPEG in formats else _BMP)
    _write(item, _TYMED, _AS_FILE)
    for name, value in settings.items():
        if name.isdigit() and not isinstance(value, float):
            _write(item, int(name), value)
    told = item.read(_X_DPI)
    return told if isinstance(told, int) and told > 0 else dpi


def _write(item: WiaItem, number: int, *values: Value) -> None:
    """The first of the values that is taken."""
    for value in values:
        with suppress(WiaError):
            item.write(number, value)
            return


def _resolutions(item: WiaItem) -> tuple[int, ...]:
    numbers = [value for value in item.choices(_X_DPI) if isinstance(value, int) and value > 0]
    if len(numbers) == 2 and numbers[1] - numbers[0] > 200:  # a range
        return tuple(dpi for dpi in _USUAL if numbers[0] <= dpi <= numbers[1]) or (numbers[1],)
    return tuple(numbers) or (300,)


def _nearest(item: WiaItem, dpi: int) -> int:
    """Rather too fine than too coarse: the archive wants what was asked."""
    can = _resolutions(item)
    return min((value for value in can if value >= dpi), default=max(can))


def _set_paper(item: WiaItem, paper: PaperSize, dpi: int) -> None:
    named = {PaperSize.A4: _A4, PaperSize.LETTER: _LETTER}.get(paper, _CUSTOM)
    if named in item.choices(_PAGE_SIZE):
        _write(item, _PAGE_SIZE, named)
        if named != _CUSTOM:
            return
    width, height = paper.millimetres
    widest, longest = _largest(item)
    for number, position, millimetres in (
        (_X_EXTENT, _X_POS, min(width, widest)),
        (_Y_EXTENT, _Y_POS, min(height, longest)),
    ):
        _write(item, position, 0)
        _write(item, number, round(millimetres / 25.4 * dpi))


def _largest(item: WiaItem) -> tuple[float, float]:
    """In mm; A4 where the driver does not say."""
    wide, high = item.read(_WIDEST), item.read(_LONGEST)
    a4 = PaperSize.A4.millimetres
    return (
        wide * 0.0254 if isinstance(wide, int) and wide > 0 else a4[0],
        high * 0.0254 if isinstance(high, int) and high > 0 else a4[1],
    )


def _takes(item: WiaItem, paper: PaperSize) -> bool:
    (width, height), (widest, longest) = paper.millimetres, _largest(item)
    return paper is PaperSize.LARGEST or (width <= widest + _SLACK and height <= longest + _SLACK)


def _page(data: bytes, dpi: int) -> PageImage:
    """Raises ScannerCrashed for bytes that are neither of the formats that were asked for."""
    if data.startswith(b"\xff\xd8\xff"):
        return PageImage(data, "image/jpeg", dpi)
    if data.startswith(b"BM"):
        return PageImage(data, "image/bmp", dpi)
    raise ScannerCrashed("a page without an image")


def _is_the_end(one: object, given: int) -> bool:
    return isinstance(one, WiaError) and bool(given) and one.code in NO_MORE_PAPER


def _fault(error: WiaError) -> ScannerFault:
    return _CAUSES.get(error.code, ScannerCrashed)(str(error))
