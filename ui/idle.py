"""Notices when nobody has touched keyboard, mouse or screen for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Installed on the application; calls `left_alone` once after `seconds`, and again only after the next touch.
    `touched` hears of each."""

    def __init__(
        self,
        app: QApplication,
        seconds: float,
        left_alone: Callable[[], None],
        touched: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(app)
        self._touched = touched
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(left_alone)
        self._timer.start()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _TOUCHED:
            self._timer.start()
            self._touched()
        return False
