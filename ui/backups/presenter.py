"""The section "Sao lưu": lists, makes, and hands one over to be restored once the window is closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.people import Right
from counter_app.ports import KeptBackup
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.keep_backups import Loss, ShelfView

from ..file_chooser import choose_folder
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from .screen import BackupsScreen
from .view_model import NOW, BackupLine, backup_lines, is_confirmed, made_words, restore_words

_WORK = "backup"


class BackupsSection(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._tasks = shell, tasks
        self._backups, self._clock = desk.backups, desk.overview.clock
        self._folder: Path | None = None
        self._view: ShelfView | None = None
        self._chosen: KeptBackup | None = None
        self._busy = False
        self.words, self.icon = self.tr("Sao lưu"), "saved"
        self.screen = BackupsScreen()
        self.screen.rows.entered.connect(self._act)
        self.screen.rows.moved.connect(shell.show_keys)
        self.screen.agreed.returnPressed.connect(self._typed)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        if self._chosen is not None:
            return (KeyHint("Return", self.tr("khôi phục")), KeyHint("Esc", self.tr("thôi, giữ kho đang dùng")))
        return (*self.screen.rows.keys(), KeyHint("Ctrl+O", self.tr("xem ở thư mục hoặc USB khác")))

    def press(self, key: str) -> bool:
        if key == "Esc" and self._chosen is not None:
            self._put_off()
            return True
        if key == "Ctrl+O" and self._chosen is None:
            chosen = choose_folder(self.screen, self.tr("Thư mục hoặc USB chứa bản sao lưu"))
            if chosen:
                self.look_in(chosen)
            return True
        return False

    def enter(self) -> None:
        self.look_in(self._folder)

    def leave(self) -> None:
        if self._chosen is not None:
            self._put_off()

    def focus(self) -> None:
        (self.screen.agreed if self._chosen is not None else self.screen.rows).setFocus()

    def look_in(self, folder: Path | None) -> None:
        """None: where the settings say."""

        def found(view: ShelfView) -> None:
            self._folder = folder
            self._show(view)

        self._tasks.run(Lane.DISK, lambda: self._backups.look(folder), found, self._shell.fail)

    def _show(self, view: ShelfView) -> None:
        self._view = view
        may = self._backups.session.may
        lines = backup_lines(view, may(Right.BACK_UP), may(Right.RESTORE))
        self.screen.rows.show_rows(tuple(map(_row, lines)))
        self._shell.show_keys()

    @Slot(str)
    def _act(self, name: str) -> None:
        if self._busy:
            return
        if name == NOW:
            self._busy = True
            self._shell.show_work(_WORK, self.tr("Đang sao lưu và kiểm tra"))
            self._tasks.run(Lane.DISK, self._backups.make, self._made, self._failed)
            return
        chosen = next((b for b in self._view.backups if str(b.path) == name), None) if self._view else None
        if chosen is not None:
            self._busy = True

            def weigh(backup: KeptBackup = chosen) -> tuple[KeptBackup, Loss, datetime]:
                return backup, self._backups.weigh(backup), self._clock.now()

            self._tasks.run(Lane.DATA, weigh, self._weighed, self._failed)

    def _made(self, backup: KeptBackup) -> None:
        self._end()
        self._shell.tell(Notice(made_words(backup), Tone.GOOD))
        self.look_in(None)

    def _weighed(self, weighed: tuple[KeptBackup, Loss, datetime]) -> None:
        self._end()
        self._chosen = weighed[0]
        self.screen.ask(restore_words(*weighed))
        self._shell.show_keys()

    @Slot()
    def _typed(self) -> None:
        if self._chosen is None or self._busy:
            return
        if not is_confirmed(self.screen.agreed.text()):
            words = self.tr("Chưa khôi phục: chữ gõ vào không phải KHOI PHUC. Gõ lại rồi Enter, hoặc Esc để thôi.")
            self._shell.tell(Notice(words, Tone.ATTENTION))
            return
        self._busy = True
        chosen = self._chosen
        self._tasks.run(Lane.DATA, lambda: self._backups.restore_next(chosen), self._close, self._failed)

    def _close(self, _: None) -> None:
        self._shell.close()

    def _put_off(self) -> None:
        self._chosen = None
        self.screen.show_list()
        self._shell.show_keys()

    def _failed(self, error: CounterError) -> None:
        self._end()
        self._shell.fail(error)

    def _end(self) -> None:
        self._busy = False
        self._shell.show_work(_WORK, None)


def _row(line: BackupLine) -> MarkedRow:
    return MarkedRow(line.name, line.title, line.about, line.icon, line.tone, line.offer)
