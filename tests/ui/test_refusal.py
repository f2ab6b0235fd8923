"""What keeps the program from opening is told in a window, which a key closes; nobody waits where nobody can see."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counter_app.__main__ import main
from counter_app.domain.errors import BackupAbsent, BackupFull, BadSettings, NewerStore, StoreDamaged
from ui import refusal
from ui.messages import message, sentence


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """Somebody sits before the screen; the offscreen platform alone would say that nobody does."""
    monkeypatch.setattr(refusal, "somebody_sees", lambda: True)


def press_when_open(key: Qt.Key, read: list[str]) -> QTimer:
    """Reads the window once it is there, then presses `key`."""
    timer = QTimer()

    def give_up(window: refusal.Refusal) -> None:
        read.append("no key closed it")
        window.reject()

    def look() -> None:
        window = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if isinstance(window, refusal.Refusal) and focus is not None:
            timer.stop()
            QTimer.singleShot(10_000, window, lambda: give_up(window))
            read.extend(label.text() for label in window.findChildren(QLabel) if label.text())
            QTest.keyClick(focus, key)

    timer.timeout.connect(look)
    timer.start(5)
    return timer


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_the_window_says_cause_and_next_step_and_a_key_closes_it(seen: None, key: Qt.Key) -> None:
    read: list[str] = []
    timer = press_when_open(key, read)
    refusal.tell(NewerStore())
    words = message(NewerStore())
    assert read == [words.what, words.why, words.next, "Mã lỗi: environment.newer-store"]
    assert not timer.isActive()


def test_a_start_that_fails_is_told_in_the_window_and_on_the_shell(
    seen: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "machine.toml"
    settings.write_text("[counter]\ncode = \n")
    read: list[str] = []
    timer = press_when_open(Qt.Key.Key_Return, read)
    assert main(["--settings", str(settings)]) == 1
    error = BadSettings(entry="line 2", file="machine.toml", why="syntax")
    assert capsys.readouterr().err == f"counter-app: {sentence(error)}\n"
    words = message(error)
    assert read == [words.what, words.why, words.next, "Mã lỗi: environment.bad-settings"]
    assert not timer.isActive()


def test_a_command_of_the_shell_opens_no_window(
    seen: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(_: object) -> None:
        raise AssertionError("a window for IT's shell")

    monkeypatch.setattr(refusal, "tell", never)
    assert main(["--settings", str(tmp_path / "nowhere.toml"), "sync", "--once"]) == 1
    assert "nowhere.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "sees"),
    [
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "minimal"}, False),
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "xcb:something", "DISPLAY": ":1"}, True),
    ],
)
def test_where_no_screen_is_nobody_waits_for_a_key(
    environment: dict[str, str], sees: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert refusal.somebody_sees() is sees


def test_a_damaged_store_is_rescued_from_the_window_that_refuses(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[Path] = []

    def rescue(to: Path) -> str:
        asked.append(to)
        return "Đã cứu 3 hồ sơ"

    window = refusal.Refusal(StoreDamaged(why="page"), rescue)
    qtbot.addWidget(window)
    window.rescue_into(tmp_path)
    assert not window.save.isEnabled()
    qtbot.waitUntil(lambda: window.next.text() == "Đã cứu 3 hồ sơ")
    assert asked == [tmp_path]
    window.reject()


def test_a_rescue_that_fails_says_why_and_can_be_tried_elsewhere(qtbot: QtBot, tmp_path: Path) -> None:
    def rescue(to: Path) -> str:
        raise BackupFull

    window = refusal.Refusal(StoreDamaged(why="page"), rescue)
    qtbot.addWidget(window)
    window.rescue_into(tmp_path)
    qtbot.waitUntil(window.save.isEnabled)
    assert window.next.text() == sentence(BackupFull(), desk=False)
    window.reject()


def test_nothing_is_offered_where_nothing_is_damaged(qtbot: QtBot) -> None:
    window = refusal.Refusal(NewerStore())
    qtbot.addWidget(window)
    assert not hasattr(window, "save")


def of_a_backup(put: list[Path], fails: bool = False) -> refusal.Restore:
    def find(folder: Path) -> tuple[Path, str]:
        if fails:
            raise BackupAbsent
        return folder / "20261127", "Bản sao lưu lúc 08:00 ngày 27/11/2026: 3 hồ sơ."

    def put_back(backup: Path) -> str:
        put.append(backup)
        return "Đã khôi phục 3 hồ sơ"

    return refusal.Restore(find, put_back)


def test_a_backup_is_put_in_the_damaged_stores_place_once_that_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    put: list[Path] = []
    window = refusal.Refusal(StoreDamaged(why="page"), lambda _: "", of_a_backup(put))
    qtbot.addWidget(window)
    window.show()
    assert not window.agree.isVisible()
    window.restore_from(tmp_path)
    qtbot.waitUntil(window.agree.isVisible)
    assert window.next.text().startswith("Bản sao lưu lúc 08:00 ngày 27/11/2026: 3 hồ sơ.")
    QTest.keyClicks(window.agree, "khoi")
    QTest.keyClick(window.agree, Qt.Key.Key_Return)
    assert window.isVisible(), "Enter in the field closes nothing"
    assert put == []
    QTest.keyClicks(window.agree, " phuc")
    QTest.keyClick(window.agree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.next.text().startswith("Đã khôi phục 3 hồ sơ"))
    assert put == [tmp_path / "20261127"]
    assert "mở lại chương trình" in window.next.text()
    assert not window.back.isEnabled(), "the store is whole again: nothing is put over it"
    assert window.restored
    window.reject()


def test_where_there_is_no_backup_another_folder_can_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    window = refusal.Refusal(StoreDamaged(why="page"), None, of_a_backup([], fails=True))
    qtbot.addWidget(window)
    window.restore_from(tmp_path)
    qtbot.waitUntil(window.back.isEnabled)
    assert window.next.text() == sentence(BackupAbsent(), desk=False)
    window.reject()


def test_a_restore_that_the_window_was_closed_under_is_known_to_have_been_done(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def put(_: Path) -> str:
        goes_on.wait(10)
        return ""

    window = refusal.Refusal(StoreDamaged(why="page"), None, refusal.Restore(of_a_backup([]).find, put))
    qtbot.addWidget(window)
    window.show()
    window.restore_from(tmp_path)
    qtbot.waitUntil(window.agree.isVisible)
    QTest.keyClicks(window.agree, "khoi phuc")
    QTest.keyClick(window.agree, Qt.Key.Key_Return)
    assert not window.restored
    assert window._tasks is not None
    close = window._tasks.close

    def closing(timeout: float) -> None:
        goes_on.set()
        close(timeout)

    monkeypatch.setattr(window._tasks, "close", closing)
    window.reject()
    assert window.restored


def test_the_backup_that_is_meant_needs_no_folder_to_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    put: list[Path] = []
    offered = of_a_backup(put)
    window = refusal.Refusal(NewerStore(), None, refusal.Restore(offered.find, offered.put, tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.back.click()
    qtbot.waitUntil(window.agree.isVisible)
    QTest.keyClicks(window.agree, "khoi phuc")
    QTest.keyClick(window.agree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: put == [tmp_path / "20261127"])
    window.reject()
