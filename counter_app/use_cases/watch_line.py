"""What waits for the province and how it fares; and what somebody does about it: try again, hand on, take it along.

Nothing here names a citizen: dossiers are their codes, so that what is handed out may leave the house.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from ..domain.errors import AlreadyThere, NotWritable, WordsMissing
from ..domain.outbox import Backlog, Owner, StoryLine, Waiting
from ..domain.outbox import Step as OutboxStep
from ..domain.people import Right
from ..domain.text import normal
from ..ports import AuditLine, Clock, LinePace, LineStatus, Store, UnitOfWork
from .counter import Counter
from .honest_state import tell_state
from .portions import Portions
from .session import Session, anybody, needs

_SHOWN = 500  # of what waits


@dataclass(frozen=True, slots=True)
class LineReport:
    """`rate` in bytes a second as measured in this run, None: nothing went yet. `expected` seconds until what waits is
    through, None: nobody can say. `items`: the first of what waits; `next_tries` of each, by its id."""

    now: datetime
    status: LineStatus
    backlog: Backlog
    items: tuple[Waiting, ...]
    next_tries: dict[UUID, datetime]
    rate: float | None = None
    expected: float | None = None


@dataclass(frozen=True)
class WatchLine:
    """`at_once` wakes the exchange, also with a province that was to be left alone for a while."""

    store: Store
    clock: Clock
    counter: Counter
    session: Session
    status: Callable[[], LineStatus]
    pace: LinePace
    at_once: Callable[[], None]
    save: Callable[[Path, bytes], None]

    @anybody
    def look(self) -> LineReport:
        return self._look(_SHOWN)

    def _look(self, limit: int | None) -> LineReport:
        now, status, rate = self.clock.now(), self.status(), self.pace.rate
        with self.store.read() as work:
            backlog, items = work.outbox.backlog(now), work.outbox.list_waiting(limit)
        soonest = max(now, status.next_pass or now)
        next_tries = {item.id: max(soonest, item.next_try or soonest) for item in items}
        left = max(backlog.size - self.pace.held, 0)
        expected = left / rate if rate and status.online and backlog.count else None
        return LineReport(now, status, backlog, items, next_tries, rate, expected)

    @anybody
    def story(self, event_id: UUID) -> tuple[StoryLine, ...]:
        with self.store.read() as work:
            return work.outbox.story(event_id)

    @needs(Right.SEND)
    def try_again(self, event_ids: Sequence[UUID] | None) -> int:
        """None: all that wait. They are sent now, whatever their pause; how many of them still wait."""
        now, count = self.clock.now(), 0
        if event_ids is None:
            with self.store.read() as work:
                event_ids = work.outbox.open_ids()

        def again(work: UnitOfWork, some: Sequence[UUID], last: bool) -> None:
            nonlocal count
            count += work.outbox.try_again(some, now)
            if last and count:
                line = AuditLine(now, self.session.who, self.counter.code, "event-tried-again", {"count": str(count)})
                work.audit.add(line)

        Portions(self.store).write(event_ids, again)
        self.at_once()
        return count

    @needs(Right.SEND)
    def give_to_it(self, event_id: UUID) -> None:
        """It goes on being tried by itself. Raises KeyError."""
        with self.store.write() as work:
            now = self.clock.now()
            event = work.outbox.get(event_id)
            work.outbox.give(event_id, Owner.IT, now)
            about = {"dossier": str(event.dossier_id), "problem": event.problem or ""}
            work.audit.add(AuditLine(now, self.session.who, self.counter.code, "event-given-to-it", about))

    @needs(Right.FOLLOW)
    def close_by_hand(self, event_id: UUID, reason: str) -> None:
        """What the province does not take over the line was entered in its own system by a person, who says so. It is
        sent no more; it stays, with its story, and is never called confirmed. Raises WordsMissing without a reason,
        AlreadyThere where it no longer waits."""
        reason = normal(reason)
        if not reason:
            raise WordsMissing(why="reason")
        now = self.clock.now()
        with self.store.write() as work:
            event = work.outbox.get(event_id)
            try:
                work.outbox.close(event_id, OutboxStep.ENTERED, now, reason)
            except KeyError as error:
                raise AlreadyThere from error
            tell_state(work, event.dossier_id)
            work.typed.forget(self.session.who, event_id)  # the reason is in the audit now
            about = {"dossier": str(event.dossier_id), "problem": event.problem or "", "kind": event.kind.value}
            about |= {"event": str(event_id), "reason": reason}
            work.audit.add(AuditLine(now, self.session.who, self.counter.code, "event-entered-by-hand", about))

    @needs(Right.SEND)
    def export(self, path: Path) -> int:
        """What waits and its stories as JSON, without anybody's data; how many events. Raises DiskFull, NotWritable."""
        report = self._look(None)
        with self.store.read() as work:
            items = [_told(item, report.next_tries[item.id], work.outbox.story(item.id)) for item in report.items]
        told = {
            "unit": self.counter.unit.code,
            "counter": self.counter.code,
            "at": report.now.isoformat(),
            "online": report.status.online,
            "problem": report.status.problem,
            "waiting": report.backlog.count,
            "bytes": report.backlog.size,
            "bytes_a_second": report.rate,
            "items": items,
        }
        if path.is_dir():
            raise NotWritable(file=path.name, why="not-a-file")
        self.save(path, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8"))
        with self.store.write() as work:
            about = {"count": str(len(items))}
            work.audit.add(AuditLine(report.now, self.session.who, self.counter.code, "events-exported", about))
        return len(items)


def _told(item: Waiting, next_try: datetime, story: Sequence[StoryLine]) -> dict[str, Any]:
    return {
        "event": str(item.id),
        "order": item.order,
        "dossier": str(item.dossier_id),
        "code": item.code,
        "created_at": item.created_at.isoformat(),
        "sent_at": item.sent_at.isoformat() if item.sent_at else None,
        "files": item.files,
        "bytes": item.size,
        "attempts": item.attempts,
        "problem": item.problem,
        "reason": item.reason,
        "owner": item.owner.value,
        "next_try": next_try.isoformat(),
        "story": [
            {
                "what": line.what,
                "reason": line.reason,
                "first": line.first.isoformat(),
                "last": line.last.isoformat(),
                "times": line.times,
            }
            for line in story
        ],
    }
