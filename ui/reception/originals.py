"""The page under the cursor as it came: its image uncut, and what is kept of the file that it was in.

Drawn from the vault in the program's own window: nothing personal is written to a file for another program to open.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from counter_app.domain.errors import CounterError
from counter_app.ports import Draft
from counter_app.use_cases.arrange_pages import Original
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import Shell
from ..tasks import Lane, Tasks
from .page_words import original_words
from .pages_view import PagesView
from .paging import SHARPEST, picture_of


class Reception(Protocol):
    """What originals need of the reception."""

    @property
    def draft(self) -> Draft | None: ...


class Originals(QObject):
    """`turn` goes from the page to its image, to the other image of a joined page, and back to the page. In the lane
    that nobody waits for: whether a file is signed takes a process of its own to tell."""

    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, view: PagesView) -> None:
        super().__init__(view)
        self._reception, self._shell, self._desk, self._tasks, self._view = reception, shell, desk, tasks, view
        self._waited_for = ""

    def turn(self) -> None:
        draft, page = self._reception.draft, self._view.current_page
        if draft is None or page is None or page == self._waited_for or self._view.next_original():
            return
        draft_id = draft.dossier.id
        self._waited_for = page
        self._shell.show_work("original", tr("Đang mở bản gốc…"))

        def look() -> tuple[tuple[QImage, str], ...]:
            original = self._desk.arrange.original(draft_id, page)
            return _shown(original) if original is not None else ()

        def show(shown: tuple[tuple[QImage, str], ...]) -> None:
            self._ended()
            if self._view.current_page == page and shown:
                self._view.show_originals(page, shown)

        def failed(error: CounterError) -> None:
            self._ended()
            self._shell.fail(error)

        self._tasks.run(Lane.DISK, look, show, failed)

    def _ended(self) -> None:
        self._waited_for = ""
        self._shell.show_work("original", None)


def _shown(original: Original) -> tuple[tuple[QImage, str], ...]:
    """Each image with what is said of it. Raises VaultFileDamaged."""
    count = len(original.jpegs)
    return tuple(
        (picture_of(jpeg, SHARPEST), original_words(at, count, original.from_pdf, original.signatures))
        for at, jpeg in enumerate(original.jpegs, start=1)
    )
