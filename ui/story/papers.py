"""Ctrl+O on a dossier's story: its papers are looked at, one page after the other, whichever counter scanned them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from counter_app.domain.errors import CounterError
from counter_app.domain.spoken_call import counter_name
from counter_app.domain.words import vietnam_time
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.open_papers import KeptPaper, KeptPapers

from ..language import tr
from ..page import KeyHint, Notice, Shell
from ..tasks import Lane, Tasks
from .screen import StoryScreen

_TRAY = "papers"


class Papers(QObject):
    """One dossier's at a time; a picture that comes late is of a page that nobody looks at any more, and is dropped."""

    def __init__(self, screen: StoryScreen, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__(screen)
        self._screen, self._shell, self._desk, self._tasks = screen, shell, desk, tasks
        self._dossier: UUID | None = None
        self._kept = KeptPapers((), "")
        self._at = self._sheet = 0  # which of them, and which page of a PDF
        self._pictures: tuple[QImage, ...] = ()
        self._archived = False  # the archive form is looked at
        screen.papers.turned.connect(self._turn)
        screen.papers.swapped.connect(self._swap)

    def keys(self) -> tuple[KeyHint, ...]:
        other = tr("trang đã quét") if self._archived else tr("bản lưu trữ PDF/A")
        swap = (KeyHint("A", other),) if self._kept.sheets and self._paper.archived else ()
        return (
            KeyHint("← →", tr("trang trước, sau")),
            KeyHint("Return", tr("phóng to")),
            *swap,
            KeyHint("Esc", tr("thôi xem")),
        )

    def open(self, dossier_id: UUID) -> None:
        self._dossier = dossier_id
        work = partial(self._desk.papers, dossier_id)
        self._tasks.run(Lane.DATA, work, partial(self._opened, dossier_id), self._shell.fail)

    def forget(self) -> None:
        self._dossier, self._kept, self._pictures, self._archived = None, KeptPapers((), ""), (), False
        self._shell.show_work(_TRAY, None)

    def _opened(self, dossier_id: UUID, kept: KeptPapers) -> None:
        if dossier_id != self._dossier:
            return
        if not kept.sheets and kept.gone:
            self._shell.tell(Notice(tr("Ảnh trang của hồ sơ này đã được xóa theo thời hạn lưu.")))
        elif not kept.sheets:
            self._shell.tell(Notice(tr("Hồ sơ này không có trang nào được quét hay nộp kèm.")))
        else:
            self._kept, self._at, self._archived = kept, 0, False
            self._screen.show_papers()
            self._shell.show_keys()
            self._look()

    def _turn(self, by: int) -> None:
        if 0 <= self._sheet + by < len(self._pictures):
            self._sheet += by
            self._show()
        elif 0 <= self._at + by < len(self._kept.sheets):
            self._at += by
            self._archived = False
            self._look()

    @property
    def _paper(self) -> KeptPaper:
        return self._kept.sheets[self._at][0]

    def _swap(self) -> None:
        if self._kept.sheets and self._paper.archived:
            self._archived = not self._archived
            self._look()

    def _look(self) -> None:
        dossier_id, at = self._dossier, self._at
        if dossier_id is None:
            return
        archived = self._archived
        paper, name = self._kept.sheets[at]
        name = paper.archived if archived else name
        self._pictures, self._sheet = (), 0
        place = f"{at + 1}/{len(self._kept.sheets)}"
        self._screen.papers.show_sheet(paper.name, place, self._about(paper))
        self._shell.show_keys()
        self._shell.show_work(_TRAY, tr("Đang mở trang…"))

        def look() -> tuple[QImage, ...]:
            return tuple(QImage.fromData(jpeg) for jpeg in self._desk.papers.look(dossier_id, name))

        def shown(pictures: tuple[QImage, ...]) -> None:
            if (dossier_id, at, archived) == (self._dossier, self._at, self._archived):
                self._shell.show_work(_TRAY, None)
                self._pictures = pictures
                self._show()

        def failed(error: CounterError) -> None:
            if (dossier_id, at, archived) == (self._dossier, self._at, self._archived):
                self._shell.show_work(_TRAY, None)
                self._shell.fail(error)

        self._tasks.run(Lane.DISK, look, shown, failed)

    def _show(self) -> None:
        if self._pictures:
            self._screen.papers.show_picture(self._pictures[self._sheet])

    def _about(self, paper: KeptPaper) -> str:
        parts = [tr("quét ở quầy {counter}").format(counter=counter_name(self._kept.counter))]
        if paper.brought_at is not None:
            parts = [tr("bổ sung {at:%H:%M %d/%m/%Y}").format(at=vietnam_time(paper.brought_at))]
        parts += [tr("tệp PDF")] if paper.files and not self._archived else []
        parts += [tr("bản lưu trữ PDF/A")] if self._archived else []
        return " · ".join(parts)
