"""Who stands at the counter: by card, by a picture of the card, by number; or not here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.welcome import Welcomed

from ..page import Notice, Shell, Tone
from .inputs import PersonPane


class Reception(Protocol):
    """What identifying needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    @property
    def open_for_changes(self) -> bool: ...

    def change(self, verb: Callable[[UUID], object], done: Callable[..., None] | None = None) -> None: ...

    def welcomed(self, welcomed: Welcomed) -> None: ...

    def put_away(self) -> None: ...


class Identifying(QObject):
    def __init__(self, reception: Reception, shell: Shell, desk: Desk, pane: PersonPane) -> None:
        super().__init__(pane)
        self._reception, self._shell, self._desk = reception, shell, desk
        pane.number_entered.connect(self.number_entered)

    def card_read(self, text: str) -> None:
        """A scanner's text: a card, or the bare number."""
        if not self._reception.open_for_changes:
            words = "Đã đọc thẻ, nhưng chưa gọi ai. F2 gọi số, hoặc F3 tiếp người không lấy số, rồi quét lại."
            self._shell.tell(Notice(words, Tone.ATTENTION))
            return
        digits = "".join(text.split())
        if len(digits) == 12 and digits.isascii() and digits.isdigit():
            self.number_entered(digits)
            return
        welcome = self._desk.welcome
        self._reception.change(lambda draft_id: welcome.by_card(draft_id, text), self._reception.welcomed)

    def number_entered(self, digits: str) -> None:
        welcome = self._desk.welcome
        self._reception.change(lambda draft_id: welcome.by_number(draft_id, digits), self._reception.welcomed)

    def picture_chosen(self, path: Path) -> None:
        welcome, files = self._desk.welcome, self._desk.capture.files
        self._reception.change(lambda draft_id: welcome.by_image(draft_id, files.read(path)), self._reception.welcomed)

    def not_here(self) -> None:
        """The called citizen did not come. Once somebody is known, it is too late for that."""
        draft = self._reception.draft
        if draft is None or draft.dossier.applicant is not None:
            return

        def gone(_: None) -> None:
            self._reception.put_away()
            self._shell.tell(Notice("Đã ghi vắng mặt. F2 gọi số tiếp theo."))

        self._reception.change(self._desk.not_here, gone)
