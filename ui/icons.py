"""The program's own line icons (resources/icons, 24 × 24 grid), coloured and rasterised sharp for the screen."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


def icon(name: str, colour: str, size: int = 18, ratio: float = 1.0, behind: str = "#FFFFFF") -> QPixmap:
    """A pixmap of `size` logical pixels at the screen's `ratio`; `behind` shows through where an icon is cut out."""
    return _drawn(name, colour, size, ratio, behind)


@cache
def _drawn(name: str, colour: str, size: int, ratio: float, behind: str) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    svg = _source(name).replace("currentColor", colour).replace("knockout", behind)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
