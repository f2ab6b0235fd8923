"""The catalogue in force and what another would change, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counter_app.domain.catalogue_change import Area, CatalogueChange, Change
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.keep_catalogue import CatalogueOffer, CatalogueView

from ..language import tr
from ..page import Tone

READ, UNDO, APPROVE = "read", "undo", "approve"
_AREAS = {
    Area.PROCEDURE: tr("Thủ tục"),
    Area.RULE: tr("Quy tắc dùng lại giấy tờ"),
    Area.KIND: tr("Loại giấy tờ"),
    Area.SOURCE: tr("Nguồn dữ liệu"),
    Area.GROUP: tr("Nhóm dịch vụ"),
    Area.UNIT: tr("Đơn vị hành chính"),
    Area.DAY_OFF: tr("Ngày nghỉ, ngày làm bù"),
    Area.HOURS: tr("Giờ làm việc"),
}
_CHANGES = {
    Change.NEW: (tr("mới"), "captured", Tone.GOOD),
    Change.CHANGED: (tr("thay đổi"), "attention", Tone.ATTENTION),
    Change.ENDS: (tr("hết hiệu lực"), "missing", Tone.ERROR),
}
_FIELDS = {
    "name": tr("tên"),
    "field_name": tr("lĩnh vực"),
    "deadline": tr("thời hạn"),
    "components": tr("thành phần hồ sơ"),
    "fee": tr("lệ phí"),
    "immediate": tr("trả ngay"),
    "competent_authority": tr("cơ quan giải quyết"),
    "competent_authority_name": tr("tên cơ quan giải quyết"),
    "service_group": tr("nhóm dịch vụ"),
    "certainty": tr("độ chắc của nguồn"),
    "aliases": tr("tên gọi khác"),
    "legal_basis": tr("căn cứ pháp lý"),
    "max_age_days": tr("độ mới của dữ liệu"),
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
        about = tr("Đi cùng chương trình, hoặc do tỉnh gửi qua mạng.")
    elif note.origin == "file" and note.day is not None:
        approved = tr("{vietnam_time:%H:%M ngày %d/%m/%Y}").format(vietnam_time=vietnam_time(note.at))
        about = tr("Từ tệp, duyệt lúc {approved}, áp dụng từ {day:%d/%m/%Y}.").format(approved=approved, day=note.day)
    else:
        about = tr("Lấy lại bản trước lúc {vietnam_time:%H:%M ngày %d/%m/%Y}.").format(
            vietnam_time=vietnam_time(note.at)
        )
    title = tr("Danh mục {version}: {procedures} thủ tục đang hiệu lực").format(
        version=view.version, procedures=view.procedures
    )
    in_force = CatalogueLine("", title, about, "good", Tone.GOOD)
    whose = "" if may else tr(" Việc này của lãnh đạo bộ phận.")
    read = CatalogueLine(
        READ,
        tr("Nhận danh mục từ tệp khi không có mạng"),
        tr("Tệp do tỉnh ký hoặc mang mã băm trong tên; xem khác biệt rồi mới duyệt.{whose}").format(whose=whose),
        "folder",
        Tone.PLAIN,
        tr("Enter: chọn tệp") if may else "",
    )
    if not view.undoable:
        return in_force, read
    undo = CatalogueLine(
        UNDO,
        tr("Hoàn tác: dùng lại danh mục trước tệp này"),
        tr("Hồ sơ đã tiếp nhận giữ nguyên danh mục lúc tiếp nhận."),
        "later",
        Tone.PLAIN,
        tr("Enter: hoàn tác, sau khi gõ lý do") if may else "",
    )
    return in_force, read, undo


def offer_lines(offer: CatalogueOffer) -> tuple[CatalogueLine, ...]:
    """The head says whose it is and how much it changes; then each change."""
    proof = (
        tr("Tỉnh đã ký.")
        if offer.package.signed
        else tr("Mã băm {sha256}… khớp tên tệp.").format(sha256=offer.package.sha256[:16])
    )
    if not offer.changes:
        title = tr("Danh mục {version}: không có gì khác").format(version=offer.version)
        return (CatalogueLine("", title, f"{proof} {offer.package.name}", "good", Tone.GOOD),)
    counts = [
        f"{count} {words}"
        for change, (words, _, _) in _CHANGES.items()
        if (count := sum(one.change is change for one in offer.changes))
    ]
    title = tr("Danh mục {version}: {join}").format(version=offer.version, join=", ".join(counts))
    about = tr("{proof} Chưa áp dụng; xem từng dòng bên dưới.").format(proof=proof)
    head = CatalogueLine(APPROVE, title, about, "audit", Tone.ATTENTION, tr("Enter: duyệt"))
    return (head, *(_line(number, one) for number, one in enumerate(offer.changes)))


def approved_words(version: str, day: date, today: date) -> str:
    since = tr("từ hôm nay") if day == today else tr("từ {day:%d/%m/%Y}").format(day=day)
    return tr("Đã duyệt danh mục {version}; thủ tục và quy tắc áp dụng {since}. Hồ sơ đã nhận giữ bản cũ.").format(
        version=version, since=since
    )


def _line(number: int, one: CatalogueChange) -> CatalogueLine:
    words, icon, tone = _CHANGES[one.change]
    code = f" {one.code}" if one.area in (Area.PROCEDURE, Area.UNIT) else ""
    if one.area is Area.DAY_OFF:
        code = f" {date.fromisoformat(one.code):%d/%m/%Y}"
    name = f": {one.name}" if one.name else ""
    fields = [_FIELDS.get(field, field) for field in one.what]
    differs = tr("Khác về {join}.").format(join=", ".join(fields)) if fields else ""
    at_once = "" if one.area in _DATED else tr("Có hiệu lực ngay khi duyệt.")
    about = " ".join(filter(None, (differs, at_once))) or (tr("Áp dụng từ ngày được gõ khi duyệt."))
    return CatalogueLine(f"change-{number}", f"{_AREAS[one.area]}{code}{name} – {words}", about, icon, tone)
