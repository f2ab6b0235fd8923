"""What this counter has not told the hall yet, as sealed entries; and the note that it was told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, select, update

from counter_app.domain.dossier import Honest

from .. import tables
from ..facts import write_fact
from ..lives import settle
from .beside import ANSWER, FORM, REFUSAL, note_beside, tell_beside_again, untold_beside
from .in_hand import HELD, TAKEN, told_of
from .seal import seal

DOSSIER, STEP, DRAFT, GIVEN = "dossier", "step", "draft", "given"  # a draft with a number; one for a clerk
FINAL = frozenset({Honest.CONFIRMED, Honest.ENTERED})  # the province has all that is to be had of it there
BESIDE = (REFUSAL, ANSWER, FORM)
KINDS = (DOSSIER, STEP, DRAFT, GIVEN, HELD, TAKEN, *BESIDE)  # a step speaks of a dossier that the hall knows by then
AT_DOSSIER, AT_STEP = "site.files.dossier", "site.files.step"  # up to which their files were given
GIVEN_OUT, LARGE = "told", "large"  # of `hall_files`
_d, _s, _l, _h = tables.dossiers.c, tables.dossier_steps.c, tables.left_drafts.c, tables.hall_files.c
_m = tables.held_drafts.c


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell. `counter`: whose it is; a repeat of the same `change` says nothing new."""

    kind: str
    id: UUID
    counter: str
    change: int
    sealed: bytes


def untold(connection: Connection, kind: str, counter: str, key: bytes, limit: int) -> tuple[Entry, ...]:
    """The first of them, in their order."""
    if kind == DOSSIER:
        rows = select(tables.dossiers).where(_d.told < _d.change).order_by(_d.entry).limit(limit)
        return tuple(_of_dossier(row, counter, key) for row in connection.execute(rows))
    if kind in (DRAFT, GIVEN):
        mine = _l.told < _l.change, _l.clerk.is_(None) if kind == DRAFT else _l.clerk.is_not(None)
        left = select(tables.left_drafts).where(*mine).order_by(_l.day, _l.dossier_id).limit(limit)
        return tuple(_of_draft(row, kind, counter, key) for row in connection.execute(left))
    if kind == HELD:
        held = select(tables.held_drafts).where(_m.colleague.is_(None), _m.told < _m.change).order_by(_m.dossier_id)
        ours = connection.execute(held.limit(limit)).all()
        return tuple(_sealed(HELD, r.dossier_id, counter, r.change, told_of(connection, r), key) for r in ours)
    if kind == TAKEN:
        taken = select(tables.held_drafts).where(_m.taken_by.is_not(None), ~_m.taken_told).limit(limit)
        return tuple(_of_taken(row, key) for row in connection.execute(taken))
    if kind in BESIDE:
        told = untold_beside(connection, kind, limit)
        return tuple(_sealed(kind, each, whose or counter, 1, {"version": 1} | said, key) for each, whose, said in told)
    steps = select(tables.dossier_steps).where(_s.hall_place.is_(None)).order_by(_s.place).limit(limit)
    return tuple(_of_step(row, key) for row in connection.execute(steps))


def note_told(connection: Connection, told: Sequence[Entry], places: Mapping[UUID, int]) -> None:
    """`places`: the site's order, which a step then stands in."""
    if told and told[0].kind in BESIDE:
        note_beside(connection, told[0].kind, [entry.id for entry in told])
        return
    for entry in told:
        if entry.kind == DOSSIER:
            row = update(tables.dossiers).where(_d.id == entry.id, _d.told < entry.change)
            connection.execute(row.values(told=entry.change))
        elif entry.kind in (DRAFT, GIVEN):
            left = update(tables.left_drafts).where(_l.dossier_id == entry.id, _l.told < entry.change)
            connection.execute(left.values(told=entry.change))
        elif entry.kind == HELD:
            held = update(tables.held_drafts).where(_m.dossier_id == entry.id, _m.told < entry.change)
            connection.execute(held.values(told=entry.change))
        elif entry.kind == TAKEN:
            connection.execute(update(tables.held_drafts).where(_m.dossier_id == entry.id).values(taken_told=True))
        else:
            step = update(tables.dossier_steps).where(_s.id == entry.id)
            connection.execute(step.values(hall_place=places[entry.id]))
            settle(connection, connection.execute(select(_s.dossier_id).where(_s.id == entry.id)).scalar_one())


def tell_all_again(connection: Connection) -> None:
    """A new server, or an earlier state of it: whoever comes first tells it all that they know, in the order known."""
    connection.execute(update(tables.dossiers).values(told=0))
    connection.execute(update(tables.left_drafts).values(told=0))
    connection.execute(update(tables.held_drafts).values(taken_told=False))
    connection.execute(update(tables.held_drafts).where(_m.colleague.is_(None)).values(told=0))
    tell_beside_again(connection)
    order = select(_s.id).where(_s.hall_place.is_not(None)).order_by(_s.hall_place)
    known = list(connection.scalars(order))
    first = min(connection.scalar(select(func.min(_s.place))) or 0, 0) - len(known)  # before all that was never told
    for place, step in enumerate(known, first):
        connection.execute(update(tables.dossier_steps).where(_s.id == step).values({_s.place: place}))
    connection.execute(update(tables.dossier_steps).values(hall_place=None))


def give_all_again(connection: Connection) -> None:
    """The server has another life, and none of the files."""
    connection.execute(delete(tables.hall_files).where(_h.kind.in_((GIVEN_OUT, LARGE))))
    for fact in (AT_DOSSIER, AT_STEP):
        write_fact(connection, fact, "0")


def _of_dossier(row: Row[Any], counter: str, key: bytes) -> Entry:
    whose = row.colleague or counter
    state = row.state
    if row.colleague is not None:  # what is known of the colleague's own telling, not of ours
        over = state if state in FINAL else Honest.CONFIRMED.value
        state = over if row.colleague_confirmed else Honest.SAVED.value
    said = {
        "version": 1,
        "operation_id": str(row.operation_id),
        "code": row.code,
        "linked_code": row.linked_code,
        "clerk": row.clerk,
        "accepted_at": row.accepted_at.isoformat(),
        "state": state,
        "prints": row.prints,
        "document": row.document,
        "receipt": row.receipt,
    }
    return _sealed(DOSSIER, row.id, whose, row.change, said, key)


def _of_step(row: Row[Any], key: bytes) -> Entry:
    said = {"version": 1, "dossier_id": str(row.dossier_id), "document": row.document}
    return _sealed(STEP, row.id, row.counter, 1, said, key)


def _of_draft(row: Row[Any], kind: str, counter: str, key: bytes) -> Entry:
    said = {
        "version": 1,
        "ticket_id": str(row.ticket_id) if row.ticket_id else "",
        "day": row.day.isoformat(),
        "document": row.document,
        "clerk": row.clerk or "",
        "taken_by": row.taken_by or "",
    }
    return _sealed(kind, row.dossier_id, row.colleague or counter, row.change, said, key)


def _of_taken(row: Row[Any], key: bytes) -> Entry:
    said = {"version": 1, "as": str(row.taken_as)}
    return _sealed(TAKEN, row.dossier_id, row.taken_by, 1, said, key)


def _sealed(kind: str, entry_id: UUID, counter: str, change: int, said: dict[str, Any], key: bytes) -> Entry:
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return Entry(kind, entry_id, counter, change, seal(key, plain, kind, entry_id, counter, change))
