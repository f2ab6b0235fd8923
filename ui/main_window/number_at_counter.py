"""What is done with the number at this counter, beside calling the next: called out, once more, parked."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.domain.errors import NoTicket
from counter_app.domain.ticket import Ticket
from counter_app.use_cases.desk import Desk

from ..hall.presenter import HallPresenter
from ..language import tr
from ..page import Notice, Shell, Tone
from ..reception.presenter import ReceptionPresenter
from ..tasks import Lane, Tasks


class NumberAtCounter(QObject):
    """Each act is about the number that was called here, also once its dossier is accepted; without one it says so."""

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, reception: ReceptionPresenter, hall: HallPresenter
    ) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._reception, self._hall = reception, hall

    @property
    def draft_id(self) -> UUID | None:
        """Of the dossier that is open at the counter."""
        return self._reception.draft.dossier.id if self._reception.draft is not None else None

    def at_hand(self, label: str) -> bool:
        """Whether there is a number to act on; what was typed is saved first. False has been said."""
        if not label:
            self._shell.fail(NoTicket())
            return False
        if self._reception.saving:
            return False
        self._reception.save_fields()
        return True

    def announce(self, ticket_id: UUID | None) -> None:
        """The hall hears and sees who is called; a citizen without a number is not."""
        self._hall.refresh()
        self._tasks.run(Lane.DATA, lambda: self._desk.announce(ticket_id), lambda _: None, self._shell.fail)

    def call_once_more(self) -> None:
        self._tasks.run(Lane.DATA, self._desk.guide.once_more, self._called_once_more, self._shell.fail)

    def park(self, label: str) -> None:
        if self.at_hand(label):
            draft_id = self.draft_id
            self._tasks.run(
                Lane.DATA, self._desk.guide.park, lambda ticket: self._parked(draft_id, ticket), self._shell.fail
            )

    def _parked(self, draft_id: UUID | None, ticket: Ticket) -> None:
        self._shell.gone_on(draft_id)
        words = tr("Đã gác {label}: giữ chỗ, hồ sơ giữ nguyên. Alt+2, Tab rồi Enter gọi lại.").format(
            label=ticket.label
        )
        self._shell.tell(Notice(words, Tone.GOOD))

    def _called_once_more(self, ticket: Ticket) -> None:
        self._shell.tell(Notice(tr("Gọi lại {label}.").format(label=ticket.label), Tone.GOOD))
        self.announce(ticket.id)
