"""What the door says and which fields it asks for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..language import tr
from ..page import KeyHint, Notice, Tone

if TYPE_CHECKING:  # the door is up before the domain is read
    from counter_app.use_cases.counter import Counter
    from counter_app.use_cases.log_in import AtTheDoor

NO_ACCOUNTS = Notice(
    tr(
        "Máy này chưa có tài khoản nào: danh sách của tỉnh chưa về. Cắm mạng và chờ một phút; "
        "nếu chưa có mạng, cán bộ CNTT chạy lệnh counter-app people first."
    ),
    Tone.ATTENTION,
)
ACCOUNTS_CAME = Notice(tr("Tài khoản của đơn vị đã về. Gõ tên đăng nhập và mật khẩu rồi Enter."), Tone.GOOD)


class Asks(StrEnum):
    """Which word opens."""

    NAME_AND_WORD = "name-and-word"
    WORD = "word"  # of the person whose screen is locked
    PIN = "pin"
    NEW_PIN = "new-pin"  # somebody is in already, and may set one


@dataclass(frozen=True, slots=True)
class DoorView:
    """`name` stands above the fields; `user_name` in the first one; `word`, `again` are the fields' captions, empty
    where the field is not asked for. `serving`: the number that is at the counter."""

    asks: Asks
    where: str
    title: str
    name: str
    user_name: str
    word: str
    again: str
    keys: tuple[KeyHint, ...]
    serving: str = ""
    trains: bool = False


def door_view(found: AtTheDoor, counter: Counter, somebody_else: bool, serving: str, trains: bool = False) -> DoorView:
    """`somebody_else`: another person wants to log in over the locked screen; `trains`: training can be opened."""
    serving = tr("Số đang ở quầy: {serving}").format(serving=serving) if serving else ""
    if found.locked is None or somebody_else:
        user_name = found.last.user_name if found.last is not None and not somebody_else else ""
        back = (KeyHint("Esc", tr("quay lại màn hình khóa")),) if somebody_else else ()
        practise = (KeyHint("F9", tr("tập huấn")),) if trains else ()
        keys = (KeyHint("Return", tr("đăng nhập")), *back, *practise)
        return DoorView(
            Asks.NAME_AND_WORD,
            counter.unit.name,
            tr("Đăng nhập quầy {code}").format(code=counter.code),
            "",
            user_name,
            tr("MẬT KHẨU"),
            "",
            keys,
            serving,
            trains,
        )
    asks = Asks.PIN if found.pin else Asks.WORD
    word = tr("MÃ PIN") if found.pin else tr("MẬT KHẨU")
    ways = (KeyHint("Return", tr("mở khóa")), KeyHint("F10", tr("người khác đăng nhập")))
    return DoorView(
        asks,
        counter.unit.name,
        tr("Quầy {code} đang khóa").format(code=counter.code),
        found.locked.name,
        "",
        word,
        "",
        ways,
        serving,
    )


def opening_view() -> DoorView:
    """Before the store has told whose counter it is."""
    keys = (KeyHint("Return", tr("đăng nhập")),)
    return DoorView(Asks.NAME_AND_WORD, "", tr("Đang mở kho hồ sơ…"), "", "", tr("MẬT KHẨU"), "", keys)


def new_pin_view(name: str, counter: Counter) -> DoorView:
    keys = (KeyHint("Return", tr("đặt mã PIN")), KeyHint("Esc", tr("để sau")))
    return DoorView(
        Asks.NEW_PIN,
        counter.unit.name,
        tr("Đặt mã PIN cho máy này"),
        name,
        "",
        tr("MÃ PIN (4–8 SỐ)"),
        tr("GÕ LẠI MÃ PIN"),
        keys,
    )


def trial_words(people: Sequence[dict[str, Any]]) -> tuple[tuple[str, str, str], ...]:
    """The made-up people of the demonstration: name and pass word, who that is, what they are."""
    from counter_app.domain.people import Role

    from ..right_words import ROLES

    return tuple(
        (f"{one['user_name']} / {one['pass_word']}", one["name"], ", ".join(ROLES[Role(role)] for role in one["roles"]))
        for one in people
    )
