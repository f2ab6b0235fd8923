"""The section "Kho tệp": what lies in the vault that nothing refers to, what its period is over for, and which papers
wait for their archive form. Nothing goes without a reason, which is typed here and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.archive import Tail
from counter_app.domain.errors import CounterError, NotAllowed
from counter_app.domain.people import Right
from counter_app.use_cases.check_vault import VaultReport
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.purge import PurgeDone, PurgePlan

from ..messages import message
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .housekeeping_view import (
    AGAIN,
    ORPHANS,
    PURGE,
    READ,
    HousekeepingLine,
    archive_lines,
    archive_words,
    done_words,
    housekeeping_lines,
)

_COUNT_EVERY = 15_000  # ms
_T = TypeVar("_T")


class HousekeepingSection(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._plan: PurgePlan | None = None
        self._report: VaultReport | None = None
        self._tail: Tail | None = None
        self._counting = False
        self._found: tuple[HousekeepingLine, ...] = ()  # of vault and periods, or why not
        self._asked = ""  # the row that a reason is being typed for
        self.words, self.icon = self.tr("Kho tệp"), "folder"
        self.rows = MarkedRows(self.tr("Kho tệp: những gì có thể dọn"))
        self.rows.entered.connect(self._act)
        self.rows.moved.connect(shell.show_keys)
        self.caption = Words(self.tr("LÝ DO, ĐƯỢC GHI VÀO NHẬT KÝ"), role="caption")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do"))
        self.reason.setPlaceholderText(self.tr("vd: dọn theo kế hoạch quý IV"))
        self.reason.returnPressed.connect(self._reasoned)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("KHO TỆP VÀ THỜI HẠN LƯU"), role="caption"))
        column.addWidget(self.rows, 1)
        column.addWidget(self.caption)
        column.addWidget(self.reason)
        self._timer = QTimer(self._widget)
        self._timer.setInterval(_COUNT_EVERY)
        self._timer.timeout.connect(self.count)
        self._ask("")

    @property
    def widget(self) -> QWidget:
        return self._widget

    def start(self) -> None:
        """How many papers wait for their archive form stands in the strip of every screen."""
        self._timer.start()
        self.count()

    def keys(self) -> tuple[KeyHint, ...]:
        if self._asked:
            return (KeyHint("Return", self.tr("làm, với lý do này")), KeyHint("Esc", self.tr("thôi, giữ nguyên")))
        return self.rows.keys()

    def press(self, key: str) -> bool:
        if key != "Esc" or not self._asked:
            return False
        self._ask("")
        self.rows.setFocus()
        self._shell.show_keys()
        return True

    def enter(self) -> None:
        self.count()
        self._look()

    def leave(self) -> None:
        self._ask("")

    def focus(self) -> None:
        self.rows.setFocus()

    # --- looking, and doing ----------------------------------------------------------------------------

    def _look(self, read: bool = False) -> None:
        def look() -> tuple[PurgePlan, VaultReport]:
            return self._desk.purge.plan(), self._desk.check_vault(read)

        self._behind(self.tr("Đang soát kho tệp"), look, self._looked)

    def _looked(self, found: tuple[PurgePlan, VaultReport]) -> None:
        self._plan, self._report = found
        self._show(housekeeping_lines(*found))

    def _show(self, found: tuple[HousekeepingLine, ...]) -> None:
        self._found = found
        may = self._desk.session.may(Right.ARCHIVE)
        lines = (*(archive_lines(self._tail, may) if self._tail is not None else ()), *found)
        self.rows.show_rows(tuple(MarkedRow(x.name, x.title, x.about, x.icon, x.tone, x.offer) for x in lines))
        self._shell.show_keys()

    @Slot()
    def count(self) -> None:
        if not self._counting:
            self._counting = True
            self._tasks.run(Lane.DATA, self._desk.archive.look, self._counted, self._not_counted)

    def _counted(self, tail: Tail) -> None:
        self._counting = False
        changed, self._tail = tail != self._tail, tail
        self._shell.show_work("archive", archive_words(tail))
        if changed:
            self._show(self._found)

    def _not_counted(self, error: CounterError) -> None:
        self._counting = False
        self._shell.fail(error)

    def _tried_again(self, count: int) -> None:
        self._shell.tell(Notice(self.tr("Đang làm lại bản lưu trữ của {} giấy tờ.").format(count), Tone.GOOD))
        self.count()

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == READ:
            self._look(read=True)
        elif name.startswith(AGAIN):
            self._behind(self.tr("Đang cho làm lại bản lưu trữ"), self._desk.archive.try_again, self._tried_again)
        elif name in (PURGE, ORPHANS):
            self._ask(name)
            self.reason.setFocus()
            self._shell.show_keys()

    @Slot()
    def _reasoned(self) -> None:
        asked, reason = self._asked, self.reason.text()
        if not reason.strip():
            self._shell.tell(Notice(self.tr("Gõ lý do rồi Enter, hoặc Esc để thôi."), Tone.ATTENTION))
            return
        self._ask("")
        self.rows.setFocus()
        verbs: dict[str, Callable[[], PurgeDone]] = {
            PURGE: lambda: self._desk.purge(reason),
            ORPHANS: lambda: self._desk.check_vault.remove_orphans(reason),
        }
        self._behind(self.tr("Đang dọn kho tệp"), verbs[asked], self._done)

    def _done(self, done: PurgeDone) -> None:
        self._shell.tell(Notice(done_words(done), Tone.GOOD))
        self._look()

    def _ask(self, name: str) -> None:
        self._asked = name
        self.reason.clear()
        self.reason.setVisible(bool(name))
        self.caption.setVisible(bool(name))

    def _behind(self, words: str, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """Reception goes on beside it."""

        def ended(result: _T) -> None:
            self._shell.show_work("housekeeping", None)
            done(result)

        def failed(error: CounterError) -> None:
            self._shell.show_work("housekeeping", None)
            if isinstance(error, NotAllowed):
                told = message(error)
                self._show((HousekeepingLine("", told.what, told.next, "info", Tone.PLAIN),))
            else:
                self._shell.fail(error)

        self._shell.show_work("housekeeping", words)
        self._tasks.run(Lane.DISK, work, ended, failed)
