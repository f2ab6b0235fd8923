"""The Scanner port: every driver's call runs in a worker process, and a fresh one each time.

One job, one process: what a driver leaves behind (memory, locks, threads) is gone with it. A spare that has
everything imported waits for the next job.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from ..domain.errors import CameraFault, EnvironmentFault, NoScanner, ScannerCrashed, ScannerFault
from ..ports import Capabilities, Device, PageImage, PaperSize, PaperSource, ScanRequest
from .device_turns import DeviceTurns
from .driver import Settings, split_id
from .frames import Frame
from .worker_process import LAST_FRAMES, WorkerProcess

_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds
_HEARD_WITHIN = 0.1  # by then a worker has heard of a cancel
_OBEY_WITHIN = 0.55  # after that a cancelled worker is killed: the port promises 1 s
_BY_NAME_AFTER = 5.0  # seconds of a search after which a driver's known devices are tried by name
_LONGEST = 300  # characters of what a device says of itself


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a driver may be silent before it counts as hanging, in seconds."""

    list: float = 20.0
    open: float = 15.0
    page: float = 90.0  # a 600 dpi colour page on an old USB 1.1 scanner, lamp warming up


def _nobody() -> bool:
    """Nobody cancels."""
    return False


class ScannerWorkers:
    """Fulfils `ports.Scanner`. Thread-safe.

    `drivers` in the order in which their devices are listed; `settings` are switches a device, by the full id or by
    the driver's name alone, names as the driver knows them.
    """

    def __init__(
        self,
        drivers: Sequence[str] = ("sane",),
        settings: Mapping[str, Settings] | None = None,
        patience: Patience = Patience(),
    ) -> None:
        self._drivers = tuple(drivers)
        self._settings = dict(settings or {})
        self._patience = patience
        self._lock = threading.Lock()
        self._spare: WorkerProcess | None = None
        self._busy: set[WorkerProcess] = set()
        self._turns = DeviceTurns()
        self._closed = False
        self._names: dict[str, str] = {}

    # -- the port ---------------------------------------------------------------------------------------------

    def list(
        self, cancelled: Callable[[], bool] = _nobody, known: Sequence[tuple[Device, Settings]] = ()
    ) -> Iterator[Device]:
        """All drivers are asked at once; one that hangs or dies neither hides nor holds up the others' devices. A
        device comes again only by another door, as a scanner does whose encrypted one answers last.

        `known`: devices that this PC has met, with the settings for each. Where their driver's search is slow (one
        hanging SANE backend holds up all the others), those that have not answered are tried by name beside it; never
        one that is being scanned from, and a scan does not wait for a try."""
        answers: queue.SimpleQueue[tuple[str, Device | None]] = queue.SimpleQueue()
        enough = threading.Event()

        def begin(looking: str, work: Callable[..., None], *given: Any) -> None:
            at_it.add(looking)
            found = partial(_put, answers, looking)
            arguments = (*given, found, enough.is_set)
            threading.Thread(target=work, args=arguments, daemon=True, name=f"looking-{looking}").start()

        at_it: set[str] = set()
        met: dict[str, Device] = {}
        by_name_at = time.monotonic() + _BY_NAME_AFTER
        for driver in self._drivers:
            begin(driver, self._look, driver)
        try:
            while at_it and not cancelled():
                if known and time.monotonic() > by_name_at:
                    for device, hints in known:
                        if device.driver in at_it and device.id not in met:
                            begin(device.id, self._try_by_name, device, hints)
                    known = ()
                try:
                    looking, device_found = answers.get(timeout=_LOOK_EVERY)
                except queue.Empty:
                    continue
                if device_found is None:
                    at_it.discard(looking)
                elif device_found.id not in met or (
                    looking in self._drivers and _door(device_found) != _door(met[device_found.id])
                ):
                    met[device_found.id] = device_found
                    self._names[device_found.id] = device_found.name
                    yield device_found
        finally:
            enough.set()

    def capabilities(
        self, device_id: str, hints: Settings = MappingProxyType({}), cancelled: Callable[[], bool] = _nobody
    ) -> Capabilities:
        """`hints`: settings of this one call, over the others. Raises ScannerCrashed also for a call that was
        cancelled."""
        with self._turns.wanted(device_id, cancelled) as mine:
            if not mine:
                raise ScannerCrashed("cancelled", device=self._name(device_id))
            return self._asked(device_id, hints, cancelled)

    def scan(
        self, request: ScanRequest, cancelled: Callable[[], bool], hints: Settings = MappingProxyType({})
    ) -> Iterator[PageImage]:
        job = {
            "source": request.source.value,
            "dpi": request.dpi,
            "colour": request.colour,
            "limit": request.limit,
            "paper": request.paper.value,
        }
        device_id = request.device_id
        with self._turns.wanted(device_id, cancelled) as mine:
            if not mine:
                return
            with self._at_work("scan", device_id, hints, **job) as worker:
                for frame in self._frames(worker, device_id, self._patience.page, cancelled):
                    if frame.kind == "page":  # whole, also where the cancel came meanwhile
                        yield PageImage(frame.body, str(frame.header["media_type"]), int(frame.header["dpi"]))

    def call_them(self, names: Mapping[str, str]) -> None:
        """What scanners are called, by their ids: for the words of a fault before they were listed."""
        self._names.update(names)

    def close(self) -> None:
        """Ends every worker, also one in mid-scan."""
        with self._lock:
            self._closed = True
            workers = [*self._busy, *([self._spare] if self._spare else [])]
            self._spare = None
        for worker in workers:
            worker.kill()

    # -- the workers ------------------------------------------------------------------------------------------

    def _look(self, driver: str, found: Callable[[Device | None], None], enough: Callable[[], bool]) -> None:
        """Hands over each device of the driver as it answers, and None when there are no more. What answered before a
        fault stays, and the next look may find the rest."""
        try:
            with suppress(ScannerFault, CameraFault), self._at_work("list", f"{driver}:", {}) as worker:
                for frame in self._frames(worker, driver, self._patience.list, enough):
                    if frame.kind == "device":
                        found(_device(frame, driver))
        finally:
            found(None)

    def _try_by_name(
        self, device: Device, hints: Settings, found: Callable[[Device | None], None], enough: Callable[[], bool]
    ) -> None:
        """Opening a device asks its own backend only."""
        try:
            with suppress(ScannerFault), self._turns.trial(device.id) as taken_away:
                if not taken_away():
                    self._asked(device.id, hints, lambda: enough() or taken_away())
                    if not enough():
                        found(device)
        finally:
            found(None)

    def _asked(self, device_id: str, hints: Settings, cancelled: Callable[[], bool]) -> Capabilities:
        with self._at_work("capabilities", device_id, hints) as worker:
            for frame in self._frames(worker, device_id, self._patience.open, cancelled):
                if frame.kind == "capabilities":
                    return _capabilities(frame)
        raise ScannerCrashed("no capabilities", device=self._name(device_id))

    @contextmanager
    def _at_work(self, what: str, device_id: str, hints: Settings, **more: Any) -> Iterator[WorkerProcess]:
        driver, own_id = split_id(device_id)
        if driver not in self._drivers:
            raise NoScanner("no driver for this id", device=self._name(device_id))
        settings = {**self._settings.get(driver, {}), **self._settings.get(device_id, {}), **hints}
        worker = self._take()
        try:
            if not worker.send({"do": what, "driver": driver, "device": own_id, "settings": settings, **more}):
                raise ScannerCrashed("the worker did not start", device=self._name(device_id))
            yield worker
        finally:
            worker.end()
            with self._lock:
                self._busy.discard(worker)

    def _take(self) -> WorkerProcess:
        """The warm spare, or a new worker; the next spare starts at once."""
        with self._lock:
            if self._closed:
                raise NoScanner("the program is closing")
            spare, self._spare = self._spare, None
            worker: WorkerProcess | None = None
            try:
                worker = spare if spare is not None and spare.alive() else WorkerProcess()
                self._spare = WorkerProcess()
            except OSError as error:
                for idle in (spare, worker):
                    if idle is not None:
                        idle.kill()
                raise ScannerCrashed("no process could be started") from error
            self._busy.add(worker)
        if spare is not None and spare is not worker:
            spare.kill()
        return worker

    def _frames(
        self, worker: WorkerProcess, device_id: str, patience: float, cancelled: Callable[[], bool] = _nobody
    ) -> Iterator[Frame]:
        """The job's frames until its end. Raises the fault that the driver met, ScannerCrashed for a driver that
        died or was silent for `patience` seconds; a cancelled job just ends, behind the frames that were whole."""
        with _obeying(worker, cancelled) as stopped:
            silent_since = time.monotonic()
            while True:
                if time.monotonic() - silent_since > patience:
                    raise ScannerCrashed("no answer", device=self._name(device_id))
                try:
                    frame = worker.next_frame(_LOOK_EVERY)
                except queue.Empty:
                    continue
                if frame is None or frame.kind in LAST_FRAMES:
                    if not stopped.is_set():
                        self._raise_for(frame, device_id)
                    return
                yield frame
                silent_since = time.monotonic()

    def _raise_for(self, last: Frame | None, device_id: str) -> None:
        if last is None:
            raise ScannerCrashed("the driver died", device=self._name(device_id))
        if last.kind == "fault":
            cause = _FAULTS.get(str(last.header.get("code")), ScannerCrashed)
            raise cause(str(last.header.get("detail", "")), device=self._name(device_id))

    def _name(self, device_id: str) -> str:
        return self._names.get(device_id, device_id)


@contextmanager
def _obeying(worker: WorkerProcess, cancelled: Callable[[], bool]) -> Iterator[threading.Event]:
    """Within, a cancel reaches the worker at once, whatever its caller is busy with; one that does not obey is ended.
    The event is set once it was cancelled."""
    stopped, over = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_EVERY):
            if cancelled():
                stopped.set()
                worker.cancel()
                over.wait(_HEARD_WITHIN)
                worker.make_room()
                if not over.wait(_OBEY_WITHIN) and not worker.has_told_all:
                    worker.kill()
                return

    watching = threading.Thread(target=watch, daemon=True, name="device-worker-cancel")
    watching.start()
    try:
        yield stopped
    finally:
        over.set()


def _door(device: Device) -> tuple[str, str]:
    return device.address, device.certificate


def _put(answers: queue.SimpleQueue[tuple[str, Device | None]], looking: str, device: Device | None) -> None:
    answers.put((looking, device))


def _capabilities(frame: Frame) -> Capabilities:
    return Capabilities(
        tuple(PaperSource(source) for source in frame.header["sources"]),
        tuple(int(dpi) for dpi in frame.header["resolutions"]),
        bool(frame.header["colour"]),
        tuple(PaperSize(paper) for paper in frame.header["papers"]),
    )


def _device(frame: Frame, driver: str) -> Device:
    """Bounded: a name or an address comes from whatever answers on the network."""
    of = {
        part: str(frame.header.get(part, ""))[:_LONGEST] for part in ("id", "name", "serial", "address", "certificate")
    }
    return Device(driver=driver, **of)


def _leaves(cause: type[EnvironmentFault]) -> Iterator[type[EnvironmentFault]]:
    yield cause
    for leaf in cause.__subclasses__():
        yield from _leaves(leaf)


_FAULTS = {cause.code: cause for root in (ScannerFault, CameraFault) for cause in _leaves(root)}
