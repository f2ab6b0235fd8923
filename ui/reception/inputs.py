"""Fields of the reception screen: who it is, which procedure, phone, delivery and copies."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from counter_app.domain.procedure import Procedure
from counter_app.domain.query import LONGEST

from .. import theme
from ..finding.people_list import PeopleList
from ..icons import icon
from ..widgets.two_lines import QUIET, TwoLines
from ..widgets.words import ShortenedWords, Words
from .view_model import ReceptionView, Step

_VALUE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 30  # px
_MOST_ROWS = 8  # of the inline chooser; more are reached by the arrows
_OLD_NUMBER = 9  # digits of the CMND that the card of today has replaced


class SavedField(QLineEdit):
    """Saved as it is left, and on Enter; what is being typed is never overwritten by a later answer."""

    left = Signal(str, str)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(spoken)
        self.editingFinished.connect(self.save)

    def save(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.left.emit(self.name, self.text().strip())

    def forget(self) -> None:
        """The next citizen. Not `clear`, which counts as typing: an empty name would be saved for whoever comes."""
        self.setText("")

    def show_value(self, value: str) -> None:
        if not self.isModified() and self.text() != value:
            self.setText(value)


class PersonPane(QWidget):
    """The first step: the card, or twelve digits, or a citizen of the commune by a few letters of the name; then the
    name where nobody knows it."""

    number_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.number.setProperty("big", True)
        self.number.setMaxLength(LONGEST)
        self.number.setAccessibleName(self.tr("Số định danh cá nhân, hoặc họ tên"))
        self.number.setPlaceholderText(self.tr("12 số, CMND cũ, hoặc họ tên không dấu"))
        self.number.returnPressed.connect(self._enter_pressed)
        self.people = PeopleList(self.number, rows=5)
        self.people.chosen.connect(self.number_entered)
        self.name_words = Words(self.tr("HỌ VÀ TÊN"), role="caption")
        self.name = SavedField("full_name", self.tr("Họ và tên"))
        self.address_words = Words(self.tr("ĐỊA CHỈ"), role="caption")
        self.address = SavedField("address", self.tr("Địa chỉ"))
        self._card = Words()
        self.own = ShortenedWords(role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._card)
        head.addWidget(Words(self.tr("Quét mã QR trên thẻ căn cước"), role="title"), 1)
        column.addLayout(head)
        how = self.tr("Con trỏ ở đâu cũng được. Hoặc gõ 12 số rồi Enter; người của xã gõ vài chữ của tên cũng được.")
        column.addWidget(ShortenedWords(how, role="quiet"))
        column.addSpacing(16)
        column.addWidget(Words(self.tr("SỐ ĐỊNH DANH, HOẶC HỌ TÊN"), role="caption"))
        column.addWidget(self.number)
        column.addWidget(self.people)
        column.addSpacing(8)
        beside = QGridLayout()
        beside.setHorizontalSpacing(12)
        beside.setVerticalSpacing(8)
        for at, (words, field, share) in enumerate(
            ((self.name_words, self.name, 2), (self.address_words, self.address, 3))
        ):
            beside.addWidget(words, 0, at)
            beside.addWidget(field, 1, at)
            beside.setColumnStretch(at, share)
        column.addLayout(beside)
        column.addStretch(1)
        column.addWidget(self.own)

    def show_view(self, view: ReceptionView) -> None:
        c = theme.colours()
        self._card.setPixmap(icon("card", c.accent, 32, self.devicePixelRatioF(), c.panel))
        if view.number or not self.number.hasFocus():
            self.number.setText(view.number)
            self.people.forget()
        self.name.show_value(view.name)
        self.address.show_value(view.address)
        for widget in (self.name_words, self.name, self.address_words, self.address):
            widget.setVisible(bool(view.number))
        self.own.setText(view.own)

    @property
    def names_somebody(self) -> bool:
        """Whether people are offered for what was typed: letters, or as many digits as an old CMND has."""
        return seeks_people(self.number.text())

    def _enter_pressed(self) -> None:
        typed = self.number.text()
        if not (self.names_somebody and self.people.take()) and not any(map(str.isalpha, typed)):
            self.number_entered.emit(typed)

    def focus(self, step: Step) -> None:
        field = {Step.NAME: self.name, Step.ADDRESS: self.address}.get(step, self.number)
        field.setFocus()
        field.selectAll()


def seeks_people(typed: str) -> bool:
    digits = "".join(typed.split())
    return any(map(str.isalpha, typed)) or (digits.isdigit() and len(digits) == _OLD_NUMBER)


class ProcedurePane(QWidget):
    """F4: a code, or a few letters without marks; the list follows each key."""

    typed = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Tìm thủ tục"))
        self.field.setPlaceholderText(self.tr("Mã, hoặc vài chữ không dấu: tthn, khai sinh, 004873"))
        self.field.textEdited.connect(self._edited)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("bare", True)
        self.list.setAccessibleName(self.tr("Thủ tục tìm thấy"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._choose())
        self.none = Words(self.tr("Không có thủ tục nào khớp. Gõ ít chữ hơn, hoặc gõ mã."), role="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self._shown_for = ""
        self._enter_waits = False

    def show_procedures(self, typed: str, found: tuple[Procedure, ...]) -> None:
        """What was found for `typed`. An Enter pressed before it came chooses now."""
        self._shown_for = typed
        self.list.clear()
        for procedure in found:
            item = QListWidgetItem(procedure.name)
            about = f"{procedure.code} · {procedure.field_name}"
            item.setData(QUIET, about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{procedure.name}, {about}")
            item.setData(_VALUE, procedure.code)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.none.setVisible(not found)
        if self._enter_waits and typed == self.field.text():
            self._choose()

    def focus(self) -> None:
        self._enter_waits = False
        self.field.setFocus()
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down walk the list while the letters stay in the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _edited(self, typed: str) -> None:
        self._enter_waits = False  # it was meant for other letters
        self.typed.emit(typed)

    def _choose(self) -> None:
        """Never out of a list that belongs to other letters: a fast clerk's Enter waits for its own."""
        self._enter_waits = self._shown_for != self.field.text()
        item = self.list.currentItem()
        if item is not None and not self._enter_waits:
            self.chosen.emit(item.data(_VALUE))
