"""Ctrl+F5: another way than F5's, this once: the watched folder, another kind of paper, the glass."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from counter_app.ports import Draft, ScanProfile
from counter_app.use_cases.desk import Desk

from ..choice import Choice
from ..language import tr
from ..page import Notice, Shell, Tone
from ..scan_words import request_words
from .paging import Paging
from .scanning import PROCEDURE_FIRST, Scanning
from .screen import ReceptionScreen


class Reception(Protocol):
    """What the list of ways needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...


class Ways(QObject):
    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        screen: ReceptionScreen,
        scanning: Scanning,
        paging: Paging,
    ) -> None:
        super().__init__(screen)
        self._reception, self._shell, self._desk, self._screen = reception, shell, desk, screen
        self._scanning, self._paging = scanning, paging

    def open(self) -> None:
        """The list, by digits, or arrows and Enter. What F5 takes stands in Alt+7 and stays as it is."""
        draft = self._reception.draft
        if draft is None or self._screen.choosing_procedure or draft.dossier.procedure is None:
            self._shell.tell(Notice(PROCEDURE_FIRST, Tone.ATTENTION))
            return
        view = self._desk.scanners.look()
        others = (profile for profile in view.profiles if profile.name != view.profile)
        choices = (
            # Where IT has set one up, it is what this key is for.
            *(
                (Choice(tr("Lấy từ thư mục theo dõi"), self._paging.collect_folder),)
                if self._desk.capture.folder
                else ()
            ),
            *(Choice(profile_words(one), partial(self._scanning.scan_as, one.name)) for one in others),
            Choice(tr("Một trang trên mặt kính (Ctrl+Shift+F5)"), self._scanning.scan_glass),
            # Last: a digit that the hand knows must not drop a page.
            *self._of_unread(self._scanning.kept.unread(draft.dossier.id)),
        )
        self._screen.chooser.open(tr("Lấy trang cách khác, lần này"), tr("lấy trang"), choices, self._chosen)
        self._shell.show_keys()

    def _of_unread(self, unread: int) -> tuple[Choice, ...]:
        """A page that the studio gave up over is neither lost nor in the way."""
        if not unread:
            return ()
        return (
            Choice(tr("Đọc lại {unread} trang không đọc được").format(unread=unread), self._scanning.kept.read_again),
            Choice(tr("Bỏ {unread} trang không đọc được").format(unread=unread), self._scanning.kept.put_aside),
        )

    def _chosen(self, act: Callable[[], None]) -> None:
        self._screen.checklist.setFocus()
        act()
        self._shell.show_keys()


def profile_words(profile: ScanProfile) -> str:
    """`A4, hai mặt: khay nạp, hai mặt · A4 · 300 dpi · màu`."""
    return f"{profile.name or tr('Thường dùng')}: {request_words(profile.request)}"
