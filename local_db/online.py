"""Dossiers that were sent online: theirs, as the province told them; ours, when which was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, delete, exists, func, insert, select, update

from counter_app.domain.from_province import AskedOnline, OnlineDossier
from counter_app.domain.life import Act

from . import tables
from .values import online_from_json, online_to_json

_o, _a = tables.online_dossiers.c, tables.online_answers.c
_ACCEPTED = exists().where(tables.dossiers.c.id == _o.id)
_ANSWERED = exists().where(_a.dossier_id == _o.id, _a.submitted_at >= _o.submitted_at)
_WAITING = select(_o.document).where(_o.open, ~_ACCEPTED, ~_ANSWERED)


class SqlOnline:
    """Fulfils `ports.Online`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, told: OnlineDossier) -> None:
        row = {"submitted_at": told.submitted_at, "open": told.open, "document": online_to_json(told)}
        changed = self._connection.execute(update(tables.online_dossiers).where(_o.id == told.id).values(**row))
        if not changed.rowcount:
            self._connection.execute(insert(tables.online_dossiers), {"id": told.id, **row})

    def get(self, dossier_id: UUID) -> OnlineDossier:
        document = self._connection.scalar(select(_o.document).where(_o.id == dossier_id))
        if document is None:
            raise KeyError(dossier_id)
        return online_from_json(document)

    def waits(self, dossier_id: UUID) -> OnlineDossier:
        document = self._connection.scalar(_WAITING.where(_o.id == dossier_id))
        if document is None:
            raise KeyError(dossier_id)
        return online_from_json(document)

    def waiting(self) -> tuple[OnlineDossier, ...]:
        rows = _WAITING.order_by(_o.submitted_at, _o.place)
        return tuple(map(online_from_json, self._connection.scalars(rows)))

    def answered(self, dossier_id: UUID, submitted_at: datetime, at: datetime) -> None:
        self._connection.execute(delete(tables.online_answers).where(_a.dossier_id == dossier_id))
        row = {"dossier_id": dossier_id, "submitted_at": submitted_at, "at": at}
        self._connection.execute(insert(tables.online_answers), row)

    def asked(self) -> tuple[AskedOnline, ...]:
        """What was asked stands in the event that told the province; or in what the colleague told."""
        answered = (_a.dossier_id == _o.id, _a.submitted_at >= _o.submitted_at)
        event = and_(tables.outbox.c.dossier_id == _o.id, tables.outbox.c.created_at == _a.at)
        rows = (
            select(_o.document, _a.at, _a.asked, tables.outbox.c.payload)
            .join(tables.online_answers, and_(*answered))
            .outerjoin(tables.outbox, event)
            .where(_o.open, ~_ACCEPTED)
            .order_by(_a.at.desc())
        )
        found = ((row, _asked(row.asked, row.payload or {})) for row in self._connection.execute(rows))
        return tuple(AskedOnline(online_from_json(row.document), row.at, *asked) for row, asked in found if asked)

    def count(self) -> int:
        return self._connection.scalar(select(func.count()).select_from(tables.online_dossiers)) or 0


def asked_in(said: str) -> tuple[str, tuple[str, ...]]:
    """What a colleague's counter asked for: the reason, the papers. Raises KeyError, TypeError, ValueError."""
    asked = json.loads(said)
    return str(asked["reason"]), tuple(str(paper) for paper in asked["papers"])


def _asked(said: str | None, payload: Mapping[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """None: it was answered otherwise."""
    if said is not None:
        return asked_in(said)
    if payload.get("act") != Act.SUPPLEMENT_ASKED.value:
        return None
    return payload["reason"], tuple(payload["papers"])
