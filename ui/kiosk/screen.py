"""Draws the kiosk's pages and takes its touches. Nothing scrolls, nothing is smaller than 18 points."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from .. import theme
from .touch import TouchJudge
from .view_model import KioskButton, KioskPage

_EDGE = 0.05  # of the width
_HEAD = 0.16  # of the height
_SMALLEST = 24  # px, 18 pt
_ENOUGH = 0.75  # of the size wished for: less, and the words take two lines
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class KioskWindow(QWidget):
    """Never takes the keys. `clock` in seconds."""

    chosen = Signal(str)  # a button's code
    touched = Signal()

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Máy lấy số")
        self.setMinimumSize(480, 640)
        self.page = KioskPage("", "")
        self._clock, self._judge = clock, TouchJudge()
        self._pressed: KioskButton | None = None

    def show_page(self, page: KioskPage) -> None:
        if page != self.page:
            self.page, self._pressed = page, None
            self.setAccessibleName(" ".join(filter(None, (page.title, page.number, *page.lines))))
            self.update()

    def show_on(self, screen: QScreen | None) -> None:
        if screen is None:
            self.resize(540, 860)
            self.show()
            return
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    # --- touches ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A finger is a mouse to Qt, unless somebody asks for more."""
        at = event.position().toPoint()
        self._pressed = self._button_at(at.x(), at.y())
        self._judge.begins(self._clock(), at.x(), at.y())
        self.touched.emit()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        self.update()
        button = self._button_at(at.x(), at.y())
        meant = pressed is not None and button == pressed and self._judge.ends(self._clock(), at.x(), at.y())
        if meant and button is not None:
            self.chosen.emit(button.code)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The second tap of two is a tap like any other, and judged as one."""
        self.mousePressEvent(event)

    def room_of(self, code: str) -> QRectF:
        """Where that button is. Raises StopIteration."""
        return next(room for button, room in self._rooms() if button.code == code)

    def _button_at(self, x: int, y: int) -> KioskButton | None:
        return next((button for button, room in self._rooms() if room.contains(x, y)), None)

    def _rooms(self) -> list[tuple[KioskButton, QRectF]]:
        """One below the other on a tall glass, two beside each other on a wide one; the quiet one over all at the
        bottom."""
        wide, high, edge = float(self.width()), float(self.height()), _EDGE * self.width()
        buttons = [button for button in self.page.buttons if not button.quiet]
        quiet = [button for button in self.page.buttons if button.quiet]
        columns = 1 if high > wide else 2
        rows = -(-len(buttons) // columns) + len(quiet)
        gap = 0.015 * high
        height = (high * (1 - _HEAD) - edge) / max(rows, 1) - gap
        width = (wide - 2 * edge - (columns - 1) * gap) / columns
        rooms = []
        for place, button in enumerate(buttons):
            row, column = divmod(place, columns)
            left, top = edge + column * (width + gap), _HEAD * high + row * (height + gap)
            rooms.append((button, QRectF(left, top, width, height)))
        for place, button in enumerate(quiet):
            top = _HEAD * high + (rows - len(quiet) + place) * (height + gap)
            rooms.append((button, QRectF(edge, top, wide - 2 * edge, height)))
        return rooms

    # --- drawing ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(c.window))
        wide, high, edge = float(self.width()), float(self.height()), _EDGE * self.width()
        head = QRectF(edge, 0.02 * high, wide - 2 * edge, _HEAD * high - 0.03 * high)
        self._two(painter, head, self.page.title, self.page.khmer, 0.4 * head.height(), c.text)
        if self.page.number or self.page.lines:
            body = QRectF(edge, _HEAD * high, wide - 2 * edge, (1 - _HEAD) * high - edge)
            self._draw_given(painter, body)
        for button, room in self._rooms():
            self._draw_button(painter, button, room)

    def _draw_given(self, painter: QPainter, body: QRectF) -> None:
        c = theme.colours()
        top = body.top()
        if self.page.number:
            room = QRectF(body.left(), top, body.width(), 0.34 * body.height())
            self._write(painter, room, self.page.number, 0.8 * room.height(), c.accent, _CENTRE)
            top = room.bottom()
        height = 0.16 * body.height()
        for line in self.page.lines:
            first, _, second = line.partition("\n")
            room = QRectF(body.left(), top, body.width(), height)
            self._two(painter, room, first, second, 0.36 * height, c.text)
            top += height

    def _draw_button(self, painter: QPainter, button: KioskButton, room: QRectF) -> None:
        c = theme.colours()
        down = button == self._pressed
        painter.setPen(QColor(c.accent if down else c.edge))
        painter.setBrush(QColor(c.chosen if down else c.window if button.quiet else c.panel))
        painter.drawRoundedRect(room, 16, 16)
        inside = room.adjusted(0.04 * room.width(), 0.1 * room.height(), -0.04 * room.width(), -0.1 * room.height())
        size = min(0.38 * inside.height(), 0.07 * self.width())
        if button.letter:
            letter = QRectF(inside.left(), inside.top(), 0.16 * inside.width(), inside.height())
            self._write(painter, letter, button.letter, 1.5 * size, c.accent, _CENTRE)
            inside.setLeft(letter.right() + 0.02 * room.width())
        side = _LEFT if button.letter else _CENTRE
        self._two(painter, inside, button.words, button.khmer, size, c.quiet if button.quiet else c.text, side)

    def _two(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        khmer: str,
        size: float,
        colour: str,
        side: Qt.AlignmentFlag = _CENTRE,
    ) -> None:
        if not khmer:
            self._write(painter, room, words, size, colour, side)
            return
        half = room.height() / 2
        self._write(painter, QRectF(room.left(), room.top(), room.width(), half), words, size, colour, side)
        below = QRectF(room.left(), room.top() + half, room.width(), half)
        self._write(painter, below, khmer, 0.72 * size, theme.colours().quiet, side, bold=False)

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        size: float,
        colour: str,
        side: Qt.AlignmentFlag,
        bold: bool = True,
    ) -> None:
        font = theme.font(theme.TEXT, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setPixelSize(max(_SMALLEST, round(size)))
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words)
        flags = side | Qt.TextFlag.TextWordWrap
        if wide > room.width():
            one_line = max(_SMALLEST, int(font.pixelSize() * room.width() / wide))
            largest = min(size, 0.4 * room.height()) if one_line < _ENOUGH * size else 0.0
            for pixels in range(int(largest), one_line, -1):  # two lines are larger than one
                font.setPixelSize(pixels)
                painter.setFont(font)
                if room.contains(painter.boundingRect(room, flags, words)):
                    break
            else:
                font.setPixelSize(one_line)
                painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(room, flags, words)
