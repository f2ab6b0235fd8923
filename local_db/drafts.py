"""Dossiers being received, each saved whole as its fields are left."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from counter_app.domain.errors import AlreadyAccepted
from counter_app.ports import Draft

from . import tables
from .values import draft_from_json, draft_to_json

_d = tables.drafts.c


class SqlDrafts:
    """Fulfils `ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, dossier_id: UUID) -> Draft:
        """Raises KeyError, also for a draft that was accepted or put away."""
        document = self._connection.scalar(select(_d.document).where(_d.dossier_id == dossier_id, ~_d.put_away))
        if document is None:
            raise KeyError(dossier_id)
        return draft_from_json(document)

    def save(self, draft: Draft) -> None:
        """Raises AlreadyAccepted for a dossier that is no draft any more."""
        accepted = select(tables.dossiers.c.id).where(tables.dossiers.c.id == draft.dossier.id)
        if self._connection.scalar(accepted) is not None:
            raise AlreadyAccepted
        values = {
            "clerk": draft.clerk,
            "ticket_id": draft.ticket_id,
            "step": draft.step,
            "put_away": False,
            "changes": (self._connection.scalar(select(func.max(_d.changes))) or 0) + 1,
            "document": draft_to_json(draft),
        }
        saved = update(tables.drafts).where(_d.dossier_id == draft.dossier.id).values(**values)
        if not self._connection.execute(saved).rowcount:
            self._connection.execute(insert(tables.drafts).values(dossier_id=draft.dossier.id, **values))

    def open_of(self, clerk: str) -> tuple[Draft, ...]:
        open_ones = select(_d.document).where(_d.clerk == clerk, ~_d.put_away).order_by(_d.changes.desc())
        return tuple(draft_from_json(document) for document in self._connection.scalars(open_ones))

    def put_away(self, dossier_id: UUID) -> None:
        self._connection.execute(update(tables.drafts).where(_d.dossier_id == dossier_id).values(put_away=True))
