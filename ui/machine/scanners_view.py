"""This PC's scanners and kinds of paper in words, a row for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from counter_app.ports import KnownScanner, ScanProfile
from counter_app.use_cases.choose_scanner import ScannersView, TriedPage

from ..page import Tone
from ..scan_words import request_words

LOOK = "look"
_SCANNER, _PROFILE = "scanner ", "profile "
_GOOD, _WARN, _PLAIN = ("good", Tone.GOOD), ("attention", Tone.ATTENTION), ("scan", Tone.PLAIN)
_WAYS = {"sane": "cáp USB", "wia": "Windows", "escl": "mạng", "simulated": "mô phỏng"}


@dataclass(frozen=True, slots=True)
class ScannerLine:
    """`offer`: what Enter does about it; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def scanner_lines(view: ScannersView, tried: TriedPage | None = None) -> tuple[ScannerLine, ...]:
    """`tried`: the last page that was scanned to try. The scanners, the search for others, the kinds of paper."""
    scanners = tuple(_scanner(one, view, tried) for one in view.scanners)
    return (*scanners, _search(view), *(_profile(one, view) for one in view.profiles))


def scanner_of(line: str) -> str | None:
    """The id of the scanner whose row this is."""
    return line.removeprefix(_SCANNER) if line.startswith(_SCANNER) else None


def profile_of(line: str) -> str | None:
    """The name of the profile whose row this is."""
    return line.removeprefix(_PROFILE) if line.startswith(_PROFILE) else None


def tried_words(page: TriedPage) -> str:
    seconds = f"{page.seconds:.1f}".replace(".", ",")
    verdict = "trang tốt" if not page.faults else "trang chưa đạt, xem lại kính và giấy"
    return f"Quét thử được: {page.width} × {page.height} điểm, {page.dpi} dpi, {seconds} giây; {verdict}."


def _scanner(known: KnownScanner, view: ScannersView, tried: TriedPage | None) -> ScannerLine:
    device, name = known.device, _SCANNER + known.device.id
    usual, here = device.id == view.usual, device.id in view.answered
    place = " · ".join(filter(None, (_WAYS.get(device.driver, device.driver), urlsplit(device.address).hostname)))
    if known.offered:
        about = f"{place} · chứng thư khác lần đầu; chỉ nhận nếu máy đã thay, đặt lại"
        return ScannerLine(name, device.name, about, *_WARN, "Enter: nhận chứng thư mới")
    if tried is not None and tried.device == device.id:
        state = tried_words(tried)
    elif here:
        state = f"{place} · trả lời"
    else:
        state = f"{place} · {'đang hỏi' if view.looking else 'chưa trả lời'}"
    if usual:
        why = "theo tệp cấu hình" if view.configured else "F5 dùng máy này"
        mark = _GOOD if here or view.looking else _WARN
        return ScannerLine(name, f"{device.name} – {why}", state, *mark, "Enter: quét thử một trang")
    return ScannerLine(name, device.name, state, *_PLAIN, "Enter: F5 dùng máy này")


def _profile(profile: ScanProfile, view: ScannersView) -> ScannerLine:
    title = f"Giấy: {profile.name or 'thường dùng'}"
    if profile.name == view.profile:
        return ScannerLine(_PROFILE + profile.name, f"{title} – F5 đang dùng", request_words(profile.request), *_GOOD)
    about = request_words(profile.request)
    return ScannerLine(_PROFILE + profile.name, title, about, "paper", Tone.PLAIN, "Enter: dùng cho F5")


def _search(view: ScannersView) -> ScannerLine:
    if view.looking:
        return ScannerLine(LOOK, "Đang tìm máy quét", "Máy nào trả lời thì hiện ngay.", "clock", Tone.PLAIN)
    again = "Enter: tìm lại"
    if not view.scanners:
        about = "Cắm dây, bật nguồn; máy quét mạng phải cùng mạng với máy này."
        return ScannerLine(LOOK, "Chưa thấy máy quét nào", about, *_WARN, again)
    about = f"{len(view.answered)} máy trả lời, {len(view.scanners)} máy đã biết."
    return ScannerLine(LOOK, "Tìm máy quét", about, "info", Tone.PLAIN, again)
