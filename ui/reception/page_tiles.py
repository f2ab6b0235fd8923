"""The row of thumbnails: each with its number, the paper it is for, and what is doubtful about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from ..icons import icon
from ..language import tr
from .page_keys import ALL_KEYS
from .view_model import PageTile

_TILE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, "Ctrl+"),
    (Qt.KeyboardModifier.AltModifier, "Alt+"),
    (Qt.KeyboardModifier.ShiftModifier, "Shift+"),
)
_NAMED = {
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_F1: ALL_KEYS,
}
_SIGNS = {"=": "+", "+": "+", "-": "-", "_": "-", "?": ALL_KEYS, " ": "Space"}
_REPEATED = {"Ctrl+Left", "Ctrl+Right", "Up", "Down", "Alt+Left", "Alt+Right", "+", "-"}
_MOVES_THE_CURSOR = {"Left", "Right", "Shift+Left", "Shift+Right"}


class Tiles(QListWidget):
    """`pressed` gives a key of the page list by name; True of `seized`: the row has the focus."""

    pressed = Signal(str)
    seized = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._thumbnails: dict[str, QImage] = {}
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("Trang đã quét: chữ số chọn giấy, R xoay, G góc, Delete bỏ trang, F1 mọi phím"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFixedHeight(136)
        self.setItemDelegate(_TileDelegate(self))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)  # letters are keys here, never words

    def show_tiles(self, tiles: tuple[PageTile, ...], chosen: frozenset[str], place: int) -> None:
        """`chosen` are selected, the first of them under the cursor; where there is none, the tile at `place`."""
        self.blockSignals(True)  # who listens hears of the change once, from the caller
        self.clear()
        for tile in tiles:
            item = QListWidgetItem()
            item.setData(_TILE, tile)
            to = self.tr("giấy số {}").format(tile.component) if tile.component else self.tr("để riêng")
            spoken = self.tr("Trang {}, {} {} {}").format(tile.number, to, tile.mark, tile.advice).strip()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        rows = [row for row, tile in enumerate(tiles) if tile.name in chosen]
        self.setCurrentRow(rows[0] if rows else min(max(place, 0), len(tiles) - 1))
        for row in rows[1:]:
            self.item(row).setSelected(True)
        self.blockSignals(False)

    def tile(self) -> PageTile | None:
        """Under the cursor."""
        item = self.currentItem()
        found: PageTile | None = item.data(_TILE) if item is not None else None
        return found

    def chosen(self) -> tuple[PageTile, ...]:
        """Those selected, in their order; at least the one under the cursor."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = tuple(self.item(row).data(_TILE) for row in rows)
        tile = self.tile()
        return found or ((tile,) if tile is not None else ())

    def keep_thumbnail(self, name: str, thumbnail: QImage) -> None:
        self._thumbnails[name] = thumbnail
        self.viewport().update()

    def thumbnail(self, name: str) -> QImage | None:
        return self._thumbnails.get(name)

    def forget(self) -> None:
        self._thumbnails.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        name = _name(event)
        if name and name not in _MOVES_THE_CURSOR:
            if name in _REPEATED or not event.isAutoRepeat():
                self.pressed.emit(name)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Typed letters move nothing."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.seized.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.seized.emit(False)


def _name(event: QKeyEvent) -> str:
    """A key as `page_keys` writes it; empty for one that is the row's own or nobody's."""
    text = event.text()
    if text in _SIGNS and text:
        return _SIGNS[text]
    if text.isascii() and text.isdigit():
        return text
    held = "".join(name for modifier, name in _MODIFIERS if event.modifiers() & modifier)
    if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and held in ("", "Shift+"):
        return f"{held}{chr(event.key())}"
    named = _NAMED.get(Qt.Key(event.key()))
    return f"{held}{named}" if named else ""


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, tiles: Tiles) -> None:
        super().__init__(tiles)
        self._tiles = tiles

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(92, 122)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tile: PageTile = index.data(_TILE)
        c = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = option.rect.adjusted(4, 2, -4, -2)
        current = self._tiles.currentRow() == index.row()
        if current or option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.chosen))
            painter.drawRoundedRect(rect, 6, 6)
        paper = QRectF(rect.center().x() - 31, rect.top() + 5, 62, 88)
        painter.setPen(QColor(c.accent if current else c.line))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(paper)
        thumbnail = self._tiles.thumbnail(tile.name)
        if thumbnail is not None:
            painter.drawImage(within(paper.adjusted(1, 1, -1, -1), thumbnail.size()), thumbnail)
        if tile.mark:
            _paint_mark(painter, rect, tile.mark)
        ratio = option.widget.devicePixelRatioF() if option.widget else 1.0
        _paint_caption(painter, rect, tile, ratio)
        painter.restore()


def _paint_mark(painter: QPainter, rect: QRect, mark: str) -> None:
    """A ribbon over the picture's foot: what is doubtful."""
    c = theme.colours()
    face = theme.font(theme.QUIET, QFont.Weight.DemiBold)
    ribbon = QRectF(rect.left() - 2, rect.top() + 68, rect.width() + 4, 20)
    painter.setPen(QColor(c.attention))
    painter.setBrush(QColor(c.attention_tint))
    painter.drawRoundedRect(ribbon, 4, 4)
    painter.setFont(face)
    words = QFontMetrics(face).elidedText(mark, Qt.TextElideMode.ElideRight, round(ribbon.width()) - 2)
    painter.drawText(ribbon, Qt.AlignmentFlag.AlignCenter, words)


def _paint_caption(painter: QPainter, rect: QRect, tile: PageTile, ratio: float) -> None:
    """The page's number and its paper's."""
    c = theme.colours()
    doubtful = bool(tile.mark) or not tile.component
    colour = c.attention if doubtful else c.good
    painter.setFont(theme.font(theme.QUIET, QFont.Weight.DemiBold))
    painter.setPen(QColor(colour))
    words = f"{tile.number}→{tile.component}" if tile.component else tr("{number} để riêng").format(number=tile.number)
    painter.drawText(rect.adjusted(22, 96, 0, 0), Qt.AlignmentFlag.AlignLeft, words)
    picture = icon("attention" if doubtful else "good", colour, 14, ratio, c.panel)
    painter.drawPixmap(QPointF(rect.left() + 4, rect.top() + 98), picture)


def within(room: QRectF, size: QSize) -> QRectF:
    """The largest rectangle of `size`'s shape centred in `room`."""
    fitted = QSize(size).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, fitted.width(), fitted.height())
    place.moveCenter(room.center())
    return place
