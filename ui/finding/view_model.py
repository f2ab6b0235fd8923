"""Found people in words, and how far the commune's register on this PC can be trusted to hold everybody. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.domain.words import vietnam_time
from counter_app.ports import Found, FoundPerson
from counter_app.use_cases.search import RegisterState

from ..core_words import spoken
from ..language import tr
from ..page import Notice, Tone

_AMBER, _RED = timedelta(days=1), timedelta(days=3)  # an old register is told, it never blocks


@dataclass(frozen=True, slots=True)
class PersonLine:
    """`number` is what is chosen by; it is not shown whole."""

    number: str
    who: str
    about: str


def tone_of_age(age: timedelta) -> Tone:
    """Of data of the province that is this old."""
    if age < _AMBER:
        return Tone.PLAIN
    return Tone.ERROR if age >= _RED else Tone.ATTENTION


def register_words(state: RegisterState, now: datetime) -> Notice:
    """What stands above whoever was found, and above nobody."""
    if state.as_of is None:
        part = tr("mới về máy này một phần") if state.begun else tr("chưa về máy này")
        words = tr(
            "Dữ liệu dân cư của xã {part}: không tìm thấy chưa chắc là không có. Quét thẻ, hoặc gõ đủ 12 số."
        ).format(part=part)
        return Notice(words, Tone.ATTENTION)
    age = now - state.as_of
    tone = tone_of_age(age)
    old = tr(": đã {days} ngày, người mới đến có thể chưa có").format(days=age.days) if tone is not Tone.PLAIN else ""
    return Notice(
        tr("Dữ liệu dân cư của xã tính đến {vietnam_time:%H:%M %d/%m/%Y}{old}").format(
            vietnam_time=vietnam_time(state.as_of), old=old
        ),
        tone,
    )


def person_line(found: FoundPerson) -> PersonLine:
    citizen = found.citizen
    born = citizen.birth_date.printed() if citizen.birth_date else ""
    where = (
        citizen.address
        if found.own
        else tr("không có trong dữ liệu của xã, đã nộp hồ sơ tại đây · {address}").format(address=citizen.address)
    )
    about = (citizen.personal_number.masked, spoken(citizen.sex.value) if citizen.sex else "", where)
    return PersonLine(
        citizen.personal_number.value,
        " · ".join(part for part in (citizen.full_name, born) if part),
        " · ".join(part for part in about if part).rstrip(" ·"),
    )


def count_words(found: Found[FoundPerson]) -> str:
    """`3`, `20 đầu, còn nữa: gõ thêm chữ`; and that nobody fits as typed."""
    if found.more:
        return tr("{len} người đầu, còn nữa: gõ thêm chữ hoặc năm sinh").format(len=len(found.items))
    near = tr("không ai khớp hẳn, gần giống: ") if found.items and found.items[0].slip else ""
    return f"{near}{len(found.items)}"
