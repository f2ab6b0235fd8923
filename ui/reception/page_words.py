"""The words for what is doubtful about a captured page: a short mark on its picture, and what to do. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain.dossier import PaperFacts
from counter_app.domain.filing import Why
from counter_app.domain.page_code import CodeKind
from counter_app.domain.page_fault import PageFault
from counter_app.domain.paper_text import Suggestion
from counter_app.ports import CapturedPage

_AGAIN = "Shift+F5 quét lại."

# mark on the thumbnail; what happened; the next step
_FAULTS: dict[PageFault, tuple[str, str, str]] = {
    PageFault.UNCUT: ("chưa xử lý", "Không xử lý được ảnh; giữ ảnh như máy đưa ra.", "Xem kỹ; cần thì " + _AGAIN),
    PageFault.BLURRED: ("mờ", "Chữ bị nhòe, dấu không còn chắc.", _AGAIN),
    PageFault.DARK: ("quá tối", "Trang quá tối.", "Đậy nắp máy, rồi " + _AGAIN),
    PageFault.GLARE: ("lóa đèn", "Vệt sáng che mất chữ.", "Xoay giấy, rồi " + _AGAIN),
    PageFault.FINGER: ("có ngón tay", "Ngón tay che mép trang.", "Bỏ tay ra, rồi " + _AGAIN),
    PageFault.CUT_OFF: ("chữ bị cắt", "Chữ chạy ra ngoài mép.", "Đặt lại giấy, rồi " + _AGAIN),
    PageFault.COARSE: ("quá thô", "Dưới 200 dpi.", "Chọn 300 dpi, rồi " + _AGAIN),
    PageFault.TWICE: ("trùng trang", "Tờ này đã quét rồi.", "Delete bỏ trang, hoặc giữ nếu đúng là hai tờ."),
}
_BLANK = ("trang trắng?", "Trang có vẻ trống; vẫn giữ.", "Delete bỏ trang, hoặc giữ nguyên.")
_TURN = ("xem chiều?", "Chưa chắc chiều trang.", "Sai chiều thì R xoay trang.")
_EDGES = ("xem góc?", "Chưa chắc mép tờ giấy.", "G kéo bốn góc, hoặc đặt lại giấy rồi " + _AGAIN)


# why a page that lies loose was laid under no paper
_LOOSE: dict[Why, tuple[str, str, str]] = {
    Why.SEPARATOR: ("tờ ngăn", "Tờ ngăn giữa hai giấy, không thuộc giấy nào.", "Chữ số nếu đây là giấy."),
    Why.OTHER_PERSON: ("thẻ ai?", "Thẻ căn cước của người khác, không phải người nộp.", "Chữ số nếu cần, Delete bỏ."),
    Why.OTHER_DOSSIER: (
        "hồ sơ khác",
        "Trang mang mã hồ sơ {}.",
        "M mở hồ sơ đó; Delete bỏ; chữ số nếu là giấy ở đây.",
    ),
    Why.CARD: ("thẻ để riêng", "Thẻ của người nộp, chưa xếp vào giấy nào.", "Chữ số nếu cần, Delete bỏ."),
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
    also = f" Còn: {', '.join(other for other, _, _ in others)}" if others else ""
    return mark, f"{what} {then}{also}"


def _why_loose(page: CapturedPage, why: Why) -> tuple[str, str, str]:
    mark, what, then = _LOOSE[why]
    return mark, what.format(dossier_on(page)), then


def dossier_on(page: CapturedPage) -> str:
    """The code of a dossier that stands on a page; empty where none does."""
    return next((code.text for code in page.codes if code.kind is CodeKind.DOSSIER), "")


def reading_words(suggestion: Suggestion, belongs: str) -> str:
    """What was read on a page, how sure that is, and the key that keeps it; empty where there is nothing to keep.
    `belongs` names the paper that it seems to be, where it lies elsewhere."""
    said = [belongs, *_facts(suggestion.facts)]
    told = " · ".join(filter(None, said))
    # Never rounded up to certainty.
    return f"Đọc được: {told} (chắc {min(99, int(suggestion.confidence * 100))} %). D: lấy." if told else ""


def original_words(at: int, count: int, from_pdf: bool, signatures: int) -> str:
    """What is said over the image that a page was made from, the `at`th of `count`."""
    what = f"Bản gốc {at}/{count}" if count > 1 else "Bản gốc"
    kept = "ảnh như lúc nhận, chưa cắt, chưa xoay."
    if signatures:
        kept = "tệp PDF có chữ ký số; giữ nguyên bản, chữ ký không bị đụng tới."
    elif from_pdf:
        kept = "tệp PDF, không có chữ ký số; giữ nguyên bản."
    then = "O xem bản gốc còn lại." if at < count else "O về trang."
    return f"{what}: {kept} {then}"


def taken_words(facts: PaperFacts) -> str:
    return f"Đã ghi: {' · '.join(_facts(facts))}. D: bỏ."


def _facts(facts: PaperFacts) -> Iterator[str]:
    if facts.number:
        yield f"Số {facts.number}"
    if facts.issued_on:
        yield f"ngày {facts.issued_on:%d/%m/%Y}"
    if facts.issuer:
        yield facts.issuer
