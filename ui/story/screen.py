"""Draws a dossier's story at the left, what can be done next at the right; a form takes the place of the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from ..widgets.code_grid import QrPicture
from ..widgets.marked_rows import MarkedRows
from ..widgets.two_lines import QUIET, TwoLines
from ..widgets.words import ShortenedWords, Words, panel
from .form_view import FormView
from .papers_view import PapersView
from .view_model import DeedLine, Form, StoryView

_QR = 220  # px


class StoryScreen(QWidget):
    chosen = Signal(str)  # a deed
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = Words(role="large", tone="accent")
        self.person = ShortenedWords(role="title")
        self.procedure = ShortenedWords(role="quiet")
        self.stage = ShortenedWords(role="title")
        self.due = ShortenedWords()
        self.fee = ShortenedWords()
        self.rows = MarkedRows(self.tr("Diễn biến hồ sơ"))
        self.deeds = QListWidget()
        self.deeds.setProperty("bare", True)
        self.deeds.setAccessibleName(self.tr("Làm gì tiếp: chữ số, hoặc mũi tên và Enter"))
        self.deeds.setItemDelegate(TwoLines(self.deeds))
        self.deeds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.deeds.installEventFilter(self)
        self.deeds.itemDoubleClicked.connect(lambda _: self._choose(self.deeds.currentRow()))
        self.none = Words()
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = FormView()
        self.papers = PapersView()
        self.qr = QrPicture(_QR, self.tr("Mã VietQR"))
        self.qr_words = Words()
        self.qr_words.setWordWrap(True)
        self._lines: tuple[DeedLine, ...] = ()
        self._right = QStackedWidget()
        self._build()
        self.rows.moved.connect(self.focus_moved)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 8)
        row.setSpacing(12)
        left = panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(4)
        for words in (self.code, self.person, self.procedure, self.stage, self.due, self.fee):
            column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(Words(self.tr("DIỄN BIẾN"), role="caption"))
        column.addWidget(self.rows, 1)
        right = panel()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 16, 16, 12)
        self._right.addWidget(self._list_pane())
        self._right.addWidget(self.form)
        self._right.addWidget(self._qr_pane())
        self._right.addWidget(self.papers)
        column.addWidget(self._right)
        row.addWidget(left, 7)
        row.addWidget(right, 5)

    def _list_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("LÀM GÌ TIẾP"), role="caption"))
        column.addWidget(self.none, 1)
        column.addWidget(self.deeds, 1)
        return pane

    def _qr_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(self.tr("MÃ CHUYỂN KHOẢN (VIETQR)"), role="caption"))
        column.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.qr_words)
        column.addStretch(1)
        return pane

    # --- showing ---------------------------------------------------------------------------------------

    def show_view(self, view: StoryView) -> None:
        for label, words in (
            (self.code, view.code),
            (self.person, view.person),
            (self.procedure, view.procedure),
            (self.stage, view.stage),
            (self.due, view.due),
            (self.fee, view.fee),
        ):
            label.setText(words)
        for label in (self.stage, self.due):
            label.set_tone(view.tone)
        self.rows.show_rows(view.rows)
        if view.deeds != self._lines:
            self._lines = view.deeds
            self.deeds.clear()
            for number, line in enumerate(view.deeds, start=1):
                item = QListWidgetItem(f"{number}   {line.words}" if number < 10 else f"     {line.words}")
                item.setData(QUIET, f"      {line.hint}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.words}, {line.hint}")
                self.deeds.addItem(item)
            self.deeds.setCurrentRow(0)
        self.none.setText(view.at_its_end)
        self.none.setVisible(not view.deeds)
        self.deeds.setVisible(bool(view.deeds))

    def show_list(self) -> None:
        self.form.forget()
        self.papers.forget()
        self._right.setCurrentIndex(0)
        (self.deeds if self._lines else self.rows).setFocus()

    def show_form(self, form: Form) -> None:
        self._right.setCurrentIndex(1)
        self.form.open(form)

    def show_qr(self, modules: tuple[bytes, ...], words: str) -> None:
        self.qr.show_modules(modules)
        self.qr_words.setText(words)
        self._right.setCurrentIndex(2)
        self.rows.setFocus()

    def show_papers(self) -> None:
        self._right.setCurrentIndex(3)
        self.papers.setFocus()

    @property
    def looking(self) -> bool:
        return self._right.currentIndex() == 3

    @property
    def asking(self) -> bool:
        return self._right.currentIndex() == 1

    @property
    def showing_qr(self) -> bool:
        return self._right.currentIndex() == 2

    def forget(self) -> None:
        """Nothing of this dossier stays on any widget."""
        self._lines = ()
        for label in (self.code, self.person, self.procedure, self.stage, self.due, self.fee, self.qr_words, self.none):
            label.setText("")
        self.rows.show_rows(())
        self.deeds.clear()
        self.form.forget()
        self.qr.show_modules(())
        self.papers.forget()
        self._right.setCurrentIndex(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_moved.emit()
        if watched is self.deeds and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._choose(self.deeds.currentRow())
                return True
            if event.text() in {str(n) for n in range(1, min(len(self._lines), 9) + 1)}:
                self._choose(int(event.text()) - 1)
                return True
            return bool(event.text()) and event.text().isprintable()
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            self.chosen.emit(self._lines[row].deed.value)
