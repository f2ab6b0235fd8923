"""Shift+F4: whose dossier it is. A list of kinds, the fields of the one chosen, what the applicant is to the owner."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ..widgets.chooser import Chooser
from ..widgets.words import ShortenedWords, Words
from .owner_view import FIELDS, TITLES, Kind


class OwnerPane(QWidget):
    """`entered`: Enter in a field, by its name; `edited`: something is typed, or a code has filled it in."""

    entered = Signal(str)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chooser = Chooser()
        self._title = Words(role="title")
        self._hint = ShortenedWords(role="quiet")
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self.kind: Kind | None = None
        self._fields: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(self._form)
        column.addWidget(self.chooser)
        column.addStretch(1)

    def ask(self, title: str, hint: str) -> None:
        """Nothing to type yet: the list alone."""
        self.kind = None
        self._clear()
        self._title.setText(title)
        self._hint.setText(hint)

    def open_form(self, kind: Kind, hint: str) -> None:
        """Its fields, empty, the cursor in the first."""
        self._clear()
        self.kind = kind
        self._title.setText(TITLES[kind])
        self._hint.setText(hint)
        for at, field in enumerate(FIELDS[kind]):
            line = QLineEdit()
            line.setAccessibleName(field.caption.capitalize())
            line.setPlaceholderText(field.hint)
            line.setMaxLength(200)
            line.textEdited.connect(lambda _: self.edited.emit())
            line.returnPressed.connect(lambda name=field.name: self.entered.emit(name))
            self._grid.addWidget(Words(field.caption, role="caption"), 2 * at, 0)
            self._grid.addWidget(line, 2 * at + 1, 0)
            line.show()  # now: what is not seen yet takes no letters
            self._fields[field.name] = line
        self.go_to(FIELDS[kind][0].name)

    @property
    def values(self) -> dict[str, str]:
        return {name: line.text() for name, line in self._fields.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        for name, text in values.items():
            if name in self._fields and text:
                self._fields[name].setText(text)
        self.edited.emit()

    def go_to(self, name: str) -> None:
        self._fields[name].setFocus()
        self._fields[name].selectAll()

    def forget(self) -> None:
        self.kind = None
        self.chooser.hide()
        self._clear()

    def _clear(self) -> None:
        self._fields = {}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
