"""What colleagues told, put into this counter's own tables: by UUID, so that hearing it twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, exists, insert, select, update
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
from .beside import hear_beside
from .in_hand import HELD, TAKEN, row_of
from .seal import unseal
from .told import BESIDE, DOSSIER, DRAFT, FINAL, GIVEN

HALL = "hall"  # who is named in the audit
_d, _s, _o, _a = tables.dossiers.c, tables.dossier_steps.c, tables.outbox.c, tables.audit.c
_l, _m = tables.left_drafts.c, tables.held_drafts.c


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
        takes = {DOSSIER: self._dossier, DRAFT: self._left_draft, GIVEN: self._left_draft}
        takes |= {HELD: self._held, TAKEN: self._taken, **dict.fromkeys(BESIDE, self._beside)}
        new, take = 0, takes.get(kind, self._step)
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
        self._accepted_unheard(entry.id)
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

    def _held(self, entry: Row[Any]) -> bool:
        """In a clerk's hands at a colleague's counter: who has it, and since when."""
        known = self._connection.execute(select(tables.held_drafts).where(_m.dossier_id == entry.id)).one_or_none()
        if entry.counter == self._counter:
            return self._held_here(entry, known)
        this = _m.dossier_id == entry.id
        if known is not None and known.change > entry.change:
            return False
        if known is not None and known.change == entry.change and known.colleague == entry.counter:
            return False
        said = self._opened(HELD, entry)
        try:
            row = row_of(said, entry.counter, entry.change)
        except (KeyError, TypeError, ValueError) as error:
            raise SiteUnreadable("held") from error
        if known is not None and known.colleague is None and not known.over:
            self._connection.execute(update(tables.held_drafts).where(this).values(**_still_here(row)))
        elif row["over"] and (known is None or known.taken_by is None) and self._knows(entry.id):
            self._connection.execute(delete(tables.held_drafts).where(this))
        elif known is None:  # over as well: whoever it was given to tells it above this change, whatever their clocks
            self._connection.execute(insert(tables.held_drafts).values(dossier_id=entry.id, **row))
        else:
            self._connection.execute(update(tables.held_drafts).where(this).values(**row))
        return known is None

    def _knows(self, dossier_id: UUID) -> bool:
        return bool(self._connection.scalar(select(exists().where(_d.id == dossier_id))))

    def _held_here(self, entry: Row[Any], known: Row[Any] | None) -> bool:
        """What this counter told before its backup was put back is told anew, as it is now."""
        change = {"change": entry.change + 1}
        if known is None and not self._opened(HELD, entry)["over"]:
            over = {"clerk": "", "since": self._now, "at": self._now, "about": "{}", "over": True, **change}
            self._connection.execute(insert(tables.held_drafts).values(dossier_id=entry.id, **over))
        elif known is not None and known.change < entry.change:
            self._connection.execute(
                update(tables.held_drafts).where(_m.dossier_id == entry.id).values(at=self._now, **change)
            )
        return False

    def _taken(self, entry: Row[Any]) -> bool:
        """A supervisor took a draft over: its own counter lays it aside, with all that stands in it."""
        known = self._connection.execute(select(tables.held_drafts).where(_m.dossier_id == entry.id)).one_or_none()
        if known is not None and known.taken_by is not None:
            return False
        try:
            taken = {"taken_by": entry.counter, "taken_as": UUID(self._opened(TAKEN, entry)["as"]), "taken_told": True}
        except (KeyError, TypeError, ValueError) as error:
            raise SiteUnreadable("taken") from error
        if known is None:
            row = {"colleague": entry.counter, "clerk": "", "since": self._now, "at": self._now, "about": "{}"}
            self._connection.execute(insert(tables.held_drafts).values(dossier_id=entry.id, over=True, **row, **taken))
        else:
            self._connection.execute(update(tables.held_drafts).where(_m.dossier_id == entry.id).values(**taken))
        drafts = tables.drafts.c
        mine = update(tables.drafts).where(drafts.dossier_id == entry.id, ~drafts.put_away).values(put_away=True)
        if self._connection.execute(mine).rowcount:
            self._note("draft-taken-over", {"dossier": str(entry.id), "from": entry.counter})
        left = _l.dossier_id == entry.id, _l.taken_by.is_(None)  # parked or given away there, out of the hall's reach
        self._connection.execute(
            update(tables.left_drafts).where(*left).values(taken_by=entry.counter, change=_l.change + 1)
        )
        self._accepted_unheard(entry.id)
        return known is None

    def _accepted_unheard(self, dossier_id: UUID) -> None:
        """Taken over, and accepted by a counter that had not heard of it: both stand, and both stories say so."""
        taken = select(_m.taken_as).join(tables.dossiers, _d.id == _m.dossier_id)
        other = self._connection.scalar(taken.where(_m.dossier_id == dossier_id, _m.taken_as.is_not(None)))
        if other is not None:
            self._clash(dossier_id, {"act": "accepted", "other": str(other)})
            self._clash(other, {"act": "accepted", "other": str(dossier_id)})

    # --- beside ----------------------------------------------------------------------------------------

    def _beside(self, entry: Row[Any]) -> bool:
        said = self._opened(entry.kind, entry)
        try:
            return hear_beside(self._connection, entry.kind, entry.counter, said)
        except (KeyError, TypeError, ValueError, StoreDamaged) as error:
            raise SiteUnreadable(entry.kind) from error

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


def _still_here(row: dict[str, Any]) -> dict[str, Any]:
    """What a colleague tells of a draft that is open here: another of the same id (sent online), or the one that was
    given here. It covers nothing; ours is told above it, and at once where the hall believes that it is over."""
    return {"change": row["change"] + 1 if row["over"] else row["change"], "told": row["change"]}


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
