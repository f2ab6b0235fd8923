"""Renders the capture screen with made-up pages to docs/screens/: verdicts, keys, a near look, corners.
`python -m tools.screens_pages`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


class PagePhotographer(Photographer):
    """One citizen's papers, not all of them well scanned."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from tests.ui.people import CARD

        key, reception = Qt.Key, self._opened.presenter.reception
        shift = Qt.KeyboardModifier.ShiftModifier
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._clock.strike(8, 14)
        self._press(key.Key_F3)
        self._opened.card_read(CARD)
        self._until(lambda: reception.view is not None and reception.view.name != "")
        self._type("tthn")
        self._press(key.Key_Return, key.Key_Return)
        with tempfile.TemporaryDirectory() as folder:
            for number, sheet in enumerate(sheets()):
                file = Path(folder) / f"{number}.jpg"
                file.write_bytes(sheet)
                reception.paging.add_file(file)
                self._settle()
        self._press(key.Key_Tab, key.Key_Home, key.Key_Right, key.Key_Right, key.Key_2)
        self._take("pages-1-verdicts")
        self._press(key.Key_End, key.Key_Left)
        self._take("pages-6-marks")
        self._press(key.Key_End)
        if self._look == "light":
            self._press(key.Key_F1)
            self._take("pages-2-keys")
            self._press(key.Key_F1, key.Key_Home, key.Key_Space)
            self._take("pages-3-near")
            self._press(key.Key_Space, key.Key_End, key.Key_O)
            self._take("pages-5-original")
            self._press(key.Key_O)
        self._press(key.Key_End, key.Key_G, key.Key_Tab, key.Key_Tab)
        for _ in range(6):
            self._press(key.Key_Up, modifier=shift)
        self._take("pages-4-corners")


def sheets() -> Iterator[bytes]:
    """A good one, and those with a doubt: in the dark, blurred, blank, the first once more, a separator, one with
    another dossier's code, and one that a camera saw on a desk."""
    import numpy as np
    from PIL import Image, ImageFilter

    from tests.imaging.desks import Scene, photographed
    from tests.imaging.test_page_codes import patch_sheet, with_qr
    from tests.pages import as_jpeg, make_page

    yield as_jpeg(make_page(3, dpi=200), 200)
    yield as_jpeg((make_page(5, dpi=200) * 0.2).astype(np.uint8), 200)
    yield as_jpeg(np.asarray(Image.fromarray(make_page(6, dpi=200)).filter(ImageFilter.GaussianBlur(5))), 200)
    yield as_jpeg(np.full((2339, 1654, 3), 250, np.uint8), 200)
    yield as_jpeg(make_page(3, dpi=200), 200, quality=80)
    yield as_jpeg(np.asarray(patch_sheet()), 300)
    yield as_jpeg(with_qr(make_page(4, dpi=200), "H13.507-261123-0042", (1100, 120), scale=4), 200)
    yield photographed(Scene("light wood", turn=12, tilt=10)).jpeg()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], PagePhotographer)
    else:
        main(__file__)
