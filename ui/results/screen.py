"""Draws the handing out of a result: what was read so far, large, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import ShortenedWords, Words, panel
from .view_model import ResultView


class ResultsScreen(QWidget):
    entered = Signal()  # Enter where nothing is to be chosen
    typed = Signal(str)  # a code or twelve digits, by hand
    chosen = Signal(str)  # one of several dossiers, by its row's name

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Trả kết quả: quét mã trên giấy tiếp nhận, rồi quét thẻ"))
        self.title = Words(role="large")
        self.dossier = ShortenedWords(role="title")
        self.result = ShortenedWords()
        self.collector = ShortenedWords(role="title")
        self.next_step = Words(role="title", tone="accent")
        self.next_step.setWordWrap(True)
        self.number = QLineEdit()
        self.number.setAccessibleName(self.tr("Mã hồ sơ, hoặc số định danh người nhận"))
        self.number.setPlaceholderText(self.tr("Không quét được: gõ mã hồ sơ hoặc 12 số, rồi Enter"))
        self.number.setMaxLength(60)
        self.authority = QLineEdit()
        self.authority.setAccessibleName(self.tr("Giấy ủy quyền: số, ngày"))
        self.authority.setPlaceholderText(self.tr("Giấy ủy quyền số …, ngày …"))
        self.authority.setMaxLength(300)
        self._authority_words = Words(self.tr("ĐƯỢC ỦY QUYỀN THEO"), role="caption")
        self.several = MarkedRows(self.tr("Kết quả đang chờ người này: mũi tên và Enter"))
        self.number.returnPressed.connect(self._number_entered)
        self.authority.returnPressed.connect(self.entered)
        self.several.entered.connect(self.chosen)
        self.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        for widget in (self._authority_words, self.authority, self.several):
            widget.hide()

    def _build(self) -> None:
        surface = panel()
        surface.setMaximumWidth(820)
        column = QVBoxLayout(surface)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(8)
        column.addWidget(Words(self.tr("TRẢ KẾT QUẢ"), role="caption"))
        for widget in (self.title, self.dossier, self.result):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(Words(self.tr("NGƯỜI NHẬN"), role="caption"))
        column.addWidget(self.collector)
        column.addWidget(self._authority_words)
        column.addWidget(self.authority)
        column.addWidget(self.several, 1)
        column.addSpacing(8)
        column.addWidget(self.next_step)
        column.addWidget(self.number)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(surface, 6, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def show_view(self, view: ResultView) -> None:
        for label, words in (
            (self.title, view.title),
            (self.dossier, view.dossier),
            (self.result, view.result),
            (self.collector, view.collector or "…"),
            (self.next_step, view.next_step),
        ):
            label.setText(words)
        self.next_step.set_tone("accent" if not view.ready and view.tone is not view.tone.ATTENTION else view.tone)
        was_asked = not self.authority.isHidden()
        for widget in (self._authority_words, self.authority):
            widget.setVisible(view.asks_authority)
        if view.asks_authority and not was_asked:
            self.authority.setFocus()

    def show_several(self, rows: tuple[MarkedRow, ...]) -> None:
        self.several.show_rows(rows)
        self.several.setVisible(bool(rows))
        if rows:
            self.several.setFocus()

    def focus(self) -> None:
        """On nothing that a scanner's keys could be typed into, and Enter acts."""
        self.setFocus()

    def forget(self) -> None:
        for field in (self.number, self.authority):
            field.setText("")  # not `clear`, which Ctrl+Z takes back
        self.show_several(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self.entered.emit()
                return True
            if event.text() and event.text().isalnum():  # whoever types begins in the field
                self.number.setFocus()
                self.number.setText(event.text())
                return True
        return super().eventFilter(watched, event)

    def _number_entered(self) -> None:
        if self.number.text().strip():
            self.typed.emit(self.number.text().strip())
            self.number.setText("")
        else:
            self.entered.emit()
