"""Draws what a deed asks: papers to tick, fields to fill. Enter goes on, F12 (the presenter's) does it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..widgets.words import Words
from .view_model import Form

_ROW, _SHOWN = 34, 8  # px; rows before it scrolls
_CODE = Qt.ItemDataRole.UserRole
_LONGEST = 900  # letters: the contract takes 1,000


class FormView(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form: Form | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.title = Words(role="title")
        self.title.setWordWrap(True)
        self.warning = Words(tone="attention")
        self.warning.setWordWrap(True)
        self.papers = QListWidget()
        self.papers.setObjectName("choices")
        self.papers.setAccessibleName(self.tr("Giấy tờ cần bổ sung: Space chọn"))
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.installEventFilter(self)
        self.papers.itemChanged.connect(lambda _: self.edited.emit())
        self._papers_words = Words(self.tr("GIẤY TỜ CẦN BỔ SUNG (SPACE CHỌN)"), role="caption")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for widget in (self.title, self.warning, self._papers_words, self.papers):
            self._column.addWidget(widget)
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        self._column.addLayout(self._place)
        self._column.addStretch(1)

    def open(self, form: Form) -> None:
        self.forget()
        self.form = form
        self.title.setText(form.title)
        self.warning.setText(form.warning)
        self.warning.setVisible(bool(form.warning))
        for paper in form.papers:
            item = QListWidgetItem(paper.name)
            item.setData(_CODE, paper.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.papers.addItem(item)
        self.papers.setCurrentRow(0)
        self.papers.setFixedHeight(_ROW * min(len(form.papers), _SHOWN) + 8)
        for widget in (self._papers_words, self.papers):
            widget.setVisible(bool(form.papers))
        for asked in form.fields:
            field = QLineEdit(asked.value)
            field.setAccessibleName(asked.words)
            field.setPlaceholderText(asked.hint)
            field.setMaxLength(_LONGEST)
            field.textEdited.connect(lambda _: self.edited.emit())
            field.returnPressed.connect(lambda name=asked.name: self._next(name))
            self.fields[asked.name] = field
            for one in (Words(asked.words, role="caption"), field):
                self._place.addWidget(one)
                one.show()  # a layout shows it later, and until then it takes no key
        self.go_to(None)

    def go_to(self, name: str | None) -> None:
        """The cursor to a field; None: where the form begins."""
        if name in self.fields:
            field = self.fields[name]
            field.setFocus()
            field.selectAll()
        elif self.form is not None and self.form.papers:
            self.papers.setFocus()
        elif self.fields:
            self.go_to(next(iter(self.fields)))

    def forget(self) -> None:
        self.form = None
        self.fields.clear()
        self.papers.clear()
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def fill(self, values: Mapping[str, str], ticked: tuple[str, ...] = ()) -> None:
        """As it was typed before; a field that the form has no more is passed over."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].setText(value)
        for row in range(self.papers.count()):
            on = self.papers.item(row).data(_CODE) in ticked
            self.papers.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @property
    def values(self) -> dict[str, str]:
        return {name: field.text().strip() for name, field in self.fields.items()}

    @property
    def ticked(self) -> tuple[str, ...]:
        items = [self.papers.item(row) for row in range(self.papers.count())]
        return tuple(item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """In the list Enter goes on; a digit ticks a paper as Space does."""
        if watched is self.papers and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.fields and not event.isAutoRepeat():
                    self.go_to(next(iter(self.fields)))
                return True
            if event.text().isdigit() and 1 <= int(event.text()) <= self.papers.count():
                self._turn(int(event.text()) - 1)
                return True
        return super().eventFilter(watched, event)

    def _turn(self, row: int) -> None:
        item = self.papers.item(row)
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.papers.setCurrentRow(row)

    def _next(self, name: str) -> None:
        names = list(self.fields)
        at = names.index(name) + 1
        if at < len(names):
            self.go_to(names[at])
