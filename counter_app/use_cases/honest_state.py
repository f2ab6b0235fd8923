"""A dossier's honest word, told anew whenever something of it arrived, failed, differs there, or was closed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from ..domain.dossier import Honest
from ..domain.errors import DiffersThere
from ..domain.outbox import OutboxEvent
from ..ports import UnitOfWork


def state_of(open_events: Sequence[OutboxEvent], differs: bool = False, by_hand: bool = False) -> Honest:
    """By those of its events that still wait. What happened to it since waits behind the first of them: of that the
    province knows nothing, so "sent" is said of the last one only. `differs`: a person has yet to choose; `by_hand`: of
    something there is only a person's word that it is there."""
    if open_events:
        only = open_events[0] if len(open_events) == 1 else None
        return Honest.SENT if only is not None and only.sent_at is not None else Honest.SAVED
    if differs:
        return Honest.SAVED
    return Honest.ENTERED if by_hand else Honest.CONFIRMED


def tell_state(work: UnitOfWork, dossier_id: UUID, problem: str | None = None) -> None:
    """A rescue may have saved an event and not its dossier: the event is delivered all the same."""
    differs = any(one.open_conflict for one in work.corrections.of(dossier_id))
    by_hand = work.outbox.entered_by_hand(dossier_id)
    state = state_of(work.outbox.open_of(dossier_id), differs, by_hand)
    with suppress(KeyError):
        work.dossiers.set_state(dossier_id, state, DiffersThere.code if differs else problem)
