"""Finds the dossiers that stand still: no step for days, or set aside on the way to the province."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..domain.people import Right
from ..domain.standing_still import WHY, Patience, WhyStill
from ..ports import AcceptedDossier, Clock, Store
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class Stuck:
    """`since` the last step, or the first failure on the way to the province."""

    accepted: AcceptedDossier
    why: WhyStill
    since: datetime


@dataclass(frozen=True)
class FindStuck:
    store: Store
    clock: Clock
    session: Session
    patience: Patience = field(default_factory=Patience)

    @needs(Right.READ_REGISTER)
    def __call__(self) -> tuple[Stuck, ...]:
        """The longest first; one that is stuck twice stands once, with what stops it on the way to the province."""
        now = self.clock.now()
        found: dict[object, Stuck] = {}
        with self.store.read() as work:
            for stage, days in self.patience.days.items():
                for accepted, since in work.lives.still_since(stage, now - timedelta(days=days)):
                    found[accepted.id] = Stuck(accepted, WHY[stage], since)
            for waiting in work.outbox.list_waiting(None):
                if waiting.set_aside and waiting.code:
                    since = waiting.failing_since or waiting.created_at
                    accepted = work.dossiers.get(waiting.dossier_id)[1]
                    found[accepted.id] = Stuck(accepted, WhyStill.SET_ASIDE, since)
        return tuple(sorted(found.values(), key=lambda stuck: stuck.since))
