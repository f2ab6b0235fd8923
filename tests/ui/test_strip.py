"""What is said to the clerk stands before what merely goes on behind."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.main_window.strip import Strip
from ui.page import Notice, Tone

JAM = "Máy quét Canon DR-C230 bị kẹt giấy. Mở nắp, gỡ giấy, rồi F5 quét tiếp các trang còn lại."


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    made = Strip()
    qtbot.addWidget(made)
    made.resize(1100, 36)
    made.show()
    made.show_work("scan", "Còn 2 trang đang vào hồ sơ… (Esc để lại)")
    made.show_work("archive", "Bản lưu trữ: còn 5 giấy tờ")
    return made


def test_a_jam_s_sentence_has_the_room_of_the_archive_s_count_where_both_do_not_fit(strip: Strip) -> None:
    assert "Bản lưu trữ" in strip.tray.text(), "nobody is told anything: it may be seen"
    strip.tell(Notice(JAM, Tone.ERROR))
    strip.resize(900, 36)
    assert "Bản lưu trữ" not in strip.tray.text()
    assert "Còn 2 trang" in strip.tray.text(), "what the clerk can still act on stays"
    strip.tell(Notice(""))
    assert "Bản lưu trữ" in strip.tray.text()


def test_where_there_is_room_for_both_both_are_seen(strip: Strip) -> None:
    strip.resize(1800, 36)
    strip.tell(Notice(JAM, Tone.ERROR))
    assert "Bản lưu trữ" in strip.tray.text()
