"""The courier at the counter by keys: what waits to a stick, the province's answer from it, and what each row says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from PySide6.QtCore import Qt

from counter_app.domain.errors import ParcelWrong
from counter_app.domain.people import Account, Role
from counter_app.ports import Brought, Carried, ToCarry, Trip
from counter_app.use_cases.carry import CourierView
from sync.courier import ProvinceKeys
from sync.gateway import CounterGateway
from tests.services.sandbox import Sandbox
from tests.sync.counter import RealCounter
from tests.ui.conftest import Counter
from ui.courier.view_model import brought_words, carried_words, courier_lines
from ui.messages import message
from ui.page import Tone

ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
AWAY = Trip(uuid4(), NOW, "bay", "gui-tinh_H13.507_Q01_20261126-100000_ab12cd34.qmc", 12, 30, 48_200_000, None, 12)
BACK = replace(AWAY, id=uuid4(), answered_at=NOW, open=0)
VIEW = CourierView(True, ToCarry(14, 52_000_000, NOW, 2), (AWAY, BACK))


def go_to_the_courier(counter: Counter) -> list[str]:
    section = counter.opened.presenter.machine.courier
    counter.press(Qt.Key.Key_7, modifier=ALT)
    counter.press(*[Qt.Key.Key_Down] * 5, Qt.Key.Key_Return)
    counter.until(lambda: bool(section.rows.rows))
    return [row.title for row in section.rows.rows]


def test_two_keys_write_what_waits_and_two_take_the_answer_in(
    open_counter: Callable[..., Counter], sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = open_counter()
    application = counter.application
    keys = requests.get(f"{sandbox.url}/sandbox/courier/keys", timeout=30).json()
    application.courier._province = ProvinceKeys(keys["recipient"], keys["signer"])
    unit, desk = application.counter.unit.code, application.counter.code
    trusted = {"key": application.courier.public_key()}
    requests.put(f"{sandbox.url}/sandbox/courier/counters/{unit}/{desk}", json=trusted, timeout=30)
    assert isinstance(application.gateway, CounterGateway)
    RealCounter(application.store, application.gateway).accept(4_000)
    monkeypatch.setattr("ui.courier.presenter.choose_folder", lambda *_: tmp_path)

    assert go_to_the_courier(counter)[0].startswith("1 tin chờ tỉnh xác nhận")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Đã ghi 1 tin"))
    (out,) = tmp_path.glob("gui-tinh_*.qmc")
    reply = requests.post(f"{sandbox.url}/sandbox/courier", data=out.read_bytes(), timeout=30)
    (tmp_path / reply.headers["Content-Disposition"].split('"')[1]).write_bytes(reply.content)

    section = counter.opened.presenter.machine.courier
    counter.until(lambda: "1 chuyến chưa có trả lời" in [row.title for row in section.rows.rows])
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Đã nhập: tỉnh xác nhận 1 tin"))
    counter.until(lambda: section.rows.rows[0].title == "Không có gì chờ mang đi")


def test_where_the_provinces_keys_are_not_set_nothing_is_offered_and_the_row_says_whose_it_is(counter: Counter) -> None:
    assert go_to_the_courier(counter) == ["Quầy này chưa mang hồ sơ bằng USB được"]
    assert not any(row.offer for row in counter.opened.presenter.machine.courier.rows.rows)


def test_the_post_office_sees_and_carries_nothing(counter: Counter) -> None:
    counter.application.session.open(Account("p", "p", "Bưu chính", frozenset({Role.POSTAL})))
    assert not any(line.offer for line in courier_lines(VIEW, may=False))


# --- in words ------------------------------------------------------------------------------------------------


def test_rows_say_what_waits_what_is_under_way_and_what_came_back() -> None:
    waiting, back, away, confirmed = courier_lines(VIEW, may=True)
    assert waiting.title == "14 tin chờ tỉnh xác nhận"
    assert waiting.about.startswith("Lâu nhất từ 10:00 ngày 26/11/2026 · 52,0 MB")
    assert "12 tin đã ghi ra USB, chờ trả lời" in waiting.about
    assert (waiting.offer, back.offer) == ("Enter: ghi ra USB", "Enter: nhập trả lời từ USB")
    assert back.title == "1 chuyến chưa có trả lời"
    assert away.title == "Ghi USB 10:00 ngày 26/11/2026: chờ trả lời, 12 tin chưa xác nhận"
    assert confirmed.title.endswith("tỉnh đã xác nhận hết")


def test_what_found_no_room_is_said() -> None:
    assert carried_words(Carried(AWAY, 3)).endswith("Còn 3 tin chưa ghi được: dùng USB khác.")


def test_a_file_taken_in_before_is_no_fault_and_a_refusal_is_seen() -> None:
    assert brought_words(Brought(files=1, again=1))[0].startswith("Tệp này đã nhập trước đó")
    words, tone = brought_words(Brought(files=1, confirmed=2, refused=1))
    assert (words, tone) == ("Đã nhập: tỉnh xác nhận 2 tin; 1 tin tỉnh không nhận: Alt+3 xem.", Tone.ATTENTION)


@pytest.mark.parametrize(
    "why",
    [
        *("none", "absent", "truncated", "changed", "too-large", "newer"),
        *("not-for-us", "outgoing", "other-counter", "other-province"),
    ],
)
def test_each_fault_of_a_file_has_its_own_sentence(why: str) -> None:
    words = message(ParcelWrong(file="tinh-tra_x.qmc", why=why))
    assert words != message(ParcelWrong(file="tinh-tra_x.qmc"))
    assert "{" not in f"{words.what}{words.why}{words.next}"
