"""The card of all keys of the page list, which F1 lays over the checklist and takes away again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ..widgets.legend import key_words
from ..widgets.words import Words
from .page_keys import card


class KeyCard(QFrame):
    """Covers `place` while it is shown."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self.setProperty("panel", True)
        self.setAutoFillBackground(True)
        self.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Words(self.tr("PHÍM CỦA DANH SÁCH TRANG"), role="caption"), 0, 0, 1, 2)
        for row, (key, words) in enumerate(card(), start=1):
            grid.addWidget(Words(key_words(key), tone="accent"), row, 0, Qt.AlignmentFlag.AlignTop)
            said = Words(words)
            said.setWordWrap(True)
            grid.addWidget(said, row, 1)
        grid.setRowStretch(len(card()) + 1, 1)
        place.installEventFilter(self)

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name and signature
        if visible:
            self._cover()
        super().setVisible(visible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def _cover(self) -> None:
        place = self.parentWidget()
        if place is not None:
            self.setGeometry(place.rect())
            self.raise_()
