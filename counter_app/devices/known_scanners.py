"""Scanners as this PC knows them: asked where they answered last, and found again where port or address has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from ..domain.errors import ScannerAsleep, ScannerCertificateChanged, ScannerUnplugged
from ..ports import Capabilities, Device, PageImage, ScanRequest
from .driver import Settings
from .scanner_memory import RememberedScanners
from .scanning import ScannerWorkers


class KnownScanners:
    """Fulfils `ports.Scanner`. Thread-safe."""

    def __init__(self, workers: ScannerWorkers, memory: RememberedScanners) -> None:
        self._workers, self._memory = workers, memory
        workers.call_them({one.device.id: one.device.name for one in memory.known()})

    def list(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Device]:
        """Those that were met before are tried by name too, where a search takes long: one SANE backend that hangs
        hides what the others would find."""
        known = [(one.device, self._whereabouts(one.device.id)[1]) for one in self._memory.known()]
        for device in self._workers.list(cancelled, known):
            self._memory.met(device)
            yield device

    def capabilities(self, device_id: str, *, cancelled: Callable[[], bool] = lambda: False) -> Capabilities:
        known_as, hints = self._whereabouts(device_id)
        try:
            return self._workers.capabilities(known_as, hints, cancelled)
        except (ScannerUnplugged, ScannerAsleep):
            if self._find_again(device_id, cancelled) is None:
                raise
        known_as, hints = self._whereabouts(device_id)
        return self._workers.capabilities(known_as, hints, cancelled)

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """A scanner that is not where it was is looked for, once, before its fault is told; with the first page under
        way, no more: the stack would begin anew."""
        given = False
        try:
            for page in self._pages(request, cancelled):
                given = True
                yield page
        except (ScannerUnplugged, ScannerAsleep):
            if given or cancelled() or self._find_again(request.device_id, cancelled) is None:
                raise
        else:
            return
        yield from self._pages(request, cancelled)

    def close(self) -> None:
        self._workers.close()

    def _pages(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        known_as, hints = self._whereabouts(request.device_id)
        try:
            for page in self._workers.scan(replace(request, device_id=known_as), cancelled, hints):
                self._memory.gave_a_page(known_as)
                yield page
        except ScannerCertificateChanged:
            with suppress(ScannerUnplugged):  # what it shows by now is learnt, for whoever may accept it
                self._find_again(request.device_id, cancelled)
            raise

    def _whereabouts(self, device_id: str) -> tuple[str, Settings]:
        """Its id of today, and what its driver should know of it."""
        known = self._memory.of(device_id)
        if known is None:
            return device_id, {}
        device = known.device
        hints = {"address": device.address, "certificate": device.certificate}
        return device.id, {name: value for name, value in hints.items() if value}

    def _find_again(self, device_id: str, cancelled: Callable[[], bool]) -> Device | None:
        """Whoever answers with its id or its serial number; else the only one of its kind that is not known as another
        scanner."""
        wanted, before = self._memory.of(device_id), {one.device.id for one in self._memory.known()}
        twins: list[Device] = []
        for device in self.list(cancelled):
            if device.id == device_id or self._memory.of(device_id) is not wanted:
                return device  # the memory has recognised it
            if wanted is not None and device.id == wanted.device.id:
                return device
            if wanted is not None and _alike(wanted.device, device) and device.id not in before:
                twins.append(device)
        if cancelled():
            return None  # the search is not over: nothing is known
        if len(twins) == 1:
            self._memory.found_again(device_id, twins[0])
            return twins[0]
        self._memory.is_nowhere(wanted.device.id if wanted else device_id)
        return None


def _alike(one: Device, other: Device) -> bool:
    """The same make by the same driver, with no serial numbers that say otherwise."""
    same_kind = (one.driver, one.name, _backend(one.id)) == (other.driver, other.name, _backend(other.id))
    return same_kind and not (one.serial and other.serial and one.serial != other.serial)


def _backend(device_id: str) -> str:
    """`sane:genesys` of `sane:genesys:libusb:001:004`."""
    return ":".join(device_id.split(":")[:2]) if device_id.startswith("sane:") else device_id.partition(":")[0]
