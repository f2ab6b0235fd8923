"""What may go by rule, what went, and which files of the vault are still spoken of.

Which dossier speaks of which page stands inside the dossiers' documents. It is noted in `dossier_pages` behind
reception, so that an acceptance pays nothing for it, and always completed before anything is removed. A PDF that was
handed in is noted there too, but goes with the archival PDFs: which names are those, the documents say.

A purge first gives a file up (a row of `purged_files`, in the transaction that says so in the audit) and removes it
afterwards: whatever is cut off in between is found again in `to_remove`, and no row ever names a file that has gone.
"""

# Long because: what a rule takes away is said table by table, and read as a whole.

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    delete,
    exists,
    func,
    insert,
    inspect,
    or_,
    select,
    union_all,
    update,
)

from counter_app.domain.dossier import Honest
from counter_app.domain.retention import Kept
from counter_app.ports import Due, Hold, Purged

from . import tables
from .facts import read_fact, write_fact
from .values import draft_from_json

_d, _p, _o, _f = tables.dossiers.c, tables.dossier_pages.c, tables.outbox.c, tables.outbox_files.c
_s, _a = tables.dossier_steps.c, tables.archive_forms.c
_drafts, _gone, _holds, _purges = tables.drafts.c, tables.purged_files.c, tables.holds.c, tables.purges.c
_l = tables.left_drafts.c
_w, _answers = tables.online_dossiers.c, tables.online_answers.c
COPY = "kept"  # of `hall_files`: a colleague's file, kept for a while
INDEXED = "vault.indexed"  # the last entry of `dossiers` whose files are noted
_NAME = re.compile(r'(?<![0-9a-f])(?<!"look":")[0-9a-f]{64}(?![0-9a-f])')  # a page's look is as long, and no file
_FILES = re.compile(r'"files":\[([^\]]*)\]')  # within what was typed each quote is escaped
_BATCH = 500


class SqlRetention:
    """Fulfils `ports.Retention`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- which file is whose ---------------------------------------------------------------------------

    def index_files(self, limit: int = _BATCH) -> bool:
        last = int(read_fact(self._connection, INDEXED) or 0)
        gone = _gone_of(Kept.PAGE).label("pages_gone"), _gone_of(Kept.ARCHIVAL).label("files_gone")
        later = (
            select(_d.id, _d.entry, _d.document, _d.colleague, *gone)
            .where(_d.entry > last)
            .order_by(_d.entry)
            .limit(limit)
        )
        dossiers = self._connection.execute(later).all()
        if dossiers:  # after a rescue all are noted anew
            ids = [dossier.id for dossier in dossiers]
            ours = [dossier for dossier in dossiers if dossier.colleague is None]  # a colleague keeps their own files
            kept = {(d.id, name) for d in ours for name in _left_in(d.document, d.pages_gone, d.files_gone)}
            kept |= _of_steps(self._connection, _s.dossier_id.in_(ids), _s.colleague.is_(None))
            known = select(_p.dossier_id, _p.name).where(_p.dossier_id.in_(ids))  # a step notes its own at once
            kept -= {(row.dossier_id, row.name) for row in self._connection.execute(known)}
            rows = [{"name": name, "dossier_id": dossier_id} for dossier_id, name in kept]
            rows.sort(key=lambda row: (str(row["dossier_id"]), str(row["name"])))
            if rows:
                self._connection.execute(insert(tables.dossier_pages), rows)
            write_fact(self._connection, INDEXED, str(dossiers[-1].entry))
        return len(dossiers) < limit

    def referred(self) -> frozenset[str]:
        names = select(_p.name).union(_archival(), _derived())
        return frozenset(self._connection.scalars(names)) | self._in_drafts()

    def copies(self) -> frozenset[str]:
        files = tables.hall_files.c
        return frozenset(self._connection.scalars(select(files.name).where(files.kind == COPY)))

    def unreferred(self, names: Iterable[str]) -> frozenset[str]:
        wanted = frozenset(names) - self._in_drafts()
        spoken_of: set[str] = set()
        for start in range(0, len(wanted), _BATCH):
            some = sorted(wanted)[start : start + _BATCH]
            pages = select(_p.name).where(_p.name.in_(some))
            archival = _archival().where(_f.sha256.in_(some)), _derived().where(_a.sha256.in_(some))
            spoken_of.update(self._connection.scalars(pages.union(*archival)))
        return wanted - spoken_of

    def _in_drafts(self) -> set[str]:
        """Also in those that wait for whoever takes them up: their pages lie here until then."""
        ours = select(_drafts.document).union_all(select(_l.document).where(*_waiting()))
        return {name for document in self._connection.scalars(ours) for name in names_in(document)}

    # --- dossiers' files -------------------------------------------------------------------------------

    def due(self, kind: Kept, before: datetime) -> Due:
        free = select(_d.id).where(*_may_go(kind, before))
        imported = len(self._imported(free))
        files = self._count(_files_of(kind, free)) + (-imported if kind is Kept.PAGE else imported)
        count = self._count(free)
        late = (_has_files(kind), _d.accepted_at < before)
        unsent = self._count(select(_d.id).where(*late, ~_confirmed()))
        held = self._count(select(_d.id).where(*late, _confirmed(), _held()))
        return Due(count, files, unsent, held)

    def due_dossiers(self, kind: Kept, before: datetime, limit: int) -> tuple[tuple[UUID, str], ...]:
        rows = select(_d.id, _d.code).where(*_may_go(kind, before)).order_by(_d.entry).limit(limit)
        return tuple((row.id, row.code) for row in self._connection.execute(rows))

    def purge_files(self, dossier_id: UUID, kind: Kept, rule: str, at: datetime) -> int:
        found = set(self._connection.scalars(_files_of(kind, [dossier_id])))
        imported = {name for _, name in self._imported([dossier_id])}
        names = found - imported if kind is Kept.PAGE else found | imported
        noted = _p.name.not_in(imported) if kind is Kept.PAGE else _p.name.in_(imported)
        self._connection.execute(delete(tables.dossier_pages).where(_p.dossier_id == dossier_id, noted))
        this = _purges.dossier_id == dossier_id, _purges.kind == kind.value
        again = update(tables.purges).where(*this).values(rule=rule, at=at)  # a step has brought more since
        if not self._connection.execute(again).rowcount:
            row = {"dossier_id": dossier_id, "kind": kind.value, "rule": rule, "at": at}
            self._connection.execute(insert(tables.purges).values(**row))
        self.give_up(names, rule, at)
        return len(names)

    # --- what was begun and put away, and queue numbers ------------------------------------------------

    def due_drafts(self, before: date, limit: int) -> tuple[UUID, ...]:
        """A draft's day is that of its document: few are ever put away. What was given to a colleague is theirs for
        the time that it waits."""
        given = exists().where(_l.dossier_id == _drafts.dossier_id, _l.clerk.is_not(None), *_waiting())
        put_away = select(_drafts.document).where(_drafts.put_away, ~given).order_by(_drafts.changes)
        found = (draft_from_json(document).dossier for document in self._connection.scalars(put_away))
        return tuple(dossier.id for dossier in found if dossier.day < before)[:limit]

    def purge_draft(self, dossier_id: UUID, rule: str, at: datetime) -> int:
        document = self._connection.scalar(select(_drafts.document).where(_drafts.dossier_id == dossier_id)) or ""
        self._connection.execute(delete(tables.drafts).where(_drafts.dossier_id == dossier_id, _drafts.put_away))
        typed = tables.typed_forms
        self._connection.execute(delete(typed).where(typed.c.dossier_id == dossier_id))
        names = names_in(document)
        self.give_up(names, rule, at)
        return len(names)

    def due_tickets(self, before: date) -> int:
        return self._count(_old_tickets(before))

    def purge_tickets(self, before: date, limit: int) -> int:
        old = list(self._connection.scalars(_old_tickets(before).limit(limit)))
        self._connection.execute(delete(tables.tickets).where(tables.tickets.c.id.in_(old)))
        return len(old)

    # --- what was sent online --------------------------------------------------------------------------

    def due_online(self, before: datetime, limit: int) -> tuple[UUID, ...]:
        """Of what ended elsewhere nobody says when: its day is that on which it was last sent."""
        received, answered = _d.id == _w.id, _answers.dossier_id == _w.id
        ended = or_(
            ~_w.open, exists().where(received), exists().where(answered, _answers.submitted_at >= _w.submitted_at)
        )
        late = exists().where(received, _d.accepted_at >= before), exists().where(answered, _answers.at >= before)
        needed = (
            exists().where(_drafts.dossier_id == _w.id, ~_drafts.put_away),
            exists().where(_holds.dossier_id == _w.id),
        )
        free = (ended, _w.submitted_at < before, *(~one for one in (*late, *needed)))
        return tuple(self._connection.scalars(select(_w.id).where(*free).order_by(_w.place).limit(limit)))

    def purge_online(self, dossier_id: UUID) -> None:
        self._connection.execute(delete(tables.online_dossiers).where(_w.id == dossier_id))

    # --- the files themselves --------------------------------------------------------------------------

    def to_remove(self) -> tuple[str, ...]:
        return tuple(self._connection.scalars(select(_gone.name).where(_gone.removed_at.is_(None))))

    def mark_removed(self, names: Iterable[str], at: datetime) -> None:
        """Those that something refers to again are no longer given up."""
        listed = list(names)
        spoken_of = set(listed) - self.unreferred(listed)
        self._connection.execute(delete(tables.purged_files).where(_gone.name.in_(spoken_of)))
        self._connection.execute(update(tables.purged_files).where(_gone.name.in_(listed)).values(removed_at=at))

    def give_up(self, names: Iterable[str], rule: str, at: datetime) -> int:
        free = sorted(self.unreferred(names))
        for name in free:
            again = update(tables.purged_files).where(_gone.name == name).values(rule=rule, at=at, removed_at=None)
            if not self._connection.execute(again).rowcount:
                self._connection.execute(insert(tables.purged_files).values(name=name, rule=rule, at=at))
        return len(free)

    # --- said of a dossier -----------------------------------------------------------------------------

    def purged(self, dossier_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Purged, ...]]:
        found: dict[UUID, tuple[Purged, ...]] = {}
        rows = select(tables.purges).where(_purges.dossier_id.in_(list(dossier_ids)))
        for row in self._connection.execute(rows.order_by(_purges.at)):
            found[row.dossier_id] = (*found.get(row.dossier_id, ()), Purged(Kept(row.kind), row.rule, row.at))
        return found

    def hold(self, hold: Hold) -> None:
        self.release(hold.dossier_id)
        row = {"dossier_id": hold.dossier_id, "reason": hold.reason, "who": hold.who, "at": hold.at}
        self._connection.execute(insert(tables.holds).values(**row))

    def release(self, dossier_id: UUID) -> bool:
        return bool(self._connection.execute(delete(tables.holds).where(_holds.dossier_id == dossier_id)).rowcount)

    def holds(self) -> tuple[Hold, ...]:
        rows = self._connection.execute(select(tables.holds).order_by(_holds.at))
        return tuple(Hold(row.dossier_id, row.reason, row.who, row.at) for row in rows)

    def _imported(self, dossiers: Select[Any] | list[UUID]) -> set[tuple[UUID, str]]:
        """The PDFs that were handed in, of those dossiers whose archival PDFs are here still."""
        some = _d.id.in_(dossiers), _d.document.contains('"files":["'), ~_gone_of(Kept.ARCHIVAL)
        later = _s.dossier_id.in_(dossiers), _s.document.contains('"files":["'), ~_gone_since(Kept.ARCHIVAL)
        spoken = select(_d.id, _d.document).where(*some).union_all(select(_s.dossier_id, _s.document).where(*later))
        return {(row.id, name) for row in self._connection.execute(spoken) for name in imported_in(row.document)}

    def _count(self, rows: Select[Any]) -> int:
        return self._connection.scalar(select(func.count()).select_from(rows.subquery())) or 0


def names_in(document: str) -> set[str]:
    """Names of the vault that a document speaks of."""
    return set(_NAME.findall(document))


def imported_in(document: str) -> set[str]:
    """Those among them of the PDFs that were handed in, in the document of an accepted dossier."""
    return {name for files in _FILES.findall(document) for name in names_in(files)}


def _left_in(document: str, pages_gone: bool, files_gone: bool) -> set[str]:
    names, imported = names_in(document), imported_in(document)
    return (set() if pages_gone else names - imported) | (set() if files_gone else imported)


def _of_steps(connection: Connection, *some: ColumnElement[bool]) -> set[tuple[UUID, str]]:
    """Dossier and file of what was scanned or handed in after acceptance, and was not purged since."""
    gone = _gone_since(Kept.PAGE).label("pages_gone"), _gone_since(Kept.ARCHIVAL).label("files_gone")
    steps = select(_s.dossier_id, _s.document, *gone).where(*some).execution_options(yield_per=_BATCH)
    return {
        (step.dossier_id, name)
        for step in connection.execute(steps)
        for name in _left_in(step.document, step.pages_gone, step.files_gone)
    }


def referred_files(connection: Connection) -> set[str]:
    """Names that the drafts, dossiers, steps and events of a database, perhaps an earlier version's, speak of and that
    no purge gave up: read from the documents themselves."""
    purged_at: dict[UUID, datetime] = {}
    given_up: dict[str, set[UUID]] = {kind.value: set() for kind in Kept}
    there = set(connection.dialect.get_table_names(connection))
    if tables.purges.name in there:
        for purge in connection.execute(select(_purges.kind, _purges.dossier_id, _purges.at)):
            given_up[purge.kind].add(purge.dossier_id)
            if purge.kind == Kept.ARCHIVAL.value:
                purged_at[purge.dossier_id] = purge.at
    files = select(_f.sha256, _o.dossier_id, _o.created_at).join_from(tables.outbox_files, tables.outbox)
    archival = given_up[Kept.ARCHIVAL.value]
    names = {
        file.sha256
        for file in connection.execute(files)
        if file.dossier_id not in archival or file.created_at > purged_at[file.dossier_id]
    }
    if tables.archive_forms.name in there:
        forms = select(_a.sha256, _a.dossier_id).where(_a.sha256.is_not(None))
        names |= {form.sha256 for form in connection.execute(forms) if form.dossier_id not in archival}
    drafts = [select(_drafts.document)]
    if tables.left_drafts.name in there:
        drafts.append(select(_l.document).where(_l.taken_by.is_(None), *_ours(connection, tables.left_drafts)))
    for document in connection.scalars(union_all(*drafts)):
        names |= names_in(document)
    ours = _ours(connection, tables.dossiers)
    for row in connection.execute(select(_d.id, _d.document).where(*ours).execution_options(yield_per=_BATCH)):
        names |= _left_in(row.document, row.id in given_up[Kept.PAGE.value], row.id in archival)
    if tables.dossier_steps.name in there:
        names |= {name for _, name in _of_steps(connection, *_ours(connection, tables.dossier_steps))}
    return names


def _waiting() -> tuple[ColumnElement[bool], ...]:
    """For a draft that lies here, in nobody's hands: a colleague's lies with its pages at that counter."""
    return _l.taken_by.is_(None), _l.colleague.is_(None)


def _ours(connection: Connection, table: Table) -> list[ColumnElement[bool]]:
    """Colleagues keep the files of what they received and did; before there were any, all was ours."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    return [table.c.colleague.is_(None)] if "colleague" in there else []


def _may_go(kind: Kept, before: datetime) -> tuple[ColumnElement[bool], ...]:
    late = exists().where(_o.dossier_id == _d.id, or_(_o.confirmed_at >= before, _o.closed_at >= before))
    return _has_files(kind), _confirmed(), ~late, ~_held()


def _has_files(kind: Kept) -> ColumnElement[bool]:
    """Those that a step brought after a purge count as much as those of a dossier that was never purged."""
    if kind is Kept.PAGE:
        brought = exists().where(_s.dossier_id == _d.id, _s.document.contains('"pages":["'), ~_gone_since(kind))
        return _d.id.in_(select(_p.dossier_id)) & (~_gone_of(kind) | brought)
    files = select(_o.dossier_id).join_from(tables.outbox_files, tables.outbox).where(~_sent_before_purge())
    return _d.id.in_(files)


def _sent_before_purge() -> ColumnElement[bool]:
    """An event's files that the purge of archival PDFs took; what went to the outbox after it, it did not."""
    purge = tables.purges.alias().c
    same = purge.dossier_id == _o.dossier_id, purge.kind == Kept.ARCHIVAL.value
    return exists().where(*same, purge.at >= _o.created_at)


def _gone_of(kind: Kept) -> ColumnElement[bool]:
    return exists().where(_purges.dossier_id == _d.id, _purges.kind == kind.value)


def _gone_since(kind: Kept) -> ColumnElement[bool]:
    """The same of what a step brought: a purge before it took none of it."""
    return exists().where(_purges.dossier_id == _s.dossier_id, _purges.kind == kind.value, _purges.at >= _s.at)


def _files_of(kind: Kept, dossiers: Select[Any] | list[UUID]) -> Select[Any]:
    if kind is Kept.PAGE:
        return select(_p.name).where(_p.dossier_id.in_(dossiers))
    sent = select(_f.sha256).join_from(tables.outbox_files, tables.outbox)
    accepted = sent.where(_o.dossier_id.in_(dossiers), ~_sent_before_purge())
    derived = select(_a.sha256).where(_a.dossier_id.in_(dossiers), _a.sha256.is_not(None))
    return accepted.union(derived).subquery().select()


def _archival() -> Select[Any]:
    """Names of the files that were or will be sent, of dossiers that no purge has taken them from."""
    return select(_f.sha256).join_from(tables.outbox_files, tables.outbox).where(~_sent_before_purge())


def _derived() -> Select[Any]:
    """Names of the archive forms, which go with the PDFs that were accepted."""
    gone = exists().where(_purges.dossier_id == _a.dossier_id, _purges.kind == Kept.ARCHIVAL.value)
    return select(_a.sha256).where(_a.sha256.is_not(None), ~gone)


def _confirmed() -> ColumnElement[bool]:
    """The province has everything that it was to get of this dossier."""
    sent = exists().where(_o.dossier_id == _d.id)
    open_ = exists().where(_o.dossier_id == _d.id, _o.confirmed_at.is_(None), _o.closed_at.is_(None))
    return _d.state.in_((Honest.CONFIRMED.value, Honest.ENTERED.value)) & sent & ~open_


def _held() -> ColumnElement[bool]:
    return exists().where(_holds.dossier_id == _d.id)


def _old_tickets(before: date) -> Select[Any]:
    ticket = tables.tickets.c
    return select(ticket.id).where(ticket.day < before, ~exists().where(_drafts.ticket_id == ticket.id))
