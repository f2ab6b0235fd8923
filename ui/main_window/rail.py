"""The rail on the left: the screens, each with its icon, its word and its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from ..icons import icon

WIDTH = 84
_HIGH, _LOW, _LEAST = 80, 50, 38  # px: with a large picture, a small one, none
_WORDS = 34  # px: word and key below it


class RailButton(QAbstractButton):
    def __init__(self, words: str, picture: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._key = picture, key
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(f"{words} {key}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMaximumHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(WIDTH, _HIGH)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """At 200 % on a full-HD screen all of them still stand one under the other."""
        return QSize(WIDTH, _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen if self.isChecked() else c.window))
            painter.drawRoundedRect(self.rect().adjusted(6, 2, -6, -2), 6, 6)
        colour = c.accent if self.isChecked() else c.text
        side, gap = (24, 3) if self.height() >= _HIGH - 6 else (16 if self.height() >= _LOW else 0, 0)
        top = max(1, (self.height() - side - gap - _WORDS) // 2)  # the three stand together, in the middle
        words_at = top + side + gap
        if side:
            picture = icon(self._picture, colour, side, self.devicePixelRatioF(), c.panel)
            painter.drawPixmap((self.width() - side) // 2, top, picture)
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(QColor(colour))
        painter.drawText(QRect(0, words_at, self.width(), 22), centre, self.text())
        painter.setFont(theme.font(theme.QUIET))
        painter.setPen(QColor(c.quiet))
        painter.drawText(QRect(0, words_at + 19, self.width(), 18), centre, self._key)


class Rail(QFrame):
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("bar", True)
        self.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.buttons: list[RailButton] = []

    def add(self, words: str, picture: str, key: str) -> None:
        button = RailButton(words, picture, key, self)
        button.clicked.connect(lambda _=False: self.pressed.emit(key))
        self._column.insertWidget(len(self.buttons), button)
        self.buttons.append(button)

    def mark(self, number: int) -> None:
        for index, button in enumerate(self.buttons):
            button.setChecked(index == number)
