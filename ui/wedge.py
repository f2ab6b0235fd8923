"""Catches a keyboard-wedge scanner whatever has the focus, and gives the field back what it held before.

A text field shows typed keys at once, so what leaks into it is undone when the burst ends. In a list a key would
act (Space takes a paper, a digit moves a page), so there a text key is held back for one gap; a person does not
notice 50 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.domain.wedge import GAP, WedgeDetector


class WedgeFilter(QObject):
    """Installed on the application; `read` gets a scanner's text on the UI thread."""

    def __init__(
        self, app: QApplication, read: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(app)
        self._read, self._clock = read, clock
        self._detector = WedgeDetector()
        self._last = float("-inf")
        self._before: tuple[QLineEdit, str, int, bool] | None = None
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._replaying = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(round(GAP * 1000) + 5)
        self._silence.timeout.connect(self._release)
        app.installEventFilter(self)

    @property
    def holding(self) -> bool:
        """Whether keys wait to be told from a scanner's."""
        return bool(self._held)

    @property
    def quiet(self) -> bool:
        """Whether the next key begins a new run: the last one is further back than a scanner pauses."""
        return self._clock() - self._last > GAP

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if self._replaying or kind not in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
            QEvent.Type.WindowDeactivate,
        ):
            return False
        if not isinstance(event, QKeyEvent):
            self._release()
            self._detector.reset()
            return False
        if not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
            return False
        if not _is_text(event):
            self._release()  # a function key or arrow: what was held comes first
            return False
        return kind is QEvent.Type.KeyPress and self._text_key(watched, event)

    def _text_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        """True: the key goes no further."""
        now = self._clock()
        if now - self._last > GAP:
            self._release()
            self._before = _state(widget)
        self._last = now
        burst = self._detector.feed(event.text(), now)
        if burst is not None:
            self._silence.stop()
            self._held.clear()
            self._restore()
            self._read(burst.text)
            return True
        if isinstance(widget, QLineEdit):
            return False
        self._held.append((widget, event.clone()))
        self._silence.start()
        return True

    def _release(self) -> None:
        """Silence: a person pressed these keys."""
        self._silence.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for widget, event in held:
                QApplication.sendEvent(widget, event)
        finally:
            self._replaying = False

    def _restore(self) -> None:
        if self._before is not None:
            field, text, cursor, modified = self._before
            field.setText(text)
            field.setCursorPosition(cursor)
            field.setModified(modified)
        self._before = None


def _is_text(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text()) and not plain and (event.text().isprintable() or event.text() in "\r\n")


def _state(widget: QWidget) -> tuple[QLineEdit, str, int, bool] | None:
    if not isinstance(widget, QLineEdit):
        return None
    return widget, widget.text(), widget.cursorPosition(), widget.isModified()
