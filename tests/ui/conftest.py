"""A real desk behind a real window: encrypted store, simulated scanner, a folder for a printer, no line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.ports import FrameSource, Printers
from counter_app.wiring.line import PROVINCE_SECRET
from tests.known_pages import known_pages
from tests.services.sandbox import SECRET
from tests.services.sane import FEEDER, SaneSite
from tests.services.store import PocketKeyChain
from tests.staff import sit_down
from tests.ui.people import SA_RINH, held_papers
from tests.ui.ui_thread import watched
from ui.app import OpenWindow, open_window

TWO_SHEETS: dict[str, Any] = {"device": "simulated:demo", "switches": {"simulated": {"pages": 2}}}
NO_PROVINCE = "http://127.0.0.1:9"  # nothing listens: the line is down at once


@dataclass
class Counter:
    """The clerk's hands and eyes."""

    application: Application
    opened: OpenWindow
    qtbot: QtBot
    printed: Path

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    @property
    def f12(self) -> str:
        return next(hint.words for hint in self.opened.window.legend.hints if hint.key == "F12")

    @property
    def tray(self) -> str:
        return self.opened.window.strip.tray.text()

    @property
    def said(self) -> str:
        return self.opened.window.strip.notice.text()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Real keys to whatever has the focus, each answered before the next."""
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)
            self.answered()

    def hit(self, key: Qt.Key) -> None:
        """A key, without waiting for what comes of it."""
        QTest.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        """Words, after the pause of a hand that turns to another field: two words without it are a scanner's burst."""
        self.until(lambda: self.opened.wedge.quiet)
        for letter in text:
            QTest.keyClicks(self.focus, letter)
        self.answered()

    def answered(self) -> None:
        """Held-back keys have been let go and every lane is still."""
        wedge, tasks = self.opened.wedge, self.opened.tasks
        self.qtbot.waitUntil(lambda: not wedge.holding and tasks.idle, timeout=20_000)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=20_000)

    def receipts(self) -> list[Path]:
        return sorted(path for path in self.printed.glob("*.pdf") if "TAM" in path.name)


@pytest.fixture(scope="module", autouse=True)
def pages_are_known() -> Iterator[None]:
    with known_pages():
        yield


@pytest.fixture(autouse=True)
def slow_on_the_ui_thread() -> Iterator[list[str]]:
    """What the window did itself that a lane should have done; a test ends well only with nothing in it."""
    with watched() as found:
        yield found


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A store as it is after its very first start, and its keys: making one costs more than most tests."""
    folder, key_chain = tmp_path_factory.mktemp("new") / "counter", PocketKeyChain()
    key_chain.set(PROVINCE_SECRET, SECRET.encode())
    settings = demo_settings(folder, NO_PROVINCE)
    Application(settings, key_chain, scanner_drivers=("simulated",), printers=PaperTray(folder)).close()
    return folder, key_chain.secrets


@pytest.fixture
def open_counter(
    tmp_path: Path, qtbot: QtBot, new_store: tuple[Path, dict[str, bytes]]
) -> Iterator[Callable[..., Counter]]:
    """Opens the counter, and again after closing it: a restart on the same store."""
    key_chain = PocketKeyChain()
    key_chain.secrets.update(new_store[1])
    shutil.copytree(new_store[0], tmp_path / "counter")
    opened: list[Counter] = []

    def close() -> None:
        while opened:
            last = opened.pop()
            last.opened.close()
            last.application.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # not beside the next window

    def open_it(
        province: str = NO_PROVINCE,
        printers: Printers | None = None,
        watched_folder: Path | None = None,
        seated: bool = True,
        lock_after: float = 300.0,
        cameras: FrameSource | None = None,
        feeder: SaneSite | None = None,  # instead of the simulated scanner
    ) -> Counter:
        close()
        settings = demo_settings(tmp_path / "counter", province)
        device: dict[str, Any] = {"device": FEEDER, "switches": feeder.settings} if feeder else TWO_SHEETS
        scanner = replace(settings.scanner, watched_folder=watched_folder, **device)
        settings = replace(settings, scanner=scanner)
        application = Application(
            settings,
            key_chain,
            scanner_drivers=("sane",) if feeder else ("simulated",),
            printers=printers or PaperTray(tmp_path / "printed"),
            cameras=cameras,
        )
        if seated:
            sit_down(application)
        window = open_window(application.desk, dark=False, lock_after=lock_after)
        counter = Counter(application, window, qtbot, tmp_path / "printed")
        opened.append(counter)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        counter.answered()
        return counter

    open_it.close = close  # type: ignore[attr-defined]
    yield open_it
    close()


@pytest.fixture
def counter(open_counter: Callable[..., Counter]) -> Counter:
    """One counter whose commune knows Thạch Thị Sa Rinh."""
    return knows_sa_rinh(open_counter())


def knows_sa_rinh(counter: Counter) -> Counter:
    now = datetime.now(UTC)
    with counter.application.store.write() as work:
        work.register.put_citizens([SA_RINH], now)
        work.register.put_held_papers(held_papers(now))
    return counter
