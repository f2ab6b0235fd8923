"""Money, dates and limits as Vietnamese papers write them.

Figures take dots (`25.000 đồng`). A date line writes days under ten and the months January and February with a
leading zero (NĐ 30/2020, Annex I). Moments are aware and are told in Vietnam's time.
"""

from __future__ import annotations

from datetime import date, datetime

from .deadline import VIETNAM
from .errors import BrokenPromise
from .procedure import DeadlineRule, Term

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def dong(amount: int) -> str:
    """`25.000 đồng`."""
    return f"{amount:,} đồng".replace(",", ".")


def dong_in_words(amount: int) -> str:
    """As a receipt spells the sum: `Hai mươi lăm nghìn đồng`."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number_in_words(number: int) -> str:
    """A whole number, not negative, as it is read aloud: 1001 is `một nghìn không trăm lẻ một`.

    After the first group every group of three is read in full; groups of zeros are left out.
    """
    if number < 0:
        raise ValueError("amounts are not negative")
    return " ".join(_read(number, leading=True)) or _DIGITS[0]


def _read(number: int, leading: bool) -> list[str]:
    for unit, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn")):
        if number >= unit:
            return [*_read(number // unit, leading), name, *_read(number % unit, leading=False)]
    return _group(number, leading) if number else []


def _group(number: int, leading: bool) -> list[str]:
    """Up to three digits; where something stands before them, the hundreds and the tens are always said."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        return words + ((["lẻ"] if words else []) + [_DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 5:
        return [*words, "lăm"]
    if tens > 1 and ones in (1, 4):
        return [*words, "mốt" if ones == 1 else "tư"]
    return words + ([_DIGITS[ones]] if ones else [])


def date_in_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`, `ngày 23 tháng 11 năm 2026`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_line(place: str, day: date) -> str:
    """The line above a paper's title: `Sóc Trăng, ngày 23 tháng 11 năm 2026`."""
    return f"{place}, {date_in_words(day)}" if place else date_in_words(day).capitalize()


def weekday(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`."""
    return _WEEKDAYS[day.weekday()]


def moment_in_words(moment: datetime) -> str:
    """`16 giờ 30 phút, ngày 26 tháng 11 năm 2026`. Raises BrokenPromise for a moment without its zone."""
    local = vietnam_time(moment)
    return f"{local:%H} giờ {local:%M} phút, {date_in_words(local.date())}"


def vietnam_time(moment: datetime) -> datetime:
    """Raises BrokenPromise for a moment without its zone: the PC's own zone is not to be trusted."""
    if moment.tzinfo is None:
        raise BrokenPromise("a moment without its time zone")
    return moment.astimezone(VIETNAM)


def limit_in_words(rule: DeadlineRule) -> str:
    """The law's limit: `3 ngày làm việc`, `15 ngày`, `8 giờ làm việc`, `trong ngày làm việc`."""
    match rule.term:
        case Term.WORKING_DAYS:
            return f"{rule.amount} ngày làm việc"
        case Term.CALENDAR_DAYS:
            return f"{rule.amount} ngày"
        case Term.HOURS:
            return f"{rule.amount} giờ làm việc"
        case Term.SAME_DAY:
            return "trong ngày làm việc"
