"""A clerk at the real window: presses keys, sees what is on the screen, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QTableView, QWidget

from ui.app import OpenWindow

_PATIENCE = 20_000  # ms


class Clerk:
    """`keys` counts what was pressed; a scanner's burst is no key of the clerk's."""

    def __init__(self, qtbot: Any, opened: OpenWindow) -> None:
        self._qtbot, self.opened, self.window = qtbot, opened, opened.window
        self.keys = 0
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=_PATIENCE)

    def press(self, *names: str) -> None:
        """Keys as QKeySequence reads them: `F2`, `Shift+F5`, `Return`."""
        for name in names:
            combination = QKeySequence(name)[0]  # type: ignore[index]  # PySide6 types it without
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
            self.keys += 1

    def type(self, text: str) -> None:
        """At a person's pace: a gap between two keys that no scanner makes."""
        for letter in text:
            _send(self._focus(), letter)
            self.keys += 1
            QTest.qWait(60)

    def scan_card(self, text: str) -> None:
        """A keyboard-wedge reader: the card's text into whatever has the focus, then Enter."""
        for letter in text:
            _send(self._focus(), letter)
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def go_to(self, words: str) -> None:
        """Moves down or up a list until the row that says `words` is chosen."""
        view = self._focus()
        assert isinstance(view, QAbstractItemView), f"no list has the focus, but {type(view).__name__}"
        model = view.model()
        for key in ("Home", *["Down"] * model.rowCount(QModelIndex())):
            self.press(key)
            if words in _spoken(view, view.currentIndex().row()):
                return
        raise AssertionError(f"no row says {words!r}: {self.screen()}")

    def waits_for(self, *words: str) -> None:
        """Until all these words stand on the screen."""

        def seen() -> bool:
            return all(each in self.screen() for each in words)

        self.waits_until(seen, lambda: f"{words} not in {self.screen()}")

    def waits_until(self, seen: Callable[[], bool], told: Callable[[], str] = lambda: "") -> None:
        try:
            self._qtbot.waitUntil(seen, timeout=_PATIENCE)
        except Exception as error:
            raise AssertionError(told() or self.screen()) from error

    def screen(self) -> str:
        """Every visible word of the window, a line each."""
        lines: list[str] = []
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLabel | QLineEdit):
                lines.append(widget.text())
            elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
                lines += [_spoken(widget, row) for row in range(widget.model().rowCount(QModelIndex()))]
            elif widget.accessibleName():
                lines.append(widget.accessibleName())
        return "\n".join(line for line in lines if line)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


def _send(widget: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _spoken(view: QAbstractItemView, row: int) -> str:
    model = view.model()
    columns = model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1
    cells = [model.index(row, column) for column in range(columns)]
    words = [cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data() for cell in cells]
    return " · ".join(str(word) for word in words if word)
