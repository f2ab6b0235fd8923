"""Calls a number out in the hall; on the board it stands by itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ..domain.people import Right
from ..domain.spoken_call import counter_name, spoken_call
from ..ports import Store, Voice
from .counter import Counter
from .session import Session, anybody, needs


@dataclass(frozen=True)
class AnnounceCall:
    store: Store
    counter: Counter
    session: Session
    voice: Voice
    of_all: bool = False  # this PC calls out whom any counter of the hall calls: it has the loudspeakers

    @anybody
    def languages(self) -> tuple[str, ...]:
        """In which a number is heard (`vi`, `km`)."""
        return self.voice.languages

    @needs(Right.RECEIVE)
    def __call__(self, ticket_id: UUID | None) -> None:
        """Without a ticket nobody is called; where this PC speaks for all, `call_out` does, once for each."""
        if ticket_id is None or self.of_all:
            return
        with self.store.read() as work:
            label = work.tickets.get(ticket_id).label
        self.call_out(label, self.counter.code)

    @anybody
    def call_out(self, label: str, counter: str) -> None:
        """A number, to a counter: no more than what the board shows to all."""
        self.voice.say(spoken_call(label, counter), (label, counter_name(counter)))
