"""Pages that have left the scanner and lie on no dossier: how many the window knows of, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from counter_app.domain.errors import CounterError
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .scan_ends import backs_wait_words
from .scan_queue import Scan


class Reception(Protocol):
    """What this needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def is_open(self, draft_id: UUID) -> bool: ...


class KeptPages:
    """`line_up`: asks for them behind the scans that run; `feeds`: whether pages of that dossier come already."""

    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        line_up: Callable[[Scan], None],
        feeds: Callable[[UUID], bool],
    ) -> None:
        self._reception, self._shell, self._desk, self._tasks = reception, shell, desk, tasks
        self._line_up, self._feeds = line_up, feeds
        self._known: dict[UUID, tuple[int, int]] = {}
        self._laid: dict[UUID, int] = {}  # pages of a stack that has not come to its end, by one scan or by several

    def count(self, draft_id: UUID) -> int:
        return self._known.get(draft_id, (0, 0))[0]

    def unread(self, draft_id: UUID) -> int:
        """How many of these could not be read; the others wait for the next F5."""
        return self._known.get(draft_id, (0, 0))[1]

    def before(self, draft_id: UUID) -> int:
        """How many pages of the stack that still waits lie on the dossier: the clerk counts its sheets from the top."""
        return self._laid.get(draft_id, 0)

    def told_by(self, scan: Scan, error: CounterError | None) -> None:
        """A scan of that dossier has ended. Where nothing went wrong, it took all that could be read."""
        unread, facts = self.unread(scan.draft_id), error.facts if error is not None else {}
        self._known.pop(scan.draft_id, None)
        self._count_on(scan, error)
        if int(facts.get("kept", 0)):
            self._known[scan.draft_id] = int(facts["kept"]), int(facts.get("unread", 0))
        elif error is None and unread and not scan.of_before:
            self._known[scan.draft_id] = unread, unread

    def _count_on(self, scan: Scan, error: CounterError | None) -> None:
        if not scan.of_before or scan.draft_id in self._laid:  # of one that a killed program began nobody knows
            self._laid[scan.draft_id] = self.before(scan.draft_id) + scan.count
        if error is None and not scan.of_before and not scan.found_none:
            self._laid.pop(scan.draft_id)  # the stack is at its end

    def take_up(self, draft_id: UUID) -> None:
        """The dossier is open: what had left the scanner when the program was ended in mid-stack comes onto it now."""

        def found(count: int) -> None:
            if not self._reception.is_open(draft_id) or self._feeds(draft_id):
                return
            sheets = self._desk.capture.sheets_to_turn(draft_id)
            if count:
                self._line_up(self._scan(draft_id))
            elif sheets:
                self._shell.tell(Notice(backs_wait_words(sheets), Tone.ATTENTION))

        self._tasks.run(Lane.DATA, lambda: self._desk.capture.found_again(draft_id), found, self._shell.fail)

    def read_again(self) -> None:
        """Those that could not be read."""
        draft = self._reception.draft
        if draft is not None:
            scan = self._scan(draft.dossier.id)
            scan.read_again = True
            self._line_up(scan)

    def put_aside(self) -> None:
        """The clerk does without those: the sheets lie there."""
        draft = self._reception.draft
        if draft is None:
            return
        draft_id = draft.dossier.id

        def gone(count: int) -> None:
            waits = self.count(draft_id) - self.unread(draft_id)
            self._known.pop(draft_id, None)
            if waits:
                self._known[draft_id] = waits, 0
            words = tr("Đã bỏ {count} trang không đọc được. Quét lại tờ đó: F5, hoặc Ctrl+Shift+F5 ở mặt kính.")
            self._shell.tell(Notice(words.format(count=count)))

        self._tasks.run(Lane.DATA, lambda: self._desk.capture.put_aside(draft_id), gone, self._shell.fail)

    def _scan(self, draft_id: UUID) -> Scan:
        return Scan(draft_id, lambda cancelled: self._desk.capture.take_up(draft_id, cancelled), of_before=True)
