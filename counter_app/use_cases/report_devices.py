"""What IT sends when a device makes trouble: which scanners answer, what each can, a page from each, or the cause why
not; and which cameras, card readers and printers are there.

No image and nothing of a person: what lay on the glass is measured and forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from ..domain.errors import CameraSilent, CounterError, NotAnImage
from ..ports import Capabilities, Device, Folder, Imaging, Origin, PageImage, PrinterInfo
from .choose_scanner import ChooseScanner, TriedPage


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One scanner. `seconds` until it answered, counted from the start of the search; `fault` the code of what went
    wrong with its capabilities or its page, and `sentence` the words for it."""

    device: Device
    seconds: float
    can: Capabilities | None = None
    page: TriedPage | None = None
    fault: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class CameraShot:
    """One picture of a camera, measured and forgotten. `width` and `height` in pixels, of the sheet where one was
    `found` in it, else of the picture."""

    device: Device
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    found: bool = False
    fault: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class FolderState:
    """The watched folder: whether it answers, and how many files lie there complete. Its path may name a person."""

    reachable: bool
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class DevicesBeside:
    """What is there beside the scanners. `shots`: of the cameras, where pages were asked for; `folder`: None where none
    is watched. `readers`: the serial ports, `id` the port's name, `serial` who made the USB
    device behind it and its number, empty where none is."""

    cameras: tuple[Device, ...]
    readers: tuple[Device, ...]
    printers: tuple[PrinterInfo, ...]
    shots: tuple[CameraShot, ...] = ()
    folder: FolderState | None = None


def look_at_devices(
    scanners: ChooseScanner, scan: bool, sentence: Callable[[CounterError], str]
) -> Iterator[DeviceLine]:
    """A line for each scanner that answers, once all have; `scan`: with a page of each. Never raises for a scanner's
    sake."""
    began = time.monotonic()
    met: dict[str, DeviceLine] = {}
    for device in scanners.scanner.list():
        met.setdefault(device.id, DeviceLine(device, round(time.monotonic() - began, 2)))
        met[device.id] = replace(met[device.id], device=device)  # on a better way by now
    for line in met.values():
        yield _asked(line, scanners, scan, sentence)


def photographed(
    cameras: Iterable[Device],
    take: Callable[[Device], Iterable[PageImage]],
    imaging: Imaging,
    sentence: Callable[[CounterError], str],
) -> Iterator[CameraShot]:
    """A picture of each. Never raises for a camera's sake."""
    for device in cameras:
        began = time.monotonic()
        try:
            picture = next(iter(take(device)), None)
            if picture is None:
                raise CameraSilent("no picture", device=device.name)
            seconds = time.monotonic() - began
            page = imaging.straighten(replace(picture, origin=Origin.CAMERA))
        except CounterError as error:
            yield CameraShot(device, fault=error.code, sentence=sentence(error))
        else:
            yield CameraShot(device, page.width, page.height, round(seconds, 2), page.corners is not None)


def folder_state(folder: Folder, reachable: bool) -> FolderState:
    try:
        return FolderState(reachable, len(folder.new_files()))
    except NotAnImage:
        return FolderState(reachable=False)


def as_plain(line: DeviceLine) -> dict[str, object]:
    """For JSON. The certificate is public: whoever asks the scanner is shown it."""
    device = line.device
    told: dict[str, object] = {
        "id": device.id,
        "name": device.name,
        "driver": device.driver,
        "serial": device.serial,
        "address": device.address,
        "certificate_sha256": device.certificate,
        "answered_after_seconds": line.seconds,
        "fault": line.fault,
        "sentence": line.sentence,
    }
    if line.can is not None:
        told["can"] = {
            "sources": [source.value for source in line.can.sources],
            "resolutions": list(line.can.resolutions),
            "colour": line.can.colour,
            "papers": [paper.value for paper in line.can.papers],
        }
    if line.page is not None:
        page = line.page
        told["page"] = {
            "width": page.width,
            "height": page.height,
            "dpi": page.dpi,
            "seconds": round(page.seconds, 2),
            "faults": [fault.value for fault in page.faults],
        }
    return told


def beside_as_plain(beside: DevicesBeside) -> dict[str, object]:
    """For JSON."""
    return {
        "cameras": [{"id": one.id, "name": one.name, "driver": one.driver} for one in beside.cameras],
        "camera_pictures": [_shot_as_plain(shot) for shot in beside.shots],
        "watched_folder": asdict(beside.folder) if beside.folder is not None else None,
        "card_readers": [{"port": one.id, "usb": one.serial} for one in beside.readers],
        "printers": [{"name": one.name, "default": one.default} for one in beside.printers],
    }


def _shot_as_plain(shot: CameraShot) -> dict[str, object]:
    if shot.fault:
        return {"id": shot.device.id, "fault": shot.fault, "sentence": shot.sentence}
    return {
        "id": shot.device.id,
        "width": shot.width,
        "height": shot.height,
        "seconds": shot.seconds,
        "page_found": shot.found,
    }


def _asked(
    line: DeviceLine, scanners: ChooseScanner, scan: bool, sentence: Callable[[CounterError], str]
) -> DeviceLine:
    try:
        line = replace(line, can=scanners.capabilities(line.device.id))
        if scan:
            line = replace(line, page=scanners.try_out(line.device.id))
    except CounterError as error:
        return replace(line, fault=error.code, sentence=sentence(error))
    return line
