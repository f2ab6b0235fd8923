"""This PC's scanners and kinds of paper in words, a row for each. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from counter_app.ports import KnownScanner, ScanProfile
from counter_app.use_cases.choose_scanner import ScannersView, TriedPage

from ..language import tr
from ..page import Tone
from ..scan_words import request_words

LOOK = "look"
_SCANNER, _PROFILE = "scanner ", "profile "
_GOOD, _WARN, _PLAIN = ("good", Tone.GOOD), ("attention", Tone.ATTENTION), ("scan", Tone.PLAIN)
_WAYS = {"sane": tr("cáp USB"), "wia": "Windows", "escl": tr("mạng"), "simulated": tr("mô phỏng")}


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
    verdict = tr("trang tốt") if not page.faults else tr("trang chưa đạt, xem lại kính và giấy")
    return tr("Quét thử được: {width} × {height} điểm, {dpi} dpi, {seconds} giây; {verdict}.").format(
        width=page.width, height=page.height, dpi=page.dpi, seconds=seconds, verdict=verdict
    )


def _scanner(known: KnownScanner, view: ScannersView, tried: TriedPage | None) -> ScannerLine:
    device, name = known.device, _SCANNER + known.device.id
    usual, here = device.id == view.usual, device.id in view.answered
    place = " · ".join(filter(None, (_WAYS.get(device.driver, device.driver), urlsplit(device.address).hostname)))
    if known.offered:
        about = tr("{place} · chứng thư khác lần đầu; chỉ nhận nếu máy đã thay, đặt lại").format(place=place)
        return ScannerLine(name, device.name, about, *_WARN, tr("Enter: nhận chứng thư mới"))
    if tried is not None and tried.device == device.id:
        state = tried_words(tried)
    elif here:
        state = tr("{place} · trả lời").format(place=place)
    else:
        state = f"{place} · {tr('đang hỏi') if view.looking else tr('chưa trả lời')}"
    if usual:
        why = tr("theo tệp cấu hình") if view.configured else tr("F5 dùng máy này")
        mark = _GOOD if here or view.looking else _WARN
        return ScannerLine(name, f"{device.name} – {why}", state, *mark, tr("Enter: quét thử một trang"))
    return ScannerLine(name, device.name, state, *_PLAIN, tr("Enter: F5 dùng máy này"))


def _profile(profile: ScanProfile, view: ScannersView) -> ScannerLine:
    title = tr("Giấy: {what}").format(what=profile.name or tr("thường dùng"))
    if profile.name == view.profile:
        return ScannerLine(
            _PROFILE + profile.name,
            tr("{title} – F5 đang dùng").format(title=title),
            request_words(profile.request),
            *_GOOD,
        )
    about = request_words(profile.request)
    return ScannerLine(_PROFILE + profile.name, title, about, "paper", Tone.PLAIN, tr("Enter: dùng cho F5"))


def _search(view: ScannersView) -> ScannerLine:
    if view.looking:
        return ScannerLine(LOOK, tr("Đang tìm máy quét"), tr("Máy nào trả lời thì hiện ngay."), "clock", Tone.PLAIN)
    again = tr("Enter: tìm lại")
    if not view.scanners:
        about = tr("Cắm dây, bật nguồn; máy quét mạng phải cùng mạng với máy này.")
        return ScannerLine(LOOK, tr("Chưa thấy máy quét nào"), about, *_WARN, again)
    about = tr("{len} máy trả lời, {len2} máy đã biết.").format(len=len(view.answered), len2=len(view.scanners))
    return ScannerLine(LOOK, tr("Tìm máy quét"), about, "info", Tone.PLAIN, again)
