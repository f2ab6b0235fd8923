"""The one window: rail, header, the screen in front, message strip, legend; and the door before all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..icons import icon
from ..log_in.screen import Door
from ..page import KeyHint, Notice, Person
from ..widgets.legend import Legend
from ..widgets.page_scroll import PageScroll
from ..widgets.words import ShortenedWords, Words
from .rail import Rail
from .strip import Strip

if TYPE_CHECKING:
    from .view_model import LineWords

# Every key that means something somewhere; the same on each screen.
KEYS = (
    *("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12"),
    *(
        "Shift+F2",
        "Shift+F3",
        "Shift+F4",
        "Shift+F9",
        "Shift+F12",
        "Ctrl+F1",
        "Ctrl+F2",
        "Ctrl+F3",
        "Ctrl+F4",
        "Ctrl+F6",
        "Ctrl+F12",
    ),
    *("Shift+F5", "Ctrl+F5", "Ctrl+Shift+F5", "Ctrl+F", "Ctrl+O", "Ctrl+P", "Ctrl+Z", "Ctrl+Y"),
    *("Ctrl+L", "Ctrl+G", "Ctrl+D", "Ctrl+T", "Ctrl+K", "Ctrl+R", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+Shift+D"),
    *("Ctrl+N", "Ctrl+Shift+N", "Ctrl+B", "Ctrl+M", "Ctrl+Shift+M", "Ctrl+Return", "Esc"),
)


class MainWindow(QMainWindow):
    """Draws the frame; what a key does is told by `pressed`."""

    pressed = Signal(str)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Quầy Một Cửa"))
        self.rail = Rail()
        self.pages = QStackedWidget()
        self.strip = Strip()
        self.legend = Legend()
        self.door = Door()
        self._layers = QStackedWidget()
        self._build()
        self.rail.pressed.connect(self.pressed)
        self.legend.pressed.connect(self.pressed)
        for key in KEYS:
            self._listen_for(key)

    def add_page(self, key: str, words: str, picture: str, page: QWidget) -> None:
        """A screen behind `key`, at the end of the rail."""
        self.pages.addWidget(page)
        self.rail.add(words, picture, key)
        self._listen_for(key)

    def _listen_for(self, key: str) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)  # a held key is one press
        shortcut.activated.connect(lambda: self.pressed.emit(key))

    def _build(self) -> None:
        whole = self.whole = QWidget()
        whole.setObjectName("window")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._header())
        right.addWidget(PageScroll(self.pages), 1)
        right.addWidget(self.strip)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        column.addLayout(middle, 1)
        column.addWidget(self.legend)
        self._layers.addWidget(whole)
        self._layers.addWidget(self.door)
        self.setCentralWidget(self._layers)

    def _header(self) -> QFrame:
        header = QFrame()
        header.setObjectName("header")
        header.setProperty("bar", True)
        header.setFixedHeight(56)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self.ticket = Words(role="large", tone="accent")
        self.called = Words(role="quiet")
        self.person = Words(role="title")
        self.about = ShortenedWords(role="quiet")
        self._line_picture = QLabel()
        self.line = Words()
        self.clerk = Words(role="quiet")
        self.clerk.setToolTip(self.tr("Ctrl+L khóa màn hình"))
        for widget, stretch in ((self.ticket, 0), (self.called, 0), (self.person, 0), (self.about, 1)):
            row.addWidget(widget, stretch)
        row.addWidget(self.clerk)
        row.addWidget(self._line_picture)
        row.addWidget(self.line)
        return header

    def show_person(self, person: Person) -> None:
        from .view_model import called_words  # after the door: it brings the domain along

        self.ticket.setText(person.ticket)
        self.ticket.setVisible(bool(person.ticket))
        self.called.setText(called_words(person))
        self.called.setVisible(person.called_at is not None)
        self.person.setText(person.name)
        self.about.setText(person.about)

    def show_door(self, shut: bool) -> None:
        self._layers.setCurrentIndex(1 if shut else 0)

    def show_clerk(self, name: str) -> None:
        self.clerk.setText(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a narrow screen the citizen's name needs the room."""
        super().resizeEvent(event)
        self.clerk.setVisible(self.width() >= theme.NARROW)

    def show_line(self, line: LineWords) -> None:
        c = theme.colours()
        self.line.setText(line.words)
        self.line.set_tone(line.tone)
        self.line.setToolTip(line.tip)
        self._line_picture.setPixmap(icon(line.icon, c.of(line.tone), 16, self.devicePixelRatioF(), c.panel))

    def show_page(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self.rail.mark(number)

    def show_keys(self, hints: tuple[KeyHint, ...]) -> None:
        self.legend.show_keys(hints)

    def tell(self, notice: Notice) -> None:
        self.strip.tell(notice)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.closing.emit()
        super().closeEvent(event)

    def bring_to_front(self) -> None:
        """A second start of the program ends here."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
