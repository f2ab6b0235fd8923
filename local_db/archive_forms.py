"""Which accepted papers have their archive form, which wait for it, and which were set aside.

A paper's line is written in the transaction that accepts it, and its file is durable before the transaction that names
it here. What a purge has taken, pages or PDFs, waits no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, literal, select, update

from counter_app.domain.archive import MOST_TRIES, ArchiveForm, Unarchived
from counter_app.domain.outbox import DocumentFile, EventKind

from . import tables

_a = tables.archive_forms.c
_c = tables.colleague_forms.c
_SET_ASIDE = _a.attempts >= MOST_TRIES
_INSERT = insert(tables.archive_forms)


class SqlArchiveForms:
    """Fulfils `ports.ArchiveForms`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def queue(self, dossier_id: UUID, files: Iterable[DocumentFile]) -> None:
        rows = [{"dossier_id": dossier_id, "component": f.component, "source": f.sha256, "attempts": 0} for f in files]
        if rows:
            self._connection.execute(_INSERT, rows)

    def next(self) -> Unarchived | None:
        waiting = select(tables.archive_forms).where(*_open(), ~_SET_ASIDE)
        row = self._connection.execute(waiting.order_by(_a.attempts, _a.place).limit(1)).one_or_none()
        return None if row is None else _unarchived(row)

    def waiting(self) -> int:
        return self._connection.scalar(select(func.count()).where(*_open(), ~_SET_ASIDE)) or 0

    def set_aside(self) -> tuple[Unarchived, ...]:
        rows = select(tables.archive_forms).where(*_open(), _SET_ASIDE).order_by(_a.place)
        return tuple(_unarchived(row) for row in self._connection.execute(rows))

    def made(self, form: ArchiveForm, at: datetime) -> bool:
        change = update(tables.archive_forms).where(*_this(form.dossier_id, form.component), *_open())
        values = {"sha256": form.sha256, "size": form.size, "made_at": at, "problem": None}
        return bool(self._connection.execute(change.values(**values)).rowcount)

    def failed(self, paper: Unarchived, why: str, for_good: bool = False) -> None:
        attempts = MOST_TRIES if for_good else _a.attempts + 1
        change = update(tables.archive_forms).where(*_this(paper.dossier_id, paper.component), *_open())
        self._connection.execute(change.values(attempts=attempts, problem=why))

    def try_again(self) -> int:
        change = update(tables.archive_forms).where(*_open(), _SET_ASIDE).values(attempts=0, problem=None)
        return self._connection.execute(change).rowcount

    def of(self, dossier_id: UUID) -> tuple[ArchiveForm, ...]:
        made = select(tables.archive_forms).where(_a.dossier_id == dossier_id, _a.sha256.is_not(None))
        rows = list(self._connection.execute(made.order_by(_a.place)))
        told = select(tables.colleague_forms).where(_c.dossier_id == dossier_id).order_by(_c.component)
        rows += self._connection.execute(told)
        forms = (ArchiveForm(r.dossier_id, r.component, r.source, r.sha256, r.size) for r in rows)
        return tuple({form.component: form for form in reversed(tuple(forms))}.values())[::-1]


def queue_what_is_not(connection: Connection) -> None:
    """Papers of accepted dossiers whose line a rescue could not save wait anew: what is made again has its old name."""
    outbox, files, dossiers = tables.outbox, tables.outbox_files, tables.dossiers
    known = exists().where(_a.dossier_id == outbox.c.dossier_id, _a.component == files.c.component)
    papers = (
        select(outbox.c.dossier_id, files.c.component, func.min(files.c.sha256), literal(0))
        .join_from(files, outbox)
        .join(dossiers, dossiers.c.id == outbox.c.dossier_id)
        .where(outbox.c.kind == EventKind.DOSSIER_ACCEPTED.value, ~known)
        .group_by(outbox.c.dossier_id, files.c.component)
        .order_by(func.min(outbox.c.event_order), func.min(files.c.place))
    )
    connection.execute(_INSERT.from_select(("dossier_id", "component", "source", "attempts"), papers))


def _this(dossier_id: UUID, component: str) -> tuple[ColumnElement[bool], ...]:
    return _a.dossier_id == dossier_id, _a.component == component


def _open() -> tuple[ColumnElement[bool], ...]:
    """A rescue may have saved the line and not its dossier: there is nothing to make it of."""
    there = exists().where(tables.dossiers.c.id == _a.dossier_id)
    purged = exists().where(tables.purges.c.dossier_id == _a.dossier_id)
    return _a.sha256.is_(None), there, ~purged


def _unarchived(row: Row[tuple[object, ...]]) -> Unarchived:
    return Unarchived(row.dossier_id, row.component, row.source, row.attempts, row.problem)
