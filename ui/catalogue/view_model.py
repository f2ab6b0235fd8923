"""The catalogue in force and what another would change, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counter_app.domain.catalogue_change import Area, CatalogueChange, Change
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.keep_catalogue import CatalogueOffer, CatalogueView

from ..page import Tone

READ, UNDO, APPROVE = "read", "undo", "approve"
_AREAS = {
    Area.PROCEDURE: "Thủ tục",
    Area.RULE: "Quy tắc dùng lại giấy tờ",
    Area.KIND: "Loại giấy tờ",
    Area.SOURCE: "Nguồn dữ liệu",
    Area.GROUP: "Nhóm dịch vụ",
    Area.UNIT: "Đơn vị hành chính",
    Area.DAY_OFF: "Ngày nghỉ, ngày làm bù",
    Area.HOURS: "Giờ làm việc",
}
_CHANGES = {
    Change.NEW: ("mới", "captured", Tone.GOOD),
    Change.CHANGED: ("thay đổi", "attention", Tone.ATTENTION),
    Change.ENDS: ("hết hiệu lực", "missing", Tone.ERROR),
}
_FIELDS = {
    "name": "tên",
    "field_name": "lĩnh vực",
    "deadline": "thời hạn",
    "components": "thành phần hồ sơ",
    "fee": "lệ phí",
    "immediate": "trả ngay",
    "competent_authority": "cơ quan giải quyết",
    "competent_authority_name": "tên cơ quan giải quyết",
    "service_group": "nhóm dịch vụ",
    "certainty": "độ chắc của nguồn",
    "aliases": "tên gọi khác",
    "legal_basis": "căn cứ pháp lý",
    "max_age_days": "độ mới của dữ liệu",
}
_DATED = frozenset({Area.PROCEDURE, Area.RULE})


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """`offer`: what Enter does; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def catalogue_lines(view: CatalogueView, may: bool) -> tuple[CatalogueLine, ...]:
    note = view.note
    if note is None:
        about = "Đi cùng chương trình, hoặc do tỉnh gửi qua mạng."
    elif note.origin == "file" and note.day is not None:
        approved = f"{vietnam_time(note.at):%H:%M ngày %d/%m/%Y}"
        about = f"Từ tệp, duyệt lúc {approved}, áp dụng từ {note.day:%d/%m/%Y}."
    else:
        about = f"Lấy lại bản trước lúc {vietnam_time(note.at):%H:%M ngày %d/%m/%Y}."
    title = f"Danh mục {view.version}: {view.procedures} thủ tục đang hiệu lực"
    in_force = CatalogueLine("", title, about, "good", Tone.GOOD)
    whose = "" if may else " Việc này của lãnh đạo bộ phận."
    read = CatalogueLine(
        READ,
        "Nhận danh mục từ tệp khi không có mạng",
        f"Tệp do tỉnh ký hoặc mang mã băm trong tên; xem khác biệt rồi mới duyệt.{whose}",
        "folder",
        Tone.PLAIN,
        "Enter: chọn tệp" if may else "",
    )
    if not view.undoable:
        return in_force, read
    undo = CatalogueLine(
        UNDO,
        "Hoàn tác: dùng lại danh mục trước tệp này",
        "Hồ sơ đã tiếp nhận giữ nguyên danh mục lúc tiếp nhận.",
        "later",
        Tone.PLAIN,
        "Enter: hoàn tác, sau khi gõ lý do" if may else "",
    )
    return in_force, read, undo


def offer_lines(offer: CatalogueOffer) -> tuple[CatalogueLine, ...]:
    """The head says whose it is and how much it changes; then each change."""
    proof = "Tỉnh đã ký." if offer.package.signed else f"Mã băm {offer.package.sha256[:16]}… khớp tên tệp."
    if not offer.changes:
        title = f"Danh mục {offer.version}: không có gì khác"
        return (CatalogueLine("", title, f"{proof} {offer.package.name}", "good", Tone.GOOD),)
    counts = [
        f"{count} {words}"
        for change, (words, _, _) in _CHANGES.items()
        if (count := sum(one.change is change for one in offer.changes))
    ]
    title = f"Danh mục {offer.version}: {', '.join(counts)}"
    about = f"{proof} Chưa áp dụng; xem từng dòng bên dưới."
    head = CatalogueLine(APPROVE, title, about, "audit", Tone.ATTENTION, "Enter: duyệt")
    return (head, *(_line(number, one) for number, one in enumerate(offer.changes)))


def approved_words(version: str, day: date, today: date) -> str:
    since = "từ hôm nay" if day == today else f"từ {day:%d/%m/%Y}"
    return f"Đã duyệt danh mục {version}; thủ tục và quy tắc áp dụng {since}. Hồ sơ đã nhận giữ bản cũ."


def _line(number: int, one: CatalogueChange) -> CatalogueLine:
    words, icon, tone = _CHANGES[one.change]
    code = f" {one.code}" if one.area in (Area.PROCEDURE, Area.UNIT) else ""
    if one.area is Area.DAY_OFF:
        code = f" {date.fromisoformat(one.code):%d/%m/%Y}"
    name = f": {one.name}" if one.name else ""
    fields = [_FIELDS.get(field, field) for field in one.what]
    differs = f"Khác về {', '.join(fields)}." if fields else ""
    at_once = "" if one.area in _DATED else "Có hiệu lực ngay khi duyệt."
    about = " ".join(filter(None, (differs, at_once))) or ("Áp dụng từ ngày được gõ khi duyệt.")
    return CatalogueLine(f"change-{number}", f"{_AREAS[one.area]}{code}{name} – {words}", about, icon, tone)
