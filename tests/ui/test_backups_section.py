"""Backups at the counter by keys: one more, which there are, and one put in the store's place by the window itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import backup_commands, keychain, one_window
from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.domain.people import Account, Role
from counter_app.ports import KeptBackup
from counter_app.use_cases.keep_backups import Loss, ShelfView
from local_db.open_store import open_store
from local_db.shelf import Shelf
from tests.local_db.samples import accept
from tests.services.store import PocketKeyChain
from tests.ui.conftest import NO_PROVINCE, Counter
from ui.backups.view_model import backup_lines, is_confirmed, restore_words
from ui.main_window.screen import MainWindow
from ui.page import Notice

ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
IT = Account("it-01", "it", "Cán bộ CNTT", frozenset({Role.IT}))
BACKUP = KeptBackup(Path("/stick/b"), NOW, "due", 1152, 300, 0)


def go_to_backups(counter: Counter, account: Account = IT) -> None:
    counter.application.session.open(account)
    counter.press(Qt.Key.Key_7, modifier=ALT)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)


def titles(counter: Counter) -> list[str]:
    return [row.title for row in counter.opened.presenter.machine.backups.screen.rows.rows]


def test_a_backup_is_made_by_two_keys_and_stands_in_the_list(counter: Counter) -> None:
    go_to_backups(counter)
    counter.until(lambda: titles(counter) == ["Chưa có bản sao lưu nào ở đây"])
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Đã sao lưu và kiểm tra: 0 hồ sơ"))
    counter.until(lambda: len(titles(counter)) == 2)
    with counter.application.store.read() as work:
        (line,) = (line for line in work.audit.lines(100) if line.what == "backup-made")
    (made,) = counter.application.desk.backups.look().backups
    assert (line.who, line.about) == (IT.id, {"place": str(made.path)}), "who took the whole store, and where to"
    assert "Đang sao lưu" not in counter.opened.window.strip.tray.text()


def test_nothing_is_restored_without_the_word_and_esc_leads_back(counter: Counter) -> None:
    counter.application.backups.make()
    go_to_backups(counter)
    counter.until(lambda: len(titles(counter)) == 2)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    screen = counter.opened.presenter.machine.backups.screen
    counter.until(lambda: screen.asking)
    assert counter.focus is screen.agreed
    counter.type("khoi ph")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.said.startswith("Chưa khôi phục"))
    assert counter.application.to_restore is None
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: not screen.asking)
    assert counter.opened.window.isVisible()


def test_the_word_closes_the_window_and_says_who_chose_which(counter: Counter) -> None:
    made = counter.application.backups.make()
    go_to_backups(counter)
    counter.until(lambda: len(titles(counter)) == 2)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.machine.backups.screen.asking)
    counter.type("khoi phuc")
    QTest.keyClick(counter.focus, Qt.Key.Key_Return)
    counter.until(lambda: not counter.opened.window.isVisible())
    assert counter.application.to_restore == (made.path, IT.id)


def test_a_clerk_without_the_right_is_offered_neither(counter: Counter) -> None:
    counter.application.backups.make()
    go_to_backups(counter, replace(IT, roles=frozenset({Role.CLERK})))
    counter.until(lambda: len(titles(counter)) == 2)
    assert [row.offer for row in counter.opened.presenter.machine.backups.screen.rows.rows] == ["", ""]


def test_a_stick_that_was_pulled_out_is_named(counter: Counter, tmp_path: Path) -> None:
    go_to_backups(counter)
    counter.opened.presenter.machine.backups.look_in(tmp_path / "gone")
    counter.until(lambda: counter.said != "")
    assert counter.said.startswith("Không thấy nơi chứa bản sao lưu.")


def test_what_restoring_costs_is_said_before_the_word_is_typed() -> None:
    told = " ".join(restore_words(BACKUP, Loss(3, 2), NOW))
    assert "1.152 hồ sơ" in told
    assert "3 hồ sơ tiếp nhận sau đó không có trong bản này" in told
    assert "Còn 2 tin chờ gửi" in told
    assert "Số đã cấp không bị cấp lại" in told
    assert "Hôm nay theo máy này là 23/11/2026" in told
    assert "Không có hồ sơ nào tiếp nhận sau bản này." in restore_words(BACKUP, Loss(0, 2), NOW)


@pytest.mark.parametrize(
    ("typed", "agrees"), [("KHOI PHUC", True), (" khôi  phục ", True), ("khoi", False), ("", False)]
)
def test_the_word_is_taken_with_and_without_marks(typed: str, agrees: bool) -> None:
    assert is_confirmed(typed) is agrees


def test_each_backup_says_what_it_holds() -> None:
    lines = backup_lines(ShelfView(Path("/stick"), (BACKUP, replace(BACKUP, files=None, damaged_files=1))), True, True)
    assert lines[0].title == "Lần cuối 10:00 ngày 23/11/2026"
    assert lines[1].about == "1.152 hồ sơ · 300 tệp giấy tờ · tự động"
    assert lines[2].about == "1.152 hồ sơ · không kèm tệp giấy tờ · tự động · 1 tệp đã hỏng từ trước"


# --- the program around it -----------------------------------------------------------------------------


class Sitting:
    """Somebody before the window: does the next thing each time a new one is open, and notes what it says."""

    def __init__(self, things: list[Callable[[MainWindow], object]]) -> None:
        self._things, self._met, self.said = things, list[MainWindow](), list[str]()
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible() and window not in self._met and self._things:
                self._met.append(window)
                self.said.append(window.strip.notice.text())
                self._things.pop(0)(window)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> tuple[Path, PocketKeyChain]:
    """A store with two dossiers, and a backup of one."""
    keys = PocketKeyChain()
    monkeypatch.setattr(keychain, "SystemKeyChain", lambda: keys)
    monkeypatch.setattr(backup_commands, "SystemKeyChain", lambda: keys)
    application = Application(demo_settings(tmp_path / "counter", NO_PROVINCE), keys, scanner_drivers=("simulated",))
    with application.store.write() as work:
        accept(work)
    application.backups.make()
    with application.store.write() as work:
        accept(work)
    application.close()
    return tmp_path / "counter", keys


def sit_before(folder: Path, choose: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Chooses a backup in the first window, closes the second; what each said."""
    opened: list[Application] = []
    run = one_window.run

    def noted(application: Application, told: Notice | None = None) -> int:
        opened.append(application)
        return run(application, told=told)

    monkeypatch.setattr(one_window, "run", noted)

    def choose_one(window: MainWindow) -> None:
        opened[-1].session.open(IT)
        opened[-1].desk.backups.restore_next(replace(BACKUP, path=choose()))
        window.close()

    sitting = Sitting([choose_one, lambda window: window.close()])
    assert one_window.open_window(demo_settings(folder, NO_PROVINCE), lambda line, refused=False: None) == 0
    return sitting.said


def codes(folder: Path, keys: PocketKeyChain) -> int:
    store = open_store(folder, keys)
    try:
        with store.read() as work:
            return len(work.dossiers.recent())
    finally:
        store.close()


def shelf_of(folder: Path) -> Path:
    return next(folder.with_name("counter-backups").glob("*/2*/manifest.json")).parent


def test_the_window_comes_back_with_the_restored_store(
    folder: tuple[Path, PocketKeyChain], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = sit_before(folder[0], lambda: shelf_of(folder[0]), monkeypatch)
    assert said[1].startswith("Đã khôi phục.")
    assert codes(*folder) == 1
    assert list(folder[0].glob("replaced-*/counter.db"))


def test_a_restore_that_fails_leaves_the_old_store_and_says_so(
    folder: tuple[Path, PocketKeyChain], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_it() -> Path:
        backup = shelf_of(folder[0])
        (backup / "counter.db").write_bytes(b"nothing")
        return backup

    said = sit_before(folder[0], break_it, monkeypatch)
    assert said[1].startswith("Chưa khôi phục; kho cũ vẫn nguyên. Bản sao lưu bị cụt.")
    assert codes(*folder) == 2


def test_the_folder_itself_and_the_one_above_show_the_same(counter: Counter) -> None:
    counter.application.backups.make()
    shelf = Shelf(counter.application.store, counter.application.backups, None)
    (made,) = shelf.list()
    assert shelf.list(shelf.place) == shelf.list(made.path.parent) == (made,)
