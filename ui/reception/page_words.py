"""The words for what is doubtful about a captured page: a short mark on its picture, and what to do. Pure."""

from __future__ import annotations

from counter_app.domain.page_fault import PageFault
from counter_app.ports import CapturedPage

_AGAIN = "Shift+F5 quét lại."

# mark on the thumbnail; what happened; the next step
_FAULTS: dict[PageFault, tuple[str, str, str]] = {
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


def page_words(page: CapturedPage) -> tuple[str, str]:
    """The mark and the advice, both empty for a good page. The worst is told first, and with what to do."""
    told = [_BLANK] if page.blank else [_FAULTS[fault] for fault in page.faults]
    told += [] if page.corners_sure else [_EDGES]
    told += [] if page.turn_sure or page.blank else [_TURN]
    if not told:
        return "", ""
    (mark, what, then), *others = told
    also = f" Còn: {', '.join(other for other, _, _ in others)}." if others else ""
    return mark, f"{what} {then}{also}"
