"""Draws the first start: the steps on the left, one of them in front, its keys on the bottom line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.recovery_code import LENGTH

from .. import theme
from ..icons import icon
from ..page import KeyHint, Notice, Tone
from ..widgets.code_grid import CodeGrid
from ..widgets.legend import Legend
from ..widgets.words import Words, panel
from .view_model import PAGES, RECOVERY, StepPage

_KEYS = ("F5", "F11", "Ctrl+P", "Ctrl+O", "Alt+Left", "Alt+Right", "Esc")
_SIZE, _LIST = (900, 600), 220  # px: a full-HD screen at 200 % has 960 × 540
_ICONS = {Tone.PLAIN: "info", Tone.GOOD: "good", Tone.ATTENTION: "attention", Tone.ERROR: "error"}


class StepForm(QFrame):
    """One page. `entered` when Enter is pressed in its last field."""

    entered = Signal()

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.page = page
        self.setObjectName("step")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(4)
        column.addWidget(Words(page.title, role="title"))
        about = Words(page.about)
        about.setWordWrap(True)
        column.addWidget(about)
        column.addSpacing(8)
        self.code: CodeGrid | None = None
        if page.step == RECOVERY:
            self.code = CodeGrid(self.tr("15 từ của mã khôi phục, theo thứ tự"), LENGTH)
            column.addWidget(self.code)
        self.fields: dict[str, QLineEdit] = {}
        self.labels: dict[str, Words] = {}
        for one in page.fields:
            label, edit = Words(one.label, role="caption"), QLineEdit()
            edit.setAccessibleName(one.label.capitalize())
            edit.setPlaceholderText(one.hint)
            edit.setMaxLength(300)
            if one.secret:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.returnPressed.connect(lambda edit=edit: self._enter(edit))
            column.addWidget(label)
            column.addWidget(edit)
            column.addSpacing(2)
            self.fields[one.name], self.labels[one.name] = edit, label
        column.addStretch(1)

    @property
    def values(self) -> dict[str, str]:
        return {name: edit.text() for name, edit in self.fields.items()}

    def focus(self, name: str = "") -> None:
        edits = list(self.fields.values())
        empty = next((edit for edit in edits if not edit.text()), edits[0])
        (self.fields.get(name) or empty).setFocus()

    def _enter(self, edit: QLineEdit) -> None:
        edits = list(self.fields.values())
        at = edits.index(edit)
        if at + 1 < len(edits):
            edits[at + 1].setFocus()
        else:
            self.entered.emit()


class FirstStartWindow(QDialog):
    """`pressed` gives a key of the legend, `entered` the page whose last field was left by Enter."""

    pressed = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Quầy Một Cửa: máy mới"))
        self.resize(*_SIZE)
        self.forms = [StepForm(page) for page in PAGES]
        self.rows: list[Words] = []
        self._pictures = [QLabel() for _ in PAGES]
        self._picture, self.said = QLabel(), Words()
        self.said.setWordWrap(True)
        self.legend = Legend()
        self.legend.pressed.connect(self.pressed)
        self._build()
        for key in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda key=key: self.pressed.emit(key))
        for form in self.forms:
            form.entered.connect(self.entered)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setContentsMargins(16, 16, 16, 8)
        middle.setSpacing(12)
        middle.addWidget(self._list())
        surface = panel()
        column = QVBoxLayout(surface)
        column.setContentsMargins(0, 12, 0, 12)
        for form in self.forms:
            column.addWidget(form)
            form.hide()
        told = QHBoxLayout()
        told.setContentsMargins(24, 0, 24, 0)
        told.setSpacing(8)
        told.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.said, 1)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addLayout(told)
        middle.addWidget(surface, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.legend)

    def _list(self) -> QFrame:
        frame = panel()
        frame.setFixedWidth(_LIST)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(12)
        column.addWidget(Words(self.tr("MÁY MỚI"), role="caption"))
        for at, page in enumerate(PAGES):
            row = QHBoxLayout()
            row.setSpacing(8)
            words = Words(f"{at + 1}. {page.title}")
            row.addWidget(self._pictures[at])
            row.addWidget(words, 1)
            column.addLayout(row)
            self.rows.append(words)
        column.addStretch(1)
        return frame

    def show_step(self, number: int, done: frozenset[str], keys: tuple[KeyHint, ...]) -> None:
        c = theme.colours()
        for at, (form, row, picture) in enumerate(zip(self.forms, self.rows, self._pictures, strict=True)):
            form.setVisible(at == number)
            ready = form.page.step in done
            tone = "accent" if at == number else "good" if ready else ""
            row.set_tone(tone)
            row.setAccessibleName(f"{row.text()}: {self.tr('xong') if ready else self.tr('chưa làm')}")
            name, colour = ("good", c.good) if ready else ("later", c.quiet)
            picture.setPixmap(icon(name, colour, 18, self.devicePixelRatioF(), c.panel))
        self.legend.show_keys(keys)

    def tell(self, notice: Notice) -> None:
        c = theme.colours()
        self.said.setText(notice.words)
        self.said.set_tone(notice.tone if notice.tone is not Tone.PLAIN else "")
        self._picture.setPixmap(icon(_ICONS[notice.tone], c.of(notice.tone), 18, self.devicePixelRatioF(), c.panel))
        self._picture.setVisible(bool(notice.words))
