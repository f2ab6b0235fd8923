"""Joins a conflict with its verb: a side for each field by the arrows, F12 sends what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from counter_app.domain.correction import Correction, Side
from counter_app.domain.errors import ChoiceMissing, CounterError
from counter_app.ports import TypedForm
from counter_app.use_cases.correct import Conflict
from counter_app.use_cases.desk import Desk

from ..page import KeyHint, Notice, Shell, Tone
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .comparing import ComparingView
from .conflict_view import FIELD_WORDS, conflict_view, proposed


class Settling(QObject):
    """`closed` is called when the list belongs there again."""

    def __init__(self, view: ComparingView, shell: Shell, desk: Desk, tasks: Tasks, closed: Callable[[], None]) -> None:
        super().__init__()
        self._view, self._shell, self._desk, self._tasks, self._closed = view, shell, desk, tasks, closed
        self._conflict: Conflict | None = None
        self._sides: dict[str, Side] = {}
        self._busy = False
        view.chose.connect(self._chose)

    @property
    def is_open(self) -> bool:
        return self._conflict is not None

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Left", self.tr("giữ của quầy")),
            KeyHint("Right", self.tr("theo tỉnh")),
            KeyHint("Esc", self.tr("để sau")),
            KeyHint("F12", self.tr("GỬI KẾT QUẢ ĐÃ CHỌN"), strong=True),
        )

    def press(self, key: str) -> bool:
        if key == "F12":
            self._settle()
        elif key == "Esc":
            self.leave()
            self._closed()
        else:
            return False
        return True

    def open(self, conflict: Conflict) -> None:
        self._conflict, self._sides = conflict, proposed(conflict)
        self._view.show_view(conflict_view(conflict, self._sides))
        self._view.go_to_open()
        self._shell.show_keys()
        this = conflict.correction.id
        look = partial(self._desk.typed.of, this, Deed.COMPARE.value)
        self._tasks.run(Lane.DATA, look, partial(self._take_up, this), self._shell.fail)

    def _take_up(self, this: UUID, kept: TypedForm | None) -> None:
        """What was chosen before a power cut, or before Esc."""
        if self._conflict is None or self._conflict.correction.id != this:
            return
        if kept is not None:
            self._sides |= {
                name: Side(side) for name, side in kept.values if name in self._conflict.correction.differing
            }
            self._view.show_view(conflict_view(self._conflict, self._sides))
        self._keep()

    def _keep(self, open_: bool = True) -> None:
        if self._conflict is not None:
            chosen = tuple((name, side.value) for name, side in self._sides.items())
            form = TypedForm(self._conflict.correction.id, Deed.COMPARE.value, chosen, open=open_)
            self._tasks.run(Lane.DATA, partial(self._desk.typed.save, form), lambda _: None, self._shell.fail)

    def leave(self) -> None:
        """For later: what was chosen is kept."""
        if not self._shell.closing:
            self._keep(open_=False)
        self.forget()

    def forget(self) -> None:
        self._conflict, self._sides = None, {}
        self._view.forget()

    @Slot(str, str)
    def _chose(self, name: str, side: str) -> None:
        if self._conflict is not None:
            self._sides[name] = Side(side)
            self._view.show_view(conflict_view(self._conflict, self._sides))
            self._keep()

    def _settle(self) -> None:
        conflict = self._conflict
        if conflict is None or self._busy:
            return
        self._busy = True
        work = partial(self._desk.correct.settle, conflict.correction.id, dict(self._sides))
        self._tasks.run(Lane.DATA, work, self._settled, self._not_settled)

    def _settled(self, _: Correction) -> None:
        self._busy = False
        self.forget()
        self._shell.tell(Notice(self.tr("Đã gửi kết quả đã chọn; diễn biến và nhật ký giữ cả ba bản."), Tone.GOOD))
        self._shell.refresh_line()
        self._closed()

    def _not_settled(self, error: CounterError) -> None:
        self._busy = False
        if isinstance(error, ChoiceMissing):
            self._view.go_to_open()
            error = ChoiceMissing(which=FIELD_WORDS.get(error.facts.get("which", ""), ""))
        self._shell.fail(error)
