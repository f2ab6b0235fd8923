"""Draws the scanned pages: a row of thumbnails, what to do about the chosen one, and that one large."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..widgets.words import Words
from .page_preview import PagePreview
from .page_tiles import Tiles
from .view_model import PageTile


class PagesView(QWidget):
    """`shown` asks for the picture of a page, `sharper` for its own pixels; `pressed` gives a key of the list."""

    shown = Signal(str)
    sharper = Signal(str)
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tiles: tuple[PageTile, ...] = ()
        self._next: frozenset[str] = frozenset()
        self._originals: tuple[str, tuple[tuple[QImage, str], ...]] = ("", ())
        self.list = Tiles()
        self.advice = Words(tone="attention")
        self.advice.setWordWrap(True)
        self.advice.hide()
        self.reading = Words(role="quiet")
        self.reading.setWordWrap(True)
        self.reading.hide()
        self.original = Words(tone="accent")
        self.original.setWordWrap(True)
        self.original.hide()
        self.preview = PagePreview()
        self.list.currentItemChanged.connect(lambda *_: self._ask())
        self.list.pressed.connect(self.pressed)
        self.preview.sharper.connect(self._ask_sharper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list)
        column.addWidget(self.advice)
        column.addWidget(self.reading)
        column.addWidget(self.original)
        column.addWidget(self.preview, 1)

    @property
    def current_page(self) -> str | None:
        tile = self.list.tile()
        return tile.name if tile is not None else None

    @property
    def chosen_pages(self) -> tuple[str, ...]:
        """Those that a key acts on, in their order."""
        return tuple(tile.name for tile in self.list.chosen())

    @property
    def has_focus(self) -> bool:
        return self.list.hasFocus()

    def page_after(self, name: str) -> str | None:
        names = [tile.name for tile in self._tiles]
        at = names.index(name) + 1 if name in names else len(names)
        return names[at] if at < len(names) else None

    def choose(self, name: str) -> bool:
        """Puts the cursor on a page; False: it is not there."""
        at = next((row for row, tile in enumerate(self._tiles) if tile.name == name), None)
        if at is not None:
            self.list.setCurrentRow(at)
        return at is not None

    def choose_next(self, names: tuple[str, ...]) -> None:
        """These are chosen when the pages are shown next: what an act made of those chosen before."""
        self._next = frozenset(names)

    def show_pages(self, tiles: tuple[PageTile, ...]) -> None:
        """A page that has just come is shown large, unless the clerk is at work in the list; else the cursor stays on
        its page, or on its place."""
        if tiles == self._tiles:
            self._next = frozenset()
            return
        known = {tile.name for tile in self._tiles}
        names = {tile.name for tile in tiles}
        fresh = [tile.name for tile in tiles if tile.name not in known]
        chosen = frozenset(self.chosen_pages)
        if self._next & names:
            chosen = self._next
        elif fresh and not self.has_focus:
            chosen = frozenset(fresh[-1:])
        self._next = frozenset()
        place = self.list.currentRow()
        self._tiles = tiles
        self.list.show_tiles(tiles, chosen, place)
        for tile in tiles:
            if self.list.thumbnail(tile.name) is None:
                self.shown.emit(tile.name)
        if not tiles:
            self.preview.forget()
        self._ask()

    def show_picture(self, name: str, thumbnail: QImage, picture: QImage) -> None:
        self.list.keep_thumbnail(name, thumbnail)
        tile = self.list.tile()
        if tile is not None and tile.name == name != self._originals[0]:
            self.preview.show_page(picture, tile.width)
            if self.preview.near:
                self.sharper.emit(name)

    def show_sharp(self, name: str, picture: QImage) -> None:
        tile = self.list.tile()
        if tile is not None and tile.name == name != self._originals[0]:
            self.preview.show_page(picture, tile.width)

    def show_originals(self, name: str, images: tuple[tuple[QImage, str], ...]) -> None:
        """The first image that the page was made from takes the page's place, until the cursor goes elsewhere."""
        self._originals = (name, images)
        picture, words = images[0]
        self.original.setText(words)
        self.original.show()
        self.preview.show_page(picture)

    def next_original(self) -> bool:
        """The next image, or the page again; False: no original is shown."""
        name, images = self._originals
        if not name:
            return False
        if len(images) > 1:
            self.show_originals(name, images[1:])
        else:
            self._leave_originals()
            self._ask()
        return True

    def _leave_originals(self) -> None:
        self._originals = ("", ())
        self.original.hide()

    def show_reading(self, words: str) -> None:
        """What the page under the cursor says of itself."""
        self.reading.setText(words)
        self.reading.setVisible(bool(words))

    def forget(self) -> None:
        """The next citizen sees nothing of this one's pages."""
        self.list.forget()
        self._next = frozenset()
        self.show_pages(())

    def _ask(self) -> None:
        tile = self.list.tile()
        if tile is None or tile.name != self._originals[0]:
            self._leave_originals()
        words = tile.advice if tile is not None else ""
        self.advice.setText(self.tr("Trang {}: {}").format(tile.number, words) if tile is not None and words else "")
        self.advice.setVisible(bool(words))
        if tile is not None:
            self.shown.emit(tile.name)

    def _ask_sharper(self) -> None:
        if self.current_page not in (None, self._originals[0]):
            self.sharper.emit(self.current_page)
