"""Drafts in a clerk's hands at the counters of a hall: who has which since when, and which a supervisor took over.

Of a colleague's draft nothing is kept here but what a list shows; what stands in it is the site's server's to give.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, or_, select, update

from counter_app.domain.deadline import VIETNAM
from counter_app.ports import DraftElsewhere, Fate

from . import tables

KEPT = timedelta(days=31)  # what is said of a draft that nobody ends: its PC is dead
_h, _d, _o, _l = tables.held_drafts.c, tables.dossiers.c, tables.drafts.c, tables.left_drafts.c


def taken_over(draft_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether a supervisor of the hall goes on with the draft elsewhere, as another."""
    return exists().where(_h.dossier_id == draft_id, _h.taken_by.is_not(None))


def accepted_before(draft_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Whether the draft goes on with one that its own counter had accepted, unheard."""
    return exists().where(_h.taken_as == draft_id, _d.id == _h.dossier_id)


class SqlHeldDrafts:
    """Fulfils `ports.HeldDrafts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def elsewhere(self) -> tuple[DraftElsewhere, ...]:
        accepted = exists().where(_d.id == _h.dossier_id)
        here = exists().where(_o.dossier_id == _h.dossier_id, ~_o.put_away)  # sent online, or given here
        waits = exists().where(_l.dossier_id == _h.dossier_id, _l.taken_by.is_(None))
        held = (_h.colleague.is_not(None), ~_h.over, _h.taken_by.is_(None), ~accepted, ~here, ~waits)
        rows = select(tables.held_drafts).where(*held).order_by(_h.colleague, _h.since)
        return tuple(
            DraftElsewhere(row.dossier_id, row.colleague, row.clerk, row.since, row.at, **json.loads(row.about))
            for row in self._connection.execute(rows)
        )

    def take_over(self, dossier_id: UUID, counter: str, goes_on_as: UUID) -> None:
        this = _h.dossier_id == dossier_id, _h.taken_by.is_(None)
        taken = update(tables.held_drafts).where(*this).values(taken_by=counter, taken_as=goes_on_as, taken_told=False)
        if self._connection.execute(taken).rowcount != 1:
            raise KeyError(dossier_id)

    def fate(self, dossier_id: UUID) -> Fate | None:
        if self._connection.scalar(select(_h.taken_by).where(_h.dossier_id == dossier_id)) is not None:
            return Fate.TAKEN_OVER
        before = select(_h.dossier_id).join(tables.dossiers, _d.id == _h.dossier_id).where(_h.taken_as == dossier_id)
        return None if self._connection.scalar(before) is None else Fate.ACCEPTED

    def forget(self, today: date) -> None:
        start = datetime.combine(today, time(), VIETNAM)
        told = and_(_h.over, _h.told >= _h.change, _h.taken_by.is_(None), _h.at < start - timedelta(days=1))
        lost = and_(or_(_h.colleague.is_not(None), _h.taken_by.is_not(None)), _h.at < start - KEPT)
        self._connection.execute(delete(tables.held_drafts).where(or_(told, lost)))
