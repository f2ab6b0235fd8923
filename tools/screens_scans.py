"""Renders what is said of pages that wait between the scanner and the dossier to docs/screens/: a jam while those
before it still come, what Esc leaves, what nobody could read. `python -m tools.screens_scans`; looks and counter as in
screens_ui.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path

if TYPE_CHECKING:
    from counter_app.ports import Corners, PageImage, ScanRequest, StraightPage


class ScanPhotographer(Photographer):
    """A stack that jams in a feeder which is faster than the desk."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from counter_app.devices.scanning import ScannerWorkers
        from counter_app.imaging.page_studio import PageStudio
        from tests.ui.people import CARD

        key, reception = Qt.Key, self._opened.presenter.reception
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._clock.strike(8, 14)
        self._press(key.Key_F3)
        self._opened.card_read(CARD)
        self._until(lambda: reception.view is not None and reception.view.name != "")
        self._type("tthn")
        self._press(key.Key_Return, key.Key_Return)
        come, go_on, straighten = list[object](), threading.Event(), PageStudio.straighten

        def slowly(studio: PageStudio, page: PageImage, *corners: Corners | None) -> StraightPage:
            come.append(page)
            if len(come) > 2:
                go_on.wait(60)
            return straighten(studio, page, *corners)

        with patch.object(ScannerWorkers, "scan", jams), patch.object(PageStudio, "straighten", slowly):
            QTest.keyClick(self._focus(), key.Key_F5)
            self._until(lambda: len(come) == 3 and "kẹt" in self._opened.window.strip.notice.text())
            pages = reception.screen.pages
            self._until(lambda: pages.list.thumbnail(pages.current_page or "") is not None)
            self._drawn()
            self._grab("scans-1-jam")
            QTest.keyClick(self._focus(), key.Key_Escape)
            go_on.set()
            self._settle()
        self._take("scans-2-kept")
        with patch.object(PageStudio, "as_jpeg", gives_up):
            self._press(key.Key_F5)
        self._take("scans-3-unread")
        self._press(key.Key_F5, modifier=Qt.KeyboardModifier.ControlModifier)
        self._take("scans-4-ways")


def jams(_: object, request: ScanRequest, cancelled: Callable[[], bool], *hints: object) -> Iterator[PageImage]:
    """Four sheets, at once; then the feeder is jammed."""
    from counter_app.devices.simulated import SimulatedDriver
    from counter_app.domain.errors import PaperJam

    yield from SimulatedDriver().scan(request, {"pages": 4}, lambda: False)
    raise PaperJam(device="Canon DR-C230")


def gives_up(*_: object) -> bytes:
    from counter_app.domain.errors import NotAnImage

    raise NotAnImage("its process died", why="broken", gave_up="died")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], ScanPhotographer)
    else:
        main(__file__)
