"""A clerk at the real window in a process that will be killed: `python -m tests.ui.killed_typist FOLDER STEP`.

FOLDER holds `keys.json` (the key ring's secrets) and the store. Says `typed` on standard output once what was typed is
in the store, then waits for the end. STEP: `ask` (a supplement), `authority` (who takes a result home), `copies`.
"""

from __future__ import annotations

import json
import sys
import threading
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from tests.services.store import PocketKeyChain
from tests.staff import sit_down
from ui.app import application as qt_application
from ui.app import open_window
from ui.story.view_model import Deed

_LOOK = 20  # ms


def key_chain(folder: Path) -> PocketKeyChain:
    keys = PocketKeyChain()
    keys.secrets.update(
        {name: b64decode(text) for name, text in json.loads((folder / "keys.json").read_text()).items()}
    )
    return keys


def main(folder: Path, step: str) -> None:
    qt_application()
    settings = demo_settings(folder / "counter", "http://127.0.0.1:9")
    application = Application(
        settings, key_chain(folder), scanner_drivers=("simulated",), printers=PaperTray(folder / "printed")
    )
    sit_down(application)
    opened = open_window(application.desk, dark=False, lock_after=3000)
    presenter, store = opened.presenter, application.store

    def until(true: Callable[[], bool]) -> None:
        while not true() or not opened.tasks.idle or opened.wedge.holding:
            QTest.qWait(_LOOK)

    def focus() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focus(), key, modifier)
        until(lambda: True)

    def write(words: str) -> None:
        until(lambda: opened.wedge.quiet)
        for letter in words:
            QTest.keyClicks(focus(), letter)
        until(lambda: True)

    def kept(words: str) -> bool:
        with store.read() as work:
            form = work.typed.last_open(application.session.who)
            lines = [draft.dossier.copying for draft in work.drafts.all_open()]
        typed = form is not None and words in dict(form.values).values()
        return typed or any(line.title == words for copying in lines for line in copying)

    until(lambda: QApplication.focusWidget() is not None)
    with store.read() as work:
        known = work.dossiers.recent(1)
    if step == "copies":
        press(Qt.Key.Key_F3)
        presenter.card_read("094190004321||Thạch Thị Sa Rinh|02091990|Nữ|Ấp Chợ, xã Tài Văn, Sóc Trăng|10052021")
        until(lambda: presenter.reception.view is not None and bool(presenter.reception.view.name))
        press(Qt.Key.Key_F6, Qt.KeyboardModifier.ControlModifier)
        until(lambda: presenter.reception.screen.copying.isVisible())
    elif step == "ask":
        presenter.tell_story(known[0].id)
        until(lambda: bool(presenter.dossiers.story.screen.code.text()))
        presenter.dossiers.story.screen.chosen.emit(Deed.ASK.value)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
    else:
        presenter.hand_out(known[0].id)
        presenter.results.scanned("094085001234||Lâm Văn Tân|15031985|Nam|Khóm 5, phường Sóc Trăng|01022022")
        until(lambda: presenter.results.view.asks_authority)
        presenter.results.screen.authority.setFocus()
    write("Bang so 7")
    until(lambda: kept("Bang so 7"))
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    QTest.qWait(600_000)
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
