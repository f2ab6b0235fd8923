"""What colleagues told, put into this counter's own tables: by UUID, so that hearing it twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from counter_app.domain.codes import DossierCode
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Dossier, Honest
from counter_app.domain.errors import SiteUnreadable, StoreDamaged
from counter_app.domain.query import code_tail
from counter_app.ports import AcceptedDossier, AuditLine

from .. import tables
from ..audit import SqlAudit
from ..dossiers import NEXT_ENTRY, OF_THE_APPLICANT, columns_of, paper_row
from ..lives import settle
from ..values import dossier_from_json, draft_from_json, receipt_from_json, step_from_json
from .seal import unseal
from .told import DOSSIER, DRAFT, FINAL, GIVEN

HALL = "hall"  # who is named in the audit
_d, _s, _o, _a = tables.dossiers.c, tables.dossier_steps.c, tables.outbox.c, tables.audit.c
_l = tables.left_drafts.c


class Hearing:
    """One transaction of this counter's store. `now`: for the audit."""

    def __init__(self, connection: Connection, key: bytes, counter: str, now: datetime) -> None:
        self._connection, self._key, self._counter, self._now = connection, key, counter, now
        self._audit = SqlAudit(connection)
        self.unread: int | None = None

    def take(self, kind: str, entries: Sequence[Row[Any]]) -> int:
        """How many were new. What collides with a row of our own (the same code on two dossiers) is noted in the audit
        and goes by: it must not hold up what comes after it. Neither does what cannot be read; `unread` is the first
        place of such."""
        new, take = 0, {DOSSIER: self._dossier, DRAFT: self._left_draft, GIVEN: self._left_draft}.get(kind, self._step)
        for entry in entries:
            try:
                with self._connection.begin_nested():
                    new += take(entry)
            except IntegrityError:
                self._note("site-entry-refused", {"kind": kind, "id": str(entry.id), "from": entry.counter})
            except SiteUnreadable:
                self.unread = self.unread or entry.place
                self._note("site-entry-unreadable", {"kind": kind, "id": str(entry.id), "from": entry.counter})
        return new

    # --- dossiers --------------------------------------------------------------------------------------

    def _dossier(self, entry: Row[Any]) -> bool:
        known = self._connection.execute(select(tables.dossiers).where(_d.id == entry.id)).one_or_none()
        whose = None if known is None else known.colleague or self._counter
        if known is not None and known.change >= entry.change and whose == entry.counter:
            return False
        said = self._opened(DOSSIER, entry)
        try:
            if known is not None and known.operation_id != UUID(said["operation_id"]):
                self._clash(entry.id, {"act": "accepted", "from": entry.counter})  # both stand: a person's to settle
                return False
            if known is not None and known.change >= entry.change:
                return False
            return self._add(entry, said) if known is None else self._change(entry, said, known)
        except (KeyError, TypeError, ValueError, StoreDamaged) as error:
            raise SiteUnreadable("dossier") from error

    def _add(self, entry: Row[Any], said: dict[str, Any]) -> bool:
        dossier, accepted = _accepted(entry, said)
        hall = {
            "colleague": entry.counter,
            "colleague_confirmed": accepted.state in FINAL,
            "change": entry.change,
            "told": entry.change,
        }
        row = {**columns_of(dossier, accepted), "clerk": said["clerk"], **hall}
        self._connection.execute(insert(tables.dossiers).values(entry=NEXT_ENTRY, **row))
        papers = [paper_row(dossier.id, settlement) for settlement in dossier.settlements]
        if papers:
            self._connection.execute(insert(tables.dossier_papers), papers)
        return True

    def _change(self, entry: Row[Any], said: dict[str, Any], known: Row[Any]) -> bool:
        changed: dict[str, Any] = {"change": entry.change, "told": entry.change}
        if said["linked_code"] and not known.linked_code:
            changed |= {"linked_code": said["linked_code"], "linked_tail": code_tail(said["linked_code"])}
        if known.colleague is None:  # of a future that a restored backup does not know: ours goes on from there
            changed["change"] = entry.change + 1
        else:
            columns = columns_of(*_accepted(entry, said))
            changed |= {name: columns[name] for name in OF_THE_APPLICANT}  # they may have corrected it
            changed["colleague_confirmed"] = Honest(said["state"]) in FINAL
            waits = exists().where(_o.dossier_id == entry.id, _o.confirmed_at.is_(None), _o.closed_at.is_(None))
            if not self._connection.scalar(select(waits)):
                changed["state"] = said["state"]
        self._connection.execute(update(tables.dossiers).where(_d.id == entry.id).values(**changed))
        return False

    # --- steps -----------------------------------------------------------------------------------------

    def _step(self, entry: Row[Any]) -> bool:
        known = self._connection.execute(select(tables.dossier_steps).where(_s.id == entry.id)).one_or_none()
        if known is not None:
            if known.hall_place != entry.place:
                moved = update(tables.dossier_steps).where(_s.id == entry.id).values(hall_place=entry.place)
                self._connection.execute(moved)
                self._settled(known.dossier_id)
            return False
        said = self._opened("step", entry)
        try:
            step, dossier_id = step_from_json(said["document"]), UUID(said["dossier_id"])
        except (KeyError, TypeError, ValueError, StoreDamaged) as error:
            raise SiteUnreadable("step") from error
        row = {
            "id": step.id,
            "dossier_id": dossier_id,
            "act": step.act.value,
            "at": step.at,
            "counter": step.counter,
            "year": step.at.astimezone(VIETNAM).year,
            "number": step.number,
            "prints": 1 if step.counter else 0,  # of paper that was given out there; the province's is on nobody's
            "document": said["document"],
            "colleague": entry.counter,
            "hall_place": entry.place,
        }
        self._connection.execute(insert(tables.dossier_steps).values(**row))
        self._settled(dossier_id)
        return True

    def _settled(self, dossier_id: UUID) -> None:
        """Two counters that acted without knowing of each other: both steps stand, and the story says so."""
        clashes = settle(self._connection, dossier_id).clashes
        if clashes:
            self._clash(dossier_id, {"act": clashes[0].act.value, "from": clashes[0].counter})

    def _clash(self, dossier_id: UUID, about: dict[str, str]) -> None:
        """Once for a dossier."""
        noted = select(_a.line).where(_a.dossier == str(dossier_id), _a.what == "site-clash").limit(1)
        if self._connection.scalar(noted) is None:
            self._note("site-clash", {"dossier": str(dossier_id), **about})

    # --- drafts ----------------------------------------------------------------------------------------

    def _left_draft(self, entry: Row[Any]) -> bool:
        """Begun with a number at a colleague's kiosk, or given to a clerk: it waits here as well for whoever calls the
        number, or for the clerk. Or somebody goes on with it."""
        known = self._connection.scalar(select(_l.change).where(_l.dossier_id == entry.id))
        if known is not None and known >= entry.change:
            return False
        said = self._opened(entry.kind, entry)
        try:
            draft_from_json(said["document"])
            row: dict[str, Any] = {"ticket_id": UUID(said["ticket_id"]) if said["ticket_id"] else None}
            row |= {"day": date.fromisoformat(said["day"])}
            row |= {"clerk": said["clerk"] or None, "taken_by": said["taken_by"] or None}
            row["colleague"] = None if entry.counter == self._counter else entry.counter
        except (KeyError, TypeError, ValueError, StoreDamaged) as error:
            raise SiteUnreadable("draft") from error
        values = {**row, "document": said["document"], "change": entry.change, "told": entry.change}
        if known is None:
            new = insert(tables.left_drafts).values(dossier_id=entry.id, **values)
            self._connection.execute(new)
        else:
            self._connection.execute(update(tables.left_drafts).where(_l.dossier_id == entry.id).values(**values))
        return known is None

    def _note(self, what: str, about: dict[str, str]) -> None:
        self._audit.add(AuditLine(self._now, HALL, self._counter, what, about))

    def _opened(self, kind: str, entry: Row[Any]) -> dict[str, Any]:
        plain = unseal(self._key, entry.sealed, kind, entry.id, entry.counter, entry.change)
        try:
            said = json.loads(plain)
        except ValueError as error:
            raise SiteUnreadable(kind) from error
        if not isinstance(said, dict) or said.get("version") != 1:
            raise SiteUnreadable("version")
        return said


def _accepted(entry: Row[Any], said: dict[str, Any]) -> tuple[Dossier, AcceptedDossier]:
    linked = said["linked_code"]
    accepted = AcceptedDossier(
        id=entry.id,
        operation_id=UUID(said["operation_id"]),
        code=DossierCode(said["code"]),
        receipt=receipt_from_json(said["receipt"]),
        accepted_at=datetime.fromisoformat(said["accepted_at"]),
        state=Honest(said["state"]),
        linked_code=DossierCode(linked) if linked else None,
        prints=said["prints"],
    )
    return dossier_from_json(said["document"]), accepted
