"""What waits for a stick, and the sticks that went, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.words import vietnam_time
from counter_app.ports import Brought, Carried, ToCarry, Trip
from counter_app.use_cases.carry import CourierView

from ..language import tr
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
        title = tr("Quầy này chưa mang hồ sơ bằng USB được")
        about = tr("Cán bộ CNTT ghi khóa của tỉnh vào cấu hình (province.courier_recipient, courier_signer).")
        return (CourierLine("", title, about, "info", Tone.PLAIN), *map(_trip, view.trips))
    return (_waiting(view.waiting, may), _back(view.trips, may), *map(_trip, view.trips))


def carried_words(carried: Carried) -> str:
    trip = carried.trip
    left = (
        tr(" Còn {count} tin chưa ghi được: dùng USB khác.").format(count=_count(carried.left)) if carried.left else ""
    )
    return tr("Đã ghi {count} tin, {size}: {name}. Rút USB an toàn rồi mang đi.{left}").format(
        count=_count(trip.events), size=_size(trip.size), name=trip.name, left=left
    )


def brought_words(brought: Brought) -> tuple[str, Tone]:
    """Nothing new is no fault: whoever carries may come twice."""
    if brought.again == brought.files and not brought.confirmed:
        return tr("Tệp này đã nhập trước đó; không có gì thay đổi."), Tone.PLAIN
    parts = [tr("tỉnh xác nhận {count} tin").format(count=_count(brought.confirmed))]
    if brought.sent:
        parts.append(tr("{count} tin đã gửi, tỉnh chưa đủ tệp hoặc chưa cấp mã").format(count=_count(brought.sent)))
    if brought.refused:
        parts.append(tr("{count} tin tỉnh không nhận: Alt+3 xem").format(count=_count(brought.refused)))
    if brought.news:
        parts.append(tr("{count} dữ liệu mới của người dân").format(count=_count(brought.news)))
    if brought.stale:
        parts.append(tr("tin tức cũ hơn những gì đã có nên bỏ qua"))
    return tr("Đã nhập: {join}.").format(join="; ".join(parts)), Tone.ATTENTION if brought.refused else Tone.GOOD


def _waiting(waiting: ToCarry, may: bool) -> CourierLine:
    if not waiting.events:
        return CourierLine(
            OUT, tr("Không có gì chờ mang đi"), tr("Tỉnh đã xác nhận mọi hồ sơ."), "confirmed", Tone.GOOD
        )
    since = tr("Lâu nhất từ {when} · ").format(when=_when(waiting.oldest)) if waiting.oldest else ""
    under_way = waiting.events - waiting.uncarried
    gone = tr(" · {count} tin đã ghi ra USB, chờ trả lời").format(count=_count(under_way)) if under_way else ""
    title = tr("{count} tin chờ tỉnh xác nhận").format(count=_count(waiting.events))
    about = tr("{since}{size} tệp{gone}. Ghi lại cũng không trùng.").format(
        since=since, size=_size(waiting.size), gone=gone
    )
    return CourierLine(OUT, title, about, "later", Tone.ATTENTION, "Enter: ghi ra USB" if may else "")


def _back(trips: tuple[Trip, ...], may: bool) -> CourierLine:
    away = sum(trip.answered_at is None and trip.open > 0 for trip in trips)
    title = (
        tr("{count} chuyến chưa có trả lời").format(count=_count(away)) if away else tr("Không chuyến nào chờ trả lời")
    )
    about = tr("Hồ sơ chỉ được xác nhận bằng trả lời do tỉnh ký, qua USB hoặc qua mạng.")
    offer = tr("Enter: nhập trả lời từ USB") if may else ""
    return CourierLine(BACK, title, about, "saved", Tone.PLAIN, offer)


def _trip(trip: Trip) -> CourierLine:
    if not trip.open:
        icon, tone, state = "confirmed", Tone.GOOD, tr("tỉnh đã xác nhận hết")
    elif trip.answered_at is None:
        icon, tone, state = (
            "later",
            Tone.PLAIN,
            tr("chờ trả lời, {count} tin chưa xác nhận").format(count=_count(trip.open)),
        )
    else:
        icon, tone = "attention", Tone.ATTENTION
        state = tr("đã có trả lời {when}, còn {count} tin chưa xác nhận").format(
            when=_when(trip.answered_at), count=_count(trip.open)
        )
    about = tr("{count} tin, {count2} tệp, {size} · {name}").format(
        count=_count(trip.events), count2=_count(trip.files), size=_size(trip.size), name=trip.name
    )
    return CourierLine(str(trip.id), f"Ghi USB {_when(trip.made_at)}: {state}", about, icon, tone)


def _when(moment: datetime) -> str:
    return tr("{vietnam_time:%H:%M ngày %d/%m/%Y}").format(vietnam_time=vietnam_time(moment))


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
