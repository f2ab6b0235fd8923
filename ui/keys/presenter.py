"""The section "Khóa": what opens the store, a new recovery code shown once, new keys asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from counter_app.domain.errors import CounterError
from counter_app.domain.people import Right
from counter_app.ports import KeyStatus, PrintJob, RecoverySheet
from counter_app.use_cases.keep_keys import KeepKeys, places_to_ask

from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from .screen import KeysScreen
from .view_model import AGREED, MOVED, RECOVERY, RENEW, KeyLine, asked_words, key_lines, moved_words, store_words


class KeysSection(QObject):
    def __init__(self, shell: Shell, keys: KeepKeys, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._keys, self._tasks = shell, keys, tasks
        self._sheet: RecoverySheet | None = None
        self._places = (1, 2)
        self._busy = False
        self.words, self.icon = self.tr("Khóa"), "key"
        self.screen = KeysScreen()
        self.screen.rows.entered.connect(self._act)
        self.screen.rows.moved.connect(shell.show_keys)
        self.screen.back.returnPressed.connect(self._typed_back)
        self.screen.agree.returnPressed.connect(self._agreed)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        if self._sheet is not None:
            return (
                KeyHint("Return", self.tr("dùng mã này"), strong=True),
                KeyHint("Ctrl+P", self.tr("in tờ mã")),
                KeyHint("Esc", self.tr("thôi, giữ mã cũ")),
            )
        if self.screen.asking_moved:
            return (
                KeyHint("Return", self.tr("máy cũ đã bỏ hẳn"), strong=True),
                KeyHint("Esc", self.tr("thôi")),
            )
        return self.screen.rows.keys()

    def press(self, key: str) -> bool:
        if self.screen.asking_moved and key == "Esc":
            self._forget()
            return True
        if self._sheet is None:
            return False
        if key == "Esc":
            self._put_away()
            self.focus()
            return True
        if key == "Ctrl+P":
            sheet = self._sheet
            self._tasks.run(Lane.PRINTER, lambda: self._keys.print(sheet), self._printed, self._shell.fail)
            return True
        return False

    def enter(self) -> None:
        self._look()

    def leave(self) -> None:
        """A code is not left standing on a screen that nobody looks at."""
        if self._sheet is not None:
            self._put_away()
        elif self.screen.asking_moved:
            self._forget()

    def focus(self) -> None:
        if self.screen.asking_moved:
            self.screen.agree.setFocus()
        else:
            (self.screen.back if self._sheet is not None else self.screen.rows).setFocus()

    def _look(self) -> None:
        self._tasks.run(Lane.DATA, self._keys.status, self._show, self._shell.fail)

    def _show(self, status: KeyStatus) -> None:
        may = self._keys.session.may(Right.KEYS)
        self.screen.title.setText(store_words(status))
        self.screen.rows.show_rows(tuple(map(_row, key_lines(status, may))))
        self._shell.show_keys()

    @Slot(str)
    def _act(self, name: str) -> None:
        if self._busy:
            return
        if name == RECOVERY:
            self._busy = True
            self._tasks.run(Lane.DATA, self._draw, self._drawn, self._failed)
        elif name == RENEW:
            self._busy = True
            self._tasks.run(Lane.DATA, self._ask_for_new_keys, self._asked, self._failed)

        elif name == MOVED:
            self._shell.hush()
            self.screen.ask_moved(moved_words())
            self._shell.show_keys()

    # --- the PC before is out of service -------------------------------------------------------------------

    @Slot()
    def _agreed(self) -> None:
        if self._busy or not self.screen.asking_moved:
            return
        if self.screen.agree.text().strip().upper() != AGREED:
            self._shell.tell(Notice(self.tr("Chưa đổi gì. Gõ đúng chữ được hỏi, hoặc Esc để thôi."), Tone.ATTENTION))
            return
        self._busy = True
        self._tasks.run(Lane.DATA, self._keys.moved, self._moved, self._failed)

    def _moved(self, _: None) -> None:
        self._busy = False
        self._forget()
        words = self.tr("Đã ghi nhận: máy cũ không còn dùng. Lần kết nối tới, tỉnh cấp số cho máy này.")
        self._shell.tell(Notice(words, Tone.GOOD))
        self._shell.refresh_line()
        self._look()

    # --- a new recovery code -------------------------------------------------------------------------------

    def _draw(self) -> tuple[RecoverySheet, tuple[bytes, ...]]:
        sheet = self._keys.draw_code()
        return sheet, self._keys.qr_code(sheet)

    def _drawn(self, drawn: tuple[RecoverySheet, tuple[bytes, ...]]) -> None:
        self._busy = False
        self._sheet, modules = drawn
        self._places = places_to_ask()
        self._shell.hush()
        title = self.tr("Mã khôi phục mới của kho số {}").format(self._sheet.store)
        self.screen.show_code(title, self._sheet.code.words, modules, asked_words(self._places))
        self._shell.show_keys()

    def _printed(self, _: PrintJob) -> None:
        self._shell.tell(Notice(self.tr("Đã gửi tờ mã khôi phục tới máy in. Lấy giấy rồi gõ lại hai từ.")))

    @Slot()
    def _typed_back(self) -> None:
        if self._sheet is None or self._busy:
            return
        if not self._sheet.code.has(self._places, self.screen.back.text()):
            self._places = places_to_ask()
            self.screen.ask(asked_words(self._places))
            words = self.tr("Hai từ gõ lại không khớp với mã đang hiện. So với tờ giấy rồi gõ hai từ vừa hỏi.")
            self._shell.tell(Notice(words, Tone.ATTENTION))
            return
        self._busy = True
        code = self._sheet.code
        self._tasks.run(Lane.DATA, lambda: self._keys.keep_code(code), self._kept, self._failed)

    def _kept(self, _: None) -> None:
        self._busy = False
        self._forget()
        self._shell.tell(Notice(self.tr("Đã dùng mã khôi phục mới; mã cũ hết giá trị. Hủy tờ cũ."), Tone.GOOD))
        self._look()

    def _put_away(self) -> None:
        self._forget()
        self._shell.tell(Notice(self.tr("Chưa đổi mã khôi phục: tờ vừa in hoặc chép không dùng được, hãy hủy.")))

    def _forget(self) -> None:
        self._sheet = None
        self.screen.hide_code()
        self.screen.rows.setFocus()
        self._shell.show_keys()

    # --- new keys ------------------------------------------------------------------------------------------

    def _ask_for_new_keys(self) -> KeyStatus:
        self._keys.ask_for_new_keys()
        return self._keys.status()

    def _asked(self, status: KeyStatus) -> None:
        self._busy = False
        self._show(status)
        self._shell.tell(Notice(self.tr("Khóa mới được dùng từ lần mở chương trình sau."), Tone.GOOD))

    def _failed(self, error: CounterError) -> None:
        self._busy = False
        self._shell.fail(error)


def _row(line: KeyLine) -> MarkedRow:
    return MarkedRow(line.name, line.title, line.about, line.icon, line.tone, line.offer)
