"""Words that the core makes for papers and that stand on the clerk's screens as well, in the clerk's language. Pure.

The core speaks Vietnamese: a receipt does. On a screen in English its sentences are recognised by their shape and said
again. What is not recognised (a name, what a clerk typed, the law's own words) stands as it is.
"""

from __future__ import annotations

import re
from functools import cache

from .language import both, translated

_SHAPES = (
    # domain/words.py, domain/citizen.py, domain/receipt.py, domain/certified_copy.py
    both("{count} ngày làm việc"),
    both("{count} giờ làm việc"),
    both("{count} ngày"),
    both("trong ngày làm việc"),
    both("Nam"),
    both("Nữ"),
    both("{owner} ({applicant} nộp)"),
    both("số {number}, quyển {book}"),
    # use_cases/receipt_words.py, print_step.py
    both("không thu"),
    both("theo mức thu của tỉnh"),
    both("tại bộ phận tiếp nhận và trả kết quả"),
    both("qua dịch vụ bưu chính công ích"),
    both("tiền mặt"),
    both("chuyển khoản"),
    both("miễn"),
    # what a step says that no clerk has typed
    both("trả ngay tại quầy"),
    both("thay chuyển khoản {reference} chưa thấy"),
    both("chưa tải được tệp từ tỉnh"),
    both("Kết quả giải quyết"),
    # who acts where nobody sits
    both("Dòng lệnh"),
    both("Máy lấy số"),
    # first_run.py
    both("Đã lưu."),
    both("Để sau."),
    both("Đã tạo tài khoản đầu tiên."),
    both("Đã gắn quầy với tỉnh; mật khẩu của quầy nằm trong két khóa."),
    both("Đầu đọc thẻ đọc đúng thẻ căn cước, đủ dấu."),
    both("Máy chụp: {names}."),
    both("{printer}: đã in xong."),
    both("{printer}: đã gửi: nhìn giấy ra."),
    both("{name}: {size} điểm, {dpi} dpi, {seconds} giây."),
    both("{name}: {size} điểm, {dpi} dpi, {seconds} giây. Trang chưa đạt: mờ, tối hoặc lệch."),
)
_COUNTS, _NUMBER = frozenset({"count", "number", "dpi", "seconds"}), r"[\d.]+"
_PLACE = re.compile(r"\{(\w+)\}")


def spoken(words: str) -> str:
    """The core's words as the clerk's language has them; each place in them too."""
    if not translated():
        return words
    for vietnamese, other in _SHAPES:
        found = _pattern(vietnamese).fullmatch(words)
        if found is not None:
            return other.format(**{name: spoken(text) for name, text in found.groupdict().items()})
    return words


@cache
def _pattern(vietnamese: str) -> re.Pattern[str]:
    parts = _PLACE.split(vietnamese)  # text, place, text, place, ...

    def shape(at: int, part: str) -> str:
        if at % 2 == 0:
            return re.escape(part)
        return f"(?P<{part}>{_NUMBER if part in _COUNTS else '.+?'})"

    return re.compile("".join(shape(at, part) for at, part in enumerate(parts)))
