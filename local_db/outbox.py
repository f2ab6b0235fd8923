"""What waits for the province, in order, each event under the key that it is repeated with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, case, exists, func, insert, literal, or_, select, update

from counter_app.domain.outbox import (
    BY_PEOPLE,
    LATE,
    PASSING_PROBLEMS,
    TOO_LATE,
    Backlog,
    DocumentFile,
    EventKind,
    OutboxEvent,
    Owner,
    ProvinceReceipt,
    Step,
    StoryLine,
    Waiting,
)

from . import tables
from .prepared import Prepared

_o = tables.outbox.c
_f = tables.outbox_files.c
_s = tables.outbox_story.c
_d = tables.dossiers.c
_SIZE = select(func.coalesce(func.sum(_f.size), 0)).where(_f.event_id == _o.id).scalar_subquery()
_STORY = select(tables.outbox_story)
_OPEN = _o.confirmed_at.is_(None) & _o.closed_at.is_(None)
_IN_ORDER = _o.event_order + 0  # of what waits: by the key itself SQLite would walk through all that was ever sent
_GOES_BY_ITSELF = sorted({*PASSING_PROBLEMS, ""})
_PROGRESS = frozenset({Step.SENT, Step.CONFIRMED, Step.NO_CODE_YET, Step.LOST_THERE})
_LONGEST_REASON = 128
_INSERT = Prepared(insert(tables.outbox).returning(_o.event_order))
_INSERT_FILES = Prepared(insert(tables.outbox_files))
_LONGEST_PAUSE = timedelta(days=1)  # a try set later than that was set by a clock that ran ahead


class SqlOutbox:
    """Fulfils `ports.Outbox`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: OutboxEvent) -> OutboxEvent:
        names = ("id", "dossier_id", "payload", "created_at", "attempts", "next_try", "problem", "sent_at")
        values = {name: getattr(event, name) for name in (*names, "confirmed_at")}
        order = _INSERT.scalar(self._connection, kind=event.kind.value, **values)
        files = [
            {
                "event_id": event.id,
                "place": place,
                "sha256": file.sha256,
                "size": file.size,
                "media_type": file.media_type,
                "component": file.component,
            }
            for place, file in enumerate(event.files)
        ]
        _INSERT_FILES.change_each(self._connection, files)
        return replace(event, order=order)

    def due(self, now: datetime, limit: int = 20, sent: bool | None = None) -> tuple[OutboxEvent, ...]:
        """Order holds within a dossier: while its first waits for its next try, its later ones wait too. What is done
        here to a colleague's dossier waits until the province has all that the colleague's counter told of it."""
        open_ = tables.outbox.alias()
        first_open = (
            select(func.min(open_.c.event_order))
            .where(open_.c.dossier_id == _o.dossier_id, open_.c.confirmed_at.is_(None), open_.c.closed_at.is_(None))
            .scalar_subquery()
        )
        ready = select(_o.event_order).where(
            _OPEN,
            or_(_o.next_try.is_(None), _o.next_try <= now, _o.next_try > now + _LONGEST_PAUSE),
            _o.event_order == first_open,
            ~exists().where(_d.id == _o.dossier_id, _d.colleague.is_not(None), ~_d.colleague_confirmed),
        )
        if sent is not None:
            ready = ready.where(_o.sent_at.is_not(None) if sent else _o.sent_at.is_(None)).order_by(_o.attempts)
        if sent:
            ready = ready.order_by(_SIZE)
        orders = self._connection.scalars(ready.order_by(_IN_ORDER).limit(limit))
        ranks = {order: rank for rank, order in enumerate(orders)}
        # Payloads are read of those alone: ten thousand that wait are sorted without them.
        found = self._connection.execute(select(tables.outbox).where(_o.event_order.in_(ranks))).all()
        return self._events(sorted(found, key=lambda row: ranks[row.event_order]))

    def get(self, event_id: UUID) -> OutboxEvent:
        """Raises KeyError."""
        events = self._events(self._connection.execute(select(tables.outbox).where(_o.id == event_id)).all())
        if not events:
            raise KeyError(event_id)
        return events[0]

    def waiting(self) -> int:
        return self._connection.scalar(select(func.count()).where(_OPEN)) or 0

    def open_of(self, dossier_id: UUID) -> tuple[OutboxEvent, ...]:
        open_ones = select(tables.outbox).where(_o.dossier_id == dossier_id, _OPEN)
        return self._events(self._connection.execute(open_ones.order_by(_o.event_order)).all())

    def mark_sent(self, event_id: UUID, at: datetime) -> None:
        """Raises KeyError. The first time counts."""
        if self.get(event_id).sent_at is None:
            self._tell(event_id, Step.SENT, at)
        self._change(event_id, sent_at=func.coalesce(_o.sent_at, at), problem=None)

    def mark_confirmed(self, event_id: UUID, receipt: ProvinceReceipt, at: datetime) -> None:
        """Raises KeyError. A second receipt for the same event changes nothing."""
        if self.get(event_id).confirmed_at is not None:
            return
        self._change(event_id, confirmed_at=at, sent_at=func.coalesce(_o.sent_at, at), problem=None, next_try=None)
        self._tell(event_id, Step.CONFIRMED, at)
        row = {
            "payload_sha256": receipt.payload_sha256,
            "files": list(receipt.files),
            "received_at": receipt.received_at,
            "dossier_code": receipt.dossier_code,
        }
        receipts = tables.province_receipts
        again = update(receipts).where(receipts.c.event_id == event_id).values(**row)
        if not self._connection.execute(again).rowcount:  # there is one where the province had lost the dossier
            self._connection.execute(insert(receipts).values(event_id=event_id, **row))

    def reopen(self, dossier_id: UUID, at: datetime) -> int:
        confirmed = select(_o.id).where(_o.dossier_id == dossier_id, _o.confirmed_at.is_not(None))
        found = self._connection.scalars(confirmed.order_by(_o.event_order)).all()
        theirs = update(tables.outbox).where(_o.dossier_id == dossier_id)
        self._connection.execute(theirs.values(confirmed_at=None, sent_at=None))
        for event_id in found:
            self._tell(event_id, Step.LOST_THERE, at)
        return len(found)

    def mark_failed(self, event_id: UUID, problem: str, at: datetime, next_try: datetime, reason: str = "") -> None:
        """Raises KeyError."""
        self._change(event_id, attempts=_o.attempts + 1, problem=problem, next_try=next_try)
        self._tell(event_id, problem or Step.NO_CODE_YET, at, reason)

    # --- what somebody does about it -------------------------------------------------------------------

    def open_ids(self) -> tuple[UUID, ...]:
        return tuple(self._connection.scalars(select(_o.id).where(_OPEN).order_by(_IN_ORDER)))

    def try_again(self, event_ids: Sequence[UUID], at: datetime) -> int:
        waiting = _OPEN, _o.id.in_(event_ids)
        # What failed least often goes first: a hand's word counts as a fresh start.
        found = self._connection.execute(update(tables.outbox).where(*waiting).values(next_try=None, attempts=0))
        self._tell_each(select(_o.id).where(*waiting), Step.BY_HAND, at)
        return found.rowcount

    def give(self, event_id: UUID, owner: Owner, at: datetime) -> None:
        """Raises KeyError."""
        self._change(event_id, given_to=owner.value)
        self._tell(event_id, Step.GIVEN, at)

    def close(self, event_id: UUID, why: str, at: datetime, reason: str = "") -> None:
        """Raises KeyError."""
        this = update(tables.outbox).where(_o.id == event_id, _OPEN).values(closed_at=at, next_try=None)
        if self._connection.execute(this).rowcount != 1:
            raise KeyError(event_id)
        self._tell(event_id, why, at, reason)

    def accepted_as(self, dossier_id: UUID) -> str:
        accepted = _o.dossier_id == dossier_id, _o.kind == EventKind.DOSSIER_ACCEPTED.value
        found: UUID | None = self._connection.scalar(select(_o.id).where(*accepted))
        return str(found) if found is not None else ""

    def entered_by_hand(self, dossier_id: UUID) -> bool:
        told = select(_s.event_id).join_from(tables.outbox_story, tables.outbox, _s.event_id == _o.id)
        mine = _o.dossier_id == dossier_id, _o.confirmed_at.is_(None), _s.what == Step.ENTERED
        return self._connection.scalar(told.where(*mine).limit(1)) is not None

    # --- how it is shown -------------------------------------------------------------------------------

    def backlog(self, now: datetime) -> Backlog:
        each = select(
            _o.created_at,
            _o.problem,
            func.count(_f.event_id).label("files"),
            func.coalesce(func.sum(_f.size), 0).label("size"),
        )
        joined = each.join_from(tables.outbox, tables.outbox_files, _f.event_id == _o.id, isouter=True)
        open_ = joined.where(_OPEN).group_by(_o.dossier_id, _o.event_order).subquery().c  # as its index goes
        found = self._connection.execute(
            select(
                func.count(),
                func.coalesce(func.sum(open_.files), 0),
                func.coalesce(func.sum(open_.size), 0),
                func.coalesce(func.max(open_.size), 0),
                func.min(open_.created_at),
                func.count().filter(open_.created_at <= now - LATE),
                func.count().filter(open_.created_at <= now - TOO_LATE),
                func.count().filter(open_.problem.not_in(_GOES_BY_ITSELF)),
            )
        ).one()
        count, files, size, largest, oldest, late, too_late, aside = found
        c = tables.corrections.c
        differ = select(func.count()).where(c.met_at.is_not(None), c.settled_at.is_(None))
        aside += self._connection.scalar(differ) or 0  # they wait for a person, too
        return Backlog(count, int(files), int(size), int(largest), oldest, late, too_late, aside)

    def list_waiting(self, limit: int | None = 500) -> tuple[Waiting, ...]:
        code = select(tables.dossiers.c.code).where(tables.dossiers.c.id == _o.dossier_id).scalar_subquery()
        columns = (_o.id, _o.event_order, _o.dossier_id, _o.created_at, _o.attempts, _o.next_try, _o.problem)
        files = select(func.count()).where(_f.event_id == _o.id).scalar_subquery()
        rows = (
            select(*columns, _o.sent_at, _o.given_to, code.label("code"), files.label("files"), _SIZE.label("size"))
            .where(_OPEN)
            .order_by(case((_o.problem.not_in(_GOES_BY_ITSELF), 0), else_=1), _o.event_order)
            .limit(limit)
        )
        return tuple(self._waiting(row) for row in self._connection.execute(rows).all())

    def _waiting(self, row: Any) -> Waiting:
        """The errors at the end of its story are the present row of failures."""
        failing: list[StoryLine] = []
        if row.problem:
            lines = self.story(row.id)
            failing = list(takewhile(lambda line: line.what not in _PROGRESS, reversed(lines)))
            failing = [line for line in failing if line.what not in BY_PEOPLE]
        return Waiting(
            id=row.id,
            order=row.event_order,
            dossier_id=row.dossier_id,
            code=row.code or "",
            created_at=row.created_at,
            files=row.files,
            size=int(row.size or 0),
            attempts=row.attempts,
            next_try=row.next_try,
            problem=row.problem,
            reason=failing[0].reason if failing else "",
            failing_since=failing[-1].first if failing else None,
            sent_at=row.sent_at,
            given_to=Owner(row.given_to) if row.given_to else None,
        )

    def story(self, event_id: UUID) -> tuple[StoryLine, ...]:
        lines = self._connection.execute(_STORY.where(_s.event_id == event_id).order_by(_s.place))
        return tuple(StoryLine(line.what, line.first, line.last, line.times, line.reason) for line in lines)

    def _tell(self, event_id: UUID, what: str, at: datetime, reason: str = "") -> None:
        """One more line of its story; the same again is counted in the last one, which bounds the story."""
        last = self._connection.execute(
            _STORY.where(_s.event_id == event_id).order_by(_s.place.desc()).limit(1)
        ).one_or_none()
        reason = reason[:_LONGEST_REASON]
        if last is not None and (last.what, last.reason) == (what, reason):
            this = _s.event_id == event_id, _s.place == last.place
            again = update(tables.outbox_story).where(*this)
            self._connection.execute(again.values(last=max(at, last.last), times=last.times + 1))
            return
        place = last.place + 1 if last is not None else 0
        row = {"event_id": event_id, "place": place, "what": str(what), "reason": reason}
        self._connection.execute(insert(tables.outbox_story).values(**row, first=at, last=at, times=1))

    def _tell_each(self, events: Select[tuple[UUID]], what: str, at: datetime) -> None:
        """As `_tell`, for many events in two statements."""
        last, before = tables.outbox_story.alias().c, tables.outbox_story.alias().c
        place = select(func.max(last.place)).where(last.event_id == _s.event_id).scalar_subquery()
        same = (_s.what == what, _s.reason == "", _s.place == place)
        again = update(tables.outbox_story).where(_s.event_id.in_(events), *same)
        later = case((_s.last > at, _s.last), else_=literal(at, tables.Moment))
        self._connection.execute(again.values(last=later, times=_s.times + 1))
        next_place = select(func.coalesce(func.max(before.place) + 1, 0)).where(before.event_id == _o.id)
        told = exists().where(_s.event_id == _o.id, *same)
        moment = literal(at, tables.Moment)
        line = select(_o.id, next_place.scalar_subquery(), literal(what), literal(""), moment, moment, literal(1))
        columns = ["event_id", "place", "what", "reason", "first", "last", "times"]
        new = line.where(_o.id.in_(events), ~told)
        self._connection.execute(insert(tables.outbox_story).from_select(columns, new))

    def _change(self, event_id: UUID, **values: Any) -> None:
        if self._connection.execute(update(tables.outbox).where(_o.id == event_id).values(**values)).rowcount != 1:
            raise KeyError(event_id)

    def _events(self, rows: Iterable[Row[Any]]) -> tuple[OutboxEvent, ...]:
        rows = list(rows)
        files: dict[UUID, list[DocumentFile]] = {row.id: [] for row in rows}
        theirs = select(tables.outbox_files).where(_f.event_id.in_(files)).order_by(_f.event_id, _f.place)
        for file in self._connection.execute(theirs):
            files[file.event_id].append(DocumentFile(file.sha256, file.size, file.media_type, file.component))
        return tuple(_event(row, tuple(files[row.id])) for row in rows)


def _event(row: Row[Any], files: tuple[DocumentFile, ...]) -> OutboxEvent:
    return OutboxEvent(
        id=row.id,
        order=row.event_order,
        dossier_id=row.dossier_id,
        kind=EventKind(row.kind),
        payload=row.payload,
        files=files,
        created_at=row.created_at,
        attempts=row.attempts,
        next_try=row.next_try,
        problem=row.problem,
        sent_at=row.sent_at,
        confirmed_at=row.confirmed_at,
        closed_at=row.closed_at,
    )
