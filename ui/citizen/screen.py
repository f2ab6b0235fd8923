"""Draws the citizen's screen and takes its touches: one page, nothing scrolls, nothing smaller than 18 points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from .. import theme
from ..kiosk.touch import TouchJudge
from .view_model import OTHER, YES, CitizenPage

SMALLEST, _LARGEST = 24, 40  # px: 18 pt, 30 pt
_EDGE, _FOOT = 0.04, 0.17  # of the width; of the height, where there are buttons
_LABELS = 0.3  # of the width
_WRAP = Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_CENTRE = Qt.AlignmentFlag.AlignCenter


class CitizenWindow(QWidget):
    """Never takes the keys: what the clerk types goes on where it went. `clock` in seconds."""

    chosen = Signal(str)  # a button's code

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(self.tr("Màn hình người dân"))
        self.setMinimumSize(640, 480)
        self.page = CitizenPage("")
        self._clock, self._judge = clock, TouchJudge()
        self._pressed = ""

    def show_page(self, page: CitizenPage) -> None:
        if page != self.page:
            self.page, self._pressed = page, ""
            self.setAccessibleName(f"{page.title}. {page.spoken}")
            self.update()

    def show_on(self, screen: QScreen) -> None:
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)  # showFullScreen() would ask for the keys
        self.show()

    # --- touches ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position().toPoint()
        self._pressed = self._button_at(at.x(), at.y())
        self._judge.begins(self._clock(), at.x(), at.y())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, ""
        self.update()
        same = bool(pressed) and self._button_at(at.x(), at.y()) == pressed
        if same and self._judge.ends(self._clock(), at.x(), at.y()):
            self.chosen.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The second tap of two is a tap like any other, and judged as one."""
        self.mousePressEvent(event)

    def room_of(self, code: str) -> QRectF:
        """Where that button is. Raises StopIteration."""
        return next(room for known, _, room in self._buttons() if known == code)

    def _button_at(self, x: int, y: int) -> str:
        return next((code for code, _, room in self._buttons() if room.contains(x, y)), "")

    def _buttons(self) -> Iterator[tuple[str, str, QRectF]]:
        """From the left; "right" has half the width."""
        wide, high, edge = float(self.width()), float(self.height()), _EDGE * self.width()
        shares = [2.0 if code == YES else 1.0 for code, _ in self.page.buttons]
        gap, left = 0.02 * wide, edge
        room = wide - 2 * edge - gap * (len(shares) - 1)
        for (code, words), share in zip(self.page.buttons, shares, strict=True):
            width = room * share / sum(shares) if len(shares) > 1 else 0.3 * wide
            yield code, words, QRectF(left, high * (1 - _FOOT + 0.02), width, high * (_FOOT - 0.05))
            left += width + gap

    # --- drawing ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(c.panel))
        wide, high, edge = self.width(), self.height(), round(_EDGE * self.width())
        if not self.page.lines:
            self._draw_empty(painter, QRect(edge, 0, wide - 2 * edge, high))
            return
        head = QRect(edge, round(0.03 * high), wide - 2 * edge, round(0.1 * high))
        self._write(painter, head, self.page.title, max(SMALLEST, round(0.05 * high)), c.accent, bold=True)
        body = QRect(edge, head.bottom() + 8, wide - 2 * edge, round((1 - _FOOT) * high) - head.bottom() - 16)
        if self.page.told:
            told = QRect(edge, body.bottom() - round(0.08 * high), body.width(), round(0.08 * high))
            body.setBottom(told.top() - 4)
            self._write(painter, told, self.page.told, max(SMALLEST, round(0.04 * high)), c.good, bold=True)
        self._draw_lines(painter, body)
        for code, words, room in self._buttons():
            self._draw_button(painter, code, words, room)

    def _draw_empty(self, painter: QPainter, room: QRect) -> None:
        c, half = theme.colours(), room.height() // 2
        size = max(SMALLEST, round(0.07 * self.height()))
        above, below = QRect(room.left(), half - 2 * size, room.width(), 2 * size), QRect(room)
        below.setTop(half)
        self._write(painter, above, self.page.title, size, c.accent, bold=True, side=_CENTRE)
        self._write(painter, below, self.page.told, max(SMALLEST, size // 2), c.quiet, side=_CENTRE_TOP)

    def _draw_lines(self, painter: QPainter, room: QRect) -> None:
        c = theme.colours()
        size, rows = self._fitting(room)
        labels = round(_LABELS * room.width())
        top = room.top()
        for label, values, height in rows:
            self._write(painter, QRect(room.left(), top, labels, height), label, size, c.quiet)
            place = QRect(room.left() + labels + 16, top, room.width() - labels - 16, height)
            self._write(painter, place, values, size, c.text, bold=True)
            top += height + size // 3

    def _fitting(self, room: QRect) -> tuple[int, list[tuple[str, str, int]]]:
        """The largest letters in which all of it fits; where none do, lists of papers end with how many more there
        are."""
        for size in range(_LARGEST, SMALLEST - 1, -2):
            rows = self._rows(room, size, most=1000)
            if sum(row[2] for row in rows) + size // 3 * len(rows) <= room.height():
                return size, rows
        for most in range(12, 0, -1):
            rows = self._rows(room, SMALLEST, most)
            if sum(row[2] for row in rows) + SMALLEST // 3 * len(rows) <= room.height():
                break
        return SMALLEST, rows

    def _rows(self, room: QRect, size: int, most: int) -> list[tuple[str, str, int]]:
        labels = round(_LABELS * room.width())
        rows = []
        for line in self.page.lines:
            values = list(line.values[:most])
            if len(line.values) > most:
                values.append(line.more.format(count=len(line.values) - most))
            text = "\n".join(values)
            heights = (
                self._height(line.label, size, labels, bold=False),
                self._height(text, size, room.width() - labels - 16, bold=True),
            )
            rows.append((line.label, text, max(heights)))
        return rows

    def _height(self, text: str, size: int, width: int, bold: bool) -> int:
        box = QFontMetricsF(_font(size, bold)).boundingRect(QRectF(0, 0, width, 10_000), int(_LEFT) | _WRAP, text)
        return round(box.height()) + 1

    def _draw_button(self, painter: QPainter, code: str, words: str, room: QRectF) -> None:
        c, down = theme.colours(), code == self._pressed
        strong = code == YES
        painter.setPen(QColor(c.accent if strong or down else c.edge))
        painter.setBrush(QColor(c.accent if strong and not down else c.chosen if down else c.panel))
        painter.drawRoundedRect(room, 16, 16)
        colour = c.on_accent if strong and not down else c.quiet if code == OTHER else c.text
        size = max(SMALLEST, round(0.34 * room.height()))
        self._write(painter, room.toRect(), words, size, colour, bold=True, side=_CENTRE)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        words: str,
        size: int,
        colour: str,
        bold: bool = False,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        painter.setFont(_font(size, bold))
        painter.setPen(QColor(colour))
        painter.drawText(room, int(side) | _WRAP, words)


_CENTRE_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


def _font(size: int, bold: bool) -> QFont:
    font = theme.font(theme.TEXT, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setPixelSize(size)
    return font
