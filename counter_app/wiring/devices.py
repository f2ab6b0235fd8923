"""What is plugged in or stands in the network: scanners, cameras, printers, card readers, the watched folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..background import Background
from ..config import CameraSettings, ScannerSettings, Settings
from ..domain.errors import CounterError, NotAnImage
from ..ports import Device, Imaging, PageImage, Vault
from ..use_cases.session import SHELL, Session

if TYPE_CHECKING:
    from local_db.store import SqlStore

    from ..devices.all_printers import AllPrinters
    from ..devices.cameras import Cameras
    from ..devices.known_scanners import KnownScanners
    from ..devices.remembered import RememberedFile
    from ..devices.scanner_memory import RememberedScanners
    from ..devices.voice import EspeakVoice, NoVoice
    from ..use_cases.capture_paper import CapturePaper
    from ..use_cases.choose_scanner import ChooseScanner
    from ..use_cases.report_devices import DevicesBeside


def remembered(data_folder: Path) -> RememberedFile:
    """What this PC knows of its devices."""
    from ..devices.remembered import DEVICES, RememberedFile

    return RememberedFile(data_folder / DEVICES)


def scanners(
    settings: Settings, memory: RememberedScanners, session: Session, imaging: Imaging, drivers: Sequence[str]
) -> ChooseScanner:
    """The desk's. `drivers` empty: those of this system."""
    from ..use_cases.choose_scanner import ChooseScanner

    wanted = settings.scanner
    profiles = tuple(one.profile for one in wanted.profiles)
    return ChooseScanner(session, known_scanners(wanted, memory, drivers), memory, imaging, wanted.usual, profiles)


def scanners_for_the_shell(wanted: ScannerSettings, data_folder: Path | None) -> ChooseScanner:
    """This PC's scanners beside a window that may be open: what it remembers is read, and left as it is."""
    from ..devices.scanner_memory import RememberedScanners
    from ..imaging.page_studio import PageStudio
    from ..use_cases.choose_scanner import ChooseScanner

    memory = RememberedScanners(remembered(data_folder) if data_folder else None, keep=False)
    profiles = tuple(one.profile for one in wanted.profiles)
    scanner = known_scanners(wanted, memory)
    return ChooseScanner(Session(SHELL), scanner, memory, PageStudio(), wanted.usual, profiles)


def known_scanners(wanted: ScannerSettings, memory: RememberedScanners, drivers: Sequence[str] = ()) -> KnownScanners:
    """This PC's scanners; `drivers` empty: those of this system."""
    from ..devices.driver import system_drivers
    from ..devices.known_scanners import KnownScanners
    from ..devices.scanning import ScannerWorkers

    return KnownScanners(ScannerWorkers(drivers or system_drivers(), wanted.driver_switches), memory)


def printers(settings: Settings, mark: str) -> AllPrinters:
    from ..devices.all_printers import AllPrinters, system_printers
    from ..devices.thermal_printers import PREFIX, ThermalPrinters
    from ..paperwork.papers import Papers

    wanted, papers = settings.printers, Papers(mark=mark)
    names = (wanted.ticket,) if wanted.ticket.startswith(PREFIX) else ()
    thermal = ThermalPrinters(names, lambda pdf: papers.ticket_dots(pdf, wanted.ticket_dots))
    return AllPrinters(system_printers(papers.printed_pages), thermal)


def cameras(settings: Settings) -> Cameras:
    from ..devices.cameras import Cameras

    wanted = settings.camera
    return Cameras(wanted.drivers, {"stream": {"address": wanted.address}})


def voice(settings: Settings) -> EspeakVoice | NoVoice:
    """That calls numbers in the hall, as the settings want it."""
    from ..devices.voice import EspeakVoice, NoVoice
    from ..devices.voice_clips import VoiceClips

    wanted = settings.hall
    clips = [VoiceClips(wanted.clips, "km")] if wanted.clips is not None else []
    return EspeakVoice(wanted.voice, clips=clips) if wanted.voice else NoVoice()


def capture(
    settings: Settings, store: SqlStore, session: Session, imaging: Imaging, scanners: ChooseScanner, vault: Vault
) -> CapturePaper:
    from local_db.page_spool import FilePageSpool

    from ..devices.chosen_files import ChosenFiles
    from ..devices.patient_files import PatientFiles, PatientFolder
    from ..devices.watched_folder import WatchedFolder
    from ..use_cases.capture_paper import CapturePaper

    watched = settings.scanner.watched_folder
    return CapturePaper(
        store=store,
        session=session,
        vault=vault,
        spool=FilePageSpool(store.vault),
        imaging=imaging,
        scanner=scanners.scanner,
        files=PatientFiles(ChosenFiles(watched)),
        folder=PatientFolder(WatchedFolder(watched)) if watched else None,
        usual=scanners.request,
    )


def devices_beside(
    wanted: CameraSettings,
    watched: Path | None = None,
    judge: Imaging | None = None,
    sentence: Callable[[CounterError], str] = str,
) -> DevicesBeside:
    """The cameras, card readers, printers and the watched folder of this PC. A search that hangs or crashes finds
    nothing. With a `judge`, a picture of each camera is taken."""
    from ..devices.all_printers import system_printers
    from ..devices.card_reader import ports_here
    from ..devices.patient_files import PatientFolder
    from ..devices.scanning import ScannerWorkers
    from ..devices.watched_folder import WatchedFolder
    from ..paperwork.papers import Papers
    from ..ports import ScanRequest
    from ..use_cases.report_devices import DevicesBeside, folder_state, photographed

    asked: dict[str, str | int | float | bool] = {"drivers": " ".join(wanted.drivers), "address": wanted.address}
    search = ScannerWorkers(("camera",), {"camera": asked})
    try:
        own = (replace(one, id=one.id.removeprefix("camera:")) for one in search.list())
        cameras = tuple(replace(one, driver=one.id.partition(":")[0]) for one in own)

        def take(camera: Device) -> Iterator[PageImage]:
            return search.scan(ScanRequest(f"camera:{camera.id}"), lambda: False)

        shots = tuple(photographed(cameras, take, judge, sentence)) if judge is not None else ()
    finally:
        search.close()
    readers = tuple(Device(port.name, port.name, "serial", serial=port.identity) for port in ports_here())
    folder = folder_state(PatientFolder(WatchedFolder(watched)), _answers(watched)) if watched is not None else None
    return DevicesBeside(cameras, readers, system_printers(Papers().printed_pages).list(), shots, folder)


def _answers(folder: Path) -> bool:
    """Whether the folder is there, said within the time that anybody would wait for it."""
    from ..devices.patient_files import in_time

    try:
        return in_time(folder.is_dir)
    except NotAnImage:
        return False


def listen_for_cards(settings: Settings, heard: Callable[[str], None], kiosk: str = "") -> Callable[[], None]:
    """Reads the serial card reader until the returned function is called; one that is unplugged is looked for again.
    `kiosk`: the port of the one in the hall, instead of the desk's."""
    from ..devices.card_reader import FoundCardReader

    name, port = ("kiosk-card-reader", kiosk) if kiosk else ("card-reader", settings.scanner.card_reader_port)
    reader = FoundCardReader(port, remembered(settings.data_folder), name=name)
    listening = Background(name, lambda: reader.listen(heard))
    listening.start()

    def stop() -> None:
        listening.stop()
        reader.close()

    return stop
