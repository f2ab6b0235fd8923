"""Ctrl+F6, certified copies: a row an original, name × pages × copies, and what that costs; F12 certifies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.certified_copy import MOST, CopyLine
from counter_app.domain.words import dong
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..widgets.words import ShortenedWords, Words
from .view_model import ReceptionView

_ROWS = 10
_LONGEST = 200  # letters of a paper's name
_PAUSE = 400  # ms without a key: what was typed is saved, also where the field was not left yet
_NARROW = 72  # px


class CopyRow(QObject):
    """The three fields of one original."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.title, self.pages, self.copies = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setMaxLength(_LONGEST)
        self.title.setAccessibleName(self.tr("Tên giấy tờ {}").format(number))
        self.title.setPlaceholderText(self.tr("bằng tốt nghiệp, giấy khai sinh…"))
        for field, words in ((self.pages, self.tr("Số trang {}")), (self.copies, self.tr("Số bản {}"))):
            field.setValidator(QIntValidator(1, MOST, field))
            field.setFixedWidth(_NARROW)
            field.setAccessibleName(words.format(number))
        self.fee = Words()

    @property
    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.title, self.pages, self.copies

    @property
    def line(self) -> CopyLine:
        pages, copies = (int(field.text() or 0) for field in (self.pages, self.copies))
        return CopyLine(self.title.text().strip(), pages, copies)

    def fill(self, line: CopyLine) -> None:
        for field, value in zip(self.fields, (line.title, line.pages or "", line.copies or ""), strict=True):
            field.setText(str(value))

    def show(self, shown: bool) -> None:
        for widget in (*self.fields, self.fee):
            widget.setVisible(shown)


class CopiesPane(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = tuple(CopyRow(number) for number in range(1, _ROWS + 1))
        self._shown = 1
        self.total = Words(role="title")
        self.due = ShortenedWords(role="title")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(Words(self.tr("CHỨNG THỰC BẢN SAO: ĐỐI CHIẾU BẢN CHÍNH, TRẢ LẠI NGAY"), role="caption"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for at, words in enumerate((self.tr("GIẤY TỜ"), self.tr("TRANG"), self.tr("SỐ BẢN"), self.tr("PHÍ"))):
            grid.addWidget(Words(words, role="caption"), 0, at)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(3, 96)
        for number, row in enumerate(self.rows, start=1):
            for at, widget in enumerate((*row.fields, row.fee)):
                grid.addWidget(widget, number, at)
            for field in row.fields:
                field.textEdited.connect(lambda _: self.edited.emit())
                field.returnPressed.connect(lambda field=field: self._next(field))
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.total)
        column.addWidget(self.due)
        self.show_lines(())

    @property
    def lines(self) -> tuple[CopyLine, ...]:
        return tuple(row.line for row in self.rows if not row.line.blank)

    def show_lines(self, lines: tuple[CopyLine, ...]) -> None:
        """As they were saved, and a row to begin with."""
        for number, row in enumerate(self.rows):
            row.fill(lines[number] if number < len(lines) else CopyLine())
            row.fee.setText("")
        self._show_rows(max(1, len(lines)))

    def show_view(self, view: ReceptionView) -> None:
        """What it costs; the fields are the clerk's."""
        fees = iter(view.copy_fees)
        for row in self.rows:
            row.fee.setText(dong(next(fees, 0)) if row.line.complete else "")
        self.total.setText(self.tr("Phí {}").format(view.fee) if view.copy_fees else "")
        self.due.setText(view.due)

    def go_to_gap(self) -> None:
        """The cursor to the first field that is wanting."""
        rows = self.rows[: self._shown]
        empty = (field for row in rows if not row.line.complete for field in row.fields if not field.text().strip())
        next(empty, rows[0].title).setFocus()

    def _next(self, field: QLineEdit) -> None:
        """Enter goes on; behind a row that is whole another begins."""
        fields = [one for row in self.rows[: self._shown] for one in row.fields]
        at = fields.index(field) + 1
        if at < len(fields):
            fields[at].setFocus()
            fields[at].selectAll()
        elif self.rows[self._shown - 1].line.complete and self._shown < _ROWS:
            self._show_rows(self._shown + 1)
            self.rows[self._shown - 1].title.setFocus()
        else:
            self.go_to_gap()

    def _show_rows(self, count: int) -> None:
        self._shown = min(count, _ROWS)
        for number, row in enumerate(self.rows):
            row.show(number < self._shown)


class Reception(Protocol):
    """What copying needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    @property
    def view(self) -> ReceptionView | None: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def show(self, draft: Draft) -> None: ...

    def copies_begun(self, draft: Draft) -> None: ...


class Copying(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, pane: CopiesPane) -> None:
        super().__init__(pane)
        self._reception, self._shell, self._desk, self._pane = reception, shell, desk, pane
        self._of: UUID | None = None  # whose lines stand in the pane
        self._unsaved = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.save)
        pane.edited.connect(self._edited)

    @property
    def on(self) -> bool:
        view = self._reception.view
        return view is not None and view.express

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("Return", tr("ô tiếp, dòng tiếp")),)

    def begin(self) -> None:
        draft = self._reception.draft
        if draft is None or draft.after is not None or self.on:
            return
        if draft.pages:
            self._shell.tell(
                Notice(tr("Hồ sơ này đã có trang quét: F3 mở lượt khác để chứng thực bản sao."), Tone.ATTENTION)
            )
            return
        self._reception.change(self._desk.certify.begin, self._reception.copies_begun)

    def seen(self, draft: Draft) -> None:
        """The lines are shown once a draft; from then on the pane is ahead of the store."""
        if self._of != draft.dossier.id:
            self._of, self._unsaved = draft.dossier.id, False
            self._pane.show_lines(draft.dossier.copying)

    def forget(self) -> None:
        self._timer.stop()
        self._of, self._unsaved = None, False
        self._pane.show_lines(())

    def _edited(self) -> None:
        self._unsaved = True
        self._timer.start()

    def save(self, then: Callable[[], None] = lambda: None) -> bool:
        """False: all is saved already. `then` is called when it is."""
        self._timer.stop()
        if not self._unsaved or not self.on:
            return False
        self._unsaved = False
        lines = self._pane.lines

        def written(draft: Draft) -> None:
            self._reception.show(draft)
            then()

        self._reception.change(lambda draft_id: self._desk.certify.write(draft_id, lines), written)
        return True
