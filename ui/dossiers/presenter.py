"""Joins the list of dossiers with its verbs: see how far each has come, print a receipt again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from counter_app.ports import AcceptedDossier
from counter_app.use_cases.desk import Desk

from ..page import KeyHint, Person, Shell
from ..printing import ReceiptPrint
from ..tasks import Lane, Tasks
from .screen import DossiersScreen
from .view_model import dossier_line

_ABOUT = (
    "đã lưu tại quầy: chưa gửi, tự gửi khi có mạng  ·  đã gửi: tỉnh đã nhận thông tin  ·  "
    "tỉnh đã xác nhận: tỉnh giữ đủ hồ sơ và tệp"
)


class DossiersPresenter(QObject):
    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._dossiers: tuple[AcceptedDossier, ...] = ()
        self.screen = DossiersScreen()
        self._print = ReceiptPrint(shell, desk, tasks, self)

    @property
    def widget(self) -> QWidget:
        return self.screen

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("F2", "gọi số tiếp theo"),
            KeyHint("Ctrl+P", "in giấy tiếp nhận (lần sau ghi “bản in lại”)", enabled=bool(self._dossiers)),
        )

    def press(self, key: str) -> bool:
        if key != "Ctrl+P":
            return False
        chosen = next((d for d in self._dossiers if d.id == self.screen.chosen()), None)
        if chosen is not None:
            self._print.start(chosen.id, chosen.code.text, again=chosen.prints > 0, after=self.refresh)
        return True

    def enter(self) -> None:
        self._shell.show_person(Person(name="Hồ sơ"))
        self.refresh()
        self.screen.table.setFocus()

    def leave(self) -> None:
        pass

    def refresh(self) -> None:
        self._tasks.run(Lane.DATA, self._desk.overview.dossiers, self._seen, self._shell.fail)

    def _seen(self, dossiers: tuple[AcceptedDossier, ...]) -> None:
        self._dossiers = dossiers
        self.screen.show_dossiers(tuple(map(dossier_line, dossiers)), _ABOUT if dossiers else "")
        self._shell.show_keys()
