"""Pages of the open dossier from files and the watched folder, and the pictures of all its pages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from counter_app.domain.errors import CounterError, NotAnImage, VaultFileDamaged
from counter_app.ports import Draft
from counter_app.use_cases.capture_paper import NOT_TAKEN
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..messages import message
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .pages_view import PagesView
from .scanning import PROCEDURE_FIRST

_SMALLEST, _LARGEST = QSize(620, 877), QSize(1240, 1754)  # of a preview, which is as large as there is room for it
_THUMBNAIL = QSize(124, 176)
SHARPEST = QSize(5000, 5000)  # an A3 at 300 dpi; a larger plan is shown a little smaller than it is
_KEPT = 3  # pictures, of up to nine megabytes each: the one that is looked at and its neighbours


class Reception(Protocol):
    """What paging needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def refresh(self) -> None: ...

    def not_fed(self, draft_id: UUID, error: CounterError) -> None: ...


class Paging(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, view: PagesView) -> None:
        super().__init__(view)
        self._reception, self._shell, self._desk, self._tasks, self._view = reception, shell, desk, tasks, view
        self._pictures: OrderedDict[str, tuple[QImage, QImage, QSize]] = OrderedDict()  # small, large, for what room
        self._loading: set[str] = set()
        self._sharp = ("", QImage())  # the one page that is looked at closely
        self._collecting = False
        self._taking: list[UUID] = []  # the dossiers whose files are being read
        self._stop = threading.Event()  # for those that are read now
        view.shown.connect(self._picture_asked)
        view.sharper.connect(self._sharp_asked)

    def forget(self) -> None:
        """The next citizen: no picture of this one stays."""
        self._pictures.clear()
        self._sharp = ("", QImage())

    def keys(self) -> tuple[KeyHint, ...]:
        draft = self._reception.draft
        hints = [KeyHint("Esc", tr("dừng lấy tệp"))] if self._taking and not self._stop.is_set() else []
        hints += [KeyHint("Shift+F5", tr("quét lại"))] if draft is not None and draft.pages else []
        hints += [KeyHint("Ctrl+Z", tr("hoàn tác trang"))] if draft is not None and draft.done else []
        return tuple(hints)

    def feeds(self, draft_id: UUID) -> bool:
        """Whether pages of this dossier still come out of a file."""
        return draft_id in self._taking

    def take_back(self) -> bool:
        """Esc: files are read no further. False: none is."""
        if not self._taking or self._stop.is_set():
            return False
        self._stop.set()
        return True

    def _stopped(self) -> Callable[[], bool]:
        """Whether whoever begins now to read has been told to stop."""
        if not self._taking or self._stop.is_set():  # what was stopped may still be coming to its end
            self._stop = threading.Event()
        return self._stop.is_set

    # --- files, the watched folder ---------------------------------------------------------------------

    def add_file(self, path: Path) -> None:
        draft = self._reception.draft
        if draft is None:
            return
        draft_id, stopped = draft.dossier.id, self._stopped()
        self._taking.append(draft_id)
        self._shell.show_work("file", tr("Đang lấy trang từ tệp… (Esc dừng)"))

        def over() -> None:
            self._taking.remove(draft_id)
            self._shell.show_work("file", None)

        def done(_: Draft) -> None:
            over()
            self._reception.refresh()

        def failed(error: CounterError) -> None:
            over()
            self._reception.refresh()
            self._reception.not_fed(draft_id, error)

        self._tasks.run(Lane.FILES, lambda: self._desk.capture.add_file(draft_id, path, stopped), done, failed)

    def collect_folder(self) -> None:
        """Whatever another program's scan button has dropped into the watched folder."""
        draft, folder = self._reception.draft, self._desk.capture.folder
        if draft is None or folder is None or self._collecting:
            return
        if draft.dossier.procedure is None:
            self._shell.tell(Notice(PROCEDURE_FIRST, Tone.ATTENTION))
            return
        draft_id, before, stopped = draft.dossier.id, len(draft.pages), self._stopped()
        self._collecting = True
        self._taking.append(draft_id)
        self._shell.show_work("folder", tr("Đang lấy trang từ thư mục… (Esc dừng)"))

        def over(notice: Notice | None) -> None:
            self._collecting = False
            self._taking.remove(draft_id)
            self._shell.show_work("folder", None)
            self._reception.refresh()
            if notice is not None:
                self._shell.tell(notice)

        def done(draft: Draft) -> None:
            count = len(draft.pages) - before
            words = (
                tr("Đã lấy từ thư mục: {count} trang.").format(count=count) if count else tr("Thư mục chưa có tệp mới.")
            )
            over(Notice(words, Tone.GOOD if count else Tone.PLAIN))

        def failed(error: CounterError) -> None:
            over(None)
            self._reception.not_fed(draft_id, error)
            if isinstance(error, NotAnImage) and error.facts.get("reason") not in NOT_TAKEN:
                told, then = message(error), tr("Tệp đó được để sang chỗ riêng; các tệp khác vẫn được lấy.")
                self._shell.tell(Notice(f"{told.what} {told.why} {then}", Tone.ATTENTION))

        self._tasks.run(Lane.FILES, lambda: self._desk.capture.collect_folder(draft_id, stopped), done, failed)

    # --- pictures --------------------------------------------------------------------------------------

    def _picture_asked(self, name: str) -> None:
        known, room = self._pictures.get(name), self._room
        if known is not None and known[2].expandedTo(room) == known[2]:  # made for as much room as there is now
            self._pictures.move_to_end(name)
            self._view.show_picture(name, *known[:2])
        elif name not in self._loading:
            self._loading.add(name)
            self._tasks.run(
                Lane.DATA,
                lambda: _decoded(self._desk.capture.page_jpeg(name), room),
                lambda pictures: self._loaded(name, (*pictures, room)),
                lambda error: self._not_loaded(name, error),
            )

    @property
    def _room(self) -> QSize:
        """How many pixels of a page can be seen, while it is seen whole."""
        room = self._view.preview.size() * self._view.devicePixelRatioF()
        return room.expandedTo(_SMALLEST).boundedTo(_LARGEST)

    def _loaded(self, name: str, pictures: tuple[QImage, QImage, QSize]) -> None:
        self._loading.discard(name)
        draft = self._reception.draft
        if draft is None or all(page.name != name for page in draft.pages):
            return  # a page of a citizen who has gone
        self._pictures[name] = pictures
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self._view.show_picture(name, *pictures[:2])

    def _sharp_asked(self, name: str) -> None:
        """A page with all its pixels; one at a time, because it takes a hundred megabytes where the sheet is large."""
        if self._sharp[0] == name:
            self._view.show_sharp(*self._sharp)
            return

        def done(picture: QImage) -> None:
            draft = self._reception.draft
            if draft is not None and any(page.name == name for page in draft.pages):
                self._sharp = (name, picture)
                self._view.show_sharp(name, picture)

        self._tasks.run(
            Lane.DATA, lambda: picture_of(self._desk.capture.page_jpeg(name), SHARPEST), done, self._shell.fail
        )

    def _not_loaded(self, name: str, error: CounterError) -> None:
        self._loading.discard(name)
        self._shell.fail(error)


def _decoded(jpeg: bytes, most: QSize) -> tuple[QImage, QImage]:
    """Thumbnail and preview of a page, made off the UI thread. Raises VaultFileDamaged."""
    picture = picture_of(jpeg, most)
    small = picture.scaled(_THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return small, picture


def picture_of(jpeg: bytes, most: QSize) -> QImage:
    """A stored image, turned as its camera says, no larger than `most`. Raises VaultFileDamaged."""
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise VaultFileDamaged("no picture")
    return picture
