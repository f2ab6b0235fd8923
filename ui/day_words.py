"""The days of the week on the clerk's screens; papers have them in Vietnamese (`domain.words`). Pure."""

from __future__ import annotations

from datetime import date

from .language import tr

_DAYS = (tr("thứ Hai"), tr("thứ Ba"), tr("thứ Tư"), tr("thứ Năm"), tr("thứ Sáu"), tr("thứ Bảy"), tr("Chủ nhật"))


def weekday(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`."""
    return _DAYS[day.weekday()]
