"""The whole program in a process that may be killed: a clerk presses F12 on the open draft and says what he sees.

Usage: `python -m tests.e2e.clerk_process SETTINGS`, with `slow_disk` in the environment. Each line on standard input
starts the program: what `counter-app --settings SETTINGS` does, in a fork of this process, which has loaded the
libraries; with a clerk who looks at the window only.

One JSON object a line on standard output: `born` with the process's id; `pressed` just before the key, with the
draft's id (from then on the disk is slow); `seen` with the code that the window shows; `confirmed` once the store
says so; `ended` with the exit code. The program does not end by itself.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app import bootstrap
from counter_app.bootstrap import Application
from counter_app.domain.dossier import Honest
from tests.services.slow_disk import slow_down
from tests.staff import sit_down
from ui.app import application as qt_application
from ui.main_window.screen import MainWindow
from ui.reception.screen import ReceptionScreen

_LOOK_EVERY = 1  # ms
_LOADED_ONCE = (
    "counter_app.imaging.page_studio",
    "counter_app.keychain",
    "counter_app.paperwork.papers",
    "counter_app.devices.cups_printers",
    "counter_app.devices.scanning",
    "local_db.open_store",
    "sync.synchroniser",
    "keyring.backends.SecretService",
)


class Clerk(QObject):
    """Looks at the window again and again, and presses F12 once it says that all is there."""

    def __init__(self, draft_id: UUID, application: Application) -> None:
        super().__init__()
        self._draft_id, self._application = draft_id, application
        self._pressed = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY)

    def _look(self) -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        focus = QApplication.focusWidget()
        reception = window.pages.currentWidget() if window is not None else None
        if window is None or focus is None or not isinstance(reception, ReceptionScreen):
            return
        if self._pressed:
            if reception.done.isVisible():
                self._timer.stop()
                _say(seen=reception.done.code.text())
        elif any(hint.key == "F12" and hint.enabled for hint in window.legend.hints) and reception.checklist.hasFocus():
            self._pressed = True
            threading.Thread(target=self._wait_for_the_province, daemon=True).start()
            slow_down()
            _say(pressed=str(self._draft_id))
            QTest.keyClick(focus, Qt.Key.Key_F12)

    def _wait_for_the_province(self) -> None:
        pause = threading.Event()
        while not self._confirmed():
            pause.wait(0.005)
        _say(confirmed=str(self._draft_id))

    def _confirmed(self) -> bool:
        with self._application.store.read() as work:
            try:
                return work.dossiers.get(self._draft_id)[1].state is Honest.CONFIRMED
            except KeyError:
                return False


def _say(**words: str) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")  # whole, at once, behind no buffer


def run(settings: Path) -> None:
    """The program until it is killed."""
    application = bootstrap.build(bootstrap.settings(settings))
    sit_down(application)
    draft = application.desk.resume()
    assert draft is not None, "no draft is open"
    qt_application()
    clerk = Clerk(draft.dossier.id, application)
    bootstrap.run_window(application)
    del clerk


def main() -> None:
    for name in _LOADED_ONCE:
        importlib.import_module(name)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            run(Path(sys.argv[1]))
            os._exit(1)  # it is to be killed, not to end
        _say(born=str(child))
        _, status = os.waitpid(child, 0)
        _say(ended=str(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    main()
