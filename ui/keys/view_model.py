"""What opens the store, in words: a row for each way to its keys, and one for the keys themselves. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.words import vietnam_time
from counter_app.ports import KeyStatus

from ..language import tr
from ..page import Tone

KEYRING, RECOVERY, PROVINCE, RENEW, MOVED = "keyring", "recovery", "province", "renew", "moved"
AGREED = "DA BO"  # typed without marks, which no input method changes


@dataclass(frozen=True, slots=True)
class KeyLine:
    """`offer`: what Enter does about it; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def key_lines(status: KeyStatus, may_change: bool) -> tuple[KeyLine, ...]:
    """Two PCs of one store before all; then recovery: it is what is missing when it is too late."""
    lines = (*_moved(status), _recovery(status), _keyring(status), _province(status), _renew(status))
    if may_change:
        return lines
    quiet = tr("Cán bộ CNTT đổi được mục này.")
    return tuple(
        KeyLine(line.name, line.title, f"{line.about} {quiet}" if line.offer else line.about, line.icon, line.tone)
        for line in lines
    )


def asked_words(places: tuple[int, int]) -> str:
    return tr("Đã chép hoặc in xong? Gõ lại từ thứ {places} và từ thứ {places2}, cách nhau một dấu cách:").format(
        places=places[0], places2=places[1]
    )


def store_words(status: KeyStatus) -> str:
    return tr("KHÓA CỦA KHO SỐ {store}").format(store=status.store)


def moved_words() -> str:
    return tr(
        "Chỉ khi máy cũ đã bỏ hẳn: hai máy cùng cấp số cho một quầy thì giấy trùng số. Tỉnh thôi cấp số cho máy cũ. "
        "Gõ {agreed} rồi Enter:"
    ).format(agreed=AGREED)


def _moved(status: KeyStatus) -> tuple[KeyLine, ...]:
    if not status.copied:
        return ()
    about = tr("Máy cũ còn dùng thì đổi mã quầy của một trong hai máy.")
    title, offer = tr("Kho này trước đây ở một máy khác"), tr("Enter: máy cũ đã bỏ hẳn")
    return (KeyLine(MOVED, title, about, "attention", Tone.ATTENTION, offer),)


def _recovery(status: KeyStatus) -> KeyLine:
    made = _made(status, RECOVERY)
    if made is None:
        about = tr("Mất hồ sơ người dùng hay hỏng máy lúc này là mất kho.")
        return KeyLine(RECOVERY, tr("Chưa có mã khôi phục"), about, "attention", Tone.ATTENTION, tr("Enter: tạo mã"))
    about = tr("Lập lúc {made}; cất trong phong bì niêm phong, xa máy này.").format(made=made)
    return KeyLine(RECOVERY, tr("Có mã khôi phục trên giấy"), about, "good", Tone.GOOD, tr("Enter: thay mã mới"))


def _keyring(status: KeyStatus) -> KeyLine:
    made = _made(status, KEYRING)
    if made is None:
        about = tr("Mỗi lần mở phải nhập mã khôi phục.")
        return KeyLine(KEYRING, tr("Két khóa của máy này chưa có khóa"), about, "attention", Tone.ATTENTION)
    about = tr("Người dùng này mở kho mà không cần nhập gì; từ {made}.").format(made=made)
    return KeyLine(KEYRING, tr("Két khóa của máy này"), about, "good", Tone.GOOD)


def _province(status: KeyStatus) -> KeyLine:
    made = _made(status, PROVINCE)
    if made is None:
        return KeyLine(PROVINCE, tr("Tỉnh không mở giúp được kho này"), tr("Không bắt buộc."), "info", Tone.PLAIN)
    return KeyLine(
        PROVINCE, tr("Tỉnh mở giúp được khi có yêu cầu"), tr("Từ {made}.").format(made=made), "good", Tone.GOOD
    )


def _renew(status: KeyStatus) -> KeyLine:
    since = _when(status.turned)
    if status.coming:
        about = tr("Đóng rồi mở lại chương trình để dùng khóa mới; hồ sơ vẫn như cũ.")
        return KeyLine(RENEW, tr("Khóa mới đang chờ"), about, "clock", Tone.ATTENTION)
    about = tr("Đổi khi nghi khóa bị lộ; bản sao lưu cũ vẫn khôi phục được.")
    return KeyLine(
        RENEW, tr("Khóa lập lúc {since}").format(since=since), about, "info", Tone.PLAIN, tr("Enter: đổi khóa")
    )


def _made(status: KeyStatus, kind: str) -> str | None:
    return next((_when(slot.made) for slot in status.slots if slot.kind == kind), None)


def _when(moment: datetime) -> str:
    return tr("{at:%H:%M ngày %d/%m/%Y}").format(at=vietnam_time(moment))
