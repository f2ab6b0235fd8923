"""Drafts in nobody's hands: whoever calls the number goes on with one, or the clerk whom a supervisor gave it to.

They hold a person's data, so that none outlives its number, or its day.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, delete, insert, or_, select, update

from counter_app.ports import Draft, GivenDraft

from . import tables
from .held import accepted_before, taken_over
from .tickets import ENDED
from .values import draft_from_json, draft_to_json

_GONE_ON_WITH = "-"  # in another dossier, which lies there for the number now
_l, _t = tables.left_drafts.c, tables.tickets.c


class SqlLeftDrafts:
    """Fulfils `ports.LeftDrafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lay(self, draft: Draft, ticket_id: UUID, day: date) -> None:
        """See `ports.LeftDrafts`."""
        older = _l.ticket_id == ticket_id, _l.dossier_id != draft.dossier.id, _l.clerk.is_(None), _l.taken_by.is_(None)
        over = update(tables.left_drafts).where(*older).values(taken_by=_GONE_ON_WITH, change=_l.change + 1)
        self._connection.execute(over)
        self._lay(draft, ticket_id, day, None)

    def give(self, draft: Draft, until: date) -> None:
        self._lay(draft, None, until, draft.clerk)

    def _lay(self, draft: Draft, ticket_id: UUID | None, day: date, clerk: str | None) -> None:
        row = {"ticket_id": ticket_id, "day": day, "document": draft_to_json(draft), "clerk": clerk}
        row |= {"taken_by": None, "colleague": None}
        this = update(tables.left_drafts).where(_l.dossier_id == draft.dossier.id)
        if self._connection.execute(this.values(**row, change=_l.change + 1)).rowcount != 1:
            self._connection.execute(insert(tables.left_drafts).values(dossier_id=draft.dossier.id, **row))

    def get(self, dossier_id: UUID) -> Draft:
        """Raises KeyError."""
        document = self._connection.scalar(select(_l.document).where(_l.dossier_id == dossier_id))
        if document is None:
            raise KeyError(dossier_id)
        return draft_from_json(document)

    def save(self, draft: Draft) -> None:
        """Raises KeyError for one that was forgotten."""
        this = update(tables.left_drafts).where(_l.dossier_id == draft.dossier.id)
        changed = this.values(document=draft_to_json(draft), change=_l.change + 1)
        if self._connection.execute(changed).rowcount != 1:
            raise KeyError(draft.dossier.id)

    def of_ticket(self, ticket_id: UUID) -> tuple[Draft, ...]:
        these = _l.ticket_id == ticket_id, _l.taken_by.is_(None), ~taken_over(_l.dossier_id)
        waiting = select(_l.document).where(*these)
        documents = self._connection.scalars(waiting)
        return tuple(draft_from_json(document) for document in documents)

    def given(self, clerk: str | None = None) -> tuple[GivenDraft, ...]:
        whose = _l.clerk.is_not(None) if clerk is None else _l.clerk == clerk
        waits = whose, _l.taken_by.is_(None), ~accepted_before(_l.dossier_id), ~taken_over(_l.dossier_id)
        rows = select(tables.left_drafts).where(*waits).order_by(_l.day, _l.dossier_id)
        return tuple(
            GivenDraft(draft_from_json(row.document), row.colleague or "", row.change)
            for row in self._connection.execute(rows)
        )

    def take(self, dossier_id: UUID, counter: str) -> None:
        this = update(tables.left_drafts).where(_l.dossier_id == dossier_id)
        self._connection.execute(this.values(taken_by=counter, change=_l.change + 1))

    def of_day(self, day: date) -> tuple[Draft, ...]:
        documents = self._connection.scalars(select(_l.document).where(_l.day == day))
        return tuple(draft_from_json(document) for document in documents)

    def forget(self, today: date) -> None:
        ended = select(_t.id).where(_t.state.in_(ENDED))
        self._connection.execute(delete(tables.left_drafts).where(or_(_l.day < today, _l.ticket_id.in_(ended))))
