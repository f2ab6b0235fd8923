"""The reception screen: the eye goes down the left and rests on what is missing; pages stand at the right."""

# Long because: one screen with every pane that takes another's room.

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from .. import theme
from ..camera.pane import CameraPane
from ..story.form_view import FormView
from ..widgets.chooser import Chooser
from ..widgets.words import ShortenedWords, Words, panel
from .checklist_view import ChecklistView
from .copying import CopiesPane
from .corner_board import Cutting
from .corners_view import CornersView
from .done_pane import DonePane
from .held_view import HeldView
from .inputs import PersonPane, ProcedurePane, SavedField
from .key_card import KeyCard
from .nobody_pane import NobodyPane
from .owner_pane import OwnerPane
from .pages_view import PagesView
from .paying import TransferPane
from .view_model import ReceptionView, Step

NOBODY, WORK, DONE, CORNERS = 0, 1, 2, 3
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own, which PySide has no name for
_TILES, _ADVICE = 138, 28  # px: the row of pages, and what to do about the chosen one


class ReceptionScreen(QWidget):
    next_field = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.person = PersonPane()
        self.procedure = ProcedurePane()
        self.owner = OwnerPane()
        self.checklist = ChecklistView()
        self.copying = CopiesPane()
        self.chooser = Chooser()
        self.pages = PagesView()
        self.camera = CameraPane()
        self.held = HeldView()
        self.corners = CornersView()
        self.transfer = TransferPane()
        self.aside = FormView()
        self.done = DonePane()
        self.phone = SavedField("phone", self.tr("Điện thoại"))
        self.phone.setMaxLength(20)
        self.phone.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.copies = SavedField("copies", self.tr("Số bản"))
        self.copies.setValidator(QIntValidator(1, 999, self.copies))
        self.delivery = ShortenedWords()  # another desk's name may be long: the fee keeps its room
        self.delivery.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.delivery.setMaximumWidth(220)
        self.fee = ShortenedWords()
        self.due = Words(role="title")
        self.due.setWordWrap(True)  # the sentence that the clerk reads out is never cut
        self.warnings = ShortenedWords(tone="attention")
        self._procedure_name = ShortenedWords(role="title")
        self._procedure_code = Words(role="quiet")
        self._copies_words = Words(self.tr("SỐ BẢN"), role="caption")
        self._pages_count = Words(role="quiet")
        self._step: Step | None = None
        self._paying = self._asking = False
        self._express = False
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._whole = QStackedWidget()
        self._build()
        for field in (self.phone, self.copies):
            field.returnPressed.connect(lambda name=field.name: self.next_field.emit(name))

    # --- building --------------------------------------------------------------------------------------

    def _build(self) -> None:
        for pane in (self.person, self.procedure, self._checklist_pane(), self.copying, self.owner):
            self._left.addWidget(pane)
        left = panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self._procedure_line = self._make_procedure_line()
        column.addWidget(self._procedure_line)
        column.addWidget(self.warnings)
        column.addWidget(self._left, 1)
        self._right.addWidget(self.held)
        self._right.addWidget(self.pages)
        self._right.addWidget(self.transfer)
        self._right.addWidget(self.aside)
        right = panel()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._right_title = Words(role="caption")
        head.addWidget(self._right_title)
        head.addStretch(1)
        head.addWidget(self._pages_count)
        column.addLayout(head)
        column.addWidget(self._right, 1)
        column.addWidget(self.camera, 2)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(16, 12, 16, 4)
        row.setSpacing(12)
        row.addWidget(left, 7)
        row.addWidget(right, 5)
        self._halves = row
        self.key_card = KeyCard(left)
        for pane in (NobodyPane(), work, self.done, self.corners):
            self._whole.addWidget(pane)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        self._tab_order((self.checklist, self.pages.list, self.phone, self.copies))

    def _make_procedure_line(self) -> QFrame:
        line = QFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(Words(self.tr("THỦ TỤC"), role="caption"))
        row.addWidget(self._procedure_name, 1)
        row.addWidget(self._procedure_code)
        return line

    def _checklist_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.checklist, 1)
        column.addWidget(self.chooser)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 4, 0)
        row.setSpacing(8)
        self.phone.setFixedWidth(120)
        self.copies.setFixedWidth(56)
        row.addWidget(Words(self.tr("ĐIỆN THOẠI"), role="caption"))
        row.addWidget(self.phone)
        row.addSpacing(4)
        row.addWidget(Words(self.tr("NHẬN KẾT QUẢ"), role="caption"))
        row.addWidget(self.delivery)
        row.addSpacing(4)
        row.addWidget(self._copies_words)
        row.addWidget(self.copies)
        row.addWidget(Words(self.tr("LỆ PHÍ"), role="caption"))
        row.addWidget(self.fee, 1)
        column.addLayout(row)
        due = QHBoxLayout()
        due.setContentsMargins(12, 4, 12, 4)
        due.addWidget(self.due)
        column.addLayout(due)
        return pane

    def _tab_order(self, widgets: Iterable[QWidget]) -> None:
        for one, other in pairwise(widgets):
            QWidget.setTabOrder(one, other)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """On a narrow screen the pages give way to what is asked for and what it costs."""
        super().resizeEvent(event)
        for at, share in enumerate((2, 1) if self.width() < theme.NARROW else (7, 5)):
            self._halves.setStretch(at, share)

    def show_camera(self, opened: bool) -> None:
        """The camera takes the room of the large page; what it has taken stays above it."""
        self.camera.setVisible(opened)
        self.pages.preview.setVisible(not opened)
        self._make_room()

    def go_on_from_camera(self, step: Step) -> None:
        """The cursor goes back to where typing belongs."""
        if self.focusWidget() in (None, self.camera):
            self.checklist.setFocus() if step in (Step.PAPERS, Step.READY) else self.show_step(step)

    def _make_room(self) -> None:
        beside_camera = not self.camera.isHidden()
        tiles = _TILES + (_ADVICE if self.pages.advice.isVisibleTo(self.pages) else 0)
        self._right.setMaximumHeight(tiles if beside_camera else QWIDGETSIZE_MAX)
        beside = not beside_camera or self._right.currentWidget() is self.pages
        for widget in (self._right, self._right_title, self._pages_count):
            widget.setVisible(beside)

    # --- showing ---------------------------------------------------------------------------------------

    def show_nobody(self) -> None:
        self._step, self._express = None, False
        self.chooser.hide()
        self.key_card.hide()
        self.pages.forget()
        self.forget_fields()
        self.person.number.setText("")  # not `clear`, which Ctrl+Z takes back
        self.person.people.forget()
        self.procedure.field.setText("")
        self._whole.setCurrentIndex(NOBODY)

    def forget_fields(self) -> None:
        """Another person: what is half typed is neither shown nor saved for whoever comes."""
        for field in self.fields:
            field.forget()

    def show_done(self) -> None:
        self._whole.setCurrentIndex(DONE)

    def show_corners(self, page: str, cutting: Cutting) -> None:
        self._whole.setCurrentIndex(CORNERS)
        self.corners.open(page, cutting)

    def show_transfer(self, shown: bool) -> None:
        """The code takes the room of the pages until it was paid, or Esc."""
        self._paying = shown
        pages = self.pages if self.pages.list.count() else self.held
        self._right.setCurrentWidget(self.transfer if shown else pages)
        self._make_room()

    def show_aside(self, shown: bool) -> None:
        """A form takes the room of the pages until it is done, or Esc."""
        self._asking = shown
        pages = self.pages if self.pages.list.count() else self.held
        self._right.setCurrentWidget(self.aside if shown else pages)
        if shown:
            self._right_title.setText("")
            self._pages_count.setText("")
        self._make_room()

    def hide_corners(self) -> None:
        self.corners.forget()
        if self._whole.currentIndex() == CORNERS:
            self._whole.setCurrentIndex(WORK)
            self.pages.list.setFocus()

    def turn_key_card(self) -> None:
        self.key_card.setVisible(not self.key_card.isVisible())

    def show_view(self, view: ReceptionView) -> None:
        if self._whole.currentIndex() != CORNERS:  # what comes meanwhile must not take a corner out of the hand
            self._whole.setCurrentIndex(WORK)
        self.warnings.setText(self.tr("Thẻ có điểm lạ: {}").format(view.warnings) if view.warnings else "")
        self.warnings.setVisible(bool(view.warnings))
        self._procedure_name.setText(view.procedure or self.tr("chưa chọn"))
        self._procedure_code.setText(f"{view.procedure_code}   F4" if view.procedure_code else "F4")
        self.person.show_view(view)
        self.copying.show_view(view)
        self.checklist.show_lines(view.lines)
        self.phone.show_value(view.phone)
        self.copies.show_value(view.copies)
        for widget in (self._copies_words, self.copies):
            widget.setVisible(view.counts_copies)
        self.delivery.setText(self.tr("qua bưu chính") if view.post else view.collect_at or self.tr("tại quầy"))
        self.fee.setText(view.fee)
        self.due.setText(view.due)
        self._show_right(view)
        if view.step is not self._step or view.express is not self._express:
            self._step, self._express = view.step, view.express
            self.show_step(view.step)

    @property
    def naming_owner(self) -> bool:
        return self._left.currentWidget() is self.owner

    def show_owner(self, shown: bool) -> None:
        """Until it is said whose dossier it is, no step takes its place."""
        if shown:
            self._left.setCurrentWidget(self.owner)
        elif self.naming_owner:
            self._left.setCurrentWidget(self.person)

    def show_step(self, step: Step) -> None:
        """The pane of a step comes to the front, with the cursor where typing belongs."""
        if self.naming_owner:
            return
        match step:
            case Step.PERSON | Step.NAME | Step.ADDRESS:
                self._left.setCurrentWidget(self.person)
                self.person.focus(step)
            case Step.PROCEDURE:
                self._left.setCurrentWidget(self.procedure)
                self.procedure.focus()
            case Step.PAPERS | Step.READY if self._express:
                if self._left.currentWidget() is not self.copying:
                    self._left.setCurrentWidget(self.copying)
                    self.copying.go_to_gap()
            case Step.PAPERS | Step.READY:
                if self._left.currentIndex() != 2:
                    self._left.setCurrentIndex(2)
                    self.checklist.setFocus()

    def go_to_gap(self, step: Step) -> None:
        """The cursor goes where something is missing."""
        self.show_step(step)
        if step is Step.PAPERS and self._express:
            self.copying.go_to_gap()
        elif step is Step.PAPERS:
            self.checklist.go_to_gap()
            self.checklist.setFocus()

    @property
    def choosing_procedure(self) -> bool:
        return self._left.currentWidget() is self.procedure

    @property
    def fields(self) -> tuple[SavedField, ...]:
        return (self.phone, self.copies, self.person.name, self.person.address)

    def _show_right(self, view: ReceptionView) -> None:
        self.pages.show_pages(view.pages)
        self.held.show_view(view)
        if not self._paying and not self._asking:
            self._right.setCurrentWidget(self.pages if view.pages else self.held)
        self._make_room()
        scanned = self.tr("TRANG ĐÃ QUÉT") if view.pages else self.tr("GIẤY TỜ ĐANG GIỮ")
        title = self.tr("MÃ CHUYỂN KHOẢN (VIETQR)") if self._paying else "" if self._asking else scanned
        self._right_title.setText(title)
        self._procedure_line.setVisible(view.step not in (Step.PERSON, Step.NAME))
        count = str(len(view.pages)) if view.pages else str(len(view.papers)) if view.papers else ""
        self._pages_count.setText("" if self._paying or self._asking else count)
