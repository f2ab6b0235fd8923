"""What was carried to the province on a stick. An event is confirmed in the outbox, whichever way its receipt came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, exists, func, insert, select, update

from counter_app.ports import ToCarry, Trip

from . import tables
from .prepared import Prepared

_o = tables.outbox.c
_t = tables.courier_trips.c
_l = tables.courier_loads.c
_LOAD = Prepared(insert(tables.courier_loads))
_OPEN = _o.confirmed_at.is_(None) & _o.closed_at.is_(None)
_UNDER_WAY = exists().where(_l.event_id == _o.id, _l.trip_id == _t.id, _t.answered_at.is_(None))


class SqlTrips:
    """Fulfils `ports.Trips`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> ToCarry:
        ask = self._connection
        events, oldest = ask.execute(select(func.count(), func.min(_o.created_at)).where(_OPEN)).one()
        uncarried = ask.scalar(select(func.count()).select_from(tables.outbox).where(_OPEN, ~_UNDER_WAY))
        files = tables.outbox_files
        size = ask.scalar(select(func.sum(files.c.size)).join(tables.outbox, _o.id == files.c.event_id).where(_OPEN))
        return ToCarry(events, int(size or 0), oldest, uncarried or 0)

    def to_carry(self) -> tuple[UUID, ...]:
        rows = self._connection.execute(
            select(_o.id, _o.dossier_id, _o.event_order, _UNDER_WAY.label("under_way")).where(_OPEN)
        ).all()
        dossiers = groupby(sorted(rows, key=lambda row: (row.dossier_id, row.event_order)), lambda row: row.dossier_id)
        stacks: list[list[Any]] = [list(stack) for _, stack in dossiers]
        stacks.sort(key=lambda stack: (all(row.under_way for row in stack), stack[0].event_order))
        return tuple(row.id for stack in stacks for row in stack)

    def add(self, trip: Trip, events: Sequence[UUID]) -> None:
        names = ("id", "made_at", "who", "name", "files", "size", "answered_at")
        self._connection.execute(insert(tables.courier_trips).values({name: getattr(trip, name) for name in names}))
        _LOAD.change_each(self._connection, [{"trip_id": trip.id, "event_id": event} for event in events])

    def answered(self, trip_id: UUID, at: datetime) -> bool:
        change = update(tables.courier_trips).where(_t.id == trip_id, _t.answered_at.is_(None))
        return bool(self._connection.execute(change.values(answered_at=at)).rowcount)

    def get(self, trip_id: UUID) -> Trip:
        """Raises KeyError."""
        found = self._trips(self._told().where(_t.id == trip_id))
        if not found:
            raise KeyError(trip_id)
        return found[0]

    def list(self, limit: int = 20) -> tuple[Trip, ...]:
        return self._trips(self._told().order_by(_t.made_at.desc()).limit(limit))

    def _told(self) -> Select[Any]:
        loaded = select(func.count()).where(_l.trip_id == _t.id).scalar_subquery()
        still = (
            select(func.count())
            .select_from(tables.courier_loads.join(tables.outbox, _o.id == _l.event_id))
            .where(_l.trip_id == _t.id, _OPEN)
            .scalar_subquery()
        )
        return select(tables.courier_trips, loaded.label("events"), still.label("open"))

    def _trips(self, asked: Select[Any]) -> tuple[Trip, ...]:
        rows = self._connection.execute(asked)
        return tuple(
            Trip(r.id, r.made_at, r.who, r.name, r.events, r.files, r.size, r.answered_at, r.open) for r in rows
        )
