"""The counter's own certificate in words: how long it holds, told a month ahead. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter_app.domain.words import vietnam_time

from .language import tr
from .page import Tone

NEAR, VERY_NEAR = timedelta(days=30), timedelta(days=7)


def certificate_words(until: datetime, now: datetime) -> tuple[str, str, Tone]:
    """How it stands, what to do about it, how loud."""
    day = f"{vietnam_time(until):%d/%m/%Y}"
    left = until - now
    todo = tr("Báo cán bộ CNTT xin tỉnh cấp chứng thư mới; cứ tiếp nhận bình thường.")
    if left <= timedelta():
        return (
            tr("đã hết hạn ngày {day}").format(day=day),
            tr("{todo} Hồ sơ chờ ở quầy cho tới khi thay.").format(todo=todo),
            Tone.ERROR,
        )
    if left <= NEAR:
        count = tr("còn {days} ngày").format(days=left.days) if left.days else tr("còn chưa đến một ngày")
        return (
            tr("{count}, hết hạn {day}").format(count=count, day=day),
            todo,
            Tone.ERROR if left <= VERY_NEAR else Tone.ATTENTION,
        )
    return tr("dùng được đến {day}").format(day=day), tr("Máy sẽ báo trước một tháng."), Tone.PLAIN
