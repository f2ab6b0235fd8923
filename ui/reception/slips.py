"""Shift+F12 prints what is wanting, Ctrl+P what need not be handed in and why something is asked for all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from counter_app.domain.dossier import Channel, Taken
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Shell
from ..printing import PaperPrint
from ..tasks import Tasks


class Reception(Protocol):
    """What the slips need of the reception."""

    @property
    def draft(self) -> Draft | None: ...


class Slips(QObject):
    def __init__(
        self,
        reception: Reception,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        parent: QObject,
        ask_online: Callable[[], None] = lambda: None,
    ) -> None:
        """`ask_online`: who sent it from afar gets no paper, but the reason by the portal."""
        super().__init__(parent)
        self._ask_online = ask_online
        self._reception, self._desk = reception, desk
        self._print = PaperPrint(shell, desk, tasks, self)

    def keys(self) -> tuple[KeyHint, ...]:
        draft = self._reception.draft
        if draft is None or draft.after is not None:
            return ()
        told = self._tells(draft)
        if draft.dossier.channel is Channel.ONLINE:
            return (KeyHint("Shift+F12", tr("yêu cầu bổ sung")),)
        return (
            *((KeyHint("Shift+F12", tr("in phiếu bổ sung")),) if draft.dossier.missing else ()),
            *((KeyHint("Ctrl+P", tr("in phiếu giấy không phải nộp")),) if told == "not-needed" else ()),
            *((KeyHint("Ctrl+P", tr("in phiếu vì sao vẫn yêu cầu")),) if told == "still-asked" else ()),
        )

    def wanting(self) -> None:
        """The draft stays: who comes back with the paper finds it as it was."""
        draft = self._reception.draft
        if draft is not None and draft.dossier.channel is Channel.ONLINE:
            self._ask_online()
        elif draft is not None and draft.after is None:
            draft_id = draft.dossier.id
            self._print.paper(self._desk.print_slips, lambda verb: verb.supplement(draft_id), tr("phiếu bổ sung"))

    def why(self) -> None:
        """Why something is asked for comes first: it is what a citizen asks about."""
        draft = self._reception.draft
        if draft is None or draft.after is not None:
            return
        draft_id, told = draft.dossier.id, self._tells(draft)
        if told == "still-asked":
            words = tr("phiếu vì sao vẫn yêu cầu")
            self._print.paper(self._desk.print_slips, lambda verb: verb.still_asked(draft_id), words)
        else:
            words = tr("phiếu giấy không phải nộp")
            self._print.paper(self._desk.print_slips, lambda verb: verb.not_needed(draft_id), words)

    @staticmethod
    def _tells(draft: Draft) -> str:
        if draft.dossier.asked:
            return "still-asked"
        return "not-needed" if any(isinstance(one, Taken) for one in draft.dossier.settlements) else ""
