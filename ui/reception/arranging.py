"""The keys of the page list: turn, move, lay to a paper, take off, cut out anew, split, join; undo and redo.

Each act is answered before the next begins; keys pressed meanwhile wait their turn, so that two quick quarter turns
are a half.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.errors import CounterError
from counter_app.ports import Corners, Draft, PageAct, TypedForm
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..story.keeping import FormKeeper
from ..tasks import Lane, Tasks
from . import page_keys as keys
from .corner_board import Cutting
from .page_words import dossier_on, filed_words
from .paging import SHARPEST, picture_of
from .screen import ReceptionScreen

CORNERS = "corners"  # as what is dragged is kept
_WAITING = 12  # keys: a held one must not run on for minutes
_ACTS = {
    PageAct.TURNED: tr("xoay trang"),
    PageAct.MOVED: tr("dời trang"),
    PageAct.ASSIGNED: tr("chuyển trang sang giấy khác"),
    PageAct.TAKEN_OFF: tr("bỏ trang"),
    PageAct.CORNERS: tr("sửa góc"),
    PageAct.SPLIT: tr("tách trang"),
    PageAct.SIDES_JOINED: tr("ghép hai mặt"),
    PageAct.HALVES_JOINED: tr("nối A3"),
    PageAct.RESCANNED: tr("quét lại"),
    PageAct.READ: tr("lấy số, ngày"),
    PageAct.FILED: tr("xếp trang vào hồ sơ khác"),
}


class Reception(Protocol):
    """What arranging needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def show(self, draft: Draft) -> None: ...


class Arranging(QObject):
    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        screen: ReceptionScreen,
        take_reading: Callable[[], None],
        turn_original: Callable[[], None],
    ) -> None:
        super().__init__(screen)
        self._reception, self._shell, self._desk, self._tasks, self._screen = reception, shell, desk, tasks, screen
        self._view = screen.pages
        self._busy = False
        self._waiting: deque[str] = deque(maxlen=_WAITING)
        self._cut = ""  # the page whose corners are dragged
        self._keeper = FormKeeper(screen.corners, shell, desk, tasks)
        self._acts: dict[str, Callable[[], None]] = {
            keys.TURN: lambda: self._turn(1),
            keys.TURN_BACK: lambda: self._turn(-1),
            keys.EARLIER: lambda: self._move(-1),
            keys.LATER: lambda: self._move(1),
            keys.TAKE_OFF: self._take_off,
            keys.CORNERS: self._open_corners,
            keys.SPLIT: self._split,
            keys.SIDES: lambda: self._join(PageAct.SIDES_JOINED),
            keys.HALVES: lambda: self._join(PageAct.HALVES_JOINED),
            keys.TAKE: take_reading,
            keys.FILE: self._file_elsewhere,
            keys.UNDO: self._undo,
            keys.REDO: self._redo,
            **{digit: partial(self._assign, digit) for digit in "0123456789"},
        }
        self._looks: dict[str, Callable[[], None]] = {
            keys.ZOOM: self._view.preview.turn_zoom,
            keys.LARGER: lambda: self._view.preview.zoom(1),
            keys.SMALLER: lambda: self._view.preview.zoom(-1),
            "Up": lambda: self._view.preview.pan(0, -1),
            "Down": lambda: self._view.preview.pan(0, 1),
            "Alt+Left": lambda: self._view.preview.pan(-1, 0),
            "Alt+Right": lambda: self._view.preview.pan(1, 0),
            keys.ORIGINAL: turn_original,
            keys.WHOSE: self._find_whose,
            keys.ALL_KEYS: screen.turn_key_card,
        }
        self._view.pressed.connect(self.press)
        screen.corners.applied.connect(self._apply_corners)
        screen.corners.left.connect(self.leave_corners)

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def cutting(self) -> bool:
        return bool(self._cut)

    @property
    def can_undo(self) -> bool:
        draft = self._reception.draft
        return draft is not None and bool(draft.done)

    @property
    def can_redo(self) -> bool:
        draft = self._reception.draft
        return draft is not None and bool(draft.undone)

    def keys(self) -> tuple[KeyHint, ...]:
        return self._screen.corners.keys() if self.cutting else keys.list_keys(undo=self.can_undo)

    def forget(self) -> None:
        """The next citizen: nothing waits for the pages of this one."""
        self._waiting.clear()
        self.leave_corners()

    def press(self, key: str) -> bool:
        """A key of the page list, from the list or from the legend; False: it is none."""
        look, act = self._looks.get(key), self._acts.get(key)
        if look is not None:
            look()
        elif act is not None and self._busy:
            self._waiting.append(key)
        elif act is not None:
            act()
        return look is not None or act is not None

    # --- acts ------------------------------------------------------------------------------------------

    def _turn(self, quarters: int) -> None:
        pages = self._view.chosen_pages
        self._change(lambda draft_id: self._desk.arrange.turn(draft_id, pages, quarters), "")

    def _move(self, by: int) -> None:
        pages = self._view.chosen_pages
        self._change(lambda draft_id: self._desk.arrange.move(draft_id, pages, by), "")

    def _take_off(self) -> None:
        pages = self._view.chosen_pages
        numbers = ", ".join(str(number) for number in self._numbers(pages))
        words = tr("Đã bỏ trang {numbers}. Ctrl+Z lấy lại.").format(numbers=numbers)
        self._change(lambda draft_id: self._desk.arrange.remove(draft_id, pages), words)

    def _assign(self, digit: str) -> None:
        """A digit of the checklist, or 0 to set the page aside."""
        draft = self._reception.draft
        if draft is None or draft.dossier.procedure is None:
            return
        components, number = draft.dossier.procedure.components, int(digit)
        if number > len(components):
            self._shell.tell(
                Notice(tr("Không có giấy số {digit} trong danh sách.").format(digit=digit), Tone.ATTENTION)
            )
            return
        component = components[number - 1].code if number else None
        pages = self._view.chosen_pages
        self._change(lambda draft_id: self._desk.arrange.assign(draft_id, pages, component), "")

    def _split(self) -> None:
        page = self._view.current_page
        if page is not None:
            words = tr("Đã tách thành các trang riêng. Ctrl+Z lấy lại.")
            self._change(lambda draft_id: self._desk.arrange.split(draft_id, page), words, tr("Đang tách trang…"))

    def _join(self, act: PageAct) -> None:
        """The two chosen pages; of one chosen page that and the next."""
        pages = self._view.chosen_pages
        if len(pages) == 1 and (after := self._view.page_after(pages[0])) is not None:
            pages = (pages[0], after)
        if len(pages) != 2:
            words = tr(
                "Ghép cần đúng hai trang: chọn trang trước, trang sau đứng liền kề; hoặc Shift+→ chọn hai trang."
            )
            self._shell.tell(Notice(words, Tone.ATTENTION))
            return
        join = self._desk.arrange.join_sides if act is PageAct.SIDES_JOINED else self._desk.arrange.join_halves
        one, other = self._numbers(pages)
        words = tr("Đã {ACTS}: trang {one} và {other}. Ctrl+Z lấy lại.").format(ACTS=_ACTS[act], one=one, other=other)
        self._change(lambda draft_id: join(draft_id, *pages), words, tr("Đang ghép trang…"))

    def _find_whose(self) -> None:
        """The dossier whose code stands on the page, among those that were accepted."""
        draft, name = self._reception.draft, self._view.current_page
        code = next((dossier_on(page) for page in draft.pages if page.name == name), "") if draft is not None else ""
        if code:
            self._shell.find_dossier(code)
        else:
            self._shell.tell(Notice(tr("Trang này không mang mã hồ sơ nào.")))

    def _file_elsewhere(self) -> None:
        """The chosen pages under the dossier whose code they bear."""
        pages = self._view.chosen_pages
        numbers = ", ".join(str(number) for number in self._numbers(pages))
        told: list[str] = []

        def file(draft_id: UUID) -> Draft:
            filed = self._desk.file_elsewhere.pages(draft_id, pages)
            told.append(filed_words(numbers, filed))
            return filed.draft

        self._change(file, lambda: told[0])

    def _undo(self) -> None:
        draft = self._reception.draft
        if draft is not None and draft.done:
            words = tr("Đã lấy lại như trước khi {ACTS}. Ctrl+Y làm lại.").format(ACTS=_ACTS[draft.done[-1].act])
            self._change(self._desk.arrange.undo, words)

    def _redo(self) -> None:
        draft = self._reception.draft
        if draft is not None and draft.undone:
            self._change(self._desk.arrange.redo, tr("Đã làm lại: {ACTS}.").format(ACTS=_ACTS[draft.undone[-1].act]))

    # --- corners ---------------------------------------------------------------------------------------

    def reopen(self, form: TypedForm) -> None:
        """After a restart, where the clerk was dragging corners."""
        page = dict(form.values).get("page", "")
        if form.deed == CORNERS and self._view.choose(page):
            self._open_corners()

    def _open_corners(self) -> None:
        page, draft = self._view.current_page, self._reception.draft
        if page is None or draft is None:
            return
        draft_id = draft.dossier.id

        def look() -> Cutting | None:
            raw = self._desk.arrange.raw(draft_id, page)
            return None if raw is None else Cutting(picture_of(raw.jpeg, SHARPEST), raw.corners, raw.proposed)

        def open_them(cutting: Cutting | None) -> None:
            self._waiting.clear()  # what was pressed for the list is not meant for the corners
            self._ended()
            if cutting is None:
                words = tr("Trang này ghép từ hai ảnh. Ctrl+Z tách ra, rồi G sửa góc từng trang.")
                self._shell.tell(Notice(words, Tone.ATTENTION))
            elif self._view.current_page == page and self._is_open(draft_id):
                self._cut = page
                self._screen.show_corners(page, cutting)
                self._keeper.begin(draft_id, CORNERS)
                self._shell.show_keys()

        self._begin(tr("Đang mở ảnh gốc…"))
        self._tasks.run(Lane.DATA, look, open_them, self._failed)

    def _apply_corners(self, corners: Corners) -> None:
        page = self._cut
        self.leave_corners()
        words = tr("Đã cắt lại theo bốn góc. Ctrl+Z lấy lại.")
        self._change(lambda draft_id: self._desk.arrange.cut_out(draft_id, page, corners), words, tr("Đang cắt trang…"))

    def leave_corners(self) -> None:
        if self._cut:
            self._cut = ""
            self._screen.hide_corners()
            self._keeper.leave()
            self._shell.show_keys()

    # --- how -------------------------------------------------------------------------------------------

    def _change(self, verb: Callable[[UUID], Draft], words: str | Callable[[], str], work: str = "") -> None:
        before = self._reception.draft
        if before is None or not (before.pages or before.done):
            return
        draft_id, chosen = before.dossier.id, self._view.chosen_pages

        def done(draft: Draft) -> None:
            if self._is_open(draft_id):
                known = {page.name for page in before.pages}
                fresh = tuple(page.name for page in draft.pages if page.name not in known)
                self._view.choose_next(fresh or chosen)
                self._reception.show(draft)
                self._shell.tell(Notice(words if isinstance(words, str) else words()))
            self._ended()

        self._begin(work)
        self._tasks.run(Lane.DATA, lambda: verb(draft_id), done, self._failed)

    def _begin(self, work: str) -> None:
        self._busy = True
        if work:
            self._shell.show_work("pages", work)

    def _ended(self) -> None:
        self._busy = False
        self._shell.show_work("pages", None)
        while self._waiting and not self._busy:
            self.press(self._waiting.popleft())

    def _failed(self, error: CounterError) -> None:
        self._waiting.clear()  # they were meant for what would have come of it
        self._shell.fail(error)
        self._ended()

    def _is_open(self, draft_id: UUID) -> bool:
        draft = self._reception.draft
        return draft is not None and draft.dossier.id == draft_id

    def _numbers(self, pages: tuple[str, ...]) -> tuple[int, ...]:
        draft = self._reception.draft
        names = [page.name for page in draft.pages] if draft is not None else []
        return tuple(names.index(page) + 1 for page in pages if page in names)
