"""`counter-app self-check --devices`: what is plugged in here, a page of each scanner to try, a report to send."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.deadline import VIETNAM
from ..domain.errors import BadSettings, NoScanner
from ..domain.page_fault import PageFault
from ..ports import PaperSize, PaperSource
from .speech import one_line, refuse, say, sentence

if TYPE_CHECKING:
    from ..use_cases.report_devices import CameraShot, DeviceLine, DevicesBeside

_SOURCES = {
    PaperSource.FEEDER: "khay nạp",
    PaperSource.DUPLEX: "khay nạp hai mặt",
    PaperSource.GLASS: "mặt kính",
}
_PAPERS = {PaperSize.LETTER: "Letter", PaperSize.LEGAL: "Legal", PaperSize.LARGEST: "hết khổ máy"}
_FAULTS = {
    PageFault.UNCUT: "chưa xử lý được",
    PageFault.BLURRED: "mờ",
    PageFault.DARK: "quá tối",
    PageFault.GLARE: "lóa đèn",
    PageFault.FINGER: "có ngón tay",
    PageFault.CUT_OFF: "chữ bị cắt",
    PageFault.COARSE: "quá thô",
    PageFault.TWICE: "trùng trang",
}
_LIBRARIES = ("python-sane", "zeroconf", "requests", "comtypes")


def check_devices(arguments: argparse.Namespace) -> int:
    """0 when a scanner answered, and each gave its page where that was asked; else 1. The report is written either
    way. Raises NotWritable, DiskFull."""
    from .. import bootstrap
    from ..config import CameraSettings, ScannerSettings
    from ..use_cases.report_devices import as_plain, beside_as_plain, look_at_devices
    from ..wiring.devices import devices_beside, scanners_for_the_shell

    try:
        settings = bootstrap.settings(arguments.settings)
        wanted, camera, folder = settings.scanner, settings.camera, settings.data_folder
    except BadSettings:
        if arguments.settings is not None:
            raise
        wanted, camera, folder = (
            ScannerSettings(),
            CameraSettings(),
            None,
        )  # a PC that is not set up yet may have its scanner already
    scanners = scanners_for_the_shell(wanted, folder)
    lines: list[DeviceLine] = []
    try:
        for line in look_at_devices(scanners, arguments.scan, sentence):
            lines.append(line)
            if not arguments.json:
                say("\n".join(_words(line)))
    finally:
        scanners.scanner.close()
    judge = scanners.imaging if arguments.scan else None
    beside = devices_beside(camera, wanted.watched_folder, judge, sentence)
    if not arguments.json:
        say("\n".join(_words_beside(beside)))
    report = {
        **_about(),
        "scanned": arguments.scan,
        "scanners": [as_plain(line) for line in lines],
        **beside_as_plain(beside),
    }
    text = json.dumps(report, ensure_ascii=False, indent=2)
    if arguments.json:
        say(text)
    if arguments.report is not None:
        _write(arguments.report, text)
        if not arguments.json:
            say(f"Đã ghi báo cáo: {one_line(str(arguments.report))}")
    if not lines:
        refuse(sentence(NoScanner()))
    faults = [*(line.fault for line in lines), *(shot.fault for shot in beside.shots)]
    return 0 if lines and not any(faults) else 1


def _write(path: Path, text: str) -> None:
    from ..imaging.durable_files import write_files

    write_files({path: text.encode() + b"\n"})


def _about() -> dict[str, Any]:
    """No name of the PC or of its user."""
    return {
        "made": datetime.now(VIETNAM).isoformat(timespec="seconds"),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "libraries": dict(_versions()),
    }


def _versions() -> Iterator[tuple[str, str]]:
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "none"


def _words(line: DeviceLine) -> Iterator[str]:
    device = line.device
    seconds = f"{line.seconds:.1f}".replace(".", ",")
    yield one_line(f"{'bad' if line.fault else 'good':<5}{device.name} ({device.id}), trả lời sau {seconds} giây")
    if line.can is not None:
        ways = ", ".join(_SOURCES[source] for source in line.can.sources)
        dpi = f"{min(line.can.resolutions, default=0)}–{max(line.can.resolutions, default=0)} dpi"
        papers = ", ".join(_PAPERS.get(paper, paper.value.upper()) for paper in line.can.papers)
        yield f"     {ways}; {dpi}; {'màu' if line.can.colour else 'trắng đen'}; {papers}"
    if line.page is not None:
        page = line.page
        took = f"{page.seconds:.1f}".replace(".", ",")
        verdict = "tốt" if not page.faults else ", ".join(_FAULTS[fault] for fault in page.faults)
        yield f"     trang thử: {page.width} × {page.height} điểm, {page.dpi} dpi, {took} giây; {verdict}"
    if line.fault:
        yield f"     {one_line(line.sentence)}"


def _words_beside(beside: DevicesBeside) -> Iterator[str]:
    """A line for each; where a kind is missing, that is said: it is no fault, this counter may need none."""
    found = {
        "máy chụp": [f"{one.name} ({one.id})" for one in beside.cameras],
        "cổng nối tiếp cho đầu đọc thẻ": [" ".join(filter(None, (one.id, one.serial))) for one in beside.readers],
        "máy in": [f"{one.name}{' (mặc định)' if one.default else ''}" for one in beside.printers],
    }
    for kind, names in found.items():
        for name in names:
            yield one_line(f"{'good':<5}{kind}: {name}")
        if not names:
            yield f"{'none':<5}{kind}: không thấy"
    for shot in beside.shots:
        yield one_line(_words_of(shot))
    if beside.folder is not None:
        folder = beside.folder
        told = f"{folder.waiting} tệp chờ" if folder.reachable else "không trả lời"
        yield f"{'good' if folder.reachable else 'bad':<5}thư mục theo dõi: {told}"


def _words_of(shot: CameraShot) -> str:
    if shot.fault:
        return f"{'bad':<5}ảnh thử của {shot.device.name}: {shot.sentence}"
    took, sheet = f"{shot.seconds:.1f}".replace(".", ","), "thấy tờ giấy" if shot.found else "không thấy tờ giấy"
    return f"{'good':<5}ảnh thử của {shot.device.name}: {shot.width} × {shot.height} điểm, {took} giây; {sheet}"
