"""One dossier by a clerk whose program is killed at every step: `python -m tests.ui.killed_clerk FOLDER STEP,STEP,`.

FOLDER holds `keys.json` (the key ring's secrets) and the store. For each step a process of its own opens the
window, says what it finds, does the step with real keys, and is ended by SIGKILL once the store is still. What each one
found goes to standard output, as lines of JSON; the last does nothing and only looks.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.codes import DossierCode
from counter_app.domain.from_province import OnlineDossier
from tests.staff import sit_down
from tests.ui.conftest import TWO_SHEETS
from tests.ui.killed_typist import key_chain
from tests.ui.people import CARD
from ui.app import OpenWindow, open_window
from ui.app import application as qt_application
from ui.story.view_model import Deed

Key, Modifier = Qt.Key, Qt.KeyboardModifier
_LOOK = 10  # ms
_REST = 500  # ms: longer than the pause after which what is typed is kept


class Clerk:
    def __init__(self, folder: Path) -> None:
        qt_application()
        settings = demo_settings(folder / "counter", "http://127.0.0.1:9")
        settings = replace(settings, scanner=replace(settings.scanner, **TWO_SHEETS))
        printers = PaperTray(folder / "printed")
        self.application = Application(settings, key_chain(folder), scanner_drivers=("simulated",), printers=printers)
        sit_down(self.application)
        self.opened: OpenWindow = open_window(self.application.desk, dark=False, lock_after=3000)
        self.until(lambda: QApplication.focusWidget() is not None)

    def until(self, true: Callable[[], bool]) -> None:
        while not (self.opened.tasks.idle and not self.opened.wedge.holding and true()):
            QTest.qWait(_LOOK)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key, modifier)
            self.until(lambda: True)

    def write(self, words: str) -> None:
        self.until(lambda: self.opened.wedge.quiet)
        for letter in words:
            QTest.keyClicks(self.focus, letter)
        self.until(lambda: True)

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def f12(self) -> str:
        return next((hint.words for hint in self.opened.window.legend.hints if hint.key == "F12"), "")

    def finds(self) -> dict[str, Any]:
        """What stands on the screen as the program has just opened it."""
        reception = self.opened.presenter.reception
        draft, pane, aside = reception.draft, reception.screen.owner, reception.screen.aside
        presenter = self.opened.presenter
        story, results = presenter.dossiers.story.screen, presenter.results.view
        queue, sending = presenter.queue.screen, presenter.sending.screen
        return {
            "person": self.opened.window.person.text(),
            "f12": self.f12,
            "owner": {"kind": pane.kind, **pane.values} if reception.owning.is_open else None,
            "corners": reception.screen.corners.values if reception.arranging.cutting else None,
            "ticked": len(aside.ticked) if reception.asides.showing else 0,
            "aside": dict(aside.values) if reception.asides.showing else None,
            "pages": len(draft.pages) if draft is not None else 0,
            "payment": draft.payment.how if draft is not None and draft.payment is not None else None,
            "delivery": draft.dossier.delivery if draft is not None else None,
            "why": reception.settling._asking_for if reception.screen.chooser.isVisible() else None,
            "story": dict(story.form.values) if story.asking else None,
            "result": (results.dossier, results.collector),
            "note": queue.note.text() if queue.note.isVisible() else None,
            "by_hand": sending.reason.text() if sending.asking else None,
            "accepted": len(self.application.desk.overview.dossiers()),
        }

    # --- the steps -------------------------------------------------------------------------------------

    def card(self) -> None:
        self.press(Key.Key_F3)
        self.opened.card_read(CARD)
        self.until(lambda: self.f12 == "CÒN THIẾU thủ tục")

    def owner(self) -> None:
        self.press(Key.Key_F4, modifier=Modifier.ShiftModifier)
        self.until(lambda: self.opened.presenter.reception.owning.is_open)
        self.press(Key.Key_2)  # an organisation
        self.write("0301")

    def papers(self) -> None:
        self.press(Key.Key_Escape)
        self.write("tthn")
        self.press(Key.Key_Return, Key.Key_Return, Key.Key_F5)

    def why(self) -> None:
        self.opened.presenter.reception.screen.checklist.setFocus()
        self.press(Key.Key_Home)
        while "F6" not in [hint.key for hint in self.opened.window.legend.hints]:
            self.press(Key.Key_Down)
        self.press(Key.Key_F6)

    def refusal(self) -> None:
        self.press(Key.Key_Escape)
        self.press(Key.Key_F12, modifier=Modifier.ControlModifier)
        self.write("Chua den")

    def another(self) -> None:
        self.press(Key.Key_Escape)
        self.press(Key.Key_F4, modifier=Modifier.ControlModifier)
        self.write("my xuyen")

    def corners(self) -> None:
        self.press(Key.Key_Escape)
        self.opened.presenter.reception.screen.pages.list.setFocus()
        self.press(Key.Key_Home, Key.Key_G)
        self.until(lambda: self.opened.presenter.reception.arranging.cutting)
        board = self.opened.presenter.reception.screen.corners.board
        start, far = board._on_screen(board.points[0]).toPoint(), QPoint(20, 12)
        QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(board, start + far)  # and the button is still held

    def money(self) -> None:
        self.press(Key.Key_Escape, Key.Key_F7, Key.Key_F9)

    def accept(self) -> None:
        self.press(Key.Key_F12)
        self.until(lambda: self.opened.presenter.reception.closing.accepted is not None)

    def scanned(self) -> None:
        """A dossier of its own, but for F12."""
        self.card()
        self.write("tthn")
        self.press(Key.Key_Return, Key.Key_Return, Key.Key_F5)

    def received(self) -> None:
        self.scanned()
        self.accept()

    def _open_form(self, deed: Deed) -> None:
        story = self.opened.presenter.dossiers.story.screen
        story.chosen.emit(deed.value)
        self.until(lambda: story.asking)

    def apology(self) -> None:
        self.press(Key.Key_3, modifier=Modifier.AltModifier)
        self.press(Key.Key_Return)
        self.until(lambda: bool(self.opened.presenter.dossiers.story.screen.code.text()))
        self._open_form(Deed.APOLOGISE)
        self.write("1/2")

    def correction(self) -> None:
        self.press(Key.Key_Escape)
        self._open_form(Deed.CORRECT)
        self.write("Thach")

    def fetched(self) -> None:
        """Two scans, and no Enter yet."""
        self.press(Key.Key_Escape)
        self.press(Key.Key_4, modifier=Modifier.AltModifier)
        self.opened.card_read(self.application.desk.overview.dossiers()[0].code.text)
        self.until(lambda: bool(self.opened.presenter.results.view.dossier))
        self.opened.card_read(CARD)

    def sent_online(self) -> None:
        """What a citizen sent lies there, and more is asked for."""
        now = datetime.now(UTC)
        code = DossierCode("H13.552-261123-0901")
        citizen = Citizen(PersonalNumber("094190004321"), "Thạch Thị Sa Rinh", address="Tài Văn")
        with self.application.store.write() as work:
            work.online.put(OnlineDossier(UUID(int=9), code, "1.004873", citizen, now))
        self.press(Key.Key_3, modifier=Modifier.AltModifier)
        self.until(lambda: bool(self.opened.presenter.dossiers.screen.online.rows))
        self.opened.presenter.dossiers.screen.online.setFocus()
        self.press(Key.Key_Return)
        self.until(lambda: self.opened.presenter.reception.draft is not None)
        self.press(Key.Key_F12, modifier=Modifier.ShiftModifier)
        self.until(lambda: self.opened.presenter.reception.asides.showing)
        self.press(Key.Key_Space, Key.Key_Return)
        self.write("Chua ky")

    def refuse_online(self) -> None:
        self.press(Key.Key_Escape)
        self.press(Key.Key_F12, modifier=Modifier.ControlModifier)
        self.write("Khong thuoc")

    def sent_on(self) -> None:
        """Somebody with a number needs another service first."""
        self.press(Key.Key_Escape)
        self.press(Key.Key_2, modifier=Modifier.AltModifier)
        self.press(Key.Key_1, Key.Key_F2, Key.Key_F2)
        self.until(lambda: self.f12 == "CÒN THIẾU người nộp")
        self.opened.card_read(CARD)
        self.until(lambda: self.f12 == "CÒN THIẾU thủ tục")
        self.press(Key.Key_F3, modifier=Modifier.ControlModifier)
        self.opened.presenter.queue.screen.note.setFocus()
        self.write("Trich luc")

    def by_hand(self) -> None:
        """What the province does not take was entered there."""
        self.press(Key.Key_Escape)
        now = datetime.now(UTC)
        with self.application.store.write() as work:
            (event, *_) = work.outbox.open_of(self.application.desk.overview.dossiers()[0].id)
            work.outbox.mark_failed(event.id, "province.refused", now, now + timedelta(hours=1))
        self.press(Key.Key_9, modifier=Modifier.AltModifier)
        self.until(lambda: bool(self.opened.presenter.sending.screen.rows.rows))
        self.press(Key.Key_F6)
        self.write("Da nhap")


RECEPTION = ("card", "owner", "papers", "why", "refusal", "")
ITS_END = ("scanned", "another", "corners", "money", "accept", "")
AFTER = ("received", "apology", "correction", "fetched", "by_hand", "")
ASIDE = ("sent_online", "refuse_online", "sent_on", "")


def main(folder: Path, steps: tuple[str, ...]) -> None:
    told = folder / "told"
    for step in steps:
        told.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            _one(folder, step, told)
        while not told.exists():
            if os.waitpid(child, os.WNOHANG)[0]:
                raise SystemExit(f"{step}: it ended by itself")
            time.sleep(_LOOK / 1000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write(told.read_text() + "\n")
        sys.stdout.flush()


def _one(folder: Path, step: str, told: Path) -> None:
    try:
        clerk = Clerk(folder)
        found = clerk.finds()
        if step:
            getattr(clerk, step)()
            QTest.qWait(_REST)
            clerk.until(lambda: True)
        half = told.with_suffix(".half")
        half.write_text(json.dumps({"before": step, **found}, ensure_ascii=False))
        half.rename(told)
        signal.pause()
    except BaseException:
        import traceback

        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2].split(",")))
