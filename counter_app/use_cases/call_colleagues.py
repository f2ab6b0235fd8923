"""An emergency at a counter: its colleagues are called to its side, and one of them says that they come."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.people import Right
from ..ports import Alarm, AuditLine, Clock, Hall, Store
from .counter import Counter
from .session import Session, anybody, needs


@dataclass(frozen=True)
class CallColleagues:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    hall: Hall

    @property
    def shared(self) -> bool:
        """Whether there are colleagues who could hear it."""
        return self.hall.shared

    @anybody
    def alarms(self) -> tuple[Alarm, ...]:
        """Counters that call for help now, this one as well. From memory, at once."""
        return self.hall.alarms()

    @needs(Right.RECEIVE)
    def __call__(self) -> bool:
        """Whether it is passed on at once; without the hall's server they hear it as soon as it is back."""
        heard = self.hall.call_colleagues(self.clock.now())
        self._note("help-called", self.counter.code)
        return heard

    @needs(Right.RECEIVE)
    def over(self) -> None:
        self.hall.call_colleagues(None)
        self._note("help-over", self.counter.code)

    @needs(Right.RECEIVE)
    def answer(self, counter: str) -> None:
        """Somebody from here goes to that counter."""
        self.hall.answer(counter)
        self._note("help-answered", counter)

    def _note(self, what: str, counter: str) -> None:
        line = AuditLine(self.clock.now(), self.session.who, self.counter.code, what, {"at": counter})
        with self.store.write() as work:
            work.audit.add(line)
