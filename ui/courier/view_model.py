"""What waits for a stick, and the sticks that went, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.words import vietnam_time
from counter_app.ports import Brought, Carried, ToCarry, Trip
from counter_app.use_cases.carry import CourierView

from ..page import Tone

OUT, BACK = "out", "back"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class CourierLine:
    """`offer`: what Enter does about it; empty: nothing."""

    name: str
    title: str
    about: str
    icon: str
    tone: Tone
    offer: str = ""


def courier_lines(view: CourierView, may: bool) -> tuple[CourierLine, ...]:
    if not view.ready:
        title = "Quầy này chưa mang hồ sơ bằng USB được"
        about = "Cán bộ CNTT ghi khóa của tỉnh vào cấu hình (province.courier_recipient, courier_signer)."
        return (CourierLine("", title, about, "info", Tone.PLAIN), *map(_trip, view.trips))
    return (_waiting(view.waiting, may), _back(view.trips, may), *map(_trip, view.trips))


def carried_words(carried: Carried) -> str:
    trip = carried.trip
    left = f" Còn {_count(carried.left)} tin chưa ghi được: dùng USB khác." if carried.left else ""
    return f"Đã ghi {_count(trip.events)} tin, {_size(trip.size)}: {trip.name}. Rút USB an toàn rồi mang đi.{left}"


def brought_words(brought: Brought) -> tuple[str, Tone]:
    """Nothing new is no fault: whoever carries may come twice."""
    if brought.again == brought.files and not brought.confirmed:
        return "Tệp này đã nhập trước đó; không có gì thay đổi.", Tone.PLAIN
    parts = [f"tỉnh xác nhận {_count(brought.confirmed)} tin"]
    if brought.sent:
        parts.append(f"{_count(brought.sent)} tin đã gửi, tỉnh chưa đủ tệp hoặc chưa cấp mã")
    if brought.refused:
        parts.append(f"{_count(brought.refused)} tin tỉnh không nhận: Alt+3 xem")
    if brought.news:
        parts.append(f"{_count(brought.news)} dữ liệu mới của người dân")
    if brought.stale:
        parts.append("tin tức cũ hơn những gì đã có nên bỏ qua")
    return f"Đã nhập: {'; '.join(parts)}.", Tone.ATTENTION if brought.refused else Tone.GOOD


def _waiting(waiting: ToCarry, may: bool) -> CourierLine:
    if not waiting.events:
        return CourierLine(OUT, "Không có gì chờ mang đi", "Tỉnh đã xác nhận mọi hồ sơ.", "confirmed", Tone.GOOD)
    since = f"Lâu nhất từ {_when(waiting.oldest)} · " if waiting.oldest else ""
    under_way = waiting.events - waiting.uncarried
    gone = f" · {_count(under_way)} tin đã ghi ra USB, chờ trả lời" if under_way else ""
    title = f"{_count(waiting.events)} tin chờ tỉnh xác nhận"
    about = f"{since}{_size(waiting.size)} tệp{gone}. Ghi lại cũng không trùng."
    return CourierLine(OUT, title, about, "later", Tone.ATTENTION, "Enter: ghi ra USB" if may else "")


def _back(trips: tuple[Trip, ...], may: bool) -> CourierLine:
    away = sum(trip.answered_at is None and trip.open > 0 for trip in trips)
    title = f"{_count(away)} chuyến chưa có trả lời" if away else "Không chuyến nào chờ trả lời"
    about = "Hồ sơ chỉ được xác nhận bằng trả lời do tỉnh ký, qua USB hoặc qua mạng."
    offer = "Enter: nhập trả lời từ USB" if may else ""
    return CourierLine(BACK, title, about, "saved", Tone.PLAIN, offer)


def _trip(trip: Trip) -> CourierLine:
    if not trip.open:
        icon, tone, state = "confirmed", Tone.GOOD, "tỉnh đã xác nhận hết"
    elif trip.answered_at is None:
        icon, tone, state = "later", Tone.PLAIN, f"chờ trả lời, {_count(trip.open)} tin chưa xác nhận"
    else:
        icon, tone = "attention", Tone.ATTENTION
        state = f"đã có trả lời {_when(trip.answered_at)}, còn {_count(trip.open)} tin chưa xác nhận"
    about = f"{_count(trip.events)} tin, {_count(trip.files)} tệp, {_size(trip.size)} · {trip.name}"
    return CourierLine(str(trip.id), f"Ghi USB {_when(trip.made_at)}: {state}", about, icon, tone)


def _when(moment: datetime) -> str:
    return f"{vietnam_time(moment):%H:%M ngày %d/%m/%Y}"


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
