"""A PC whose key ring has lost the key explains itself and takes the recovery code, typed or read by a card reader."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import key_commands, one_window
from counter_app.__main__ import main
from counter_app.bootstrap import Application
from counter_app.config import Settings, demo_settings
from counter_app.domain.errors import KeyMissing, NoKeyring
from counter_app.domain.recovery_code import CodeBook
from resources import recovery_words
from tests.services.store import PocketKeyChain
from tests.ui.conftest import NO_PROVINCE
from ui import refusal
from ui.page import Tone
from ui.unlock.presenter import ask_for_the_code
from ui.unlock.screen import UnlockWindow
from ui.unlock.view_model import cells, progress

BOOK = CodeBook(recovery_words())
CODE = BOOK.write(20261123)
TYPED = " ".join(CODE.words)


class Gone(PocketKeyChain):
    """No service of the system answers."""

    def get(self, name: str) -> bytes | None:
        raise NoKeyring

    def set(self, name: str, secret: bytes) -> None:
        raise NoKeyring


@pytest.fixture
def settings(tmp_path: Path, new_store: tuple[Path, dict[str, bytes]]) -> Settings:
    """Of a store that has a recovery code, carried to a PC whose key ring is empty."""
    shutil.copytree(new_store[0], tmp_path / "counter")
    keys = PocketKeyChain()
    keys.secrets.update(new_store[1])
    settings = demo_settings(tmp_path / "counter", NO_PROVINCE)
    application = Application(settings, keys, scanner_drivers=("simulated",))
    application.keys.keep_code(CODE, application.store.clock.now())
    application.close()
    return settings


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> PocketKeyChain:
    """This PC's own key ring."""
    keys = PocketKeyChain()
    monkeypatch.setattr(key_commands, "SystemKeyChain", lambda: keys)
    return keys


@pytest.fixture
def at_the_window() -> Iterator[Callable[[Callable[[UnlockWindow], None]], None]]:
    """Gives the open window to each act in turn, the next one once it is ready again; then gives up."""
    timers: list[QTimer] = []

    def act(*acts: Callable[[UnlockWindow], None], give_up: bool = True) -> None:
        left, timer = list(acts), QTimer()

        def look() -> None:
            window = QApplication.activeModalWidget()
            if not isinstance(window, UnlockWindow) or not window.go.isEnabled():
                return
            if left:
                left.pop(0)(window)
            elif give_up:
                window.reject()

        timer.timeout.connect(look)
        timer.start(5)
        timers.append(timer)

    yield act
    for timer in timers:
        timer.stop()


def type_and_enter(text: str) -> Callable[[UnlockWindow], None]:
    def act(window: UnlockWindow) -> None:
        window.field.clear()
        QTest.keyClicks(window.field, text)
        QTest.keyClick(window.field, Qt.Key.Key_Return)

    return act


def read(window_words: list[str]) -> Callable[[UnlockWindow], None]:
    return lambda window: window_words.extend((window.what.text(), window.ask.text(), window.progress.text()))


def test_the_code_opens_the_program_and_this_pc_remembers(
    qtbot: QtBot, settings: Settings, here: PocketKeyChain, at_the_window: Callable[..., None]
) -> None:
    said: list[str] = []
    slip = " ".join((*CODE.words[:4], "xyz", *CODE.words[5:]))
    at_the_window(read(said), type_and_enter(slip), read(said), type_and_enter(TYPED.upper()))
    store = key_commands.store_with_a_code(settings)
    assert store is not None
    opened = ask_for_the_code(KeyMissing(), store, lambda typed: key_commands.open_with_code(settings, typed))
    assert opened is not None
    with opened.store.read() as work:
        assert "store-unlocked" in [line.what for line in work.audit.lines(5)]
    opened.close()
    assert said[0] == "Két khóa của máy này không có khóa của kho dữ liệu."
    assert store in said[1]
    assert "Từ thứ 5" in said[5]
    Application(settings, here, scanner_drivers=("simulated",)).close()  # without the code from now on


def test_the_qr_code_comes_from_a_serial_reader_too(
    qtbot: QtBot, settings: Settings, here: PocketKeyChain, at_the_window: Callable[..., None]
) -> None:
    heard: list[Callable[[str], None]] = []
    let_go: list[bool] = []

    def listen(hear: Callable[[str], None]) -> Callable[[], None]:
        heard.append(hear)
        return lambda: let_go.append(True)

    at_the_window(lambda _: heard[0](CODE.qr_text), give_up=False)
    opened = ask_for_the_code(KeyMissing(), "A1B2-C3D4", lambda typed: BOOK.read(typed), listen)
    assert opened == CODE
    assert let_go == [True]


def test_without_any_key_ring_the_code_opens_it_for_this_time(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch, at_the_window: Callable[..., None]
) -> None:
    monkeypatch.setattr(key_commands, "SystemKeyChain", Gone)
    said: list[str] = []
    at_the_window(read(said), type_and_enter(TYPED))
    opened = ask_for_the_code(NoKeyring(), "A1B2-C3D4", lambda typed: key_commands.open_with_code(settings, typed))
    assert opened is not None
    assert "mỗi lần mở" in said[1]
    opened.close()
    with pytest.raises(NoKeyring):
        Application(settings, Gone())


def test_whoever_gives_up_leaves_everything_as_it_was(
    qtbot: QtBot, settings: Settings, here: PocketKeyChain, at_the_window: Callable[..., None]
) -> None:
    at_the_window(type_and_enter(" ".join(BOOK.write(7).words)))
    opened = ask_for_the_code(KeyMissing(), "A1B2-C3D4", lambda typed: key_commands.open_with_code(settings, typed))
    assert opened is None
    assert not here.secrets


def test_the_program_s_start_leads_there_and_goes_on(
    qtbot: QtBot,
    settings: Settings,
    here: PocketKeyChain,
    monkeypatch: pytest.MonkeyPatch,
    at_the_window: Callable[..., None],
) -> None:
    opened: list[Application] = []

    def refuse(*_: object) -> int:
        raise KeyMissing

    def run(application: Application) -> int:
        opened.append(application)
        return 0

    monkeypatch.setattr(refusal, "somebody_sees", lambda: True)
    monkeypatch.setattr("counter_app.bootstrap.settings", lambda _: settings)
    monkeypatch.setattr(one_window, "open_window", refuse)
    monkeypatch.setattr(one_window, "run", run)
    at_the_window(type_and_enter(TYPED))
    assert main([]) == 0
    opened[0].close()


def test_what_is_typed_is_followed_word_by_word() -> None:
    assert progress("", BOOK) == ("", Tone.PLAIN)
    first, second, third = CODE.words[:3]
    assert progress(f"{first} {second} {third[:1]}", BOOK)[1] is Tone.PLAIN, "the last word may be under way"
    assert progress(f"{first} xyz {third}", BOOK) == ("Từ thứ 2 chưa đúng: so lại với tờ giấy.", Tone.ATTENTION)
    assert [cell.tone for cell in cells(f"{first} xyz {third}", BOOK)] == [Tone.PLAIN, Tone.ERROR, Tone.PLAIN]
    assert progress(TYPED, BOOK) == ("Đủ 15 từ: Enter để mở kho.", Tone.GOOD)
    assert progress(f"{TYPED} ba", BOOK)[1] is Tone.ATTENTION
