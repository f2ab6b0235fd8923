"""The citizen's own screen: what was understood, in their language, by touch or aloud; and nothing of anybody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import MagicMock
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from counter_app.domain.citizen_check import Told
from counter_app.domain.deadline import Appointment
from counter_app.domain.ticket import Language
from counter_app.ports import AcceptedDossier, Draft
from tests.ui.conftest import Counter
from tests.ui.people import CARD
from ui.citizen.places import Place, chosen, following
from ui.citizen.presenter import CitizenScreen
from ui.citizen.view_model import NO, OTHER, YES, CitizenLine, CitizenPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
TV = Place("HDMI-1", (1366, 0, 1920, 1080))
NAME = "Thạch Thị Sa Rinh"


@pytest.fixture
def glass(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[CitizenScreen]:
    """A second screen stands on the desk, and the clerk has turned it on; a citizen with a ticket waits."""
    screen = QGuiApplication.primaryScreen()
    monkeypatch.setattr(CitizenScreen, "_others", lambda _: {TV: screen})
    citizen = counter.opened.presenter.citizen
    counter.press(Key.Key_1)
    counter.press(Key.Key_M, modifier=CTRL)
    assert citizen.shown
    yield citizen
    citizen.close()


def everything_on(citizen: CitizenScreen) -> str:
    page = citizen.window.page
    return f"{page.title} {page.spoken} {citizen.window.accessibleName()}"


def call_and_fill(counter: Counter) -> None:
    counter.press(Key.Key_F2)
    counter.opened.presenter.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.f12.startswith("CÒN THIẾU"))
    counter.press(Key.Key_Return, Key.Key_F5)
    counter.until(lambda: counter.f12 == "TIẾP NHẬN")


def touch(counter: Counter, citizen: CitizenScreen, code: str) -> None:
    seconds = iter((100.0, 100.1))
    citizen.window._clock = lambda: next(seconds)
    citizen.window._judge._counted = None
    QTest.mouseClick(citizen.window, Qt.MouseButton.LeftButton, pos=citizen.window.room_of(code).center().toPoint())
    counter.answered()


def the_check(counter: Counter) -> Told | None:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return draft.checked.told if draft.citizen_agrees and draft.checked is not None else None


def test_the_citizen_reads_what_was_understood_and_touches_that_it_is_right(
    counter: Counter, glass: CitizenScreen
) -> None:
    call_and_fill(counter)
    shown = {line.label: line.values for line in glass.window.page.lines}
    assert shown["Họ tên"] == (NAME,)
    assert shown["Thủ tục"] == (counter.opened.presenter.reception.view.procedure,)  # type: ignore[union-attr]
    assert len(shown["Nhà nước đã có, không phải nộp"]) == 1
    assert shown["Giấy đã nhận"] == ("Tờ khai",)
    assert shown["Ngày trả kết quả"][0].count("/") == 2
    assert "094190004321" not in everything_on(glass)
    touch(counter, glass, YES)
    assert the_check(counter) is Told.TOUCH
    assert glass.window.page.told == "Cảm ơn ông/bà đã xem lại"
    with counter.application.store.read() as work:
        lines = [line for line in work.audit.lines() if line.what == "citizen-checked"]
    assert [line.about["how"] for line in lines] == ["touch"]


def test_one_key_of_the_clerk_does_the_same_and_a_change_asks_again(counter: Counter, glass: CitizenScreen) -> None:
    call_and_fill(counter)
    counter.press(Key.Key_Return, modifier=CTRL)
    assert the_check(counter) is Told.ALOUD
    counter.press(Key.Key_F9)
    assert the_check(counter) is None
    assert "qua bưu chính" in everything_on(glass)


def test_a_citizen_who_finds_a_mistake_says_so_to_the_clerk_and_nothing_is_blocked(
    counter: Counter, glass: CitizenScreen
) -> None:
    call_and_fill(counter)
    touch(counter, glass, NO)
    assert "có chỗ sai" in counter.said
    assert glass.window.page.told == "Xin nói với cán bộ chỗ chưa đúng"
    assert the_check(counter) is None
    counter.press(Key.Key_F12)
    counter.until(lambda: counter.opened.presenter.reception.accepted is not None)


def test_khmer_once_chosen_stays_for_the_visit(counter: Counter, glass: CitizenScreen) -> None:
    call_and_fill(counter)
    touch(counter, glass, OTHER)
    assert glass.window.page.lines[0] == CitizenLine("ឈ្មោះ", (NAME,), "{count}")
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.ticket_id is not None
    with counter.application.store.read() as work:
        assert work.tickets.get(draft.ticket_id).language is Language.KHMER
    counter.application.desk.guide.send_on("chung-thuc", "")
    assert counter.application.desk.call_next().language is Language.KHMER


def test_nothing_of_the_next_citizen_is_seen_before_and_nothing_of_the_last_one_stays(
    counter: Counter, glass: CitizenScreen
) -> None:
    empty = glass.window.page
    counter.press(Key.Key_F2)
    counter.opened.presenter.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return)
    assert glass.window.page == empty  # called and known, not yet shown
    counter.press(Key.Key_Return, Key.Key_F5)
    counter.until(lambda: counter.f12 == "TIẾP NHẬN")
    assert NAME in everything_on(glass)
    counter.press(Key.Key_L, modifier=CTRL)
    assert glass.window.page == empty
    counter.type("demo")
    counter.press(Key.Key_Return, Key.Key_Escape)
    counter.until(lambda: not counter.opened.presenter.keeper.shut)
    assert NAME in everything_on(glass)
    counter.press(Key.Key_F12)
    counter.until(lambda: glass.window.page.title == "Đã tiếp nhận hồ sơ")
    assert NAME not in everything_on(glass)
    counter.press(Key.Key_F3)
    assert glass.window.page == empty


def test_the_acceptance_goes_by_itself_when_nobody_else_is_called(counter: Counter, glass: CitizenScreen) -> None:
    call_and_fill(counter)
    counter.press(Key.Key_F12)
    counter.until(lambda: glass.window.page.title == "Đã tiếp nhận hồ sơ")
    glass._leaving.setInterval(1)
    glass._leaving.start()
    counter.until(lambda: glass.window.page.lines == ())


def test_a_dossier_that_is_reopened_shows_nothing_until_the_clerk_turns_it(
    counter: Counter, glass: CitizenScreen
) -> None:
    call_and_fill(counter)
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    counter.press(Key.Key_F3, Key.Key_F3)  # another citizen; the dossier is kept
    counter.opened.presenter.reopen(draft.dossier.id)
    counter.answered()
    counter.until(lambda: counter.f12 == "TIẾP NHẬN")
    assert glass.window.page.lines == ()
    counter.press(Key.Key_Return, modifier=CTRL)
    assert NAME in everything_on(glass)
    assert the_check(counter) is None
    counter.press(Key.Key_Return, modifier=CTRL)
    assert the_check(counter) is Told.ALOUD


@dataclass
class Desk:
    """What the reception shows the glass, moment by moment."""

    draft: Draft | None
    ready: bool = False
    appointment: Appointment | None = None
    accepted: AcceptedDossier | None = None

    def show(self, draft: Draft) -> None:
        self.draft = draft


def test_a_dossier_comes_back_after_nothing_stood_there_and_shows_nothing(
    counter: Counter, glass: CitizenScreen
) -> None:
    call_and_fill(counter)
    draft = counter.opened.presenter.reception.draft
    for desk in (Desk(draft), Desk(None), Desk(draft, ready=True)):
        glass._counter = desk
        glass.refresh()
    assert glass.window.page.lines == ()


def test_each_acceptance_is_shown_its_own_time(counter: Counter, glass: CitizenScreen) -> None:
    call_and_fill(counter)
    counter.press(Key.Key_F12)
    counter.until(lambda: glass.window.page.title == "Đã tiếp nhận hồ sơ")
    shown, accepted = counter.opened.presenter.reception.draft, counter.opened.presenter.reception.accepted
    assert shown is not None
    assert accepted is not None
    timer = MagicMock(isActive=lambda: True)
    glass._leaving = timer
    glass._turned = shown.dossier.id
    glass._counter = Desk(shown, accepted=replace(accepted, id=uuid4()))
    glass.refresh()
    glass.refresh()
    timer.start.assert_called_once_with()
    glass._gone()
    assert glass.window.page.lines == ()


def test_without_a_second_screen_the_clerk_asks_aloud(counter: Counter) -> None:
    counter.press(Key.Key_M, modifier=CTRL)
    assert "không có màn hình thứ hai" in counter.said
    counter.press(Key.Key_1)
    call_and_fill(counter)
    counter.press(Key.Key_Return, modifier=CTRL)
    assert the_check(counter) is Told.ALOUD


def test_thirty_papers_fit_in_letters_of_eighteen_points(counter: Counter, glass: CitizenScreen) -> None:
    window = glass.window
    many = tuple(f"Giấy tờ số {number} có tên dài như trong danh mục thủ tục hành chính" for number in range(30))
    window.page = CitizenPage("Xin ông/bà xem lại", (CitizenLine("Giấy", many, "và {count} giấy khác"),) * 2)
    room = window.rect().adjusted(0, 100, 0, -160)
    size, rows = window._fitting(room)
    assert size == 24
    assert sum(row[2] for row in rows) <= room.height()
    assert "giấy khác" in rows[0][1]


# --- which screen -----------------------------------------------------------------------------------------


def test_the_screen_is_found_again_by_name_and_place_whatever_the_systems_order() -> None:
    other, twin = Place("DP-1", (-1920, 0, 1920, 1080)), Place("HDMI-1", (3286, 0, 1920, 1080))
    assert chosen(TV.text, [other, twin, TV]) == TV
    assert chosen(TV.text, [other, twin]) == twin  # by name
    assert chosen(Place("HDMI-9", TV.geometry).text, [other, TV]) == TV  # by place
    assert chosen(TV.text, [other]) is None
    assert chosen("off", [TV]) is None
    assert chosen("", [TV]) is None
    assert [following(None, [TV, other]), following(other, [TV, other]), following(TV, [TV, other])] == [
        other,
        TV,
        None,
    ]


_TWO = {
    "screens": [
        {"name": "Desk", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "Citizen", "x": 1366, "y": 0, "width": 1280, "height": 1024},
    ]
}
_CHILD = """
import sys
from types import SimpleNamespace
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from counter_app.devices.remembered import RememberedFile
from ui.app import application
from ui.citizen.presenter import CitizenScreen
from ui.tasks import Tasks

app = application([])
field = QLineEdit(); field.show(); field.activateWindow(); field.setFocus()
while QApplication.focusWidget() is None: app.processEvents()
told = []
shell = SimpleNamespace(tell=lambda n: told.append(n.words), fail=print, show_keys=lambda: None)
desk = SimpleNamespace(
    counter=SimpleNamespace(unit=SimpleNamespace(name="Don vi")),
    kiosk=SimpleNamespace(khmer_groups={}),
    with_citizen=SimpleNamespace(places=RememberedFile(Path(sys.argv[1]))),
)
tasks = Tasks()
nobody = SimpleNamespace(draft=None, accepted=None, ready=False, appointment=None)
citizen = CitizenScreen(shell, field, desk, tasks, nobody)
citizen.start()
while not tasks.idle: app.processEvents()
if sys.argv[2] == "choose":
    citizen.press("Ctrl+M")
    while not tasks.idle: app.processEvents()
for _ in range(20): app.processEvents()
assert QApplication.focusWidget() is field, "the focus was taken"
print(citizen.window.isVisible() and citizen.window.screen().name(), citizen.window.geometry().getRect())
tasks.close()
"""


def test_the_window_opens_on_the_other_screen_takes_no_focus_and_comes_back_there(tmp_path: Path) -> None:
    config = tmp_path / "two.json"
    config.write_text(json.dumps(_TWO))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}

    def run(what: str) -> str:
        command = [sys.executable, "-c", _CHILD, str(tmp_path / "devices.json"), what]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert run("choose") == "Citizen (1366, 0, 1280, 1024)"
    assert run("look") == "Citizen (1366, 0, 1280, 1024)"
