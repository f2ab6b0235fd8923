"""The legend on the bottom line: which key does what now. Each entry can also be clicked or touched."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from .. import theme
from ..page import KeyHint

_SIGNS = {"Shift+": "⇧", "Space": "Space", "Return": "Enter", "Down": "↓", "Left": "←", "Right": "→"}


def key_words(key: str) -> str:
    """A key as the legend writes it: `⇧F5`."""
    for name, sign in _SIGNS.items():
        key = key.replace(name, sign)
    return key


class LegendKey(QAbstractButton):
    """One key and its words; the strong one is a filled button that reads what is still missing."""

    def __init__(self, hint: KeyHint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = hint
        self.setText(hint.words)
        self.setEnabled(hint.enabled)
        self.setAccessibleName(f"{key_words(hint.key)} {hint.words}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        key, words = self._widths()
        if self.hint.strong:
            return QSize(key + words + 40, 36)
        return QSize(key + words + 24, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hint.strong:
            self._paint_strong(painter)
        else:
            self._paint_quiet(painter)

    def _widths(self) -> tuple[int, int]:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(key_words(self.hint.key)), metrics.horizontalAdvance(self.text())

    def _paint_quiet(self, painter: QPainter) -> None:
        c = theme.colours()
        key, words = self._widths()
        box = QRect(1, (self.height() - 24) // 2, key + 12, 24)
        painter.setPen(QPen(QColor(c.line), 1))
        painter.setBrush(QColor(c.chosen if self.underMouse() and self.isEnabled() else c.window))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(c.accent if self.isEnabled() else c.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_words(self.hint.key))
        painter.setPen(QColor(c.text if self.isEnabled() else c.quiet))
        place = QRect(QPoint(box.right() + 7, 0), QSize(words + 4, self.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_strong(self, painter: QPainter) -> None:
        c = theme.colours()
        ready = self.isEnabled()
        painter.setPen(QPen(QColor(c.accent if ready else c.attention), 1.5))
        painter.setBrush(QColor(c.accent if ready else c.attention_tint))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(c.on_accent if ready else c.attention))
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        words = f"{key_words(self.hint.key)}  {self.text()}"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)


class Legend(QFrame):
    """Shows the keys in their order, but for the rare ones; pinned and strong ones stand at the right end."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.setProperty("bar", True)
        self.setFixedHeight(44)
        self._hints: tuple[KeyHint, ...] = ()
        self._buttons: list[LegendKey] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(6)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # never widens the window

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        return self._hints

    def show_keys(self, hints: tuple[KeyHint, ...]) -> None:
        if hints == self._hints:
            return
        self._hints = hints
        self._buttons.clear()
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # never without a parent: it would flash up as a window of its own
                old.deleteLater()
        for hint in (h for h in hints if not (h.strong or h.rare or h.pinned)):
            self._add(hint)
        self._row.addStretch(1)
        for hint in (*(h for h in hints if h.pinned), *(h for h in hints if h.strong)):
            self._add(hint)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """None of its own: the keys that stand on a wide screen must not keep the window from becoming narrow."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a narrow screen the last quiet keys give way; what ends the task always stands."""
        keys = self._buttons
        stands = [key for key in keys if key.hint.strong or key.hint.pinned]
        room = self.width() - 24 - sum(key.sizeHint().width() + 6 for key in stands)
        for key in (key for key in keys if key not in stands):
            room -= key.sizeHint().width() + 6
            key.setVisible(room >= 0)

    def _add(self, hint: KeyHint) -> None:
        button = LegendKey(hint, self)
        # A weak tie: a button that is taken away while it speaks must not be kept alive by its own slot.
        key = hint.key
        button.clicked.connect(lambda _=False: self.pressed.emit(key))
        self._row.addWidget(button)
        self._buttons.append(button)
