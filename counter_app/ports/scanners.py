"""Scanners, cameras and folders that pages come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ..domain.errors import CameraFault
from .imaging import PageImage


class PaperSource(StrEnum):
    """The way that paper goes. BY_HAND: both sides through a feeder that sees one; no driver is asked for it, the use
    case feeds the stack twice."""

    FEEDER = "feeder"
    DUPLEX = "duplex"
    GLASS = "glass"
    BY_HAND = "by-hand"


class PaperSize(StrEnum):
    """Upright sheets, ISO 216 and the two American ones; LARGEST: all that the scanner sees."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    LETTER = "letter"
    LEGAL = "legal"
    LARGEST = "largest"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return _MILLIMETRES[self.value]


_MILLIMETRES = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "largest": (10_000.0, 10_000.0),
}


@dataclass(frozen=True, slots=True)
class Device:
    """A scanner that answers: `id` as the program asks for it again, `driver` the driver's name.

    What it is found again by where its port or address has changed, as far as its driver knows: `serial`, `address`
    (of the network), `certificate` (SHA-256 of the one that it showed there, hex).
    """

    id: str
    name: str
    driver: str
    serial: str = ""
    address: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    sources: tuple[PaperSource, ...]
    resolutions: tuple[int, ...]
    colour: bool
    papers: tuple[PaperSize, ...] = (PaperSize.A4,)


@dataclass(frozen=True, slots=True)
class ScanRequest:
    device_id: str
    source: PaperSource = PaperSource.FEEDER
    dpi: int = 300
    colour: bool = True
    limit: int = 0  # pages at the most; 0: until the feeder is empty (one page from the glass)
    paper: PaperSize = PaperSize.A4


class Scanner(Protocol):
    """Scanners of all drivers. Every call runs in a worker process; raises a leaf of ScannerFault."""

    def list(self, cancelled: Callable[[], bool] = ...) -> Iterator[Device]:
        """As they answer: nobody waits for the slowest, and who has enough stops iterating; a cancelled search ends
        within 1 s. A scanner that answers on several ways comes again with the same id, the better way last."""
        ...

    def capabilities(self, device_id: str, *, cancelled: Callable[[], bool] = ...) -> Capabilities:
        """A cancelled call raises ScannerCrashed within 1 s."""
        ...

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        """Pages as they come. A fault after some pages raises after they were handed over. A cancel stops the feed
        with the sheet under way, also while nobody asks for the next page; a cancelled scan ends within 1 s, behind
        the pages that were whole by then, and without the one that was under way."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ScanProfile:
    """How one kind of paper is scanned, under the name that the clerk chooses it by. Of an empty device id: with the
    usual scanner."""

    name: str
    request: ScanRequest


@dataclass(frozen=True, slots=True)
class KnownScanner:
    """A scanner that this PC has met, as it was last. `formerly`: ids that it was known by before its port changed;
    `offered`: the certificate that it shows by now, where that is not the one it was met with."""

    device: Device
    formerly: tuple[str, ...] = ()
    offered: str = ""


class ScannerMemory(Protocol):
    """What this PC remembers of its scanners, without anything of a person. Never fails: what cannot be kept is known
    until the program ends."""

    def known(self) -> tuple[KnownScanner, ...]:
        """In the order in which they were met."""
        ...

    def of(self, device_id: str) -> KnownScanner | None:
        """By its id of today or one of before."""
        ...

    def chosen(self) -> str:
        """The scanner that somebody chose; empty: none was."""
        ...

    def last(self) -> str:
        """The one that last gave a page; empty: none has, or it is nowhere any more."""
        ...

    def profile(self) -> str:
        """The name of the chosen profile; empty: none was chosen."""
        ...

    def choose(self, device_id: str) -> None: ...

    def choose_profile(self, name: str) -> None: ...

    def accept_certificate(self, device_id: str) -> None:
        """The one that it shows by now is its own from now on."""
        ...


class CameraPicture(Protocol):
    """One picture of a camera, as JPEG at two sizes. Both cost time: never asked for on the UI thread. Both raise
    NotAnImage for what the camera sent and nobody can read."""

    def small(self) -> bytes | None:
        """At most 960 pixels a side: what is shown and judged. None where the camera sent its own JPEG, which the
        window must not unpack: `Imaging.shrunk` makes it of `whole`."""
        ...

    def whole(self) -> bytes:
        """Every pixel that the camera gave: what is kept."""
        ...


class FrameSource(Protocol):
    """Document cameras, one open at a time. Called on the UI thread, where Qt's cameras live, but for `prepare`; what
    is called back comes from whatever thread."""

    def prepare(self) -> None:
        """Loads what the cameras need: the one slow call, and the first."""
        ...

    def list(self) -> tuple[Device, ...]: ...

    def open(self, device_id: str, seen: Callable[[CameraPicture], None], lost: Callable[[CameraFault], None]) -> None:
        """`seen` gets each picture, until `close`, or until `lost` says why no more will come. Raises NoCamera."""
        ...

    def close(self) -> None:
        """Lets go of the open camera; harmless when none is."""
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """`changed` is called whenever a camera was plugged in or out."""
        ...


class Remembered(Protocol):
    """What this PC was last used with, by name: a device's id, never anything of a person. Lost harmlessly."""

    def get(self, name: str) -> str: ...

    def put(self, name: str, value: str) -> None: ...


class Folder(Protocol):
    """The watched folder: files that another program's scan button drops."""

    def new_files(self, cancelled: Callable[[], bool] = ...) -> tuple[Path, ...]:
        """Files that are complete and neither done with nor set aside, oldest first. Raises NotAnImage (reason
        `no-answer`) for a folder that does not answer, and (`stopped`) within 1 s of a cancel."""
        ...

    def done_with(self, path: Path, cancelled: Callable[[], bool] = ...) -> None:
        """Deletes the file, whose pages the caller has stored durably: the folder is plain, the vault is not. Raises
        as `new_files`."""
        ...

    def set_aside(self, path: Path, cancelled: Callable[[], bool] = ...) -> None:
        """Moves a file that cannot be read into a folder beside, unread and whole, out of the others' way. Raises as
        `new_files`."""
        ...


class Files(Protocol):
    def read(self, path: Path, cancelled: Callable[[], bool] = ...) -> bytes:
        """A file that the clerk chose, at most 200 MB. Raises NotAnImage with the cause in `facts`: also where nothing
        answers there (`no-answer`), and within 1 s of a cancel (`stopped`)."""
        ...
