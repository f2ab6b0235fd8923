"""Draws the door: one quiet panel in the middle of the window, the cursor in the field that opens it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from .. import theme
from ..icons import icon
from ..language import tr
from ..page import Notice, Tone
from ..widgets.legend import Legend
from ..widgets.words import Words, panel
from .view_model import Asks, DoorView, opening_view

_WIDTH = 480  # px
_BESIDE = 436  # px: of the trial's people where they stand beside the panel, at 200 % on a full-HD screen
_BETWEEN = 12  # px
_SAID = 88  # px, four lines: nothing jumps when something is said
_LOW = (10, 40)  # px: margin above and below, and what is said, where the window is low
_ROOMY = (24, _SAID)
_ICONS = {Tone.PLAIN: "info", Tone.GOOD: "good", Tone.ATTENTION: "attention", Tone.ERROR: "error"}
_SECRET = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class Door(QWidget):
    """`entered` gives user name, word, and the word again; the fields that are not asked for are empty."""

    entered = Signal(str, str, str)
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.where, self.title, self.name = Words(role="quiet"), Words(role="title"), Words(role="large")
        self.serving = Words(role="quiet")
        for words in (self.where, self.name):
            words.setWordWrap(True)
        self.user, self.word, self.again = self._field(tr("Tên đăng nhập")), self._field(), self._field()
        self._user_words = Words(self.tr("TÊN ĐĂNG NHẬP"), role="caption")
        self._word_words, self._again_words = Words(role="caption"), Words(role="caption")
        self._picture, self.said = QLabel(), Words()
        self.said.setWordWrap(True)
        self.trial = panel()
        self.legend = Legend()
        self.legend.pressed.connect(self._pressed)
        self._asks = Asks.NAME_AND_WORD
        self._trying = False
        self._room = _ROOMY
        self._early, self._early_enter = False, False
        self._build()

    def _field(self, spoken: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(200)
        field.returnPressed.connect(self._enter)
        if spoken:
            field.setAccessibleName(spoken)
        else:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(_SECRET)
        return field

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addStretch(2)
        self.door = self._panel()
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._middle.setSpacing(_BETWEEN)
        self._middle.addWidget(self.door, 0, Qt.AlignmentFlag.AlignHCenter)
        self._middle.addWidget(self._trial(), 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(self._middle)
        whole.addStretch(3)
        whole.addWidget(self.legend)

    def _panel(self) -> QFrame:
        frame = panel()
        frame.setFixedWidth(_WIDTH)
        column = self._column = QVBoxLayout(frame)
        column.setContentsMargins(32, self._room[0], 32, self._room[0])
        column.setSpacing(8)
        column.addWidget(self.where)
        column.addWidget(self.title)
        column.addWidget(self.name)
        column.addWidget(self.serving)
        column.addSpacing(8)
        for caption, field in (
            (self._user_words, self.user),
            (self._word_words, self.word),
            (self._again_words, self.again),
        ):
            column.addWidget(caption)
            column.addWidget(field)
            column.addSpacing(4)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.said, 1)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.said.setFixedHeight(self._room[1])
        column.addLayout(told)
        return frame

    def _trial(self) -> QFrame:
        self.trial.setFixedWidth(_WIDTH)
        self._people = QGridLayout(self.trial)
        self._people.setContentsMargins(32, 12, 32, 12)
        self._people.setHorizontalSpacing(16)
        self._people.setVerticalSpacing(2)
        self._people.setColumnStretch(2, 1)
        head = Words(self.tr("CHẠY THỬ: TÊN / MẬT KHẨU, MỌI NGƯỜI ĐỀU GIẢ ĐỊNH"), role="caption", tone="attention")
        self._people.addWidget(head, 0, 0, 1, 3)
        self.trial.hide()
        return self.trial

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The panel's at its closest: the trial's people find room beside it."""
        return QSize(_WIDTH, self._height_of(_LOW))

    def _height_of(self, room: tuple[int, int]) -> int:
        """Panel and legend, with this margin and this much for what is said."""
        panel_now = self.door.minimumSizeHint().height() - 2 * self._room[0] - self._room[1]
        return panel_now + 2 * room[0] + room[1] + self.legend.minimumSizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._find_room()

    def _find_room(self) -> None:
        """The trial's people stand below the panel, or beside it where the window is too low for both."""
        both = self._height_of(_ROOMY) + _BETWEEN + self.trial.sizeHint().height()
        roomy = self.height() >= self._height_of(_ROOMY)
        if self._room != (room := _ROOMY if roomy else _LOW):
            self._room = room
            self._column.setContentsMargins(32, room[0], 32, room[0])
            self.said.setFixedHeight(room[1])
        beside = self._trying and self.height() < both
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)
        self.trial.setFixedWidth(_BESIDE if beside else _WIDTH)
        self._people.setContentsMargins(*((12, 12, 12, 12) if beside else (32, 12, 32, 12)))
        self._people.setHorizontalSpacing(8 if beside else 16)

    def show_trial(self, people: tuple[tuple[str, str, str], ...]) -> None:
        """Name and pass word, who that is, what they are."""
        for row, person in enumerate(people, start=1):
            for column, words in enumerate(person):
                self._people.addWidget(Words(words, role="" if column == 0 else "quiet"), row, column)
        self._trying = bool(people)
        self.trial.setVisible(self._trying)

    def open_early(self) -> None:
        """Before the store is open: nobody knows yet whether a name stands here. What is typed is taken unseen, and
        goes to the field that will be asked for."""
        self.show_view(opening_view())
        self._early = True
        self.user.setReadOnly(True)
        self.focus()

    def show_view(self, view: DoorView) -> None:
        early, self._early = self.word.text() if self._early else "", False
        self._show(view)
        if early and view.asks is Asks.NAME_AND_WORD:
            field = self.word if view.user_name else self.user
            field.setText(early)
        if self._early_enter:
            self._early_enter = False
            self._enter()

    def _show(self, view: DoorView) -> None:
        self._asks = view.asks
        self.user.setReadOnly(False)
        self.where.setText(view.where)
        self.title.setText(view.title)
        for words, text in ((self.name, view.name), (self.serving, view.serving)):
            words.setText(text)
            words.setVisible(bool(text))
        named = view.asks is Asks.NAME_AND_WORD
        self.user.setText(view.user_name)
        self._word_words.setText(view.word)
        self._again_words.setText(view.again)
        for widget in (self._user_words, self.user):
            widget.setVisible(named)
        for widget in (self._again_words, self.again):
            widget.setVisible(bool(view.again))
        self.trial.setVisible(self._trying and view.asks is not Asks.NEW_PIN)
        self._find_room()
        digits = view.asks in (Asks.PIN, Asks.NEW_PIN)
        for field, spoken in ((self.word, view.word), (self.again, view.again)):
            field.clear()
            field.setAccessibleName(spoken.capitalize())
            field.setMaxLength(8 if digits else 200)
        self.legend.show_keys(view.keys)
        self.focus()

    def tell(self, notice: Notice) -> None:
        c = theme.colours()
        self.said.setText(notice.words)
        self.said.set_tone(notice.tone if notice.tone is not Tone.PLAIN else "")
        picture = icon(_ICONS[notice.tone], c.of(notice.tone), 18, self.devicePixelRatioF(), c.panel)
        self._picture.setPixmap(picture)
        self._picture.setVisible(bool(notice.words))

    def focus(self) -> None:
        """Where the next letter belongs: the name, or the word where the name stands already."""
        named = self._asks is Asks.NAME_AND_WORD and not self.user.text() and not self._early
        field = self.user if named else self.word
        field.setFocus()
        field.selectAll()

    def refused(self) -> None:
        """The word was wrong: it goes, the cursor stays."""
        self.word.clear()
        self.again.clear()
        self.word.setFocus()

    def forget(self) -> None:
        """No word lies in a field behind the open screen."""
        for field in (self.word, self.again):
            field.clear()

    @property
    def waiting(self) -> bool:
        return self.word.isReadOnly()

    def wait(self, waiting: bool) -> None:
        """While the word is looked at no second one is taken."""
        for field in (self.user, self.word, self.again):
            field.setReadOnly(waiting)

    def _pressed(self, key: str) -> None:
        if key == "Return":
            self._enter()
        else:
            self.pressed.emit(key)

    def _enter(self) -> None:
        """Enter goes to the next empty field, and from the last one in."""
        if self._early:
            self._early_enter = bool(self.word.text())
            return
        if self.waiting:
            return
        for field in (self.user, self.word, self.again):
            if field.isVisible() and not field.text():
                field.setFocus()
                return
        self.entered.emit(self.user.text(), self.word.text(), self.again.text())
