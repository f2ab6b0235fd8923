"""An image with four corners that the mouse drags and the keys move, and a lens on the corner in hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from counter_app.ports import Corners, FoundSheet

from .. import theme
from .page_tiles import within

WHOLE = Corners(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
_REACH = 28  # screen pixels from a corner that still take hold of it
_NEARER = 3  # screen pixels for each of the image's, in the magnifier
_LEAST = 0.02  # of the image: a sheet is no thinner
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEPS = {  # pixels of the image
    Qt.KeyboardModifier.NoModifier: 1,
    Qt.KeyboardModifier.ShiftModifier: 10,
    Qt.KeyboardModifier.ControlModifier: 100,
}


@dataclass(frozen=True, slots=True)
class Cutting:
    """What is cut: the image as it came, where its sheet was cut out (None: nowhere yet), and what else was found."""

    picture: QImage
    corners: Corners | None
    proposed: tuple[FoundSheet, ...] = ()

    @property
    def choices(self) -> tuple[Corners, ...]:
        """What Space goes through: as it is now, each sheet that was found, the whole image."""
        found = tuple(sheet.corners for sheet in self.proposed)
        return tuple(dict.fromkeys((*((self.corners,) if self.corners else ()), *found, WHOLE)))


class Board(QWidget):
    """The image with the four corners; points are in pixels of the image."""

    changed = Signal()
    applied = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 160)
        self.picture = QImage()
        self.taken = 0
        self.choice = 0
        self.choices: tuple[Corners, ...] = (WHOLE,)
        self.points: list[QPointF] = []
        self._drawn: QPixmap | None = None
        self._dragging = False
        self.open(Cutting(QImage(), None))

    def open(self, cutting: Cutting) -> None:
        self.picture, self.choices, self._drawn = cutting.picture, cutting.choices, None
        self._dragging = False
        self._choose(0)

    @property
    def corners(self) -> Corners:
        width, height = max(1, self.picture.width()), max(1, self.picture.height())
        return Corners(tuple((point.x() / width, point.y() / height) for point in self.points))

    def take(self, by: int) -> None:
        self.taken = (self.taken + by) % 4
        self._changed()

    def choose_next(self) -> None:
        self._choose((self.choice + 1) % len(self.choices))

    def move_taken(self, to: QPointF) -> None:
        """As far as the image and a sheet's shape allow."""
        points = list(self.points)
        points[self.taken] = QPointF(
            min(max(to.x(), 0.0), float(self.picture.width())), min(max(to.y(), 0.0), float(self.picture.height()))
        )
        if _is_a_sheet(points, _LEAST * max(self.picture.width(), self.picture.height())):
            self.points = points
            self._changed()

    def put(self, corners: tuple[tuple[float, ...], ...]) -> None:
        """As they were before, in parts of the image."""
        size = self.picture.size()
        points = [QPointF(x * size.width(), y * size.height()) for x, y in corners]
        if len(points) == 4 and _is_a_sheet(points, _LEAST * max(size.width(), size.height())):
            self.points = points
            self._changed()

    def _choose(self, choice: int) -> None:
        self.choice, self.taken = choice, 0
        size = self.picture.size()
        self.points = [QPointF(x * size.width(), y * size.height()) for x, y in self.choices[choice].points]
        self._changed()

    def _changed(self) -> None:
        self.update()
        self.changed.emit()

    # --- keys and mouse --------------------------------------------------------------------------------

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt's name and signature
        """Tab goes from corner to corner."""
        self.take(1 if following else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        step = _STEPS.get(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        if key in _ARROWS and step is not None:
            across, down = _ARROWS[key]
            self.move_taken(self.points[self.taken] + QPointF(across * step, down * step))
        elif event.isAutoRepeat():
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.applied.emit(self.corners)
        elif key == Qt.Key.Key_Space:
            self.choose_next()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        shown = [self._on_screen(point) for point in self.points]
        far = [(event.position() - point).manhattanLength() for point in shown]
        if min(far) <= _REACH:
            self._dragging = True
            self.taken = far.index(min(far))
            self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._dragging:
            self.move_taken(self._on_image(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._dragging = False

    # --- drawing ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(c.line))
        painter.setBrush(QColor(c.window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if self.picture.isNull():
            return
        place = self._place()
        painter.drawPixmap(place.topLeft(), self._drawn_at(place.size().toSize()))
        points = [self._on_screen(point) for point in self.points]
        outline = QPolygonF(points)
        self._paint_shade(painter, place, outline)
        painter.setPen(QPen(QColor(c.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(outline)
        for number, point in enumerate(points):
            taken = number == self.taken
            painter.setPen(QPen(QColor(c.panel if taken else c.accent), 2))
            painter.setBrush(QColor(c.accent if taken else c.panel))
            size = 9 if taken else 6
            painter.drawEllipse(point, size, size)

    def _paint_shade(self, painter: QPainter, place: QRectF, outline: QPolygonF) -> None:
        """What is cut away lies in the dark."""
        away, sheet = QPainterPath(), QPainterPath()
        away.addRect(place)
        sheet.addPolygon(outline)
        sheet.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 120))
        painter.drawPath(away.subtracted(sheet))

    def _drawn_at(self, size: QSize) -> QPixmap:
        """Scaled once for a size: a corner that moves must not cost a camera's picture each time."""
        if self._drawn is None:
            ratio = self.devicePixelRatioF()
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = self.picture.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._drawn = QPixmap.fromImage(scaled)
            self._drawn.setDevicePixelRatio(ratio)
        return self._drawn

    def _place(self) -> QRectF:
        return within(QRectF(self.rect()).adjusted(14, 14, -14, -14), self.picture.size())

    def _on_screen(self, point: QPointF) -> QPointF:
        place = self._place()
        across, down = place.width() / self.picture.width(), place.height() / self.picture.height()
        return QPointF(place.left() + point.x() * across, place.top() + point.y() * down)

    def _on_image(self, point: QPointF) -> QPointF:
        place = self._place()
        across, down = self.picture.width() / place.width(), self.picture.height() / place.height()
        return QPointF((point.x() - place.left()) * across, (point.y() - place.top()) * down)


class Lens(QWidget):
    """The corner in hand, each pixel of the image three of the screen's."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self.setFixedSize(216, 180)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c, board = theme.colours(), self._board
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.window))
        if board.picture.isNull():
            return
        point = board.points[board.taken]
        across, down = self.width() // (2 * _NEARER), self.height() // (2 * _NEARER)
        part = QRect(round(point.x()) - across, round(point.y()) - down, 2 * across, 2 * down)
        painter.drawImage(self.rect(), board.picture.copy(part))  # beyond the image it is black
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent), 1.5))
        for other in (board.points[(board.taken + by) % 4] for by in (-1, 1)):
            painter.drawLine(middle, middle + (other - point) * _NEARER)
        painter.setPen(QPen(QColor(c.error), 1))
        painter.drawLine(QPointF(middle.x() - 12, middle.y()), QPointF(middle.x() + 12, middle.y()))
        painter.drawLine(QPointF(middle.x(), middle.y() - 12), QPointF(middle.x(), middle.y() + 12))
        painter.setPen(QColor(c.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _is_a_sheet(points: list[QPointF], least: float) -> bool:
    """Whether four corners, clockwise, have nothing turned in, and no side is shorter than `least`."""
    ring = [*points, *points[:2]]
    sides = [other - one for one, other in pairwise(ring)]
    turns = [a.x() * b.y() - a.y() * b.x() for a, b in pairwise(sides)]
    return all(turn > 0 for turn in turns) and all(side.manhattanLength() >= least for side in sides)
