"""The printer's test page: letters of Vietnamese and Khmer, fine lines, and a frame at the edge that forms keep to."""

from __future__ import annotations

from datetime import datetime

from ..domain.words import vietnam_time
from .flow import A5
from .fonts import Face, one_line
from .marks import qr
from .sheet import MM, Sheet

_EDGE = 8 * MM
_LETTERS = ("ĂÂĐÊÔƠƯ ăâđêôơư", "ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự", "1234567890 · 8.000 đ · H13.507-261127-0001")


def trial_sheet(at: datetime) -> Sheet:
    """`at` aware."""
    page, made = Sheet(A5.width, A5.height), vietnam_time(at)
    page.box(_EDGE, _EDGE, A5.width - 2 * _EDGE, A5.height - 2 * _EDGE, 0.8)
    page.write(one_line("TRANG IN THỬ", Face.SANS_BOLD, 20), A5.middle, 24 * MM, 0.5)
    page.write(one_line(f"Quầy Một Cửa · {made:%H:%M ngày %d/%m/%Y}", Face.SANS, 10), A5.middle, 31 * MM, 0.5)
    y = 44 * MM
    for face in (Face.SERIF, Face.SERIF_BOLD, Face.SERIF_ITALIC, Face.SANS):
        for letters in _LETTERS:
            page.write(one_line(letters, face, 12), A5.middle, y, 0.5)
            y += 7 * MM
        y += 2 * MM
    page.fill(qr("QUAY-MOT-CUA TRANG IN THU", A5.middle - 15 * MM, y, 30 * MM))
    told = "Khung phải đủ bốn cạnh, chữ đủ dấu. Thiếu cạnh: máy in không dùng khổ A5, đổi khổ giấy trong máy in."
    page.write(one_line(told, Face.SANS, 7.5), A5.middle, A5.height - _EDGE - 4 * MM, 0.5)
    return page
