"""F12 while pages still come: accepts by itself once they are all there, and not at all where one of them failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.errors import CounterError

from ..language import tr
from ..messages import sentence
from ..page import Notice, Shell, Tone
from .view_model import Accepting

_WAITS = tr("Lấy xong trang là tiếp nhận ngay. Esc: chưa tiếp nhận.")


class Reception(Protocol):
    """What this needs of the reception."""

    def accepting(self, state: Accepting) -> None: ...

    def accept(self) -> None: ...

    def is_open(self, draft_id: UUID) -> bool: ...


class WhenFed(QObject):
    """`feeds`: whether pages of that dossier still come; `stands`: whether scans wait that no longer begin; `to_turn`:
    how many of its sheets have been scanned on one side, and wait to be turned by hand; `kept`: how many of its pages
    have left the scanner, and lie on no draft; `unread`: how many of these could not be read."""

    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        feeds: Callable[[UUID], bool],
        stands: Callable[[], bool],
        to_turn: Callable[[UUID], int],
        kept: Callable[[UUID], int],
        unread: Callable[[UUID], int],
    ) -> None:
        super().__init__()
        self._reception, self._shell, self._feeds, self._stands = reception, shell, feeds, stands
        self._to_turn, self._kept, self._unread = to_turn, kept, unread
        self._wanted: UUID | None = None
        self._without_backs: tuple[UUID, int] | None = None  # told that so many backs are not in

    @property
    def wanted(self) -> bool:
        return self._wanted is not None

    def must_wait(self, draft_id: UUID) -> bool:
        """F12 was pressed. True: not now, and the clerk is told; a half-fed stack is no dossier."""
        if not self._feeds(draft_id):
            return self._wants_kept(draft_id) or self._wants_backs(draft_id)
        if self._stands():
            self._shell.tell(Notice(tr("Còn lượt quét đang chờ: F5 quét tiếp, hoặc Esc bỏ, rồi F12."), Tone.ATTENTION))
            return True
        self._wanted = draft_id
        self._reception.accepting(Accepting.WHEN_FED)
        self._shell.tell(Notice(_WAITS))
        return True

    def seen(self, draft_id: UUID) -> None:
        """The draft is shown as it is in the store by now."""
        if self._wanted == draft_id and not self._feeds(draft_id) and not self._to_turn(draft_id):
            self._over()
            self._reception.accept()

    def failed(self, draft_id: UUID, error: CounterError) -> None:
        """A page did not come: whether it is needed says the clerk, not the program."""
        if self._wanted == draft_id:
            self._over()
            self._shell.tell(Notice(tr("Chưa tiếp nhận. {sentence}").format(sentence=sentence(error)), Tone.ATTENTION))
        else:
            self._shell.fail(error)

    def not_now(self) -> bool:
        """Nothing can come while another dossier's paper lies in the feeder. False: nothing was wanted."""
        if self._wanted is None:
            return False
        self._over()
        return True

    def take_back(self) -> bool:
        """Esc. False: nothing was wanted."""
        if self._wanted is None:
            return False
        self._over()
        self._shell.tell(Notice(tr("Chưa tiếp nhận; F12 khi muốn.")))
        return True

    def may_leave(self) -> bool:
        """An acceptance that was asked for is not left behind."""
        if self._wanted is not None:
            self._shell.tell(Notice(_WAITS, Tone.ATTENTION))
        return self._wanted is None

    def forget(self) -> None:
        """Another dossier, or none."""
        self._wanted, self._without_backs = None, None

    def _wants_kept(self, draft_id: UUID) -> bool:
        kept, unread = self._kept(draft_id), self._unread(draft_id)
        if kept and kept == unread:
            words = tr("Còn {kept} trang máy quét đã đưa ra không đọc được: Ctrl+F5 đọc lại hoặc bỏ, rồi F12.")
            self._shell.tell(Notice(words.format(kept=kept), Tone.ATTENTION))
        elif kept:
            words = tr("Còn {kept} trang máy quét đã đưa ra chưa vào hồ sơ: F5 lấy vào, rồi F12.").format(kept=kept)
            self._shell.tell(Notice(words, Tone.ATTENTION))
        return bool(kept)

    def _wants_backs(self, draft_id: UUID) -> bool:
        """Whether sheets have an empty back is for the clerk to say: by a second F12."""
        sheets = self._to_turn(draft_id)
        if not sheets or self._without_backs == (draft_id, sheets):
            return False
        self._without_backs = draft_id, sheets
        backs = tr(
            "Còn mặt sau của {sheets} tờ: lật úp cả tập, đặt vào khay, F5. Không có mặt sau: F12 lần nữa."
        ).format(sheets=sheets)
        self._shell.tell(Notice(backs, Tone.ATTENTION))
        return True

    def _over(self) -> None:
        self._wanted = None
        self._reception.accepting(Accepting.NO)
