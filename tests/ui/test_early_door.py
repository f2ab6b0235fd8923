"""The door is up before the store: what is typed meanwhile is lost to nobody, and seen by nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from counter_app import places
from counter_app.domain.errors import NoKeyring
from ui.early_door import EarlyDoor
from ui.log_in.view_model import Asks, DoorView
from ui.page import KeyHint


def _view(user_name: str, asks: Asks = Asks.NAME_AND_WORD) -> DoorView:
    keys = (KeyHint("Return", "đăng nhập"),)
    return DoorView(asks, "Phường", "Đăng nhập quầy Q01", "", user_name, "MẬT KHẨU", "", keys)


@pytest.fixture
def early(qapp: object) -> Iterator[EarlyDoor]:
    opened = EarlyDoor()
    yield opened
    opened.give_way()


def test_what_is_typed_early_is_the_word_where_the_name_is_known(early: EarlyDoor) -> None:
    door = early.window.door
    QTest.keyClicks(door.word, "mat-khau")
    assert door.word.echoMode() is QLineEdit.EchoMode.Password
    assert early.behind(lambda: 42) == 42
    door.show_view(_view("an"))
    assert (door.user.text(), door.word.text()) == ("an", "mat-khau")
    QTest.keyClicks(door.word, "-1")
    assert door.word.text() == "mat-khau-1", "the cursor stays behind it"


def test_what_is_typed_early_is_the_name_where_nobody_is_known(early: EarlyDoor) -> None:
    door = early.window.door
    QTest.keyClicks(door.word, "binh")
    door.show_view(_view(""))
    assert (door.user.text(), door.word.text()) == ("binh", "")
    assert not door.user.isReadOnly()


def test_enter_pressed_early_counts_once_the_store_is_open(early: EarlyDoor) -> None:
    door, entered = early.window.door, []
    door.entered.connect(lambda *words: entered.append(words))
    QTest.keyClicks(door.word, "mat-khau\r")
    assert entered == []
    door.show_view(_view("an"))
    assert entered == [("an", "mat-khau", "")]
    door.show_view(_view("an"))
    assert len(entered) == 1, "and only once"


def test_the_store_is_opened_off_the_windows_thread_and_its_refusal_comes_back(early: EarlyDoor) -> None:
    assert early.behind(threading.current_thread) is not threading.main_thread()

    def refuse() -> None:
        raise NoKeyring

    with pytest.raises(NoKeyring):
        early.behind(refuse)
    assert not early.closed
    early.window.close()
    assert early.closed


def test_the_door_is_up_before_the_heavy_parts_are_read() -> None:
    code = (
        "import sys, ui.early_door, counter_app.places\n"
        "heavy = 'pydantic sqlalchemy numpy cv2 reportlab counter_app.ports counter_app.bootstrap'\n"
        "print([name for name in heavy.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="the owner of a pid is not asked for there")
def test_a_program_that_died_with_its_door_open_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "default_data_folder", lambda: tmp_path)
    assert not places.seems_open()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for pid, opened in ((os.getpid(), True), (ended.pid, False)):
        (tmp_path / places.DOOR).write_text(json.dumps({"pid": pid, "pipe": "", "secret": ""}))
        assert places.seems_open() is opened
    (tmp_path / places.DOOR).write_text("half")
    assert not places.seems_open()


def test_qt_reads_no_source_of_what_is_imported_after_it() -> None:
    """It would keep every line of it: 30 MB of a window, and 0.2 s of each start."""
    look = (
        "import ui.qt_application, sqlalchemy.orm, linecache\n"
        "print([name for name, entry in linecache.cache.items() if 'sqlalchemy' in name and name[0] != '<'])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
