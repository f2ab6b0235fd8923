"""Drafts in a clerk's hands, told to the hall once a minute at most and emptied when they end; and those that a
supervisor took over at another counter.

A draft's own counter is the only one that tells it. That it was taken over is an entry of its own, which nothing that
the draft's counter tells can cover; it goes on as another draft, so that one which its counter had accepted unheard
stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Engine, Row, exists, insert, select, update

from counter_app.domain.dossier import Captured
from counter_app.domain.errors import (
    BrokenPromise,
    DraftOutOfReach,
    SiteFault,
    SiteUnreadable,
    StoreDamaged,
    TakenElsewhere,
    TakenUnclear,
)
from counter_app.ports import Draft

from .. import tables
from ..drafts import IS_OPEN
from ..tickets import ticket_of
from ..values import draft_from_json
from .line import site_faults
from .seal import unseal
from .sole import leave_sole, take_sole, whose_sole

HELD, TAKEN = "held", "taken"  # kinds of entries
AT_MOST_EVERY = timedelta(minutes=1)
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # changes count up with the seconds: a restored store goes on above them
_h, _d, _l = tables.held_drafts.c, tables.drafts.c, tables.left_drafts.c
_e = tables.site_entries.c


@dataclass(frozen=True, slots=True)
class News:
    """What the hall does not know of this counter's drafts: `begun` or changed, each with its count of changes; and
    `ended`."""

    begun: tuple[tuple[Draft, int], ...]
    ended: tuple[UUID, ...]


Spooled = Callable[[UUID], int]  # how many pages of a draft lie in this PC's scanner spool, on no draft yet


def nothing_spooled(_: UUID) -> int:
    return 0


def news_of(own: Connection, now: datetime, spooled: Spooled = nothing_spooled) -> News:
    laid = exists().where(_l.dossier_id == _d.dossier_id, _l.taken_by.is_(None))  # in nobody's hands: told as such
    rows = own.execute(select(_d.dossier_id, _d.changes, _d.clerk).where(IS_OPEN, ~laid)).all()
    known = {row.dossier_id: row for row in own.execute(select(tables.held_drafts).where(_h.colleague.is_(None)))}
    due = [row for row in rows if _is_due(row, known.get(row.dossier_id), now, spooled)]
    documents = ((own.scalar(select(_d.document).where(_d.dossier_id == row.dossier_id)), row.changes) for row in due)
    drafts = ((draft_from_json(document), changes) for document, changes in documents if document)
    begun: list[tuple[Draft, int]] = []
    in_hand = {row.dossier_id for row in rows}
    for draft, changes in drafts:
        if draft.dossier.applicant or draft.pages:
            begun.append((draft, changes))
        else:  # emptied again: what stood in it is nobody's to keep
            in_hand.discard(draft.dossier.id)
    return News(tuple(begun), tuple(one for one, row in known.items() if one not in in_hand and not row.over))


def _is_due(draft: Any, told: Row[Any] | None, now: datetime, spooled: Spooled) -> bool:
    if told is None or told.over or told.clerk != draft.clerk:
        return True
    if abs(now - told.at) < AT_MOST_EVERY:  # the clock may be set back
        return False
    return bool(told.changes != draft.changes or json.loads(told.about).get("spooled", 0) != spooled(draft.dossier_id))


def note_news(own: Connection, news: News, now: datetime, spooled: Spooled = nothing_spooled) -> None:
    count = int((now - _SINCE).total_seconds())
    for draft, changes in news.begun:
        this = _h.dossier_id == draft.dossier.id
        last = own.execute(select(tables.held_drafts).where(this)).one_or_none()
        row: dict[str, Any] = {"at": now, "clerk": draft.clerk, "about": _about(own, draft, spooled), "over": False}
        row |= {"changes": changes, "change": max((0 if last is None else last.change) + 1, count)}
        if last is None or last.over or last.colleague is not None:  # in this clerk's hands from now on
            row |= {"since": now, "colleague": None}
        if last is None:
            own.execute(insert(tables.held_drafts).values(dossier_id=draft.dossier.id, **row))
        else:
            own.execute(update(tables.held_drafts).where(this).values(**row))
    for dossier_id in news.ended:
        this = _h.dossier_id == dossier_id
        before = own.scalar(select(_h.change).where(this)) or 0
        over = {"over": True, "about": "{}", "at": now, "change": max(before + 1, count)}
        own.execute(update(tables.held_drafts).where(this).values(**over))


def _about(own: Connection, draft: Draft, spooled: Spooled) -> str:
    """What a list shows of it, and nothing more: this much stands at every counter."""
    dossier, label = draft.dossier, ""
    person = dossier.owner or dossier.applicant
    if draft.ticket_id is not None:
        row = own.execute(select(tables.tickets).where(tables.tickets.c.id == draft.ticket_id)).one_or_none()
        label = ticket_of(row).label if row is not None else ""
    said = {
        "who": person.full_name if person else "",
        "procedure": dossier.procedure.name if dossier.procedure else "",
        "label": label,
        "pages": len(draft.pages),
        "spooled": spooled(dossier.id),
        "online": draft.submitted_at is not None,
    }
    return json.dumps(said, ensure_ascii=False)


def told_of(own: Connection, row: Row[Any]) -> dict[str, Any]:
    """Of `held_drafts`, for the server: with what stands in it, until it is over."""
    document = "" if row.over else own.scalar(select(_d.document).where(_d.dossier_id == row.dossier_id)) or ""
    return {
        "version": 1,
        "over": row.over,
        "clerk": row.clerk,
        "since": row.since.isoformat(),
        "at": row.at.isoformat(),
        "about": row.about,
        "document": document,
    }


def row_of(said: dict[str, Any], counter: str, change: int) -> dict[str, Any]:
    """A colleague's, for `held_drafts`: what stands in it is left where it is. Raises KeyError, TypeError,
    ValueError for what is none."""
    about = json.loads(said["about"])
    if not said["over"]:
        about = {"who": str(about["who"]), "procedure": str(about["procedure"]), "label": str(about["label"])} | {
            "pages": int(about["pages"]),
            "spooled": int(about["spooled"]),
            "online": bool(about["online"]),
        }
    return {
        "colleague": counter,
        "clerk": str(said["clerk"]),
        "since": datetime.fromisoformat(said["since"]),
        "at": datetime.fromisoformat(said["at"]),
        "about": json.dumps(about, ensure_ascii=False),
        "over": bool(said["over"]),
        "change": change,
        "told": change,
    }


def pages_of(document: str) -> list[str]:
    """What whoever takes the draft over needs: its pages and PDFs. The images that they were cut out of stay."""
    draft = draft_from_json(document)
    captured = [paper for paper in draft.dossier.settlements if isinstance(paper, Captured)]
    names = [page.name for page in draft.pages]
    names += [name for paper in captured for name in (*paper.pages, *paper.files)]
    return list(dict.fromkeys(names))


@contextmanager
def taken_over(engine: Engine, key: bytes, counter: str, draft_id: UUID) -> Iterator[Draft]:
    """A colleague's draft, as its counter told it last, for this counter alone; what fails within gives it back.

    Raises TakenElsewhere where another took it over or it is over, TakenUnclear where another began to, DraftOutOfReach
    where the server is away, or does not have what stands in it.
    """
    act = uuid5(draft_id, TAKEN)
    try:
        with site_faults(), engine.begin() as server:
            if server.scalar(select(_e.id).where(_e.kind == TAKEN, _e.id == draft_id)) is not None:
                raise TakenElsewhere
            if not take_sole(server, counter, act):  # at this moment; or the answer was lost that it had it
                raise TakenUnclear(counter=whose_sole(server, act))
            entry = server.execute(select(tables.site_entries).where(_e.kind == HELD, _e.id == draft_id)).one_or_none()
            if entry is None or not entry.sealed:
                raise DraftOutOfReach
            plain = unseal(key, entry.sealed, HELD, entry.id, entry.counter, entry.change)
            said = json.loads(plain)
            if said["over"]:
                raise TakenElsewhere
            draft = draft_from_json(said["document"])
    except (SiteFault, SiteUnreadable, StoreDamaged, KeyError, TypeError, ValueError) as error:
        raise DraftOutOfReach from error
    try:
        yield draft
    except BaseException:
        with suppress(SiteFault, BrokenPromise), site_faults(), engine.begin() as server:  # else this counter's to take
            leave_sole(server, counter, act)
        raise
