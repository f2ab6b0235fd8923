"""Ctrl+G on a draft: a supervisor chooses the colleague who goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from counter_app.domain.people import Account, Right
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.chooser import Chooser
from .drafts_view import DraftsView
from .view_model import DraftLine, Receiver, receivers

KEY = "Ctrl+G"


class HandingOver(QObject):
    """`after` is called when a draft has gone to somebody."""

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, drafts: DraftsView, view: Chooser, after: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._drafts, self._view, self._after = drafts, view, after
        self._line: DraftLine | None = None
        self._receivers: dict[str, str] = {}

    @property
    def choosing(self) -> bool:
        return self._view.isVisible()

    @property
    def may(self) -> bool:
        return self._desk.session.may(Right.HAND_OVER_DRAFT)

    def keys(self) -> tuple[KeyHint, ...]:
        if self.choosing:
            return (KeyHint("Return", self._view.act), KeyHint("Esc", tr("thôi, để như cũ")))
        line = self._drafts.current
        shown = line is not None and line.movable
        return (KeyHint(KEY, tr("giao cho người khác"), enabled=self.may),) if shown else ()

    def begin(self) -> None:
        line = self._drafts.current
        if line is None or not line.movable:
            return
        self._line = line
        self._tasks.run(Lane.DATA, self._desk.hand_over.receivers, self._ask, self._shell.fail)

    def cancel(self) -> None:
        self._view.hide()
        self._drafts.list.setFocus()
        self._shell.show_keys()

    def _ask(self, people: tuple[Account, ...]) -> None:
        line = self._line
        if line is None:
            return
        able = tuple(one for one in people if one.id != line.clerk)
        self._receivers = {one.id: one.name for one in able}
        choices = receivers(able, self._desk.session.who, self._desk.hand_over.shared)
        self._view.open(tr("Ai làm tiếp: {who}?").format(who=line.who), tr("giao cho người này"), choices, self._chosen)
        self._shell.show_keys()

    def _chosen(self, to: Receiver) -> None:
        line = self._line
        if line is not None:
            given = partial(self._given, self._receivers[to.id], to.elsewhere)
            work = partial(self._desk.hand_over, line.id, to.id, to.elsewhere)
            self._tasks.run(Lane.DATA, work, given, self._shell.fail)

    def _given(self, name: str, elsewhere: bool, draft: Draft) -> None:
        self._shell.handed_over(draft.dossier.id)
        self._drafts.list.setFocus()
        self._after()
        words = tr("Đã giao hồ sơ cho {name}; việc giao được ghi vào nhật ký.")
        if elsewhere:
            words = tr("Đã giao cho {name}: đăng nhập ở quầy nào cũng thấy tại Alt+3, Enter để nhận.")
        self._shell.tell(Notice(words.format(name=name), Tone.GOOD))
