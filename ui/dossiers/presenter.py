"""Joins the lists of dossiers with their verbs: take up one that was left, see how far each accepted one has come,
print a receipt again. (The search field: `searching`.)"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.from_province import AskedOnline
from counter_app.domain.people import Right
from counter_app.domain.refused import Refused
from counter_app.ports import AcceptedDossier, Draft
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.receive_online import WaitingOnline

from ..language import tr
from ..page import KeyHint, Notice, Person, Shell
from ..printing import PaperPrint
from ..story.presenter import StoryPresenter
from ..story.view_model import Deed
from ..tasks import Lane, Tasks
from .handing_over import KEY as HAND_OVER
from .handing_over import HandingOver
from .screen import DossiersScreen
from .searching import Searching
from .view_model import (
    DraftLine,
    asked_said,
    dossier_line,
    draft_line,
    elsewhere_line,
    handed_on_line,
    held_line,
    online_row,
)

_ABOUT = tr(
    "đã lưu tại quầy: chưa gửi, tự gửi khi có mạng  ·  đã gửi: tỉnh đã nhận thông tin  ·  "
    "tỉnh đã xác nhận: tỉnh giữ đủ hồ sơ và tệp"
)

_Seen = tuple[tuple[AcceptedDossier, ...], tuple[DraftLine, ...], tuple[WaitingOnline, ...]]


class DossiersPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._dossiers: tuple[AcceptedDossier, ...] = ()
        self._refused: tuple[Refused, ...] = ()
        self._asked: tuple[AskedOnline, ...] = ()
        self.screen = DossiersScreen()
        self._print = PaperPrint(shell, desk, tasks, self)
        drafts, receivers = self.screen.drafts, self.screen.colleagues
        self.handing_over = HandingOver(shell, desk, tasks, drafts, receivers, self.refresh)
        self.searching = Searching(shell, desk, tasks, self.screen, self._found, self.refresh)
        self.story = StoryPresenter(shell, desk, tasks, self._story_closed)
        self._layers = QStackedWidget()
        self._layers.addWidget(self.screen)
        self._layers.addWidget(self.story.screen)
        self.screen.opened.connect(self._opened)
        self.screen.drafts.chosen.connect(self._go_on)
        self.screen.drafts.put_away.connect(shell.put_away)
        self.screen.online.entered.connect(self._open_online)
        self.screen.online.moved.connect(shell.show_keys)
        self.screen.drafts.focus_moved.connect(shell.show_keys)

    @property
    def widget(self) -> QWidget:
        return self._layers

    def keys(self) -> tuple[KeyHint, ...]:
        if self.story.is_open:
            return (KeyHint("F2", tr("gọi số tiếp theo")), *self.story.keys())
        drafts = self.screen.drafts
        if self.handing_over.choosing:
            return self.handing_over.keys()
        if drafts.list.hasFocus() and drafts.current is not None:
            own: tuple[KeyHint, ...] = (
                KeyHint("Return", tr("làm tiếp hồ sơ này")),
                KeyHint("Delete", tr("cất đi, người dân đã về")),
            )
            if drafts.current.given:
                own = (KeyHint("Return", tr("nhận làm tiếp ở quầy này")),)
            mine = own if drafts.current.mine else ()
            return (KeyHint("F2", tr("gọi số tiếp theo")), *mine, *self.handing_over.keys())
        if self.searching.on:
            return self.searching.keys()
        if self.screen.online.hasFocus():
            return (
                KeyHint("F2", tr("gọi số tiếp theo")),
                KeyHint("Return", tr("mở, tiếp nhận")),
                KeyHint("Tab", tr("danh sách sau")),
            )
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            KeyHint("Ctrl+F", tr("tìm")),
            KeyHint("Return", tr("xem diễn biến, làm tiếp"), enabled=bool(self._dossiers)),
            *self._tab(),
            KeyHint("Ctrl+P", tr("in giấy tiếp nhận (lần sau “bản in lại”)"), enabled=bool(self._dossiers)),
        )

    def _tab(self) -> tuple[KeyHint, ...]:
        """Where Tab leads from the table."""
        if self.screen.online.rows:
            return (KeyHint("Tab", tr("hồ sơ trực tuyến")),)
        return (KeyHint("Tab", tr("hồ sơ đang làm dở")),) if self.screen.drafts.lines else ()

    def press(self, key: str) -> bool:
        if self.story.is_open:
            return self.story.press(key)
        if key == HAND_OVER:
            self.handing_over.begin()
            return True
        if key == "Esc" and self.handing_over.choosing:
            self.handing_over.cancel()
            return True
        if key == "Esc" and self.searching.on:
            self.searching.forget()
            self.screen.focus()
            return True
        if key != "Ctrl+P":
            return False
        chosen = next((d for d in self._dossiers if d.id == self.screen.chosen()), None)
        if chosen is not None:
            self._print.receipt(chosen.id, chosen.code.text, again=chosen.prints > 0, after=self.refresh)
        elif (refused := self._refusal(self.screen.chosen())) is not None:
            draft_id, slip = refused.draft_id, tr("phiếu từ chối")
            self._print.paper(self._desk.refuse, lambda verb: verb.print(draft_id), slip, after=self.refresh)
        return True

    def _refusal(self, row: UUID | None) -> Refused | None:
        return next((one for one in self._refused if one.draft_id == row), None)

    @Slot(object)
    def _opened(self, row: UUID) -> None:
        asked = next((one for one in self._asked if one.told.id == row), None)
        if asked is not None:
            self._shell.tell(Notice(asked_said(asked)))
        elif self._refusal(row) is None:
            self.tell_story(row)
        else:
            self._layers.setCurrentIndex(1)
            self.story.open_refused(row)

    def tell_story(self, dossier_id: UUID, reopen: Deed | None = None) -> None:
        self._layers.setCurrentIndex(1)
        self.story.open(dossier_id, reopen)

    def close_story(self) -> None:
        """The list belongs there again."""
        if self.story.is_open:
            self.story.forget()
            self._story_closed()

    def _story_closed(self) -> None:
        self._layers.setCurrentIndex(0)
        self._shell.show_person(Person(name=tr("Hồ sơ")))
        self.refresh()
        self.screen.focus()

    def enter(self) -> None:
        if self.story.is_open:
            self.story.refresh()
            self.story.screen.show_list()
            return
        self._shell.show_person(Person(name=tr("Hồ sơ")))
        self.refresh()
        self.screen.focus()

    def look_for(self, code: str) -> None:
        """As if it had been typed."""
        self.screen.field.setText(code)
        self.searching.look()

    def forget(self) -> None:
        """Another person sits down."""
        self.story.forget()
        self._layers.setCurrentIndex(0)
        self.searching.forget()
        self.screen.colleagues.hide()
        self._seen(((), (), ()))

    def leave(self) -> None:
        self.searching.forget()
        self.screen.colleagues.hide()

    def refresh(self) -> None:
        if self.story.is_open:
            self.story.refresh()
            return
        if self.searching.on:
            self.searching.look()
            return

        def look() -> _Seen:
            overview = self._desk.overview
            if self.handing_over.may:  # what was handed on is among the others'
                others = tuple(map(held_line, self._desk.hand_over.drafts()))
            else:
                others = tuple(map(handed_on_line, overview.handed_on()))
            receives = self._desk.session.may(Right.RECEIVE)
            online = self._desk.online() if receives else ()
            away = self._desk.hand_over.elsewhere() if receives else ()
            others = (*others, *(elsewhere_line(one, self.handing_over.may) for one in away))
            return overview.dossiers(), (*map(draft_line, overview.drafts()), *others), online

        self._tasks.run(Lane.DATA, look, self._seen, self._shell.fail)

    def _found(
        self, dossiers: tuple[AcceptedDossier, ...], refused: tuple[Refused, ...], asked: tuple[AskedOnline, ...]
    ) -> None:
        self._dossiers, self._refused, self._asked = dossiers, refused, asked

    def _go_on(self, draft_id: UUID) -> None:
        """One's own, or what a supervisor of the hall gave, which is this counter's from now on."""
        given = any(line.given for line in self.screen.drafts.lines if line.id == draft_id)
        if not given:
            self._shell.reopen(draft_id)
        elif self._shell.may_leave():

            def taken(draft: Draft) -> None:
                self._shell.reopen(draft.dossier.id)

            self._tasks.run(Lane.DATA, lambda: self._desk.take_up(draft_id), taken, self._shell.fail)

    def _open_online(self, name: str) -> None:
        """What was sent is fetched, and lies in the checklist: received, asked for more, or refused from there."""
        dossier_id, online = UUID(name), self._desk.online
        if not self._shell.may_leave():
            return
        self._shell.show_work("online", tr("Đang tải hồ sơ trực tuyến…"))

        def opened(draft: Draft) -> None:
            self._shell.show_work("online", None)
            self._shell.reopen(draft.dossier.id)

        def failed(error: CounterError) -> None:
            self._shell.show_work("online", None)
            self._shell.fail(error)

        self._tasks.run(Lane.NETWORK, lambda: online.open(dossier_id), opened, failed)

    def _seen(self, found: _Seen) -> None:
        if self.searching.on:
            return  # the clerk began to search meanwhile
        dossiers, drafts, online = found
        self._dossiers, self._refused, self._asked = dossiers, (), ()
        self.screen.drafts.show_drafts(drafts)
        now = self._desk.overview.clock.now()
        self.screen.show_online(tuple(online_row(one, now) for one in online))
        self.screen.show_dossiers(tuple(map(dossier_line, dossiers)), _ABOUT if dossiers else "")
        if drafts and not dossiers and self.screen.isVisible():
            self.screen.focus()  # the table is hidden
        self._shell.show_keys()
