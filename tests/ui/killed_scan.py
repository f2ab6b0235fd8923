"""A stack that is being scanned by a program that will be killed: `python -m tests.ui.killed_scan FOLDER`.

FOLDER holds `keys.json` (the key ring's secrets) and the store. The desk falls behind at the second sheet, and stays
there while the feeder goes on.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from dataclasses import replace
from pathlib import Path

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.ports import Corners, PageImage, StraightPage
from tests.services.sane import FEEDER
from tests.staff import sit_down
from tests.ui.killed_typist import key_chain
from tests.ui.people import SA_RINH


def main(folder: Path) -> None:
    settings = demo_settings(folder / "counter", "http://127.0.0.1:9")
    settings = replace(settings, scanner=replace(settings.scanner, device=FEEDER))
    printers = PaperTray(folder / "printed")
    application = Application(settings, key_chain(folder), scanner_drivers=("sane",), printers=printers)
    sit_down(application)
    desk = application.desk
    draft_id = desk.walk_in().dossier.id
    desk.welcome.by_number(draft_id, SA_RINH.personal_number.value)
    desk.choose_procedure(draft_id, "1.004873")
    imaging, straightened = desk.capture.imaging, 0
    straighten = imaging.straighten

    def fall_behind(page: PageImage, corners: Corners | None = None) -> StraightPage:
        nonlocal straightened
        straightened += 1
        if straightened > 1:
            threading.Event().wait()
        return straighten(page, corners)

    imaging.straighten = fall_behind  # type: ignore[method-assign]
    deque(desk.capture.scan(draft_id), maxlen=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
