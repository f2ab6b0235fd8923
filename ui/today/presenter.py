"""Joins the day's lists with their verbs: hand over all that waits, print the hand-over list, close the day (Alt+8)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..messages import sentence
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..printing import PaperPrint
from ..tasks import Lane, Tasks
from .screen import TodayScreen
from .view_model import Day, book_of, refusal_said, today_view

_ALL = "Ctrl+G"
_BOOKS = "Ctrl+B"


@dataclass(frozen=True, slots=True)
class _Handed:
    """`went`: dossier and step; `stayed`: code, and why."""

    went: tuple[tuple[UUID, UUID], ...]
    stayed: tuple[tuple[str, CounterError], ...]


class TodayPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._day: Day | None = None
        self._busy = False
        self.screen = TodayScreen()
        self._print = PaperPrint(shell, desk, tasks, self)
        self.screen.opened.connect(lambda name: shell.tell_story(UUID(name)))
        self.screen.book_chosen.connect(self._print_book)
        self.screen.refusal_chosen.connect(self._say_why)
        self.screen.focus_moved.connect(shell.show_keys)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        here = self._day is not None and bool(self._day.here)
        prints = self._prints()
        enter = tr("in sổ") if self.screen.books.hasFocus() else tr("xem hồ sơ")
        enter = tr("xem lý do") if self.screen.refused.hasFocus() else enter
        return (
            KeyHint("F2", tr("gọi số tiếp theo")),
            KeyHint("Return", enter),
            KeyHint("Tab", tr("danh sách bên")),
            KeyHint(_ALL, tr("chuyển tất cả hồ sơ đang ở quầy"), enabled=here),
            KeyHint("Ctrl+P", prints),
            KeyHint(_BOOKS, tr("sổ của quầy"), enabled=self._day is not None and bool(self._day.books)),
        )

    def _prints(self) -> str:
        screen = self.screen
        if screen.money.hasFocus():
            return tr("in bảng chốt thu")
        if screen.books.hasFocus():
            return tr("in sổ")
        return tr("in lại phiếu từ chối") if screen.refused.hasFocus() else tr("in bảng bàn giao hôm nay")

    def press(self, key: str) -> bool:
        if key == _ALL:
            self._hand_over_all()
            return True
        if key == _BOOKS:
            self._go_to_books()
            return True
        if key == "Ctrl+P":
            self._print_list()
            return True
        return False

    def enter(self) -> None:
        self._shell.show_person(Person(name=tr("Việc trong ngày")))
        self.refresh()
        self.screen.focus()

    def leave(self) -> None:
        return

    def forget(self) -> None:
        self._day = None
        screen = self.screen
        for rows in (screen.pressing, screen.stuck, screen.here, screen.money, screen.books, screen.refused):
            rows.show_rows(())

    def refresh(self) -> None:
        def look() -> Day:
            desk = self._desk
            handed, here = desk.close_day.hand_overs(), desk.close_day.waiting_here()
            lists = (desk.stuck(), desk.print_books.books(), desk.refuse.recent())
            return Day(desk.story.pressing(), here, handed, desk.close_day(), *lists)

        self._tasks.run(Lane.DATA, look, self._seen, self._shell.fail)

    def _seen(self, day: Day) -> None:
        self._day = day
        self.screen.show_view(today_view(day, self._desk.overview.clock.now()))
        self._shell.show_keys()

    def _hand_over_all(self) -> None:
        """Each is a step of its own, and has its control slip (form 06); one that cannot go holds up no other."""
        day = self._day
        if day is None or self._busy or not day.here:
            return
        self._busy = True

        def hand() -> _Handed:
            went, stayed = [], []
            for dossier in day.here:
                try:
                    went.append((dossier.id, self._desk.hand_over_dossier(dossier.id).id))
                except CounterError as error:
                    stayed.append((dossier.code.text, error))
            return _Handed(tuple(went), tuple(stayed))

        def failed(error: CounterError) -> None:
            self._busy = False
            self.refresh()
            self._shell.fail(error)

        self._tasks.run(Lane.DATA, hand, self._handed, failed)

    def _handed(self, handed: _Handed) -> None:
        self._busy = False
        self._shell.refresh_line()
        self.refresh()
        went = handed.went
        if went:
            slips, verb = (
                tr("{len} phiếu kiểm soát; Ctrl+P in bảng bàn giao").format(len=len(went)),
                self._desk.print_step,
            )
            self._print.papers(verb, lambda verb: tuple(verb(dossier, step) for dossier, step in went), slips)
        said = (
            tr("Đã chuyển {len} hồ sơ, đang in phiếu kiểm soát.").format(len=len(went))
            if went
            else tr("Chưa chuyển được hồ sơ nào.")
        )
        if handed.stayed:
            code, error = handed.stayed[0]
            said += tr(" {len} ở lại, trước hết {code}: {sentence}").format(
                len=len(handed.stayed), code=code, sentence=sentence(error)
            )
        self._shell.tell(Notice(said, Tone.ATTENTION if handed.stayed else Tone.GOOD))

    def _print_list(self) -> None:
        day = self._day
        if day is None:
            return
        verb, books, refused = self._desk.print_step, self.screen.books, self.screen.refused
        if books.hasFocus() and (book := books.current()) is not None:
            self._print_book(book.name)
        elif refused.hasFocus() and (row := refused.current()) is not None:
            this = UUID(row.name)
            self._print.paper(self._desk.refuse, lambda verb: verb.print(this), tr("phiếu từ chối"))
        elif self.screen.money.hasFocus():
            closing = day.closing
            self._print.paper(verb, lambda verb: verb.closing(closing), tr("bảng chốt thu"))
        elif day.handed:
            handed, at = day.handed, day.closing.day

            self._print.papers(verb, lambda verb: verb.hand_over_lists(handed, at), tr("bảng bàn giao"))
        else:
            self._shell.tell(Notice(tr("Hôm nay chưa chuyển hồ sơ nào: Ctrl+G chuyển tất cả."), Tone.ATTENTION))

    def _go_to_books(self) -> None:
        if self._day is not None and self._day.books:
            self.screen.books.setFocus()
        else:
            self._shell.tell(Notice(tr("Quầy chưa có sổ nào: sổ bắt đầu từ hồ sơ đầu tiên."), Tone.ATTENTION))

    def _print_book(self, name: str) -> None:
        chosen = book_of(self._day, name) if self._day is not None else None
        if chosen is not None:
            book, today = chosen
            self._print.paper(self._desk.print_books, lambda verb: verb(book, today), tr("sổ"))

    def _say_why(self, name: str) -> None:
        day = self._day
        one = next((one for one in day.refused if str(one.draft_id) == name), None) if day is not None else None
        if one is not None:
            self._shell.tell(Notice(refusal_said(one)))
