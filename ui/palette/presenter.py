"""Joins the palette with the frame: Ctrl+K searches the screen's verbs, Ctrl held shows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ..page import KeyHint
from .screen import KeyCard, Palette
from .view_model import verbs

_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
HELD = 600  # ms: longer than Ctrl is held for any shortcut


class PaletteKeys(QObject):
    """`hints` gives the keys of the screen in front and of the frame; `press` does what one of the window's `own` keys
    does. Any other belongs to whatever had the focus."""

    def __init__(
        self,
        place: QWidget,
        hints: Callable[[], tuple[KeyHint, ...]],
        press: Callable[[str], None],
        own: frozenset[str],
    ) -> None:
        super().__init__(place)
        self._hints, self._press, self._own = hints, press, own
        self._before: QWidget | None = None
        self.view = Palette(place)
        self.card = KeyCard(place)
        self.view.chosen.connect(self._chosen)
        self.view.closed.connect(self._give_back)
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.setInterval(HELD)
        self._held.timeout.connect(self._show_card)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        return self.view.isVisible()

    def open(self) -> None:
        self.card.hide()
        if not self.is_open:
            self._before = QApplication.focusWidget()
            self.view.open(verbs(self._hints()))

    def close(self) -> None:
        self.card.hide()
        self.view.close_it()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind is QEvent.Type.WindowDeactivate:
            self._let_go()
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            control, pressed = event.key() == Qt.Key.Key_Control, kind is QEvent.Type.KeyPress
            if control and pressed and not event.isAutoRepeat():
                self._held.start()
            elif control is not pressed:  # let go, or another key: it was a shortcut
                self._let_go()
        return False

    def _let_go(self) -> None:
        self._held.stop()
        if self.card.isVisible():
            self.card.hide()

    def _show_card(self) -> None:
        if not self.is_open:
            self.card.open(verbs(self._hints()))

    def _give_back(self) -> None:
        if self._before is not None:
            self._before.setFocus()

    def _chosen(self, key: str) -> None:
        if key in self._own:
            self._press(key)
            return
        widget = self._before
        if widget is None:
            return
        *held, name = key.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= _MODIFIERS[modifier]
        text = {"Space": " ", "Return": "\r"}.get(name, name.lower() if len(name) == 1 else "")
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            pressed = QKeyEvent(kind, getattr(Qt.Key, f"Key_{name}"), modifiers, text)
            QCoreApplication.postEvent(widget, pressed)
