"""A PC that nobody has set up: from the first key to the first log-in, by keyboard alone; any step may wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Application
from counter_app.config import Settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.domain.people import Role
from counter_app.first_run import FirstRun
from counter_app.use_cases.log_in import LogIn
from tests.services.store import PocketKeyChain
from tests.staff import NGUYET, become
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from ui import theme
from ui.app import application as application_of_qt
from ui.first_start.presenter import FirstStart
from ui.first_start.screen import FirstStartWindow
from ui.first_start.view_model import COUNTER, DEVICES, PAGES, PERSON, PROVINCE, RECOVERY, UNIT
from ui.tasks import Tasks

Key = Qt.Key


class Newcomer:
    """IT's hands on a new PC."""

    def __init__(self, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.steps = FirstRun(folder=folder / "etc")
        monkeypatch.setattr("counter_app.first_run.bootstrap.build", self._build)
        self.opened: Application | None = None
        self.open()

    def _build(self, own: Settings) -> Application:
        simulated = replace(own.camera, drivers=("simulated",))
        settings = replace(own, data_folder=self.folder / "data", camera=simulated)
        self.opened = Application(
            settings, PocketKeyChain(), scanner_drivers=("simulated",), printers=PaperTray(self.folder / "printed")
        )
        return self.opened

    def open(self) -> None:
        app = application_of_qt([])
        theme.apply(app, dark=False)
        self.window, self.tasks = FirstStartWindow(), Tasks()
        self.first = FirstStart(self.window, self.steps, self.tasks)
        self.first.start()
        self.window.open()
        self.answered()

    def close(self) -> None:
        self.window.reject()
        self.tasks.close()
        self.window.deleteLater()

    def answered(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle and not self.first.busy, timeout=60_000)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
            self.answered()

    def type(self, *fields: str) -> None:
        """Each ended by Enter."""
        for text in fields:
            field = QApplication.focusWidget()
            assert field is not None
            field.setText(text)  # type: ignore[attr-defined]
            self.press(Key.Key_Return)

    @property
    def step(self) -> str:
        return self.first.at.step

    @property
    def said(self) -> str:
        return self.window.said.text()


@pytest.fixture
def newcomer(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newcomer]:
    one = Newcomer(tmp_path, qtbot, monkeypatch)
    yield one
    one.close()
    if one.opened is not None:
        one.opened.close()


def set_up(newcomer: Newcomer) -> None:
    newcomer.type("H13.507", "Trung tâm", "Ủy ban nhân dân", "Sóc Trăng")
    newcomer.type("Q07", "sanh-1")


def test_what_quick_hands_type_while_a_page_is_kept_lands_on_the_next_page(newcomer: Newcomer) -> None:
    newcomer.type("H13.507", "Trung tâm", "Ủy ban nhân dân")
    province = QApplication.focusWidget()
    assert province is not None
    QTest.keyClicks(province, "An Giang")
    QTest.keyClick(province, Key.Key_Return)
    assert newcomer.first.busy
    QTest.keyClick(province, Key.Key_Return)  # an impatient second time
    for letters in ("Q07", "sanh-1"):
        QTest.keyClicks(province, letters)
        QTest.keyClick(province, Key.Key_Return)
    newcomer.qtbot.waitUntil(lambda: newcomer.step == PROVINCE)
    newcomer.answered()
    settings = (newcomer.folder / "etc" / "machine.toml").read_text()
    assert 'code = "Q07"' in settings
    assert 'site = "sanh-1"' in settings
    assert 'place = "An Giang"' in (newcomer.folder / "etc" / "site.toml").read_text()


def test_the_whole_way_by_keyboard(newcomer: Newcomer) -> None:
    assert newcomer.step == UNIT
    set_up(newcomer)
    assert newcomer.step == PROVINCE
    newcomer.type("https://motcua.tinh.example.vn/api", "", "")
    assert newcomer.step == DEVICES
    newcomer.press(Key.Key_F5)
    assert newcomer.said.startswith("Máy quét mô phỏng: ")
    newcomer.press(Key.Key_F11)
    assert newcomer.said.startswith("Máy chụp: ")
    newcomer.press(Key.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "đã in xong" in newcomer.said
    assert [paper.name for paper in (newcomer.folder / "printed").iterdir()] == ["0001-trang-in-thu.pdf"]
    newcomer.type(CARD)
    assert "đọc đúng thẻ" in newcomer.said
    assert newcomer.window.forms[3].values == {"card": ""}
    newcomer.press(Key.Key_Escape)
    newcomer.type("lan", "Nguyễn Thị Lan", "mat-khau-dau")
    assert newcomer.step == RECOVERY
    sheet = newcomer.first._sheet
    assert sheet is not None
    places = newcomer.first._places
    newcomer.type("sai sai")
    assert "không khớp" in newcomer.said
    places = newcomer.first._places
    newcomer.type(" ".join(sheet.code.words[place - 1] for place in places))
    assert newcomer.window.result() == 1

    application = newcomer.opened
    assert application is not None
    assert application.settings.counter.code == "Q07"
    assert application.settings.unit.name == "Trung tâm"
    assert application.keys.status().has("recovery")
    log_in: LogIn = application.desk.log_in
    assert log_in("lan", "mat-khau-dau").name == "Nguyễn Thị Lan"


def test_each_step_that_may_wait_is_put_off_and_the_counter_opens(newcomer: Newcomer) -> None:
    set_up(newcomer)
    for step in (PROVINCE, DEVICES, PERSON, RECOVERY):
        assert newcomer.step == step
        newcomer.press(Key.Key_Escape)
    assert newcomer.window.result() == 1
    application = newcomer.steps.opened()
    assert application.settings.province.base_url.endswith(".invalid")
    assert "province" not in newcomer.steps.done()


def test_a_start_that_was_broken_off_goes_on_where_it_was(newcomer: Newcomer) -> None:
    newcomer.type("H13.507", "Trung tâm", "Ủy ban nhân dân", "Sóc Trăng")
    assert newcomer.step == COUNTER
    newcomer.press(Key.Key_Escape)
    assert newcomer.window.result() == 0
    newcomer.close()
    newcomer.steps = FirstRun(folder=newcomer.folder / "etc")
    newcomer.open()
    assert newcomer.step == COUNTER
    newcomer.press(Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert newcomer.window.forms[0].values["unit.name"] == "Trung tâm"


def test_what_is_missing_is_named_and_has_the_cursor(newcomer: Newcomer) -> None:
    newcomer.type("H13.507", "", "Ủy ban nhân dân", "Sóc Trăng")
    assert newcomer.step == UNIT
    assert "Tên đơn vị" in newcomer.said
    assert newcomer.window.forms[0].fields["unit.name"].hasFocus()


def test_its_answer_file_does_the_first_three_at_once(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = newcomer.folder / "tra-loi.toml"
    answers.write_text(
        '[unit]\ncode = "H13.507"\nname = "Trung tâm"\nparent = "UBND"\nplace = "Sóc Trăng"\n'
        '[province]\nbase_url = "https://motcua.tinh.example.vn/api"\n[[pcs]]\ncomputer = "*"\ncounter = "Q02"\n',
        "utf-8",
    )
    monkeypatch.setattr("counter_app.set_up.settings_folder", lambda: newcomer.folder / "etc")
    newcomer.first.take_answers(answers)
    newcomer.answered()
    assert newcomer.step == DEVICES, newcomer.said
    assert newcomer.steps.opened().settings.counter.code == "Q02"


def test_a_file_of_its_own_is_never_overwritten(newcomer: Newcomer) -> None:
    (newcomer.folder / "etc").mkdir()
    site = newcomer.folder / "etc/site.toml"
    site.write_text('[unit]\nname = "Của CNTT"\n', "utf-8")
    newcomer.type("H13.507", "Khác", "Ủy ban nhân dân", "Sóc Trăng")
    assert newcomer.step == UNIT
    assert newcomer.said
    assert site.read_text("utf-8") == '[unit]\nname = "Của CNTT"\n'


def test_what_was_put_off_waits_at_this_pc(counter: Counter, tmp_path: Path) -> None:
    roles = (Role.CLERK, Role.IT)
    become(counter.application.store, "nguyet", *roles)
    counter.application.session.change(replace(NGUYET, roles=frozenset(roles)))
    machine = counter.opened.presenter.machine
    machine.first_start.offer(FirstRun(counter.application, tmp_path))
    counter.press(Key.Key_7, modifier=Qt.KeyboardModifier.AltModifier)
    at = [section.words for section in machine.sections].index("Máy mới")
    counter.press(*[Key.Key_Down] * at, Key.Key_Return)
    row = machine.first_start.rows.current()
    assert row is not None
    counter.press(*[Key.Key_Down] * 3, Key.Key_Return)
    window = machine.first_start.window
    assert window is not None
    counter.answered()
    QTest.keyClick(window.forms[3].fields["card"], Key.Key_F5)
    counter.until(lambda: window.said.text().startswith("Máy quét mô phỏng: "))
    counter.press(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)


def test_every_field_is_named_for_who_cannot_see_it(newcomer: Newcomer) -> None:
    for form, page in zip(newcomer.window.forms, PAGES, strict=True):
        assert [edit.accessibleName() for edit in form.fields.values()] == [a.label.capitalize() for a in page.fields]
