"""One page large: as large as there is room for, or nearer, where the clerk reads what the page says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from .. import theme
from .page_tiles import within

_NEARER = 1.4  # a step of + or -
_NEAREST = 3.0  # screen pixels for each of the page's
_STEP = 0.2  # of what is seen, an arrow key


class PagePreview(QWidget):
    """`sharper` asks for the page's own pixels, which the clerk looks at now."""

    sharper = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(120)
        self._page: QPixmap | None = None
        self._width = 0  # of the page itself, in pixels
        self._scale: float | None = None  # screen pixels for each of the page's; None: as large as fits
        self._middle = QPointF(0.5, 0.5)  # what is in the middle, as a share of the page
        self._dragged: QPointF | None = None

    def show_page(self, picture: QImage | None, width: int = 0) -> None:
        """`width` is the page's own, whatever the picture's."""
        self._page = QPixmap.fromImage(picture) if picture is not None else None
        self._width = width or (picture.width() if picture is not None else 0)
        self.setAccessibleName(self.tr("Trang đang xem") if picture is not None else "")
        self._show()

    def forget(self) -> None:
        self._scale = None
        self.show_page(None)

    @property
    def page_size(self) -> QSize:
        """Of the picture that is shown; empty where none is."""
        return self._page.size() if self._page is not None else QSize()

    @property
    def near(self) -> bool:
        return self._scale is not None

    @property
    def percent(self) -> int:
        """Of the page's own pixels."""
        return round(100 * (self._scale or self._fitting()))

    def turn_zoom(self) -> None:
        """Between the whole page and its own size; nearer begins at the top."""
        if self.near:
            self._zoom_to(None)
        else:
            self._middle = QPointF(0.5, 0.0)
            self._zoom_to(1.0)

    def zoom(self, steps: int) -> None:
        scale = (self._scale or self._fitting()) * _NEARER**steps
        self._zoom_to(None if scale <= self._fitting() else min(scale, _NEAREST))

    def pan(self, across: int, down: int) -> None:
        """By steps, as the arrow keys say."""
        seen, whole = QSizeF(self.size()), self._place().size()
        if self._page is not None and self.near:
            across_by, down_by = _STEP * seen.width() / whole.width(), _STEP * seen.height() / whole.height()
            self._middle += QPointF(across * across_by, down * down_by)
            self._show()

    # --- how -------------------------------------------------------------------------------------------

    def _zoom_to(self, scale: float | None) -> None:
        if self._page is None:
            return
        self._scale = scale
        if scale is not None:
            self.sharper.emit()
        self._show()

    def _show(self) -> None:
        place = self._place() if self._page is not None else QRectF()
        if not place.isEmpty():  # what is seen stays on the page
            self._middle = QPointF(
                _held(self._middle.x(), self.width() / place.width() / 2),
                _held(self._middle.y(), self.height() / place.height() / 2),
            )
        self.update()

    def _fitting(self) -> float:
        """The scale at which the whole page is seen."""
        if self._page is None or not self._width:
            return 1.0
        return self._fitted().width() * self.devicePixelRatioF() / self._width

    def _fitted(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        return within(room, self._page.size()) if self._page is not None else room

    def _place(self) -> QRectF:
        """Where the whole page lies, seen or not."""
        fitted = self._fitted()
        if self._scale is None:
            return fitted
        larger = self._scale / self._fitting()
        size = QSizeF(fitted.width() * larger, fitted.height() * larger)
        middle = QPointF(self._middle.x() * size.width(), self._middle.y() * size.height())
        return QRectF(QPointF(self.rect().center()) - middle, size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(c.line))
        painter.setBrush(QColor(c.window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if self._page is None:
            return
        place = self._place()
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        painter.drawPixmap(place.toRect(), self._page)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.toRect())
        if self.near:
            self._paint_percent(painter)

    def _paint_percent(self, painter: QPainter) -> None:
        c = theme.colours()
        painter.setFont(theme.font(theme.QUIET, QFont.Weight.DemiBold))
        chip = QRectF(self.width() - 64, self.height() - 30, 56, 22)
        painter.setPen(QColor(c.line))
        painter.setBrush(QColor(c.panel))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(c.text))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, f"{self.percent} %")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._show()

    # --- the mouse -------------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.turn_zoom()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._dragged is None or not self.near:
            return
        moved, size = event.position() - self._dragged, self._place().size()
        self._dragged = event.position()
        self._middle -= QPointF(moved.x() / size.width(), moved.y() / size.height())
        self._show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        turned: QPoint = event.angleDelta()
        if turned.y():
            self.zoom(1 if turned.y() > 0 else -1)


def _held(middle: float, half: float) -> float:
    """The middle moved so that nothing beyond the page is seen; where all of it fits, the page's own middle."""
    return 0.5 if half >= 0.5 else min(max(middle, half), 1 - half)
