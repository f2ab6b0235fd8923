"""Draws the scanned pages: a row of thumbnails and the chosen one large. Digits assign a page to a component."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..icons import icon
from ..widgets.words import ShortenedWords
from .view_model import PageTile

_TILE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class PagesView(QWidget):
    """`shown` asks for the picture of a page; `assigned` gives a page and the component's digit ("0": set aside);
    `taken_off` a page that does not belong to the dossier."""

    shown = Signal(str)
    assigned = Signal(str, str)
    taken_off = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._thumbnails: dict[str, QImage] = {}
        self._tiles: tuple[PageTile, ...] = ()
        self.list = _Tiles(self)
        self.advice = ShortenedWords(tone="attention")
        self.advice.hide()
        self.preview = PagePreview()
        self.list.currentItemChanged.connect(lambda item, _: self._ask(item))
        self.list.digit.connect(self._assign)
        self.list.deleted.connect(self._take_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(self.advice)
        column.addWidget(self.preview, 1)

    @property
    def current_page(self) -> str | None:
        item = self.list.currentItem()
        return item.data(_TILE).name if item else None

    def show_pages(self, tiles: tuple[PageTile, ...]) -> None:
        """A page that has just come is shown large; else the cursor stays on its page, or on its place."""
        if tiles == self._tiles:
            return
        known = {tile.name for tile in self._tiles}
        fresh = [tile.name for tile in tiles if tile.name not in known]
        wanted, place = (fresh[-1] if fresh else self.current_page), self.list.currentRow()
        self._tiles = tiles
        self.list.blockSignals(True)  # the page is asked for once, at the end
        self.list.clear()
        for tile in tiles:
            item = QListWidgetItem()
            item.setData(_TILE, tile)
            to = self.tr("giấy số {}").format(tile.component) if tile.component else self.tr("để riêng")
            spoken = self.tr("Trang {}, {} {} {}").format(tile.number, to, tile.mark, tile.advice).strip()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        rows = [at for at, tile in enumerate(tiles) if tile.name == wanted]
        self.list.setCurrentRow(rows[0] if rows else min(max(place, 0), len(tiles) - 1))
        self.list.blockSignals(False)
        for tile in tiles:
            if tile.name not in self._thumbnails:
                self.shown.emit(tile.name)
        if not tiles:
            self.preview.show_page(None)
        self._ask(self.list.currentItem())

    def show_picture(self, name: str, thumbnail: QImage, picture: QImage) -> None:
        self._thumbnails[name] = thumbnail
        self.list.viewport().update()
        if name == self.current_page:
            self.preview.show_page(picture)

    def thumbnail(self, name: str) -> QImage | None:
        return self._thumbnails.get(name)

    def forget(self) -> None:
        """The next citizen sees nothing of this one's pages."""
        self._thumbnails.clear()
        self.show_pages(())

    def _ask(self, item: QListWidgetItem | None) -> None:
        tile: PageTile | None = item.data(_TILE) if item is not None else None
        words = tile.advice if tile is not None else ""
        self.advice.setText(self.tr("Trang {}: {}").format(tile.number, words) if tile is not None and words else "")
        self.advice.setVisible(bool(words))
        if tile is not None:
            self.shown.emit(tile.name)

    def _assign(self, digit: str) -> None:
        if self.current_page is not None:
            self.assigned.emit(self.current_page, digit)

    def _take_off(self) -> None:
        if self.current_page is not None:
            self.taken_off.emit(self.current_page)


class _Tiles(QListWidget):
    digit = Signal(str)
    deleted = Signal()

    def __init__(self, pages: PagesView) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("Trang đã quét: chữ số chọn giấy, 0 để riêng, Delete bỏ trang"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFixedHeight(136)
        self.setItemDelegate(_TileDelegate(pages))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.text().isascii() and event.text().isdigit() and not event.isAutoRepeat():
            self.digit.emit(event.text())
        elif event.key() == Qt.Key.Key_Delete:
            if not event.isAutoRepeat():
                self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Typed letters move nothing."""


class _TileDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(92, 122)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tile: PageTile = index.data(_TILE)
        pages = self.parent()
        c = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = option.rect.adjusted(4, 2, -4, -2)
        chosen = isinstance(pages, PagesView) and pages.list.currentRow() == index.row()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen))
            painter.drawRoundedRect(rect, 6, 6)
        paper = QRectF(rect.center().x() - 31, rect.top() + 5, 62, 88)
        painter.setPen(QColor(c.accent if chosen else c.line))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(paper)
        thumbnail = pages.thumbnail(tile.name) if isinstance(pages, PagesView) else None
        if thumbnail is not None:
            painter.drawImage(_within(paper.adjusted(1, 1, -1, -1), thumbnail.size()), thumbnail)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        self._paint_caption(painter, rect, tile, ratio)
        painter.restore()

    def _paint_caption(self, painter: QPainter, rect: QRect, tile: PageTile, ratio: float) -> None:
        c = theme.colours()
        doubtful = bool(tile.mark) or not tile.component
        colour = c.attention if doubtful else c.good
        painter.setFont(theme.font(theme.QUIET, QFont.Weight.DemiBold))
        painter.setPen(QColor(colour))
        words = f"{tile.number}→{tile.component}" if tile.component else f"{tile.number}  để riêng"
        painter.drawText(rect.adjusted(22, 96, 0, 0), Qt.AlignmentFlag.AlignLeft, tile.mark or words)
        picture = icon("attention" if doubtful else "good", colour, 14, ratio, c.panel)
        painter.drawPixmap(QPointF(rect.left() + 4, rect.top() + 98), picture)


class PagePreview(QWidget):
    """One page as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(160)
        self._page: QPixmap | None = None

    def show_page(self, picture: QImage | None) -> None:
        self._page = QPixmap.fromImage(picture) if picture is not None else None
        self.setAccessibleName(self.tr("Trang đang xem") if picture is not None else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(c.line))
        painter.setBrush(QColor(c.window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if self._page is not None:
            place = _within(QRectF(self.rect()).adjusted(8, 8, -8, -8), self._page.size())
            painter.drawPixmap(place.toRect(), self._page)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.toRect())


def _within(room: QRectF, size: QSize) -> QRectF:
    """The largest rectangle of `size`'s shape centred in `room`."""
    fitted = QSize(size).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, fitted.width(), fitted.height())
    place.moveCenter(room.center())
    return place
