"""What the page under the cursor says of itself: read behind the desk, told in a quiet line, kept by a key.

Only while the clerk is among the pages: a page costs an old PC some seconds of work, and who does not look at pages
has no use for what they say.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.dossier import PaperFacts
from counter_app.domain.errors import CounterError
from counter_app.domain.paper_text import Suggestion
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .checklist import page_read_for
from .page_words import reading_words, taken_words
from .pages_view import PagesView

_KEPT = 100  # pages' suggestions


class Reception(Protocol):
    """What reading needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def show(self, draft: Draft) -> None: ...

    def show_read(self, read: Mapping[str, Suggestion]) -> None: ...


class Reading(QObject):
    """One page at a time, in the lane that nobody waits for, and none while a stack is being scanned."""

    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        view: PagesView,
        waits: Callable[[], bool],
    ) -> None:
        super().__init__(view)
        self._reception, self._shell, self._desk, self._tasks, self._view = reception, shell, desk, tasks, view
        self._waits = waits
        self._known: OrderedDict[str, Suggestion | None] = OrderedDict()
        self._under_way = False
        view.shown.connect(lambda _: self.look())
        view.list.seized.connect(lambda _: self.look())

    def forget(self) -> None:
        """The next citizen: nothing that was read of this one stays."""
        self._known.clear()
        self._view.show_reading("")

    def look(self) -> None:
        """Tells what is known of the page under the cursor, or begins to read it."""
        draft, page = self._reception.draft, self._view.current_page
        if draft is None or page is None or draft.dossier.procedure is None:
            self._view.show_reading("")
            return
        if page in self._known:
            self._view.show_reading(self._words(draft, page))
            return
        self._view.show_reading("")
        if self._view.has_focus and not self._under_way and not self._waits():
            self._read(draft.dossier.id, page)

    def take_for(self, component: str) -> None:
        """From the checklist: keeps what a page says of that paper."""
        draft = self._reception.draft
        page = page_read_for(draft, component, self._read_so_far) if draft is not None else None
        if page is not None:
            self.take(page)

    def take(self, page: str | None = None) -> None:
        """Keeps what was read of the page, the one under the cursor if none is named, or gives it up where it was kept
        already."""
        draft, page = self._reception.draft, page or self._view.current_page
        suggestion = self._known.get(page or "")
        if draft is None or page is None or suggestion is None or suggestion.empty:
            self._shell.tell(Notice(tr("Chưa đọc được gì trên trang này."), Tone.PLAIN))
            return
        kept = _facts_of(draft, page) == suggestion.facts and not suggestion.facts.empty
        if draft.component_of(page) is None and suggestion.component is None:
            self._shell.tell(Notice(tr("Trang còn để riêng: chữ số chọn giấy trước."), Tone.ATTENTION))
            return
        wanted = Suggestion(PaperFacts(), None, 0.0) if kept else suggestion
        words = tr("Đã bỏ số, ngày và nơi cấp vừa lấy.") if kept else tr("Đã lấy những gì đọc được. D lần nữa để bỏ.")
        draft_id = draft.dossier.id

        def done(draft: Draft) -> None:
            self._reception.show(draft)
            self.look()
            self._shell.tell(Notice(words, Tone.GOOD))

        self._tasks.run(Lane.DATA, lambda: self._desk.read.take(draft_id, page, wanted), done, self._shell.fail)

    def _read(self, draft_id: UUID, page: str) -> None:
        self._under_way = True

        def ended(suggestion: Suggestion | None) -> None:
            self._under_way = False
            draft = self._reception.draft
            if draft is None or draft.dossier.id != draft_id:
                return
            self._known[page] = suggestion
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            self._reception.show_read(self._read_so_far)

        def failed(_: CounterError) -> None:
            """Not said: nobody asked for it. A damaged page is told by its picture, lacking data by the self-check."""
            ended(None)

        self._tasks.run(Lane.DISK, lambda: self._desk.read.suggestion(draft_id, page), ended, failed)

    @property
    def _read_so_far(self) -> dict[str, Suggestion]:
        return {page: said for page, said in self._known.items() if said is not None and not said.empty}

    def _words(self, draft: Draft, page: str) -> str:
        facts = _facts_of(draft, page)
        if not facts.empty:
            return taken_words(facts)
        suggestion = self._known[page]
        if suggestion is None or suggestion.empty:
            return ""
        procedure = draft.dossier.procedure
        names = {
            c.code: tr("giấy {n}: {name}").format(n=n, name=c.name)
            for n, c in enumerate(procedure.components if procedure else (), 1)
        }
        elsewhere = suggestion.component != draft.component_of(page)
        return reading_words(suggestion, names.get(suggestion.component or "", "") if elsewhere else "")


def _facts_of(draft: Draft, page: str) -> PaperFacts:
    """Kept with the paper that the page lies under."""
    return draft.facts_of(draft.component_of(page) or "")
