"""The section "Danh mục": reads a file, shows what it would change, puts it in force from a day, takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.people import Right
from counter_app.use_cases.keep_catalogue import CatalogueOffer, CatalogueView, KeepCatalogue

from ..audit.view_model import day_of
from ..file_chooser import choose_file
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .view_model import APPROVE, READ, UNDO, CatalogueLine, approved_words, catalogue_lines, offer_lines

_T = TypeVar("_T")


class CatalogueSection(QObject):
    def __init__(self, shell: Shell, keep: KeepCatalogue, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._keep, self._tasks = shell, keep, tasks
        self._offer: CatalogueOffer | None = None
        self._asked = ""  # the row that a day or a reason is being typed for
        self._place = ""
        self.words, self.icon = self.tr("Danh mục"), "audit"
        self.rows = MarkedRows(self.tr("Danh mục thủ tục"))
        self.rows.entered.connect(self._act)
        self.rows.moved.connect(shell.show_keys)
        self.caption = Words("", role="caption")
        self.typed = QLineEdit()
        self.typed.setMaximumWidth(480)
        self.typed.returnPressed.connect(self._answered)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("DANH MỤC THỦ TỤC, NGÀY NGHỈ, BẢNG MÃ"), role="caption"))
        column.addWidget(self.rows, 1)
        column.addWidget(self.caption)
        column.addWidget(self.typed)
        self._ask("")

    @property
    def widget(self) -> QWidget:
        return self._widget

    def keys(self) -> tuple[KeyHint, ...]:
        if self._asked:
            done = self.tr("duyệt, áp dụng từ ngày này") if self._asked == APPROVE else self.tr("hoàn tác")
            return (KeyHint("Return", done), KeyHint("Esc", self.tr("thôi, giữ nguyên")))
        if not self.rows.hasFocus():
            return ()
        put_aside = (KeyHint("Esc", self.tr("bỏ tệp này")),) if self._offer is not None else ()
        return (*self.rows.keys(), *put_aside)

    def press(self, key: str) -> bool:
        if key != "Esc" or not (self._asked or self._offer is not None):
            return False
        if self._asked:
            self._ask("")
        else:
            self._offer = None
            self.enter()
        self.rows.setFocus()
        self._shell.show_keys()
        return True

    def enter(self) -> None:
        self._run(self._keep.look, self._show)

    def leave(self) -> None:
        self._ask("")

    def focus(self) -> None:
        (self.typed if self._asked else self.rows).setFocus()

    def read(self, path: Path) -> None:
        self._run(lambda: self._keep.read(path), self._show_offer)

    def _show(self, view: CatalogueView) -> None:
        if self._offer is None:
            self._rows(catalogue_lines(view, self._keep.session.may(Right.CATALOGUE)))

    def _show_offer(self, offer: CatalogueOffer) -> None:
        self._offer = offer
        self._rows(offer_lines(offer))
        self.rows.setCurrentRow(0)

    def _rows(self, lines: tuple[CatalogueLine, ...]) -> None:
        self.rows.show_rows(tuple(MarkedRow(x.name, x.title, x.about, x.icon, x.tone, x.offer) for x in lines))
        self._shell.show_keys()

    @Slot(str)
    def _act(self, name: str) -> None:
        row = self.rows.current()
        if row is None or not row.offer:
            return
        if name == READ:
            title = self.tr("Tệp danh mục do tỉnh phát hành")
            chosen = choose_file(self._widget, title, self.tr("Danh mục (*.json)"), self._place)
            if chosen:
                self._place = str(chosen.parent)
                self.read(chosen)
        elif name in (APPROVE, UNDO):
            self._ask(name)
            self.typed.setFocus()
            self._shell.show_keys()

    @Slot()
    def _answered(self) -> None:
        asked, typed, offer = self._asked, self.typed.text().strip(), self._offer
        if asked == UNDO:
            self._run(lambda: self._keep.undo(typed), self._undone)
        elif offer is not None:

            def approve() -> date:
                day = day_of(typed, offer.today)
                self._keep.approve(offer, day)
                return day

            self._run(approve, lambda day: self._approved(offer, day))

    def _approved(self, offer: CatalogueOffer, day: date) -> None:
        self._settle(approved_words(offer.version, day, offer.today))

    def _undone(self, _: None) -> None:
        self._settle(self.tr("Đã dùng lại danh mục trước đó. Hồ sơ đã nhận không bị ảnh hưởng."))

    def _settle(self, words: str) -> None:
        self._ask("")
        self._offer = None
        self.rows.setFocus()
        self._shell.tell(Notice(words, Tone.GOOD))
        self.enter()

    def _ask(self, name: str) -> None:
        self._asked = name
        approve = name == APPROVE
        words = self.tr("ÁP DỤNG TỪ NGÀY (VD 01/12/2026)") if approve else self.tr("LÝ DO, ĐƯỢC GHI VÀO NHẬT KÝ")
        self.caption.setText(words)
        self.typed.setAccessibleName(words)
        self.typed.setText(f"{self._offer.today:%d/%m/%Y}" if approve and self._offer is not None else "")
        self.typed.selectAll()
        self.caption.setVisible(bool(name))
        self.typed.setVisible(bool(name))

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._tasks.run(Lane.DATA, work, done, self._shell.fail)
