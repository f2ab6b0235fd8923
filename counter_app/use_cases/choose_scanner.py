"""This PC's scanners: which are known, which answer, which one and which kind of paper F5 takes, and a page to try."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..domain.errors import FeederEmpty, ScannerFault
from ..domain.page_fault import PageFault
from ..domain.people import Right
from ..ports import Capabilities, Imaging, KnownScanner, PaperSource, Scanner, ScannerMemory, ScanProfile, ScanRequest
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class ScannersView:
    """`answered`: the ids of those that have answered in this look. `usual`: the id that F5 goes to, empty for the
    first that answers; `configured`: IT has written it down, nobody has chosen otherwise. `looking`: more may come.
    `profile`: the name of the one in force; the first of `profiles` is what IT has written down as usual."""

    scanners: tuple[KnownScanner, ...]
    answered: frozenset[str]
    usual: str
    configured: bool
    profiles: tuple[ScanProfile, ...]
    profile: str
    looking: bool


@dataclass(frozen=True, slots=True)
class TriedPage:
    """What a scanner gave: its size in pixels, its density, how long it took in seconds, and what is wrong with it."""

    device: str
    width: int
    height: int
    dpi: int
    seconds: float
    faults: tuple[PageFault, ...]


@dataclass(frozen=True)
class ChooseScanner:
    """`configured`: what the settings ask for; `profiles`: the other kinds of paper that they name."""

    session: Session
    scanner: Scanner
    memory: ScannerMemory
    imaging: Imaging
    configured: ScanRequest
    profiles: tuple[ScanProfile, ...]

    @anybody
    def request(self, profile: str | None = None) -> ScanRequest:
        """What a profile asks for, at its own scanner or else at the usual one. None: what F5 asks for now, the
        profile that was chosen."""
        name = self.memory.profile() if profile is None else profile
        request = next((one.request for one in self.profiles if one.name == name), self.configured)
        own = request.device_id if request is not self.configured else ""
        return replace(request, device_id=own or self._usual())

    @anybody
    def look(self) -> ScannersView:
        """What is remembered; no scanner is asked."""
        return self._view(frozenset(), looking=False)

    @anybody
    def find(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[ScannersView]:
        """Asks all of them; a view with each that answers, and one at the end. A cancelled search ends within 1 s."""
        answered: set[str] = set()
        for device in self.scanner.list(cancelled):
            answered.add(device.id)
            yield self._view(frozenset(answered), looking=True)
        yield self._view(frozenset(answered), looking=False)

    @anybody
    def capabilities(self, device_id: str) -> Capabilities:
        """Raises a leaf of ScannerFault."""
        return self.scanner.capabilities(device_id)

    @needs(Right.DEVICES)
    def choose(self, device_id: str) -> ScannersView:
        """F5 goes to this scanner from now on."""
        self.memory.choose(device_id)
        return self.look()

    @needs(Right.DEVICES)
    def choose_profile(self, name: str) -> ScannersView:
        """F5 takes this kind of paper from now on; empty: what is configured."""
        self.memory.choose_profile(name)
        return self.look()

    @needs(Right.DEVICES)
    def accept_certificate(self, device_id: str) -> ScannersView:
        """The scanner was replaced or reset, somebody says: what it shows by now is its own."""
        self.memory.accept_certificate(device_id)
        return self.look()

    @needs(Right.DEVICES)
    def try_out(self, device_id: str, cancelled: Callable[[], bool] = lambda: False) -> TriedPage | None:
        """One page as F5 would take it, looked at and kept nowhere; from the glass where the feeder is empty. None
        when cancelled. Raises a leaf of ScannerFault."""
        request = replace(self.request(), device_id=device_id, limit=1)
        if request.source is PaperSource.BY_HAND:
            request = replace(request, source=PaperSource.FEEDER)
        try:
            return self._tried(request, cancelled)
        except FeederEmpty:
            if not self._has_glass(device_id, cancelled):
                raise
        return self._tried(replace(request, source=PaperSource.GLASS), cancelled)

    def _has_glass(self, device_id: str, cancelled: Callable[[], bool]) -> bool:
        try:
            return PaperSource.GLASS in self.scanner.capabilities(device_id, cancelled=cancelled).sources
        except ScannerFault:
            if not cancelled():
                raise
            return True  # nobody asks any more

    def _tried(self, request: ScanRequest, cancelled: Callable[[], bool]) -> TriedPage | None:
        began = time.monotonic()
        for image in self.scanner.scan(request, cancelled):
            seconds = time.monotonic() - began
            page = self.imaging.straighten(image)
            return TriedPage(request.device_id, page.width, page.height, image.dpi, seconds, page.faults)
        return None

    def _usual(self) -> str:
        return self.memory.chosen() or self.configured.device_id or self.memory.last()

    def _view(self, answered: frozenset[str], looking: bool) -> ScannersView:
        usual = self._usual()
        known = self.memory.of(usual)
        return ScannersView(
            self.memory.known(),
            answered,
            known.device.id if known is not None else usual,
            bool(self.configured.device_id) and not self.memory.chosen(),
            (ScanProfile("", self.configured), *self.profiles),
            self.memory.profile() if any(one.name == self.memory.profile() for one in self.profiles) else "",
            looking,
        )
