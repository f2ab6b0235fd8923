"""One counter's day at the real window (offscreen), for what is measured of it: a clerk who scans stacks of fifty."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import ui.qt_application  # noqa: E402, F401, I001 - first, as the program does
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from counter_app.bootstrap import Application  # noqa: E402
from counter_app.config import demo_settings  # noqa: E402
from counter_app.devices.paper_tray import PaperTray  # noqa: E402
from counter_app.imaging.studio_workers import StudioWorkers  # noqa: E402
from tests.services.pocket import PocketKeyChain  # noqa: E402
from tests.staff import sit_down  # noqa: E402
from ui.app import OpenWindow, keep_for_good, open_window  # noqa: E402

PAGES = 50
PATIENCE = 900.0  # seconds
_PROCEDURE = "2.000815"  # certified copies: one paper of as many pages as one likes


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the window is stuck")
        QApplication.processEvents()
        time.sleep(0.001)  # as the real loop sleeps between events


_FIRST_START = """
import json, sys
from pathlib import Path
from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from tests.services.pocket import PocketKeyChain
folder, key_chain = Path(sys.argv[1]), PocketKeyChain()
settings = demo_settings(folder / "counter", "http://127.0.0.1:9")
Application(settings, key_chain, ("simulated",), PaperTray(folder)).close()
print(json.dumps({name: secret.hex() for name, secret in key_chain.secrets.items()}))
"""


def _a_first_start(folder: Path) -> dict[str, bytes]:
    """The store is made by a process of its own, as on another day; the keys that it left in its key ring."""
    command = [sys.executable, "-c", _FIRST_START, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name: bytes.fromhex(secret) for name, secret in json.loads(done.stdout).items()}


class Day:
    """One counter; its clerk scans stacks of fifty. `switches` of its simulated feeder, beside how much lies in it."""

    def __init__(self, folder: Path, switches: Mapping[str, int] = MappingProxyType({})) -> None:
        settings = demo_settings(folder / "counter", "http://127.0.0.1:9")
        feeder = replace(
            settings.scanner, device="simulated:demo", switches={"simulated": {"pages": PAGES, **switches}}
        )
        key_chain = PocketKeyChain()
        key_chain.secrets.update(_a_first_start(folder))
        self.application = Application(
            replace(settings, scanner=feeder),
            key_chain,
            scanner_drivers=("simulated",),
            printers=PaperTray(folder / "printed"),
            studio=StudioWorkers(),
        )
        sit_down(self.application)
        self.opened: OpenWindow = open_window(self.application.desk, dark=False, lock_after=86400)
        self.reception = self.opened.presenter.reception
        self.settle()
        keep_for_good()  # as `run_window` does

    def settle(self) -> None:
        until(lambda: self.opened.tasks.idle and not self.opened.wedge.holding)

    def receive(self, number: int) -> None:
        desk = self.application.desk
        draft_id = desk.walk_in().dossier.id
        desk.welcome.by_card(draft_id, f"09408500{number:04}||Lâm Văn Tân|15031985|Nam|Khóm 5|01022022")
        self.reception.open(desk.choose_procedure(draft_id, _PROCEDURE))
        self.opened.presenter.go("Alt+1")
        self.settle()

    def scan(self) -> None:
        """The whole stack, and a phone number meanwhile."""
        self.opened.presenter.press("F5")
        phone = self.reception.screen.phone
        phone.setFocus()
        typed = iter("0909123456" * 1000)
        while self.reception.scanning.at_work:
            QTest.keyClicks(phone, next(typed))
            if len(phone.text()) > 9:
                phone.setText("")
            pause = time.perf_counter() + 0.15
            until(lambda: time.perf_counter() > pause)  # noqa: B023 - called at once
        self.settle()

    def close(self) -> None:
        self.opened.close()
        self.application.close()
