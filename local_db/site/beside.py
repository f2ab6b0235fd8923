"""What else counters tell each other, once each: refusals before reception, answers to what was sent online, archive
forms. Nothing of it changes, so that hearing it twice adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, and_, exists, insert, select, update

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.life import Act

from .. import tables
from ..online import asked_in
from ..values import refused_from_json

REFUSAL, ANSWER, FORM = "refusal", "answer", "form"  # kinds of entries
_r, _n, _f, _c = tables.refusals.c, tables.online_answers.c, tables.archive_forms.c, tables.colleague_forms.c
_o = tables.outbox.c

Telling = tuple[UUID, str, dict[str, Any]]  # its id, whose it is (empty: this counter's), what it says


def untold_beside(own: Connection, kind: str, limit: int) -> tuple[Telling, ...]:
    return _UNTOLD[kind](own, limit)


def note_beside(own: Connection, kind: str, ids: Collection[UUID]) -> None:
    """The server has them."""
    if kind == REFUSAL:
        own.execute(update(tables.refusals).where(_r.draft_id.in_(ids)).values(told=True))
    elif kind == ANSWER:
        for row in own.execute(select(tables.online_answers).where(~_n.told)).all():
            if _answer_id(row) in ids:  # one that was answered anew meanwhile is told anew
                this = _n.dossier_id == row.dossier_id, _n.submitted_at == row.submitted_at
                own.execute(update(tables.online_answers).where(*this).values(told=True))
    else:
        made = select(_f.place, _f.dossier_id, _f.component).where(~_f.told, _f.sha256.is_not(None))
        places = [row.place for row in own.execute(made) if _form_id(row) in ids]
        own.execute(update(tables.archive_forms).where(_f.place.in_(places)).values(told=True))


def tell_beside_again(own: Connection) -> None:
    for table in (tables.refusals, tables.online_answers, tables.archive_forms):
        own.execute(update(table).values(told=False))


def hear_beside(own: Connection, kind: str, counter: str, said: dict[str, Any]) -> bool:
    """Whether it was new. Raises KeyError, TypeError, ValueError, StoreDamaged for what is none."""
    return _HEARD[kind](own, counter, said)


# --- refusals before reception -------------------------------------------------------------------------


def _refusals(own: Connection, limit: int) -> tuple[Telling, ...]:
    rows = own.execute(select(tables.refusals).where(~_r.told).order_by(_r.place).limit(limit))
    return tuple((row.draft_id, row.colleague or "", {"document": row.document}) for row in rows)


def _refusal(own: Connection, counter: str, said: dict[str, Any]) -> bool:
    refused = refused_from_json(said["document"])
    if own.scalar(select(_r.place).where(_r.draft_id == refused.draft_id)) is not None:
        return False
    row = {"draft_id": refused.draft_id, "counter": refused.counter, "number": refused.number, "at": refused.at}
    row |= {"year": refused.at.astimezone(VIETNAM).year, "clerk": refused.who, "sought": refused.sought}
    row |= {
        "prints": 1,
        "document": said["document"],
        "colleague": counter,
        "told": True,
    }  # its paper was given out there
    own.execute(insert(tables.refusals).values(**row))
    return True


# --- answers to what was sent online -------------------------------------------------------------------


def _answers(own: Connection, limit: int) -> tuple[Telling, ...]:
    event = and_(_o.dossier_id == _n.dossier_id, _o.created_at == _n.at)
    rows = select(tables.online_answers, _o.payload).outerjoin(tables.outbox, event).where(~_n.told).limit(limit)
    return tuple((_answer_id(row), row.colleague or "", _said(row)) for row in own.execute(rows))


def _said(row: Row[Any]) -> dict[str, Any]:
    payload, asked = row.payload or {}, row.asked
    if asked is None and payload.get("act") == Act.SUPPLEMENT_ASKED.value:
        asked = json.dumps({"reason": payload["reason"], "papers": payload["papers"]}, ensure_ascii=False)
    said = {"dossier_id": str(row.dossier_id), "submitted_at": row.submitted_at.isoformat()}
    return {**said, "at": row.at.isoformat(), "asked": asked or ""}


def _answer_id(row: Row[Any]) -> UUID:
    return uuid5(row.dossier_id, row.submitted_at.astimezone(UTC).isoformat())


def _answer(own: Connection, counter: str, said: dict[str, Any]) -> bool:
    this, sent = UUID(said["dossier_id"]), datetime.fromisoformat(said["submitted_at"])
    known = own.scalar(select(_n.submitted_at).where(_n.dossier_id == this))
    if known is not None and known >= sent:
        return False
    asked = asked_in(said["asked"]) if said["asked"] else None
    row = {"submitted_at": sent, "at": datetime.fromisoformat(said["at"]), "asked": said["asked"] if asked else None}
    row |= {"colleague": counter, "told": True}
    if known is None:
        own.execute(insert(tables.online_answers).values(dossier_id=this, **row))
    else:
        own.execute(update(tables.online_answers).where(_n.dossier_id == this).values(**row))
    return True


# --- archive forms -------------------------------------------------------------------------------------


def _forms(own: Connection, limit: int) -> tuple[Telling, ...]:
    """Of this counter alone: a file that only a dead PC has is nobody's to promise."""
    purged = exists().where(tables.purges.c.dossier_id == _f.dossier_id)
    rows = select(tables.archive_forms).where(~_f.told, _f.sha256.is_not(None), ~purged).order_by(_f.place).limit(limit)
    return tuple((_form_id(row), "", _form_said(row)) for row in own.execute(rows))


def _form_id(row: Any) -> UUID:
    return uuid5(row.dossier_id, row.component)


def _form_said(row: Row[Any]) -> dict[str, Any]:
    said = {"dossier_id": str(row.dossier_id), "component": row.component, "source": row.source}
    return {**said, "sha256": row.sha256, "size": row.size}


def _form(own: Connection, counter: str, said: dict[str, Any]) -> bool:
    this, component = UUID(said["dossier_id"]), str(said["component"])
    name, source = str(said["sha256"]), str(said["source"])
    if len(bytes.fromhex(name)) != 32 or len(bytes.fromhex(source)) != 32:
        raise ValueError("no name of a file")
    known = select(_c.sha256).where(_c.dossier_id == this, _c.component == component)
    if own.scalar(known) is not None:
        return False
    row = {"dossier_id": this, "component": component, "source": source, "sha256": name, "size": int(said["size"])}
    own.execute(insert(tables.colleague_forms).values(colleague=counter, **row))
    return True


_UNTOLD = {REFUSAL: _refusals, ANSWER: _answers, FORM: _forms}
_HEARD = {REFUSAL: _refusal, ANSWER: _answer, FORM: _form}
