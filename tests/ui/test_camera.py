"""Papers under the document camera: photographed by themselves or by a key, kept at once; a card; a plug pulled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel

from counter_app.devices.cameras import Cameras
from counter_app.devices.simulated_camera import CARD as A_CARD
from counter_app.devices.simulated_camera import PAPERS, Desk
from counter_app.domain.auto_shot import Sight
from counter_app.domain.errors import DiskFull, NotAnImage
from counter_app.ports import CameraPicture, CapturedPage, Draft
from counter_app.use_cases.capture_paper import CapturePaper
from tests.devices.mjpeg import network_camera
from tests.services.camera import ARM, OTHER, Arm, Encoded
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.people import CARD
from ui.camera.pane import CameraPane

Key = Qt.Key
OpenCounter = Callable[..., Counter]


@cache
def sheet(number: int, aside: float = 0.0) -> CameraPicture:
    """Encoded once for all tests."""
    return Encoded.of(Desk(PAPERS).with_sheet(number, aside))


@cache
def card() -> CameraPicture:
    return Encoded.of(Desk(A_CARD).with_sheet(0))


@cache
def bare() -> CameraPicture:
    return Encoded.of(Desk(PAPERS).bare())


class Broken:
    def small(self) -> bytes:
        raise NotAnImage("half a picture", why="truncated")

    whole = small


class UnderTheCamera:
    """A counter with a dossier that waits for papers, and an arm with a camera over its desk."""

    def __init__(self, counter: Counter, arm: Arm) -> None:
        self.counter, self.arm = counter, arm
        self.pane = counter.opened.presenter.reception.screen.camera
        self.camera = counter.opened.presenter.reception.camera
        self.clock = 100.0
        self.camera._silence.setInterval(3_600_000)  # pictures come when a test gives them, not by themselves

    def open(self) -> None:
        self.counter.press(Key.Key_F11)
        self.counter.until(lambda: self.arm.on)

    def see(self, picture: CameraPicture, times: int = 1) -> None:
        """Each is judged before the next comes, a quarter of a second later by the camera's clock."""
        for _ in range(times):
            self.clock += 0.25
            self.arm.show(picture)
            self.counter.until(lambda: self.camera._newest is None)
            self.counter.answered()

    def identify(self) -> None:
        self.counter.press(Key.Key_1, Key.Key_F2)
        self.counter.opened.card_read(CARD)
        self.counter.until(lambda: self.counter.f12 == "CÒN THIẾU thủ tục")

    def choose_procedure(self) -> None:
        self.counter.type("tthn")
        self.counter.press(Key.Key_Return)

    @property
    def pages(self) -> tuple[CapturedPage, ...]:
        """On the draft in the store, not only on the screen."""
        draft = self.counter.opened.presenter.reception.draft
        assert draft is not None
        return self.counter.application.desk.resume.of(draft.dossier.id).pages


@pytest.fixture
def desk(open_counter: OpenCounter, monkeypatch: pytest.MonkeyPatch) -> UnderTheCamera:
    arm = Arm()
    under = UnderTheCamera(knows_sa_rinh(open_counter(cameras=arm)), arm)
    monkeypatch.setattr("ui.camera.presenter.monotonic", lambda: under.clock)
    return under


@pytest.fixture
def waiting(desk: UnderTheCamera) -> UnderTheCamera:
    """The camera is open, and papers are missing."""
    desk.identify()
    desk.choose_procedure()
    desk.open()
    return desk


def test_a_sheet_that_lies_still_is_photographed_once_and_laid_to_what_is_missing(waiting: UnderTheCamera) -> None:
    assert waiting.counter.f12 == "CÒN THIẾU 1"
    waiting.see(sheet(0, 0.2))
    waiting.see(sheet(0), times=3)
    assert waiting.pages == ()
    waiting.see(sheet(0), times=6)
    assert len(waiting.pages) == 1
    page = waiting.pages[0]
    assert page.dpi >= 200
    assert abs(page.height / page.width - 297 / 210) < 0.02
    assert waiting.counter.application.store.vault.has(page.name)
    assert waiting.counter.f12 != "CÒN THIẾU 1"
    assert "Đã chụp: 1 trang" in waiting.counter.said
    assert "Đã chụp tờ này" in waiting.pane.words.text()


def test_the_found_edges_are_drawn_on_the_page(waiting: UnderTheCamera) -> None:
    waiting.see(sheet(0))
    (corners,) = waiting.pane.picture.sheets
    assert all(abs(x - u) < 0.01 and abs(y - v) < 0.01 for (x, y), (u, v) in zip(corners, _LAID, strict=True))
    waiting.see(bare())
    assert waiting.pane.picture.sheets == ()


_LAID = ((0.058, 0.036), (0.930, 0.042), (0.938, 0.964), (0.050, 0.958))


def test_the_next_sheet_is_photographed_and_the_empty_desk_is_not(waiting: UnderTheCamera) -> None:
    for number in range(2):
        waiting.see(sheet(number), times=6)
        waiting.see(bare(), times=6)
    assert len(waiting.pages) == 2


def test_enter_and_space_photograph_what_is_seen(waiting: UnderTheCamera) -> None:
    waiting.see(sheet(0))
    waiting.counter.press(Key.Key_Return)
    assert len(waiting.pages) == 1
    waiting.see(sheet(1))
    waiting.counter.press(Key.Key_Space)
    assert len(waiting.pages) == 2
    waiting.see(sheet(1), times=6)
    assert len(waiting.pages) == 2


def test_escape_puts_the_camera_away_and_the_cursor_back(waiting: UnderTheCamera) -> None:
    assert waiting.counter.focus is waiting.pane
    waiting.counter.press(Key.Key_Escape)
    assert not waiting.arm.on
    assert not waiting.pane.isVisible()
    assert waiting.counter.opened.presenter.reception.screen.checklist.hasFocus()
    assert not waiting.pane.picture.shows_something


def test_a_digit_lays_the_page_just_taken_to_its_paper(waiting: UnderTheCamera) -> None:
    waiting.see(sheet(0), times=6)
    waiting.counter.press(Key.Key_2)
    draft = waiting.counter.opened.presenter.reception.draft
    assert draft is not None
    assert draft.dossier.procedure is not None
    assert draft.component_of(draft.pages[0].name) == draft.dossier.procedure.components[1].code


def test_a_shot_that_is_still_being_kept_is_waited_for_by_its_digit_and_by_f12(
    waiting: UnderTheCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.see(sheet(0), times=6)
    before = waiting.pages
    kept, shoot = threading.Event(), CapturePaper.shoot

    def slowly(capture: CapturePaper, draft_id: UUID, picture: bytes) -> Draft:
        kept.wait(60)
        return shoot(capture, draft_id, picture)

    monkeypatch.setattr(CapturePaper, "shoot", slowly)
    for _ in range(8):
        waiting.clock += 0.25
        waiting.arm.show(sheet(1))
        waiting.counter.until(lambda: waiting.camera._newest is None and not waiting.camera._judging)
    waiting.counter.until(lambda: waiting.camera.keeping)
    for key in (Key.Key_2, Key.Key_F12):
        waiting.counter.hit(key)
        waiting.counter.until(lambda: "Đang lưu trang chụp" in waiting.counter.said)
        waiting.counter.opened.presenter.hush()
    kept.set()
    waiting.counter.until(lambda: not waiting.camera.keeping)
    waiting.counter.answered()
    assert waiting.pages[:1] == before, "the page before is where it was"
    assert len(waiting.pages) == 2
    assert not waiting.counter.receipts(), "nothing was accepted without it"


def test_a_plug_pulled_in_mid_stream_loses_nothing_and_names_the_next_camera(waiting: UnderTheCamera) -> None:
    waiting.arm.plugged.append(OTHER)
    waiting.see(sheet(0), times=6)
    waiting.see(sheet(1), times=2)
    waiting.arm.pull_out()
    waiting.counter.until(lambda: "Cánh tay A4 đã mất kết nối" in waiting.counter.said)
    assert len(waiting.pages) == 1
    assert "F11 mở Máy chụp kia" in waiting.counter.said
    waiting.open()
    assert waiting.arm.opened == [ARM.id, OTHER.id]
    waiting.see(sheet(1), times=6)
    assert len(waiting.pages) == 2


def test_the_only_camera_pulled_out_leads_to_the_scanner_or_a_file_and_its_return_is_told(
    waiting: UnderTheCamera,
) -> None:
    waiting.arm.pull_out()
    waiting.counter.until(lambda: "F5 quét" in waiting.counter.said)
    assert "Ctrl+O" in waiting.counter.said
    waiting.counter.press(Key.Key_F11)
    assert "Không thấy máy chụp nào" in waiting.counter.said
    waiting.arm.plug_in()
    waiting.counter.until(lambda: "Đã thấy máy chụp Cánh tay A4: F11 mở" in waiting.counter.said)
    waiting.open()


def test_a_camera_that_shows_nothing_is_told(waiting: UnderTheCamera) -> None:
    waiting.see(sheet(0))
    waiting.camera._silence.start(1)
    waiting.counter.until(lambda: "không gửi hình" in waiting.counter.said)
    assert not waiting.arm.on


def test_a_picture_that_nobody_can_read_is_passed_over(waiting: UnderTheCamera) -> None:
    waiting.see(Broken(), times=2)
    waiting.see(sheet(0), times=6)
    assert len(waiting.pages) == 1
    assert waiting.arm.on


def test_a_photograph_that_the_disk_refuses_is_said_and_taken_again(
    waiting: UnderTheCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object, __: bytes) -> str:
        raise DiskFull

    with monkeypatch.context() as trouble:
        trouble.setattr(type(waiting.counter.application.store.vault), "put", full)
        waiting.see(sheet(0), times=5)
    assert "Đĩa" in waiting.counter.said or "đĩa" in waiting.counter.said
    assert waiting.pages == ()
    waiting.see(sheet(0), times=6)
    assert len(waiting.pages) == 1


def test_a_card_under_the_camera_says_who_it_is(desk: UnderTheCamera) -> None:
    desk.counter.press(Key.Key_1, Key.Key_F2)
    desk.open()
    desk.see(bare())
    assert "thẻ căn cước" in desk.pane.words.text()
    desk.see(card(), times=3)
    assert desk.counter.opened.window.person.text() == "Thạch Thị Sa Rinh"
    assert desk.counter.f12 == "CÒN THIẾU thủ tục"
    assert desk.arm.on


def test_a_sheet_is_not_photographed_before_it_has_somewhere_to_go(desk: UnderTheCamera) -> None:
    desk.identify()
    desk.open()
    desk.see(sheet(0), times=6)
    desk.counter.press(Key.Key_Return)
    assert desk.pages == ()
    assert "Chọn thủ tục trước" in desk.counter.said


def test_f11_comes_back_to_the_camera_and_then_goes_on_to_the_next_one(waiting: UnderTheCamera) -> None:
    waiting.see(sheet(0))
    waiting.counter.opened.presenter.reception.screen.checklist.setFocus()
    waiting.counter.press(Key.Key_F11)
    assert waiting.counter.focus is waiting.pane
    assert waiting.arm.opened == [ARM.id]
    waiting.counter.press(Key.Key_F11)
    assert "Chỉ có một máy chụp" in waiting.counter.said
    waiting.arm.plugged.append(OTHER)
    waiting.counter.press(Key.Key_F11)
    assert waiting.arm.opened == [ARM.id, OTHER.id]


def test_the_camera_used_last_is_opened_the_next_time(open_counter: OpenCounter) -> None:
    for opened in (ARM.id, OTHER.id):
        arm = Arm()
        arm.plugged.append(OTHER)
        desk = UnderTheCamera(knows_sa_rinh(open_counter(cameras=arm)), arm)
        if desk.counter.opened.presenter.reception.draft is None:
            desk.counter.press(Key.Key_F3)
        desk.open()
        desk.see(bare())
        assert arm.opened == [opened]
        desk.counter.press(Key.Key_F11)
        desk.see(bare())


@pytest.mark.parametrize("away", ["another screen", "locked", "citizen gone"])
def test_a_camera_that_nobody_sees_is_off(waiting: UnderTheCamera, away: str) -> None:
    waiting.see(sheet(0))
    match away:
        case "another screen":
            waiting.counter.press(Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
        case "locked":
            waiting.counter.press(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
        case _:
            waiting.counter.press(Key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert not waiting.arm.on
    assert not waiting.camera.is_open
    assert not waiting.pane.picture.shows_something


def test_each_sight_has_words() -> None:
    from ui.camera.view_model import Purpose, sight_words

    words = {sight_words(Purpose.PAGES, sight)[0] for sight in Sight}
    assert len(words) == len(Sight)


def shows_all_of_its_words(label: QLabel) -> bool:
    room = QRect(0, 0, label.width(), 10_000 if label.wordWrap() else label.height())
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
    needed = label.fontMetrics().boundingRect(room, flags, label.text())
    return needed.width() <= label.width() and needed.height() <= label.height()


def test_what_to_do_under_the_camera_is_never_cut_however_narrow_it_is(counter: Counter) -> None:
    from ui.camera.view_model import Purpose, sight_words

    pane = CameraPane()
    pane.resize(260, 500)  # at 200 % it is this wide, in letters
    pane.show()
    for sight in Sight:
        pane.say(*sight_words(Purpose.PAGES, sight))
        counter.until(lambda: shows_all_of_its_words(pane.words))
        assert pane.picture.height() >= 300, "and the picture keeps its room"
    pane.deleteLater()


def test_a_network_camera_is_watched_and_unplugged_in_mid_stream(
    open_counter: OpenCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with network_camera([sheet(0).whole()], pause=0.05) as camera:
        counter = knows_sa_rinh(open_counter(cameras=Cameras(("stream",), {"stream": {"address": camera.address}})))
        photographs_by_itself(counter)
        camera.pull_out()
        counter.until(lambda: "Máy chụp 127.0.0.1 đã mất kết nối" in counter.said)
    assert len(kept(counter)) == 1
    assert "F5 quét" in counter.said


def test_a_file_of_pictures_ends_in_mid_stream(open_counter: OpenCounter, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mjpeg"
    clip.write_bytes(bare().whole() * 3 + sheet(0).whole() * 200 + sheet(1).whole()[:5000])
    counter = knows_sa_rinh(open_counter(cameras=Cameras(("stream",), {"stream": {"address": clip.as_uri()}})))
    photographs_by_itself(counter)
    counter.until(lambda: len(kept(counter)) == 1)
    clip.write_bytes(b"")
    counter.until(lambda: "đã mất kết nối" in counter.said)
    assert len(kept(counter)) == 1


def test_the_simulated_camera_trains_a_clerk(open_counter: OpenCounter) -> None:
    """As the demonstration is set up; no camera and no paper."""
    photographs_by_itself(knows_sa_rinh(open_counter()))


def photographs_by_itself(counter: Counter) -> None:
    counter.press(Key.Key_1, Key.Key_F2)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return)
    counter.hit(Key.Key_F11)
    counter.until(lambda: len(kept(counter)) == 1)


def kept(counter: Counter) -> tuple[CapturedPage, ...]:
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    return counter.application.desk.resume.of(draft.dossier.id).pages
