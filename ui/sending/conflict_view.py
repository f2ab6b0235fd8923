"""A conflict in words: each field as it was, as the counter has it and as the province has it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.domain.citizen import PartialDate
from counter_app.domain.correction import FIELDS, About, Side
from counter_app.use_cases.correct import Conflict

from ..language import tr
from ..page import Tone
from ..widgets.marked_row import MarkedRow

FIELD_WORDS = {
    "full_name": tr("Họ và tên"),
    "birth_date": tr("Ngày sinh"),
    "sex": tr("Giới tính"),
    "address": tr("Nơi ở"),
    "phone": tr("Điện thoại"),
}
_NOTHING = tr("(trống)")
CONFLICT = "conflict:"  # how the name of such a row in the list begins


@dataclass(frozen=True, slots=True)
class FieldLine:
    """`side` None: both sides wrote here, and nobody has chosen yet."""

    name: str
    words: str
    base: str
    mine: str
    theirs: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class ConflictView:
    title: str
    about: str
    lines: tuple[FieldLine, ...]
    left: str


def proposed(conflict: Conflict) -> dict[str, Side]:
    """What needs no choice: a field that only one side changed."""
    met = conflict.correction
    sides = ((name, met.proposed(name)) for name in met.differing)
    return {name: side for name, side in sides if side is not None}


def conflict_view(conflict: Conflict, sides: Mapping[str, Side]) -> ConflictView:
    met = conflict.correction
    theirs = met.theirs.fields if met.theirs else met.mine
    lines = tuple(
        FieldLine(
            name,
            FIELD_WORDS[name],
            _shown(name, met.base[name]),
            _shown(name, met.mine[name]),
            _shown(name, theirs[name]),
            sides.get(name),
        )
        for name in FIELDS
        if name in met.differing
    )
    open_ones = [line.words.lower() for line in lines if line.side is None]
    whose = tr("Dữ liệu dân cư của tỉnh") if met.about is About.PERSON else tr("Thông tin trong hồ sơ")
    left = (
        tr("Còn phải chọn: {join}.").format(join=", ".join(open_ones))
        if open_ones
        else tr("Đã chọn đủ. F12 gửi kết quả này lên tỉnh.")
    )
    about = tr("{whose}, {name}. Quầy và tỉnh cùng sửa; chưa bên nào bị ghi đè.").format(
        whose=whose, name=conflict.name
    )
    return ConflictView(tr("So sánh với tỉnh: {code}").format(code=conflict.code), about, lines, left)


def conflict_row(conflict: Conflict) -> MarkedRow:
    met = conflict.correction
    fields = ", ".join(FIELD_WORDS[name].lower() for name in met.differing)
    title = tr("{code}: tỉnh cũng đã sửa").format(code=conflict.code)
    return MarkedRow(
        f"{CONFLICT}{met.id}",
        title,
        tr("cần chọn: {fields}").format(fields=fields),
        "attention",
        Tone.ATTENTION,
        tr("Enter: so sánh"),
    )


def _shown(name: str, text: str) -> str:
    if not text:
        return _NOTHING
    return PartialDate.from_iso(text).printed() if name == "birth_date" else text
