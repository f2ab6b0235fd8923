"""What is held of this person for this procedure, and whether it satisfies; before that, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from .. import theme
from ..icons import icon
from ..widgets.words import ShortenedWords, Words
from .checklist import PaperLine
from .view_model import ReceptionView, Step


class HeldView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.papers: tuple[PaperLine, ...] | None = None
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._list)
        scroll.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        self.hint = Words(role="quiet")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = scroll
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(scroll, 3)
        column.addStretch(1)
        column.addWidget(self._picture)
        column.addWidget(self.hint)
        column.addStretch(1)

    def show_view(self, view: ReceptionView) -> None:
        c = theme.colours()
        self.hint.setText(self._hint(view))
        waits = "scan" if view.procedure and not view.express else "paper"
        name = "card" if view.step in (Step.PERSON, Step.NAME) else waits
        self._picture.setPixmap(icon(name, c.quiet, 32, self.devicePixelRatioF(), c.panel))
        self._picture.setVisible(bool(self.hint.text()))
        self._scroll.setVisible(bool(view.papers))
        if view.papers == self.papers:
            return
        self.papers = view.papers
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # never without a parent: it would flash up as a window of its own
                old.deleteLater()
        for paper in view.papers:
            self._rows.addWidget(self._row(paper))
        self._rows.addStretch(1)

    def _row(self, paper: PaperLine) -> QWidget:
        c = theme.colours()
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        picture = QLabel()
        colour = c.good if paper.satisfies else c.attention
        name = "held" if paper.satisfies else "attention"
        picture.setPixmap(icon(name, colour, 20, self.devicePixelRatioF(), c.panel))
        grid.addWidget(picture, 0, 0)
        grid.addWidget(ShortenedWords(paper.title), 0, 1)
        about = Words(paper.about, role="quiet")
        about.setWordWrap(True)
        grid.addWidget(about, 1, 1)
        tone = "good" if paper.satisfies else "attention"
        standing = Words(paper.standing, role="quiet", tone=tone)
        standing.setWordWrap(True)
        grid.addWidget(standing, 2, 1)
        grid.setColumnStretch(1, 1)
        return row

    def _hint(self, view: ReceptionView) -> str:
        if view.express:
            return self.tr("Bản sao được đối chiếu với bản chính ngay tại quầy, trả lại ngay: không giữ giấy tờ nào.")
        if view.step in (Step.PERSON, Step.NAME):
            return self.tr("Chưa biết là ai: chưa hiện giấy tờ nào.")
        if view.step is Step.PROCEDURE:
            return self.tr("Chọn thủ tục để chỉ xem những giấy tờ mà thủ tục cần.") + (
                f"\n{view.own}" if view.own else ""
            )
        if view.missing:
            return self.tr("Xếp cả tập giấy vào máy quét rồi nhấn F5. Hoặc Ctrl+O lấy từ tệp.")
        return ""
