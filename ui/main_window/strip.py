"""The strip above the legend: what runs behind at the left, what was just said at the right. It never covers work."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from .. import theme
from ..icons import icon
from ..page import Notice, Tone
from ..widgets.words import ShortenedWords, Words

_GIVES_WAY = "archive"  # work that asks nothing of anybody: a sentence that has no room beside it is shown whole
_TOGETHER = "   "
_EDGE, _GAP = 16, 8  # px
_ICONS = {Tone.PLAIN: "info", Tone.GOOD: "good", Tone.ATTENTION: "attention", Tone.ERROR: "error"}


class Strip(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(36)
        self._work: dict[str, str] = {}
        self._said = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(_GAP)
        self._picture = QLabel(self)
        self.notice = ShortenedWords(parent=self)
        self.tray = Words(role="quiet", parent=self)
        row.addWidget(self._picture)
        row.addWidget(self.notice, 1)
        row.addWidget(self.tray)
        self.tell(Notice(""))

    def tell(self, notice: Notice) -> None:
        c = theme.colours()
        self._said = notice.words
        self.notice.setText(notice.words)
        self._picture.setVisible(bool(notice.words))
        colour = c.of(notice.tone)
        self._picture.setPixmap(icon(_ICONS[notice.tone], colour, 18, self.devicePixelRatioF(), c.panel))
        said = bool(notice.words)
        ground = c.tint(notice.tone) if said and notice.tone is not Tone.PLAIN else c.window
        ink = colour if said and notice.tone is not Tone.PLAIN else c.text
        self.setStyleSheet(f"QFrame#strip {{ background: {ground}; border: none; }} QLabel {{ color: {ink}; }}")
        self._show_tray()

    def show_work(self, name: str, words: str | None) -> None:
        self._work.pop(name, None)
        if words is not None:
            self._work[name] = words
        self._show_tray()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._show_tray()

    def _show_tray(self) -> None:
        """What stands at the left as well is said once."""
        work = {name: words for name, words in self._work.items() if words != self._said}
        self.tray.setText(_TOGETHER.join(work.values()))
        if _GIVES_WAY in work and self._said and not self._has_room():
            del work[_GIVES_WAY]
            self.tray.setText(_TOGETHER.join(work.values()))

    def _has_room(self) -> bool:
        taken = 2 * (_EDGE + _GAP) + self._picture.sizeHint().width() + self.tray.sizeHint().width()
        return self.notice.fontMetrics().horizontalAdvance(self._said) <= self.width() - taken
