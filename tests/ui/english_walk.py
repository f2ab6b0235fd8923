"""Opens a counter in English, goes through every screen, first empty and then with a day's work on it, and prints every
word that stands there. Run by itself: the language is chosen before the screens are imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from ui.language import speak

speak("en")

from PySide6.QtCore import QAbstractTableModel, Qt  # noqa: E402 - behind the language, as in the program
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from counter_app.bootstrap import Application  # noqa: E402
from counter_app.domain.certified_copy import CopyLine  # noqa: E402
from counter_app.domain.citizen import Citizen, PersonalNumber  # noqa: E402
from counter_app.domain.codes import DossierCode  # noqa: E402
from counter_app.domain.from_province import OnlineDossier  # noqa: E402
from counter_app.first_run import FirstRun  # noqa: E402
from tests.ui.own_desk import OwnDesk, own_desk  # noqa: E402
from tests.ui.people import CARD  # noqa: E402
from ui.first_start.presenter import FirstStart  # noqa: E402
from ui.first_start.screen import FirstStartWindow  # noqa: E402
from ui.first_start.view_model import PAGES  # noqa: E402
from ui.story.view_model import Deed  # noqa: E402
from ui.widgets.two_lines import QUIET  # noqa: E402

Key, Role = Qt.Key, Qt.ItemDataRole
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_ROLES = (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole, Role.UserRole, QUIET)


def words_on(window: QWidget) -> set[str]:
    found = {window.windowTitle()}
    for widget in window.findChildren(QWidget):
        found |= {widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QAbstractItemView):
            found |= set(_in_list(widget))
    return found


def _in_list(view: QAbstractItemView) -> Iterator[str]:
    """Heads and cells, what a screen reader is told of them, and what their painters read."""
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1 if model is not None else 0
    for column in range(columns):
        yield from _texts(model.headerData(column, Qt.Orientation.Horizontal))
        for row in range(model.rowCount()):
            for role in _ROLES:
                yield from _texts(model.data(model.index(row, column), role))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


class Walk:
    def __init__(self, desk: OwnDesk, application: Application, folder: Path) -> None:
        self._desk, self._application, self._folder = desk, application, folder
        self.seen: dict[str, str] = {}  # a word, and where it stood first

    def look(self, where: str) -> None:
        self._desk.until()
        window = self._desk.opened.window
        for text in words_on(window) | {hint.words for hint in window.legend.hints}:
            self.seen.setdefault(text, where)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self._desk.press(key, modifier)

    def type(self, words: str) -> None:
        self._desk.until(lambda: self._desk.opened.wedge.quiet)
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget() or self._desk.opened.window, letter)
        self._desk.until()

    def every_screen(self, when: str) -> None:
        machine = self._desk.opened.presenter.machine
        for number in range(1, 10):
            self.press(getattr(Key, f"Key_{number}"), modifier=ALT)
            self.look(f"Alt+{number}, {when}")
            for section in range(len(machine.sections) if number == 7 else 0):
                machine.screen.list.setCurrentRow(section)
                self.look(f"Alt+7, section {section}, {when}")

    def reception(self) -> None:
        desk, presenter = self._desk, self._desk.opened.presenter
        reception = presenter.reception
        self.press(Key.Key_1, modifier=ALT)
        self.press(Key.Key_F3)
        self.look("nobody yet")
        self.press(Key.Key_F12)
        self.look("what F12 lacks")
        presenter.card_read(CARD)
        desk.until(lambda: reception.view is not None and bool(reception.view.number))
        self.look("person")
        for kind in range(1, 5):
            self.press(Key.Key_F4, modifier=SHIFT)
            self.look("whose it is")
            self.press(getattr(Key, f"Key_{kind}"))
            self.look(f"whose it is, {kind}")
            self.press(Key.Key_Escape, Key.Key_Escape)
        self.type("tthn")
        self.look("procedures")
        self.press(Key.Key_Return)
        self.look("papers")
        self.press(Key.Key_F12)
        self.look("what F12 lacks of papers")
        self.press(Key.Key_F6)
        self.look("why it is asked for")
        self.press(Key.Key_Escape)
        self.press(Key.Key_F5, modifier=CTRL)
        self.look("ways to scan")
        self.press(Key.Key_Escape)
        self.press(Key.Key_Return, Key.Key_F5)
        self.look("scanned")
        reception.screen.pages.list.setFocus()
        self.press(Key.Key_F1)
        self.look("keys of the pages")
        self.press(Key.Key_F1, Key.Key_G)
        self.look("corners")
        self.press(Key.Key_Escape)
        for key in (Key.Key_F12, Key.Key_F4):
            self.press(key, modifier=CTRL)
            self.look("aside")
            self.press(Key.Key_Escape)
        self.press(Key.Key_F8)
        self.look("transfer")
        self.press(Key.Key_F8, Key.Key_F7, Key.Key_F9)
        self.look("paid, by post")
        self.press(Key.Key_K, modifier=CTRL)
        self.look("palette")
        self.press(Key.Key_Escape)
        use = self._application.desk
        assert reception.draft is not None
        draft_id = reception.draft.dossier.id
        for component in reception.draft.dossier.missing:
            use.settle.look_up_later(draft_id, component.code)
        reception.open(use.resume.of(draft_id))
        self.look("ready")
        self.press(Key.Key_F12)
        desk.until(lambda: reception.closing.accepted is not None)
        self.look("accepted")
        self.press(Key.Key_P, modifier=CTRL)
        self.look("printed again")
        self.copies()

    def copies(self) -> None:
        presenter, use = self._desk.opened.presenter, self._application.desk
        self.press(Key.Key_F3)
        presenter.card_read(CARD)
        self._desk.until()
        self.press(Key.Key_F6, modifier=CTRL)
        self.look("certified copies")
        draft_id = use.overview.drafts()[0].draft.dossier.id
        use.certify.write(draft_id, (CopyLine("Bang", 2, 3),))
        presenter.reception.open(use.resume.of(draft_id))
        self.look("certified copies written")
        self.press(Key.Key_F7, Key.Key_F12)
        self.look("certified copies done")
        self.press(Key.Key_F3)
        presenter.card_read(CARD)
        self._desk.until()
        self.type("khai sinh")
        self.press(Key.Key_Return)
        self.press(Key.Key_F12, modifier=CTRL)
        self.type("Chua den")
        self.press(Key.Key_F12)
        self.look("refused")
        self.press(Key.Key_F3)
        presenter.card_read(CARD)
        self.look("a second visit")

    def afterwards(self) -> None:
        """The story with every form, what waits, what was sent online, a result that lies here."""
        presenter, use = self._desk.opened.presenter, self._application.desk
        dossier = use.overview.dossiers()[-1]
        citizen = Citizen(PersonalNumber("094085001234"), "Lam Van Tan")
        with self._application.store.write() as work:
            code = DossierCode("H13.552-261123-0901")
            work.online.put(OnlineDossier(UUID(int=9), code, "1.001612", citizen, datetime.now(UTC)))
        self.press(Key.Key_3, modifier=ALT)
        self.look("online")
        presenter.dossiers.screen.online.setFocus()
        self.press(Key.Key_Return)
        self.look("online, opened")
        self.press(Key.Key_F12, modifier=SHIFT)
        self.look("online, asked")
        self.press(Key.Key_Escape)
        presenter.tell_story(dossier.id)
        self.press(Key.Key_3, modifier=ALT)
        self.look("story")
        for deed in Deed:
            if deed not in (Deed.BRING, Deed.SCAN_RESULT, Deed.RETURN, Deed.AGAIN):
                self._form(deed)
        use.ask_supplement(dossier.id, ("to-khai",), "Sai")
        self._told(dossier.id, "waits for a supplement")
        self._second_life()
        self.press(Key.Key_F, modifier=CTRL)
        self.type("rinh")
        self.look("found")

    def _form(self, deed: Deed) -> None:
        story = self._desk.opened.presenter.dossiers.story
        if any(line.deed is deed for line in story.screen._lines):
            story.screen.chosen.emit(deed.value)
            self.look(f"form {deed}")
            self.press(Key.Key_F12)
            self.look(f"form {deed}, what it lacks")
            self.press(Key.Key_Escape)

    def _second_life(self) -> None:
        """Of the certified copies: handed over, its result here, handed out."""
        presenter, use = self._desk.opened.presenter, self._application.desk
        other = next(one for one in use.overview.dossiers() if one.receipt.copies)
        self._told(other.id, "given at once")
        first = use.overview.dossiers()[-1]
        use.end.withdraw(first.id, "")
        self._told(first.id, "withdrawn")
        presenter.hand_out(other.id)
        self.look("handing out")
        presenter.results.scanned("094085001234||Lam Van Tan|15031985|Nam|Khom 5|01022022")
        self.look("handing out to another")

    def _told(self, dossier_id: UUID, where: str) -> None:
        self._desk.opened.presenter.tell_story(dossier_id)
        self.press(Key.Key_3, modifier=ALT)
        self.look(where)

    def first_start(self) -> None:
        window = FirstStartWindow()
        first = FirstStart(window, FirstRun(self._application, self._folder / "nowhere"), self._desk.opened.tasks)
        window.show()
        for number in range(len(PAGES)):
            first._turn_to(number)
            self._desk.until(lambda: not first.busy)
            for text in words_on(window):
                self.seen.setdefault(text, f"first start {number}")
        window.close()


def main(folder: Path) -> None:
    with own_desk(folder) as desk:
        walk = Walk(desk, desk.application, folder)
        walk.look("begin")
        walk.every_screen("empty")
        walk.reception()
        walk.afterwards()
        walk.every_screen("a day's work")
        walk.first_start()
        desk.opened.presenter.keeper.lock()
        walk.look("locked")
    json.dump(walk.seen, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
