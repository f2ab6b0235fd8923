"""Joins the audit's screen with its verbs: looks for what was typed, goes on with older lines, checks, exports."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import BadDay, CounterError
from counter_app.ports import AuditEntry, AuditExport, AuditQuery
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.read_audit import AuditCheck

from ..file_chooser import choose_target
from ..page import KeyHint, Notice, Person, Shell, Tone
from ..tasks import Lane, Tasks
from .screen import AuditScreen
from .view_model import Wanted, chain_words, days_of, detail_of, query_of, refused_words, row_of

_PAGE = 100  # lines; the next page comes when the cursor reaches the last
_Found = tuple[AuditQuery, tuple[AuditEntry, ...], dict[str, str]]


class AuditPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._query = AuditQuery()
        self._entries: tuple[AuditEntry, ...] = ()
        self._names: dict[str, str] = {}
        self._asking = False
        self.screen = AuditScreen()
        self.screen.asked.connect(self.look)
        self.screen.chosen.connect(self._show_detail)
        self.screen.older_wanted.connect(self._older)
        self.screen.focus_moved.connect(shell.show_keys)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Return", self.tr("tìm")),
            KeyHint("Tab", self.tr("ô tiếp theo")),
            KeyHint("Down", self.tr("các dòng")),
            KeyHint("Esc", self.tr("bỏ bộ lọc")),
            KeyHint("Ctrl+R", self.tr("soát từ dòng đầu")),
            KeyHint("Ctrl+S", self.tr("xuất tệp có ký")),
            KeyHint("Ctrl+Shift+S", self.tr("kèm lượt tra cứu")),
        )

    def press(self, key: str) -> bool:
        if key == "Esc":
            self._clear()
        elif key == "Ctrl+R":
            self._check(full=True)
        elif key in ("Ctrl+S", "Ctrl+Shift+S"):
            self._export(look_ups="Shift" in key)
        else:
            return False
        return True

    def enter(self) -> None:
        self._shell.show_person(Person(name=self.tr("Nhật ký")))
        self.screen.days.setFocus()
        self._check(full=False)
        self.look()

    def leave(self) -> None:
        """Nothing about anybody stays behind."""
        self.screen.clear_wanted()
        self._show(())

    # --- looking ---------------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        wanted = self.screen.wanted()
        self._shell.hush()
        self._asking = True
        self._tasks.run(Lane.DATA, lambda: self._find(wanted), self._found, self._not_found)

    def _find(self, wanted: Wanted) -> _Found:
        read = self._desk.read_audit
        names = read.names()
        query = query_of(wanted, read.clock.now().astimezone(VIETNAM).date(), names)
        if wanted.dossier:
            query = AuditQuery(
                query.first_day, query.last_day, query.who, query.what, (read.dossier(wanted.dossier),), query.person
            )
        return query, read(query, wanted.purpose, limit=_PAGE), names

    def _found(self, found: _Found) -> None:
        self._asking = False
        self._query, entries, self._names = found
        self._show(entries)

    def _not_found(self, error: CounterError) -> None:
        self._asking = False
        self._shell.fail(error)
        if refused := refused_words(error):
            self._entries = ()
            self.screen.show_rows((), refused)

    def _show(self, entries: tuple[AuditEntry, ...]) -> None:
        self._entries = entries
        rows = tuple(row_of(entry, self._names) for entry in entries)
        self.screen.show_rows(rows, self.tr("Không có dòng nào như vậy. Esc bỏ bộ lọc."))
        self._shell.show_keys()

    @Slot()
    def _older(self) -> None:
        if self._asking or len(self._entries) < _PAGE:
            return
        self._asking = True
        query, last = self._query, self._entries[-1]
        self._tasks.run(
            Lane.DATA,
            lambda: self._desk.read_audit(query, older_than=last, limit=_PAGE),
            lambda found: self._append(last, found),
            self._not_found,
        )

    def _append(self, last: AuditEntry, found: tuple[AuditEntry, ...]) -> None:
        """`last`: what they are older than; something else may have been looked for meanwhile."""
        self._asking = False
        if found and self._entries and self._entries[-1] == last:
            self._entries += found
            self.screen.model.append(tuple(row_of(entry, self._names) for entry in found))

    @Slot(int)
    def _show_detail(self, row: int) -> None:
        if row < len(self._entries):
            self.screen.show_detail(detail_of(self._entries[row], self._names))

    def _clear(self) -> None:
        self.screen.clear_wanted()
        self.screen.days.setFocus()
        self.look()

    # --- the chain, and a copy of it -------------------------------------------------------------------

    def _check(self, full: bool) -> None:
        def done(check: AuditCheck) -> None:
            self._shell.show_work("audit", None)
            self.screen.show_chain(*chain_words(check))

        def failed(error: CounterError) -> None:
            self._shell.show_work("audit", None)
            if refused_words(error):
                self.screen.show_chain("", Tone.PLAIN)
            else:
                self.screen.show_chain(*chain_words(error))

        if full:
            self._shell.show_work("audit", self.tr("Đang soát nhật ký từ dòng đầu"))
        self._tasks.run(Lane.DISK, lambda: self._desk.read_audit.check(full), done, failed)

    def _export(self, look_ups: bool) -> None:
        wanted, today = self.screen.wanted(), self._desk.read_audit.clock.now().astimezone(VIETNAM).date()
        try:
            first, last = days_of(wanted.days, today)
        except BadDay as error:
            self._shell.fail(error)
            return
        first, last = first or today.replace(day=1), last or today
        if not wanted.purpose:
            self.screen.purpose.setFocus()
            self._shell.tell(Notice(self.tr("Gõ mục đích xuất nhật ký, rồi Ctrl+S lần nữa."), Tone.ATTENTION))
            return
        name = f"nhat-ky-{self._desk.counter.code}-{first:%Y%m%d}-{last:%Y%m%d}.jsonl"
        chosen = choose_target(self.screen, self.tr("Xuất nhật ký"), name)
        if chosen:
            self._tasks.run(
                Lane.DISK,
                lambda: self._desk.export_audit(chosen, first, last, wanted.purpose, look_ups),
                self._exported,
                self._shell.fail,
            )

    def _exported(self, export: AuditExport) -> None:
        self.look()  # the export is a line itself
        words = self.tr("Đã xuất %s dòng vào %s, chữ ký ở tệp .sig bên cạnh.")
        self._shell.tell(Notice(words % (export.lines, export.path.name), Tone.GOOD))
