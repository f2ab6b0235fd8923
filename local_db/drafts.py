"""Dossiers being received, each saved whole as its fields are left."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, or_, select, update

from counter_app.domain.errors import AlreadyAccepted, TakenElsewhere
from counter_app.ports import Draft

from . import tables
from .held import accepted_before
from .prepared import Prepared
from .values import draft_from_json, draft_to_json

_d = tables.drafts.c
_THIS = _d.dossier_id == bindparam("this")
# Nor accepted at a colleague's, as itself or as the draft that a supervisor took over.
IS_OPEN = ~_d.put_away & ~exists().where(tables.dossiers.c.id == _d.dossier_id) & ~accepted_before(_d.dossier_id)
_OPEN = Prepared(select(_d.document).where(_THIS, IS_OPEN))
_h = tables.held_drafts.c
_BEFORE = select(_h.dossier_id).where(_h.taken_as == bindparam("this"))  # what this one goes on with
_ACCEPTED = Prepared(
    select(tables.dossiers.c.id).where(
        or_(tables.dossiers.c.id == bindparam("this"), tables.dossiers.c.id.in_(_BEFORE))
    )
)
_TAKEN_OVER = Prepared(select(_h.taken_by).where(_h.dossier_id == bindparam("this"), _h.taken_by.is_not(None)))
_LAST_CHANGE = Prepared(select(func.max(_d.changes)))
_CHANGE = Prepared(update(tables.drafts).where(_THIS))
_INSERT = Prepared(insert(tables.drafts))


class SqlDrafts:
    """Fulfils `ports.Drafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, dossier_id: UUID) -> Draft:
        """Raises KeyError, also for a draft that was accepted or put away."""
        document = _OPEN.scalar(self._connection, this=dossier_id)
        if document is None:
            raise KeyError(dossier_id)
        return draft_from_json(document)

    def save(self, draft: Draft) -> None:
        """Raises AlreadyAccepted for a dossier that is no draft any more, TakenElsewhere for one that goes on at a
        colleague's counter."""
        if _ACCEPTED.scalar(self._connection, this=draft.dossier.id) is not None:
            raise AlreadyAccepted
        if _TAKEN_OVER.scalar(self._connection, this=draft.dossier.id) is not None:
            raise TakenElsewhere
        values = {
            "clerk": draft.clerk,
            "ticket_id": draft.ticket_id,
            "step": draft.step,
            "put_away": False,
            "changes": (_LAST_CHANGE.scalar(self._connection) or 0) + 1,
            "document": draft_to_json(draft),
        }
        if not _CHANGE.change(self._connection, this=draft.dossier.id, **values):
            _INSERT.change(self._connection, dossier_id=draft.dossier.id, **values)

    def open_of(self, clerk: str) -> tuple[Draft, ...]:
        open_ones = select(_d.document).where(_d.clerk == clerk, IS_OPEN).order_by(_d.changes.desc())
        return tuple(draft_from_json(document) for document in self._connection.scalars(open_ones))

    def all_open(self) -> tuple[Draft, ...]:
        open_ones = select(_d.document).where(IS_OPEN).order_by(_d.changes.desc())
        return tuple(draft_from_json(document) for document in self._connection.scalars(open_ones))

    def ids(self) -> frozenset[UUID]:
        accepted = exists().where(tables.dossiers.c.id == _d.dossier_id)
        return frozenset(self._connection.scalars(select(_d.dossier_id).where(~accepted)))

    def put_away(self, dossier_id: UUID) -> None:
        _CHANGE.change(self._connection, this=dossier_id, put_away=True)

    def remove(self, dossier_id: UUID) -> None:
        self._connection.execute(delete(tables.drafts).where(_d.dossier_id == dossier_id))
