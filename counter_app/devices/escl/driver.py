"""The eSCL driver: scanners of the network, found by themselves or at addresses that IT has written down.

Settings: `addresses` (of scanners, apart by a space) and `interfaces` (of this PC) for the search, `search_seconds`;
`address` and `certificate`: where the scanner answered last and what it showed, which the program remembers;
`retry`, `patience`, `accept`, `next_page`: see `Pace`.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain

from ...domain.errors import ScannerCrashed, ScannerDenied, ScannerFault, ScannerUnplugged
from ...ports import Capabilities, Device, PageImage, PaperSource, ScanRequest
from ..driver import Settings
from .job import Job, Pace
from .line import Line, plain_address
from .search import announced
from .words import About, about, plain_uuid, scan_settings
from .xml import NotXml

_SEARCH = 4.0  # seconds
_AT_ONCE = 8


class EsclDriver:
    """A scanner's id is its UUID, which it keeps when its address changes; the address where it has none."""

    def __init__(self) -> None:
        self._job: Job | None = None

    def list(self, settings: Settings) -> Iterator[Device]:
        """A scanner that answers on several addresses comes once, and again when one of them is encrypted."""
        told: dict[str, str] = {}
        for device in _answering(settings):
            before = told.get(device.id)
            if before is None or (device.address.startswith("https:") and not before.startswith("https:")):
                told[device.id] = device.address
                yield device

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        return _meet(device_id, settings)[1].capabilities()

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        line, scanner = _meet(request.device_id, settings)
        source = scanner.way_in(request.source)
        inlet = scanner.inlets[source]
        self._job = job = Job(line, source is not PaperSource.GLASS, cancelled, _pace(settings))
        try:
            if not job.begin(scan_settings(inlet, source, request)):
                return
            for number, page in enumerate(job.pages(), start=1):
                yield PageImage(page, "image/jpeg", inlet.nearest(request.dpi))
                if number == request.limit:
                    return
        finally:
            job.end()

    def close(self) -> None:
        pass  # the job has had its last word


def _meet(device_id: str, settings: Settings) -> tuple[Line, About]:
    """The scanner where it answered last. Raises ScannerUnplugged where it is not known, or another one answers."""
    address = str(settings.get("address", "")) or (device_id if "://" in device_id else "")
    line, scanner = _introduce(address, str(settings.get("certificate", "")))
    wanted = plain_uuid(device_id)
    if wanted and scanner.uuid and scanner.uuid != wanted:
        raise ScannerUnplugged("another scanner answers there")
    return line, scanner


def _introduce(address: str, certificate: str = "") -> tuple[Line, About]:
    """Raises a leaf of ScannerFault."""
    line = Line(address, certificate)
    answer = line.get("ScannerCapabilities")
    if answer.status in (401, 403):
        raise ScannerDenied(f"capabilities: {answer.status}")
    if answer.status != 200:
        raise ScannerCrashed(f"capabilities: {answer.status}")
    try:
        return line, about(answer.body)
    except NotXml as error:
        raise ScannerCrashed(f"capabilities: {error}") from error


def _answering(settings: Settings) -> Iterator[Device]:
    """Whatever answers, as it does: written down or announced, each asked by itself."""
    found: queue.SimpleQueue[Device | None] = queue.SimpleQueue()

    def ask(address: str) -> None:
        with suppress(ScannerFault):
            line, scanner = _introduce(address)
            own = scanner.uuid or line.address
            found.put(Device(own, scanner.name, "escl", scanner.serial, line.address, line.certificate))

    def look() -> None:
        asked: set[str] = set()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for address in chain(str(settings.get("addresses", "")).split(), _announced(settings)):
                with suppress(ScannerFault):
                    address = plain_address(address)
                    if address not in asked:
                        asked.add(address)
                        pool.submit(ask, address)
        found.put(None)

    threading.Thread(target=look, daemon=True, name="escl-look").start()
    while (device := found.get()) is not None:
        yield device


def _announced(settings: Settings) -> Iterator[str]:
    interfaces = str(settings.get("interfaces", "")).split()
    return announced(interfaces, float(settings.get("search_seconds", _SEARCH)))


def _pace(settings: Settings) -> Pace:
    usual = Pace()
    return Pace(
        float(settings.get("retry", usual.retry)),
        float(settings.get("patience", usual.patience)),
        float(settings.get("accept", usual.accept)),
        float(settings.get("next_page", usual.next_page)),
    )
