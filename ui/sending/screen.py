"""Draws "Gửi tỉnh": the line above, what waits at the left, the chosen one's sentence and story at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from .. import theme
from ..icons import icon
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import ShortenedWords, Words, panel
from .comparing import ComparingView
from .view_model import LinePanel, StoryWords, WaitingLine

_MOST_FACTS = 5
_LONGEST_REASON = 120  # as much as its story keeps


class SendingScreen(QStackedWidget):
    """The list, and over it, while one is open, a conflict."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self.title = Words(role="title")
        self.about = Words()
        self.about.setWordWrap(True)
        self._facts = [(Words(role="caption"), ShortenedWords()) for _ in range(_MOST_FACTS)]
        self.rows = MarkedRows(self.tr("Hồ sơ chờ gửi tỉnh"))
        self.nothing = Words(self.tr("Không có hồ sơ nào chờ gửi."), role="title")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Words()
        self.sentence.setWordWrap(True)
        self.story = MarkedRows(self.tr("Diễn biến của hồ sơ đang chọn, mới nhất trước"))
        self.story.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do: đã nhập trên hệ thống của tỉnh"))
        self.reason.setPlaceholderText(self.tr("lý do, mã hồ sơ ở tỉnh nếu có; F12 ghi, Esc thôi"))
        self.reason.setMaxLength(_LONGEST_REASON)
        self._reason_words = Words(self.tr("ĐÃ NHẬP TAY Ở TỈNH: LÝ DO"), role="caption")
        self.comparing = ComparingView()
        self._list = QStackedWidget()
        self._list.addWidget(self.rows)
        self._list.addWidget(self.nothing)
        self._build()

    def show_panel(self, shown: LinePanel) -> None:
        c = theme.colours()
        self.title.setText(shown.title)
        self.title.set_tone(shown.tone)
        self._picture.setPixmap(icon(shown.icon, c.of(shown.tone), 20, self.devicePixelRatioF(), c.panel))
        self.about.setText(shown.about)
        for at, (caption, words) in enumerate(self._facts):
            there = at < len(shown.facts)
            caption.setVisible(there)
            words.setVisible(there)
            if there:
                name, fact, tone = shown.facts[at]
                caption.setText(name)
                words.setText(fact)
                words.set_tone(tone)

    def show_waiting(self, conflicts: tuple[MarkedRow, ...], lines: tuple[WaitingLine, ...], offer: str) -> None:
        """Conflicts first: they wait for a person and nothing else."""
        waiting = (MarkedRow(x.name, x.title, x.about, x.icon, x.tone, offer) for x in lines)
        self.rows.show_rows((*conflicts, *waiting))
        self._list.setCurrentWidget(self.rows if self.rows.rows else self.nothing)

    def show_chosen(self, sentence: str, story: tuple[StoryWords, ...]) -> None:
        self.sentence.setText(sentence)
        self.story.show_rows(tuple(MarkedRow(str(at), x.what, x.when, x.icon, x.tone) for at, x in enumerate(story)))
        self.story.setCurrentRow(-1)  # read, never acted on

    @property
    def asking(self) -> bool:
        return not self.reason.isHidden()

    def ask_reason(self, asking: bool) -> None:
        self.reason.clear()
        for widget in (self._reason_words, self.reason):
            widget.setVisible(asking)
        (self.reason if asking else self.rows).setFocus()

    def compare(self, comparing: bool) -> None:
        self.setCurrentIndex(1 if comparing else 0)
        if not comparing:
            self.rows.setFocus()

    def _build(self) -> None:
        whole = QWidget()
        self.addWidget(whole)
        self.addWidget(self.comparing)
        column = QVBoxLayout(whole)
        column.setContentsMargins(16, 16, 16, 8)
        column.setSpacing(12)
        column.addWidget(self._line_panel())
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(_framed(self.tr("CHỜ GỬI, CẦN XEM TRƯỚC"), self._list), 3)
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.sentence)
        for widget in (self._reason_words, self.reason):
            widget.hide()
            inner.addWidget(widget)
        inner.addWidget(self.story, 1)
        below.addWidget(_framed(self.tr("DIỄN BIẾN"), right), 2)
        column.addLayout(below, 1)

    def _line_panel(self) -> QFrame:
        frame = panel()
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._picture)
        head.addWidget(self.title)
        head.addStretch(1)
        grid.addLayout(head, 0, 0, 1, _MOST_FACTS)
        grid.addWidget(self.about, 1, 0, 1, _MOST_FACTS)
        grid.setRowMinimumHeight(2, 4)
        for at, (caption, words) in enumerate(self._facts):
            grid.addWidget(caption, 3, at)
            grid.addWidget(words, 4, at)
        for at, share in enumerate((4, 5, 3, 3, 5)):
            grid.setColumnStretch(at, share)
        return frame


def _framed(caption: str, widget: QWidget) -> QFrame:
    frame = panel()
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addWidget(Words(caption, role="caption"))
    column.addWidget(widget, 1)
    return frame
