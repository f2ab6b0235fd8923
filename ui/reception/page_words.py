"""The words for what is doubtful about a captured page: a short mark on its picture, and what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain.dossier import PaperFacts
from counter_app.domain.filing import Why
from counter_app.domain.mrz import Differs
from counter_app.domain.page_code import CodeKind
from counter_app.domain.page_fault import PageFault
from counter_app.domain.paper_text import Suggestion
from counter_app.ports import CapturedPage, Purpose
from counter_app.use_cases.file_elsewhere import Filed

from ..language import tr

_AGAIN = tr("Shift+F5 quét lại.")

# mark on the thumbnail; what happened; the next step
_FAULTS: dict[PageFault, tuple[str, str, str]] = {
    PageFault.UNCUT: (
        tr("chưa xử lý"),
        tr("Không xử lý được ảnh; giữ ảnh như máy đưa ra."),
        tr("Xem kỹ; cần thì ") + _AGAIN,
    ),
    PageFault.BLURRED: (tr("mờ"), tr("Chữ bị nhòe, dấu không còn chắc."), _AGAIN),
    PageFault.DARK: (tr("quá tối"), tr("Trang quá tối."), tr("Đậy nắp máy, rồi ") + _AGAIN),
    PageFault.GLARE: (tr("lóa đèn"), tr("Vệt sáng che mất chữ."), tr("Xoay giấy, rồi ") + _AGAIN),
    PageFault.FINGER: (tr("có ngón tay"), tr("Ngón tay che mép trang."), tr("Bỏ tay ra, rồi ") + _AGAIN),
    PageFault.CUT_OFF: (tr("chữ bị cắt"), tr("Chữ chạy ra ngoài mép."), tr("Đặt lại giấy, rồi ") + _AGAIN),
    PageFault.COARSE: (tr("quá thô"), tr("Dưới 200 dpi."), tr("Chọn 300 dpi, rồi ") + _AGAIN),
    PageFault.TWICE: (
        tr("trùng trang"),
        tr("Tờ này đã quét rồi."),
        tr("Delete bỏ trang, hoặc giữ nếu đúng là hai tờ."),
    ),
}
_BLANK = (tr("trang trắng?"), tr("Trang có vẻ trống; vẫn giữ."), tr("Delete bỏ trang, hoặc giữ nguyên."))
_TURN = (tr("xem chiều?"), tr("Chưa chắc chiều trang."), tr("Sai chiều thì R xoay trang."))
_EDGES = (tr("xem góc?"), tr("Chưa chắc mép tờ giấy."), tr("G kéo bốn góc, hoặc đặt lại giấy rồi ") + _AGAIN)


_DIFFERS: dict[Differs, str] = {
    Differs.NUMBER: tr("số định danh"),
    Differs.NAME: tr("họ tên"),
    Differs.BIRTH_DATE: tr("ngày sinh"),
    Differs.SEX: tr("giới tính"),
}

# why a page that lies loose was laid under no paper
_LOOSE: dict[Why, tuple[str, str, str]] = {
    Why.SEPARATOR: (tr("tờ ngăn"), tr("Tờ ngăn giữa hai giấy, không thuộc giấy nào."), tr("Chữ số nếu đây là giấy.")),
    Why.OTHER_PERSON: (
        tr("thẻ ai?"),
        tr("Thẻ căn cước của người khác, không phải người nộp."),
        tr("Chữ số nếu cần, Delete bỏ."),
    ),
    Why.OTHER_INSURED: (
        tr("thẻ ai?"),
        tr("Thẻ bảo hiểm y tế của người khác, không phải người nộp."),
        tr("Chữ số nếu cần, Delete bỏ."),
    ),
    Why.CARD_DISAGREES: (
        tr("thẻ lệch?"),
        tr("Mã QR của thẻ và các dòng chữ máy đọc ở mặt sau không khớp: {}."),
        tr("Xem kỹ hai mặt thẻ; chữ số nếu vẫn nhận."),
    ),
    Why.OTHER_DOSSIER: (
        tr("hồ sơ khác"),
        tr("Trang mang mã hồ sơ {}."),
        tr("X xếp vào hồ sơ đó; M mở xem; Delete bỏ; chữ số nếu là giấy ở đây."),
    ),
    Why.INSURANCE: (
        tr("thẻ BHYT"),
        tr("Thẻ bảo hiểm y tế, chưa xếp vào giấy nào."),
        tr("Chữ số nếu cần, Delete bỏ."),
    ),
    Why.CARD: (tr("thẻ để riêng"), tr("Thẻ của người nộp, chưa xếp vào giấy nào."), tr("Chữ số nếu cần, Delete bỏ.")),
}


_FILED_IN: dict[Purpose, str] = {
    Purpose.SUPPLEMENT: tr("phần bổ sung của hồ sơ {code}"),
    Purpose.RESULT: tr("kết quả của hồ sơ {code}"),
}


def page_words(page: CapturedPage, loose: Why = Why.IN_TURN) -> tuple[str, str]:
    """The mark and the advice, both empty for a good page. The worst is told first, and with what to do; `loose` is why
    a page lies under no paper, if its codes say so."""
    told = [_why_loose(page, loose)] if loose in _LOOSE else []
    told += [_BLANK] if page.blank else [_FAULTS[fault] for fault in page.faults]
    told += [] if page.corners_sure else [_EDGES]
    told += [] if page.turn_sure or page.blank else [_TURN]
    if not told:
        return "", ""
    (mark, what, then), *others = told
    also = tr(" Còn: {join}").format(join=", ".join((other for other, _, _ in others))) if others else ""
    return mark, f"{what} {then}{also}"


def _why_loose(page: CapturedPage, why: Why) -> tuple[str, str, str]:
    mark, what, then = _LOOSE[why]
    named = _disagreeing(page) if why is Why.CARD_DISAGREES else dossier_on(page)
    return mark, what.format(named), then


def _disagreeing(page: CapturedPage) -> str:
    found = (code.text for code in page.codes if code.kind is CodeKind.CARD_DISAGREES)
    return ", ".join(_DIFFERS[Differs(text)] for text in found)


def dossier_on(page: CapturedPage) -> str:
    """The code of a dossier that stands on a page; empty where none does."""
    return next((code.text for code in page.codes if code.kind is CodeKind.DOSSIER), "")


def filed_words(numbers: str, filed: Filed) -> str:
    """Where pages went that were filed under another dossier, and what is still to be done there."""
    under = ", ".join(filed.papers) or tr("để riêng, chưa thuộc giấy nào")
    into = _FILED_IN[filed.purpose].format(code=filed.code)
    return tr(
        "Đã xếp trang {numbers} vào {into}: {under}. Ctrl+Z lấy lại. Alt+3 mở tiếp hồ sơ đó, F12 để nhận."
    ).format(numbers=numbers, into=into, under=under)


def reading_words(suggestion: Suggestion, belongs: str) -> str:
    """What was read on a page, how sure that is, and the key that keeps it; empty where there is nothing to keep.
    `belongs` names the paper that it seems to be, where it lies elsewhere."""
    said = [belongs, *_facts(suggestion.facts)]
    told = " · ".join(filter(None, said))
    # Never rounded up to certainty.
    return (
        tr("Đọc được: {told} (chắc {min} %). D: lấy.").format(told=told, min=min(99, int(suggestion.confidence * 100)))
        if told
        else ""
    )


def original_words(at: int, count: int, from_pdf: bool, signatures: int) -> str:
    """What is said over the image that a page was made from, the `at`th of `count`."""
    what = tr("Bản gốc {at}/{count}").format(at=at, count=count) if count > 1 else tr("Bản gốc")
    kept = tr("ảnh như lúc nhận, chưa cắt, chưa xoay.")
    if signatures:
        kept = tr("tệp PDF có chữ ký số; giữ nguyên bản, chữ ký không bị đụng tới.")
    elif from_pdf:
        kept = tr("tệp PDF, không có chữ ký số; giữ nguyên bản.")
    then = tr("O xem bản gốc còn lại.") if at < count else tr("O về trang.")
    return f"{what}: {kept} {then}"


def taken_words(facts: PaperFacts) -> str:
    return tr("Đã ghi: {join}. D: bỏ.").format(join=" · ".join(_facts(facts)))


def _facts(facts: PaperFacts) -> Iterator[str]:
    if facts.number:
        yield tr("Số {number}").format(number=facts.number)
    if facts.issued_on:
        yield tr("ngày {issued_on:%d/%m/%Y}").format(issued_on=facts.issued_on)
    if facts.issuer:
        yield facts.issuer
