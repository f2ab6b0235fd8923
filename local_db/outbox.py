"""What waits for the province, in order, each event under the key that it is repeated with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from counter_app.domain.outbox import DocumentFile, EventKind, OutboxEvent, ProvinceReceipt

from . import tables
from .prepared import Prepared

_o = tables.outbox.c
_f = tables.outbox_files.c
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

    def due(self, now: datetime, limit: int = 20) -> tuple[OutboxEvent, ...]:
        """Order holds within a dossier: while its first waits for its next try, its later ones wait too."""
        open_ = tables.outbox.alias()
        first_open = (
            select(func.min(open_.c.event_order))
            .where(open_.c.dossier_id == _o.dossier_id, open_.c.confirmed_at.is_(None))
            .scalar_subquery()
        )
        ready = select(tables.outbox).where(
            _o.confirmed_at.is_(None),
            or_(_o.next_try.is_(None), _o.next_try <= now, _o.next_try > now + _LONGEST_PAUSE),
            _o.event_order == first_open,
        )
        return self._events(self._connection.execute(ready.order_by(_o.event_order).limit(limit)).all())

    def get(self, event_id: UUID) -> OutboxEvent:
        """Raises KeyError."""
        events = self._events(self._connection.execute(select(tables.outbox).where(_o.id == event_id)).all())
        if not events:
            raise KeyError(event_id)
        return events[0]

    def waiting(self) -> int:
        return self._connection.scalar(select(func.count()).where(_o.confirmed_at.is_(None))) or 0

    def waiting_for(self, dossier_id: UUID) -> int:
        open_ones = select(func.count()).where(_o.dossier_id == dossier_id, _o.confirmed_at.is_(None))
        return self._connection.scalar(open_ones) or 0

    def mark_sent(self, event_id: UUID, at: datetime) -> None:
        """Raises KeyError. The first time counts."""
        self._change(event_id, sent_at=func.coalesce(_o.sent_at, at), problem=None)

    def mark_confirmed(self, event_id: UUID, receipt: ProvinceReceipt, at: datetime) -> None:
        """Raises KeyError. A second receipt for the same event changes nothing."""
        if self.get(event_id).confirmed_at is not None:
            return
        self._change(event_id, confirmed_at=at, sent_at=func.coalesce(_o.sent_at, at), problem=None, next_try=None)
        row = {
            "event_id": event_id,
            "payload_sha256": receipt.payload_sha256,
            "files": list(receipt.files),
            "received_at": receipt.received_at,
            "dossier_code": receipt.dossier_code,
        }
        self._connection.execute(insert(tables.province_receipts).values(**row))

    def mark_failed(self, event_id: UUID, problem: str, next_try: datetime) -> None:
        """Raises KeyError."""
        self._change(event_id, attempts=_o.attempts + 1, problem=problem, next_try=next_try)

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
    )
