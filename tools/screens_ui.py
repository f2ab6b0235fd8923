"""Renders every screen with made-up data to docs/screens/: light, dark, and at 200 %. `python -m tools.screens_ui`.

Each look is a process of its own, because Qt reads its scale factor once. The desk is real: an encrypted store in a
temporary folder, the simulated scanner, a folder for a printer, no province. Only the clock is made up, so that the
same screens are the same bytes.
"""

# Long because: one citizen's walk through every screen, in order.

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    from counter_app.bootstrap import Application
    from counter_app.domain.citizen import Citizen
    from counter_app.ports import CameraPicture, Corners, KeptBackup, PageImage, StraightPage
    from counter_app.use_cases.desk import Desk
    from tests.services.camera import Arm
    from ui.app import OpenWindow

FOLDER = ROOT / "docs" / "screens"
LOOKS = {"light": "1", "dark": "1", "200": "2"}
NO_PROVINCE = "http://127.0.0.1:9"


@dataclass
class WallClock:
    """The PC's clock as the pictures need it."""

    moment: datetime = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)  # 07:31 in Vietnam, a Monday

    def __call__(self) -> datetime:
        return self.moment

    def strike(self, hour: int, minute: int) -> None:
        """In Vietnam."""
        self.moment = self.moment.replace(hour=hour - 7, minute=minute)


class Photographer:
    """Walks one citizen through the counter by keys and takes a picture at each stop."""

    def __init__(self, application: Application, opened: OpenWindow, clock: WallClock, look: str, arm: Arm) -> None:
        from PySide6.QtGui import QCursor
        from PySide6.QtWidgets import QApplication

        from ui.app import application as application_of_qt

        self._application, self._opened, self._clock, self._look = application, opened, clock, look
        self._qt = application_of_qt()
        self._arm, self._seconds = arm, 0.0
        QApplication.setCursorFlashTime(0)  # the text cursor stands
        QCursor.setPos(700, 64)  # between header and page: nothing is hovered

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from tests.ui.people import CARD

        key, alt = Qt.Key, Qt.KeyboardModifier.AltModifier
        reception = self._opened.presenter.reception
        self._until(lambda: self._qt.focusWidget() is not None)
        self._come_in()
        for minute, digit in zip((49, 52, 55, 58, 59, 61, 66, 70), "11124315", strict=True):
            self._clock.strike(7 + minute // 60, minute % 60)
            self._press(getattr(key, f"Key_{digit}"))
        self._clock.strike(8, 13)
        for _ in range(2):  # called, and not here
            self._press(key.Key_F2)
            self._press(key.Key_F2, modifier=Qt.KeyboardModifier.ShiftModifier)
        self._press(key.Key_2, modifier=alt)
        self._take("queue")
        self._clock.strike(8, 14)
        self._press(key.Key_F2)
        self._take("reception-1-person")
        self._type("thach thi")
        self._until(lambda: reception.screen.person.people.isVisible())
        self._take("reception-1-by-name")
        self._take_camera_card()
        self._opened.card_read(CARD)
        self._until(lambda: reception.view is not None and reception.view.name != "")
        self._take("reception-2-procedure")
        self._type("tthn")
        self._press(key.Key_Return)
        self._press(key.Key_Down, key.Key_Down, key.Key_Space)
        self._take("reception-3-papers")
        self._press(key.Key_Down, key.Key_F6)
        self._take("reception-4-reason")
        self._press(key.Key_Escape, key.Key_Return)
        self._take_scanning()
        self._press(key.Key_Tab, key.Key_2)
        self._take("reception-5-pages")
        self._press(key.Key_F12)
        self._until(lambda: reception.screen.done.printed.text().startswith("Đã in"))
        self._take("reception-6-accepted")
        leave_one(self._application.desk)
        self._press(key.Key_3, modifier=alt)
        self._take("dossiers")
        self._press(key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
        self._type("thi")
        self._until(lambda: self._opened.presenter.dossiers.screen.people.isVisible())
        self._take("search")
        with self._the_head_of_the_shop():
            self._press(key.Key_6, modifier=alt)
            self._take("audit")
        self._take_this_pc()
        self._press(key.Key_F2)
        self._type("0941900")
        self._press(key.Key_Return)
        self._take("error")
        self._take_camera()
        self._press(key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
        self._take("locked")
        self._press(key.Key_F10)
        self._type("dung")
        self._press(key.Key_Return)
        self._type("demo")
        self._press(key.Key_Return, key.Key_Escape)
        self._press(key.Key_3, modifier=alt)
        self._press(key.Key_Backtab)
        self._press(key.Key_G, modifier=Qt.KeyboardModifier.ControlModifier)
        self._take("hand-over")

    def _take_camera_card(self) -> None:
        """The camera waits for a card; the desk is bare."""
        from PySide6.QtCore import Qt

        from counter_app.devices.simulated_camera import PAPERS, Desk

        self._press(Qt.Key.Key_F11)
        self._see(Desk(PAPERS).bare())
        self._take("camera-1-card")
        self._press(Qt.Key.Key_Escape)

    def _take_camera(self) -> None:
        """Another citizen: one page is taken, the next one has just been laid down; then it is taken too."""
        from PySide6.QtCore import Qt

        from counter_app.devices.simulated_camera import PAPERS, Desk

        key, desk, reception = Qt.Key, Desk(PAPERS), self._opened.presenter.reception
        self._opened.card_read(MORNING[2][0])
        self._until(lambda: reception.view is not None and reception.view.name != "")
        self._type("tthn")
        self._press(key.Key_Return)
        # Pictures come when this gives them: a busy machine's are no sign of a pulled plug.
        self._opened.presenter.reception.camera._silence.setInterval(3_600_000)
        with patch("ui.camera.presenter.monotonic", self._ticks):
            self._press(key.Key_F11)
            self._see(desk.with_sheet(0), times=6)
            self._see(desk.bare())
            self._see(desk.with_sheet(1), times=2)
            self._take("camera-2-resting")
            self._see(desk.with_sheet(1), times=4)
            self._take("camera-3-taken")
        self._press(key.Key_Escape)

    def _take_scanning(self) -> None:
        """Another way than F5's; then, while the feeder runs: two pages are there, the third one is being straightened,
        another stack waits, and F12 has been pressed."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from counter_app.imaging.page_studio import PageStudio

        go_on, straighten, come = threading.Event(), PageStudio.straighten, []
        pages, key, focus = self._opened.presenter.reception.screen.pages, Qt.Key, self._focus
        self._press(key.Key_F5, modifier=Qt.KeyboardModifier.ControlModifier)
        self._take("reception-5-ways")
        self._press(key.Key_Escape)

        def slowly(studio: PageStudio, page: PageImage, *corners: Corners | None) -> StraightPage:
            come.append(page)
            if len(come) > 2:
                go_on.wait(60)
            return straighten(studio, page, *corners)

        with patch.object(PageStudio, "straighten", slowly):
            QTest.keyClick(focus(), key.Key_F5)
            reception = self._opened.presenter.reception
            self._until(lambda: reception.view is not None and reception.view.accept.ready)
            self._until(lambda: pages.list.thumbnail(pages.current_page or "") is not None)
            QTest.keyClick(focus(), key.Key_F5)
            self._drawn()
            self._grab("reception-5-scanning")
            QTest.keyClick(focus(), key.Key_Escape)
            QTest.keyClick(focus(), key.Key_F12)
            self._drawn()
            self._grab("reception-5-when-fed")
            QTest.keyClick(focus(), key.Key_Escape)
            go_on.set()
            self._settle()

    def _drawn(self) -> None:
        """What was just said has found its place; what runs behind runs on."""
        for _ in range(20):
            self._qt.processEvents()

    def _ticks(self) -> float:
        self._seconds += 0.3
        return self._seconds

    def _see(self, picture: CameraPicture, times: int = 1) -> None:
        camera = self._opened.presenter.reception.camera
        for _ in range(times):
            self._arm.show(picture)
            self._until(lambda: camera._newest is None)
            self._settle()

    def _sit_down(self) -> None:
        """Without a picture of the door."""
        from PySide6.QtCore import Qt

        for words in ("nguyet", "demo", "2580", "2580"):
            self._settle()
            self._type(words)
            self._press(Qt.Key.Key_Return)

    def _come_in(self) -> None:
        from PySide6.QtCore import Qt

        self._settle()
        self._take("log-in")
        self._type("nguyet")
        self._press(Qt.Key.Key_Return)
        self._type("khong nho")
        self._press(Qt.Key.Key_Return)
        self._take("log-in-wrong")
        self._type("demo")
        self._press(Qt.Key.Key_Return)
        self._take("log-in-pin")
        self._type("2580")
        self._press(Qt.Key.Key_Return)
        self._type("2580")
        self._press(Qt.Key.Key_Return)

    @contextmanager
    def _the_head_of_the_shop(self) -> Iterator[None]:
        """At the counter is who may read the audit."""
        from tests.staff import staff

        session = self._application.session
        clerk = session.acting
        session.open(staff()["dung"].account)  # one of the unit's own: a stranger is put out at the next look
        yield
        session.open(clerk)

    def _take_this_pc(self) -> None:
        """As IT sees it: the clerk may look, and not change."""
        from PySide6.QtCore import Qt

        from counter_app.domain.people import Role
        from tests.staff import become, staff

        key, session = Qt.Key, self._application.session
        clerk = session.acting
        self._press(key.Key_7, modifier=Qt.KeyboardModifier.AltModifier)
        both = (Role.IT, Role.CLERK)  # a dossier lies open here, and goes on being looked after
        become(self._application.store, "tin", *both)
        session.open(replace(staff()["tin"].account, roles=frozenset(both)))
        self._press(key.Key_Return)
        self._take("machine-1-health")
        self._press(key.Key_Escape, key.Key_Down, key.Key_Return)
        self._take("machine-4-backups")
        self._press(key.Key_Down, key.Key_Down, key.Key_Return)
        self._take("machine-5-restore")
        self._press(key.Key_Escape, key.Key_Escape, key.Key_Down, key.Key_Return)
        self._take("machine-2-keys")
        self._with_the_code_of_the_papers(lambda: self._press(key.Key_Return))
        self._take("machine-3-recovery-code")
        self._press(key.Key_Escape, key.Key_Escape, key.Key_Up, key.Key_Up)
        session.open(clerk)
        self._meet_scanners()
        self._press(*[key.Key_Down] * 4, key.Key_Return)
        self._take("machine-6-scanners")
        self._press(key.Key_Escape, *[key.Key_Down] * 4, key.Key_Return)
        self._take("machine-9-about")
        self._press(key.Key_Escape, *[key.Key_Up] * 8)

    def _meet_scanners(self) -> None:
        """Two more than the one that answers here: one switched off, one that has been reset."""
        from counter_app.ports import Device

        off = Device("sane:genesys:libusb:001:004", "Canon LiDE 300", "sane", serial="A1")
        reset = Device("escl:1", "Brother MFC-L2750DW", "escl", "", "https://192.0.2.7/eSCL", "ab" * 32)
        for device in (off, reset, replace(reset, certificate="cd" * 32)):
            self._application.scanner_memory.met(device)

    def _with_the_code_of_the_papers(self, act: Callable[[], None]) -> None:
        """The same made-up code in each picture."""
        from tests.paperwork.samples import RECOVERY
        from ui.keys import presenter

        with (
            patch.object(type(self._application.keys), "draw_code", lambda _: RECOVERY.code),
            patch.object(presenter, "places_to_ask", lambda: (4, 11)),
        ):
            act()

    def _press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for one in keys:
            QTest.keyClick(self._focus(), one, modifier or Qt.KeyboardModifier.NoModifier)
            self._settle()

    def _type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._focus(), text)
        self._settle()

    def _focus(self) -> QWidget:
        return self._qt.focusWidget() or self._opened.window

    def _settle(self) -> None:
        self._until(lambda: self._opened.tasks.idle and not self._opened.wedge.holding)

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not true():
            if time.monotonic() > end:
                raise TimeoutError("the window is stuck")
            self._qt.processEvents()
            time.sleep(0.005)
        self._qt.processEvents()

    def _take(self, name: str) -> None:
        self._settle()
        self._grab(name)

    def _grab(self, name: str, window: QWidget | None = None) -> None:
        suffix = "" if self._look == "light" else f"-{self._look}"
        (window or self._opened.window).grab().save(str(FOLDER / f"ui-{name}{suffix}.png"))


# Made up, as everyone in the pictures: card, procedure, and how far it has come since.
MORNING = (
    ("094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng, Cần Thơ|01022022", "2.000815"),
    ("092178004477||Trần Thị Ngọc Hân|21061978|Nữ|Khóm 2, phường Sóc Trăng, Cần Thơ|12082021", "1.004873"),
    ("094069002210||Danh Sóc Kha|03121969|Nam|Ấp Chợ, phường Sóc Trăng, Cần Thơ|30042022", "1.004873"),
)
LEFT = "094301007788||Sơn Thị Bích Ngọc|17022001|Nữ|Khóm 6, phường Sóc Trăng, Cần Thơ|05092023"


def neighbours() -> tuple[Citizen, ...]:
    """Of the commune's register, for whoever is looked for by name."""
    from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex

    return (
        Citizen(PersonalNumber("094194002716"), "Thạch Thị Sa Mol", PartialDate(1994, 4, 12), Sex.FEMALE, "Khóm 3"),
        Citizen(PersonalNumber("094168000921"), "Thạch Thị Chanh Đa", PartialDate(1968), Sex.FEMALE, "Khóm 5"),
        Citizen(PersonalNumber("094175001188"), "Sơn Thị Phết", PartialDate(1975, 10), Sex.FEMALE, "Khóm 2"),
    )


def receive(desk: Desk, folder: Path, card: str, procedure: str, number: int) -> UUID:
    """A dossier of the early morning, by the same verbs that the keys are bound to."""
    from counter_app.domain.procedure import Due
    from tests.pages import as_png, make_page

    draft = desk.walk_in()
    draft_id = draft.dossier.id
    desk.welcome.by_card(draft_id, card)
    draft = desk.choose_procedure(draft_id, procedure)
    while draft.dossier.missing:
        component = draft.dossier.missing[0]
        if component.due is Due.SHOW:
            draft = desk.settle.show(draft_id, component.code)
        else:
            sheet = folder / f"{len(draft.pages)}.png"
            sheet.write_bytes(as_png(make_page(10 * number + len(draft.pages), dpi=100), 100))
            draft = desk.capture.add_file(draft_id, sheet)
    desk.accept(draft_id, UUID(int=number))
    return draft_id


def receive_the_morning(application: Application, folder: Path, clock: WallClock) -> None:
    """Three dossiers: a provisional code that was linked, one confirmed, one sent."""
    from counter_app.domain.codes import DossierCode, NumberBlock
    from counter_app.domain.dossier import Honest

    counter, ids = application.counter, []
    for number, (card, procedure) in enumerate(MORNING, start=1):
        clock.strike(7, 31 + 6 * number)
        ids.append(receive(application.desk, folder, card, procedure, number))
        if number == 1:  # the line came back
            with application.store.write() as work:
                day = clock.moment.date()
                block = NumberBlock("block", counter.unit.code, counter.code, day, 41, 90, 41)
                work.numbers.add_block(block)
    with application.store.write() as work:
        work.dossiers.link_code(ids[0], DossierCode("H13.507-261123-0017"))
        for dossier_id, state in zip(ids, (Honest.CONFIRMED, Honest.CONFIRMED, Honest.SENT), strict=True):
            work.dossiers.set_state(dossier_id, state)
            work.dossiers.count_print(dossier_id)


def leave_one(desk: Desk) -> None:
    """A citizen who went to fetch a paper."""
    draft_id = desk.walk_in().dossier.id
    desk.welcome.by_card(draft_id, LEFT)
    desk.choose_procedure(draft_id, "1.004873")


def take_unlocking(look: str) -> None:
    """The window of a PC whose key ring has no key: six words typed, the fourth of them wrong."""
    from counter_app.domain.errors import KeyMissing
    from tests.paperwork.samples import RECOVERY
    from ui import theme
    from ui.app import application
    from ui.standard_words import StandardWords
    from ui.tasks import Tasks
    from ui.unlock.presenter import Unlocking

    theme.apply(application(), dark=look == "dark")
    application().installTranslator(StandardWords(application()))
    tasks = Tasks()
    unlocking = Unlocking(KeyMissing(), RECOVERY.store, str, tasks)
    words = RECOVERY.code.words
    unlocking.window.field.setText(" ".join((*words[:3], "gumm", *words[4:6])) + " ")
    unlocking.window.show()
    unlocking.window.field.deselect()
    application().processEvents()
    suffix = "" if look == "light" else f"-{look}"
    unlocking.window.grab().save(str(FOLDER / f"ui-unlock{suffix}.png"))
    unlocking.window.close()
    tasks.close()


def kept_backups(now: datetime) -> tuple[KeptBackup, ...]:
    """As many as a shelf of this morning has."""
    from counter_app.ports import KeptBackup

    def kept(hours: int, reason: str, dossiers: int) -> KeptBackup:
        made_at = now.replace(minute=2) - timedelta(hours=hours)
        return KeptBackup(Path(f"/media/usb-sao-luu/{hours}"), made_at, reason, dossiers, 9 * dossiers, 0)

    hourly = tuple(kept(hours, "due", 1431 - 2 * hours) for hours in (0, 16, 17, 18, 19, 20))
    return (*hourly, kept(41, "before-migration", 1388), *(kept(24 * day, "due", 1390 - 9 * day) for day in (3, 4, 5)))


def render(look: str, photographer: type[Photographer] = Photographer) -> None:
    """One look, in this process."""
    from counter_app.bootstrap import Application
    from counter_app.config import demo_settings
    from counter_app.devices.paper_tray import PaperTray
    from counter_app.domain.health import FlushTimes
    from local_db.clock import StoreClock
    from resources import demo_people
    from tests.services.camera import Arm
    from tests.services.store import PocketKeyChain
    from tests.staff import sit_down
    from tests.ui.people import SA_RINH, held_papers
    from ui.app import open_window

    FOLDER.mkdir(parents=True, exist_ok=True)
    clock, arm = WallClock(), Arm()
    standing = partial(StoreClock, wall=clock, counter=lambda: 0.0)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("local_db.store.StoreClock", standing),
        patch("local_db.open_store.StoreClock", standing),
        patch("local_db.unlocking.secrets.token_hex", lambda count: "a1b2c3d4e5f60718"[: 2 * count]),
        patch("local_db.shelf.Shelf.place", Path("/media/usb-sao-luu")),
        patch("local_db.shelf.Shelf.dossiers_now", lambda _: 1434),
        patch("local_db.shelf.Shelf.list", lambda *_: kept_backups(clock.moment)),
        patch("local_db.health.free_in", lambda _: 118_200_000_000),
        patch("local_db.health.flush_times", lambda _: FlushTimes(0.0031, 0.0124)),
    ):
        application = Application(
            demo_settings(Path(folder) / "counter", NO_PROVINCE),
            PocketKeyChain(),
            scanner_drivers=("simulated",),
            printers=PaperTray(Path(folder) / "printed"),
            cameras=arm,
        )
        with application.store.write() as work:
            work.register.put_citizens([SA_RINH, *neighbours()], clock.moment)
            work.register.set_as_of(clock.moment - timedelta(hours=2), "0")
            work.register.put_held_papers(held_papers(clock.moment - timedelta(hours=2)))
        sit_down(application)
        receive_the_morning(application, Path(folder), clock)
        application.session.close()
        application.line.online = True
        # At 200 % a full-HD screen has room for half as much.
        size = (960, 540) if look == "200" else (1366, 768)
        opened = open_window(application.desk, look == "dark", size, lock_after=86400, trial=demo_people())
        try:
            photographer(application, opened, clock, look, arm).walk()
        finally:
            opened.close()
            application.close()


def main(maker: str = __file__) -> None:
    for look, scale in LOOKS.items():
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, maker, look], env=environment, check=True)  # noqa: S603 - our own file


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1])
        take_unlocking(sys.argv[1])
    else:
        main()
