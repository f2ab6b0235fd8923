"""What a correction asks, and what was typed as the fields it is sent with. Pure."""

from __future__ import annotations

from counter_app.domain.citizen import PartialDate
from counter_app.domain.correction import About, Fields

from ..language import tr
from .view_model import Deed, DeedLine, FieldAsked, Form

CORRECTIONS = (
    DeedLine(Deed.CORRECT, tr("Sửa thông tin người nộp"), tr("trong hồ sơ này; tỉnh nhận bản sửa")),
    DeedLine(Deed.CORRECT_THERE, tr("Đề nghị tỉnh sửa dữ liệu dân cư"), tr("tên, ngày sinh, nơi ở, điện thoại")),
)
CORRECTS = {Deed.CORRECT: About.DOSSIER, Deed.CORRECT_THERE: About.PERSON}


def correction_form(deed: Deed, fields: Fields) -> Form:
    """The fields as they stand; sex is as on the card, and is not typed."""
    born = PartialDate.from_iso(fields["birth_date"]).printed() if fields["birth_date"] else ""
    asked = (
        FieldAsked("full_name", tr("HỌ VÀ TÊN"), fields["full_name"]),
        FieldAsked("birth_date", tr("NGÀY SINH"), born, tr("dd/mm/yyyy, mm/yyyy hoặc yyyy")),
        FieldAsked("address", tr("NƠI Ở"), fields["address"]),
        FieldAsked("phone", tr("ĐIỆN THOẠI"), fields["phone"]),
    )
    words = next(line.words for line in CORRECTIONS if line.deed is deed)
    there = tr("Dữ liệu là của tỉnh: ở đây chỉ đổi khi tỉnh nhận.") if deed is Deed.CORRECT_THERE else ""
    return Form(deed, words, tr("GỬI BẢN SỬA"), asked, warning=there)


def corrected_fields(before: Fields, typed: dict[str, str]) -> dict[str, str]:
    """A birth date by Vietnamese custom, day first, as far as known; one that is none stays as typed and is refused."""
    born = "-".join(reversed(typed["birth_date"].replace("-", "/").split("/")))
    return {**before, **typed, "birth_date": born}
