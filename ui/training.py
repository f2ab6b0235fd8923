"""The banner of training: at the head of every window that the program opens, whoever opens it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

HEIGHT = 28  # px
_STRIPE = "#FFD400"  # black on it: 14.8:1, in daylight and in the dark look alike
_MARKED = (Qt.WindowType.Window, Qt.WindowType.Dialog)


class Banner(QLabel):
    """Cannot be closed, covered by the window's own content, or taken for part of it."""

    def __init__(self, mark: str, window: QWidget) -> None:
        words = QCoreApplication.translate(
            "Training", "người dân giả định · không gửi đi đâu · giấy in không có giá trị"
        )
        super().__init__(f"{mark} · {words}", window)
        self.setObjectName("training")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(f"background: {_STRIPE}; color: #000000; font-weight: 700;")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(HEIGHT)
        self._mark = mark
        self._fit()
        window.installEventFilter(self)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded):
            self._fit()
        return False

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(0, 0, window.width(), HEIGHT)
            self.raise_()


class Marker(QObject):
    """On the application: each window that is shown gets its banner, and its title says what it is."""

    def __init__(self, app: QApplication, mark: str) -> None:
        super().__init__(app)
        self._mark = mark
        app.installEventFilter(self)
        for window in app.topLevelWidgets():
            if window.isVisible():
                self._put_on(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._put_on(watched)
        return False

    def _put_on(self, window: QWidget) -> None:
        if window.windowType() not in _MARKED or window.findChild(Banner) is not None:
            return
        margins = window.contentsMargins()
        window.setContentsMargins(margins.left(), margins.top() + HEIGHT, margins.right(), margins.bottom())
        window.setWindowTitle(f"{self._mark} · {window.windowTitle()}")
        Banner(self._mark, window)
