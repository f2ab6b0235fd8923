"""Draws the hall's board: read from the last row of chairs, in daylight, by whoever reads Vietnamese or Khmer. Its
words are no clerk's, and are not translated."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from .. import theme
from .view_model import CalledLine, HallWords

_HEAD, _FOOT = 0.15, 0.11  # of the height
_ROWS = 6  # room for so many at least
_KHMER = ("លេខ", "បញ្ជរ")  # number, counter: to be checked by a native speaker
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HallBoard(QWidget):
    """A window that never takes the focus: what the clerk types goes on where it went."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Bảng gọi số")
        self.setMinimumSize(640, 360)
        self._words = HallWords((), "", "")
        self._fresh = ""  # the label that was called just now

    def show_words(self, words: HallWords, fresh: str) -> None:
        if (words, fresh) != (self._words, self._fresh):
            self._words, self._fresh = words, fresh
            told = "; ".join(f"{line.label} quầy {line.counter}" for line in words.called)
            self.setAccessibleName(told or "Chưa gọi số nào")
            self.update()

    def show_on(self, screen: QScreen | None) -> None:
        """Over the whole of a second screen; else as a window that can be moved to one."""
        if screen is None:
            self.resize(960, 540)
            self.show()
            return
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(c.panel))
        wide, high = float(self.width()), float(self.height())
        edge = 0.04 * wide
        head = QRectF(edge, 0, wide - 2 * edge, _HEAD * high)
        size = 0.045 * high
        for words, side in ((self._head("SỐ", 0), _LEFT), (self._head("QUẦY", 1), _RIGHT)):
            self._write(painter, head, words, size, c.quiet, side)
        painter.fillRect(QRectF(edge, _HEAD * high, wide - 2 * edge, 2), QColor(c.line))
        body = QRectF(edge, _HEAD * high, wide - 2 * edge, (1 - _HEAD - _FOOT) * high)
        if self._words.called:
            self._draw_calls(painter, body)
        else:
            self._write(painter, body, "Xin chờ gọi số", 0.09 * high, c.quiet, Qt.AlignmentFlag.AlignCenter)
        foot = QRectF(edge, (1 - _FOOT) * high, wide - 2 * edge, _FOOT * high)
        told = QRectF(foot.left(), foot.top(), foot.width() * (0.62 if self._words.alone else 1), foot.height())
        self._write(painter, told, self._words.waiting, size, c.attention if self._words.alone else c.text, _LEFT)
        beside = QRectF(foot.right() - foot.width() * 0.36, foot.top(), foot.width() * 0.36, foot.height())
        self._write(
            painter, beside if self._words.alone else foot, self._words.alone or self._words.wait, size, c.quiet, _RIGHT
        )

    def _head(self, vietnamese: str, which: int) -> str:
        return f"{vietnamese} · {_KHMER[which]}"

    def _draw_calls(self, painter: QPainter, body: QRectF) -> None:
        """The latest call takes two rows."""
        row = body.height() / (max(_ROWS, len(self._words.called)) + 1)
        top = body.top()
        for place, line in enumerate(self._words.called):
            height = row * (2 if place == 0 else 1)
            self._draw_call(painter, QRectF(body.left(), top, body.width(), height), line, first=place == 0)
            top += height

    def _draw_call(self, painter: QPainter, room: QRectF, line: CalledLine, first: bool) -> None:
        c = theme.colours()
        fresh = line.label == self._fresh
        if fresh:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(room.adjusted(0, 8, 0, -8), 12, 12)
        colour = c.on_accent if fresh else c.accent if first else c.text
        size = 0.62 * room.height()
        inside = room.adjusted(0.25 * size, 0, -0.25 * size, 0)
        self._write(painter, inside, line.label, size, colour, _LEFT)
        self._write(painter, inside, line.counter, size, colour, _RIGHT)

    def _write(
        self, painter: QPainter, room: QRectF, words: str, size: float, colour: str, side: Qt.AlignmentFlag
    ) -> None:
        font = theme.font(theme.TEXT, QFont.Weight.DemiBold)
        font.setPixelSize(max(1, round(size)))
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words)
        if wide > room.width():
            font.setPixelSize(max(1, int(0.97 * size * room.width() / wide)))
            painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(room, side, words)
