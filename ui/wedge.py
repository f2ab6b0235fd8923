"""Catches a keyboard-wedge scanner whatever has the focus, and gives the field back what it held before.

A text field shows typed keys at once, so what leaks into it is undone when the burst ends. In a list a key would
act (Space takes a paper, a digit moves a page), so there a text key is held back for one gap; a person does not
notice 50 ms. The same where the focus moves in mid-run: what comes after waits until it is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.domain.wedge import GAP, Burst, WedgeDetector

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_BREAKS = (QEvent.Type.WindowDeactivate, QEvent.Type.MouseButtonPress)
# A scanner holds Shift for a capital, and Alt with digits of the keypad for a letter that the keyboard lacks.
_NOTHING = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
    }
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A text field as it was before a run of keys."""

    field: QLineEdit
    text: str
    cursor: int
    modified: bool
    selected: tuple[int, int]

    @classmethod
    def of(cls, widget: QWidget) -> _Field | None:
        if not isinstance(widget, QLineEdit):
            return None
        selected = (widget.selectionStart(), widget.selectionLength())
        return cls(widget, widget.text(), widget.cursorPosition(), widget.isModified(), selected)

    def restore(self, was_left: bool) -> None:
        field = self.field
        field.setText(self.text)
        if was_left:
            field.setModified(True)  # it was saved with the burst in it, and is saved again without
            field.editingFinished.emit()
        field.setCursorPosition(self.cursor)
        if self.selected[1]:
            field.setSelection(*self.selected)
        field.setModified(self.modified)


class WedgeFilter(QObject):
    """Installed on the application; `read` gets a scanner's text on the UI thread, `spoiled` is told that an input
    method rewrote one."""

    def __init__(
        self,
        app: QApplication,
        read: Callable[[str], None],
        spoiled: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(app)
        self._read, self._spoiled, self._clock = read, spoiled, clock
        self._detector = WedgeDetector()
        self._last = float("-inf")
        self._home: QWidget | None = None  # where the run began
        self._before: _Field | None = None
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
        if self._replaying:
            return False
        if kind in _BREAKS:
            self._break_off()
        elif not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
            return False
        elif isinstance(event, QInputMethodEvent):
            self._composed(watched, event)
        elif kind in _KEYS and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return False

    def _key(self, widget: QWidget, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _NOTHING or _is_alt_code(event):
            return False
        if event.isAutoRepeat():  # a key held down, by a hand
            self._break_off()
            return False
        pressed = event.type() is QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers() and not self.quiet:
            if pressed:
                self._erase()
            return False
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            return pressed and self._tab()
        if not _is_text(event):
            self._break_off()  # a function key or arrow: what was held comes first
            return False
        return pressed and self._text_key(widget, event)

    def _tab(self) -> bool:
        """Ends a scanner's code, or goes on to the next field at once."""
        burst = self._detector.feed("\t", self._clock())
        if burst is None:
            self._break_off()
            return False
        self._take(burst)
        return True

    def _text_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        """True: the key goes no further."""
        now = self._go_on(widget)
        burst = self._detector.feed(event.text(), now)
        if burst is not None:
            self._take(burst)
            return True
        if isinstance(widget, QLineEdit) and widget is self._home:
            return False
        self._held.append((widget, event.clone()))
        self._silence.start()
        return True

    def _go_on(self, widget: QWidget) -> float:
        """The run goes on, perhaps in another field, or a new one begins."""
        now = self._clock()
        if now - self._last > GAP:
            self._release()
            self._home, self._before = widget, _Field.of(widget)
        elif widget is not self._home:
            self._detector.move()
        self._last = now
        return now

    def _erase(self) -> None:
        self._last = self._clock()
        self._detector.erase(self._last)

    def _composed(self, widget: QWidget, event: QInputMethodEvent) -> None:
        """An input method's commit is typing too. One that composes, or replaces letters, within a scanner's pace has
        rewritten what the scanner typed."""
        composes = bool(event.preeditString()) or event.replacementLength() > 0
        if not composes and not event.commitString():
            return
        now = self._go_on(widget)
        if composes:
            self._detector.spoil(now)
        if event.commitString():
            burst = self._detector.feed(event.commitString(), now)
            if burst is not None:
                self._take(burst)

    def _take(self, burst: Burst) -> None:
        self._silence.stop()
        self._held.clear()
        before, self._before = self._before, None
        if before is not None:
            before.restore(was_left=before.field is not QApplication.focusWidget())
        self._home, self._last = None, float("-inf")
        if burst.spoiled:
            self._spoiled()
        else:
            self._read(burst.text)

    def _break_off(self) -> None:
        self._release()
        self._detector.break_off()
        self._home, self._before, self._last = None, None, float("-inf")

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


def _is_text(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text()) and not plain and (event.text().isprintable() or event.text() in "\r\n")


def _is_alt_code(event: QKeyEvent) -> bool:
    keypad_with_alt = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() == keypad_with_alt and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
