"""The waits of a day as bars: the middle wait of each hour, a line up to the longest, 15 and 30 minutes across."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from counter_app.domain.day_figures import BAD, GOOD

from .. import theme
from ..page import Tone
from .view_model import Bar

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 12, 44  # px around the bars
_WIDEST = 56


class WaitPlot(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(560, 220)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        self._bars = bars
        told = "; ".join(f"{bar.hour}: {bar.median:.0f}, {bar.longest:.0f}" for bar in bars)
        self.setAccessibleName(self.tr("Phút chờ theo giờ, giữa và lâu nhất. {}").format(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.QUIET))
        room = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        top = max(BAD * 1.2, *(bar.longest * 1.05 for bar in self._bars)) if self._bars else BAD * 1.2
        for minutes, colour in ((0, c.line), (GOOD, c.good), (BAD, c.error)):
            y = room.bottom() - room.height() * minutes / top
            style = Qt.PenStyle.SolidLine if minutes == 0 else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(colour), 1, style))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(QColor(c.quiet))
            box = QRectF(0, y - 10, _LEFT - 8, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(minutes))
        if self._bars:
            step = room.width() / len(self._bars)
            for place, bar in enumerate(self._bars):
                self._draw(painter, bar, QRectF(room.left() + place * step, room.top(), step, room.height()), top)

    def _draw(self, painter: QPainter, bar: Bar, room: QRectF, top: float) -> None:
        c = theme.colours()
        tone = Tone.GOOD if bar.median <= GOOD else Tone.ATTENTION if bar.median <= BAD else Tone.ERROR
        width = min(_WIDEST, 0.6 * room.width())
        height = room.height() * bar.median / top
        if bar.called:
            x = room.center().x()
            painter.setPen(QPen(QColor(c.quiet), 2))
            longest = room.bottom() - room.height() * bar.longest / top
            painter.drawLine(QPointF(x, room.bottom() - height), QPointF(x, longest))
            painter.drawLine(QPointF(x - 6, longest), QPointF(x + 6, longest))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.of(tone)))
            painter.drawRoundedRect(QRectF(x - width / 2, room.bottom() - height, width, height), 3, 3)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(QColor(c.text))
        painter.drawText(QRectF(room.left(), room.bottom() + 4, room.width(), 18), centre, bar.hour)
        painter.setPen(QColor(c.quiet))
        called = self.tr("{} lượt").format(bar.called) if bar.called else "–"
        painter.drawText(QRectF(room.left(), room.bottom() + 22, room.width(), 18), centre, called)
