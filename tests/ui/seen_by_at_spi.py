"""Opens a counter on a real display with a dossier on it, has the AT-SPI client look at each screen, and keeps what it
saw (tree-1.json to tree-9.json, by the digit of the screen's key). Run by itself, under a virtual screen and a D-Bus
session of its own."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.own_desk import own_desk
from tests.ui.people import CARD

_CLIENT = (sys.executable, "-m", "tests.ui.at_spi_client")


def main(folder: Path) -> None:
    with own_desk(folder) as desk:
        reception = desk.opened.presenter.reception
        for key in (Qt.Key.Key_1, Qt.Key.Key_F2):
            desk.press(key)
        desk.opened.card_read(CARD)
        desk.until(lambda: reception.view is not None and bool(reception.view.name))
        reception._choose("1.004873")
        desk.until(lambda: bool(reception.view and reception.view.lines))
        for number in range(1, 10):
            desk.press(getattr(Qt.Key, f"Key_{number}"), modifier=Qt.KeyboardModifier.AltModifier)
            seen = folder / f"tree-{number}.json"  # a file: xvfb-run puts both outputs of a program into one
            client = subprocess.Popen([*_CLIENT, str(seen)])
            desk.until(partial(_ended, client))
            if client.returncode:
                sys.exit(client.returncode)


def _ended(client: subprocess.Popen[bytes]) -> bool:
    return client.poll() is not None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
