"""Opens a counter on a real display with a dossier on it, has the AT-SPI client look, and keeps what that saw
(tree.json). Run by itself, under a virtual screen and a D-Bus session of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.own_desk import own_desk
from tests.ui.people import CARD


def main(folder: Path) -> None:
    with own_desk(folder) as desk:
        reception = desk.opened.presenter.reception
        for key in (Qt.Key.Key_1, Qt.Key.Key_F2):
            desk.press(key)
        desk.opened.card_read(CARD)
        desk.until(lambda: reception.view is not None and bool(reception.view.name))
        reception._choose("1.004873")
        desk.until(lambda: bool(reception.view and reception.view.lines))
        with (folder / "tree.json").open("wb") as seen:  # xvfb-run puts both outputs of a program into one
            client = subprocess.Popen([sys.executable, "-m", "tests.ui.at_spi_client"], stdout=seen)
            desk.until(lambda: client.poll() is not None)
    sys.exit(client.returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
