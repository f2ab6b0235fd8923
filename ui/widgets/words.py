"""Labels: plain ones by role and tone, and one that shortens with an ellipsis instead of pushing its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ..page import Tone


class Words(QLabel):
    """A label whose look is told by `role` (quiet, caption, title, large) and `tone`."""

    def __init__(self, words: str = "", role: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)

    def set_tone(self, tone: Tone | str) -> None:
        if self.property("tone") != str(tone):
            self.setProperty("tone", str(tone))
            self.style().unpolish(self)
            self.style().polish(self)


class ShortenedWords(Words):
    """Shows as much as there is room for; the whole text is its tooltip and accessible name."""

    def __init__(self, words: str = "", role: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, role, tone, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._tip()

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        super().setText(words)
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")


def panel(parent: QWidget | None = None) -> QFrame:
    """A white surface with a thin line around it."""
    frame = QFrame(parent)
    frame.setProperty("panel", True)
    return frame
