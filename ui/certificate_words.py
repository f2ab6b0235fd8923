"""The counter's own certificate in words: how long it holds, told a month ahead. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter_app.domain.words import vietnam_time

from .page import Tone

NEAR, VERY_NEAR = timedelta(days=30), timedelta(days=7)


def certificate_words(until: datetime, now: datetime) -> tuple[str, str, Tone]:
    """How it stands, what to do about it, how loud."""
    day = f"{vietnam_time(until):%d/%m/%Y}"
    left = until - now
    todo = "Báo cán bộ CNTT xin tỉnh cấp chứng thư mới; cứ tiếp nhận bình thường."
    if left <= timedelta():
        return f"đã hết hạn ngày {day}", f"{todo} Hồ sơ chờ ở quầy cho tới khi thay.", Tone.ERROR
    if left <= NEAR:
        count = f"còn {left.days} ngày" if left.days else "còn chưa đến một ngày"
        return f"{count}, hết hạn {day}", todo, Tone.ERROR if left <= VERY_NEAR else Tone.ATTENTION
    return f"dùng được đến {day}", "Máy sẽ báo trước một tháng.", Tone.PLAIN
