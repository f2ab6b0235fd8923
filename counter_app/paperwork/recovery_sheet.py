"""The recovery sheet: A5, the code as words and QR, what it is for and where it is kept. No person, no place on it."""

from __future__ import annotations

from ..domain.words import vietnam_time
from ..ports import RecoverySheet
from .flow import A5
from .fonts import Face, Run, one_line, wrap
from .marks import qr
from .sheet import MM, Sheet

_COLUMNS = 3
_SIDE = 46 * MM  # of the QR code
_ROW = 8.4 * MM
_WHAT = (
    "Mã này mở kho dữ liệu của quầy khi máy hỏng, đổi máy, hoặc hồ sơ người dùng trên máy bị mất. "
    "Ai có mã này cùng máy hoặc bản sao lưu thì đọc được mọi hồ sơ."
)
_KEEP = (
    "Cất tờ này trong phong bì niêm phong, ký giáp lai, để trong két của cơ quan.",
    "Không chụp ảnh, không sao, không để gần máy hay cùng chỗ với bản sao lưu.",
    "Khi cần: mở Quầy Một Cửa rồi gõ 15 từ không dấu theo thứ tự, hoặc quét mã QR bằng đầu đọc thẻ.",
    "Tạo mã mới thì tờ này hết giá trị: hủy tờ này. Đã mở phong bì ra dùng thì tạo mã mới.",
)


def recovery_page(sheet: RecoverySheet) -> Sheet:
    """Raises BrokenPromise for a moment without its zone."""
    page = Sheet(A5.width, A5.height)
    made = vietnam_time(sheet.made)
    page.write(one_line("MÃ KHÔI PHỤC KHO DỮ LIỆU", Face.SANS_BOLD, 15), A5.middle, 20 * MM, 0.5)
    page.write(one_line(f"Quầy Một Cửa · Kho số {sheet.store}", Face.SANS_BOLD, 11), A5.middle, 27 * MM, 0.5)
    page.write(one_line(f"Lập lúc {made:%H:%M} ngày {made:%d/%m/%Y}", Face.SANS, 9.5), A5.middle, 32.5 * MM, 0.5)
    y = _block(page, _WHAT, 37 * MM)
    y = _words(page, sheet.code.words, y + 4 * MM)
    page.fill(qr(sheet.code.qr_text, A5.middle - _SIDE / 2, y + 2 * MM, _SIDE))
    y += _SIDE + 3 * MM
    for paragraph in _KEEP:
        y = _block(page, paragraph, y + 1.5 * MM)
    return page


def _words(page: Sheet, words: tuple[str, ...], y: float) -> float:
    """Numbered, to be read row by row in a frame."""
    rows, width = -(-len(words) // _COLUMNS), (A5.inner) / _COLUMNS
    page.box(A5.left, y, A5.inner, rows * _ROW + 3 * MM, 0.8)
    for place, word in enumerate(words):
        x, base = A5.left + (place % _COLUMNS) * width, y + (place // _COLUMNS + 1) * _ROW - 0.6 * MM
        page.write(one_line(f"{place + 1}.", Face.SANS, 9.5), x + 11 * MM, base, 1.0)
        page.write(one_line(word, Face.SANS_BOLD, 14), x + 13 * MM, base)
    return y + rows * _ROW + 3 * MM


def _block(page: Sheet, text: str, y: float) -> float:
    for line in wrap((Run(text, Face.SANS),), 9, A5.inner):
        y += 12.4
        page.write(line, A5.left, y - 2.6)
    return y
