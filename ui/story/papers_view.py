"""Draws the papers of an accepted dossier, a page at a time, where its deeds stood: arrows turn, Enter nears."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..widgets.words import ShortenedWords, Words

_STEP = 0.25  # of what is seen, an arrow key


class SheetPicture(QWidget):
    """One page: whole, or as wide as there is room for, which is then moved up and down."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(120)
        self._page: QPixmap | None = None
        self._near, self._top = False, 0.0

    @property
    def near(self) -> bool:
        return self._near

    @property
    def page_size(self) -> QSize:
        return self._page.size() if self._page is not None else QSize()

    def show_picture(self, picture: QImage | None) -> None:
        self._page = QPixmap.fromImage(picture) if picture is not None else None
        self._near, self._top = False, 0.0
        self.setAccessibleName(self.tr("Trang đang xem") if picture is not None else "")
        self.update()

    def turn_zoom(self) -> None:
        self._near, self._top = not self._near, 0.0
        self.update()

    def move_by(self, steps: int) -> None:
        self._top = min(max(self._top + steps * _STEP * self.height(), 0.0), self._over())
        self.update()

    def _over(self) -> float:
        if self._page is None:
            return 0.0
        return max(0.0, self._page.height() * self.width() / self._page.width() - self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._page is None or self._page.isNull():
            return
        size = self._page.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, 0
        if self._near:
            size = QSize(self.width(), round(self._page.height() * self.width() / self._page.width()))
            left, top = 0, -round(self._top)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(left, top, size.width(), size.height(), self._page)


class PapersView(QWidget):
    turned = Signal(int)  # -1, 1
    swapped = Signal()  # between what was scanned and its archive form

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Giấy tờ của hồ sơ: mũi tên sang trang khác, Enter phóng to"))
        self.paper, self.place = ShortenedWords(role="title"), Words(role="quiet")
        self.about = ShortenedWords(role="quiet")
        self.preview = SheetPicture()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Words(self.tr("GIẤY TỜ"), role="caption"))
        head.addStretch(1)
        head.addWidget(self.place)
        column.addLayout(head)
        column.addWidget(self.paper)
        column.addWidget(self.about)
        column.addWidget(self.preview, 1)

    def show_sheet(self, paper: str, place: str, about: str) -> None:
        """Its picture comes later."""
        for label, words in ((self.paper, paper), (self.place, place), (self.about, about)):
            label.setText(words)
        self.about.setVisible(bool(about))
        self.preview.show_picture(None)

    def show_picture(self, picture: QImage) -> None:
        self.preview.show_picture(picture)

    def forget(self) -> None:
        self.show_sheet("", "", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        turns = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1}
        turns |= {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1}
        by = turns.get(Qt.Key(event.key()))
        if self.preview.near and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.preview.move_by(by or 0)
        elif by is not None:
            self.turned.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.preview.turn_zoom()
        elif event.key() == Qt.Key.Key_A and not event.isAutoRepeat():
            self.swapped.emit()
        else:
            super().keyPressEvent(event)
