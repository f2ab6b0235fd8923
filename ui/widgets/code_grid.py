"""The fifteen words of a recovery code, numbered row by row as they stand on the paper, and a QR code beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ..page import Tone
from .code_grid_cells import Cell
from .words import Words

_COLUMNS = 3
_WORD, _ROW = 86, 28  # px: the longest syllable and the mark of a wrong one
_QUIET_ZONE = 4  # modules (ISO/IEC 18004)


class CodeGrid(QWidget):
    def __init__(self, accessible_name: str, count: int) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.words: list[Words] = []
        for place in range(count):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            number, word = Words(f"{place + 1}.", role="quiet"), Words(role="title")
            number.setFixedWidth(28)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            word.setMinimumSize(_WORD, _ROW)
            pair.addWidget(number)
            pair.addWidget(word, 1)
            grid.addLayout(pair, place // _COLUMNS, place % _COLUMNS)
            self.words.append(word)

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Fewer than there are places: the rest is still to come."""
        for place, label in enumerate(self.words):
            cell = cells[place] if place < len(cells) else Cell()
            wrong = cell.tone is Tone.ERROR
            label.setText(f"{cell.word} ✗" if wrong else cell.word or "…")
            label.set_tone(cell.tone if cell.tone is not Tone.PLAIN else "")


class QrPicture(QWidget):
    """Black on white in any palette: a reader wants it so."""

    def __init__(self, side: int, accessible_name: str) -> None:
        super().__init__()
        self._modules: tuple[bytes, ...] = ()
        self.setAccessibleName(accessible_name)
        self.setFixedSize(QSize(side, side))

    def show_modules(self, modules: tuple[bytes, ...]) -> None:
        self._modules = modules
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._modules:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        step = self.width() / (len(self._modules) + 2 * _QUIET_ZONE)
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    corner = (x + _QUIET_ZONE) * step, (y + _QUIET_ZONE) * step
                    painter.fillRect(QRectF(*corner, step + 0.2, step + 0.2), QColor("black"))  # no hairlines between
